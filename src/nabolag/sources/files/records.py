"""Tables of records, read cell by cell, with the place of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nabolag.errors import BadInput, Where
from nabolag.sources.files.columns import Names, either, find_column, listed, short
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.table import Table

_YES_NO = {"yes": True, "ja": True, "1": True, "no": False, "nei": False, "0": False}
_DIGITS = 15
_MOST = 10**_DIGITS - 1
"""A larger number is a slip of the pen, and more than can be reckoned with exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of a table: its cells by column, an empty one being nothing."""

    file: str
    line: int
    cells: Mapping[str, str | None]

    def perhaps(self, column: str | None) -> str | None:
        """Give what a cell says; nothing where it is empty or there is no column."""
        said = "" if column is None else (self.cells[column] or "").strip()
        return said or None

    def said(self, column: str) -> str:
        """Give what a cell says, and refuse an empty one."""
        said = self.perhaps(column)
        if said is None:
            raise BadInput(
                where=self.where(column),
                found="The cell is empty.",
                expected=f"“{short(column)}” filled in on every line",
                remedy="Fill it in, or take the line out.",
            )
        return said

    def whole(self, column: str, *, of: str, least: int = 0, most: int = _MOST) -> int:
        """Give a whole number, digits in groups or not; ``of`` is what it counts."""
        digits = "".join(self.said(column).split())
        number = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
        if not number or not least <= int(digits) <= most:
            raise self.refusal(
                column,
                found=f"“{short(self.said(column))}” is no number of {of}.",
                expected=f"a whole number, {least} or more"
                + ("" if most == _MOST else f" and up to {most}"),
                remedy="Correct the cell.",
            )
        return int(digits)

    def yes(self, column: str | None) -> bool | None:
        """Give a yes or no, or nothing where the cell is empty or there is no column."""
        said = self.perhaps(column)
        if said is not None and said.casefold() not in _YES_NO:
            raise self.refusal(
                column,
                found=f"“{short(said)}” is neither yes nor no.",
                expected="yes, no or an empty cell",
                remedy="Correct it.",
            )
        return None if said is None else _YES_NO[said.casefold()]

    def where(self, column: str | None = None) -> Where:
        """Give the place of a cell, or of the line."""
        return Where(file=self.file, line=self.line, column=column)

    def refusal(
        self, column: str | None, *, found: str, expected: str, remedy: str
    ) -> BadInput:
        """Give the error that says what is wrong in a cell, to be raised."""
        where = self.where(column)
        return BadInput(where=where, found=found, expected=expected, remedy=remedy)


def records(table: Table) -> Iterator[Record]:
    """Give the lines of a table, one after the other."""
    rows = table.cells.iter_rows(named=True)
    for line, row in zip(table.lines, rows, strict=True):
        yield Record(file=table.file, line=line, cells=row)


def own_column(names: Names, table: Table) -> str:
    """Give the column that has one of the names, in a table that people write themselves.

    Raises :class:`BadInput` where there is none, and tells what there is.
    """
    found = find_column(names, table.cells.columns)
    if found is None:
        raise BadInput(
            where=Where(file=table.file),
            found=f"There is no column “{names[0]}”, but"
            f" {listed(table.cells.columns)}.",
            expected=f"a column {either(names)}",
            remedy="Add it, or correct its heading.",
        )
    return found


def decimals(table: Table, column: str) -> tuple[float | None, ...]:
    """Give a column of decimal numbers, an empty cell being nothing.

    Raises :class:`BadInput`, with the line, for what is no number.
    """
    read = read_numbers(
        table.cells[column],
        lines=table.lines,
        file=table.file,
        column=column,
        signs={},
    )
    return tuple(read.values.to_list())
