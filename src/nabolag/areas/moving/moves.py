"""Counts of who stayed, came and went, as they come from the statistics office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import polars as pl

from nabolag.errors import Misbuilt
from nabolag.values import Notice, Source


class Status(StrEnum):
    """Where people lived at both ends of a span, and whether they were counted."""

    STAYED = "stayed"  # lived here and were counted at both ends
    MOVED_IN = "moved_in"  # live here at the end, lived elsewhere before
    MOVED_OUT = "moved_out"  # lived here before, live elsewhere at the end
    ENTERED = "entered"  # born here, or grown into the age counted while living here
    LEFT = "left"  # died, or grown out of the age counted while living here
    POPULATION = "population"  # mean number who lived here, for rates of moving


MOVES: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "area": pl.String,  # code in the division
        "name": pl.String,
        "level": pl.String,
        "first": pl.String,  # the span's two ends, as published: "2014", "2025"
        "last": pl.String,
        "group": pl.String,  # age group, or null for everybody
        "status": pl.String,  # Status
        "indicator": pl.String,  # Indicator.id; null in a count of moves alone
        "people": pl.Float64,  # counted for the indicator, or all where it is null
        "numerator_before": pl.Float64,  # of them with what is counted, at the start
        "numerator": pl.Float64,  # the same at the end
        "note": pl.String,  # values.Note, or null
        "source": pl.String,
        "line": pl.Int64,
    }
)
"""One row per area × span × group × status × indicator. ``stayed`` has both
numerators, ``moved_out`` and ``left`` only the one before, ``moved_in`` and
``entered`` only the one at the end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moves:
    """Moves between areas; ``table`` has exactly the columns of :data:`MOVES`."""

    table: pl.DataFrame
    sources: tuple[Source, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table of another shape."""
        if dict(self.table.schema) != {k: v() for k, v in MOVES.items()}:
            raise Misbuilt(
                value="Moves",
                found=str(dict(self.table.schema)),
                expected=f"the columns {list(MOVES)}",
            )
