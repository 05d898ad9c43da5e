from __future__ import annotations

import polars as pl
import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.layout import column_names, find_layout, header_names


def _layout(*rows: list[str]):
    lines = pl.int_range(1, len(rows) + 1, eager=True)
    return find_layout(rows.__getitem__, lines=lines, file="votes.csv")


def test_a_plain_table_is_header_and_body():
    found = _layout(["area", "value"], ["102", "46"], ["103", "50"])
    assert (found.header, found.start, found.stop) == (0, 1, 3)
    assert found.titles == found.notes == ()


def test_titles_above_and_notes_below_are_told_from_the_table():
    found = _layout(
        ["Turnout, by area"], [], ["area", "value"], ["102", "46"], [], ["Source: SSB"]
    )
    assert found.titles == ("Turnout, by area",)
    assert (found.header, found.start, found.stop) == (2, 3, 5)
    assert found.notes == ("Source: SSB",)


def test_a_title_that_holds_the_delimiter_is_set_off_by_an_empty_line():
    found = _layout(
        ["Turnout", "by area"], [], ["area", "year", "value"], ["1", "2", "3"]
    )
    assert found.titles == ("Turnout by area",)
    assert found.header == 2


def test_a_header_set_off_from_rows_of_its_own_width_stays_the_header():
    assert _layout(["area", "value"], [], ["102", "46"]).header == 0


def test_an_area_without_figures_at_the_end_is_a_row():
    found = _layout(["area", "value"], ["102", "46"], ["Marka", ""])
    assert (found.stop, found.notes) == (3, ())


@pytest.mark.parametrize(
    "note",
    [
        ["Too short to be a row"],
        ["So long that no area is called anything like it at all", ""],
    ],
)
def test_what_is_too_short_or_too_long_for_a_row_at_the_end_is_a_note(note):
    found = _layout(["area", "value"], ["102", "46"], ["Marka", ""], note, ["", ""])
    assert (found.stop, found.notes) == (3, (note[0],))


def test_everything_after_the_first_note_is_notes():
    found = _layout(["a", "b"], ["1", "2"], ["", ""], ["Note", ""], ["More", ""])
    assert found.notes == ("Note", "More")


@pytest.mark.parametrize("rows", [[], [["prose"]], [["", ""]] * 3, [["x"]] * 150])
def test_text_without_a_table_is_refused(rows):
    with pytest.raises(BadInput, match="No table was found"):
        _layout(*rows)


@pytest.mark.parametrize(
    "rows", [[["a", "b"]], [["a", "b"], ["", ""]], [["a", "b"], [], ["A note"]]]
)
def test_a_header_without_figures_below_is_refused_at_its_line(rows):
    with pytest.raises(BadInput, match="line 1: There is a header, but no figures"):
        _layout(*rows)


def test_columns_are_named_by_the_header_or_by_their_place():
    names = column_names([" a ", "", "b\n(per cent)"], file="votes.csv", line=1)
    assert names == ["a", "column 2", "b (per cent)"]


@pytest.mark.parametrize(
    "words", [["a", "b", "a "], ["column 2", ""], ["a\u200b", "a"]]
)
def test_two_columns_of_one_name_are_refused(words):
    with pytest.raises(BadInput, match="have the same name"):
        column_names(words, file="votes.csv", line=1)


def test_a_header_of_nothing_but_numbers_is_refused():
    with pytest.raises(BadInput, match="holds only numbers"):
        column_names(["2004", "25 415,5", ""], file="votes.csv", line=1)


def test_what_is_odd_in_a_header_is_told_of():
    names, notices = header_names(["'=a", "b\u202e"], file="votes.csv", line=3)
    assert names == ["=a", "b"]
    codes = [(n.code, n.where.line) for n in notices]
    assert codes == [
        ("apostrophe_removed", 3),
        ("hidden_characters", 3),
        ("formula_text", 3),
    ]
