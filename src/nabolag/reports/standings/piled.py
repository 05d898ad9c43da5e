"""On how many dimensions an area is where the challenge is greatest, read from the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from nabolag.areas.result import PileUp
from nabolag.reports.standings.reading import DIMENSIONS
from nabolag.values import Dimension

_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One measured dimension of an area."""

    dimension: Dimension
    indicators: int
    needed: int
    probability: float

    @property
    def in_fifth(self) -> bool:
        """Tell whether the area is likelier than not in the fifth on it."""
        return self.probability > _EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The same count without one indicator."""

    indicator: str
    measured: int
    in_fifth: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piled:
    """An area's pile-up: a count of dimensions, how sure it is, and what it rests on."""

    measured: int
    in_fifth: int
    probability: float
    by_chance: float
    independent: float
    sides: tuple[Side, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def unmeasured(self) -> tuple[Dimension, ...]:
        """Give the dimensions that have too few indicators to be measured."""
        have = {side.dimension for side in self.sides}
        return tuple(d for d in Dimension if d not in have)

    @property
    def indicators(self) -> int:
        """Give how many indicators are counted."""
        return sum(side.indicators for side in self.sides)


def piled_of(pile_up: PileUp, code: str) -> Piled | None:
    """Give an area's pile-up, or nothing where none of its dimensions is measured."""
    own = next(iter(_rows(pile_up.areas, code)), None)
    if own is None or not own["measured"]:
        return None
    sides = [_side(row) for row in _rows(pile_up.dimensions, code)]
    return Piled(
        measured=own["measured"],
        in_fifth=own["in_fifth"],
        probability=own["probability"],
        by_chance=own["by_chance"],
        independent=own["independent"],
        sides=tuple(sorted(sides, key=lambda s: DIMENSIONS.index(s.dimension))),
        left_out=tuple(_left_out(row) for row in _rows(pile_up.left_out, code)),
    )


def _rows(table: pl.DataFrame, code: str) -> list[dict[str, Any]]:
    return table.filter(pl.col("code") == code).to_dicts()


def _side(row: Mapping[str, Any]) -> Side:
    return Side(
        dimension=Dimension(row["dimension"]),
        indicators=row["indicators"],
        needed=row["needed"],
        probability=row["probability"],
    )


def _left_out(row: Mapping[str, Any]) -> LeftOut:
    return LeftOut(
        indicator=row["left_out"],
        measured=row["measured"],
        in_fifth=row["in_fifth"],
        probability=row["probability"],
    )
