"""What is known of an indicator's scatter, to judge figures that are still to come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.areas.trends.designs import design_spread
from nabolag.areas.trends.detecting import smallest_seen
from nabolag.areas.trends.dispersion import FEWEST_AREAS
from nabolag.areas.trends.fitted import (
    FEWEST_PERIODS,
    Correlation,
    Fitted,
    Floats,
    Series,
)
from nabolag.areas.trends.slopes import fit
from nabolag.areas.trends.variances import distance_variance

MOST_ALIKE, TRIED = 0.9, 19
"""Without a past, correlations one year apart from 0 to here are equally likely."""

AS_GOOD_AS_KNOWN = 1e6
"""Degrees of freedom from which scatter is no longer estimated."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prospect:
    """What the figures so far say of those to come; arrays by area, shape (A,).

    ``steadiness`` is what is known of the scatter beside what each area's own figures
    say, in degrees of freedom; infinite where it is reckoned and not seen. ``learned``
    tells whether there was a past to learn from.
    """

    variance: Floats  # (A, T), of the figures there are, NaN without
    newest: npt.NDArray[np.int64]  # place of each area's newest figure
    dispersion: Floats  # NaN where nothing is known of it
    correlation: Correlation
    steadiness: float
    learned: bool

    @property
    def coming(self) -> Floats:
        """The variance of each figure to come: as that of the newest one."""
        return self.variance[np.arange(len(self.newest)), self.newest]


def prospect_of(series: Series) -> Prospect:
    """Give what figures of a series say of those to come.

    From the lines through them, where any area has enough figures for one; otherwise
    from counts alone.
    """
    if (series.known.sum(axis=1) >= FEWEST_PERIODS).any():
        fitted = fit(series)
        if not np.isnan(fitted.distance.slope).all():
            return _learned(fitted)
    return _reckoned(series)


def _learned(fitted: Fitted) -> Prospect:
    line, series = fitted.distance, fitted.series
    lined = ~np.isnan(line.slope)
    usual = float(np.median(line.dispersion[lined])) if series.counted else np.nan
    beside = (line.freedom - (fitted.periods - 2))[lined]
    return Prospect(
        variance=fitted.chance,
        newest=_newest(series),
        dispersion=np.where(lined, line.dispersion, usual),
        correlation=fitted.correlation,
        steadiness=max(float(np.median(beside)), 0.0),
        learned=True,
    )


def _reckoned(series: Series) -> Prospect:
    """Give what counts say, where there is no past to learn from."""
    areas, distances = len(series.codes), series.value - series.other
    mean = np.nansum(distances, axis=1) / series.known.sum(axis=1)
    usual = np.broadcast_to(mean[:, None], distances.shape)
    per_year = np.linspace(0.0, MOST_ALIKE, TRIED)
    return Prospect(
        variance=distance_variance(series, usual),
        newest=_newest(series),
        dispersion=np.full(areas, 1.0 if series.counted else np.nan),
        correlation=Correlation(per_year=per_year, weight=np.full(TRIED, 1 / TRIED)),
        # What areas will say of each other's scatter, if they are no more than a few.
        steadiness=np.inf if areas >= FEWEST_AREAS else 0.0,
        learned=False,
    )


def _newest(series: Series) -> npt.NDArray[np.int64]:
    from_the_end = np.argmax(series.known[:, ::-1], axis=1)
    return np.asarray(len(series.periods) - 1 - from_the_end)


def smallest_ahead(prospect: Prospect, years: Floats, variance: Floats) -> Floats:
    """Give the slope that figures would show with 80 per cent power, shape (A,).

    Takes the years of figures there are and figures to come (T,), and their variances
    (A, T), NaN where there is none. NaN with fewer than 4 figures.
    """
    figures = (~np.isnan(variance)).sum(axis=1)
    spread = design_spread(
        years,
        variance,
        correlation=prospect.correlation,
        dispersion=prospect.dispersion,
    )
    enough = figures >= FEWEST_PERIODS
    own = np.where(enough, figures - 2.0, 1.0)
    freedom = np.minimum(own + prospect.steadiness, AS_GOOD_AS_KNOWN)
    return np.where(enough, smallest_seen(spread, freedom), np.nan)
