"""The map of Storvik: its division, tile maps and invented boundaries out at sea.

The city is drawn in the open Norwegian Sea, some 500 km from land, so that no one
takes it for a place that exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nabolag.areas.geography import Area, Division, Outline, Tile
from nabolag.demo.chance import Chance, Floats
from nabolag.demo.indicators import DIVISION_SOURCE
from nabolag.demo.names import CITY_CODE, CITY_NAME, CITY_TITLES, Square, districts
from nabolag.demo.places import Place
from nabolag.values import AREA, CITY, DISTRICT

WEST, NORTH = 0.9, 67.1
"""The map's upper left corner, in degrees."""
_WIDE, _HIGH = 0.026, 0.0101
"""An area's size in degrees, about 1.1 km each way."""
_SEED = 1850


def division(places: Sequence[Place]) -> Division:
    """Give the city, its districts and its areas."""
    present = {place.square.district for place in places}
    return Division(
        id="storvik",
        names=CITY_TITLES,
        levels=(CITY, DISTRICT, AREA),
        areas=(
            Area(
                code=CITY_CODE, name=f"{CITY_NAME} i alt", level=CITY, aliases=_ALIASES
            ),
            *(
                Area(code=d.code, name=d.name, level=DISTRICT, parent=CITY_CODE)
                for d in districts()
                if d.code in present
            ),
            *(
                Area(
                    code=place.code,
                    name=place.square.name,
                    level=AREA,
                    parent=place.square.district,
                )
                for place in places
            ),
        ),
        level_names={
            CITY: {"nb": "by", "nn": "by", "en": "city"},
            DISTRICT: {"nb": "bydel", "nn": "bydel", "en": "district"},
            AREA: {"nb": "område", "nn": "område", "en": "area"},
        },
        source=DIVISION_SOURCE,
    )


_ALIASES = (CITY_NAME, f"{CITY_NAME} kommune")


def tiles(squares: Sequence[Square]) -> tuple[Tile, ...]:
    """Give the tile map of districts or areas."""
    return tuple(
        Tile(code=s.code, column=s.column, row=s.row, label=s.label) for s in squares
    )


def outlines(places: Sequence[Place]) -> tuple[Outline, ...]:
    """Give every area's boundary, a crooked square that fits its neighbours.

    Rings go anticlockwise, in degrees with four decimals: about ten metres.
    """
    corners = _corners()
    return tuple(
        Outline(
            code=place.code,
            geometry={
                "type": "Polygon",
                "coordinates": [list(_ring(corners, place.square))],
            },
        )
        for place in places
    )


_PARTS = 3
"""Straight pieces on each side of an area."""


def _corners() -> Floats:
    """Give all points of the city's grid, moved a little; shape (rows, columns, 2)."""
    rows, columns = 8 * _PARTS + 1, 10 * _PARTS + 1
    moved = (Chance(_SEED, "map").uniform(rows, columns, 2) - 0.5) * 0.55 / _PARTS
    across = (np.arange(columns)[None, :] / _PARTS + moved[..., 0]) * _WIDE + WEST
    down = NORTH - (np.arange(rows)[:, None] / _PARTS + moved[..., 1]) * _HIGH
    return np.asarray(np.stack([across, down], axis=-1).round(4), dtype=np.float64)


def _ring(corners: Floats, square: Square) -> Iterator[tuple[float, float]]:
    top, left = square.row * _PARTS, square.column * _PARTS
    bottom, right = top + _PARTS, left + _PARTS
    around = [
        *((row, left) for row in range(top, bottom)),
        *((bottom, column) for column in range(left, right)),
        *((row, right) for row in range(bottom, top, -1)),
        *((top, column) for column in range(right, left, -1)),
        (top, left),
    ]
    for row, column in around:
        yield float(corners[row, column, 0]), float(corners[row, column, 1])
