"""Points of a place analysis, on the border of its area and in a table."""

from __future__ import annotations

import pytest

from nabolag_web.areas.models import Area, Division
from nabolag_web.knowledge.queries.place_map import MapPoint, outline_of, place_map

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[10, 59], [10.2, 59], [10.2, 59.1], [10, 59.1], [10, 59]]],
}


@pytest.fixture
def outlined(focused, moment):
    """The programme's own area, with a square border."""
    division = Division.objects.create(
        city=focused, key="d", name="D", made_at=moment, description={}
    )
    Area.objects.create(
        division=division, code="01", name="Dalen", level="area", outline=SQUARE
    )
    return focused.keeper.focus_areas.get()


def test_points_are_told_in_a_table_where_the_area_has_no_border(read, look, take):
    analysis = look()
    take(analysis, "Uten punkt"), take(analysis, "Med punkt", point=(59.9139, 10.75))
    page = read("place", analysis.pk)
    assert 'href="geo:59.9139,10.75"' in page
    assert "59.9139, 10.75" in page
    assert "kn-map" not in page


def test_points_stand_on_the_border_of_the_area_with_the_numbers_of_the_table(
    read, look, take, outlined
):
    analysis = look(area=outlined)
    take(analysis, "Midt i", point=(59.05, 10.1))
    take(analysis, "Uten punkt")
    take(analysis, "I hjørnet", point=(59.1, 10.2))
    page = read("place", analysis.pk)
    assert page.count('r="11"') == 2
    assert "The border of Dalen" in page
    assert page.count('<th scope="row">') == 2


def test_points_lie_where_they_should(outlined, programme):
    outline = outline_of(programme, outlined)
    points = [
        MapPoint(number=1, latitude=59.05, longitude=10.1),
        MapPoint(number=2, latitude=59.1, longitude=10.2),
        MapPoint(number=3, latitude=59.0, longitude=10.0),
    ]
    drawn = place_map(outline, points)
    middle, north_east, south_west = drawn.dots
    assert middle.x == pytest.approx((north_east.x + south_west.x) / 2, abs=0.2)
    assert middle.y == pytest.approx((north_east.y + south_west.y) / 2, abs=0.2)
    assert north_east.x > south_west.x
    assert north_east.y < south_west.y
    assert drawn.height >= south_west.y
    assert drawn.border.startswith("M")


def test_a_point_outside_the_area_makes_the_map_larger_and_is_on_it(
    outlined, programme
):
    far = [MapPoint(number=1, latitude=58.9, longitude=10.1)]
    drawn = place_map(outline_of(programme, outlined), far)
    assert 0 <= drawn.dots[0].y <= drawn.height


def test_a_border_that_is_not_known_is_not_drawn(programme, focused, moment):
    area = programme.focus_areas.get()
    assert outline_of(programme, area) is None  # a city without a division
    assert outline_of(programme, None) is None
    Division.objects.create(
        city=focused, key="d", name="D", made_at=moment, description={}
    )
    assert outline_of(programme, area) is None
