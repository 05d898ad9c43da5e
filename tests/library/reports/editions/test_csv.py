"""A table of a report as CSV."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from nabolag.reports.editions.csv import csv_of
from nabolag.reports.page import Column, Grid
from nabolag.reports.story import page

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)


def cells(data, sign=";"):
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))


def test_a_table_opens_with_its_headings_and_rows(city, edition):
    (grid,) = page(city.answer(), edition).profile.tables
    heading, *rows = cells(csv_of(grid))
    assert heading == [column.text for column in grid.columns]
    assert len(rows) == len(grid.rows)
    assert rows[0][0] == grid.rows[0][0]


def test_norwegian_spreadsheets_get_semicolons_and_english_ones_commas():
    grid = Grid(caption="x", columns=(Column(text="a"), Column(text="b")), rows=())
    assert csv_of(grid) == b"\xef\xbb\xbfa;b\r\n"
    assert csv_of(grid, language="en") == b"\xef\xbb\xbfa,b\r\n"


def test_nothing_a_spreadsheet_would_run_is_left_as_it_is():
    evil = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "−8 (−9 til −7)")
    grid = Grid(
        caption="", columns=(Column(text="=1+1"),), rows=tuple((e,) for e in evil)
    )
    found = [row[0] for row in cells(csv_of(grid))]
    assert found == [f"'{text}" for text in ("=1+1", *evil[:5])] + [evil[5]]


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_cells_come_back_but_for_the_apostrophe_in_front(rows):
    columns = (Column(text="a"), Column(text="b"))
    _, *found = cells(csv_of(Grid(caption="", columns=columns, rows=tuple(rows))))
    for written, row in zip(found, rows, strict=True):
        for cell, text in zip(written, row, strict=True):
            assert cell in (text, f"'{text}")
            assert cell[0] not in "=@"
