"""Small parts of a spec that several figures use."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.figures.style import Spec

PIXELS: Spec = {"type": "quantitative", "scale": None, "axis": None}
"""A position counted in px from the upper left of the drawing area."""


def text(field: str, *, x: Spec, y: str, align: str, size: int, colour: str) -> Spec:
    """Write the words in a field at the height in px in another field."""
    return {
        "mark": {"type": "text", "align": align, "fontSize": size, "color": colour},
        "encoding": {"x": x, "y": at(y), "text": {"field": field}},
    }


def at(field: str) -> Spec:
    """Place by the px in a field."""
    return {"field": field, **PIXELS}


def pixel(place: float) -> Spec:
    """Place at a px."""
    return {"value": place}


def as_is(field: str, *, type_: str = "nominal") -> Spec:
    """Use what stands in a field (a colour, a shape, a size) as it is."""
    return {"field": field, "type": type_, "scale": None}


def values(rows: Sequence[Spec]) -> Spec:
    """Give rows as the data of a figure or a layer."""
    return {"values": list(rows)}
