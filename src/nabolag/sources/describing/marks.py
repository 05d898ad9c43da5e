"""Marks that members of a group have given a finding, one on each line.

The table has the column ``mark`` (or ``merke``), and may have ``group`` (``gruppe``)::

    group,mark
    Project group,4
    Project group,5
    Leader group,2

A line whose mark is empty is someone who has not marked. Any delimiter, code page or
workbook will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.knowledge.sharing import MARKED, Scale
from nabolag.sources.files.columns import find_column, listed, short
from nabolag.sources.files.lists import SMALL
from nabolag.sources.formats.one_column import read_narrow_table
from nabolag.sources.table import Table

_MARK, _GROUP = ("mark", "merke", "markering"), ("group", "gruppe", "forum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the members of one group have marked; ``group`` is nothing without one."""

    group: str | None
    marks: tuple[int, ...]
    members: int


def read_marks(path: Path, *, scale: Scale = MARKED) -> tuple[Marks, ...]:
    """Read the marks of each group, in the order the groups come in the file.

    Raises :class:`BadInput`, with file and line, for a mark that is not on the scale, a
    line without its group, and a table without marks.
    """
    table = read_narrow_table(path, of="marks", limits=SMALL)
    marked, grouped = _columns(table)
    found: dict[str | None, list[int | None]] = {}
    for group, mark in _lines(table, marked, grouped, scale):
        found.setdefault(group, []).append(mark)
    return tuple(
        Marks(
            group=group,
            marks=tuple(mark for mark in marks if mark is not None),
            members=len(marks),
        )
        for group, marks in found.items()
    )


def _columns(table: Table) -> tuple[str, str | None]:
    names = table.cells.columns
    marked, grouped = find_column(_MARK, names), find_column(_GROUP, names)
    others = [name for name in names if name not in (marked, grouped)]
    if marked is None or others:
        found = f"has also {listed(others)}" if others else "lacks “mark”"
        raise BadInput(
            where=Where(file=table.file),
            found=f"The table {found}.",
            expected="the column mark, perhaps group, and no others",
            remedy="Correct the heading; take columns that may name people out.",
        )
    return marked, grouped


def _lines(
    table: Table, marked: str, grouped: str | None, scale: Scale
) -> Iterator[tuple[str | None, int | None]]:
    known = {str(point): point for point in scale.points}
    rows = table.cells.iter_rows(named=True)
    for number, row in zip(table.lines, rows, strict=True):
        yield (
            _group(row, grouped, Where(file=table.file, line=number, column=grouped)),
            _mark(
                row, marked, known, Where(file=table.file, line=number, column=marked)
            ),
        )


def _group(
    row: Mapping[str, str | None], grouped: str | None, where: Where
) -> str | None:
    if grouped is None:
        return None
    said = (row[grouped] or "").strip()
    if not said:
        raise BadInput(
            where=where,
            found="The line does not say which group it belongs to.",
            expected="a group on every line, or no such column",
            remedy="Write the group, or take the column out.",
        )
    return said


def _mark(
    row: Mapping[str, str | None], marked: str, known: Mapping[str, int], where: Where
) -> int | None:
    said = (row[marked] or "").strip()
    if not said:
        return None
    if said not in known:
        first, *_, last = known
        raise BadInput(
            where=where,
            found=f"“{short(said)}” is no mark on the scale.",
            expected=f"a whole number from {first} to {last}, or an empty cell",
            remedy="Correct the mark, or say which scale it is with --scale.",
        )
    return known[said]
