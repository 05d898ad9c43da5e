"""Boundaries in degrees → shapes in px, with room for words found in them.

Longitude and latitude are drawn as they are, with longitude narrowed at the mean
latitude (equirectangular projection): across one city no form is visibly bent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nabolag.areas.geography import Outline
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TALLEST = 1.25  # times the width
_EDGE = 2.0  # px around, so that no edge is cut
_STEP = 9.0  # px between the lines of a hatch


def on_page(
    outlines: Sequence[Outline], width: Width
) -> list[tuple[str, BaseGeometry]]:
    """Give each area's code and its shape in px, all fitted to the page's width."""
    import shapely
    from shapely.affinity import affine_transform

    given = [shapely.geometry.shape(outline.geometry) for outline in outlines]
    shapes = shapely.force_2d(given)
    west, south, east, north = shapely.total_bounds(shapes)
    narrowed = math.cos(math.radians((south + north) / 2))
    room = PAGE[width] - 2 * _EDGE
    px = min(
        room / max((east - west) * narrowed, 1e-9),
        room * _TALLEST / max(north - south, 1e-9),
    )
    left = _EDGE + (room - (east - west) * narrowed * px) / 2
    matrix = [narrowed * px, 0, 0, -px, left - west * narrowed * px, _EDGE + north * px]
    return [
        (outline.code, affine_transform(shape, matrix))
        for outline, shape in zip(outlines, shapes, strict=True)
    ]


def outline_path(shape: BaseGeometry) -> str:
    """Give a shape as an SVG path, to a tenth of a px."""
    import shapely

    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_ring(shapely.get_coordinates(ring).tolist()) for ring in rings)


def hatch_path(shape: BaseGeometry) -> str:
    """Give slanting lines that fill a shape and stop at its edge."""
    import shapely

    left, top, right, bottom = shape.bounds
    down = bottom - top
    starts = [
        left - down + _STEP * n
        for n in range(1, math.ceil((right - left + down) / _STEP))
    ]
    slants = shapely.MultiLineString(
        [[(start, bottom), (start + down, top)] for start in starts]
    )
    pieces = shapely.get_parts(slants.intersection(shape))
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece.coords)
        for piece in pieces
        if piece.geom_type == "LineString"
    )


def middle_with_room(
    shape: BaseGeometry, *, across: float, down: float
) -> tuple[float, float] | None:
    """Find the point furthest from the edge, if a box around it lies within."""
    import shapely

    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: part.area)
    inside = shapely.maximum_inscribed_circle(largest, tolerance=1.0)
    (x, y), _ = inside.coords
    box = shapely.box(x - across / 2, y - down / 2, x + across / 2, y + down / 2)
    return (x, y) if shapely.contains(largest, box) else None


def _ring(corners: list[list[float]]) -> str:
    places = [f"{x:.1f} {y:.1f}" for x, y in corners]
    kept = [place for n, place in enumerate(places) if n == 0 or place != places[n - 1]]
    return "M" + "L".join(kept) + "Z"
