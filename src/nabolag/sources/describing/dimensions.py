"""Which indicators count for which dimension, read from a small table users edit.

The table has the columns ``indicator``, ``dimension`` and ``challenge``::

    indicator,dimension,challenge
    crowded,physical,more
    turnout,social,less
    rented,structural,more

``dimension`` is ``physical``, ``social``, ``reputational`` or ``structural`` (also in
Norwegian); where it is empty the indicator does not count. ``challenge`` says whether
``more`` or ``less`` is the challenge (``mer``, ``mindre``); where it is empty the
indicator's own direction is used. Any delimiter, code page or workbook will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import polars as pl

from nabolag.areas.fifths.mapping import Counted, own_mapping
from nabolag.errors import BadInput, Where
from nabolag.sources.files.cleaning import protected
from nabolag.sources.files.columns import find_column, listed, short
from nabolag.sources.files.lists import SMALL
from nabolag.sources.files.sections import nearest
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table
from nabolag.values import Dimension, Direction, Indicator

_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "indicator": ("indicator", "indikator"),
        "dimension": ("dimension", "dimensjon"),
        "challenge": ("challenge", "utfordring"),
    }
)
_DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        **{dimension.value: dimension for dimension in Dimension},
        "fysisk": Dimension.PHYSICAL,
        "sosial": Dimension.SOCIAL,
        "sosialt": Dimension.SOCIAL,
        "omdømme": Dimension.REPUTATIONAL,
        "strukturell": Dimension.STRUCTURAL,
        "strukturelt": Dimension.STRUCTURAL,
    }
)
_CHALLENGES: Mapping[str, Direction] = MappingProxyType(
    {
        "more": Direction.MORE_IS_WORSE,
        "less": Direction.MORE_IS_BETTER,
        "mer": Direction.MORE_IS_WORSE,
        "meir": Direction.MORE_IS_WORSE,
        "mindre": Direction.MORE_IS_BETTER,
    }
)
_WORDS: Mapping[Direction, str | None] = MappingProxyType(
    {
        Direction.MORE_IS_WORSE: "more",
        Direction.MORE_IS_BETTER: "less",
        Direction.NEITHER: None,
    }
)


def read_dimensions(path: Path, indicators: Sequence[Indicator]) -> tuple[Counted, ...]:
    """Read which of the indicators count, for which dimension, and which way.

    Indicators that are not in the table, or have no dimension there, do not count.
    Raises :class:`BadInput`, with file and line, for an indicator that is not among
    the figures, stands twice or may never be counted, for words that are not known,
    and where nobody says which way is the challenge.
    """
    lines = _lines(read_table(path, limits=SMALL))
    known = {indicator.id: indicator for indicator in indicators}
    first: dict[str, int] = {}
    for line in lines:
        _check_indicator(line, known, first)
        first[line.indicator] = line.number
    counted = (_counted(line, known[line.indicator]) for line in lines)
    return tuple(found for found in counted if found is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the table: words as they stand, empty where there is none."""

    file: str
    number: int
    indicator: str
    dimension: str
    challenge: str

    def refusal(
        self, column: str, *, found: str, expected: str, remedy: str
    ) -> BadInput:
        where = Where(file=self.file, line=self.number, column=column)
        return BadInput(where=where, found=found, expected=expected, remedy=remedy)


def _lines(table: Table) -> list[_Line]:
    columns = {
        own: find_column(names, table.cells.columns) for own, names in _COLUMNS.items()
    }
    _check_columns(columns, table)
    cells = table.cells.select(
        table.cells[column].fill_null("").str.strip_chars().alias(own)
        for own, column in columns.items()
        if column is not None
    )
    return [
        _Line(file=table.file, number=number, **words)
        for number, words in zip(table.lines, cells.iter_rows(named=True), strict=True)
    ]


def _check_columns(columns: Mapping[str, str | None], table: Table) -> None:
    missing = [own for own, column in columns.items() if column is None]
    others = [name for name in table.cells.columns if name not in columns.values()]
    if missing or others:
        lacks = f"lacks {listed(missing)}" if missing else f"has also {listed(others)}"
        raise BadInput(
            where=Where(file=table.file),
            found=f"The table {lacks}.",
            expected=f"the columns {', '.join(_COLUMNS)}, and no others",
            remedy="Correct the heading; a table to start from is written with: "
            "nabolag areas dimensions DATA.",
        )


def _check_indicator(
    line: _Line, known: Mapping[str, Indicator], first: Mapping[str, int]
) -> None:
    if line.indicator in first:
        raise line.refusal(
            "indicator",
            found=f"“{short(line.indicator)}” stands on line {first[line.indicator]} "
            "too.",
            expected="each indicator once",
            remedy="Take one of the lines out.",
        )
    if line.indicator not in known:
        near = nearest(line.indicator, list(known))
        raise line.refusal(
            "indicator",
            found=f"The figures have no indicator “{short(line.indicator)}”.",
            expected=f"one of {listed(list(known))}",
            remedy=f"Did you mean “{short(near)}”?" if near else "Take the line out.",
        )


def _counted(line: _Line, indicator: Indicator) -> Counted | None:
    dimension = _word(line, "dimension", line.dimension, _DIMENSIONS)
    said = _word(line, "challenge", line.challenge, _CHALLENGES)
    if dimension is None:
        return None
    if indicator.topic is not None:
        raise line.refusal(
            "indicator",
            found=f"“{short(line.indicator)}” is about {indicator.topic.value}.",
            expected="indicators of other things than origin, language, religion or "
            "health, which can never be counted",
            remedy="Take the line out, or leave its dimension empty.",
        )
    challenge = said or indicator.direction
    if challenge is Direction.NEITHER:
        raise line.refusal(
            "challenge",
            found=f"“{short(line.indicator)}” has no direction of its own.",
            expected="more or less",
            remedy="Say which way is the challenge, or leave the dimension empty.",
        )
    return Counted(indicator=indicator.id, dimension=dimension, challenge=challenge)


_Meaning = TypeVar("_Meaning", Dimension, Direction)


def _word(
    line: _Line, column: str, said: str, known: Mapping[str, _Meaning]
) -> _Meaning | None:
    if said and said.casefold() not in known:
        raise line.refusal(
            column,
            found=f"“{short(said)}” is not a known {column}.",
            expected=f"one of {', '.join(known)}, or an empty cell",
            remedy="Use one of these words.",
        )
    return known[said.casefold()] if said else None


def written_dimensions(indicators: Iterable[Indicator]) -> str:
    """Give the table to start editing from, as CSV with a line for each indicator.

    It says what is used without a table. Indicators that may never be counted are not
    in it; those without a direction have no dimension, until someone gives them both.

    >>> print(written_dimensions([Indicator(id="rented", names={})]), end="")
    indicator,dimension,challenge
    rented,,
    """
    usable = [indicator for indicator in indicators if indicator.topic is None]
    own = {counted.indicator: counted for counted in own_mapping(usable)}
    return pl.DataFrame(
        {
            "indicator": protected(pl.Series([i.id for i in usable], dtype=pl.String)),
            "dimension": [own[i.id].dimension if i.id in own else None for i in usable],
            "challenge": [_WORDS[i.direction] for i in usable],
        },
        schema=dict.fromkeys(_COLUMNS, pl.String),
    ).write_csv(line_terminator="\n")
