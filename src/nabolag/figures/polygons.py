"""A map of areas by their boundaries, with the same classes and marks as the squares.

It takes more room and hides small areas, but shows where each one lies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from nabolag.areas.geography import Outline
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
from nabolag.figures.outlines import (
    hatch_path,
    middle_with_room,
    on_page,
    outline_path,
)
from nabolag.figures.parts import MapPlace, Width
from nabolag.figures.style import AXIS, PAGE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_NAME_ROOM = 96  # px for a line of a name


def polygon_map(
    places: Sequence[MapPlace], outlines: Sequence[Outline], *, width: Width
) -> str:
    """Draw areas by their boundaries, as SVG 704 px wide, or 320 px narrow.

    Name and value stand in the areas where most have room for them, else the value,
    else a sign for the class. The page's own area is named above the map when it cannot be in it.
    A boundary without a place is white; a place without a boundary is not drawn. Raises
    :class:`Misbuilt` without any boundary.
    """
    if not outlines:
        raise Misbuilt(
            value="polygon_map", found="no boundaries", expected="one for each area"
        )
    by_code = {place.code: place for place in places}
    drawn = [(by_code.get(code), shape) for code, shape in on_page(outlines, width)]
    kinds = _kinds([(place, shape) for place, shape in drawn if place is not None])
    regions = [
        _Region(place=place, shape=shape, words=_words(place, shape, kinds))
        for place, shape in drawn
    ]
    # The page's own area comes last: its thick edge must not be covered by others.
    regions.sort(key=lambda region: region.chosen)
    unnamed = [r.place for r in regions if r.place and r.chosen and not r.words.named]
    above = KEY if unnamed else 0
    down = max(region.shape.bounds[3] for region in regions) + CHOSEN_EDGE / 2
    areas = "".join(region.svg() for region in regions)
    names = "".join(key(place) for place in unnamed)
    return drawing(
        f'{names}<g transform="translate(0 {above})">{areas}</g>',
        size=(PAGE[width], math.ceil(down) + above),
        width=width,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is written in an area, and the middle it is written around."""

    lines: tuple[str, ...] = ()
    named: bool = False
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    place: MapPlace | None
    shape: BaseGeometry
    words: _Words

    @property
    def chosen(self) -> bool:
        return self.place is not None and self.place.chosen

    def svg(self) -> str:
        area = (
            f'<path d="{outline_path(self.shape)}" fill="{fill(self.place)}" '
            f'fill-rule="evenodd" {edge(self.place)}/>'
        )
        if self.place is None:
            return area
        lines = hatch(hatch_path(self.shape)) if self.place.hidden else ""
        said = words(self.words.lines, self.place, x=self.words.x, y=self.words.y)
        return area + lines + said


_Kind: TypeAlias = Callable[[MapPlace], tuple[str, ...]]


def _name_and_value(place: MapPlace) -> tuple[str, ...]:
    return (*wrap(place.label, width=_NAME_ROOM, size=AXIS, most=2), place.text)


def _value(place: MapPlace) -> tuple[str, ...]:
    return (place.text,)


def _sign(place: MapPlace) -> tuple[str, ...]:
    return (sign(place),) if sign(place) else ()


_KINDS: tuple[_Kind, ...] = (_name_and_value, _value, _sign)


def _kinds(drawn: Sequence[tuple[MapPlace, BaseGeometry]]) -> tuple[_Kind, ...]:
    """Give the kinds of words that most areas have room for, the fullest first.

    A few names among numbers, or a few numbers on an empty map, would only look as if
    those areas mattered more.
    """
    for first, kind in enumerate(_KINDS):
        asked = [(kind(place), shape) for place, shape in drawn if kind(place)]
        fitting = sum(_fitted(lines, shape) is not None for lines, shape in asked)
        if 2 * fitting > len(asked):
            return _KINDS[first:]
    return ()


def _words(
    place: MapPlace | None, shape: BaseGeometry, kinds: Sequence[_Kind]
) -> _Words:
    """Choose the fullest of the kinds that fits; the page's own area may have them all."""
    if place is None:
        return _Words()
    for kind in _KINDS if place.chosen else kinds:
        lines = kind(place)
        middle = _fitted(lines, shape)
        if middle is not None:
            named = kind is _name_and_value
            return _Words(lines=lines, named=named, x=middle[0], y=middle[1])
    return _Words()


def _fitted(lines: Sequence[str], shape: BaseGeometry) -> tuple[float, float] | None:
    if not lines:
        return None
    across = max(width_of(line, size=AXIS, bold=True) for line in lines)
    return middle_with_room(shape, across=across + 4, down=len(lines) * LINE + 2)
