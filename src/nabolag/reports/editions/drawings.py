"""The figures of a page drawn as SVG, or as pictures for other documents."""

from __future__ import annotations

from nabolag.figures.development import development
from nabolag.figures.drawing import png, svg
from nabolag.figures.movers import movers
from nabolag.figures.parts import Width
from nabolag.figures.polygons import polygon_map
from nabolag.figures.profile import profile, profile_scale
from nabolag.figures.style import PAPER
from nabolag.figures.tilemap import tile_map
from nabolag.reports.page import Movers, Panel, Part, Picture, Small
from nabolag.reports.wording.language import words


def drawn(part: Part, *, width: Width, language: str, prefix: str) -> str:
    """Give one part of a figure as SVG; ``prefix`` sets its ids apart from others'."""
    if isinstance(part, Panel):
        return _panel(part, width, language, prefix)
    if isinstance(part, Small):
        spec = development(part.development, width=width)
        return svg(spec, language=language, prefix=prefix)
    if isinstance(part, Movers):
        return svg(movers(part.rows, width=width), language=language, prefix=prefix)
    if isinstance(part, Picture):
        spec = part.wide if width is Width.WIDE else part.narrow
        return svg(spec, language=language, prefix=prefix)
    if part.outlines:
        return polygon_map(part.places, part.outlines, width=width)
    return tile_map(part.places, part.tiles, width=width)


def drawing_png(
    part: Part,
    *,
    language: str,
    width: Width = Width.WIDE,
    scale: float = 2.0,
) -> bytes:
    """Give one part of a figure as a PNG on white, ``scale`` dots to a px."""
    drawing = drawn(part, width=width, language=language, prefix="p")
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return png(drawing.replace(">", f">{ground}", 1), scale=scale)


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
