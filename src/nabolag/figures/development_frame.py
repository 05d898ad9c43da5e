"""Where years, values and words of a development lie in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nabolag.figures.lettering import width_of
from nabolag.figures.parts import Development, Point, Width
from nabolag.figures.style import AXIS, VALUE, Spec

# Four small multiples beside each other on a page of 1216 px; one on a phone.
SIZES = {Width.WIDE: (280, 128), Width.NARROW: (320, 140)}
ASIDE = 9  # px from a mark or a line to its words
_LEFT, _RIGHT = 46, 48  # room for "100 %" on both sides, more where texts are longer
_INSET = 8  # px from the edges of the drawing area to the first and last point
_LEAST_ACROSS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The drawing area with the room around it, and what it spans."""

    left: float
    right: float
    across: float
    down: float
    years: tuple[float, float]
    between: tuple[float, float]

    @property
    def horizontal(self) -> Spec:
        """Give the scale of years."""
        return _scale(self.years)

    @property
    def vertical(self) -> Spec:
        """Give the scale of values."""
        return _scale(self.between)

    def x(self, year: float) -> float:
        """Give the px of a year from the left."""
        first, last = self.years
        return round((year - first) / (last - first) * self.across, 2)

    def y(self, value: float) -> float:
        """Give the px of a value from the top."""
        low, high = self.between
        return round((high - value) / (high - low) * self.down, 2)


def frame(measured: Development, points: Sequence[Point], width: Width) -> Frame:
    """Share out the width between words and drawing; span every year and value."""
    page, down = SIZES[width]
    ticks = (width_of(text, size=AXIS) for text in measured.tick_texts.values())
    texts = (measured.value_text, measured.other_text)
    ends = (width_of(text, size=VALUE, bold=True) for text in texts)
    left = max([_LEFT, *(ASIDE + room for room in ticks)])
    right = max([_RIGHT, *(ASIDE + room for room in ends)])
    across = max(page - left - right, _LEAST_ACROSS)
    return Frame(
        left=left,
        right=page - left - across,
        across=across,
        down=down,
        years=_years(points, across),
        between=_between(measured, points),
    )


def apart(
    first: float, second: float, *, least: float, within: tuple[float, float]
) -> tuple[float, float]:
    """Move two heights as little as needed to stand ``least`` apart and in a range.

    The one that was above stays above; of two equal ones the first.

    >>> apart(50, 54, least=16, within=(0, 100)), apart(98, 99, least=16, within=(0, 100))
    ((44.0, 60.0), (84.0, 100.0))
    """
    upper, lower = sorted((first, second))
    short = max(0.0, least - (lower - upper)) / 2
    upper, lower = upper - short, lower + short
    shift = max(0.0, within[0] - upper) - max(0.0, lower - within[1])
    upper, lower = upper + shift, lower + shift
    return (upper, lower) if first <= second else (lower, upper)


def _scale(domain: tuple[float, float]) -> Spec:
    return {
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False, "zero": False},
        "axis": None,
    }


def _years(points: Sequence[Point], across: float) -> tuple[float, float]:
    years = [point.year for point in points] or [0.0]
    first, last = min(years), max(years)
    if first == last:
        return first - 1, last + 1
    inset = (last - first) * _INSET / (across - 2 * _INSET)
    return first - inset, last + inset


def _between(measured: Development, points: Sequence[Point]) -> tuple[float, float]:
    """Span the shared scale, and any figure that lies outside it."""
    shown = [v for point in points for v in (point.value, point.other) if v is not None]
    low, high = min([measured.low, *shown]), max([measured.high, *shown])
    return (low, high) if low < high else (low - 1, high + 1)
