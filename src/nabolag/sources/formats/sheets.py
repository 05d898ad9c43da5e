"""What is known of a sheet in a workbook before its cells are read."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, NEVER_CALCULATED = "error", "never_calculated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A cell that holds no figure though it should: its row from 1, its column."""

    kind: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How far a sheet reaches, its first fault, and how many rows or columns it hides.

    ``shared`` is how many characters come of texts that the file holds once and the
    sheet repeats, at most.
    """

    height: int = 0
    width: int = 0
    fault: Fault | None = None
    hidden: int = 0
    shared: int = 0


@dataclass(slots=True, kw_only=True)
class Reach:
    """Grows with each cell that is met; keeps the first fault."""

    height: int = 0
    width: int = 0
    hidden: int = 0
    shared: int = 0
    fault: Fault | None = None

    def take(self, *, height: int, width: int) -> None:
        """Reach at least this far."""
        self.height, self.width = max(self.height, height), max(self.width, width)

    def note(self, kind: str, *, row: int, column: int) -> None:
        """Keep a fault, row and column counted from 0, unless there is one already."""
        fault = Fault(kind=kind, row=row + 1, column=letters(column + 1))
        self.fault = self.fault or fault

    def sheet(self) -> Sheet:
        """Give what was met."""
        return Sheet(
            height=self.height,
            width=self.width,
            fault=self.fault,
            hidden=self.hidden,
            shared=self.shared,
        )


def letters(column: int) -> str:
    """Give a column's letters from its number, counted from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number_of(column: str) -> int:
    """Give a column's number, counted from 1, from its letters.

    Names longer than any column's give a number beyond all columns.

    >>> number_of("AB")
    28
    """
    number = 0
    for letter in column[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number
