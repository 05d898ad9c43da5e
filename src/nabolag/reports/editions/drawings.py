"""The figures of a page drawn as SVG."""

from __future__ import annotations

from nabolag.figures.development import development
from nabolag.figures.drawing import svg
from nabolag.figures.movers import movers
from nabolag.figures.parts import Width
from nabolag.figures.polygons import polygon_map
from nabolag.figures.profile import profile, profile_scale
from nabolag.figures.tilemap import tile_map
from nabolag.reports.page import Map, Movers, Panel, Small
from nabolag.reports.wording.language import words


def drawn(
    part: Panel | Small | Map | Movers, *, width: Width, language: str, prefix: str
) -> str:
    """Give one part of a figure as SVG; ``prefix`` sets its ids apart from others'."""
    if isinstance(part, Panel):
        return _panel(part, width, language, prefix)
    if isinstance(part, Small):
        spec = development(part.development, width=width)
        return svg(spec, language=language, prefix=prefix)
    if isinstance(part, Movers):
        return svg(movers(part.rows, width=width), language=language, prefix=prefix)
    if part.outlines:
        return polygon_map(part.places, part.outlines, width=width)
    return tile_map(part.places, part.tiles, width=width)


def _panel(panel: Panel, width: Width, language: str, prefix: str) -> str:
    said = words(language)
    ends = (
        said.gettext("← lower than the city"),
        said.gettext("higher than the city →"),
    )
    spec = profile(
        panel.rows,
        width=width,
        scale=profile_scale(panel.scale_rows),
        axis=panel.axis,
        ends=ends if panel.axis else None,
        beside=panel.scale_rows,
    )
    return svg(spec, language=language, prefix=prefix)
