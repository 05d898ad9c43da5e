"""Where years, values and words of a fan chart lie in px."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nabolag.figures.beside import Aside, aside, needed, stacked
from nabolag.figures.fan_parts import Fan, FanChart, inner, median, outer, runs
from nabolag.figures.lettering import width_of
from nabolag.figures.parts import Width
from nabolag.figures.scale import round_up, ticks
from nabolag.figures.style import AXIS, INK, INK_2, INK_3, LOOKS, PAGE, Spec

ASIDE = 9  # px from a line or the drawing to its words
LEADER = 8.0  # px more, for a line that leads to words moved away
_DOWN: Mapping[Width, float] = MappingProxyType({Width.WIDE: 280, Width.NARROW: 260})
_WORDS: Mapping[Width, float] = MappingProxyType({Width.WIDE: 168, Width.NARROW: 92})
_BARE = 16.0  # px to the right where nothing is written
_INSET = 8.0  # px from the edges of the drawing area to the first and last point
_YEAR = 46.0  # px between the middles of two years, at least
_ROUND_YEAR = 64.0  # px between two round years, at least
_TICK = 46.0  # px between two values on the axis, at least
_MARGIN = 0.04  # of the span, above and below
_READABLE = 1e10  # longer numbers are written with a power of ten
_FINE = 6  # decimals at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The drawing area with the room around it, and what it spans."""

    left: float
    right: float
    across: float
    down: float
    years: tuple[float, float]
    between: tuple[float, float]
    asides: tuple[Aside, ...]

    @property
    def horizontal(self) -> Spec:
        """Give the scale of years."""
        return {**_scale(self.years), "axis": None}

    @property
    def vertical(self) -> Spec:
        """Give the scale of values; its axis comes from :attr:`axis`."""
        return _scale(self.between)

    @property
    def axis(self) -> Spec:
        """Give the scale of values with round numbers, as the language writes them."""
        step = _step(self.between, self.down)
        numbers = list(ticks(*self.between, step=step))
        axis = {"values": numbers, "format": _format(self.between, step), "grid": True}
        return {**_scale(self.between), "axis": axis}

    def x(self, year: float) -> float:
        """Give the px of a year from the left."""
        first, last = self.years
        return round((year - first) / (last - first) * self.across, 2)

    def y(self, value: float) -> float:
        """Give the px of a value from the top."""
        low, high = self.between
        return round((high - value) / (high - low) * self.down, 2)


def frame(chart: FanChart, width: Width) -> Frame:
    """Share out the width between numbers, drawing and words; span all there is."""
    between = _between(list(chart.numbers()))
    texts = list(_asides(chart, across=_WORDS[width]))
    down = max(_DOWN[width], needed([one for _, one in texts]))
    words = max((_widest(one) for _, one in texts), default=0.0)
    left = _numbers_room(between, down) + ASIDE
    right = ASIDE + LEADER + words if texts else _BARE
    across = PAGE[width] - left - right
    bare = Frame(
        left=left,
        right=right,
        across=across,
        down=down,
        years=_years(list(chart.years()), across),
        between=between,
        asides=(),
    )
    wishes = [
        Aside(lines=one.lines, wish=bare.y(at), colour=one.colour, bold=one.bold)
        for at, one in texts
    ]
    placed = tuple(stacked(wishes, within=(0, down)))
    return Frame(
        left=left,
        right=right,
        across=across,
        down=down,
        years=bare.years,
        between=between,
        asides=placed,
    )


def named_years(marked: Sequence[float], *, px: float) -> list[float]:
    """Give the years to write: the marked ones first, then round ones between them.

    ``px`` is how many px a year takes. Of years too close to each other only the first
    is written.

    >>> named_years([2025.0, 2031.0], px=40.0)
    [2025.0, 2028.0, 2031.0]
    """
    chosen: list[float] = []
    step = max(1.0, round_up(_ROUND_YEAR / px))
    between = ticks(min(marked, default=1), max(marked, default=0), step=step)
    for year in (*marked, *between):
        if all(abs(year - other) * px >= _YEAR for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def year_text(year: float, decimal: str) -> str:
    """Write a year with its decimals, where it has any.

    >>> year_text(2030.0, ","), year_text(-0.5, ",")
    ('2030', '−0,5')
    """
    return f"{year:g}".replace("-", "−").replace(".", decimal)


def _asides(chart: FanChart, *, across: float) -> list[tuple[float, Aside]]:
    """Give what is written beside the drawing, each with the value it belongs to."""
    colour = LOOKS[chart.dimension].colour
    found: list[tuple[float, Aside]] = []

    def add(at: float | None, words: str, ink: str, *, bold: bool = False) -> None:
        if at is not None and words:
            one = aside(words, wish=0, across=across, colour=ink, bold=bold)
            found.append((at, one))

    add(_last(chart.fan), chart.fan.label, colour, bold=True)
    if chart.without is not None:
        add(_last(chart.without), chart.without.label, INK_3, bold=True)
    if chart.threshold is not None:
        add(chart.threshold.value, chart.threshold.label, INK)
    for of, words in ((inner, chart.inner_text), (outer, chart.outer_text)):
        last = [run[-1].high for run in runs(chart.fan, of)]
        add(last[-1] if last else None, words, INK_2)
    return found


def _last(fan: Fan) -> float | None:
    known = runs(fan, median)
    return known[-1][-1].value if known else None


def _widest(one: Aside) -> float:
    return max(width_of(line, size=AXIS, bold=one.bold) for line in one.lines)


def _between(numbers: Sequence[float]) -> tuple[float, float]:
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    if high - low <= max(abs(low), abs(high)) * 1e-9:
        room = max(abs(low) / 10, 1.0)
        return low - room, high + room
    return low - (high - low) * _MARGIN, high + (high - low) * _MARGIN


def _years(years: Sequence[float], across: float) -> tuple[float, float]:
    first, last = min(years, default=0.0), max(years, default=0.0)
    if first == last:
        return first - 1, last + 1
    inset = (last - first) * _INSET / (across - 2 * _INSET)
    return first - inset, last + inset


def _step(between: tuple[float, float], down: float) -> float:
    return round_up(_TICK * (between[1] - between[0]) / down)


def _format(between: tuple[float, float], step: float) -> str:
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if max(map(abs, between)) >= _READABLE or decimals > _FINE:
        return "~e"
    return f",.{decimals}f"


def _numbers_room(between: tuple[float, float], down: float) -> float:
    """Give how many px the longest number on the axis takes in any language."""
    step = _step(between, down)
    style = _format(between, step).replace("~e", ".3e")
    texts = [format(number, style) for number in ticks(*between, step=step)]
    return max(
        (width_of(text.replace("-", "−"), size=AXIS) for text in texts), default=0
    )


def _scale(domain: tuple[float, float]) -> Spec:
    return {
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False, "zero": False},
    }
