"""An area's profile: how far each indicator lies from the rest of the city.

A mark on a line that shows the interval, against 0 = the rest of the city. Colour and
shape tell the dimension; a hollow mark tells that the difference is uncertain. What
lies far outside the scale is drawn as an arrowhead at its end: the numbers beside it
say how far.
"""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.figures.lettering import width_of
from nabolag.figures.marks import as_is, at, pixel, text, values
from nabolag.figures.parts import ProfileRow, Width
from nabolag.figures.profile_layout import LINE, Columns, Place, columns, places
from nabolag.figures.scale import round_up, ticks, typical
from nabolag.figures.style import (
    GRID,
    INK,
    INK_2,
    LABEL,
    LOOKS,
    PAPER,
    VALUE,
    Spec,
    figure,
)

_LEAST = 5.0  # percentage points shown to either side, so that little looks little
_FAR = 6.0  # times what two of three rows keep within: drawn at the edge
_FEW = 4  # with fewer rows nothing is typical
_MARGIN = 0.04  # of the scale, so that no mark is cut at its ends
_BAND = 11  # half the height of the lines behind a mark on a phone
_ARROW = 130
_LEFT, _RIGHT = "triangle-left", "triangle-right"
_FAINT = 0.55
_AXIS_ROOM, _ENDS_ROOM, _ENDS_MIDDLE, _NO_ROOM = 28, 24, 8, 2
_BESIDE = 8
_APART, _HALF_NUMBER = 34, 13  # numbers on the axis, in px
_SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+,.1~f')"


def profile(
    rows: Sequence[ProfileRow],
    *,
    width: Width,
    scale: tuple[float, float] | None = None,
    axis: bool = True,
    ends: tuple[str, str] | None = None,
    beside: Sequence[ProfileRow] = (),
) -> Spec:
    """Draw rows in their given order as dots with intervals, numbers to the right.

    ``scale`` is the lowest and highest percentage point (:func:`profile_scale` over
    all panels that are read together), and ``beside`` the rows of those panels, so that
    their columns line up. ``axis`` writes the numbers below; ``ends`` are words below
    them for lower and higher than the city.
    """
    across = columns(beside or rows, width)
    between = scale or profile_scale(rows)
    placed = places(rows, across)
    height = placed[-1].bottom if placed else 0
    x = _position(between, across, axis=axis)
    layers = [
        *_ground(placed, x, width),
        _intervals(x),
        _farther(placed, x, between),
        *_marks(x),
        *_words(placed, across),
    ]
    below = _AXIS_ROOM if axis else _NO_ROOM
    if ends:
        zero = -between[0] / (between[1] - between[0]) * across.strip
        layers.append(_end_words(ends, across, zero, y=height + below + _ENDS_MIDDLE))
        below += _ENDS_ROOM
    return figure(
        layers,
        rows=[_drawn(place, between) for place in placed],
        size=(across.strip, height),
        around={"left": across.left, "right": across.right, "top": 2, "bottom": below},
        width=width,
    )


def profile_scale(rows: Sequence[ProfileRow]) -> tuple[float, float]:
    """Give one scale, in percentage points, for all panels of a profile.

    It holds 0 and every interval, but is not stretched by a row far beyond what most
    rows keep within: :func:`beyond` tells which rows that is.

    >>> one = dict(dimension=None, label="", against_text="", difference_text="")
    >>> profile_scale([ProfileRow(**one, difference=d, low=d - 2, high=d + 2,
    ...                           uncertain=False) for d in (-18, 8)])
    (-21.2, 11.2)
    """
    reach = [max(abs(row.low), abs(row.high), abs(row.difference)) for row in rows]
    limit = _FAR * typical(reach, share=2 / 3) if len(reach) >= _FEW else None
    near = [
        row for row, far in zip(rows, reach, strict=True) if not limit or far <= limit
    ]
    low = min([-_LEAST, *(min(row.low, row.difference) for row in near)])
    high = max([_LEAST, *(max(row.high, row.difference) for row in near)])
    margin = (high - low) * _MARGIN
    return round(low - margin, 6), round(high + margin, 6)


def beyond(row: ProfileRow, scale: tuple[float, float]) -> bool:
    """Tell whether a row's mark lies outside the scale, so that the key must say so."""
    return not scale[0] <= row.difference <= scale[1]


def _drawn(place: Place, scale: tuple[float, float]) -> Spec:
    """Give a row of the figure's data: its own numbers, and where they are drawn."""
    row, look = place.row, LOOKS[place.row.dimension]
    off = beyond(row, scale)
    shape = (_LEFT if row.difference < 0 else _RIGHT) if off else ""
    return {
        "label": row.label,
        "difference": row.difference,
        "low": row.low,
        "high": row.high,
        "uncertain": row.uncertain,
        "against": row.against_text,
        "interval": row.difference_text,
        "shown": _within(row.difference, scale),
        "from": _within(row.low, scale),
        "to": _within(row.high, scale),
        "colour": look.colour,
        "shape": shape or look.shape,
        "size": _ARROW if off else look.size,
        "mark": place.mark,
        "numbers": place.numbers,
    }


def _within(number: float, scale: tuple[float, float]) -> float:
    low, high = scale
    edge = (high - low) * _MARGIN
    if number < low:
        return low + edge
    return high - edge if number > high else number


def _position(scale: tuple[float, float], across: Columns, *, axis: bool) -> Spec:
    """Give the scale with its axis: lines all the way down where labels are beside."""
    low, high = scale
    px = (high - low) / across.strip
    # No number is cut off at the left edge of a phone.
    first = low if across.left else low + _HALF_NUMBER * px
    return {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {
            "values": list(ticks(first, high, step=round_up(_APART * px))),
            "labels": axis,
            "labelExpr": _SIGNED,
            "grid": across.width is Width.WIDE,
        },
    }


def _ground(placed: Sequence[Place], x: Spec, width: Width) -> list[Spec]:
    """Draw the rest of the city at 0, and round numbers; on a phone at each mark."""
    if width is Width.WIDE:
        zero = {"type": "rule", "color": INK, "strokeWidth": 1.5}
        return [{"mark": zero, "encoding": {"x": {"datum": 0, **x}}}]
    pieces = [
        {"at": tick, "top": place.mark - _BAND, "bottom": place.mark + _BAND}
        for place in placed
        for tick in x["axis"]["values"]
    ]
    return [
        {
            "data": values([piece for piece in pieces if (piece["at"] == 0) is zero]),
            "mark": {"type": "rule", "color": colour, "strokeWidth": thickness},
            "encoding": {
                "x": {"field": "at", **x},
                "y": at("top"),
                "y2": {"field": "bottom"},
            },
        }
        for zero, colour, thickness in ((False, GRID, 1), (True, INK, 1.5))
    ]


def _intervals(x: Spec) -> Spec:
    return {
        "mark": {"type": "rule", "strokeWidth": 3, "opacity": _FAINT},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": at("mark"),
            "color": as_is("colour"),
        },
    }


def _farther(placed: Sequence[Place], x: Spec, scale: tuple[float, float]) -> Spec:
    """Put a small arrowhead where an interval goes on beyond the scale."""
    rows = [
        {
            "end": _within(end, scale),
            "mark": place.mark,
            "colour": LOOKS[place.row.dimension].colour,
            "shape": shape,
        }
        for place in placed
        if not beyond(place.row, scale)
        for end, shape in ((place.row.low, _LEFT), (place.row.high, _RIGHT))
        if not scale[0] <= end <= scale[1]
    ]
    return {
        "data": values(rows),
        "mark": {"type": "point", "size": 70, "opacity": _FAINT},
        "encoding": {
            "x": {"field": "end", **x},
            "y": at("mark"),
            "shape": as_is("shape"),
            "color": as_is("colour"),
        },
    }


def _marks(x: Spec) -> list[Spec]:
    place = {"x": {"field": "shown", **x}, "y": at("mark")}
    shape = {"shape": as_is("shape"), "size": as_is("size", type_="quantitative")}
    return [
        {
            "transform": [{"filter": "!datum.uncertain"}],
            "mark": {"type": "point"},
            "encoding": {**place, **shape, "color": as_is("colour")},
        },
        {
            "transform": [{"filter": "datum.uncertain"}],
            "mark": {"type": "point", "fill": PAPER, "strokeWidth": 2},
            "encoding": {**place, **shape, "stroke": as_is("colour")},
        },
    ]


def _words(placed: Sequence[Place], across: Columns) -> list[Spec]:
    side = "left" if across.width is Width.NARROW else "right"
    lines = [
        {"line": line, "y": place.first_line + LINE * number}
        for place in placed
        for number, line in enumerate(place.lines)
    ]
    label = text(
        "line", x=pixel(across.labels), y="y", align=side, size=LABEL, colour=INK
    )
    label["data"] = values(lines)
    return [
        label,
        _numbers("against", across.against, y="numbers", colour=INK),
        _numbers("interval", across.difference, y="mark", colour=INK_2),
    ]


def _numbers(field: str, end: float, *, y: str, colour: str) -> Spec:
    x = pixel(end)
    return text(field, x=x, y=y, align="right", size=VALUE, colour=colour)


def _end_words(
    ends: tuple[str, str], across: Columns, zero: float, *, y: float
) -> Spec:
    """Write words to both sides of 0, moved aside only where the drawing ends."""
    lower, higher = (width_of(word, size=VALUE) for word in ends)
    left = max(zero - _BESIDE - lower, -across.left)
    right = max(zero + _BESIDE, left + lower + 2 * _BESIDE)
    right = min(right, across.strip + across.right - higher)
    rows = [{"word": ends[0], "x": left, "y": y}, {"word": ends[1], "x": right, "y": y}]
    words = text("word", x=at("x"), y="y", align="left", size=VALUE, colour=INK_2)
    return {"data": values(rows), **words}
