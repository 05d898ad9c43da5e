"""Who moves in and out: two marks for each group, per 1,000, and the net beside them.

A filled arrowhead points in, a hollow one points out, each on a bar that shows its
interval. A group whose figures are not known keeps its place, with words instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.marks import at, pixel, text, values
from nabolag.figures.parts import MoverRow, Width
from nabolag.figures.scale import round_up, ticks
from nabolag.figures.style import (
    INK,
    INK_3,
    LABEL,
    LOOKS,
    PAGE,
    PAPER,
    VALUE,
    Spec,
    figure,
)
from nabolag.values import Dimension, Estimate

ACROSS: Mapping[Width, int] = MappingProxyType(
    {Width.WIDE: 520, Width.NARROW: PAGE[Width.NARROW]}
)
"""How wide the figure is drawn: half the page, so that it may stand beside a map."""

_LABELS: Mapping[Width, int] = MappingProxyType({Width.WIDE: 170, Width.NARROW: 104})
_ROW, _LINE, _MOST_LINES, _AIR = 40, 19, 3, 6
_BESIDE_EACH_OTHER = 5  # px from the middle of a row up to "in" and down to "out"
_GAP, _AXIS_ROOM = 14, 28
_APART = 44  # px between numbers on the axis, at least
_MARGIN = 0.03  # of the scale, so that no mark is cut at its end
_SIZE, _FAINT = 90, 0.28
_PLAIN = "format(datum.value, ',.1~f')"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Positions across in px, counted from the left end of the strip."""

    labels: float
    strip: float
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    row: MoverRow
    lines: tuple[str, ...]
    middle: float
    bottom: float


def movers(rows: Sequence[MoverRow], *, width: Width) -> Spec:
    """Draw groups in their given order: in and out on one scale, the net to the right."""
    across, placed = _columns(rows, width), _places(rows, width)
    x = _position(rows, across)
    layers = [
        _intervals(placed, x, "in"),
        _intervals(placed, x, "out"),
        _marks(placed, x, "in"),
        _marks(placed, x, "out"),
        *_words(placed, across),
    ]
    height = placed[-1].bottom if placed else 0
    left = across.labels + _GAP
    return figure(
        layers,
        rows=[],
        size=(across.strip, height),
        around={
            "left": left,
            "right": ACROSS[width] - left - across.strip,
            "top": 2,
            "bottom": _AXIS_ROOM,
        },
        width=width,
    )


def _columns(rows: Sequence[MoverRow], width: Width) -> _Columns:
    widest = max((width_of(row.label, size=LABEL) for row in rows), default=0.0)
    labels = min(widest, _LABELS[width])
    net = max((width_of(row.net_text, size=VALUE) for row in rows), default=0.0)
    strip = ACROSS[width] - labels - net - 2 * _GAP
    return _Columns(labels=labels, strip=strip, net=strip + _GAP + net)


def _places(rows: Sequence[MoverRow], width: Width) -> list[_Place]:
    """Stack the rows, each as high as its label needs."""
    placed: list[_Place] = []
    for row in rows:
        top = placed[-1].bottom if placed else 0.0
        lines = wrap(row.label, width=_LABELS[width], size=LABEL, most=_MOST_LINES)
        height = max(_ROW, _LINE * len(lines) + _AIR)
        placed.append(
            _Place(row=row, lines=lines, middle=top + height / 2, bottom=top + height)
        )
    return placed


def _position(rows: Sequence[MoverRow], across: _Columns) -> Spec:
    """Give one scale from nought to the farthest interval."""
    ends = [_ends(e)[1] for row in rows for e in (row.moved_in, row.moved_out) if e]
    top = (max(ends, default=0.0) or 1.0) * (1 + _MARGIN)
    step = round_up(_APART * top / across.strip)
    return {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"values": list(ticks(0, top, step=step)), "labelExpr": _PLAIN},
    }


def _ends(found: Estimate) -> tuple[float, float]:
    low = found.value if found.low is None else found.low
    high = found.value if found.high is None else found.high
    return low, high


def _known(placed: Sequence[_Place], way: str) -> list[tuple[Estimate, float]]:
    """Give what is known one way, each with its height in px."""
    up = -_BESIDE_EACH_OTHER if way == "in" else _BESIDE_EACH_OTHER
    found = (
        (place.row.moved_in if way == "in" else place.row.moved_out, place.middle + up)
        for place in placed
    )
    return [(estimate, y) for estimate, y in found if estimate is not None]


def _intervals(placed: Sequence[_Place], x: Spec, way: str) -> Spec:
    colour = LOOKS[Dimension.STRUCTURAL].colour if way == "in" else INK_3
    rows = [
        {"from": _ends(estimate)[0], "to": _ends(estimate)[1], "y": y}
        for estimate, y in _known(placed, way)
    ]
    return {
        "data": values(rows),
        "mark": {"type": "rule", "strokeWidth": 6, "opacity": _FAINT, "color": colour},
        "encoding": {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": at("y")},
    }


def _marks(placed: Sequence[_Place], x: Spec, way: str) -> Spec:
    rows = [{"value": e.value, "y": y} for e, y in _known(placed, way)]
    inward = {"shape": "triangle-right", "fill": INK}
    outward = {
        "shape": "triangle-left",
        "fill": PAPER,
        "stroke": INK,
        "strokeWidth": 1.75,
    }
    look = inward if way == "in" else outward
    return {
        "data": values(rows),
        "mark": {"type": "point", "size": _SIZE, **look},
        "encoding": {"x": {"field": "value", **x}, "y": at("y")},
    }


def _words(placed: Sequence[_Place], across: _Columns) -> list[Spec]:
    lines = [
        {"line": line, "y": place.middle + _LINE * (n - (len(place.lines) - 1) / 2)}
        for place in placed
        for n, line in enumerate(place.lines)
    ]
    nets = [{"net": place.row.net_text, "y": place.middle} for place in placed]
    label = text("line", x=pixel(-_GAP), y="y", align="right", size=LABEL, colour=INK)
    net = text("net", x=pixel(across.net), y="y", align="right", size=VALUE, colour=INK)
    return [{**label, "data": values(lines)}, {**net, "data": values(nets)}]
