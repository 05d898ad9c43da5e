"""On how many dimensions areas are in the fifth, counted draw by draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.areas.fifths.gists import Gist
from nabolag.areas.fifths.mapping import Counted
from nabolag.areas.fifths.worst_fifth import Bools
from nabolag.values import Dimension

FEWEST_INDICATORS = 2
"""A dimension is measured from two indicators: one alone is that indicator."""

Counts = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """How areas stand on one indicator: in the fifth or not, shape (draws, areas)."""

    counted: Counted
    gist: Gist
    inside: Bools


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One dimension: its indicators, and in how many of them areas are in the fifth.

    ``members`` are indicators' places on the board. ``known`` has shape (areas,): of
    how many the area has figures; ``inside`` has shape (draws, areas).
    """

    dimension: Dimension
    members: tuple[int, ...]
    known: Counts
    inside: Counts

    def measured(self) -> Bools:
        """Tell for which areas the dimension is measured."""
        return np.asarray(self.known >= FEWEST_INDICATORS)

    def holds(self) -> Bools:
        """Tell in which draws areas are in the fifth on the dimension.

        More than half of the indicators must say so: a count, never an average.
        """
        return np.asarray((2 * self.inside > self.known) & self.measured())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """The indicators of one level's measured dimensions, and who stands where.

    ``inside`` has shape (indicators, draws, areas), ``known`` (indicators, areas).
    """

    codes: tuple[str, ...]
    standings: tuple[Standing, ...]
    inside: Bools
    known: Bools
    sides: tuple[Side, ...]

    def without(self, indicator: int) -> tuple[Side, ...]:
        """Give the sides when one indicator is left out; others are as they were."""
        return tuple(
            Side(
                dimension=side.dimension,
                members=tuple(m for m in side.members if m != indicator),
                known=side.known - self.known[indicator],
                inside=side.inside - self.inside[indicator],
            )
            if indicator in side.members
            else side
            for side in self.sides
        )


def board_of(standings: Sequence[Standing]) -> Board | None:
    """Give the board of a level, or nothing where no dimension has two indicators."""
    by_dimension = {
        dimension: [s for s in standings if s.counted.dimension is dimension]
        for dimension in Dimension
    }
    measured = [s for s in by_dimension.values() if len(s) >= FEWEST_INDICATORS]
    used = tuple(standing for some in measured for standing in some)
    if not used:
        return None
    codes = sorted({code for standing in used for code in standing.gist.codes})
    inside = np.zeros((len(used), len(used[0].inside), len(codes)), dtype=np.bool_)
    known = np.zeros((len(used), len(codes)), dtype=np.bool_)
    place = {code: at for at, code in enumerate(codes)}
    for at, standing in enumerate(used):
        columns = [place[code] for code in standing.gist.codes]
        inside[at][:, columns] = standing.inside
        known[at, columns] = True
    return Board(
        codes=tuple(codes),
        standings=used,
        inside=inside,
        known=known,
        sides=_sides(used, inside, known),
    )


def _sides(used: Sequence[Standing], inside: Bools, known: Bools) -> tuple[Side, ...]:
    found = []
    for dimension in dict.fromkeys(standing.counted.dimension for standing in used):
        members = [at for at, s in enumerate(used) if s.counted.dimension is dimension]
        found.append(
            Side(
                dimension=dimension,
                members=tuple(members),
                known=known[members].sum(axis=0, dtype=np.uint8),
                inside=inside[members].sum(axis=0, dtype=np.uint8),
            )
        )
    return tuple(found)
