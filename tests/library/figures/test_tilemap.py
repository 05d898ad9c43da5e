from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.geography import Tile
from nabolag.errors import Misbuilt
from nabolag.figures.parts import MapPlace, Width
from nabolag.figures.style import CLASSES, HATCH, INK, INK_3, PAPER
from nabolag.figures.tilemap import map_class, map_classes, tile_map


def place(code: str = "1", **more: Any) -> MapPlace:
    usual = {"label": f"Vik {code}", "class_": 2, "text": f"+{code}"}
    return MapPlace(code=code, **{**usual, **more})


def grid(columns: int, rows: int = 1) -> list[Tile]:
    return [
        Tile(code=str(row * columns + column), column=column, row=row)
        for row in range(rows)
        for column in range(columns)
    ]


def squares(read: Callable, drawn: str) -> list[Element]:
    return [rect for rect in read(drawn).tagged("rect") if rect.get("rx") is None]


@pytest.mark.parametrize("width", Width)
def test_every_square_has_its_class_colour(read: Callable, width: Width) -> None:
    places = [place(str(n), class_=n) for n in range(5)]
    drawn = tile_map(places, grid(5), width=width)
    assert [rect.get("fill") for rect in squares(read, drawn)] == list(CLASSES)


def test_wide_every_square_holds_its_name_and_value(read: Callable) -> None:
    tiles = grid(14, 2)
    places = [place(tile.code) for tile in tiles]
    texts = read(tile_map(places, tiles, width=Width.WIDE)).texts
    assert texts == [text for p in places for text in (p.label, p.text)]


@pytest.mark.parametrize(
    ("columns", "width", "across"),
    [
        (4, Width.WIDE, 356),
        (14, Width.WIDE, 1012),
        (40, Width.WIDE, 1216),
        (3, Width.NARROW, 268),
        (14, Width.NARROW, 319),
    ],
)
def test_squares_keep_within_the_page(
    read: Callable, columns: int, width: Width, across: float
) -> None:
    drawn = tile_map([place("0")], grid(columns), width=width)
    assert read(drawn).width == pytest.approx(across)
    last = squares(read, drawn)[-1]
    assert float(last.attrib["x"]) + float(last.attrib["width"]) + 1 < across


def test_a_grid_that_begins_elsewhere_is_moved_to_the_corner(read: Callable) -> None:
    near = [Tile(code="1", column=0, row=0), Tile(code="2", column=1, row=1)]
    far = [Tile(code="1", column=7, row=3), Tile(code="2", column=8, row=4)]
    assert tile_map([], near, width=Width.WIDE) == tile_map([], far, width=Width.WIDE)


def test_a_label_of_the_grid_is_broken_where_it_says(read: Callable) -> None:
    tile = Tile(code="1", column=0, row=0, label="Grüner-\nløkka")
    drawn = tile_map([place(label="Grünerløkka")], [tile], width=Width.WIDE)
    assert read(drawn).texts == ["Grüner-", "løkka", "+1"]


def test_a_long_name_goes_on_as_many_lines_as_there_is_room_for(read: Callable) -> None:
    name = "Ullevål hageby med en hale av mange ord som ikke får plass"
    texts = read(tile_map([place("0", label=name)], grid(14), width=Width.WIDE)).texts
    assert texts[-1] == "+0"
    assert len(texts) == 4
    assert texts[-2].endswith("…")


def test_words_for_a_value_may_be_broken_but_a_number_never(read: Callable) -> None:
    words = place("0", text="ingen data ennå", class_=None)
    number = place("1", text="kr\u00a0117\u202f900\u00a0000")
    texts = read(tile_map([words, number], grid(14), width=Width.WIDE)).texts
    assert texts == ["Vik 0", "ingen", "data ennå", "Vik 1"]


def test_on_a_phone_squares_have_signs_and_the_chosen_one_is_named_above(
    read: Callable,
) -> None:
    texts = ("−18", "−4", "0", "+4", "+18")
    places = [place(str(n), class_=n, text=text) for n, text in enumerate(texts)]
    chosen = place("5", label="Romsås", class_=0, text="−20", chosen=True)
    drawn = read(tile_map([*places, chosen], grid(14), width=Width.NARROW))
    assert drawn.texts == ["−−", "−", "+", "++", "−−", "Romsås", "−20"]
    assert drawn.height > read(tile_map(places, grid(14), width=Width.NARROW)).height


def test_on_a_phone_a_few_large_squares_hold_numbers_or_names(read: Callable) -> None:
    numbers = tile_map([place("0", text="−18")], grid(7), width=Width.NARROW)
    names = tile_map([place("0", text="−18")], grid(4), width=Width.NARROW)
    long = tile_map([place("0", text="kr −17\u202f900")], grid(7), width=Width.NARROW)
    assert read(numbers).texts == ["−18"]
    assert read(names).texts == ["Vik 0", "−18"]
    assert read(long).texts == []


def test_squares_too_small_for_a_sign_keep_their_colour(read: Callable) -> None:
    drawn = tile_map([place("0", class_=4)], grid(20), width=Width.NARROW)
    assert read(drawn).texts == []
    assert squares(read, drawn)[0].get("fill") == CLASSES[4]


@pytest.mark.parametrize("width", Width)
def test_the_chosen_square_is_drawn_last_with_a_thick_ink_edge(
    read: Callable, width: Width
) -> None:
    tiles = grid(3)
    places = [place("0", chosen=True, class_=0), place("1"), place("2")]
    drawn = tile_map(places, tiles, width=width)
    edges = [rect.get("stroke-width") for rect in squares(read, drawn)]
    assert edges == ["1", "1", "4"]
    assert squares(read, drawn)[-1].get("stroke") == INK
    assert squares(read, drawn)[-1].get("fill") == CLASSES[0]


@pytest.mark.parametrize("width", Width)
def test_a_withheld_figure_is_hatched_and_has_no_class(
    read: Callable, width: Width
) -> None:
    hidden = place("0", class_=0, text="skjult", hidden=True)
    drawn = read(tile_map([hidden], grid(2), width=width))
    assert drawn.tagged("rect")[0].get("fill") == PAPER
    assert [path.get("stroke") for path in drawn.tagged("path")] == [HATCH]
    assert "skjult" in drawn.texts


def test_hatching_stays_within_its_square(read: Callable) -> None:
    hidden = place("1", text="skjult", hidden=True)
    drawing = read(tile_map([hidden], grid(2), width=Width.WIDE))
    square = drawing.tagged("rect")[1]
    left, side = float(square.attrib["x"]), float(square.attrib["width"])
    lines = drawing.tagged("path")[0].attrib["d"].replace("L", "M").split("M")[1:]
    corners = [tuple(map(float, corner.split(" "))) for corner in lines]
    assert len(corners) > 20
    assert all(left - 0.1 <= x <= left + side + 0.1 for x, _ in corners)
    assert all(2.9 <= y <= 3.1 + side for _, y in corners)


def test_no_figure_is_a_white_square_with_grey_words(read: Callable) -> None:
    nothing = place("0", class_=None, text="ingen data")
    drawn = read(tile_map([nothing], grid(2), width=Width.WIDE))
    assert [rect.get("fill") for rect in drawn.tagged("rect")] == [PAPER, PAPER]
    assert {text.get("fill") for text in drawn.tagged("text")} == {INK_3}
    assert drawn.texts == ["Vik 0", "ingen data"]


def test_a_square_without_a_place_is_empty_and_a_place_without_a_square_is_not_drawn(
    read: Callable,
) -> None:
    drawn = read(tile_map([place("9", label="Marka")], grid(2), width=Width.WIDE))
    assert len(drawn.tagged("rect")) == 2
    assert drawn.texts == []


def test_a_map_without_squares_is_refused() -> None:
    with pytest.raises(Misbuilt, match="no squares"):
        tile_map([place()], [], width=Width.WIDE)


def test_names_from_a_file_are_written_and_never_run(read: Callable) -> None:
    name = "<a>&\x00"
    wide = tile_map([place("0", label=name, text="<b>")], grid(1), width=Width.WIDE)
    phone = tile_map([place("0", label=name, chosen=True)], grid(9), width=Width.NARROW)
    assert read(wide).texts == ["<a>&", "<b>"]
    assert "<a>&" in read(phone).texts


@given(
    places=st.lists(
        st.builds(
            MapPlace,
            code=st.sampled_from("012345"),
            label=st.text(max_size=40),
            class_=st.none() | st.integers(0, 4),
            text=st.text(max_size=15),
            hidden=st.booleans(),
            chosen=st.booleans(),
        ),
        max_size=6,
    ),
    columns=st.integers(1, 30),
    width=st.sampled_from(Width),
)
@settings(max_examples=50, deadline=None)
def test_any_places_give_a_map_that_keeps_within_the_page(
    read: Callable, places: list[MapPlace], columns: int, width: Width
) -> None:
    drawn = tile_map(places, grid(columns), width=width)
    assert read(drawn).width <= (320 if width is Width.NARROW else 1216)
    assert drawn == tile_map(places, grid(columns), width=width)


CUTS = st.lists(st.floats(-1e6, 1e6), max_size=40).map(map_classes)


@given(cuts=CUTS, value=st.floats(-1e6, 1e6))
def test_classes_are_even_around_the_city(
    cuts: tuple[float, float, float, float], value: float
) -> None:
    assert cuts[0] < cuts[1] < 0 < cuts[2] < cuts[3]
    assert (cuts[0], cuts[1]) == (-cuts[3], -cuts[2])
    assert map_class(value, cuts) == 4 - map_class(-value, cuts)


@given(cuts=CUTS, values=st.lists(st.floats(-1e6, 1e6), min_size=2))
def test_a_larger_difference_never_falls_in_a_lower_class(
    cuts: tuple[float, float, float, float], values: list[float]
) -> None:
    classes = [map_class(value, cuts) for value in sorted(values)]
    assert classes == sorted(classes)


@pytest.mark.parametrize(
    ("values", "outer", "inner"),
    [
        ([], 2, 1),
        ([0.0, 0.0], 2, 1),
        ([7, -8, 3, -5, 1, 2, -3, 5, 4], 6, 3),
        ([0.4, 0.3, -0.1], 0.3, 0.1),
        ([-17_900, 20_300, 4_000], 15_000, 5_000),
    ],
)
def test_cut_points_are_readable_numbers(
    values: list[float], outer: float, inner: float
) -> None:
    assert map_classes(values) == pytest.approx((-outer, -inner, inner, outer))
