"""Which column of a file is meant, where publishers spell the same one differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nabolag.errors import BadInput, Where
from nabolag.sources.files.sections import nearest
from nabolag.sources.table import Table

Names = tuple[str, ...]
"""The names one column may have; the first that stands in the file is used."""


def folded(name: str) -> str:
    """Give a column's name by its letters and digits alone.

    The ending ``:code`` is kept: it tells codes from labels.

    >>> folded("Valgdeltagelse (prosent)") == folded("valgdeltagelse prosent")
    True
    """
    return re.sub(r"[^\w:]|_", "", name).casefold()


def find_column(names: Names, columns: Sequence[str]) -> str | None:
    """Give the column that has one of the names, in that order, or nothing.

    >>> find_column(("kjønn", "sex"), ["Area", "Sex"])
    'Sex'
    """
    by_fold = {folded(column): column for column in reversed(columns)}
    for name in names:
        if name in columns:
            return name
        if folded(name) in by_fold:
            return by_fold[folded(name)]
    return None


def needed_column(names: Names, table: Table) -> str:
    """Give the column that has one of the names, or say which is missing."""
    found = find_column(names, table.cells.columns)
    if found is None:
        close = nearest(names[0], table.cells.columns)
        raise BadInput(
            where=Where(file=table.file),
            found=f"There is no column “{short(names[0])}”.",
            expected=f"a column {either(names)}",
            remedy=f"Did the publisher rename it to “{short(close)}”? Then add that name to "
            "the recipe."
            if close
            else "Check that the recipe is for this table.",
        )
    return found


def either(words: Iterable[str]) -> str:
    """Give words in quotation marks with "or" between them.

    >>> either(["a", "b"])
    '“a” or “b”'
    """
    return " or ".join(f"“{short(word)}”" for word in words)


def listed(words: Sequence[str], *, most: int = 20) -> str:
    """Give words with commas between them, the first of many.

    >>> listed(["a", "b", "c"], most=2)
    'a, b …'
    """
    shown = ", ".join(short(word) for word in words[:most])
    return shown + (" …" if len(words) > most else "")


def short(text: str, *, most: int = 60) -> str:
    """Give a text as a message may hold it.

    >>> short("Grünerløkka", most=5)
    'Grün…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"
