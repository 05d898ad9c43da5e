"""Pictures made safe to keep: turned, made smaller, covered, and stripped of all else.

What comes in is only ever read here, in memory. What goes out is drawn anew from its
pixels: a JPEG without place, camera, comment, colour profile or anything else. What lies
under a rectangle is replaced by one grey, the same for all, before anything is written;
a blurred or coarse face can be guessed at, and even its mean colour would tell of the
person (docs/decisions/0038).
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

LONGEST = 2000
"""Pixels along the longer side of what is kept: enough for a page, too few for a face
far away."""
MOST_PIXELS = 64_000_000
"""What a picture may hold; its size is read before it is unpacked."""
COVER = (118, 118, 118)
"""The grey of what is covered; in contrast to both white and black."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112  # of EXIF
_QUALITY = 85
_WHITE = (255, 255, 255)
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow lets out when a file is not what it says it is.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class NotAPicture(Exception):
    """It cannot be read as JPEG, PNG or WebP."""


class TooManyPixels(Exception):
    """It holds more pixels than are unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """What is to be covered, in shares of the picture as it is seen: 0 to 1.

    It may be drawn from any corner and reach outside the picture.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that can be kept: a JPEG, and how many pixels it is."""

    content: bytes
    width: int
    height: int


def safe_picture(
    content: bytes, *, covered: Iterable[Rectangle] = (), longest: int = LONGEST
) -> Picture:
    """Give a picture that can be kept, whatever came in.

    Raises :class:`NotAPicture` and :class:`TooManyPixels`.
    """
    seen = _as_seen(content, longest=longest)
    for rectangle in covered:
        box = _box(rectangle, seen.width, seen.height)
        if box is not None:
            seen.paste(COVER, box)
    made = BytesIO()
    seen.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(content=made.getvalue(), width=seen.width, height=seen.height)


def _as_seen(content: bytes, *, longest: int) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixels
            # A JPEG is unpacked no larger than it is needed.
            opened.draft("RGB", (longest, longest))
            turned = _TURNED.get(opened.getexif().get(_ORIENTATION, 1))
            plain = _on_white(opened)
    except _BOMB as bomb:
        raise TooManyPixels from bomb
    except _BROKEN as broken:
        raise NotAPicture from broken
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return plain if turned is None else plain.transpose(turned)


def _on_white(opened: Image.Image) -> Image.Image:
    """Give only the pixels: a new picture takes nothing else along from the old one."""
    plain = Image.new("RGB", opened.size, _WHITE)
    if opened.has_transparency_data:
        seen = opened.convert("RGBA")
        plain.paste(seen, mask=seen)
    else:
        plain.paste(_eight_bits(opened).convert("RGB"))
    return plain


def _eight_bits(opened: Image.Image) -> Image.Image:
    """Give a picture of finer greys in 256 of them: Pillow would cut them off."""
    if not opened.mode.startswith("I"):
        return opened
    return opened.convert("I").point(lambda grey: grey / 257, "L")


def _box(
    rectangle: Rectangle, width: int, height: int
) -> tuple[int, int, int, int] | None:
    """Give whole pixels, the outermost ones too; nothing where it is all outside."""
    across = _span(rectangle.left, rectangle.right, width)
    down = _span(rectangle.top, rectangle.bottom, height)
    if across is None or down is None:
        return None
    return (across[0], down[0], across[1], down[1])


def _span(one: float, other: float, size: int) -> tuple[int, int] | None:
    first, last = sorted((one, other))
    if last <= 0 or first >= 1:
        return None
    return max(0, math.floor(first * size)), min(size, math.ceil(last * size))
