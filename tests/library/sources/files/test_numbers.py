from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.table import SIGNS
from nabolag.values import Note


def _read(*cells: str | None, signs=SIGNS, decimal=None):
    return read_numbers(
        pl.Series("value", cells, dtype=pl.String),
        lines=pl.Series(range(2, 2 + len(cells)), dtype=pl.Int64),
        file="votes.csv",
        column="value",
        signs=signs,
        decimal=decimal,
    )


def _values(*cells: str | None, **options) -> list[float | None]:
    return _read(*cells, **options).values.to_list()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("101", 101.0),
        ("71.1", 71.1),
        ("71,1", 71.1),
        ("0.123", 0.123),
        ("0,123", 0.123),
        (",5", 0.5),
        ("-.5", -0.5),
        ("-5,25", -5.25),
        ("\u22125,25", -5.25),
        ("–5,25", -5.25),
        ("- 5", -5.0),
        ("+3.2", 3.2),
        ("1 234", 1234.0),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("1\u202f234,5", 1234.5),
        ("1\u2009234.5", 1234.5),
        ("1'234’567.8", 1234567.8),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("46,1 %", 46.1),
        ("46.1%", 46.1),
        (" 7 ", 7.0),
        ("1e5", 100000.0),
        ("2.5E-03", 0.0025),
        ("2072.5551000000073", 2072.5551000000073),
        ("007", 7.0),
    ],
)
def test_numbers_are_read_as_publishers_write_them(cell, value):
    read = _read(cell)
    assert read.values.to_list() == [value]
    assert read.notes.to_list() == [None]
    assert read.notices == ()


@pytest.mark.parametrize(
    ("sign", "value", "note"),
    [
        (".", None, Note.NOT_POSSIBLE),
        ("..", None, Note.MISSING),
        (":", None, Note.CONFIDENTIAL),
        ("-", 0.0, Note.ZERO),
        ("–", 0.0, Note.ZERO),
        ("\u2212", 0.0, Note.ZERO),
        ("*", None, Note.PROVISIONAL),
        ("12*", 12.0, Note.PROVISIONAL),
        ("* 12,5", 12.5, Note.PROVISIONAL),
        ("12,5 *", 12.5, Note.PROVISIONAL),
        (None, None, None),
        ("", None, None),
        ("0", 0.0, None),
    ],
)
def test_signs_keep_their_different_meanings(sign, value, note):
    read = _read(sign)
    assert read.values.to_list() == [value]
    assert read.notes.to_list() == [note]


def test_a_file_may_use_signs_of_its_own():
    nav = {"*": Note.CONFIDENTIAL, "x": Note.MISSING, "p": Note.PROVISIONAL}
    read = _read("*", "x", "12p", "p 3", signs=nav)
    assert read.values.to_list() == [None, None, 12.0, 3.0]
    assert read.notes.to_list() == ["confidential", "missing", *["provisional"] * 2]
    with pytest.raises(BadInput, match="“12\\*” is no number"):
        _read("12*", signs=nav)


def test_values_and_notes_have_their_types():
    read = _read("1", ":")
    assert (read.values.dtype, read.notes.dtype) == (pl.Float64, pl.String)
    assert _read().values.dtype == pl.Float64


@pytest.mark.parametrize(
    "text",
    [
        *("n/a", "nan", "NaN", "inf", "-inf", "Infinity", "**", "--5", "5-", "(5)"),
        *("1 23", "12 34", "1234 567", "1.2.3", "1,2,3", "1.23,4", "5.", "1_000"),
        *(
            "0x10",
            "1e",
            "e5",
            "٣",
            "５",
            "½",
            "5 kr",
            "=1+1",
            "%",
            "+",
            "1 234 5",
            "1.5e99999",
        ),
    ],
)
def test_text_is_refused_with_its_line(text):
    with pytest.raises(BadInput, match="is no number") as refused:
        _read("1", None, text)
    assert (refused.value.where.line, refused.value.where.column) == (4, "value")
    assert refused.value.found == f"“{text}” is no number."


@pytest.mark.parametrize("text", ["1e999", "-1e999", "9" * 400])
def test_numbers_too_large_to_be_figures_are_refused(text):
    with pytest.raises(BadInput, match="too large to be a figure"):
        _read("1", text)


def test_strange_text_is_shown_without_characters_that_disturb():
    with pytest.raises(BadInput, match=r"“\\u202e5” is no number"):
        _read("\u202e5")


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (("71,1", "3", "71.2"), (4, 2)),
        (("1.234,5", "1,234.5"), (3, 2)),
        (("1.234.567", "2,345,678"), (3, 2)),
        (("0,5", "1 234.5"), (3, 2)),
        (("1.234", "5,678"), (3, 2)),
    ],
)
def test_two_decimal_signs_in_a_column_are_refused_with_both_lines(cells, lines):
    with pytest.raises(BadInput, match="have different decimal signs") as refused:
        _read(*cells)
    assert refused.value.where.line == lines[0]
    assert f"(line {lines[1]})" in refused.value.found


@pytest.mark.parametrize(
    ("others", "value"),
    [(("71,1",), 1234.0), (("71.1",), 1.234), (("1 234,5",), 1234.0)],
)
def test_an_unclear_figure_is_settled_by_the_rest_of_its_column(others, value):
    read = _read("1.234", *others)
    assert read.values[0] == value
    assert read.notices == ()


@pytest.mark.parametrize(
    ("cells", "value", "decimal"),
    [
        (("1.234",), 1.234, "."),
        (("1,234",), 1.234, ","),
        (("1.234", "987"), 1234.0, ","),
        (("1,234", "987"), 1234.0, "."),
        (("1.234", "987", "12345"), 1.234, "."),
        (("1.234", "987", "12 345"), 1.234, "."),
        (("1.234", "0"), 1.234, "."),
    ],
)
def test_an_unclear_column_is_read_by_what_is_likely_and_told_of(cells, value, decimal):
    read = _read(*cells)
    assert read.values[0] == value
    assert read.decimal == decimal
    said = read.notices[0]
    assert (said.code, said.where.line) == ("decimal_unclear", 2)
    assert dict(said.facts) == {"found": cells[0], "read": value}


def test_a_recipe_may_settle_the_decimal_sign():
    assert _values("1.234", decimal=".") == [1.234]
    assert _values("1.234", decimal=",") == [1234.0]
    assert _read("1.234", decimal=",").notices == ()
    with pytest.raises(BadInput, match="line 3, column value: “1,5” has another"):
        _read("1.234", "1,5", decimal=".")


def test_a_percent_sign_on_some_figures_only_is_told_of():
    said = _read("46,1 %", "-", "0,5", ":", "50 %").notices[0]
    assert (said.code, said.where.line) == ("percent_mixed", 4)
    assert dict(said.facts) == {"found": "0,5", "count": 1}
    assert _read("46,1 %", "-").notices == ()


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_written_by_python_are_read_back_exactly(numbers):
    assert _values(*map(repr, numbers), "0.5") == [*numbers, 0.5]


@settings(deadline=None)
@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1),
    st.sampled_from([" ", "\u00a0", "\u202f", "'"]),
)
def test_thousands_parted_by_a_space_are_read_back_exactly(numbers, space):
    cells = [f"{number:,}".replace(",", space) for number in numbers]
    assert _values(*cells) == [float(number) for number in numbers]


@settings(deadline=None)
@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1), st.booleans())
def test_a_column_reads_the_same_with_either_decimal_sign(numbers, grouped):
    pointed = [f"{number:,.2f}" if grouped else f"{number:.2f}" for number in numbers]
    swapped = [cell.translate(str.maketrans(".,", ",.")) for cell in pointed]
    assert _values(*pointed) == _values(*swapped) == [float(n) for n in numbers]


@settings(deadline=None)
@given(st.permutations(["1.234", "71.1", ":", "12", None, "-", "5*"]))
def test_the_order_of_a_column_does_not_matter(cells):
    read = dict(zip(cells, zip(*(s for s in _parts(cells)), strict=True), strict=True))
    assert read["1.234"] == (1.234, None)
    assert read["5*"] == (5.0, "provisional")


def _parts(cells):
    read = _read(*cells)
    return read.values.to_list(), read.notes.to_list()
