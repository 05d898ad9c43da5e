"""Where Inter lies, made ready for drawing, and what is used when it is not there.

``./dev`` makes the files; whoever installs with pip alone may put them in a folder
named by the environment's ``NABOLAG_FONTS``. Without them figures are drawn with the
next family of :data:`nabolag.figures.style.FAMILY`, the machine's own sans serif.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

STATIC = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
)
WEB = "inter-latin-wght-normal.woff2"


def font_folder() -> Path | None:
    """Find the folder that holds Inter in four weights, or nothing.

    It is the one that ``NABOLAG_FONTS`` names, or else where ``./dev`` puts it.
    """
    made = Path(sys.prefix) / "share" / "nabolag" / "fonts"
    folder = Path(os.environ.get("NABOLAG_FONTS") or made)
    return folder if all((folder / name).is_file() for name in STATIC) else None


def prepare_fonts() -> Path | None:
    """Let figures be drawn with Inter, and give its folder.

    Gives nothing, and leaves drawing to the machine's own sans serif, when Inter is not
    there.
    """
    folder = font_folder()
    if folder is not None:
        _register(folder)
    return folder


def web_font() -> bytes | None:
    """Give Inter as a variable WOFF2 for pages that hold all they need, or nothing."""
    folder = font_folder()
    if folder is None or not (folder / WEB).is_file():
        return None
    return (folder / WEB).read_bytes()


@cache
def _register(folder: Path) -> None:
    import vl_convert

    vl_convert.register_font_directory(str(folder))
