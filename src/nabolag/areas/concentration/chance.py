"""What chance alone can make of counts: evenly spread outcomes, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from nabolag.areas.counts import Floats

FEW = 6.0
"""Where fewer than so many are expected, outcomes come from their exact chances. Above
that, four cumulants give the same count in all but 2 of 1,000 draws, and then the next."""

MOST_OF_FEW = 40
"""Where fewer than 6 are expected, no count is so large once in 10¹⁸ draws."""

LEAST_DRAWS, MOST_DRAWS, DRAWN = 25, 300, 5_000
"""Times a city is drawn: fewer the more areas there are, because many areas make each
draw surer. About so many areas are drawn in all."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Luck:
    """Each area's luck in each draw, from 0 to 1, and the same as normal scores.

    Shape (draws, areas). Every area meets each part of its luck equally often, which
    is steadier than dice and as fair.
    """

    chance: Floats
    score: Floats

    def of(self, areas: npt.NDArray[np.intp]) -> Luck:
        """Give the luck of some of the areas."""
        return Luck(chance=self.chance[:, areas], score=self.score[:, areas])


def enough_draws(areas: int) -> int:
    """Give how often a city of so many areas is drawn.

    >>> enough_draws(20), enough_draws(60), enough_draws(1000)
    (250, 83, 25)
    """
    return min(max(DRAWN // areas, LEAST_DRAWS), MOST_DRAWS)


def luck(areas: int, *, draws: int, rng: np.random.Generator) -> Luck:
    """Give areas' luck, the same for the same generator.

    >>> found = luck(2, draws=4, rng=np.random.default_rng(1))
    >>> np.sort(np.floor(found.chance * 4), axis=0).T
    array([[0., 1., 2., 3.],
           [0., 1., 2., 3.]])
    """
    turns = np.argsort(rng.random((areas, draws)), axis=-1).T
    # 1 − a number below 1: never 0, whose normal score is not finite.
    chance = (turns + 1 - rng.random((draws, areas))) / (draws * (1 + 1e-15))
    return Luck(chance=chance, score=ndtri(chance))


def shares_by_chance(share: Floats, people: Floats, luck: Luck) -> Floats:
    """Give counts of people affected, when each is so with a chance: binomial.

    Takes chances strictly between 0 and 1, shape (cities, areas), and whole numbers
    of people, shape (areas,). Gives counts, shape (cities, draws, areas).
    """
    other, everybody = 1 - share, np.broadcast_to(people, share.shape)
    expected = share * people
    spread = expected * other
    counts = _by_cumulants(
        (expected, spread, spread * (other - share), spread * (1 - 6 * share * other)),
        luck,
    )
    few = expected < FEW
    counts.swapaxes(1, 2)[few] = _binomial(
        share[few], everybody[few], _columns(luck.chance, few)
    )
    many = (everybody - expected < FEW) & ~few
    counts.swapaxes(1, 2)[many] = everybody[many, np.newaxis] - _binomial(
        other[many], everybody[many], 1 - _columns(luck.chance, many)
    )
    np.clip(counts, 0, people, out=counts)
    return counts


def events_by_chance(expected: Floats, luck: Luck) -> Floats:
    """Give counts of events, when so many are expected: Poisson.

    Takes expected counts, shape (cities, areas). Gives counts, shape (cities, draws,
    areas).
    """
    counts = _by_cumulants((expected, expected, expected, expected), luck)
    np.maximum(counts, 0, out=counts)
    few = expected < FEW
    mean = expected[few]
    counts.swapaxes(1, 2)[few] = _exact(
        np.exp(-mean), mean, 0 * mean, _columns(luck.chance, few)
    )
    return counts


def _by_cumulants(
    cumulants: tuple[Floats, Floats, Floats, Floats], luck: Luck
) -> Floats:
    """Give the counts that belong to normal scores: Cornish and Fisher (1938).

    Rounding to whole counts adds 1/12 to the spread and takes 1/120 from the fourth
    cumulant (Sheppard), so that these are first taken away and added.
    """
    mean, spread, lean, tails = cumulants
    sd = np.sqrt(np.maximum(spread - 1 / 12, 1 / 12))
    skew, peak = lean / sd**3, (tails + 1 / 120) / sd**4
    scores = (
        mean - sd * skew / 6,
        sd * (1 - peak / 8 + 5 * skew**2 / 36),
        sd * skew / 6,
        sd * (peak / 24 - skew**2 / 18),
    )
    none, once, twice, thrice = (part[:, np.newaxis, :] for part in scores)
    counts: Floats = thrice * luck.score
    # In place: this is where the time goes.
    counts += twice
    counts *= luck.score
    counts += once
    counts *= luck.score
    counts += none
    np.rint(counts, out=counts)
    return counts


def _columns(chance: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    return chance.T[np.nonzero(chosen)[1]]


def _binomial(share: Floats, people: Floats, chance: Floats) -> Floats:
    odds = share / (1 - share)
    nobody = np.exp(people * np.log1p(-share))
    return _exact(nobody, people * odds, odds, chance)


def _exact(nobody: Floats, first: Floats, less: Floats, chance: Floats) -> Floats:
    """Give the count at which the chances, added up, pass each area's luck.

    The chance of k + 1 is the chance of k times (first − k · less) / (k + 1).
    """
    counts, term, k = np.zeros_like(chance), nobody, 0
    added = nobody.copy()
    while (passed := chance > added[:, np.newaxis]).any() and k < MOST_OF_FEW:
        counts += passed
        term = term * np.maximum(first - k * less, 0) / (k + 1)
        added += term
        k += 1
    return counts
