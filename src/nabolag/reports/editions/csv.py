"""A table of a report as CSV that opens right in a spreadsheet and runs nothing there."""

from __future__ import annotations

import io

import polars as pl

from nabolag.reports.page import Grid
from nabolag.sources.files.cleaning import protected

_BOM = "\ufeff"
"""Tells a spreadsheet that the letters are UTF-8."""


def csv_of(grid: Grid, *, language: str = "nb") -> bytes:
    """Give a table as it stands in the report; cells are texts, not numbers.

    Cells are parted as the language's spreadsheets expect: by semicolons where the comma
    is the decimal sign. What a spreadsheet would run gets an apostrophe in front.
    """
    heading = tuple(column.text for column in grid.columns)
    columns = [
        protected(pl.Series(str(place), cells, dtype=pl.String))
        for place, cells in enumerate(zip(heading, *grid.rows, strict=True))
    ]
    written = io.BytesIO()
    pl.DataFrame(columns).write_csv(
        written,
        include_header=False,
        separator="," if language == "en" else ";",
        line_terminator="\r\n",
    )
    return _BOM.encode() + written.getvalue()
