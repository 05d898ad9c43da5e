"""How likely an area is among the fifth where the challenge is greatest.

Answers: Is this one of the areas where the challenge is greatest, and how sure is that?

Method: In each of a thousand draws of all areas' true figures, the areas are put in
order and the fifth with the greatest challenge is noted, rounded up to whole areas. The
probability is the share of draws in which the area is among them. Beside it stands
where that fifth begins: how far its last area lies from the city, on average over the
draws. An area may be in the fifth though the distance is small.

Assumes: What the draws assume. Which way is the challenge is said by the indicator's own
description, or by whoever uses the figures.

Uncertainty: It is in the probability. Where areas hardly differ, or rest on few people,
every area has about one chance in five, and nothing is told about any of them.

Refuses: With figures for fewer than 20 areas at the level, where a fifth is too few to
speak of. Indicators of origin, language, religion or health, and those where neither
way is a challenge, are never put in order.

Checked: By hand on draws of five areas. In simulated cities the areas told to be there
with a probability of 80 per cent were there in about 80 of 100 cases, and where all
areas were equal each got about 20 per cent; the figures stand in the documentation of
the simulations.

Source: Goldstein and Spiegelhalter (1996), League tables and their limitations. Laird
and Louis (1989), Empirical Bayes ranking methods.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.draws import Draws, chance
from nabolag.areas.fifths.estimates import Singles
from nabolag.values import Direction

FEWEST_FOR_A_FIFTH = 20
"""Areas with figures a level needs before a fifth of them is spoken of."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorstFifth:
    """Who is where the challenge is greatest: by draw, and as a share of the draws.

    ``inside`` has shape (draws, areas), ``probability`` (areas,). ``begins`` is the
    value of the last area within the fifth, its mean over the draws.
    """

    inside: Bools
    probability: Floats
    begins: float


def worst_fifth(draws: Draws, *, challenge: Direction, seed: int) -> WorstFifth | None:
    """Give which areas are in the fifth where the challenge is greatest.

    Gives None with fewer than 20 areas. Ties are broken at random, by the seed.

    >>> areas = tuple(f"a{n:02}" for n in range(20))
    >>> values = np.tile(np.arange(20, dtype=np.float32), (2, 1))
    >>> draws = Draws(
    ...     level="area", indicator="x", period="2024", codes=areas, values=values)
    >>> found = worst_fifth(draws, challenge=Direction.MORE_IS_BETTER, seed=1)
    >>> found.probability[:5].tolist(), found.begins
    ([1.0, 1.0, 1.0, 1.0, 0.0], 3.0)
    """
    areas = len(draws.codes)
    if areas < FEWEST_FOR_A_FIFTH:
        return None
    sign = -1 if challenge is Direction.MORE_IS_BETTER else 1
    random = chance(seed, draws.indicator, draws.level, "ties")
    inside, last = highest(sign * draws.values, a_fifth(areas), random=random)
    return WorstFifth(
        inside=inside,
        probability=inside.mean(axis=0),
        begins=sign * float(last.mean(dtype=np.float64)),
    )


def a_fifth(areas: int) -> int:
    """Give a fifth of a number of areas, rounded up to whole ones.

    >>> a_fifth(20), a_fifth(21)
    (4, 5)
    """
    return -(-areas // 5)


def highest(
    values: Singles, number: int, *, random: np.random.Generator
) -> tuple[Bools, Singles]:
    """Give which columns are the highest of each row, exactly so many, and the last.

    >>> inside, last = highest(
    ...     np.array([[3, 1, 2]], np.float32), 2, random=chance(1))
    >>> inside.tolist(), last.tolist()
    ([[True, False, True]], [2.0])
    """
    place = values.shape[1] - number
    last = np.partition(values, place, axis=1)[:, place]
    inside = values >= last[:, np.newaxis]
    tied = np.flatnonzero(inside.sum(axis=1) > number)
    if len(tied):
        inside[tied] = _settled(values[tied], last[tied], number, random)
    return inside, last


def _settled(
    values: Singles, last: Singles, number: int, random: np.random.Generator
) -> Bools:
    """Let chance choose among those that are equal to the last."""
    edge = last[:, np.newaxis]
    lot = np.where(values > edge, 2.0, np.where(values == edge, 0.0, -2.0))
    lot += random.random(values.shape)
    place = values.shape[1] - number
    chosen = np.argpartition(lot, place, axis=1)[:, place:]
    inside = np.zeros(values.shape, dtype=np.bool_)
    np.put_along_axis(inside, chosen, values=True, axis=1)
    return inside
