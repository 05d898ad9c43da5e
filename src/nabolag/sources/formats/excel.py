"""Excel and OpenDocument workbooks as tables.

Merged cells count as filled all over; a header may so have several levels, whose words
are joined ("2024 Women"). Programs in the file (macros) are never run.
"""

from __future__ import annotations

import polars as pl

from nabolag.errors import Where
from nabolag.sources.files.cleaning import restored, settled
from nabolag.sources.files.opening import LIMITS, File, Limits
from nabolag.sources.formats.grids import Grid, read_grid
from nabolag.sources.formats.layout import Layout, find_layout, header_names
from nabolag.sources.formats.sheets import Sheet
from nabolag.sources.formats.workbooks import check_fault, has_macros, survey
from nabolag.sources.table import Table
from nabolag.values import Notice


def read_excel(
    file: File, *, sheet: str | None = None, limits: Limits = LIMITS
) -> Table:
    """Give a sheet of a workbook (xlsx, xlsb, xls, ods) as a table of text cells.

    The only visible sheet with a table is chosen by itself. Raises :class:`BadInput`
    where there are several, for damaged or locked workbooks, and for cells with errors
    (#N/A) or formulas that were never calculated; :class:`WrongUsage` for a ``sheet``
    that is not there. Notices: those of :mod:`nabolag.sources.files.cleaning`,
    ``merged_cells``, ``hidden_cells``, ``macros_ignored``. Facts: ``sheet``, ``title``.
    """
    sheets = survey(file, limits=limits)
    faulty = {name for name, known in sheets.items() if known.fault}
    grid = read_grid(file, sheet=sheet, faulty=faulty, limits=limits)
    known = sheets.get(grid.name, Sheet())
    check_fault(file, grid.name, known)
    layout = find_layout(grid.rows.__getitem__, lines=grid.lines(), file=file.name)
    names, doubts, start = _header(file, grid, layout)
    body = range(start, layout.stop)
    cells, lines = _body(grid, names, body)
    fresh, more = restored(cells, lines=lines, file=file.name)
    title = {"title": layout.titles[0]} if layout.titles else {}
    return Table(
        cells=fresh,
        lines=lines,
        file=file.name,
        format="excel",
        sha256=file.sha256,
        facts={"sheet": grid.name, **title},
        notes=(*layout.titles[1:], *layout.notes),
        notices=(*_surprises(file, grid, known, body), *doubts, *more),
    )


def _header(
    file: File, grid: Grid, layout: Layout
) -> tuple[list[str], tuple[Notice, ...], int]:
    """Give the columns' names, from as many rows as the header spans."""
    last = layout.header
    while last + 2 < layout.stop and _has_level_below(grid, last):
        last += 1
    _fill_merged(grid, first=layout.header, last=last)
    levels = zip(*grid.rows[layout.header : last + 1], strict=True)
    words = [" ".join(dict.fromkeys(filter(None, level))) for level in levels]
    names, doubts = header_names(words, file=file.name, line=layout.header + 1)
    return names, doubts, last + 1


def _has_level_below(grid: Grid, row: int) -> bool:
    """Tell whether the next row parts merged headings, and fills nothing else."""
    wide = {
        column
        for (top, left), (bottom, right) in grid.merged
        if top <= row <= bottom and right > left and grid.rows[top][left].strip()
        for column in range(left, right + 1)
    }
    below = {c for c, cell in enumerate(grid.rows[row + 1]) if cell.strip()}
    return bool(below) and below <= wide


def _fill_merged(grid: Grid, *, first: int, last: int) -> None:
    """Fill the merged areas that begin in these rows."""
    for (top, left), (bottom, right) in grid.merged:
        if first <= top <= last and grid.rows[top][left].strip():
            for row in range(top, min(bottom, last) + 1):
                for column in range(left, right + 1):
                    grid.rows[row][column] = grid.rows[top][left]


def _body(grid: Grid, names: list[str], body: range) -> tuple[pl.DataFrame, pl.Series]:
    _fill_merged(grid, first=body.start, last=body.stop - 1)
    columns = zip(*grid.rows[body.start : body.stop], strict=True)
    cells = pl.DataFrame(
        [
            pl.Series(name, column, dtype=pl.String)
            for name, column in zip(names, columns, strict=True)
        ]
    )
    return settled(cells, lines=grid.lines()[body.start : body.stop])


def _surprises(file: File, grid: Grid, known: Sheet, body: range) -> tuple[Notice, ...]:
    """Give what a look at the open sheet would not show."""
    said = list[Notice]()
    merged = [top for (top, _), _ in grid.merged if top in body]
    if merged:
        where = Where(file=file.name, line=min(merged) + 1)
        facts = {"count": len(merged)}
        said.append(Notice(code="merged_cells", where=where, facts=facts))
    where = Where(file=file.name)
    if known.hidden:
        facts = {"count": known.hidden}
        said.append(Notice(code="hidden_cells", where=where, facts=facts))
    if has_macros(file):
        said.append(Notice(code="macros_ignored", where=where))
    return tuple(said)
