"""Which loop leads, year by year: the share of variants as bands on top of each other.

Loops that reinforce are filled, loops that balance are hatched, mixed ones lined, and
where none leads the ground is plain; a year without figures is white. Each band has its loop's mark where it is widest,
and a list in the same order says what the loops are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nabolag.errors import Misbuilt
from nabolag.figures.drawing import drawing, written
from nabolag.figures.fan_frame import named_years, year_text
from nabolag.figures.leadership_bands import (
    Band,
    Floats,
    LoopShare,
    bands,
    filled,
)
from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.loop_marks import RADIUS, loop_mark
from nabolag.figures.parts import Width
from nabolag.figures.style import AXIS, EDGE, INK, INK_2, PAGE, PAPER

if TYPE_CHECKING:
    from shapely.geometry import Polygon

_DOWN = {Width.WIDE: 280.0, Width.NARROW: 220.0}
_ABOVE, _BELOW, _ASIDE = 10.0, 34.0, 9.0
_YEAR_BELOW, _INSET = 18.0, 20.0
_SPAN = 2  # years that make a span
_LIST, _BETWEEN = 196.0, 24.0  # px for the list beside, and between it and the bands
_SAMPLE, _ROW_GAP, _LINE = (44.0, 32.0), 8.0, 16.0
_RING = 2.5  # px of paper around a mark
_BASELINE = 0.36 * AXIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Leadership:
    """Years, the loops with their shares, and the texts around them."""

    years: tuple[float, ...]
    loops: tuple[LoopShare, ...]
    others_text: str  # "andre sløyfer"
    none_text: str  # "ingen leder"
    tick_texts: Mapping[float, str]  # share → "halvparten"
    decimal: str = "."  # between a year and its decimals, as the reader writes it


def leadership(shown: Leadership, *, width: Width) -> str:
    """Draw bands over years as SVG, 704 px wide with a list beside, or 320 px narrow.

    More than seven loops are not named: those that lead least are drawn as one. Raises
    :class:`Misbuilt` where shares are not one for each year, or sum to more than 1.
    """
    stack = bands(
        shown.loops,
        years=len(shown.years),
        others_text=shown.others_text,
        none_text=shown.none_text,
    )
    framed = _frame(shown, width)
    ends, listed = _list(stack, framed, width)
    years = _years(framed, shown.decimal)
    body = _bands(stack, framed) + _ticks(shown.tick_texts, framed) + years
    size = PAGE[width], max(framed.bottom + _BELOW, ends)
    return drawing(body + listed, size=size, width=width)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where the bands lie in px, and the years from left to right."""

    left: float
    right: float
    bottom: float
    years: Floats

    @property
    def px(self) -> float:
        """Give how many px a year takes."""
        span = float(np.ptp(self.years)) if len(self.years) else 0.0
        return (self.right - self.left) / span if span else 1.0

    @property
    def x(self) -> Floats:
        """Give the px of the years; a single one stands in the middle."""
        if len(self.years) < _SPAN:
            return np.full(len(self.years), (self.left + self.right) / 2)
        return np.asarray(self.left + (self.years - self.years[0]) * self.px)


def _frame(shown: Leadership, width: Width) -> _Frame:
    if list(shown.years) != sorted(set(shown.years)):
        raise Misbuilt(
            value="leading loops",
            found="years that do not follow each other",
            expected="each year once, from the first to the last",
        )
    ticks = [width_of(words, size=AXIS) for words in shown.tick_texts.values()]
    beside = _LIST + _BETWEEN if width is Width.WIDE else _INSET
    return _Frame(
        left=max([_INSET, *(room + _ASIDE for room in ticks)]),
        right=PAGE[width] - beside,
        bottom=_ABOVE + _DOWN[width],
        years=np.array(shown.years, np.float64),
    )


def _bands(stack: Sequence[Band], framed: _Frame) -> str:
    """Draw all bands, then the marks, so that no band covers one."""
    y = np.array([framed.bottom, _ABOVE])
    shapes = [(band, band.shapes(framed.x, y)) for band in stack]
    areas = "".join(filled(one, band.look) for band, parts in shapes for one in parts)
    edge = (
        f'<path d="M{framed.left:g} {_ABOVE:g}H{framed.right:g}V{framed.bottom:g}'
        f'H{framed.left:g}Z" fill="none" stroke="{EDGE}"/>'
    )
    return areas + edge + "".join(_mark(band, parts) for band, parts in shapes)


def _mark(band: Band, shapes: Sequence[Polygon]) -> str:
    """Put a loop's mark where its band has most room, if it fits there."""
    import shapely

    if not band.label or not shapes:
        return ""
    rooms = [shapely.maximum_inscribed_circle(one, tolerance=1.0) for one in shapes]
    widest = max(rooms, key=lambda room: room.length)
    if widest.length < RADIUS + _RING:
        return ""
    x, y = widest.coords[0]
    return _ringed(band, round(x, 1), round(y, 1))


def _ringed(band: Band, x: float, y: float) -> str:
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS + _RING:g}" fill="{PAPER}"/>'
    return ring + loop_mark(band.label, band.kind, x=x, y=y)


def _ticks(texts: Mapping[float, str], framed: _Frame) -> str:
    down = framed.bottom - _ABOVE
    return "".join(
        _text(words, framed.left - _ASIDE, framed.bottom - share * down, side="end")
        for share, words in sorted(texts.items())
        if 0 <= share <= 1
    )


def _years(framed: _Frame, decimal: str) -> str:
    years = framed.years.tolist()
    marked = [years[0], years[-1]] if years else []
    there = dict(zip(years, framed.x.tolist(), strict=True))
    return "".join(
        _text(
            year_text(year, decimal),
            there.get(year, framed.left + (year - marked[0]) * framed.px),
            framed.bottom + _YEAR_BELOW,
            side="middle",
        )
        for year in named_years(marked, px=framed.px)
    )


def _list(stack: Sequence[Band], framed: _Frame, width: Width) -> tuple[float, str]:
    """Say what the bands are, in their order from above; give where the list ends."""
    wide = width is Width.WIDE
    left = framed.right + _BETWEEN if wide else 0.0
    top = _ABOVE if wide else framed.bottom + _BELOW + _ASIDE
    room = PAGE[width] - left - _SAMPLE[0] - _ASIDE
    parts = []
    for band in reversed(stack):
        lines = wrap(band.text, width=room, size=AXIS, most=4)
        down = max(_SAMPLE[1], len(lines) * _LINE)
        parts.append(_row(band, lines, left, top + down / 2))
        top += down + _ROW_GAP
    return top, "".join(parts)


def _row(band: Band, lines: Sequence[str], left: float, middle: float) -> str:
    from shapely.geometry import box

    across, down = _SAMPLE
    place = box(left + 0.5, middle - down / 2, left + across, middle + down / 2)
    sample = filled(place, band.look)
    edge = (
        f'<rect x="{left + 0.5:g}" y="{middle - down / 2:g}" width="{across - 0.5:g}" '
        f'height="{down:g}" fill="none" stroke="{EDGE}"/>'
    )
    mark = _ringed(band, left + across / 2, middle) if band.label else ""
    first = middle - (len(lines) - 1) * _LINE / 2
    words = "".join(
        _text(line, left + across + _ASIDE, first + _LINE * n, side="start", colour=INK)
        for n, line in enumerate(lines)
    )
    return sample + edge + mark + words


def _text(words: str, x: float, y: float, *, side: str, colour: str = INK_2) -> str:
    return (
        f'<text x="{x:.1f}" y="{y + _BASELINE:.1f}" text-anchor="{side}" '
        f'font-size="{AXIS}" fill="{colour}">{written(words)}</text>'
    )
