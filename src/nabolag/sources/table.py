"""A file as it was read, before anyone has said what its columns mean.

Every reader, whatever the format, gives a :class:`Table`: all cells as text, exactly
as published but for surrounding spaces, with the place each row came from. Cubes
(PX, JSON-stat) are unrolled to one row per combination of their dimensions, with one
column per dimension and one per figure, so that one recipe reads a table in any
format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from nabolag.errors import Misbuilt
from nabolag.values import Note, Notice

CODE = ":code"
"""Ending of the column that holds a dimension's codes beside its labels' column."""

SIGNS: Mapping[str, Note] = MappingProxyType(
    {
        ".": Note.NOT_POSSIBLE,
        "..": Note.MISSING,
        ":": Note.CONFIDENTIAL,
        "-": Note.ZERO,
        "–": Note.ZERO,
        "*": Note.PROVISIONAL,
    }
)
"""Statistics Norway's signs. ``*`` stands beside a number; alone it has no value. A
file or recipe that uses a sign otherwise (NAV withholds with ``*``) says so."""


def unpatterned(name: str) -> str:
    """Give a column's name as one that polars cannot take for a pattern of names.

    >>> unpatterned("*"), unpatterned("^a$"), unpatterned("area")
    ('“*”', '“^a$”', 'area')
    """
    pattern = name == "*" or (name.startswith("^") and name.endswith("$"))
    return f"“{name}”" if pattern else name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Cells as text with their places, and what the file says of itself.

    ``cells``: every column ``pl.String``; an empty cell is null. Codes of a
    dimension ``Region`` stand in ``Region:code`` beside its labels in ``Region``.
    ``lines``: ``pl.Int64``, as long as ``cells``; the line (text), row (sheet) or
    cell number (cube) each row came from, counted from 1 as a person would.
    ``facts``: what the file itself says: ``title``, ``publisher``, ``table``,
    ``licence``, ``updated``, ``encoding``, ``delimiter``, ``sheet`` ...
    ``notes``: the publisher's footnotes.
    """

    cells: pl.DataFrame
    lines: pl.Series
    file: str
    format: str
    sha256: str
    signs: Mapping[str, Note] = field(default_factory=lambda: SIGNS)
    facts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    time: str | None = None
    place: str | None = None
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        """Refuse cells that are not text, or rows without a place."""
        strays = [n for n, t in self.cells.schema.items() if t != pl.String]
        if strays:
            raise Misbuilt(value="Table", found=str(strays), expected="cells of text")
        if len(self.lines) != self.cells.height:
            raise Misbuilt(
                value="Table",
                found=f"{len(self.lines)} lines for {self.cells.height} rows",
                expected="a line for each row",
            )
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
