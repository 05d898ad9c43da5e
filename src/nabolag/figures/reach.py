"""Who was reached against who lives there: a dot for each group, a line where it may vary.

Each row is a group. A stroke across the row stands at the group's share of those who
live there, and a dot at its share of the participations. The dot has an interval only
where the participants were drawn: volunteers are no sample, and get none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nabolag.errors import Misbuilt
from nabolag.figures.marks import at, pixel, text, values
from nabolag.figures.parts import Width
from nabolag.figures.style import (
    AXIS,
    GRID,
    INK,
    INK_2,
    INK_3,
    LABEL,
    PAGE,
    Spec,
    figure,
)
from nabolag.values import Estimate

_ROW = 58
_LINE_BELOW = 38  # px from a row's words down to its dot
_RIGHT, _LEFT, _ABOVE, _BELOW = 16, 16, 8, 32
_STROKE, _DOT = 11, 110


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRow:
    """One group: its words, its share of residents, and of the participations.

    Shares are from 0 to 1. ``reached`` is ``None`` where it is withheld, and
    ``reached_text`` then says so.
    """

    label: str
    reached_text: str
    lives: float
    reached: Estimate | None


def reach(
    rows: Sequence[ReachRow], *, tick_texts: Mapping[float, str], width: Width
) -> Spec:
    """Draw groups below each other, on the scale from the first tick to the last.

    Raises :class:`Misbuilt` for a share that the ticks do not reach.
    """
    low, high = min(tick_texts), max(tick_texts)
    _check(rows, low, high)
    across = PAGE[width] - _LEFT - _RIGHT
    down = _ROW * len(rows)

    def x(share: float) -> float:
        return across * (share - low) / (high - low)

    drawn = [_placed(row, _ROW * place, x) for place, row in enumerate(rows)]
    return figure(
        [
            *_grid({x(tick): words for tick, words in tick_texts.items()}, drawn, down),
            *_marks(drawn),
            *_words(drawn, across),
        ],
        rows=[],
        size=(across, down),
        around={"left": _LEFT, "right": _RIGHT, "top": _ABOVE, "bottom": _BELOW},
        width=width,
    )


def _check(rows: Sequence[ReachRow], low: float, high: float) -> None:
    shares = [row.lives for row in rows]
    for reached in (row.reached for row in rows if row.reached is not None):
        shares += [reached.value, *_ends(reached)]
    beyond = [share for share in shares if not low <= share <= high]
    if beyond or not low < high:
        raise Misbuilt(
            value="a figure of reach",
            found=f"shares {beyond}, ticks from {low} to {high}",
            expected="ticks that reach around every share",
        )


def _ends(reached: Estimate | None) -> tuple[float, ...]:
    if reached is None or reached.low is None or reached.high is None:
        return ()
    return reached.low, reached.high


def _placed(row: ReachRow, top: float, x: Callable[[float], float]) -> Spec:
    """Give a row with its words and px: ``dot`` and ``ends`` only where it has them."""
    y = top + _LINE_BELOW
    return {
        "label": row.label,
        "reached_text": row.reached_text,
        "words": top + 12,
        "y": y,
        "stroke": (x(row.lives), y - _STROKE, y + _STROKE),
        "dot": None if row.reached is None else x(row.reached.value),
        "ends": tuple(x(end) for end in _ends(row.reached)),
    }


def _grid(ticks: Mapping[float, str], drawn: Sequence[Spec], down: float) -> list[Spec]:
    """Draw the ticks' lines through the dots only, so that no line crosses a word."""
    lines = [
        {"x": place, "y": row["y"] - _STROKE - 4, "y2": row["y"] + _STROKE + 4}
        for place in ticks
        for row in drawn
    ]
    ends = [
        {"x": place, "tick": words, "y": down + 18} for place, words in ticks.items()
    ]
    words = text("tick", x=at("x"), y="y", align="center", size=AXIS, colour=INK_2)
    rules: Spec = {
        "data": values(lines),
        "mark": {"type": "rule", "color": GRID},
        "encoding": {"x": at("x"), "y": at("y"), "y2": {"field": "y2"}},
    }
    return [rules, {"data": values(ends), **words}]


def _marks(drawn: Sequence[Spec]) -> list[Spec]:
    """Draw intervals behind, then where residents stand, and the dots in front."""
    intervals = [
        {"x": row["ends"][0], "x2": row["ends"][1], "y": row["y"]}
        for row in drawn
        if row["ends"]
    ]
    strokes = [dict(zip(("x", "y", "y2"), row["stroke"], strict=True)) for row in drawn]
    dots = [{"x": row["dot"], "y": row["y"]} for row in drawn if row["dot"] is not None]
    place = {"x": at("x"), "y": at("y")}
    return [
        {
            "data": values(intervals),
            "mark": {"type": "rule", "color": INK_3, "strokeWidth": 3},
            "encoding": {**place, "x2": {"field": "x2"}},
        },
        {
            "data": values(strokes),
            "mark": {"type": "rule", "color": INK_2, "strokeWidth": 2},
            "encoding": {**place, "y2": {"field": "y2"}},
        },
        {
            "data": values(dots),
            "mark": {"type": "point", "shape": "circle", "size": _DOT, "color": INK},
            "encoding": place,
        },
    ]


def _words(drawn: Sequence[Spec], across: float) -> list[Spec]:
    rows = [
        {name: row[name] for name in ("label", "reached_text", "words")}
        for row in drawn
    ]
    label = text("label", x=pixel(0), y="words", align="left", size=LABEL, colour=INK)
    told = text(
        "reached_text",
        x=pixel(across),
        y="words",
        align="right",
        size=AXIS,
        colour=INK_2,
    )
    return [{"data": values(rows), **layer} for layer in (label, told)]
