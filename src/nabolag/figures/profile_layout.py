"""Where the parts of a profile stand: columns across, rows down.

Wide: label | strip with marks | "46 % mot 64 %" | "−18 (−20 til −17)", a row a line.
Narrow: label and "46 % mot 64 %" above, strip and "−18 (−20 til −17)" below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.parts import ProfileRow, Width
from nabolag.figures.style import LABEL, PAGE, VALUE

LINE = 19  # from one line of a label to the next
_GAP = 14  # between columns
_LABELS = 206  # room for labels beside the strip
_ROW = 34  # a row with a label of one line, beside the strip
_LABEL, _MARK, _AIR = 12, 24, 20  # from top to label to mark to bottom, above it
_MOST_LINES = 3
_LEAST_STRIP = 120
# Panels read together line up as long as their texts keep within these.
_AGAINST, _DIFFERENCE = "00 % mot 00 %", "−00 (−00 til −00)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Positions across in px, counted from the left end of the strip."""

    width: Width
    left: float  # room to the left of the strip
    strip: float
    labels: float  # where labels start (narrow) or end (wide)
    against: float  # where the two texts end
    difference: float
    label_room: float

    @property
    def right(self) -> float:
        """Room to the right of the strip."""
        return PAGE[self.width] - self.left - self.strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row with the heights of its parts in px from the top of the panel."""

    row: ProfileRow
    lines: tuple[str, ...]
    first_line: float  # middle of the label's first line
    mark: float  # middle of mark, interval and numbers beside it
    numbers: float  # middle of "46 % mot 64 %"
    bottom: float


def columns(rows: Sequence[ProfileRow], width: Width) -> Columns:
    """Share out the width: texts get what they need, and the strip the rest."""
    against = _widest(_AGAINST, (row.against_text for row in rows))
    difference = _widest(_DIFFERENCE, (row.difference_text for row in rows))
    page = PAGE[width]
    if width is Width.NARROW:
        return Columns(
            width=width,
            left=0,
            strip=max(page - difference - _GAP, _LEAST_STRIP),
            labels=0,
            against=page,
            difference=page,
            label_room=page - against - _GAP,
        )
    left = _LABELS + _GAP
    return Columns(
        width=width,
        left=left,
        strip=max(page - left - against - difference - 2 * _GAP, _LEAST_STRIP),
        labels=-_GAP,
        against=page - left - difference - _GAP,
        difference=page - left,
        label_room=_LABELS,
    )


def places(rows: Sequence[ProfileRow], across: Columns) -> tuple[Place, ...]:
    """Stack the rows in their given order, each as high as its label needs."""
    put = _above if across.width is Width.NARROW else _beside
    placed: list[Place] = []
    for row in rows:
        lines = wrap(row.label, width=across.label_room, size=LABEL, most=_MOST_LINES)
        placed.append(put(row, lines, placed[-1].bottom if placed else 0))
    return tuple(placed)


def _widest(usual: str, texts: Iterable[str]) -> float:
    return max(width_of(text, size=VALUE) for text in (usual, *texts))


def _beside(row: ProfileRow, lines: tuple[str, ...], top: float) -> Place:
    more = LINE * (len(lines) - 1)
    middle = top + (_ROW + more) / 2
    return Place(
        row=row,
        lines=lines,
        first_line=middle - more / 2,
        mark=middle,
        numbers=middle,
        bottom=top + _ROW + more,
    )


def _above(row: ProfileRow, lines: tuple[str, ...], top: float) -> Place:
    first = top + _LABEL
    mark = first + LINE * (len(lines) - 1) + _MARK
    return Place(
        row=row,
        lines=lines,
        first_line=first,
        mark=mark,
        numbers=first,
        bottom=mark + _AIR,
    )
