"""What a fan chart is drawn from: numbers in their shown unit, and finished texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nabolag.figures.parts import Point
from nabolag.figures.stretches import Stretch, stretches
from nabolag.values import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class FanPoint:
    """One year of an outlook: the middle of all variants, and what most lie between.

    ``None`` where there is no figure; a single run has a median and no bands.
    """

    year: float
    median: float | None
    inner: tuple[float, float] | None = None  # what half lie between
    outer: tuple[float, float] | None = None  # what nearly all lie between


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """What a model gives under one scenario, and what that is called."""

    label: str  # "Med begge tiltak: 52 % (46–61)"
    points: tuple[FanPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A value worth comparing with in all years."""

    value: float
    label: str  # "Byen, 57 %"


@dataclass(frozen=True, slots=True, kw_only=True)
class FanChart:
    """An output over years: an outlook, what it starts from, what it is compared with.

    Of ``measured``, values and intervals are drawn, not ``other``. Empty texts are left
    out.
    """

    fan: Fan
    dimension: Dimension | None = None
    without: Fan | None = None
    measured: tuple[Point, ...] = ()
    threshold: Threshold | None = None
    unit_text: str = ""  # "prosent", above the axis
    measured_text: str = ""  # "målt"
    outlook_text: str = ""  # "hva om"
    inner_text: str = ""  # "halvparten av variantene"
    outer_text: str = ""  # "9 av 10 varianter"
    decimal: str = "."  # between a year and its decimals, as the reader writes it

    @property
    def fans(self) -> tuple[Fan, ...]:
        """Give the scenarios, the one compared with first."""
        return (self.fan,) if self.without is None else (self.without, self.fan)

    @property
    def past(self) -> tuple[Point, ...]:
        """Give what was measured by year, without what is no number."""
        ordered = sorted(self.measured, key=lambda point: point.year)
        return tuple(
            _point(
                p.year, p.value, None if None in (p.low, p.high) else (p.low, p.high)
            )
            for p in ordered
        )

    def years(self) -> Iterator[float]:
        """Give every year there is a point for."""
        yield from (point.year for fan in self.fans for point in fan.points)
        yield from (point.year for point in self.measured)

    def numbers(self) -> Iterator[float]:
        """Give every number that is drawn."""
        drawn = [
            p for fan in self.fans for of in PARTS for r in runs(fan, of) for p in r
        ]
        for point in (*drawn, *self.past):
            shown = (point.value, point.low, point.high)
            yield from (number for number in shown if number is not None)
        if self.threshold is not None:
            yield self.threshold.value


def median(point: FanPoint) -> Point:
    """Give the middle of all variants as a point without an interval."""
    return _point(point.year, point.median, None)


def inner(point: FanPoint) -> Point:
    """Give what half the variants lie between as a point with an interval."""
    return _band(point.year, point.inner)


def outer(point: FanPoint) -> Point:
    """Give what nearly all variants lie between as a point with an interval."""
    return _band(point.year, point.outer)


Part = Callable[[FanPoint], Point]
PARTS: tuple[Part, ...] = (outer, inner, median)
"""What a fan is drawn from, from the back to the front."""


def runs(fan: Fan, of: Part) -> tuple[Stretch, ...]:
    """Give the points of one part of a fan by year, parted where a figure is missing.

    >>> points = [FanPoint(year=y, median=v)
    ...           for y, v in ((2027, 2.0), (2026, 1.0), (2028, None), (2029, 3.0))]
    >>> [[point.value for point in run]
    ...  for run in runs(Fan(label="", points=tuple(points)), median)]
    [[1.0, 2.0], [3.0]]
    """
    points = [of(point) for point in sorted(fan.points, key=lambda point: point.year)]
    return stretches(points, (), of=lambda point: point.value)


def _band(year: float, ends: tuple[float, float] | None) -> Point:
    low = None if ends is None else ends[0]
    found = _point(year, low, ends)
    return found if found.high is not None else _point(year, None, None)


def _point(
    year: float, value: float | None, ends: tuple[float | None, float | None] | None
) -> Point:
    low, high = (_known(end) for end in ends or (None, None))
    whole = low is not None and high is not None
    return Point(
        year=year,
        value=_known(value),
        low=low if whole else None,
        high=high if whole else None,
        other=None,
    )


def _known(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None
