"""Make Inter ready for figures and PDF: static TTF files from the variable web font.

    python tools/make_fonts.py NODE_MODULES TARGET

vl-convert and typst pick a weight among static fonts of one family, and npm has Inter
only as variable WOFF2, divided by script. So each weight is cut out of the Latin and
the extended Latin file (the latter for Sámi and other names) and the two are joined.

Three signs that Norwegian pages need are missing from the files and are added: the
narrow no-break space between thousands, and the arrows left and right. Inter's licence
(SIL OFL 1.1) reserves no name, so the fonts stay "Inter".
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
LATIN, EXTENDED = "inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"
NARROW_NO_BREAK_SPACE, THIN_SPACE = 0x202F, 0x2009
LEFT, UP, RIGHT = 0x2190, 0x2191, 0x2192


def main(node_modules: Path, target: Path) -> None:
    """Write Inter-Regular.ttf and its sisters, and the web font, to a folder."""
    files = node_modules / "@fontsource-variable" / "inter" / "files"
    target.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        static_font(files, weight).save(target / f"Inter-{style}.ttf")
    web = TTFont(files / LATIN, recalcTimestamp=False)
    add_narrow_space(web)
    web.save(target / LATIN)


def static_font(files: Path, weight: int) -> TTFont:
    """Give one weight of Inter with every sign of both files."""
    latin = cut_out(files / LATIN, weight)
    joined = join(latin, cut_out(files / EXTENDED, weight))
    joined["name"] = latin["name"]
    # The same files each time: no time of making in them.
    joined["head"].created = joined["head"].modified = latin["head"].modified
    add_narrow_space(joined)
    add_arrow(joined, RIGHT, turn=(0, -1, 1, 0))
    add_arrow(joined, LEFT, turn=(0, 1, -1, 0))
    return joined


def cut_out(file: Path, weight: int) -> TTFont:
    """Give one weight of a variable font, named after it."""
    variable = TTFont(file, recalcTimestamp=False)
    static = instantiateVariableFont(variable, {"wght": weight}, updateFontNames=True)
    static.flavor = None
    return static


def join(latin: TTFont, extended: TTFont) -> TTFont:
    """Give one font of two; a sign in both is taken from the first."""
    missing = set(extended.getBestCmap()) - set(latin.getBestCmap())
    fewer = Subsetter()
    fewer.populate(unicodes=missing)
    fewer.subset(extended)
    with TemporaryDirectory() as folder:
        parts = [Path(folder) / "latin.ttf", Path(folder) / "extended.ttf"]
        latin.save(parts[0])
        extended.save(parts[1])
        joined = Merger().merge([str(part) for part in parts])
    joined.recalcTimestamp = False
    return joined


def add_narrow_space(font: TTFont) -> None:
    """Let the narrow no-break space look like the thin space."""
    thin = font.getBestCmap()[THIN_SPACE]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_NO_BREAK_SPACE] = thin


def add_arrow(font: TTFont, code: int, *, turn: tuple[int, int, int, int]) -> None:
    """Draw an arrow as the one that points up, turned about its middle."""
    up, name = font.getBestCmap()[UP], f"uni{code:04X}"
    outline, (advance, _) = font["glyf"][up], font["hmtx"][up]
    across = (outline.xMin + outline.xMax) / 2
    along = (outline.yMin + outline.yMax) / 2
    middle = across, font["OS/2"].sCapHeight / 2
    a, b, c, d = turn
    shift = middle[0] - a * across - c * along, middle[1] - b * across - d * along
    pen = TTGlyphPen(font.getGlyphSet())
    font.getGlyphSet()[up].draw(TransformPen(pen, (*turn, *shift)))
    turned = pen.glyph()
    font["glyf"][name] = turned
    turned.recalcBounds(font["glyf"])
    font["hmtx"][name] = advance, turned.xMin
    font.setGlyphOrder(font["glyf"].glyphOrder)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
