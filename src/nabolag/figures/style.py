"""How figures look: ink, the dimensions' colours and shapes, map classes and sizes.

Colour belongs to dimension; everything else differs by shape, weight and words. The
palette with its contrasts on white is described in the documents on visual language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from nabolag.figures.parts import Width
from nabolag.values import Dimension

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification, as JSON."""

FAMILY = "Inter Variable, Inter, system-ui, sans-serif"

INK, INK_2, INK_3 = "#14283A", "#44525E", "#5B6873"
PAPER, GRID = "#FFFFFF", "#E7E4DD"
EDGE, HATCH = "#A9ABA8", "#C6C5C0"

CLASSES = ("#44738C", "#B4CFDB", "#F1EFEA", "#E3D6AE", "#C3A94F")
"""Map classes from lowest to highest; the middle one is "as the city"."""

LABEL, VALUE, AXIS = 15, 14, 13
"""Sizes of letters in px. Nothing is ever drawn smaller than the last."""

PAGE: Mapping[Width, int] = MappingProxyType({Width.WIDE: 704, Width.NARROW: 320})
"""How wide a figure is drawn, so that it is never shrunk where it is shown: the page's
column on a screen of 768 px, and on a phone of 360 px."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A dimension's colour and shape; ``size`` makes all shapes weigh the same."""

    colour: str
    shape: str
    size: int


LOOKS: Mapping[Dimension | None, Look] = MappingProxyType(
    {
        Dimension.PHYSICAL: Look(colour="#0A6B5D", shape="square", size=110),
        Dimension.SOCIAL: Look(colour="#A14D00", shape="circle", size=125),
        Dimension.REPUTATIONAL: Look(colour="#6C4AA5", shape="diamond", size=185),
        Dimension.STRUCTURAL: Look(colour="#2A4B66", shape="triangle-up", size=155),
        None: Look(colour=INK, shape="circle", size=125),
    }
)

CONFIG: Spec = {
    "font": FAMILY,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": GRID,
        "labelColor": INK_2,
        "labelFontSize": AXIS,
        "labelFlush": False,
        "labelPadding": 8,
    },
    "mark": {"color": INK},
    "text": {"color": INK, "fontSize": VALUE, "baseline": "middle"},
    "point": {"filled": True, "opacity": 1},
}


def figure(
    layers: Sequence[Spec],
    *,
    rows: Sequence[Spec],
    size: tuple[float, float],
    around: Mapping[str, float],
    width: Width,
) -> Spec:
    """Give a whole Vega-Lite spec: layers on a drawing area with fixed room around.

    Nothing is fitted to the text by the drawing library, so a figure has the same
    size whatever its words and fonts, and panels below each other line up.
    """
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "usermeta": {"width": width.value},
        "autosize": "none",
        "padding": dict(around),
        "width": size[0],
        "height": size[1],
        "data": {"values": list(rows)},
        "layer": list(layers),
    }
