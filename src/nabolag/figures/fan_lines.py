"""The lines and bands of a fan chart, and what was measured before it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from nabolag.figures.fan_frame import Frame
from nabolag.figures.fan_parts import Fan, Part, inner, median, outer, runs
from nabolag.figures.marks import as_is, at, values
from nabolag.figures.parts import Point
from nabolag.figures.stretches import Stretch, stretches
from nabolag.figures.style import EDGE, INK, INK_3, Spec

_FAINT: Mapping[Part, float] = MappingProxyType({outer: 0.2, inner: 0.3})
_HATCH = 5.0  # px between the lines of a hatched band
_DOT, _BAR = 46, 3.0  # px² and px, of what was measured


def fan(shown: Fan, framed: Frame, colour: str) -> Iterator[Spec]:
    """Draw the bands within each other, and the middle as a line."""
    for of, opacity in _FAINT.items():
        yield from _band(runs(shown, of), framed, colour=colour, opacity=opacity)
    yield from _line(
        runs(shown, median), "value", framed, color=colour, strokeWidth=2.5
    )


def compared(shown: Fan, framed: Frame) -> Iterator[Spec]:
    """Hatch the widest band there is, between thin edges, and dash the middle."""
    band = runs(shown, outer) or runs(shown, inner)
    yield {
        "data": values([row for run in band for row in _hatched(run, framed)]),
        "mark": {"type": "rule", "color": EDGE, "opacity": 0.7},
        "encoding": {"x": at("x"), "y": at("from"), "y2": {"field": "to"}},
    }
    for end in ("low", "high"):
        yield from _line(band, end, framed, color=EDGE, strokeWidth=1)
    dashed = {"color": INK_3, "strokeWidth": 2, "strokeDash": [6, 4]}
    yield from _line(runs(shown, median), "value", framed, **dashed)


def measured(past: Sequence[Point], framed: Frame) -> Iterator[Spec]:
    """Draw intervals as bars behind dots, joined by a line where none is missing."""
    known = stretches(past, (), of=lambda point: point.value)
    rows = _rows(known)
    place = {"x": {"field": "year", **framed.horizontal}}
    bars = [row for row in rows if row["high"] is not None]
    yield {
        "data": values(bars),
        "mark": {"type": "rule", "color": INK, "opacity": 0.45, "strokeWidth": _BAR},
        "encoding": {
            **place,
            "y": {"field": "low", **framed.vertical},
            "y2": {"field": "high"},
        },
    }
    yield from _line(known, "value", framed, color=INK, strokeWidth=2)
    yield {
        "data": values(rows),
        "mark": {"type": "point", "color": INK, "size": _DOT},
        "encoding": {**place, "y": {"field": "value", **framed.vertical}},
    }


def _rows(known: Sequence[Stretch]) -> list[Spec]:
    return [
        {
            "year": point.year,
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "stretch": number,
        }
        for number, run in enumerate(known)
        for point in run
    ]


def _band(
    known: Sequence[Stretch], framed: Frame, *, colour: str, opacity: float
) -> Iterator[Spec]:
    """Draw an area; where a year stands alone, a bar."""
    place = {
        "x": {"field": "year", **framed.horizontal},
        "y": {"field": "low", **framed.vertical},
        "y2": {"field": "high"},
    }
    yield {
        "data": values(_rows([run for run in known if len(run) > 1])),
        "mark": {"type": "area", "color": colour, "opacity": opacity},
        "encoding": {**place, "detail": as_is("stretch")},
    }
    yield {
        "data": values(_rows([run for run in known if len(run) == 1])),
        "mark": {
            "type": "rule",
            "color": colour,
            "opacity": opacity,
            "strokeWidth": 3 * _BAR,
        },
        "encoding": place,
    }


def _line(
    known: Sequence[Stretch], field: str, framed: Frame, **looks: object
) -> Iterator[Spec]:
    """Draw a line; where a year stands alone, a short one across it."""
    place = {
        "x": {"field": "year", **framed.horizontal},
        "y": {"field": field, **framed.vertical},
    }
    yield {
        "data": values(_rows([run for run in known if len(run) > 1])),
        "mark": {"type": "line", "strokeJoin": "round", **looks},
        "encoding": {**place, "detail": as_is("stretch")},
    }
    yield {
        "data": values(_rows([run for run in known if len(run) == 1])),
        "mark": {
            "type": "tick",
            "orient": "horizontal",
            "size": 12,
            "thickness": looks["strokeWidth"],
            "color": looks["color"],
            "opacity": 1,
        },
        "encoding": place,
    }


def _hatched(run: Stretch, framed: Frame) -> Iterator[Spec]:
    """Give upright lines through a band, on the same px wherever it begins."""
    x = [framed.x(point.year) for point in run]
    ends = [
        [framed.y(end) for point in run if (end := getattr(point, name)) is not None]
        for name in ("high", "low")
    ]
    first = math.ceil(x[0] / _HATCH) * _HATCH
    places = np.arange(first, x[-1] + 1e-9, _HATCH) if len(x) > 1 else np.array(x)
    high, low = (np.interp(places, x, end) for end in ends)
    for row in np.round(np.stack([places, high, low], axis=1), 2).tolist():
        yield dict(zip(("x", "from", "to"), row, strict=True))
