"""Sums for straight lines through figures whose neighbours in time are alike.

An error is what is left of the one before it, fading with the years between, and
something new of its own size. Taking away from each figure what the one before says of
it leaves errors that are independent of each other, so a line can be fitted as usual
(Prais and Winsten 1954, with holes in the series as in Wansbeek and Kapteyn 1985). All
sums are made for every area and every possible correlation at once.

The sizes belong to what is new, and not to what is left: were what is left to grow with
the city's own level, lasting errors would grow along a line, and no line could be told
from them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.areas.trends.fitted import Floats

SAME_LAG = 6
"""Decimals of a year to which the time between figures is told apart."""

_Bools = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A table (A, T) and the same one figure before, both by the size of the error now."""

    now: Floats
    before: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Which figure comes before which, and what the one says of the other.

    ``before`` is the place of the figure before, shape (A, T); ``linked`` tells by the
    time between, shape (D, A, T), which figures have one; ``fading`` is the
    correlation over that time, shape (D, K).
    """

    sizes: Floats  # (A, T), one over the errors' sizes, 0 without a figure
    start: Floats  # (A, T), 1 at the first figure of each area
    before: _Places
    linked: Floats
    fading: Floats

    def column(self, table: Floats) -> Column:
        """Prepare a table (A, T), without holes, for sums."""
        before = np.take_along_axis(table, self.before, axis=1)
        return Column(now=table * self.sizes, before=before * self.sizes)

    def inner(self, one: Column, other: Column) -> Floats:
        """Give the sum over time of two columns' products, whitened, shape (A, K)."""
        first = np.einsum("at,at,at->a", self.start, one.now, other.now)
        kept = 1 / (1 - self.fading**2)
        sums = (
            self._by_lag(one.now * other.now),
            self._by_lag(one.now * other.before + one.before * other.now),
            self._by_lag(one.before * other.before),
        )
        factors = kept, -self.fading * kept, self.fading**2 * kept
        return np.asarray(first[:, None] + np.hstack(sums) @ np.vstack(factors))

    def _by_lag(self, products: Floats) -> Floats:
        return np.asarray(np.einsum("dat,at->ad", self.linked, products))

    def log_determinant(self) -> Floats:
        """Give the logarithm of the determinant of the errors' correlations, (A, K)."""
        return np.asarray(self.linked.sum(axis=2).T @ np.log1p(-(self.fading**2)))


def links(years: Floats, variance: Floats, per_year: Floats) -> Links:
    """Link each figure to the one before it, holes skipped.

    Takes the periods' years (T,), the variances of figures (A, T), NaN where there is
    none, and possible correlations one year apart (K,), each from 0 and below 1.
    """
    known = ~np.isnan(variance)
    places = np.where(known, np.arange(len(years)), -1)
    newest = np.maximum.accumulate(places, axis=1)
    before = np.concatenate([np.full((len(known), 1), -1), newest[:, :-1]], axis=1)
    linked = known & (before >= 0)
    before = np.maximum(before, 0)
    lag = np.where(linked, years - years[before], 0.0).round(SAME_LAG)
    lags = np.unique(lag[linked])
    return Links(
        sizes=np.where(known, 1 / np.sqrt(np.where(known, variance, 1.0)), 0.0),
        start=(known & ~linked).astype(np.float64),
        before=before,
        linked=((lag == lags[:, None, None]) & linked).astype(np.float64),
        fading=np.power(per_year, lags[:, None]),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Design:
    """What the times of the figures alone decide; variances are for errors of size 1.

    Arrays (A, K). ``level`` is the line's height at ``middle`` (A,), midway between
    the area's first and last figure.
    """

    links: Links
    size: Column  # one over the errors' sizes
    time: Column  # years from the middle, over the errors' sizes
    middle: Floats
    span: Floats  # (A,), years from first figure to last
    level_variance: Floats
    slope_variance: Floats
    covariance: Floats


def design(years: Floats, variance: Floats, per_year: Floats) -> Design:
    """Give how surely lines can be known from figures at these times.

    Takes years (T,), the figures' variances (A, T), NaN without a figure and at least
    two in each row, and possible correlations one year apart (K,).
    """
    known = ~np.isnan(variance)
    first, last = years[ends(known)]
    middle = (first + last) / 2
    linked = links(years, variance, per_year)
    from_middle = years - middle[:, None]
    size, time = linked.column(np.ones_like(from_middle)), linked.column(from_middle)
    ones = linked.inner(size, size)
    cross = linked.inner(size, time)
    squares = linked.inner(time, time)
    determinant = ones * squares - cross**2
    return Design(
        links=linked,
        size=size,
        time=time,
        middle=middle,
        span=last - first,
        level_variance=squares / determinant,
        slope_variance=ones / determinant,
        covariance=-cross / determinant,
    )


def ends(known: _Bools) -> _Places:
    """Give the places of each row's first and last figure, shape (2, A)."""
    last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.stack([np.argmax(known, axis=1), last])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """Lines by generalised least squares, arrays (A, K) by possible correlation."""

    design: Design
    level: Floats
    slope: Floats
    scatter: Floats  # weighted sum of squares left beside the line
    freedom: Floats  # (A,), figures less the line's two
    exact: _Bools  # (A,), no scatter at all beyond the computer's rounding

    def at(self, years: Floats, of: int = 0) -> Floats:
        """Give the lines' heights in all years, (A, T), for one correlation."""
        from_middle = years - self.design.middle[:, None]
        return self.level[:, of, None] + self.slope[:, of, None] * from_middle


ROUNDING = 1e-12
"""Scatter under this part of the figures' own squares is the computer's rounding."""


def lines(years: Floats, figures: Floats, variance: Floats, per_year: Floats) -> Lines:
    """Fit a line to each row of figures (A, T), NaN where there is none.

    ``variance`` (A, T) is the figures' own, up to one factor for each area.
    """
    found = design(years, variance, per_year)
    sizes, inner = found.links.sizes, found.links.inner
    filled = np.nan_to_num(figures)
    usual = (filled * sizes**2).sum(axis=1) / (sizes**2).sum(axis=1)
    off = found.links.column(filled - usual[:, None])
    with_ones, with_times = inner(found.size, off), inner(found.time, off)
    level = found.level_variance * with_ones + found.covariance * with_times
    slope = found.covariance * with_ones + found.slope_variance * with_times
    squares = inner(off, off)
    scatter = squares - level * with_ones - slope * with_times
    whole = ((filled * sizes) ** 2).sum(axis=1)
    nothing = ROUNDING * squares + ROUNDING**2 * whole[:, None]
    return Lines(
        design=found,
        level=level + usual[:, None],
        slope=slope,
        scatter=np.maximum(scatter, nothing + np.finfo(np.float64).tiny),
        freedom=(sizes > 0).sum(axis=1) - 2.0,
        exact=np.any(scatter <= nothing, axis=1),
    )
