"""How surely a trend can be known from figures at given times, before they are there."""

from __future__ import annotations

import numpy as np

from nabolag.areas.trends.fitted import Correlation, Floats
from nabolag.areas.trends.whitening import design

FEWEST_FIGURES = 2
"""Two figures decide a line, though not how much scatters beside it."""


def design_spread(
    years: Floats, variance: Floats, *, correlation: Correlation, dispersion: Floats
) -> Floats:
    """Give the standard error each area's slope would have, per year, shape (A,).

    Takes the years of the figures (T,), their variances by chance (A, T), NaN where
    there will be no figure, what is known of the correlation, and how much figures
    scatter as a multiple of that chance (A,). NaN with fewer than two figures.

    >>> from nabolag.areas.trends.autocorrelation import independent
    >>> design_spread(np.arange(3.0), np.ones((1, 3)),
    ...     correlation=independent(), dispersion=np.array([2.0]))
    array([1.])
    """
    enough = (~np.isnan(variance)).sum(axis=1) >= FEWEST_FIGURES
    found = design(years, variance[enough], correlation.per_year)
    spread = np.full(len(variance), np.nan)
    spread[enough] = np.sqrt(
        dispersion[enough] * (found.slope_variance @ correlation.weight)
    )
    return spread
