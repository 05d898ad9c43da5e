"""Ways of working by group, as a table that can be read at a glance.

Each cell has a value and its interval. The best of a group has an ink edge and a disc:
filled where it is clearly best, hollow where that is unsure. What is too thin to tell has a
dashed edge. Where columns have no room, groups stand below each other instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nabolag.errors import Misbuilt
from nabolag.figures.marks import at, text, values
from nabolag.figures.methods_layout import (
    AIR,
    CELL,
    GAP,
    LINE,
    Layout,
    Line,
    MethodRow,
    Placed,
    Standing,
    below_each_other,
    beside,
    column,
    needs,
)
from nabolag.figures.parts import Width
from nabolag.figures.style import (
    AXIS,
    EDGE,
    GRID,
    INK,
    INK_2,
    LABEL,
    PAGE,
    PAPER,
    VALUE,
    Spec,
    figure,
)

_EDGES: Mapping[Standing, Spec] = MappingProxyType(
    {
        Standing.BEST: {"stroke": INK, "strokeWidth": 2.5},
        Standing.BEST_UNSURE: {"stroke": INK, "strokeWidth": 1.25},
        Standing.THIN: {"stroke": EDGE, "strokeWidth": 1.5, "strokeDash": [4, 3]},
    }
)
_DISCS: Mapping[Standing, Spec] = MappingProxyType(
    {
        Standing.BEST: {"fill": INK},
        Standing.BEST_UNSURE: {"fill": PAPER},
    }
)
_DISC = 80


def methods_by_group(
    groups: Sequence[str], rows: Sequence[MethodRow], *, width: Width
) -> Spec:
    """Draw ways below each other, and groups beside each other where there is room.

    Raises :class:`Misbuilt` where a way has not one cell for each group.
    """
    for row in rows:
        if len(row.cells) != len(groups):
            raise Misbuilt(
                value="a table of ways of working",
                found=f"{len(row.cells)} cells for {row.label!r}",
                expected=f"one for each of {len(groups)} groups",
            )
    across = PAGE[width]
    widest = max((needs(cell) for row in rows for cell in row.cells), default=0.0)
    fits = width is Width.WIDE and widest + GAP <= column(groups, rows, across)
    lay = beside if fits else below_each_other
    layout = lay(groups, rows, across)
    return figure(
        [*_rules(layout, across), *_cells(layout), *_words(layout)],
        rows=[],
        size=(across, layout.down),
        around={"left": 0, "right": 0, "top": 0, "bottom": 0},
        width=width,
    )


def _rules(layout: Layout, across: float) -> list[Spec]:
    rows = [{"y": y, "from": 0, "to": across} for y in layout.rules]
    return [
        {
            "data": values(rows),
            "mark": {"type": "rule", "color": GRID},
            "encoding": {"x": at("from"), "x2": {"field": "to"}, "y": at("y")},
        }
    ]


def _cells(layout: Layout) -> list[Spec]:
    edges = [
        {
            "data": values(
                [
                    {"x": c.left, "x2": c.right, "y": c.top, "y2": c.top + CELL}
                    for c in layout.cells
                    if c.cell.standing is standing
                ]
            ),
            "mark": {"type": "rect", "fill": PAPER, **edge},
            "encoding": {
                "x": at("x"),
                "x2": {"field": "x2"},
                "y": at("y"),
                "y2": {"field": "y2"},
            },
        }
        for standing, edge in _EDGES.items()
    ]
    discs = [
        {
            "data": values(
                [
                    {"x": c.left + AIR, "y": c.top + (CELL - LINE) / 2}
                    for c in layout.cells
                    if c.cell.standing is standing
                ]
            ),
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": _DISC,
                "stroke": INK,
                "strokeWidth": 1.75,
                **disc,
            },
            "encoding": {"x": at("x"), "y": at("y")},
        }
        for standing, disc in _DISCS.items()
    ]
    return [*edges, *discs]


def _words(layout: Layout) -> list[Spec]:
    """Write headings and ways, and in each cell a value above its interval."""
    side = "left" if all(line.x == 0 for line in layout.headings) else "right"
    best = [c for c in layout.cells if c.cell.standing in _DISCS]
    other = [c for c in layout.cells if c.cell.standing not in _DISCS]
    below = [
        Line(words=c.cell.below_text, x=c.right - AIR, y=c.top + (CELL + LINE) / 2)
        for c in layout.cells
    ]
    return [
        _written(layout.headings, side, size=LABEL, bold=True),
        _written(layout.labels, "left", size=LABEL),
        _written(_value_lines(best), "right", size=VALUE, bold=True),
        _written(_value_lines(other), "right", size=VALUE),
        _written(below, "right", size=AXIS, colour=INK_2),
    ]


def _value_lines(cells: Sequence[Placed]) -> list[Line]:
    return [
        Line(words=c.cell.value_text, x=c.right - AIR, y=c.top + (CELL - LINE) / 2)
        for c in cells
    ]


def _written(
    lines: Sequence[Line],
    side: str,
    *,
    size: int,
    bold: bool = False,
    colour: str = INK,
) -> Spec:
    rows = [{"words": line.words, "x": line.x, "y": line.y} for line in lines]
    layer = text("words", x=at("x"), y="y", align=side, size=size, colour=colour)
    if bold:
        layer["mark"]["fontWeight"] = 600
    return {"data": values(rows), **layer}
