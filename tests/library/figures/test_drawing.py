from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from nabolag.errors import WrongUsage
from nabolag.figures.drawing import NUMBERS, drawing, png, svg, written
from nabolag.figures.parts import Width
from nabolag.figures.style import FAMILY, SCHEMA, Spec, figure


def axis(*ticks: float, clip: bool = False) -> Spec:
    """A figure of one point, with an axis that needs a language."""
    scale = {"domain": [min(ticks), max(ticks)], "nice": False, "zero": False}
    x = {
        "type": "quantitative",
        "scale": scale,
        "axis": {"values": list(ticks), "format": ",.1~f"},
    }
    layer = {
        "mark": {"type": "point", "clip": clip},
        "encoding": {"x": {"field": "x", **x}},
    }
    around = {"left": 40, "right": 40, "top": 4, "bottom": 30}
    rows = [{"x": ticks[0]}]
    return figure([layer], rows=rows, size=(240, 20), around=around, width=Width.NARROW)


@pytest.mark.parametrize(
    ("language", "written_as"),
    [("nb", "−7\u202f420,5"), ("nn", "−7\u202f420,5"), ("en", "−7,420.5")],
)
def test_numbers_are_written_as_the_language_writes_them(
    read: Callable, language: str, written_as: str
) -> None:
    drawn = svg(axis(-7420.5, 0), language=language, prefix="a")
    assert read(drawn).texts == [written_as, "0"]


def test_another_language_is_refused() -> None:
    with pytest.raises(WrongUsage, match="nb, nn or en"):
        svg(axis(0, 1), language="se", prefix="a")
    assert set(NUMBERS) == {"nb", "nn", "en"}


def test_a_drawing_is_named_sized_and_hidden_from_screen_readers(
    read: Callable,
) -> None:
    drawn = read(svg(axis(0, 1), language="nb", prefix="a"))
    assert drawn.root.get("class") == "nl-svg nl-narrow"
    assert (drawn.width, drawn.height) == (320, 54)
    assert drawn.root.get("viewBox") == "0 0 320 54"
    assert drawn.root.get("font-family") == FAMILY


def test_ids_are_set_apart_by_their_prefix() -> None:
    drawn = [
        svg(axis(0, 1, clip=True), language="nb", prefix=prefix) for prefix in "ab"
    ]
    assert 'id="a-1"' in drawn[0]
    assert 'clip-path="url(#a-1)"' in drawn[0]
    assert drawn[0].replace("a-1", "b-1") == drawn[1]


def test_the_same_spec_gives_the_same_letters() -> None:
    assert len({svg(axis(0, 5, 10), language="nb", prefix="a") for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("Mor & barn", "Mor &amp; barn"),
        ("bell\x07 and null\x00", "bell and null"),
        ("\ud800half\uffff", "half"),
        ("æ «7\u202f420» ★ 地", "æ «7\u202f420» ★ 地"),
    ],
)
def test_any_text_can_stand_in_svg(read: Callable, text: str, safe: str) -> None:
    assert written(text) == safe
    read(
        drawing(
            f"<text font-size='13'>{written(text)}</text>",
            size=(9, 9),
            width=Width.WIDE,
        )
    )


def test_signs_that_xml_has_no_place_for_are_left_out_of_a_spec(read: Callable) -> None:
    spec = axis(0, 1)
    layer = {"mark": "text", "encoding": {"text": {"value": "a\x00b\uffffc\ud800"}}}
    spec["layer"].append(layer)
    assert "abc" in read(svg(spec, language="nb", prefix="a")).texts


def test_a_spec_can_be_read_by_other_vega_lite_programs() -> None:
    assert axis(0, 1)["$schema"] == SCHEMA
    assert axis(0, 1)["data"] == {"values": [{"x": 0}]}


def test_a_picture_has_scale_dots_to_a_px() -> None:
    picture = png(svg(axis(0, 1), language="nb", prefix="a"), scale=2)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (640, 108)


def dots(body: str) -> Image.Image:
    """A drawing of 20 × 20 px as a picture, a dot to a px."""
    shown = drawing(body, size=(20, 20), width=Width.NARROW)
    picture = Image.open(BytesIO(png(shown)))
    assert picture.getextrema()[3] == (255, 255)  # nothing is see-through
    return picture.convert("RGB")


@pytest.mark.parametrize("colour", [(68, 115, 140), (192, 64, 32), (241, 239, 234)])
@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("how", ["fill-opacity", "opacity"])
def test_a_pale_colour_is_as_pale_in_a_picture_as_on_white_paper(
    colour: tuple[int, int, int], share: float, how: str
) -> None:
    fill = "#{:02X}{:02X}{:02X}".format(*colour)
    body = f'<rect width="20" height="20" fill="{fill}" {how}="{share}"/>'
    mixed = [share * part + (1 - share) * 255 for part in colour]
    assert dots(body).getpixel((10, 10)) == pytest.approx(mixed, abs=1.5)


def test_pale_parts_on_each_other_are_mixed_in_the_order_they_are_drawn() -> None:
    part = '<rect width="20" height="20" fill="{}" fill-opacity="0.5"/>'
    found = dots(part.format("#FF0000") + part.format("#0000FF")).getpixel((10, 10))
    # White half covered by red is 255, 127.5, 127.5; half of that covered by blue:
    assert found == pytest.approx((127.5, 63.75, 191.25), abs=1.5)


def test_white_shapes_have_no_dark_edges_in_a_picture() -> None:
    disc = dots('<circle cx="10" cy="10" r="8.3" fill="#FFFFFF"/>')
    assert disc.getextrema() == ((255, 255), (255, 255), (255, 255))


def test_a_picture_is_white_where_nothing_is_drawn() -> None:
    assert dots("").getextrema() == ((255, 255), (255, 255), (255, 255))
