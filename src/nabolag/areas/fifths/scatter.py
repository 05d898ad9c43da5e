"""How much a figure without counts varies by chance: from its scatter over time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nabolag.areas.counts import Floats

FEWEST_FOR_A_LINE = 4
"""Figures an area needs for a line of its own; with fewer its mean is used."""
SHARED = 4.0
"""How many figures' worth the scatter of all areas counts beside an area's own."""


def scatter(values: npt.ArrayLike, years: npt.ArrayLike) -> Floats | None:
    """Give the variance by chance of each area's figures, shape (areas,).

    Takes values of shape (areas, periods), NaN where there is none, and the years of
    the periods. What a year did to all areas alike is taken away first. Each area's
    scatter is around its own line, or around its mean with fewer than four figures,
    drawn towards that of all areas. Gives None where no area has two figures.

    >>> scatter([[1.0, 3.0], [3.0, 1.0]], [2023, 2024])
    array([4., 4.])
    >>> scatter([[1.0], [3.0]], [2024]) is None
    True
    """
    known = ~np.isnan(values)
    seen = known.any(axis=0)
    known, years = known[:, seen], np.asarray(years, dtype=np.float64)[seen]
    figures = np.where(known, np.asarray(values, dtype=np.float64)[:, seen], 0.0)
    beside = _own_course(_beside_the_year(figures, known), known, years)
    squares = (beside**2).sum(axis=1)
    freedom = _freedom(known)
    if freedom.sum() <= 0:
        return None
    shared = squares[freedom > 0].sum() / freedom.sum()
    return np.asarray((SHARED * shared + squares) / (SHARED + freedom))


def _beside_the_year(figures: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """Take away each area's mean, and then what the year did to all areas alike."""
    off = np.where(known, figures - _means(figures, known), 0.0)
    common = off.sum(axis=0) / known.sum(axis=0)
    return np.where(known, off - common, 0.0)


def _means(figures: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    number = np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.asarray(figures.sum(axis=1, keepdims=True) / number)


def _own_course(off: Floats, known: npt.NDArray[np.bool_], years: Floats) -> Floats:
    """Take away each area's line over the years, or its mean where it has no line."""
    year = np.where(known, years - _means(np.where(known, years, 0.0), known), 0.0)
    level = np.where(known, off - _means(off, known), 0.0)
    steep = (year * level).sum(axis=1) / np.maximum((year**2).sum(axis=1), 1e-300)
    steep = np.where(_has_line(known), steep, 0.0)
    return np.asarray(level - steep[:, np.newaxis] * year)


def _has_line(known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.asarray(known.sum(axis=1) >= FEWEST_FOR_A_LINE)


def _freedom(known: npt.NDArray[np.bool_]) -> Floats:
    """Give how many figures are free to scatter, when years and courses are fitted."""
    areas = max(len(known), 1)
    free = (known * (1 - 1 / known.sum(axis=0))).sum(axis=1)
    fitted = (1 + _has_line(known)) * (1 - 1 / areas)
    return np.asarray(np.maximum(free - fitted, 0.0))
