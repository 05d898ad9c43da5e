"""What areas on a map share, whatever their form: fill, ink, words and key."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.figures.drawing import written
from nabolag.figures.lettering import width_of
from nabolag.figures.parts import MapPlace
from nabolag.figures.style import (
    AXIS,
    CLASSES,
    EDGE,
    HATCH,
    INK,
    INK_2,
    INK_3,
    LABEL,
    PAPER,
)

SIGNS = ("−−", "−", "", "+", "++")
"""What stands in an area too small for its number, so that a map without colours still
tells which areas lie below and above the city."""

CHOSEN_EDGE = 4
KEY = 30  # px down, for the line that names the page's own area
LINE = 15  # px from one line in an area to the next
_BASELINE = 0.36  # of the letters' size, from their middle


def fill(place: MapPlace | None) -> str:
    """Give an area's colour: white where it has no class to show."""
    if place is None or place.hidden or place.class_ is None:
        return PAPER
    return CLASSES[place.class_]


def ink(place: MapPlace) -> str:
    """Give the colour of the words in an area."""
    if place.hidden:
        return INK_2
    if place.class_ is None:
        return INK_3
    return PAPER if place.class_ == 0 else INK


def edge(place: MapPlace | None) -> str:
    """Give the attributes of an area's edge: thick ink around the page's own."""
    if place is not None and place.chosen:
        return f'stroke="{INK}" stroke-width="{CHOSEN_EDGE}" stroke-linejoin="round"'
    return f'stroke="{EDGE}" stroke-width="1"'


def hatch(path: str) -> str:
    """Draw the lines that tell a figure is withheld."""
    return f'<path d="{path}" stroke="{HATCH}" stroke-width="1.6" fill="none"/>'


def words(
    lines: Sequence[str], place: MapPlace, *, x: float, y: float, size: int = AXIS
) -> str:
    """Write lines around a middle, heavier in the page's own area."""
    top = y - LINE * (len(lines) - 1) / 2 + size * _BASELINE
    weight = 700 if place.chosen else 500
    around = f' stroke="{PAPER}" stroke-width="5" paint-order="stroke"'
    looks = (
        f'text-anchor="middle" font-size="{size}" font-weight="{weight}" '
        f'fill="{ink(place)}"{around if place.hidden else ""}'
    )
    return "".join(
        f'<text x="{x:.1f}" y="{top + LINE * number:.1f}" {looks}>{written(line)}</text>'
        for number, line in enumerate(lines)
    )


def sign(place: MapPlace) -> str:
    """Give the sign for an area too small for its number."""
    return "" if place.hidden or place.class_ is None else SIGNS[place.class_]


def key(place: MapPlace) -> str:
    """Name the page's own area above a map with no room for names in it."""
    side, middle = 16, KEY / 2 - 3
    name_ends = 28 + width_of(place.label + " ", size=LABEL, bold=True)
    y = middle + LABEL * _BASELINE
    box = f'<rect x="2" y="{middle - side / 2:g}" width="{side}" height="{side}" '
    return (
        f'{box}fill="{fill(place)}" stroke="{INK}" stroke-width="{CHOSEN_EDGE}"/>'
        f'<text x="28" y="{y:.1f}" font-size="{LABEL}" font-weight="600" fill="{INK}">'
        f"{written(place.label)}</text>"
        f'<text x="{name_ends:.1f}" y="{y:.1f}" font-size="{LABEL}" fill="{INK_2}">'
        f"{written(place.text)}</text>"
    )
