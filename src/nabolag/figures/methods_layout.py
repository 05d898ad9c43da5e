"""Where ways of working, groups and their cells stand: beside or below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.style import AXIS, LABEL, VALUE

_LABELS, _FEWEST = 190.0, 120.0  # px for ways beside columns, at most and at least
_OF_PAGE = 0.65  # at most for cells, where groups stand below each other
LINE, AIR, GAP, EDGE_ROOM = 19.0, 14.0, 6.0, 2.0
_DISC_ROOM = 18.0
CELL = 2 * LINE + AIR


class Standing(StrEnum):
    """How a cell is drawn."""

    PLAIN = "plain"
    BEST = "best"
    BEST_UNSURE = "best_unsure"
    THIN = "thin"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodCell:
    """What a way gives in a group, in words: a value, and its interval or a reason."""

    value_text: str  # "kr 1 150", "Kan ikke si"
    below_text: str  # "870–1 600", "for få aktiviteter"
    standing: Standing = Standing.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """A way of working, with a cell for each group."""

    label: str
    cells: tuple[MethodCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text: where it starts, or ends where it stands to the right."""

    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell with its room in px."""

    cell: MethodCell
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All that is drawn, with the heights of the lines across and of the whole."""

    headings: Sequence[Line]
    labels: Sequence[Line]
    cells: Sequence[Placed]
    rules: Sequence[float]
    down: float


def needs(cell: MethodCell) -> float:
    """Give how many px across a cell takes."""
    best = cell.standing in (Standing.BEST, Standing.BEST_UNSURE)
    value = width_of(cell.value_text, size=VALUE, bold=best)
    below = width_of(cell.below_text, size=AXIS)
    return max(value + (_DISC_ROOM if best else 0.0), below) + 2 * AIR


def column(groups: Sequence[str], rows: Sequence[MethodRow], across: float) -> float:
    """Give how many px each group has beside the ways, whose longest lines wrap first."""
    wish = max((width_of(row.label, size=LABEL) for row in rows), default=0.0) + AIR
    cells = max((needs(cell) for row in rows for cell in row.cells), default=0.0) + GAP
    left = across - cells * len(groups)
    labels = min(wish, _LABELS, max(left, _FEWEST))
    return (across - labels) / max(len(groups), 1)


def beside(groups: Sequence[str], rows: Sequence[MethodRow], across: float) -> Layout:
    """Lay out a column for each group, the ways to the left."""
    wide = column(groups, rows, across)
    labelled = across - wide * len(groups)
    rights = [labelled + wide * (n + 1) - EDGE_ROOM for n in range(len(groups))]
    named = [wrap(group, width=wide - 2 * AIR, size=LABEL) for group in groups]
    most = max(map(len, named), default=0)
    headings = [
        Line(words=line, x=right - AIR, y=LINE * (most - len(lines) + n + 0.5))
        for right, lines in zip(rights, named, strict=True)
        for n, line in enumerate(lines)
    ]
    labels: list[Line] = []
    cells: list[Placed] = []
    top = LINE * most + GAP
    rules = [top]
    for row in rows:
        lines = wrap(row.label, width=labelled - AIR + 1, size=LABEL)
        high = max(CELL, LINE * len(lines)) + 2 * GAP
        labels += _lines(lines, top + high / 2)
        cells += [
            Placed(
                cell=cell,
                left=right - wide + 2 * EDGE_ROOM + GAP,
                right=right,
                top=top + (high - CELL) / 2,
            )
            for cell, right in zip(row.cells, rights, strict=True)
        ]
        top += high
        rules.append(top)
    return Layout(
        headings=headings, labels=labels, cells=cells, rules=rules, down=top + EDGE_ROOM
    )


def below_each_other(
    groups: Sequence[str], rows: Sequence[MethodRow], across: float
) -> Layout:
    """Lay out a list of all ways for each group, the groups below each other."""
    headings: list[Line] = []
    labels: list[Line] = []
    cells: list[Placed] = []
    rules: list[float] = []
    room = max((needs(cell) for row in rows for cell in row.cells), default=0.0)
    room = min(room, across * _OF_PAGE)
    top = 0.0
    for place, group in enumerate(groups):
        named = wrap(group, width=across, size=LABEL)
        headings += [
            Line(words=line, x=0, y=top + LINE * (n + 0.5))
            for n, line in enumerate(named)
        ]
        top += LINE * len(named) + GAP
        rules.append(top)
        for row in rows:
            lines = wrap(row.label, width=across - room - AIR, size=LABEL)
            high = max(CELL, LINE * len(lines)) + 2 * GAP
            labels += _lines(lines, top + high / 2)
            cells.append(
                Placed(
                    cell=row.cells[place],
                    left=across - room,
                    right=across - EDGE_ROOM,
                    top=top + (high - CELL) / 2,
                )
            )
            top += high
            rules.append(top)
        top += LINE
    return Layout(headings=headings, labels=labels, cells=cells, rules=rules, down=top)


def _lines(lines: Sequence[str], middle: float) -> list[Line]:
    return [
        Line(words=line, x=0, y=middle + LINE * (n - (len(lines) - 1) / 2))
        for n, line in enumerate(lines)
    ]
