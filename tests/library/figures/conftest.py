"""What tests of figures share: a drawing read back as a tree, and what it may hold."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nabolag.figures import style
from nabolag.figures.fonts import font_folder

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = {
    style.INK,
    style.INK_2,
    style.INK_3,
    style.PAPER,
    style.GRID,
    style.EDGE,
    style.HATCH,
    *style.CLASSES,
    *(look.colour for look in style.LOOKS.values()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    root: ElementTree.Element

    @property
    def width(self) -> float:
        return float(self.root.attrib["width"])

    @property
    def height(self) -> float:
        return float(self.root.attrib["height"])

    @property
    def elements(self) -> list[ElementTree.Element]:
        return list(self.root.iter())

    def tagged(self, tag: str) -> list[ElementTree.Element]:
        return list(self.root.iter(SVG + tag))

    @property
    def texts(self) -> list[str]:
        return ["".join(text.itertext()) for text in self.tagged("text")]

    @property
    def sizes(self) -> list[float]:
        return [
            float(text.attrib["font-size"].removesuffix("px"))
            for text in self.tagged("text")
        ]

    @property
    def colours(self) -> set[str]:
        found = {
            element.get(name)
            for element in self.elements
            for name in ("fill", "stroke")
        }
        return {colour for colour in found if colour not in (None, "none")}


@pytest.fixture(scope="session")
def read() -> Callable[[str], Drawing]:
    """Read SVG back, and refuse whatever no drawing may hold."""

    def read_back(svg: str) -> Drawing:
        drawing = Drawing(root=ElementTree.fromstring(svg))  # noqa: S314
        assert drawing.root.tag == SVG + "svg"
        assert drawing.root.get("aria-hidden") == "true"
        assert drawing.root.get("focusable") == "false"
        assert drawing.colours <= TOKENS
        assert all(size >= style.AXIS for size in drawing.sizes)
        assert not {element.tag.removeprefix(SVG) for element in drawing.elements} & {
            "script",
            "style",
            "image",
            "a",
            "use",
            "foreignObject",
        }
        names = {name for element in drawing.elements for name in element.attrib}
        assert not {name for name in names if re.match(r"on|role|style|href", name)}
        assert names & {"aria-label", "aria-roledescription"} == set()
        return drawing

    return read_back


@pytest.fixture(scope="session")
def made_fonts() -> Path:
    """The folder of Inter as ``./dev`` makes it; skipped without it, but never in CI."""
    folder = font_folder()
    if folder is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("Inter has not been made ready: ./dev does that")
    return folder
