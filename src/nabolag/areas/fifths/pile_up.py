"""On how many dimensions an area is where the challenge is greatest.

Answers: Do difficulties of several kinds gather in this area, more than chance and the
way indicators go together would bring about anyway?

Method: An area is in the fifth on a dimension when it is so on more than half of the
dimension's indicators that it has figures for: with two, on both. This is looked up in
each of a thousand draws. The dimensions where it is likelier than not are counted, and
the probability is the share of draws with at least so many. Beside it stands how often
an area taken at random would have as many, given how the city's indicators go together.
Everything is done again with each indicator left out. Nothing is averaged.

Assumes: Which indicators count for which dimension is decided by people, and stands in a
table that can be edited. In the draws, chance in one indicator says nothing of chance in
another, and one indicator is not used to guess another.

Uncertainty: It is in the probability. Where indicators go together, and few people stand
behind the figures, it is rather too low than too high, since each indicator is judged by
its own figures alone. How many independent measures the indicators are worth is rather
too low as well where there are few areas. It is told of the area, not of the people in
it: those who have one difficulty need not be those who have another.

Refuses: At a level where fewer than 20 areas have figures, and where no dimension has
two indicators. A dimension with one indicator is not measured. Indicators of origin,
language, religion or health are never counted.

Checked: By hand on draws of a few areas. In simulated cities whose indicators went
together little or much, the chance of an area at random agreed with how many areas truly
were there; the figures stand in the documentation of the simulations.

Source: Our own rule for counting dimensions. Bretherton, Widmann, Dymnikov, Wallace and
Bladé (1999), The effective number of spatial degrees of freedom of a time-varying field,
for how many independent measures there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.at_random import at_random, going_together
from nabolag.areas.fifths.boards import Board, Side, Standing, board_of
from nabolag.areas.fifths.correlations import independent
from nabolag.areas.fifths.worst_fifth import Bools
from nabolag.areas.result import DIMENSIONS, LEFT_OUT, PILE_UP, PileUp

_Whole = npt.NDArray[np.int64]


def pile_up(
    standings: Sequence[Standing], *, names: Mapping[str, str], level: str, seed: int
) -> PileUp | None:
    """Give on how many dimensions each area of a level is in the fifth.

    Takes how the areas stand on each indicator that counts, by the same number of
    draws, and the areas' names. Gives None where no dimension has two indicators.
    """
    board = board_of(standings)
    if board is None:
        return None
    held = [_held(side) for side in board.sides]
    in_fifth, probability = _tally(held)
    together = going_together(board)
    by_chance = at_random(board, together, seed=seed, level=level)
    areas = {
        "code": board.codes,
        "name": [names[code] for code in board.codes],
        "level": [level] * len(board.codes),
        "measured": _measured(board.sides),
        "in_fifth": in_fifth,
        "probability": probability,
        "by_chance": by_chance[np.arange(len(in_fifth)), in_fifth],
        "independent": independent(together, board.known.T),
    }
    return PileUp(
        areas=pl.DataFrame(areas, schema=dict(PILE_UP)),
        dimensions=pl.concat(_dimension(board, side) for side in held).sort(
            "code", maintain_order=True
        ),
        left_out=pl.concat(_left_out(board, held)).sort("code", maintain_order=True),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Held:
    """A dimension, the draws in which areas are in the fifth on it, and their share."""

    side: Side
    holds: Bools
    probability: Floats


def _held(side: Side) -> _Held:
    holds = side.holds()
    probability = holds.sum(axis=0, dtype=np.int64) / len(holds)
    return _Held(side=side, holds=holds, probability=probability)


def _tally(held: Sequence[_Held]) -> tuple[_Whole, Floats]:
    """Count dimensions that are likelier than not, and how sure so many are."""
    likely = np.stack([side.probability > 1 / 2 for side in held]).sum(axis=0)
    number = np.zeros(held[0].holds.shape, dtype=np.uint8)
    for side in held:
        number += side.holds
    enough = number >= likely.astype(np.uint8)
    return likely, enough.sum(axis=0, dtype=np.int64) / len(enough)


def _measured(sides: Sequence[Side]) -> _Whole:
    return np.asarray(np.stack([side.measured() for side in sides]).sum(axis=0))


def _dimension(board: Board, held: _Held) -> pl.DataFrame:
    measured, known = held.side.measured(), held.side.known.astype(np.int64)
    return pl.DataFrame(
        {
            "code": board.codes,
            "dimension": [held.side.dimension.value] * len(board.codes),
            "indicators": known,
            "needed": known // 2 + 1,
            "probability": held.probability,
        },
        schema=dict(DIMENSIONS),
    ).filter(pl.Series(measured))


def _left_out(board: Board, held: Sequence[_Held]) -> Iterator[pl.DataFrame]:
    """Do it again without each indicator, for the areas it counted for."""
    for at, standing in enumerate(board.standings):
        sides = board.without(at)
        again = [
            was if side is was.side else _held(side)
            for side, was in zip(sides, held, strict=True)
        ]
        in_fifth, probability = _tally(again)
        counted = board.known[at] & next(
            was.side.measured() for was in held if at in was.side.members
        )
        yield pl.DataFrame(
            {
                "code": board.codes,
                "left_out": [standing.counted.indicator] * len(board.codes),
                "measured": _measured(sides),
                "in_fifth": in_fifth,
                "probability": probability,
            },
            schema=dict(LEFT_OUT),
        ).filter(pl.Series(counted))
