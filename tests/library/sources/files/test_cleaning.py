from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.sources.files.cleaning import (
    cleaned,
    protected,
    restored,
    settled,
    unprotected,
    visible,
)


def _clean(*cells: str | None):
    lines = pl.Series(range(2, 2 + len(cells)), dtype=pl.Int64)
    frame = pl.DataFrame({"name": pl.Series(cells, dtype=pl.String)})
    fresh, notices = cleaned(frame, lines=lines, file="votes.csv")
    return fresh["name"].to_list(), notices


def test_honest_cells_pass_as_they_are_and_without_a_word():
    names = [
        "Grünerløkka",
        "St. Hanshaugen",
        "Ålesund",
        "Kåfjord",
        "ČĐŊŠŦŽ",
        "-",
        "–5,2",
    ]
    names += [
        "15–24 år",
        "A & Å",
        "Bogstadveien 7»",
        "d’Ivoire",
        None,
        "+47",
        "-",
        "Ãrea",
    ]
    assert _clean(*names) == (names, ())


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("GrÃ¸nland", "Grønland"),
        ("Ã…l", "Ål"),
        ("Ã\x98stensjÃ¸", "Østensjø"),
        ("NittedalÂ", None),
        ("HÅ¡", "Hš"),
        ("Gr\ufffdnland", None),
        ("Gr›nland", None),
        ("Gr¿nland", None),
    ],
)
def test_letters_of_a_wrong_code_page_are_told_of(spoilt, meant):
    cells, notices = _clean("Oslo", spoilt)
    if spoilt == "NittedalÂ":
        assert notices == ()
        return
    said = notices[0]
    assert (said.code, said.where.line, said.where.column) == ("mojibake", 3, "name")
    assert said.facts.get("meant") == meant
    assert said.facts["count"] == 1
    assert cells[1] == visible(spoilt)


@pytest.mark.parametrize(
    ("cell", "shown", "bare"),
    [
        ("Gr\u202eønland", "Gr\\u202eønland", "Grønland"),
        ("\x1b[31mAlna", "\\x1b[31mAlna", "[31mAlna"),
        ("Gro\u00adrud", "Gro\\xadrud", "Grorud"),
        ("\ufeffOslo", "\\ufeffOslo", "Oslo"),
        ("Sto\u200bvner", "Sto\\u200bvner", "Stovner"),
    ],
)
def test_characters_nobody_can_see_are_taken_away_and_told_of(cell, shown, bare):
    cells, notices = _clean("Oslo", cell, cell)
    assert cells == ["Oslo", bare, bare]
    assert [(n.code, n.where.line) for n in notices] == [("hidden_characters", 3)]
    assert dict(notices[0].facts) == {"found": shown, "count": 2}


def test_a_cell_of_nothing_but_hidden_characters_is_empty():
    assert _clean("\u200b\u200b")[0] == [None]


def test_a_letter_and_its_accent_become_one_letter():
    assert _clean("Kampen", "A\u030angstro\u0308m") == (["Kampen", "Ångström"], ())


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "@SUM(1)", "+cmd", "-cmd", "- under 18 år", "＝1+1"]
)
def test_text_a_spreadsheet_would_run_is_kept_and_told_of(cell):
    cells, notices = _clean(cell)
    assert cells == [cell]
    assert [n.code for n in notices] == ["formula_text"]


@pytest.mark.parametrize(
    "cell", ["-5", "+5", "-", "+", "-1 234,5", "-.5", "-5 %", "-5*"]
)
def test_numbers_and_signs_are_no_formulas(cell):
    assert _clean(cell) == ([cell], ())
    assert protected(pl.Series([cell])).to_list() == [cell]


def test_long_cells_are_shown_in_part():
    _, notices = _clean("=" + "x" * 500)
    assert len(str(notices[0].facts["found"])) == 60


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.text(alphabet="'=+-@ 5,x\t\r\n＝", max_size=6)))
)
def test_what_is_protected_is_restored_to_the_letter(cells):
    column = pl.Series("name", cells, dtype=pl.String)
    guarded = protected(column)
    assert unprotected(guarded)[0].to_list() == cells
    again, stood = unprotected(guarded)
    changed = [a != b for a, b in zip(guarded, cells, strict=True)]
    assert [bool(s) for s in stood] == changed
    assert again.name == "name"


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_protected_text_begins_as_a_formula(text):
    guarded = protected(pl.Series([text])).item()
    assert not guarded.lstrip().startswith(("=", "@"))
    assert not guarded.startswith(("\t", "\r"))


def test_apostrophes_of_exports_are_taken_away_and_told_of():
    frame = pl.DataFrame({"name": ["'=1+1", "'t Hof", "Alna"]})
    fresh, notices = restored(frame, lines=pl.Series([2, 3, 4]), file="votes.csv")
    assert fresh["name"].to_list() == ["=1+1", "'t Hof", "Alna"]
    assert [n.code for n in notices] == ["apostrophe_removed", "formula_text"]
    assert notices[0].facts["found"] == "'=1+1"


def test_settled_cells_have_no_spaces_around_and_no_rows_of_nothing():
    frame = pl.DataFrame(
        {
            "a": [" x ", "\u00a0", None],
            "b": ["1", "", " "],
            "column 3": [None, "", None],
        },
    )
    cells, lines = settled(frame, lines=pl.Series([2, 3, 4]))
    assert cells.to_dict(as_series=False) == {"a": ["x"], "b": ["1"]}
    assert lines.to_list() == [2]


def test_a_nameless_column_with_content_and_an_empty_one_with_a_name_stay():
    frame = pl.DataFrame(
        {"a": ["x"], "column 2": ["y"], "b": [None]}, schema_overrides={"b": pl.String}
    )
    assert settled(frame, lines=pl.Series([2]))[0].columns == ["a", "column 2", "b"]
