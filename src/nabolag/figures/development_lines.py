"""The curves of a development, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.figures.development_frame import Frame
from nabolag.figures.marks import as_is, values
from nabolag.figures.parts import Point
from nabolag.figures.stretches import Stretch
from nabolag.figures.style import INK, INK_3, Look, Spec

_SMALLER = 0.6  # marks here, of those in a profile


def row(point: Point) -> Spec:
    """Give a point as a row of the figure's data."""
    return {
        "year": point.year,
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "other": point.other,
    }


def intervals(
    known: Sequence[Stretch], framed: Frame, look: Look, *, alone: bool
) -> list[Spec]:
    """Draw intervals as a band where points are joined, as bars where they are not."""
    bars, joined = _sorted_out(known, alone=alone)
    place: Spec = {
        "x": {"field": "year", **framed.horizontal},
        "y": {"field": "from", **framed.vertical},
        "y2": {"field": "to"},
    }
    band = {"type": "area", "color": look.colour, "opacity": 0.2}
    bar = {"type": "rule", "color": look.colour, "opacity": 0.5, "strokeWidth": 3}
    return [
        {
            "data": values([_interval(shown, framed) for shown in joined]),
            "mark": band,
            "encoding": {**place, "detail": as_is("stretch")},
        },
        {
            "data": values([_interval(shown, framed) for shown in bars]),
            "mark": bar,
            "encoding": place,
        },
    ]


def city(known: Sequence[Stretch], framed: Frame, look: Look) -> list[Spec]:
    """Draw the city as a line, or a short one where a period stands alone.

    In ink; in grey where the area itself is in ink, having no dimension.
    """
    colour = INK_3 if look.colour == INK else INK
    single, joined = _sorted_out(known, alone=False)
    place = _place("other", framed)
    tick = {"type": "tick", "orient": "horizontal", "size": 12, "thickness": 1.5}
    return [
        _line(joined, place, colour=colour, thickness=1.5),
        {
            "data": values(single),
            "mark": {**tick, "color": colour, "opacity": 1},
            "encoding": place,
        },
    ]


def curve(
    known: Sequence[Stretch], framed: Frame, look: Look, *, alone: bool
) -> list[Spec]:
    """Draw the area as a line that ends in its mark, or as marks alone."""
    single, joined = _sorted_out(known, alone=alone)
    place = _place("value", framed)
    mark = {"type": "point", "shape": look.shape, "color": look.colour}
    ends = [*single, *joined[-1:]] if _ends_joined(known, alone=alone) else single
    return [
        _line(joined, place, colour=look.colour, thickness=2.25),
        {
            "data": values(ends),
            "mark": {**mark, "size": look.size * _SMALLER},
            "encoding": place,
        },
    ]


def _sorted_out(
    known: Sequence[Stretch], *, alone: bool
) -> tuple[list[Spec], list[Spec]]:
    """Tell points that stand alone from those a line joins, by number of stretch."""
    single: list[Spec] = []
    joined: list[Spec] = []
    for number, run in enumerate(known):
        part = single if alone or len(run) == 1 else joined
        part.extend({**row(point), "stretch": number} for point in run)
    return single, joined


def _ends_joined(known: Sequence[Stretch], *, alone: bool) -> bool:
    return bool(known) and len(known[-1]) > 1 and not alone


def _interval(shown: Spec, framed: Frame) -> Spec:
    low, high = framed.between
    return {**shown, "from": max(shown["low"], low), "to": min(shown["high"], high)}


def _place(field: str, framed: Frame) -> Spec:
    return {
        "x": {"field": "year", **framed.horizontal},
        "y": {"field": field, **framed.vertical},
    }


def _line(
    joined: Sequence[Spec], place: Spec, *, colour: str, thickness: float
) -> Spec:
    mark = {"type": "line", "color": colour, "strokeWidth": thickness}
    return {
        "data": values(joined),
        "mark": {**mark, "strokeJoin": "round"},
        "encoding": {**place, "detail": as_is("stretch")},
    }
