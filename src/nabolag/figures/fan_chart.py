"""An outlook over years as a fan: the middle of all variants, and what most lie between.

The fan begins with the interval that was measured, as wide as it is given. What it is
compared with is dashed and hatched, so that the two are told apart without colours.
"""

from __future__ import annotations

from nabolag.figures.beside import LINE, Aside
from nabolag.figures.fan_frame import (
    ASIDE,
    LEADER,
    Frame,
    frame,
    named_years,
    year_text,
)
from nabolag.figures.fan_lines import compared, fan, measured
from nabolag.figures.fan_parts import FanChart
from nabolag.figures.lettering import width_of
from nabolag.figures.marks import at, pixel, text, values
from nabolag.figures.parts import Width
from nabolag.figures.style import (
    AXIS,
    CLASSES,
    EDGE,
    GRID,
    INK,
    INK_2,
    INK_3,
    LOOKS,
    Spec,
    figure,
)

_ABOVE, _BELOW = 30, 28  # room for words above the drawing, and for years
_WORDS_ABOVE, _YEAR_BELOW = -14, 18


def fan_chart(chart: FanChart, *, width: Width) -> Spec:
    """Draw an outlook with what was measured before it, 704 px wide, or 320 px narrow.

    Points may be in any order; a line stops where a figure is missing or no number.
    """
    framed = frame(chart, width)
    begins = _begins(chart)
    return figure(
        [
            *_ground(begins, framed),
            _grid(framed),
            *_threshold(chart, framed),
            *(compared(chart.without, framed) if chart.without else ()),
            *fan(chart.fan, framed, LOOKS[chart.dimension].colour),
            *measured(chart.past, framed),
            *_years(chart, begins, framed),
            *_words_above(chart, begins, framed),
            *_beside(framed),
        ],
        rows=[],
        size=(framed.across, framed.down),
        around={
            "left": framed.left,
            "right": framed.right,
            "top": _ABOVE,
            "bottom": _BELOW,
        },
        width=width,
    )


def _begins(chart: FanChart) -> float | None:
    """Give the year in which the outlook begins, where something was measured before."""
    years = [point.year for fan in chart.fans for point in fan.points]
    return min(years) if years and chart.measured else None


def _ground(begins: float | None, framed: Frame) -> list[Spec]:
    if begins is None:
        return []
    edge = {"x": pixel(framed.x(begins)), "y": pixel(0), "y2": pixel(framed.down)}
    return [
        {
            "data": values([{}]),
            "mark": {"type": "rect", "color": CLASSES[2], "opacity": 0.6},
            "encoding": {**edge, "x2": pixel(framed.across)},
        },
        {
            "data": values([{}]),
            "mark": {"type": "rule", "color": INK_3, "strokeDash": [2, 3]},
            "encoding": edge,
        },
    ]


def _grid(framed: Frame) -> Spec:
    """Draw the axis with its lines, on a layer that shows nothing else."""
    return {
        "data": values([]),
        "mark": {"type": "rule", "color": GRID},
        "encoding": {"y": {"field": "value", **framed.axis}},
    }


def _threshold(chart: FanChart, framed: Frame) -> list[Spec]:
    rows = [] if chart.threshold is None else [{"value": chart.threshold.value}]
    line: Spec = {
        "data": values(rows),
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.25},
        "encoding": {
            "x": pixel(0),
            "x2": pixel(framed.across),
            "y": {"field": "value", **framed.vertical},
        },
    }
    return [line]


def _years(chart: FanChart, begins: float | None, framed: Frame) -> list[Spec]:
    """Write the year the outlook begins in, the last, the first, and round ones."""
    years = list(chart.years())
    ends = [max(years), min(years)] if years else []
    marked = ends if begins is None else [begins, *ends]
    first, last = framed.years
    rows = [
        {
            "year": year_text(year, chart.decimal),
            "x": framed.x(year),
            "y": framed.down + _YEAR_BELOW,
        }
        for year in named_years(marked, px=framed.across / (last - first))
    ]
    words = text("year", x=at("x"), y="y", align="center", size=AXIS, colour=INK_2)
    return [{"data": values(rows), **words}]


def _words_above(chart: FanChart, begins: float | None, framed: Frame) -> list[Spec]:
    """Write the unit above the axis, and to both sides of where the outlook begins."""
    places = [(chart.unit_text, -framed.left, "left", INK_2)]
    if begins is not None:
        x = framed.x(begins)
        room = x - width_of(chart.measured_text, size=AXIS) - ASIDE
        taken = width_of(chart.unit_text, size=AXIS) - framed.left + ASIDE
        places.append((chart.outlook_text, x + ASIDE, "left", INK))
        if room >= taken:
            places.append((chart.measured_text, x - ASIDE, "right", INK_2))
    return [
        {
            "data": values([{"word": words, "y": _WORDS_ABOVE}]),
            **text("word", x=pixel(x), y="y", align=side, size=AXIS, colour=colour),
        }
        for words, x, side, colour in places
        if words
    ]


def _beside(framed: Frame) -> list[Spec]:
    """Write what each line is, with a thin line to it where the words had to move."""
    moved = [
        {
            "x": framed.across + 2,
            "x2": framed.across + ASIDE + LEADER - 4,
            "y": one.wish,
            "y2": one.y,
        }
        for one in framed.asides
    ]
    leaders: Spec = {
        "data": values(moved),
        "mark": {"type": "rule", "color": EDGE},
        "encoding": {
            "x": at("x"),
            "x2": {"field": "x2"},
            "y": at("y"),
            "y2": {"field": "y2"},
        },
    }
    return [leaders, *(_block(one, framed) for one in framed.asides)]


def _block(one: Aside, framed: Frame) -> Spec:
    first = one.y - one.down / 2 + LINE / 2
    rows = [
        {"word": line, "y": round(first + LINE * number, 2)}
        for number, line in enumerate(one.lines)
    ]
    x = pixel(framed.across + ASIDE + LEADER)
    words = text("word", x=x, y="y", align="left", size=AXIS, colour=one.colour)
    if one.bold:
        words["mark"]["fontWeight"] = 600
    return {"data": values(rows), **words}
