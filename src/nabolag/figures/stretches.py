"""Which points of a development may be joined by a line.

A line stops where a figure is missing, where a period is skipped, and where figures
cannot be compared with those before. Points further apart than a year are surveys or
elections: nothing is known in between, so they stand alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from nabolag.figures.parts import Point

Stretch: TypeAlias = tuple[Point, ...]

_SKIPPED = 1.5  # times the usual distance between periods


def stretches(
    points: Sequence[Point],
    breaks: Sequence[float],
    *,
    of: Callable[[Point], float | None],
) -> tuple[Stretch, ...]:
    """Give runs of neighbouring points that have a figure and may be joined.

    >>> years = [Point(year=y, value=v, low=None, high=None, other=None)
    ...          for y, v in ((2014, 1), (2015, 2), (2016, None), (2017, 3), (2018, 4))]
    >>> [[point.year for point in run]
    ...  for run in stretches(years, (2018,), of=lambda point: point.value)]
    [[2014, 2015], [2017], [2018]]
    """
    usual = usual_distance(points)
    runs: list[list[Point]] = []
    for point in (point for point in points if of(point) is not None):
        if runs and _joined(runs[-1][-1], point, breaks, usual):
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def usual_distance(points: Sequence[Point]) -> float:
    """Give the usual time between points in years, 1 where there is only one."""
    return median([b.year - a.year for a, b in pairwise(points)] or [1.0])


def break_places(
    points: Sequence[Point], breaks: Sequence[float]
) -> dict[float, float]:
    """Give where to mark each break, midway between the points around it, by its year.

    A break before the first or after the last point has no place.
    """
    return {
        (a.year + b.year) / 2: b.year
        for a, b in pairwise(points)
        if any(a.year < year <= b.year for year in breaks)
    }


def _joined(a: Point, b: Point, breaks: Sequence[float], usual: float) -> bool:
    near = b.year - a.year <= usual * _SKIPPED
    return near and not any(a.year < year <= b.year for year in breaks)
