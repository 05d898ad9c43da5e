"""The true size of every trend in Storvik, found by letting the city live many times.

The distance of an area is its share less the share in the rest of the city. Its true
slope is that of the line through the distances expected in each year, the expectation
taken over cities lived again with other people under the same conditions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from nabolag.demo.chance import Floats
from nabolag.demo.places import Place, places
from nabolag.demo.record import recorded
from nabolag.demo.tables import Figures

STANDING_STILL = ("path_faults", "positive_press", "would_recommend")
"""Drawn from traits of the areas that never change: their true slopes are 0."""


def slopes(figures: Figures) -> Mapping[str, Floats]:
    """Give each indicator's slope of the distance per year, for all areas in order.

    The plain least-squares line through the years with figures, in share (0–1) per
    year.
    """
    years: dict[str, list[int]] = {}
    for indicator, year in sorted(figures):
        years.setdefault(indicator, []).append(year)
    return {name: _slope(figures, name, when) for name, when in years.items()}


def true_slopes(
    *, replicates: int, seed: int = 0, areas: int = 60, scale: float = 1.0
) -> pl.DataFrame:
    """Give every area's true slopes, as the mean over so many cities lived again.

    Columns: ``area``, ``name``, ``indicator``, ``slope`` (share 0–1 per year) and
    ``error`` (its standard error, null for one replicate). Of what residents are asked,
    every adult's chance of the answer counts. A larger ``scale`` is the same city with
    more people: less noise for the same work. The slopes are of the part of the city
    that is taken, for the rest of the city is another in another part.
    """
    where = places(areas, scale=scale)
    drawn = [_of_one_city(where, seed + number) for number in range(replicates)]
    parts = [
        _described(where, indicator, np.stack([one[indicator] for one in drawn]))
        for indicator in drawn[0]
    ]
    return pl.concat(parts)


def _slope(figures: Figures, indicator: str, years: Sequence[int]) -> Floats:
    centred = np.array(years) - np.mean(years)
    distances = np.stack([_distance(figures, indicator, year) for year in years])
    return np.asarray(centred @ distances / (centred @ centred))


def _distance(figures: Figures, indicator: str, year: int) -> Floats:
    counted = figures[indicator, year]
    part, whole = counted.numerator, counted.denominator
    rest = (part.sum() - part) / (whole.sum() - whole)
    return np.asarray(part / whole - rest)


def _of_one_city(where: Sequence[Place], seed: int) -> Mapping[str, Floats]:
    record = recorded(where, seed=seed)
    figures = {**record.figures, **record.expected}
    moving = {key: figures[key] for key in figures if key[0] not in STANDING_STILL}
    return slopes(moving)


def _described(where: Sequence[Place], indicator: str, drawn: Floats) -> pl.DataFrame:
    many = len(drawn)
    error = (
        drawn.std(axis=0, ddof=1) / np.sqrt(many) if many > 1 else [None] * len(where)
    )
    return pl.DataFrame(
        {
            "area": [place.code for place in where],
            "name": [place.square.name for place in where],
            "indicator": [indicator] * len(where),
            "slope": drawn.mean(axis=0),
            "error": pl.Series(error, dtype=pl.Float64),
        }
    )
