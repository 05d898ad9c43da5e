"""A sheet of a workbook as rows of text, through calamine.

Numbers are given as a spreadsheet shows them in full: 15 figures, without the noise of
the last binary digit, whatever format the cell has (46.1 % is 0.461, and a number that
its format shows as 0301 is 301). Dates are given as 2024-01-31.
"""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.archives import damage_refused
from nabolag.sources.files.opening import File, Limits, printable, too_large

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_BROKEN = (OSError, ValueError, OverflowError)

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged area, each as row and column counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All rows of a sheet from its first, equally long, and its merged areas."""

    name: str
    rows: list[list[str]]
    merged: Sequence[Area] = ()

    def lines(self) -> pl.Series:
        """Give the rows' numbers as the spreadsheet shows them."""
        return pl.int_range(1, len(self.rows) + 1, dtype=pl.Int64, eager=True)


def read_grid(
    file: File, *, sheet: str | None, faulty: Container[str] = (), limits: Limits
) -> Grid:
    """Give the rows of the named sheet, or of the only visible one with a table.

    A ``faulty`` sheet counts as one with a table, since its cells may seem empty.

    Raises :class:`WrongUsage` for a name that is not there, :class:`BadInput` where no
    sheet has a table or several have.
    """
    from python_calamine import CalamineError, load_workbook

    with damage_refused(file, *_BROKEN, CalamineError, expected="a whole workbook"):
        book = load_workbook(io.BytesIO(file.data))
        chosen = book.get_sheet_by_name(_choose(file, book, sheet, faulty))
        _check_width(file, chosen, limits=limits)
        cells = chosen.to_python(skip_empty_area=False)
        areas = chosen.merged_cell_ranges or []
    rows = [[shown(cell) for cell in row] for row in cells]
    return Grid(name=chosen.name, rows=rows, merged=_inside(file, areas, rows, limits))


def shown(cell: float | str | bool | date | time | object) -> str:  # noqa: FBT001
    """Give what stands in a cell as text.

    >>> shown(71.1), shown(101.0), shown(0.1 + 0.2), shown(1e-7)
    ('71.1', '101', '0.3', '0.0000001')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        text = f"{cell:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _choose(
    file: File, book: CalamineWorkbook, sheet: str | None, faulty: Container[str]
) -> str:
    if sheet is not None:
        if sheet not in book.sheet_names:
            raise WrongUsage(
                found=f"There is no sheet “{printable(sheet)}” in {file.name}.",
                expected=f"one of {_listed(book.sheet_names)}",
                remedy="Name one of them with --sheet.",
            )
        return sheet
    names = [
        name for name in _visible(book) if name in faulty or _has_table(book, name)
    ]
    if len(names) != 1:
        raise BadInput(
            where=Where(file=file.name),
            found=f"{len(names) or 'None'} of the visible sheets hold a table.",
            expected="one sheet with a table",
            remedy=f"Say which with --sheet: {_listed(names or book.sheet_names)}.",
        )
    return names[0]


def _visible(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        about.name
        for about in book.sheets_metadata
        if about.visible == SheetVisibleEnum.Visible
        and about.typ == SheetTypeEnum.WorkSheet
    ]


def _has_table(book: CalamineWorkbook, name: str) -> bool:
    sheet = book.get_sheet_by_name(name)
    return sheet.height >= 2 and sheet.width >= 2


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{printable(name)}”" for name in names[:20]) or "none"


def _check_width(file: File, sheet: CalamineSheet, *, limits: Limits) -> None:
    row, column = sheet.end or (0, 0)
    if column >= limits.columns or row >= limits.rows:
        raise too_large(
            Where(file=file.name),
            found=f"The sheet has {row + 1} rows and {column + 1} columns.",
            expected=f"at most {limits.rows} rows and {limits.columns} columns",
        )


def _inside(
    file: File, areas: Sequence[Area], rows: Sequence[Sequence[str]], limits: Limits
) -> list[Area]:
    """Give the merged areas cut to the rows there are."""
    height, width = len(rows), max(map(len, rows), default=0)
    cut = [
        (first, (min(last[0], height - 1), min(last[1], width - 1)))
        for first, last in areas
        if first[0] < height and first[1] < width
    ]
    size = sum((b[0] - a[0] + 1) * (b[1] - a[1] + 1) for a, b in cut)
    if size > limits.cells:
        raise too_large(
            Where(file=file.name),
            found=f"The merged areas cover {size} cells.",
            expected="each cell in one merged area at most",
        )
    return cut
