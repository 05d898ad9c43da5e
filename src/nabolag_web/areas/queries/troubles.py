"""What is wrong with a file that cannot be used, as it is kept and told on pages.

The library tells it in English. Pages say the usual troubles in the reader's own
language, and show the library's words below. Its errors have no codes, so the usual
ones are known by what they found.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from nabolag.errors import BadInput, Refused, WrongUsage
from nabolag.sources.table import Table

SaidNo = (BadInput, WrongUsage, Refused)
"""What the library raises when it says no: a user can do something about each."""


class Trouble(StrEnum):
    """The troubles that are told in the page's own language."""

    EMPTY = "empty"
    LOCKED = "locked"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    NO_TABLE = "no_table"  # something else than statistics: a picture, a web page
    NOTHING_IN_IT = "nothing_in_it"  # a heading at most
    SEVERAL_SHEETS = "several_sheets"
    UNKNOWN_AREAS = "unknown_areas"
    TOO_LONG = "too_long"
    NO_ANSWER = "no_answer"  # stored, but no area can be held against the city
    CELL = "cell"
    LINE = "line"
    FILE = "file"
    OURS = "ours"  # a fault of the program, not of the file


_KNOWN: tuple[tuple[str, Trouble], ...] = (
    (r"^(The file is empty|Nothing was pasted)", Trouble.EMPTY),
    (r"locked with a password", Trouble.LOCKED),
    (
        r"^The text (is|holds)|^The byte|marked as UTF-16|^Byte \d+ is not",
        Trouble.ENCODING,
    ),
    (r"^The file is (a |an |JSON|XML|of no kind)", Trouble.NO_TABLE),
    (r"^The file is too large|^The table has|^The sheet has", Trouble.TOO_LARGE),
    (
        r"^No table was found|but no figures below|headings but no rows|"
        r"^No column beside the areas holds figures",
        Trouble.NOTHING_IN_IT,
    ),
    (r"of the visible sheets hold a table", Trouble.SEVERAL_SHEETS),
    (r"^The division .* does not know", Trouble.UNKNOWN_AREAS),
    (r"is longer than can be kept", Trouble.TOO_LONG),
)


def trouble_of(error: BadInput | WrongUsage | Refused) -> Trouble:
    """Give which trouble an error is.

    >>> from nabolag.errors import Where
    >>> trouble_of(BadInput(where=Where(line=7, column="b"), found="“x” is no number.",
    ...                     expected="", remedy=""))
    <Trouble.CELL: 'cell'>
    """
    for pattern, trouble in _KNOWN:
        if re.search(pattern, error.found):
            return trouble
    if not isinstance(error, BadInput) or error.where.line is None:
        return Trouble.FILE
    return Trouble.LINE if error.where.column is None else Trouble.CELL


def problem_of(
    error: BadInput | WrongUsage | Refused,
    *,
    file: str,
    trouble: Trouble | None = None,
) -> dict[str, Any]:
    """Give what the library said no to as it is kept; ``file`` is its name for people.

    The path the library read lies on our own machine, and is no one else's business.
    """
    where = asdict(error.where) if isinstance(error, BadInput) else {}
    expected = error.needed if isinstance(error, Refused) else error.expected
    return {
        **where,
        "file": file,
        "trouble": trouble or trouble_of(error),
        "found": error.found,
        "expected": expected,
        "remedy": error.remedy,
    }


def with_row(problem: dict[str, Any], table: Table) -> dict[str, Any]:
    """Add the row that is wrong, as it stands in the table, by column."""
    found = table.cells.filter(table.lines == problem.get("line"))
    if found.is_empty():
        return problem
    row = {name: text or "" for name, text in found.row(0, named=True).items()}
    return {**problem, "row": row}


OURS: dict[str, Any] = {"trouble": Trouble.OURS}
"""What is kept of an import that a fault of the program broke off."""
