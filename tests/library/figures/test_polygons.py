from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from nabolag.areas.geography import Outline
from nabolag.errors import Misbuilt
from nabolag.figures.parts import MapPlace, Width
from nabolag.figures.polygons import polygon_map
from nabolag.figures.style import CLASSES, HATCH, INK, PAPER


def box(
    code: str, west: float, south: float, side: float = 0.1, **more: float
) -> Outline:
    east, north = west + more.get("across", side), south + more.get("down", side)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Outline(code=code, geometry={"type": "Polygon", "coordinates": [ring]})


def place(code: str = "1", **more: Any) -> MapPlace:
    usual = {"label": f"Vik {code}", "class_": 2, "text": f"+{code}"}
    return MapPlace(code=code, **{**usual, **more})


def row_of(number: int) -> list[Outline]:
    """Squares from west to east, all of one size."""
    return [box(str(n), 10 + 0.1 * n, 60) for n in range(number)]


def areas(drawing: Any) -> Sequence[Any]:
    return [path for path in drawing.tagged("path") if path.get("fill") != "none"]


@pytest.mark.parametrize(("width", "across"), [(Width.WIDE, 704), (Width.NARROW, 320)])
def test_the_map_fills_the_page_and_keeps_north_up(
    read: Callable, width: Width, across: float
) -> None:
    outlines = [box("1", 10.0, 60.0), box("2", 10.1, 60.1)]
    drawing = read(polygon_map([place("2")], outlines, width=width))
    assert drawing.width == across
    south, north = (path.attrib["d"] for path in areas(drawing))
    assert float(south.split(" ")[1].split("L")[0]) > float(
        north.split(" ")[1].split("L")[0]
    )


def test_longitude_is_narrowed_at_the_mean_latitude(read: Callable) -> None:
    drawing = read(polygon_map([], [box("1", 10, 59.95)], width=Width.NARROW))
    # A tenth of a degree at 60° north is half as far east as north.
    assert drawing.height == pytest.approx(320 * 1.25, abs=5)
    path = areas(drawing)[0].attrib["d"][1:-1]
    xs = [float(corner.split(" ")[0]) for corner in path.split("L")]
    ys = [float(corner.split(" ")[1]) for corner in path.split("L")]
    assert max(xs) - min(xs) == pytest.approx((max(ys) - min(ys)) / 2, abs=0.5)
    assert (max(xs) + min(xs)) / 2 == pytest.approx(160, abs=0.1)


def test_colour_hatching_and_white_say_the_same_as_on_squares(read: Callable) -> None:
    places = [
        place("0", class_=4),
        place("1", class_=1, hidden=True, text="skjult"),
        place("2", class_=None, text="ingen data"),
    ]
    drawing = read(polygon_map(places, row_of(4), width=Width.WIDE))
    fills = [path.get("fill") for path in areas(drawing)]
    assert fills == [CLASSES[4], PAPER, PAPER, PAPER]
    hatching = [path for path in drawing.tagged("path") if path.get("fill") == "none"]
    assert [path.get("stroke") for path in hatching] == [HATCH]
    assert "skjult" in drawing.texts


def test_the_chosen_area_is_drawn_last_with_a_thick_ink_edge(read: Callable) -> None:
    places = [place("0", chosen=True), place("1"), place("2")]
    drawing = read(polygon_map(places, row_of(3), width=Width.WIDE))
    assert [path.get("stroke-width") for path in areas(drawing)] == ["1", "1", "4"]
    assert areas(drawing)[-1].get("stroke") == INK


@pytest.mark.parametrize(
    ("number", "width", "texts"),
    [
        (3, Width.WIDE, ["Frognerparken", "+12"] * 3),
        (8, Width.NARROW, ["+12"] * 8),
        (12, Width.NARROW, ["+"] * 12),
        (30, Width.NARROW, []),
    ],
)
def test_areas_hold_the_most_that_most_of_them_have_room_for(
    read: Callable, number: int, width: Width, texts: list[str]
) -> None:
    looks = {"label": "Frognerparken", "class_": 3, "text": "+12"}
    places = [place(str(n), **looks) for n in range(number)]
    assert read(polygon_map(places, row_of(number), width=width)).texts == texts


def test_one_large_area_among_small_ones_is_not_named_alone(read: Callable) -> None:
    outlines = [*row_of(30), box("30", 10, 57, 2.0)]
    places = [place(str(n)) for n in range(31)]
    assert read(polygon_map(places, outlines, width=Width.WIDE)).texts == []


def test_an_area_with_less_room_than_most_shows_the_next_best(read: Callable) -> None:
    outlines = [*row_of(6), box("6", 10.6, 60, across=0.03, down=0.1)]
    places = [place(str(n), class_=4, text="+12") for n in range(7)]
    texts = read(polygon_map(places, outlines, width=Width.WIDE)).texts
    assert texts == [*(text for n in range(6) for text in (f"Vik {n}", "+12")), "+12"]


def test_the_chosen_area_is_named_above_when_there_is_no_room_in_it(
    read: Callable,
) -> None:
    places = [place(str(n), chosen=n == 2) for n in range(30)]
    chosen = read(polygon_map(places, row_of(30), width=Width.NARROW))
    plain = read(polygon_map([], row_of(30), width=Width.NARROW))
    assert chosen.texts == ["Vik 2", "+2"]
    assert chosen.height == plain.height + 30


def test_the_chosen_area_is_named_in_it_when_only_it_has_room(read: Callable) -> None:
    outlines = [*row_of(30), box("30", 10, 57, 2.0)]
    places = [place(str(n), chosen=n == 30) for n in range(31)]
    assert read(polygon_map(places, outlines, width=Width.WIDE)).texts == [
        "Vik 30",
        "+30",
    ]


def test_a_place_without_a_boundary_is_not_drawn(read: Callable) -> None:
    drawing = read(polygon_map([place("9")], row_of(2), width=Width.WIDE))
    assert len(areas(drawing)) == 2
    assert drawing.texts == []


def test_islands_and_holes_belong_to_their_area(read: Callable) -> None:
    outer = [[10, 60], [11, 60], [11, 61], [10, 61], [10, 60]]
    hole = [[10.1, 60.4], [10.1, 60.6], [10.3, 60.6], [10.3, 60.4], [10.1, 60.4]]
    island = [[11.2, 60], [11.4, 60], [11.4, 60.2], [11.2, 60.2], [11.2, 60]]
    both = Outline(
        code="1",
        geometry={"type": "MultiPolygon", "coordinates": [[outer, hole], [island]]},
    )
    hidden = place("1", hidden=True, text="skjult")
    drawing = read(polygon_map([hidden], [both], width=Width.WIDE))
    [area] = areas(drawing)
    assert area.attrib["d"].count("M") == 3
    assert area.attrib["fill-rule"] == "evenodd"
    assert drawing.texts == ["Vik 1", "skjult"]


def test_heights_above_the_sea_and_repeated_corners_are_left_out(
    read: Callable,
) -> None:
    ring = [[10, 60, 5], [10, 60, 5], [11, 60, 5], [11, 61, 5], [10, 60, 5]]
    high = Outline(code="1", geometry={"type": "Polygon", "coordinates": [ring]})
    path = areas(read(polygon_map([], [high], width=Width.WIDE)))[0].attrib["d"]
    assert path.count("L") == 3


def test_a_map_without_boundaries_is_refused() -> None:
    with pytest.raises(Misbuilt, match="no boundaries"):
        polygon_map([place()], [], width=Width.WIDE)


def test_the_same_map_is_drawn_with_the_same_letters() -> None:
    places = [place("0", hidden=True), place("1", chosen=True)]
    drawn = {polygon_map(places, row_of(3), width=Width.WIDE) for _ in range(3)}
    assert len(drawn) == 1


@pytest.mark.shared_data
@pytest.mark.parametrize("width", Width)
def test_oslos_areas_can_be_drawn(
    read: Callable, shared_data: Path, width: Width
) -> None:
    import shapely

    file = shared_data / "oslo" / "boundaries" / "bydeler_forenklet.geojson"
    features = json.loads(file.read_text())["features"]
    valid = {
        feature["properties"]["id"]: shapely.make_valid(
            shapely.geometry.shape(feature["geometry"])
        )
        for feature in features
    }
    outlines = [
        Outline(code=code, geometry=shapely.geometry.mapping(shape))
        for code, shape in valid.items()
    ]
    places = [place(outline.code, chosen=outline.code == "10") for outline in outlines]
    drawing = read(polygon_map(places, outlines, width=width))
    assert len(areas(drawing)) == 15
    assert "+10" in drawing.texts
