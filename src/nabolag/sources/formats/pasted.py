"""Cells copied straight out of a spreadsheet, pasted as text.

A spreadsheet parts cells with tabs, and puts quotation marks around those that hold line
breaks. What people mark is not always the table alone: titles above it, empty columns
beside it, and headings merged over several columns, of which only the first is filled.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.cleaning import restored, settled
from nabolag.sources.files.opening import LIMITS, Limits, too_large
from nabolag.sources.formats.layout import find_layout, header_names
from nabolag.sources.formats.lines import read_records
from nabolag.sources.table import SIGNS, Table

_FIGURE = re.compile(
    r"(?:kr\s?)?[-−–+]?[\d.,]*\d[\d.,\s'’]*(?:%|kr|\*)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d).{0,12}")


def read_pasted(text: str, *, name: str, limits: Limits = LIMITS) -> Table:
    r"""Give pasted cells as a table of text cells; ``name`` is what messages call it.

    Lines are counted from 1 in what was pasted. Raises :class:`BadInput` where nothing
    was pasted, there is no table in it, columns share a name, or a quotation mark is not
    closed. Notices: those of :func:`~nabolag.sources.files.cleaning.restored`. Facts:
    ``title``.

    >>> table = read_pasted("Område\t2023\t\nIla\t12,3 %\t\n", name="pasted")
    >>> table.cells.rows()
    [('Ila', '12,3 %')]
    """
    rows, lines = _rows(text, name=name, limits=limits)
    _give_headings_company(rows)
    layout = find_layout(rows.__getitem__, lines=lines, file=name)
    words, start = _headings(rows, layout.header, layout.stop)
    line = int(lines[layout.header])
    names, doubts = header_names(words, file=name, line=line)
    body = pl.DataFrame(
        rows[start : layout.stop], schema=dict.fromkeys(names, pl.String), orient="row"
    )
    cells, places = settled(body, lines=lines[start : layout.stop])
    fresh, more = restored(cells, lines=places, file=name)
    return Table(
        cells=fresh,
        lines=places,
        file=name,
        format="pasted",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        facts={"title": layout.titles[-1]} if layout.titles else {},
        notes=(*layout.titles[:-1], *layout.notes),
        notices=(*doubts, *more),
    )


def _rows(text: str, *, name: str, limits: Limits) -> tuple[list[list[str]], pl.Series]:
    """Give rows of equally many cells, as far to the right as any is filled."""
    _check_text(text, name=name, limits=limits)
    records = read_records(
        text.lstrip("\ufeff"),
        file=name,
        limits=limits,
        delimiter="\t" if "\t" in text else None,
    )
    rows = [
        [" ".join(cell.split()) for cell in records.cells(row)]
        for row in range(len(records.texts))
    ]
    width = max(_reach(row) for row in rows)
    return [(row + [""] * width)[:width] for row in rows], records.lines


def _check_text(text: str, *, name: str, limits: Limits) -> None:
    if not text.strip():
        raise BadInput(
            where=Where(file=name),
            found="Nothing was pasted.",
            expected="cells with a heading for each column, and a row for each area",
            remedy="Mark the cells in the spreadsheet, copy them, and paste them here.",
        )
    rows, cells = text.count("\n"), text.count("\t")
    if rows > limits.rows or cells > limits.cells:
        raise too_large(
            Where(file=name),
            found=f"What was pasted has {rows} lines and {cells} cells.",
            expected=f"at most {limits.rows} lines and {limits.cells} cells",
        )


def _reach(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def _give_headings_company(rows: list[list[str]]) -> None:
    """Name the areas' column where a single year stands alone above the figures.

    Alone in its line it would be taken for a title.
    """
    for row, below in pairwise(rows):
        alone = [cell for cell in row if cell]
        if len(alone) == 1 and not row[0] and any(map(_is_figure, below[1:])):
            row[0] = "area"
            return


def _headings(
    rows: Sequence[Sequence[str]], header: int, stop: int
) -> tuple[list[str], int]:
    """Give the columns' headings, of one row or two, and the row below them."""
    first, below = rows[header], rows[header + 1]
    if header + 2 >= stop or not _parts_headings(first, below):
        return list(first), header + 1
    above, filled = "", list[str]()
    for cell, under in zip(first, below, strict=True):
        above = cell or (above if under else "")
        filled.append(above)
    words = [
        " ".join(dict.fromkeys(filter(None, pair)))
        for pair in zip(filled, below, strict=True)
    ]
    return words, header + 2


def _parts_headings(first: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether the row below says more about headings that are merged."""
    merged = any(not up and down for up, down in zip(first[1:], below[1:], strict=True))
    once = not (first[0] and below[0])
    return merged and once and not any(map(_is_figure, below))


def _is_figure(cell: str) -> bool:
    sign = cell in SIGNS
    return sign or bool(_FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell))
