"""One statement month by month: what all marked, how many, and the services by dots.

Months stand at even distances. A line joins two months only where they follow each
other and both have a figure; a month without one is a gap, and nothing is drawn in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nabolag.figures.marks import at, pixel, text, values
from nabolag.figures.parts import Width
from nabolag.figures.style import (
    AXIS,
    GRID,
    INK,
    INK_2,
    INK_3,
    PAGE,
    PAPER,
    Spec,
    figure,
)

_DOWN = 150
_LEFT, _RIGHT, _ABOVE, _BELOW = 24, 16, 10, 44
_MONTH_BELOW, _COUNT_BELOW = 18, 36
_WORD = 54  # least px between two months' words
_DOT, _SMALL = 110, 55


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPoint:
    """One month: its word, how many marked, what all came to, and single services."""

    label: str  # "mars"
    n_text: str  # "n = 14", or empty where nothing may be told
    value: float | None
    services: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """How months and marks become px."""

    across: float
    step: float
    low: float
    high: float

    def x(self, place: int) -> float:
        return self.step * (place + 0.5)

    def y(self, value: float) -> float:
        return _DOWN * (self.high - value) / (self.high - self.low)


def monthly(
    points: Sequence[MonthPoint], *, tick_texts: Mapping[float, str], width: Width
) -> Spec:
    """Draw months in their order, on the scale from the first tick to the last."""
    across = PAGE[width] - _LEFT - _RIGHT
    framed = _Frame(
        across=across,
        step=across / max(1, len(points)),
        low=min(tick_texts),
        high=max(tick_texts),
    )
    return figure(
        [
            *_grid(tick_texts, framed),
            *_words(points, framed),
            _line(points, framed),
            *_dots(points, framed),
        ],
        rows=[],
        size=(across, _DOWN),
        around={"left": _LEFT, "right": _RIGHT, "top": _ABOVE, "bottom": _BELOW},
        width=width,
    )


def _grid(tick_texts: Mapping[float, str], framed: _Frame) -> list[Spec]:
    rows = [{"tick": words, "y": framed.y(at_)} for at_, words in tick_texts.items()]
    lines: Spec = {
        "mark": {"type": "rule", "color": GRID},
        "encoding": {"x": pixel(0), "x2": pixel(framed.across), "y": at("y")},
    }
    words = text("tick", x=pixel(-12), y="y", align="right", size=AXIS, colour=INK_2)
    return [{"data": values(rows), **layer} for layer in (lines, words)]


def _words(points: Sequence[MonthPoint], framed: _Frame) -> list[Spec]:
    """Write months and how many marked, as many as there is room for, the last too."""
    every = max(1, -int(-_WORD // framed.step))
    rows = [
        {
            "month": point.label,
            "n": point.n_text,
            "x": framed.x(place),
            "y": _DOWN + _MONTH_BELOW,
            "below": _DOWN + _COUNT_BELOW,
        }
        for place, point in enumerate(points)
        if (len(points) - 1 - place) % every == 0
    ]
    month = text("month", x=at("x"), y="y", align="center", size=AXIS, colour=INK_2)
    count = text("n", x=at("x"), y="below", align="center", size=AXIS, colour=INK_3)
    return [{"data": values(rows), **layer} for layer in (month, count)]


def _line(points: Sequence[MonthPoint], framed: _Frame) -> Spec:
    return {
        "data": values(list(_steps(points, framed))),
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
        "encoding": {"x": at("x"), "x2": {"field": "x2"}, "y": at("y")}
        | {"y2": {"field": "y2"}},
    }


def _steps(points: Sequence[MonthPoint], framed: _Frame) -> Iterator[Spec]:
    for place, (one, two) in enumerate(pairwise(points)):
        if one.value is not None and two.value is not None:
            yield {
                "x": framed.x(place),
                "x2": framed.x(place + 1),
                "y": framed.y(one.value),
                "y2": framed.y(two.value),
            }


def _dots(points: Sequence[MonthPoint], framed: _Frame) -> list[Spec]:
    services = [
        {"x": framed.x(place), "y": framed.y(value)}
        for place, point in enumerate(points)
        for value in point.services
    ]
    all_ = [
        {"x": framed.x(place), "y": framed.y(point.value)}
        for place, point in enumerate(points)
        if point.value is not None
    ]
    hollow = {"type": "point", "shape": "circle", "size": _SMALL, "filled": True}
    hollow |= {"fill": PAPER, "stroke": INK_3, "strokeWidth": 1.5}
    full = {"type": "point", "shape": "circle", "size": _DOT, "color": INK}
    encoding = {"x": at("x"), "y": at("y")}
    return [
        {"data": values(services), "mark": hollow, "encoding": encoding},
        {"data": values(all_), "mark": full, "encoding": encoding},
    ]
