"""Finding one area in an answer."""

from __future__ import annotations

import pytest

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.geography import Area, Division
from nabolag.areas.selection import one_area, only
from nabolag.errors import WrongUsage

PEOPLE = {"numerator": 5, "denominator": 10}
DIVISION = Division(
    id="prøveby",
    names={"nb": "Prøveby"},
    levels=("city", "district", "area"),
    areas=(
        Area(code="0", name="Prøveby", level="city"),
        Area(code="01", name="Bydel Nord", level="district", parent="0"),
        Area(code="0101", name="Nord", level="area", parent="01", codes={"px": "101"}),
    ),
)


@pytest.fixture
def answer(city):
    return diagnose(
        city(
            [
                PEOPLE | {"area": "0", "level": "city", "name": "Prøveby"},
                PEOPLE | {"area": "01", "level": "district", "name": "Nord"},
                PEOPLE | {"area": "0101", "name": "Nord"},
                PEOPLE | {"area": "0102", "name": "St.Hans haugen"},
            ]
        )
    )


def test_an_area_is_found_by_its_code(answer):
    assert one_area(answer, "0101") == "0101"


def test_an_area_is_found_by_its_name_in_any_spelling(answer):
    assert one_area(answer, "st. hans haugen") == "0102"


def test_an_area_is_found_by_another_publishers_code(answer):
    assert one_area(answer, "101", division=DIVISION) == "0101"


def test_a_name_on_two_levels_is_refused_with_both_codes(answer):
    with pytest.raises(WrongUsage, match=r"01 \(Nord, district\) or 0101 \(Nord, area"):
        one_area(answer, "nord")


def test_an_unknown_name_is_refused_with_the_nearest(answer):
    with pytest.raises(WrongUsage, match=r"Is it 0102 \(St.Hans haugen, area\)\?"):
        one_area(answer, "sthanshaug")
    with pytest.raises(WrongUsage, match="nabolag sources inspect"):
        one_area(answer, "qqqq")


def test_the_city_is_not_an_area(answer):
    with pytest.raises(WrongUsage):
        one_area(answer, "0")


def test_one_area_keeps_the_city_it_is_held_against(answer):
    table = only(answer, "0101").table
    assert table["code"].to_list() == ["0", "0101"]
