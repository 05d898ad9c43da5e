"""The cities that could lie behind counts: areas equal, and more or less apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from nabolag.areas.concentration.chance import Luck, events_by_chance, shares_by_chance
from nabolag.areas.concentration.tenth import reaching_into_tenth
from nabolag.areas.counts import Floats
from nabolag.values import Measure

CLOSE_CALL = 1.6
"""Areas this many spreads by chance from the edge of the tenth are also tried as equal:
two areas on either side of it, that is, where they are 2.3 spreads of their difference
apart or less. Chosen by simulation."""

REACH = 2.5
"""How many standard errors about its estimate the areas' variance is tried."""

NEVER = 1e-12
"""The least share tried, and the least of others: nothing is impossible."""

CLOSE_ENOUGH, MOST_STEPS = 1e-4, 40
"""Newton's steps to keep the city's share, none longer than 1 in log odds: until one is
shorter than the first, after which the share is right to 1e-8."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Affected:
    """Those affected in each area of a city, and of how many: shape (areas,).

    ``family`` is how many come together. ``measure`` is share, where each person is
    affected or not, or rate, where events are counted.
    """

    count: Floats
    people: Floats
    family: Floats
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Possible:
    """Rates that cities like this could have, shape (cities, areas).

    In order: all areas equal; areas as little and as much apart as they may be; and
    these two again with close calls at the edge of the tenth made equal.
    ``independent`` is how many in each area stand for themselves.
    """

    rates: Floats
    independent: Floats
    measure: Measure

    def drawn(self, luck: Luck) -> Floats:
        """Give rates as they could have been seen, shape (cities, draws, areas)."""
        if self.measure == Measure.SHARE:
            counts = shares_by_chance(self.rates, self.independent, luck)
        else:
            counts = events_by_chance(self.rates * self.independent, luck)
        counts /= self.independent
        return counts


def possible_cities(city: Affected) -> Possible:
    """Give cities that could lie behind these counts, all with the city's own rate."""
    independent = city.people / city.family
    mean = float(city.count.sum() / city.people.sum())
    if city.measure == Measure.SHARE:
        independent = np.maximum(np.rint(independent), 1.0)
        mean = min(mean, 1 - 0.5 / float(independent.sum()))
    place, apart = _places(city, independent, mean)
    rates = _pulled_apart(apart[:, np.newaxis] * place, city, mean)
    close = _with_close_calls_equal(rates[1:], independent, city.measure)
    return Possible(
        rates=np.concatenate([rates, close]),
        independent=independent,
        measure=city.measure,
    )


def _places(city: Affected, independent: Floats, mean: float) -> tuple[Floats, Floats]:
    """Give areas' places about the city, and the standard deviations to try.

    In log odds for shares and logarithms for rates. The variance between areas as by
    DerSimonian and Laird (1986), never below 0. An area's place is its distance from
    the city in units of what it would vary by: unlike shrunken rates, places have the
    right spread over areas (Louis 1984).
    """
    score, sure = _scores(city, independent, mean)
    total, areas = sure.sum(), len(sure)
    off = score - sure @ score / total
    beyond = (sure @ off**2 - (areas - 1)) / (total - sure @ sure / total)
    between, chance = max(float(beyond), 0.0), areas / total
    reach = REACH * np.sqrt((4 * between * chance + 2 * chance**2) / areas)
    most = between + reach
    least = max(between - reach, most / 3)
    return off / np.sqrt(between + 1 / sure), np.sqrt([0.0, least, most])


def _scores(city: Affected, independent: Floats, mean: float) -> tuple[Floats, Floats]:
    """Give areas' log odds, or logarithms, and one over their variance by chance.

    The variance is that of the city's rate: an area with nobody affected is no surer.
    """
    seen = city.count / city.people * independent
    if city.measure == Measure.SHARE:
        others = independent - seen
        return np.log((seen + 0.5) / (others + 0.5)), independent * mean * (1 - mean)
    return np.log((seen + 0.5) / independent), independent * mean


def _pulled_apart(off: Floats, city: Affected, mean: float) -> Floats:
    """Give areas' rates so far from a common one that the city's own stays."""
    weight = city.people / city.people.sum()
    if city.measure == Measure.RATE:
        times = np.exp(off)
        return np.asarray(mean * times / (times @ weight)[:, np.newaxis])
    middle = np.full(len(off), logit(mean))
    step, taken = np.ones_like(middle), 0
    while np.abs(step).max() > CLOSE_ENOUGH and taken < MOST_STEPS:
        share = expit(middle[:, np.newaxis] + off)
        miss = (share @ weight - mean) / ((share * (1 - share)) @ weight)
        step, taken = np.clip(miss, -1, 1), taken + 1
        middle -= step
    return np.clip(expit(middle[:, np.newaxis] + off), NEVER, 1 - NEVER)


def _with_close_calls_equal(
    rates: Floats, independent: Floats, measure: Measure
) -> Floats:
    """Give areas near the edge of the tenth one rate, where chance may set the order.

    Which of two nearly equal areas is in the tenth can be chance, and may mean much
    where one has far more people. Seen from the counts alone they look further apart
    than they are, so that without this the interval would be too narrow.
    """
    last = rates.shape[-1] - reaching_into_tenth(rates.shape[-1])
    ordered = np.partition(rates, (last - 1, last), axis=-1)
    edge = ordered[:, last - 1 : last + 1].mean(axis=-1, keepdims=True)
    other = 1 - rates if measure == Measure.SHARE else 1.0
    close = np.abs(rates - edge) < CLOSE_CALL * np.sqrt(rates * other / independent)
    weight = np.where(close, independent, 0.0)
    total = weight.sum(axis=-1, keepdims=True)
    common = (weight * rates).sum(axis=-1, keepdims=True) / np.where(total, total, 1.0)
    return np.where(close, common, rates)
