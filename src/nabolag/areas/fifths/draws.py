"""What the areas' true figures may be, all areas drawn together.

Answers: The newest figures vary by chance. Which true figures could lie behind them,
for all areas at once?

Method: A thousand times, a true figure is drawn for every area. It lies between the
area's own figure and the middle of all areas: nearer its own the more people it rests
on, nearer the middle the more alike the areas are otherwise. How alike they are, and
where their middle lies, is not known for certain either, so both are drawn anew each
time, more often where the figures make them likely. Shares are drawn as log odds and
rates as logarithms. Figures without counts are drawn as they are, with the chance that
shows in their scatter around the area's own line over the years, or around its mean
where there are only two or three; the scatter of all areas counts as four years' worth
beside the area's own.

Assumes: The areas' true figures lie about one middle as a normal curve does, and chance
works on each area by itself. Figures without counts have as much chance in them now as
before, and years are independent of each other apart from what happened to all areas.

Uncertainty: The draws are the uncertainty: how far they lie apart shows how little is
known. They do not hold what is wrong in the figures themselves.

Refuses: With figures for fewer than four areas nothing is drawn, and where figures have
no counts and there is only one year to go by. Years before a break are not used.

Checked: The draws have the mean and spread that the formula gives where all is known.
In simulated cities with small and large areas, with many or few affected, areas told to
be in the fifth with a probability of 80 per cent were there in about 80 of 100 cases;
the figures stand in the documentation of the simulations.

Source: Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), Bayesian Data Analysis,
section 5.4. Gart and Zweifel (1967), On the bias of various estimators of the logit and
its variance.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.estimates import Singles, newest_estimates
from nabolag.areas.shrinkage import FEWEST_AREAS
from nabolag.errors import Misbuilt
from nabolag.values import Break

DRAWS = 1000
POINTS = 24
"""Spreads between areas that are tried, twice: over all, then where they are likely."""
UNLIKELY = 1e-4
"""A spread this much less likely than the likeliest is not tried closer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """True figures as they may be, in the figure's unit: shape (draws, areas).

    ``codes`` are the areas, in order. Draws are in no order, so that any part of them
    stands for all.
    """

    level: str
    indicator: str
    period: str
    codes: tuple[str, ...]
    values: Singles

    def __post_init__(self) -> None:
        """Refuse draws that do not fit their areas."""
        if self.values.shape[1:] != (len(self.codes),):
            raise Misbuilt(
                value="Draws",
                found=f"values of shape {self.values.shape}",
                expected=f"a column for each of {len(self.codes)} areas",
            )


def newest_draws(
    rows: pl.DataFrame, *, breaks: Sequence[Break], seed: int
) -> Draws | None:
    """Give draws of all areas' true values in the newest period of an indicator.

    Takes all rows of one indicator at one level, with ``latest`` and at least one
    newest value. Gives None where there are fewer than four areas, or no counts and
    only one comparable period. The draws depend on the figures, the seed and the names
    of indicator and level alone.
    """
    estimates = newest_estimates(rows, breaks=breaks)
    if estimates is None or len(estimates.codes) < FEWEST_AREAS:
        return None
    newest = rows.filter(pl.col("latest") & pl.col("value").is_not_null())
    level, indicator, period = newest.select("level", "indicator", "period").row(0)
    drawn = joint_draws(
        estimates.middle,
        estimates.variance,
        random=chance(seed, indicator, level),
    )
    return Draws(
        level=level,
        indicator=indicator,
        period=period,
        codes=estimates.codes,
        values=estimates.back(drawn),
    )


def chance(seed: int, *names: str) -> np.random.Generator:
    """Give a source of chance that depends on the seed and these names alone.

    >>> first, other = chance(1, "crowded"), chance(1, "turnout")
    >>> first.random() == chance(1, "crowded").random(), first.random() == other.random()
    (True, False)
    """
    return np.random.Generator(
        np.random.PCG64([seed, *(zlib.crc32(name.encode()) for name in names)])
    )


def joint_draws(
    middle: npt.ArrayLike, variance: npt.ArrayLike, *, random: np.random.Generator
) -> Singles:
    """Give draws of the true figures behind estimates, shape (draws, areas).

    Takes each area's estimate and its variance by chance, four areas or more. True
    figures are normal about a common middle; their spread has a flat prior and is
    weighed by its restricted likelihood, the middle is integrated out.

    >>> drawn = joint_draws([0, 0, 0, 8], [0.01, 1, 1, 1], random=chance(1))
    >>> drawn.shape, abs(drawn.mean(axis=0)).round().tolist()
    ((1000, 4), [0.0, 0.0, 0.0, 8.0])
    """
    figures = np.asarray(middle, dtype=np.float64)
    by_chance = _above_nothing(figures, np.asarray(variance, dtype=np.float64))
    between, weight = _likely_spreads(figures, by_chance)
    sure = 1 / (by_chance + between[:, np.newaxis] ** 2)
    own, total = between[:, np.newaxis] ** 2 * sure, sure.sum(axis=1)
    parts = zip(own, sure @ figures / total, 1 / np.sqrt(total), strict=True)
    drawn = random.standard_normal((DRAWS, len(figures)), dtype=np.float32)
    for rows, (weight_own, mean, unsure) in zip(_shared(weight), parts, strict=True):
        there = drawn[rows]
        middles = mean + unsure * random.standard_normal((len(there), 1))
        there *= np.sqrt(weight_own * by_chance).astype(np.float32)
        there += (weight_own * figures + (1 - weight_own) * middles).astype(np.float32)
    return drawn[random.permutation(DRAWS)]


def _shared(weight: Floats) -> list[slice]:
    """Share the draws out by weight, as evenly as whole draws can be."""
    edges = np.round(DRAWS * np.cumsum(weight) / weight.sum()).astype(int).tolist()
    return [slice(first, end) for first, end in pairwise([0, *edges])]


def _above_nothing(figures: Floats, variance: Floats) -> Floats:
    """Figures that never scatter are not known better than a millionth of their size."""
    size = max(float(np.mean(figures**2)), 1e-12)
    return np.maximum(variance, 1e-12 * size)


def _likely_spreads(figures: Floats, by_chance: Floats) -> tuple[Floats, Floats]:
    """Give spreads between areas to draw from, shape (POINTS,), and their weights."""
    number = len(figures)
    apart = np.sqrt(figures.var(ddof=1) + by_chance.mean() / number)
    # Ten standard errors of a standard deviation above the one seen.
    top = apart * (1 + 10 / np.sqrt(2 * (number - 1)))
    coarse = np.linspace(0, top, POINTS)
    likely = np.flatnonzero(_likelihood(coarse, figures, by_chance) > UNLIKELY)
    lowest, highest = max(likely[0] - 1, 0), min(likely[-1] + 1, POINTS - 1)
    fine = np.linspace(float(coarse[lowest]), float(coarse[highest]), POINTS)
    weight = _likelihood(fine, figures, by_chance)
    # Trapezoid rule; the half step from 0 is stood for by its own middle.
    weight[[0, -1]] /= 2
    fine[0] += (fine[1] - fine[0]) / 4
    return fine, weight


def _likelihood(between: Floats, figures: Floats, by_chance: Floats) -> Floats:
    """Give the restricted likelihood of each spread, beside that of the likeliest."""
    variance = by_chance + between[:, np.newaxis] ** 2
    total = (1 / variance).sum(axis=1)
    mean = (figures / variance).sum(axis=1) / total
    off = ((figures - mean[:, np.newaxis]) ** 2 / variance).sum(axis=1)
    log = -(np.log(variance).sum(axis=1) + np.log(total) + off) / 2
    return np.asarray(np.exp(log - log.max()))
