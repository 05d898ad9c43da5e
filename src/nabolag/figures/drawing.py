"""Specs and shapes → SVG that a page, a report and a PDF can hold as it is.

A drawing is hidden from screen readers: the sentence and the table beside it say the
same. It holds no scripts, styles or addresses, and the same spec always gives the same
letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from nabolag.errors import WrongUsage
from nabolag.figures.fonts import prepare_fonts
from nabolag.figures.parts import Width
from nabolag.figures.style import FAMILY, PAPER, Spec

VEGA_LITE = "6.4"
NAMESPACE = "http://www.w3.org/2000/svg"

_NORWEGIAN = {"decimal": ",", "thousands": "\u202f"}
_ENGLISH = {"decimal": ".", "thousands": ","}
NUMBERS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        language: {**signs, "grouping": [3], "currency": ["", ""], "minus": "−"}
        for language, signs in (
            ("nb", _NORWEGIAN),
            ("nn", _NORWEGIAN),
            ("en", _ENGLISH),
        )
    }
)
"""How numbers on axes are written."""

_SPOKEN = ("role", "aria-roledescription", "aria-label", "aria-hidden", "class")
_NEEDLESS = (*_SPOKEN, "pointer-events", "font-family", "version")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<svg\b[^>]*>")
_REFERENCE = re.compile(r"url\(#(.+)\)")


def svg(spec: Spec, *, language: str, prefix: str) -> str:
    """Draw a spec as SVG, with numbers on axes as the language writes them.

    ``prefix`` makes the ids inside the drawing unlike those of other figures on the
    page. Raises :class:`WrongUsage` for a language other than nb, nn and en.
    """
    import vl_convert

    if language not in NUMBERS:
        raise WrongUsage(
            found=f"The language {language!r} was asked for.",
            expected="nb, nn or en",
            remedy="Choose one of them.",
        )
    prepare_fonts()
    drawn = vl_convert.vegalite_to_svg(
        _legible(spec), vl_version=VEGA_LITE, format_locale=dict(NUMBERS[language])
    )
    return _plain(drawn, prefix=prefix, width=Width(spec["usermeta"]["width"]))


def drawing(body: str, *, size: tuple[float, float], width: Width) -> str:
    """Give a whole SVG around shapes that are already drawn."""
    across, down = (f"{length:g}" for length in size)
    return (
        f'<svg xmlns="{NAMESPACE}" class="{_classes(width)}" width="{across}" '
        f'height="{down}" viewBox="0 0 {across} {down}" aria-hidden="true" '
        f'focusable="false" font-family="{FAMILY}">{body}</svg>'
    )


def written(text: str) -> str:
    """Give a text so that it can stand in SVG, whatever signs it holds.

    >>> written("Mor & <barn>")
    'Mor &amp; &lt;barn&gt;'
    """
    return escape(_NOT_XML.sub("", text))


def png(svg: str, *, scale: float = 1.0) -> bytes:
    """Give a drawing as a picture on white, ``scale`` dots to a px."""
    import vl_convert

    prepare_fonts()
    return vl_convert.svg_to_png(_grounded(svg), scale=scale)


def _grounded(svg: str) -> str:
    """Put white below a drawing.

    On a see-through ground vl-convert writes no channel higher than the alpha beside
    it, as if colours were still multiplied by alpha: pale parts and soft edges would
    come out dark. Where all is opaque its colours are right.
    """
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return _ROOT.sub(lambda root: root[0] + ground, svg, count=1)


def _legible(part: Any) -> Any:
    """Take out signs that XML has no place for: vl-convert would end the process."""
    if isinstance(part, str):
        return _NOT_XML.sub("", part)
    if isinstance(part, dict):
        return {name: _legible(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_legible(value) for value in part]
    return part


def _plain(drawn: str, *, prefix: str, width: Width) -> str:
    # Namespaces are put back on the root below; without them tags keep their names.
    bare = re.sub(r' xmlns(:xlink)?="[^"]*"', "", drawn, count=2)
    root = ElementTree.fromstring(bare)  # noqa: S314 – drawn by ourselves, a line above
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("display") == "none" or child.get("class") == "background":
                parent.remove(child)
        _unspeak(parent)
    _renumber(root, prefix)
    body = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    size = float(root.attrib["width"]), float(root.attrib["height"])
    return drawing(body, size=size, width=width)


def _unspeak(element: ElementTree.Element) -> None:
    for name in _NEEDLESS:
        element.attrib.pop(name, None)


def _renumber(root: ElementTree.Element, prefix: str) -> None:
    """Count ids from 1 in each drawing: Vega counts on through all it ever drew."""
    named = [element for element in root.iter() if "id" in element.attrib]
    ids = {
        element.attrib["id"]: f"{prefix}-{number}"
        for number, element in enumerate(named, start=1)
    }
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            found = _REFERENCE.fullmatch(value)
            if name == "id":
                element.set(name, ids[value])
            elif found:
                element.set(name, f"url(#{ids[found[1]]})")


def _classes(width: Width) -> str:
    return f"nl-svg nl-{width.value}"
