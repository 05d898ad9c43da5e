"""What can go wrong, named after what happened and holding the facts.

The class writes the message and the caller passes values. A message says what was
found, where, what was expected and what to do. ``exit_code`` is what the command
line ends with: 2 wrong usage, 3 bad input, 4 refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a file or a table; what is not known is left out.

    ``part`` says in its own words where in a document something is.
    """

    file: str | None = None
    line: int | None = None
    column: str | None = None
    area: str | None = None
    indicator: str | None = None
    period: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        """Say the place in one phrase.

        >>> str(Where(file="votes.csv", line=7, column="value"))
        'votes.csv, line 7, column value'
        """
        parts = [named for named in (self.file, self.part) if named]
        for word in ("line", "column", "area", "indicator", "period"):
            found = getattr(self, word)
            if found is not None:
                parts.append(f"{word} {found}")
        return ", ".join(parts)


class NabolagError(Exception):
    """The root of everything Nabolag says no to."""

    exit_code: ClassVar[int] = 1


class WrongUsage(NabolagError):
    """Asked for in a way that cannot be answered: a name, an option, a combination."""

    exit_code = 2

    def __init__(self, *, found: str, expected: str, remedy: str) -> None:
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(f"{found} Expected {expected}. {remedy}")


class BadInput(NabolagError):
    """A file or value that cannot be used as it is."""

    exit_code = 3

    def __init__(self, *, where: Where, found: str, expected: str, remedy: str) -> None:
        self.where, self.found = where, found
        self.expected, self.remedy = expected, remedy
        place = f"{where}: " if str(where) else ""
        super().__init__(f"{place}{found} Expected {expected}. {remedy}")


class Refused(NabolagError):
    """Understood, but not answered: too few people, no fit, cannot tell at all."""

    exit_code = 4

    def __init__(self, *, found: str, needed: str, remedy: str) -> None:
        self.found, self.needed, self.remedy = found, needed, remedy
        super().__init__(f"{found} Needed: {needed}. {remedy}")


class Misbuilt(NabolagError):
    """A value put together wrong inside a program: a bug, not a user's mistake."""

    def __init__(self, *, value: str, found: str, expected: str) -> None:
        super().__init__(f"{value}: found {found}, expected {expected}.")
