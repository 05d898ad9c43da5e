from __future__ import annotations

import pytest
from shapely.geometry import shape
from shapely.ops import unary_union

from nabolag.demo.atlas import division, outlines, tiles
from nabolag.demo.names import districts, squares
from nabolag.demo.places import places


@pytest.fixture(scope="module")
def shapes():
    return {each.code: shape(each.geometry) for each in outlines(places())}


def test_every_area_has_a_sound_boundary_that_goes_anticlockwise(shapes):
    assert len(shapes) == 60
    for one in shapes.values():
        assert one.is_valid
        assert one.exterior.is_ccw


def test_no_areas_overlap_and_neighbours_share_their_border(shapes):
    together = unary_union(list(shapes.values()))
    assert together.area == pytest.approx(sum(one.area for one in shapes.values()))
    beside = {(s.column, s.row): s.code for s in squares()}
    for (column, row), code in beside.items():
        if right := beside.get((column + 1, row)):
            assert shapes[code].intersection(shapes[right]).length > 0


def test_the_city_lies_in_the_open_norwegian_sea(shapes):
    west, south, east, north = unary_union(list(shapes.values())).bounds
    assert 0.8 < west < east < 1.3
    assert 67.0 < south < north < 67.2


def test_an_area_has_the_same_boundary_in_a_part_of_the_city(shapes):
    for outline in outlines(places(10)):
        assert shape(outline.geometry).equals(shapes[outline.code])


def test_the_division_has_the_city_its_districts_and_its_areas():
    whole = division(places())
    assert [a.name for a in whole.at(2025, level="city")] == ["Storvik i alt"]
    assert len(whole.at(2025, level="district")) == 8
    assert len(whole.children("S6")) == 7
    assert whole.one("Dalen").code == "S601"
    assert whole.one("Storvik").code == "S"


def test_the_city_is_called_fictional_in_every_language():
    assert dict(division(places()).names) == {
        "nb": "Storvik (oppdiktet by)",
        "nn": "Storvik (oppdikta by)",
        "en": "Storvik (fictional city)",
    }


def test_a_part_of_the_city_has_only_its_own_districts():
    part = division(places(4))
    assert {a.code for a in part.areas if a.level == "district"} == {
        place.square.district for place in places(4)
    }


def test_each_tile_has_a_square_of_its_own():
    for some in (squares(), districts()):
        made = tiles(some)
        assert len({(tile.column, tile.row) for tile in made}) == len(some)
        assert [tile.code for tile in made] == [square.code for square in some]
