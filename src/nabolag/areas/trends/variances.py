"""How much each distance and ratio can vary by chance, from fitted figures.

Never from observed ones: 0 of 20 would then be certain, and count for infinitely much.
What the area is held against is taken from a line through it, too: its own chance is
part of the distance, and must not be part of the weights as well. Without counts,
scatter is taken to go with the city's own level.
"""

from __future__ import annotations

import numpy as np

from nabolag.areas.trends.fitted import Floats, Series
from nabolag.values import Measure

TINY = 1e-12
"""Squared years below which figures lie at one moment."""

LEAST_SEEN = 0.5
"""A fitted figure is kept this many people away from nobody and from everybody."""


def distance_variance(series: Series, distance: Floats) -> Floats:
    """Give each distance's variance by chance, (A, T), NaN without a figure.

    ``distance`` holds fitted distances. Without counts it is a relative variance, 1
    where the city stands at its usual level.
    """
    city = steady(series.years, series.other)
    if not series.counted:
        return _with_the_city(series, city)
    here, there = _by_chance(series, city + distance, city)
    return np.where(series.known, here + there, np.nan)


def ratio_variance(series: Series, distance: Floats) -> Floats:
    """Give each ratio's variance by chance, (A, T), by the delta method.

    Relative without counts, as above; NaN without a figure and where what the area is
    held against is 0 or less.
    """
    possible = series.known & (series.other > 0)
    if not series.counted:
        return np.where(possible, 1.0, np.nan)
    city = np.where(possible, steady(series.years, series.other), np.nan)
    here, there = _by_chance(series, city + distance, city)
    return np.asarray((here + ((city + distance) / city) ** 2 * there) / city**2)


def steady(years: Floats, other: Floats) -> Floats:
    """Give the straight line through each row (A, T), within what the row has held.

    >>> steady(np.arange(3.0), np.array([[1.0, 3.0, 2.0]]))
    array([[1.5, 2. , 2.5]])
    """
    known = ~np.isnan(other)
    figures = np.maximum(known.sum(axis=1, keepdims=True), 1)
    mean = np.nansum(other, axis=1, keepdims=True) / figures
    middle = np.sum(known * years, axis=1, keepdims=True) / figures
    times = np.where(known, years - middle, 0.0)
    squares = np.maximum((times**2).sum(axis=1, keepdims=True), TINY)
    turn = np.nansum(times * other, axis=1, keepdims=True) / squares
    least = np.where(known, other, np.inf).min(axis=1, keepdims=True)
    most = np.where(known, other, -np.inf).max(axis=1, keepdims=True)
    return np.where(known, np.clip(mean + turn * times, least, most), np.nan)


def _with_the_city(series: Series, city: Floats) -> Floats:
    known = series.known
    if not known.any() or series.other[known].min() <= 0:
        return np.where(known, 1.0, np.nan)
    return np.where(known, (city / city[known].mean()) ** 2, np.nan)


def _by_chance(series: Series, here: Floats, there: Floats) -> tuple[Floats, Floats]:
    """Give the variances of the area's figure and of the rest's."""
    scale = series.per**2 * series.cluster
    chances = _kept(series, here / series.per), there / series.per
    if series.measure is Measure.SHARE:
        chances = chances[0] * (1 - chances[0]), chances[1] * (1 - chances[1])
    return scale * chances[0] / series.people, scale * chances[1] / series.other_people


def _kept(series: Series, fitted: Floats) -> Floats:
    """Keep the area's fitted share or rate per person from the impossible."""
    least = LEAST_SEEN / (series.people / series.cluster + 1)
    most = 1 - least if series.measure is Measure.SHARE else np.inf
    return np.clip(fitted, least, most)
