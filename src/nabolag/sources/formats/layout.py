"""Where in a sheet or text the table lies: titles above it, its header, notes below.

Assumes one table to a sheet. Lines above the header with a single filled cell are
titles; so are lines set off by an empty one that are not as wide as the table. What
stands alone in the first column at the end, set off by an empty line, or in a line
too short to be a row, is a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.cleaning import nameless, restored, visible
from nabolag.sources.files.opening import printable
from nabolag.sources.table import unpatterned
from nabolag.values import Notice

Cells = Callable[[int], Sequence[str]]
"""Gives the cells of a row by its place, counted from 0; of an empty row, none filled."""

_HEAD = 100
"""A header further down than this is not found."""
_LONG = 40
"""A label of an area is shorter than this; a footnote standing alone is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rows counted from 0: the header, the body from ``start`` to before ``stop``."""

    titles: tuple[str, ...]
    header: int
    start: int
    stop: int
    notes: tuple[str, ...]


def find_layout(cells: Cells, *, lines: pl.Series, file: str) -> Layout:
    """Find the table among rows that stand on the given lines of a file.

    Raises :class:`BadInput` where there is no header or nothing below it.

    >>> rows = [["Turnout, by area"], [""], ["area", "value"], ["102", "46,2"]]
    >>> find_layout(rows.__getitem__, lines=pl.Series([1, 2, 3, 4]), file="votes.csv").header
    2
    """
    count = len(lines)
    header = _find_header(count, cells, file=file)
    stop = _find_end(count, cells, header=header)
    if not any(_filled(cells(row)) for row in range(header + 1, stop)):
        raise BadInput(
            where=Where(file=file, line=int(lines[header])),
            found="There is a header, but no figures below it.",
            expected="at least one row of figures",
            remedy="Check that the export was finished, or that the filter is not empty.",
        )
    return Layout(
        titles=_texts(cells, range(header)),
        header=header,
        start=header + 1,
        stop=stop,
        notes=_texts(cells, range(stop, count)),
    )


def header_names(
    words: Sequence[str], *, file: str, line: int
) -> tuple[list[str], tuple[Notice, ...]]:
    """Give :func:`column_names` of a header as it stands in a file, with its notices."""
    header = pl.Series("header", words, dtype=pl.String)
    places = pl.repeat(line, len(header), dtype=pl.Int64, eager=True)
    fresh, doubts = restored(header.to_frame(), lines=places, file=file)
    plain = [word or "" for word in fresh["header"]]
    return column_names(plain, file=file, line=line), doubts


def column_names(cells: Sequence[str], *, file: str, line: int) -> list[str]:
    """Give the names of columns; nameless ones are called after their place.

    >>> column_names(["area", "", "value"], file="votes.csv", line=1)
    ['area', 'column 2', 'value']
    """
    names = [
        unpatterned(" ".join(visible(cell).split())) or nameless(place)
        for place, cell in enumerate(cells, start=1)
    ]
    _check_words(cells, file=file, line=line)
    seen = dict[str, int]()
    for place, name in enumerate(names, start=1):
        if name in seen:
            raise BadInput(
                where=Where(file=file, line=line, column=printable(name)),
                found=f"Columns {seen[name]} and {place} have the same name.",
                expected="a name of its own for each column",
                remedy="Rename one of them in the file.",
            )
        seen[name] = place
    return names


def _find_header(count: int, cells: Cells, *, file: str) -> int:
    for row in range(min(count, _HEAD)):
        if _filled(cells(row)) >= 2 and not _set_off(count, cells, row=row):
            return row
    raise BadInput(
        where=Where(file=file),
        found="No table was found: no line has more than one filled cell.",
        expected="a header and rows, cells parted by semicolon, comma, tab or |",
        remedy="Check that this is the file you meant, and that it holds a table.",
    )


def _set_off(count: int, cells: Cells, *, row: int) -> bool:
    """Tell whether a line above the table only happens to hold a delimiter."""
    below = next((r for r in range(row + 1, count) if _filled(cells(r))), None)
    if below is None or below == row + 1:
        return False
    return len(cells(below)) > len(cells(row))


def _find_end(count: int, cells: Cells, *, header: int) -> int:
    """Give the first row of the notes below the table, or ``count``."""
    width = len(cells(header))
    row = count
    while row > header + 1 and _alone(cells(row - 1)):
        row -= 1
    while row < count and not _is_note(cells, row=row, width=width):
        row += 1
    return row


def _alone(cells: Sequence[str]) -> bool:
    return _filled(cells) == int(bool(cells and cells[0].strip()))


def _is_note(cells: Cells, *, row: int, width: int) -> bool:
    here = cells(row)
    if not _filled(here):
        return False
    short = len(here) < width
    return short or len(here[0].strip()) > _LONG or not _filled(cells(row - 1))


def _texts(cells: Cells, rows: range) -> tuple[str, ...]:
    texts = (" ".join(c.strip() for c in cells(row) if c.strip()) for row in rows)
    return tuple(visible(text) for text in texts if text)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _check_words(cells: Sequence[str], *, file: str, line: int) -> None:
    filled = [cell.strip() for cell in cells if cell.strip()]
    # Years with nothing above the areas' names are a header like any other.
    if cells[0].strip() and all(
        re.fullmatch(r"[+-]?[0-9][0-9., ]*", cell) for cell in filled
    ):
        raise BadInput(
            where=Where(file=file, line=line),
            found="The first line holds only numbers, so the columns have no names.",
            expected="a header with the columns' names",
            remedy="Add a first line that names each column.",
        )
