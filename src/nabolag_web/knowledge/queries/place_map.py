"""Points of a place analysis on the outline of its area, in px of a small map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nabolag.areas.geography import Outline
from nabolag.figures.outlines import on_page, outline_path
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE
from nabolag_web.areas.models import FocusArea
from nabolag_web.areas.queries.cities import city_of, newest_division
from nabolag_web.programmes.models import Programme

EDGE = 14
"""px around the map, so that no point is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """Where something was noted, with its number in the list beside the map."""

    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point as it is drawn, in px from the upper left corner."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """The area's border as an SVG path, the points on it, and how large it is in px."""

    border: str
    dots: tuple[Dot, ...]
    width: int
    height: int


def place_map(outline: Outline, points: Sequence[MapPoint]) -> PlaceMap:
    """Lay the points on their area; points outside it make the map larger."""
    geometries = [outline.geometry, *(_geometry(point) for point in points)]
    given = [
        Outline(code=str(number), geometry=geometry)
        for number, geometry in enumerate(geometries)
    ]
    area, *placed = (shape for _code, shape in on_page(given, Width.NARROW))
    dots = tuple(
        Dot(number=point.number, x=round(shape.x, 1), y=round(shape.y, 1))
        for point, shape in zip(points, placed, strict=True)
    )
    down = max([area.bounds[3], *(dot.y for dot in dots)])
    return PlaceMap(
        border=outline_path(area),
        dots=dots,
        width=PAGE[Width.NARROW],
        height=math.ceil(down),
    )


def _geometry(point: MapPoint) -> Mapping[str, Any]:
    return {"type": "Point", "coordinates": [point.longitude, point.latitude]}


def outline_of(programme: Programme, area: FocusArea | None) -> Outline | None:
    """Give an area's boundary, where it is known."""
    city = None if area is None else city_of(programme)
    division = None if city is None else newest_division(city)
    if area is None or division is None:
        return None
    found = division.areas.filter(code=area.code).first()
    if found is None or found.outline is None:
        return None
    return Outline(code=found.code, geometry=found.outline)
