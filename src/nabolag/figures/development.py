"""One indicator over time: the area in its dimension's colour, the city in ink.

A band shows the interval around a curve; points that stand alone have interval bars.
Nothing is drawn across a break or a missing figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from nabolag.figures.development_frame import ASIDE, Frame, apart, frame
from nabolag.figures.development_lines import city, curve, intervals, row
from nabolag.figures.marks import at, pixel, text, values
from nabolag.figures.parts import Development, Point, Width
from nabolag.figures.stretches import break_places, stretches, usual_distance
from nabolag.figures.style import (
    AXIS,
    EDGE,
    GRID,
    INK_2,
    LOOKS,
    PAPER,
    VALUE,
    Look,
    Spec,
    figure,
)

_ABOVE, _BELOW = 10, 26  # room for half a line of words, and for years
_LINE = 17  # least px between two words above each other
_YEAR = 40  # least px between two years beside each other
_YEAR_BELOW = 17
_OVER = 2  # px a word's middle may stand outside the drawing area
_YEARLY = 1.0


def development(measured: Development, *, width: Width) -> Spec:
    """Draw the area beside the city over time, with its last figures in words.

    WIDE is one of four small multiples (280 px), NARROW fills a phone (320 px).
    """
    points = sorted(measured.points, key=lambda point: point.year)
    framed, look = frame(measured, points, width), LOOKS[measured.dimension]
    area = stretches(points, measured.breaks, of=lambda point: point.value)
    sure = stretches(points, measured.breaks, of=_interval)
    other = stretches(points, measured.breaks, of=lambda point: point.other)
    alone = usual_distance(points) > _YEARLY
    around = {"top": _ABOVE, "bottom": _BELOW}
    return figure(
        [
            *_grid(measured, framed),
            *_years(points, measured.breaks, framed),
            *intervals(sure, framed, look, alone=alone),
            *city(other, framed, look),
            *curve(area, framed, look, alone=alone),
            *_labels(measured, points, framed, look),
        ],
        rows=[row(point) for point in points],
        size=(framed.across, framed.down),
        around={"left": framed.left, "right": framed.right, **around},
        width=width,
    )


def _grid(measured: Development, framed: Frame) -> list[Spec]:
    low, high = framed.between
    rows = [
        {"tick": words, "y": framed.y(value)}
        for value, words in sorted(measured.tick_texts.items())
        if low <= value <= high
    ]
    lines: Spec = {
        "mark": {"type": "rule", "color": GRID},
        "encoding": {"x": pixel(0), "x2": pixel(framed.across), "y": at("y")},
    }
    words = text("tick", x=pixel(-ASIDE), y="y", align="right", size=AXIS, colour=INK_2)
    return [{"data": values(rows), **layer} for layer in (lines, words)]


def _years(
    points: Sequence[Point], breaks: Sequence[float], framed: Frame
) -> list[Spec]:
    """Write the first and last year, and mark each break with the year it begins."""
    places = break_places(points, breaks)
    named = [point.year for point in (*points[:1], *points[-1:])]
    for year in places.values():
        if all(abs(framed.x(year) - framed.x(other)) >= _YEAR for other in named):
            named.append(year)
    rows = [
        {
            "year": str(math.floor(year)),
            "x": framed.x(year),
            "y": framed.down + _YEAR_BELOW,
        }
        for year in dict.fromkeys(named)
    ]
    dashed: Spec = {
        "data": values([{"x": framed.x(place)} for place in places]),
        "mark": {"type": "rule", "color": EDGE, "strokeDash": [3, 3]},
        "encoding": {"x": at("x"), "y": pixel(0), "y2": pixel(framed.down)},
    }
    words = text("year", x=at("x"), y="y", align="center", size=AXIS, colour=INK_2)
    return [dashed, {"data": values(rows), **words}]


def _labels(
    measured: Development, points: Sequence[Point], framed: Frame, look: Look
) -> list[Spec]:
    """Write the last figures beside the last points, never over each other."""
    area = _last(points, framed, measured.value_text, of=lambda point: point.value)
    other = _last(points, framed, measured.other_text, of=lambda point: point.other)
    room = (-_OVER, framed.down + _OVER)
    for one, two in zip(area, other, strict=False):
        one["y"], two["y"] = apart(one["y"], two["y"], least=_LINE, within=room)
    ground = {"stroke": PAPER, "strokeWidth": 5, "fontWeight": 600}
    return [
        _label([*area, *other], colour=PAPER, **ground),
        _label(area, colour=look.colour, fontWeight=600),
        _label(other, colour=INK_2),
    ]


def _last(
    points: Sequence[Point],
    framed: Frame,
    word: str,
    *,
    of: Callable[[Point], float | None],
) -> list[Spec]:
    known = [
        {"word": word, "x": framed.x(point.year) + ASIDE, "y": framed.y(value)}
        for point in points
        if (value := of(point)) is not None
    ]
    return known[-1:]


def _label(rows: Sequence[Spec], *, colour: str, **looks: object) -> Spec:
    label = text("word", x=at("x"), y="y", align="left", size=VALUE, colour=colour)
    label["mark"].update(looks)
    return {"data": values(rows), **label}


def _interval(point: Point) -> float | None:
    """Give a number where the interval is whole."""
    return None if None in (point.value, point.low) else point.high
