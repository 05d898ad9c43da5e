"""How much areas truly differ, which says what size of change matters."""

from __future__ import annotations

import numpy as np

from nabolag.areas.shrinkage import variance_between
from nabolag.areas.trends.fitted import Floats

FEWEST_AREAS = 4
"""Areas needed before their standard deviation is worth the name."""
SMALLEST_PART = 1e-12


def true_deviation(level: Floats, spread: Floats) -> float:
    """Give the standard deviation of areas' levels, with chance taken away.

    Takes one level and its standard error for each area, shape (A,), none missing.
    The variance is the one at which squared distances from the mean are as large as
    expected, never below 0: Paule and Mandel (1982). NaN under 4 areas.

    >>> round(true_deviation(np.array([-3.0, 3.0, -3.0, 3.0]), np.ones(4)), 3)
    3.317
    """
    if len(level) < FEWEST_AREAS:
        return float("nan")
    # Figures without any scatter are as sure as we can compute with, and no surer.
    variance = np.maximum(spread**2, SMALLEST_PART * float(np.max(level**2)) or 1.0)
    together = np.zeros(len(level), dtype=np.int64)
    return float(np.sqrt(variance_between(level, variance, together)))


def share_by_chance(variance: Floats, deviation: float) -> Floats:
    """Give the part of a distance that was likely chance, 0–1, shape (A,).

    Takes the variance by chance of each area's distance and the true standard
    deviation between areas. An area far off by luck comes back by itself.

    >>> share_by_chance(np.array([1.0, 9.0]), 3.0)
    array([0.1, 0.5])
    """
    total = variance + deviation**2
    return np.asarray(variance / np.where(total > 0, total, np.nan))
