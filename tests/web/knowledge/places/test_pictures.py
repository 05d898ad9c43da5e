"""A picture that is kept holds its pixels and nothing else, and what is covered is gone."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from nabolag_web.knowledge.actions.pictures import (
    COVER,
    MOST_PIXELS,
    NotAPicture,
    Picture,
    Rectangle,
    TooManyPixels,
    safe_picture,
)

NEAR = 6  # how far JPEG may move a colour in a smooth picture
RING = 16  # pixels around a covered part that share its blocks in the JPEG


def encoded(image, kind="PNG", **options):
    made = BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def smooth(width, height):
    """A picture whose colours change slowly from corner to corner."""
    across = (np.arange(width) % 200 + 20.0)[None, :]
    down = (np.arange(height) % 200 + 20.0)[:, None]
    red, green = np.broadcast_arrays(across, down)
    return Image.fromarray(
        np.dstack([red, green, (red + green) / 2]).astype(np.uint8), "RGB"
    )


def pixels(picture: Picture):
    return np.asarray(Image.open(BytesIO(picture.content)).convert("RGB")).astype(int)


rectangles = st.builds(
    Rectangle,
    left=st.floats(-1, 2),
    top=st.floats(-1, 2),
    right=st.floats(-1, 2),
    bottom=st.floats(-1, 2),
)


def touched(rectangle, width, height):
    """Tells which pixels a rectangle reaches into."""
    left, right = sorted((rectangle.left * width, rectangle.right * width))
    top, bottom = sorted((rectangle.top * height, rectangle.bottom * height))
    across = (np.arange(width) < right) & (np.arange(width) + 1 > left)
    down = (np.arange(height) < bottom) & (np.arange(height) + 1 > top)
    return down[:, None] & across[None, :]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 160),
    st.integers(1, 160),
    st.lists(rectangles, max_size=4),
    st.sampled_from(["PNG", "JPEG", "WEBP"]),
)
def test_what_is_covered_is_one_grey_and_all_else_is_as_it_was(
    width, height, covered, kind
):
    image = smooth(width, height)
    sent = encoded(image, kind, **({"quality": 95} if kind != "PNG" else {}))
    kept = safe_picture(sent, covered=covered)
    assert (kept.width, kept.height) == (width, height)
    shown, given_ = pixels(kept), np.asarray(image).astype(int)
    gone = np.zeros((height, width), bool)
    for rectangle in covered:
        gone |= touched(rectangle, width, height)
    inner, outer = _inner(gone), ~_grown(gone)
    assert np.all(np.abs(shown[inner] - COVER) <= NEAR)
    if kind == "PNG":
        assert np.all(np.abs(shown[outer] - given_[outer]) <= 2 * NEAR)


def _inner(mask):
    return ~_grown(~mask)


def _grown(mask):
    grown = np.zeros_like(mask)
    rows, columns = np.nonzero(mask)
    for row, column in set(zip(rows // 8 * 8, columns // 8 * 8, strict=True)):
        grown[
            max(row - RING, 0) : row + RING + 8,
            max(column - RING, 0) : column + RING + 8,
        ] = True
    return grown


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_is_kept_does_not_depend_on_what_was_covered(seed):
    """Two pictures that differ only under a rectangle are the same when it is covered."""
    rng = np.random.default_rng(seed)
    one = np.asarray(smooth(96, 64)).copy()
    other = one.copy()
    other[16:48, 24:72] = rng.integers(0, 256, (32, 48, 3))
    face = Rectangle(left=24 / 96, top=16 / 64, right=72 / 96, bottom=48 / 64)
    kept = [
        safe_picture(encoded(Image.fromarray(each)), covered=[face]).content
        for each in (one, other)
    ]
    assert kept[0] == kept[1]


TOLD = b"59.9139 N Kari Nordmann iPhone 15"


def _exif():
    exif = Image.Exif()
    exif[0x010F] = TOLD.decode()
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 50.0), 3: "E", 4: (10.0, 45.0, 0.0)}
    return exif


def _told_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", TOLD.decode())
    texts.add_itxt("XML:com.adobe.xmp", TOLD.decode())
    return encoded(smooth(40, 30), exif=_exif(), pnginfo=texts, icc_profile=TOLD)


def _told_jpeg():
    return encoded(
        smooth(40, 30), "JPEG", exif=_exif(), comment=TOLD, icc_profile=TOLD, xmp=TOLD
    )


def _told_webp():
    return encoded(smooth(40, 30), "WEBP", exif=_exif(), icc_profile=TOLD, xmp=TOLD)


@pytest.mark.parametrize("sent", [_told_png(), _told_jpeg(), _told_webp()])
def test_nothing_that_was_written_into_a_picture_comes_along(sent):
    assert TOLD in sent
    kept = safe_picture(sent).content
    opened = Image.open(BytesIO(kept))
    assert TOLD not in kept
    assert not opened.getexif()
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert {kept[at + 1] for at in _markers(kept)}.isdisjoint(
        {*range(0xE1, 0xF0), 0xFE}
    )


def _markers(jpeg):
    """Gives where the segments of a JPEG begin, up to its pixels."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield at
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")


def test_nothing_that_is_put_after_a_picture_comes_along():
    kept = safe_picture(encoded(smooth(40, 30), "JPEG") + b"PK\x03\x04<script>")
    assert b"<script>" not in kept.content
    assert kept.content.endswith(b"\xff\xd9")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_it_was_held_before_it_is_covered(orientation):
    """A white corner, up to the left as seen, is where the rectangle is drawn."""
    seen = np.zeros((40, 64, 3), np.uint8)
    seen[:16, :16] = 255
    back = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}.get(orientation)
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    held = Image.fromarray(seen)
    if back:
        held = held.transpose(turns[back])
    exif = Image.Exif()
    exif[0x0112] = orientation
    sent = encoded(held, "JPEG", exif=exif, quality=95)
    plain = pixels(safe_picture(sent))
    assert plain.shape == (40, 64, 3)
    assert plain[:12, :12].min() > 240
    corner = Rectangle(left=0, top=0, right=0.25, bottom=0.4)
    covered = pixels(safe_picture(sent, covered=[corner]))
    assert np.all(np.abs(covered[:16, :16] - COVER) <= NEAR)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    kept = safe_picture(encoded(smooth(3000, 1500), "JPEG"))
    assert (kept.width, kept.height) == (2000, 1000)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("L", (9, 9), 200),
        Image.new("P", (9, 9)),
        Image.new("1", (9, 9), 1),
        Image.new("LA", (9, 9), (200, 10)),
        Image.new("RGBA", (9, 9), (0, 0, 0, 0)),
        Image.fromarray(np.full((9, 9), 65535, np.uint16)),
    ],
    ids=["greys", "few colours", "black and white", "clear grey", "clear", "16 bits"],
)
def test_every_kind_of_png_becomes_a_picture(image):
    kept = safe_picture(encoded(image))
    assert pixels(kept).shape == (9, 9, 3)


def test_what_is_clear_becomes_white_and_fine_greys_stay_light():
    clear = safe_picture(encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0))))
    light = safe_picture(encoded(Image.fromarray(np.full((9, 9), 65535, np.uint16))))
    assert pixels(clear).min() > 250
    assert pixels(light).min() > 250


def test_a_jpeg_for_print_becomes_a_picture():
    assert safe_picture(encoded(Image.new("CMYK", (9, 9)), "JPEG")).width == 9


def _claims(width, height):
    """A small PNG that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize("side", [8001, 12_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(side):
    assert side**2 > MOST_PIXELS
    with pytest.raises(TooManyPixels):
        safe_picture(_claims(side, side))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7",
        encoded(smooth(300, 300), "JPEG")[:2000],
        encoded(smooth(9, 9), "TIFF"),
        _claims(100, 100),
    ],
    ids=["nothing", "text", "svg", "gif", "pdf", "cut short", "tiff", "hollow png"],
)
def test_what_is_no_picture_is_refused(sent):
    with pytest.raises(NotAPicture):
        safe_picture(sent)


# Pillow warns of damage that it can read past.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from([_told_png(), _told_jpeg(), _told_webp()]))
def test_a_damaged_picture_is_kept_or_refused_and_never_more(data, sent):
    hurt = bytearray(sent)
    for at in data.draw(st.lists(st.integers(0, len(sent) - 1), max_size=12)):
        hurt[at] = data.draw(st.integers(0, 255))
    try:
        kept = safe_picture(bytes(hurt))
    except (NotAPicture, TooManyPixels):
        return
    assert kept.content.startswith(b"\xff\xd8")
