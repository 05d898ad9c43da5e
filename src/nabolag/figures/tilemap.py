"""A map of squares, one for each area: it needs no boundaries, and hides no small area.

Wide, every square holds its name and value. On a phone a city of fourteen columns has
squares of 22 px: no name is legible there, and a map that scrolls sideways shows
neither the whole nor the pattern. So the squares keep colour, hatching and signs for
far below, below, above and far above the city, the page's own area is named above the
map, and every name and number is in the table beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nabolag.areas.geography import Tile
from nabolag.errors import Misbuilt
from nabolag.figures.drawing import drawing
from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.map_cells import (
    CHOSEN_EDGE,
    KEY,
    LINE,
    edge,
    fill,
    hatch,
    key,
    sign,
    words,
)
from nabolag.figures.parts import MapPlace, Width
from nabolag.figures.scale import near_round, typical
from nabolag.figures.style import AXIS, PAGE

_LARGEST = 88  # px to a side
_NAMED = 72  # and least where names are to be read: most Norwegian ones in two lines
_NAMES, _NUMBERS, _SIGNS = 58, 32, 20  # least side for each kind of words
_WIDEST = 1216  # the page's own width, for cities of very many columns
_GAP = 2
_HATCH = 9.0
_NOTHING = 1e-6  # what is left of equal numbers after subtraction


def tile_map(places: Sequence[MapPlace], tiles: Sequence[Tile], *, width: Width) -> str:
    """Draw areas as squares in a grid, as SVG.

    Wide it is up to 704 px, or as wide as names of 13 px need (1012 px for 14 columns):
    where the page has less room, show the narrow one, which is at most 320 px. A square
    without a place is white and empty; a place without a square is not drawn. Raises
    :class:`Misbuilt` without any square.
    """
    if not tiles:
        raise Misbuilt(
            value="tile_map", found="no squares", expected="one for each area"
        )
    grid = _grid(tiles, width)
    by_code = {place.code: place for place in places}
    pairs = [(tile, by_code.get(tile.code)) for tile in tiles]
    # The page's own area comes last: its thick edge must not be covered by others.
    pairs.sort(key=lambda pair: pair[1] is not None and pair[1].chosen)
    chosen = [place for _, place in pairs if place is not None and place.chosen]
    above = KEY if chosen and grid.side < _NAMES else 0
    squares = "".join(_square(tile, place, grid, above) for tile, place in pairs)
    body = squares + "".join(key(place) for place in chosen if above)
    return drawing(body, size=(grid.across, grid.down + above), width=width)


def map_classes(values: Sequence[float]) -> tuple[float, float, float, float]:
    """Give four cut points between five classes, even around 0 (as the city), rounded.

    About three of ten areas lie within the inner ones, so that "as the city" means
    close; the outer lie twice or three times as far out. ``values`` are differences
    to the city in the unit that is shown.

    >>> map_classes([-18, -9, -7, -4, -2, -1, 0, 1, 2, 3, 5, 6, 8])
    (-6.0, -2.0, 2.0, 6.0)
    """
    sizes = [abs(value) for value in values if abs(value) > _NOTHING] or [1.0]
    inner = near_round(typical(sizes, share=0.3))
    far = typical(sizes, share=0.8)
    outer = min((2 * inner, 3 * inner), key=lambda cut: abs(cut - far))
    return -round(outer, 9), -inner, inner, round(outer, 9)


def map_class(value: float, cuts: tuple[float, float, float, float]) -> int:
    """Give the class 0–4 of a difference; a value on a cut lies nearer the city.

    >>> [map_class(value, (-10, -5, 5, 10)) for value in (-11, -10, 5, 6, 12)]
    [0, 1, 2, 3, 4]
    """
    below = sum(value < cut for cut in cuts[:2])
    return 2 - below + sum(value > cut for cut in cuts[2:])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The squares' side in px, and the first column and row in use."""

    side: float
    column: int
    row: int
    across: float
    down: float


def _grid(tiles: Sequence[Tile], width: Width) -> _Grid:
    columns, rows = [tile.column for tile in tiles], [tile.row for tile in tiles]
    many, high = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    room = PAGE[width] - CHOSEN_EDGE
    side = min(_LARGEST, room / many)
    if width is Width.WIDE:
        side = min(max(side, _NAMED), (_WIDEST - CHOSEN_EDGE) / many)
    side = math.floor(side * 10) / 10
    return _Grid(
        side=side,
        column=min(columns),
        row=min(rows),
        across=round(side * many + CHOSEN_EDGE, 1),
        down=round(side * high + CHOSEN_EDGE, 1),
    )


def _square(tile: Tile, place: MapPlace | None, grid: _Grid, above: float) -> str:
    side = grid.side - _GAP
    x = (tile.column - grid.column) * grid.side + (CHOSEN_EDGE + _GAP) / 2
    y = (tile.row - grid.row) * grid.side + (CHOSEN_EDGE + _GAP) / 2 + above
    square = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" '
        f'fill="{fill(place)}" {edge(place)}/>'
    )
    if place is None:
        return square
    lines = _lines(tile, place, side)
    inside = words(lines, place, x=x + side / 2, y=y + side / 2)
    return square + (hatch(_diagonals(x, y, side)) if place.hidden else "") + inside


def _lines(tile: Tile, place: MapPlace, side: float) -> tuple[str, ...]:
    """Choose what a square has room for: name and value, value, or a sign."""
    if side + _GAP >= _NAMES:
        value = _value(place.text, side)
        most = max(int(side // LINE) - len(value), 1)
        name = tile.label or place.label
        return (*wrap(name, width=side, size=AXIS, most=most), *value)
    if side + _GAP >= _NUMBERS and width_of(place.text, size=AXIS) <= side:
        return (place.text,)
    return (sign(place),) if side + _GAP >= _SIGNS and sign(place) else ()


def _value(text: str, side: float) -> tuple[str, ...]:
    """Break words where needed, but leave out a number rather than divide it."""
    if width_of(text, size=AXIS) <= side:
        return (text,)
    if any(letter.isdigit() for letter in text):
        return ()
    return wrap(text, width=side, size=AXIS, most=2)


def _diagonals(x: float, y: float, side: float) -> str:
    steps = range(1, math.ceil(2 * side / _HATCH))
    ends = [(max(0.0, k * _HATCH - side), min(k * _HATCH, side)) for k in steps]
    return "".join(
        f"M{x + near:.1f} {y + far:.1f}L{x + far:.1f} {y + near:.1f}"
        for near, far in ends
    )
