"""How much more gathered those affected are than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nabolag.areas.concentration.chance import Luck
from nabolag.areas.concentration.inequality import gini, theil
from nabolag.areas.concentration.possible import Affected, possible_cities
from nabolag.areas.concentration.tenth import share_in_tenth
from nabolag.areas.counts import Floats

SCORE = 2.0
"""Standard errors to each side of a 95 % interval: a little more than 1.96, since the
standard error is itself worked out from draws."""

MOST_LEAN = 1.5
"""How lopsided a spread is taken to be at most; a few dozen draws tell no more."""

_EQUAL, _LITTLE, _MUCH, _LITTLE_CLOSE, _MUCH_CLOSE = range(5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Excess:
    """A measure of concentration less what equal areas would show, with its interval.

    ``seen`` is the measure itself, ``by_chance`` what equal areas would show.
    """

    seen: float
    by_chance: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """The measure less what equal areas would show."""
        return self.seen - self.by_chance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gathered:
    """Three measures of how gathered those affected are."""

    tenth: Excess
    gini: Excess
    theil: Excess


def gathered(city: Affected, luck: Luck) -> Gathered:
    """Give how gathered those affected in a city are, beyond chance.

    The interval holds the excesses whose cities could have shown what was seen. Below
    0 it goes on as at 0: areas can by chance look more alike than chance would have
    them.
    """
    possible = possible_cities(city)
    rates, seen = possible.drawn(luck), city.count / city.people
    apart = rates[: _MUCH + 1]
    # One after the other, since it is the number of small steps that takes time.
    drawn = [
        share_in_tenth(rates * city.people, city.people),
        gini(apart, city.people),
        theil(apart, city.people),
    ]
    ends = np.cumsum([len(cities) for cities in drawn])
    tenth_drawn, gini_drawn, theil_drawn, _ = np.split(_spreads(drawn), ends, axis=1)
    return Gathered(
        tenth=_excess(float(share_in_tenth(city.count, city.people)), tenth_drawn),
        gini=_excess(float(gini(seen, city.people)), gini_drawn),
        theil=_excess(float(theil(seen, city.people)), theil_drawn),
    )


def _spreads(drawn: list[Floats]) -> Floats:
    """Give what draws, shape (cities, draws), are like: shape (4, cities).

    Their mean, the mean's own variance, and how far 95 % of draws reach below and
    above it, lopsided as Cornish and Fisher (1938) have it.
    """
    each = np.concatenate(drawn)
    draws = each.shape[-1]
    middle = each.mean(axis=-1)
    off = each - middle[:, np.newaxis]
    squares = off * off
    variance = squares.sum(axis=-1) / (draws - 1)
    cubed = np.where(variance > 0, variance, 1.0) ** 1.5
    lean = np.einsum("cd,cd->c", squares, off) / draws / cubed
    longer = np.clip(lean, -MOST_LEAN, MOST_LEAN) * (SCORE**2 - 1) / 6
    reach = np.sqrt(variance)
    below, above = reach * (SCORE - longer), reach * (SCORE + longer)
    return np.stack([middle, variance / draws, below, above])


def _excess(seen: float, drawn: Floats) -> Excess:
    """Compare what is seen with what possible cities show: columns of _spreads.

    The interval's ends are cities that could just have shown this; how far such a city
    reaches is taken in proportion between those tried, and as the last one's outside.
    """
    middle, unsure, *arms = drawn
    by_chance = float(middle[_EQUAL])
    value, excess = seen - by_chance, middle - by_chance
    families = [[_EQUAL, _LITTLE, _MUCH], [_EQUAL, _LITTLE_CLOSE, _MUCH_CLOSE]]
    families = [of for of in families if of[-1] < len(middle)]
    # What equal areas show is itself known from draws only, and so not quite.
    below, above = (np.hypot(arm, SCORE * unsure[_EQUAL] ** 0.5) for arm in arms)
    lows = [_arm(value, excess[of] + above[of], above[of]) for of in families]
    highs = [_arm(value, excess[of] - below[of], below[of]) for of in families]
    return Excess(
        seen=seen,
        by_chance=by_chance,
        low=float(value - max(lows)),
        high=float(value + max(highs)),
    )


def _arm(value: float, reached: Floats, arms: Floats) -> float:
    return float(np.interp(value, np.maximum.accumulate(reached), arms))
