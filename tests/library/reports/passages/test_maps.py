"""A measure on a map and in tables, without ranks."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from nabolag.areas.geography import Outline
from nabolag.reports.passages.maps import map_of_area, map_of_city, near_the_city
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words

EN = words("en")
SQUARE = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}


def reading(city):
    return reading_of(city.answer(), EN)


def of_area(city, edition, indicator="turnout"):
    found = reading(city)
    main = next(s for s in found.newest("01") if s.indicator.id == indicator)
    return map_of_area(found, edition, main, id_="map-1")


def of_city(city, edition, indicator="turnout"):
    found = reading(city)
    return map_of_city(found, edition, found.indicators[indicator], id_="measure-1")


def test_an_areas_map_marks_it_and_says_how_many_lie_near_the_city(city, edition):
    figure = of_area(city, edition)
    assert figure.title == "Voted: 0 of 2 sub-districts lie near the city"
    assert [p.code for p in figure.map.places if p.chosen] == ["01"]
    assert "Almdalen, marked with a thick edge: 46% against 64%, −18" in figure.summary
    assert figure.subtitle.startswith("Share in percentage points from the rest")
    assert figure.subtitle.endswith("Each square is one area, about where it lies.")


def test_hidden_and_missing_are_keyed_and_never_nought(city, edition):
    city = city.but(names={**city.names, "04": "Øde"}).figure("04", "turnout")
    places = {p.code: p for p in of_area(city, edition).map.places}
    assert (places["03"].text, places["03"].hidden) == ("hidden", True)
    assert (places["04"].text, places["04"].hidden) == ("no data", False)
    assert places["03"].class_ is places["04"].class_ is None
    signs = [key.sign for key in of_area(city, edition).key]
    assert signs == [*(f"class-{n}" for n in range(5)), "hidden", "missing"]


def test_a_tiles_own_label_is_used(city, edition):
    labels = {p.code: p.label for p in of_area(city, edition).map.places}
    assert labels == {"01": "Alm-\ndalen", "02": "Lodalen", "03": "Åsen"}


def test_every_number_on_the_map_is_in_the_table(city, edition):
    figure = of_area(city, edition)
    rows = {row[0]: row for row in figure.tables[0].rows}
    names = {"01": "Almdalen", "02": "Lodalen"}
    for place in figure.map.places:
        if place.class_ is not None:
            assert rows[names[place.code]][3].startswith(place.text)


def test_without_tiles_or_boundaries_an_area_has_no_map(city, edition):
    assert of_area(city, replace(edition, tiles={})) is None


def test_tiles_of_other_areas_are_no_map(city, edition):
    assert of_area(city, replace(edition, tiles={"delbydel": ()})) is None


def test_nothing_to_compare_with_is_no_map(empty_city, edition):
    assert of_area(empty_city.figure("01", "turnout", value=0.4), edition) is None


def test_boundaries_go_before_tiles(city, edition):
    edition = replace(edition, outlines=[Outline(code="01", geometry=SQUARE)])
    figure = of_area(city, edition)
    assert [o.code for o in figure.map.outlines] == ["01"]
    assert "square" not in figure.subtitle
    assert figure.map.broad


def test_boundaries_of_other_areas_are_left_out(city, edition):
    edition = replace(edition, outlines=[Outline(code="N", geometry=SQUARE)])
    assert of_area(city, edition).map.outlines == ()


def test_a_value_without_comparison_is_shown_as_it_is(empty_city, edition):
    city = empty_city.figure("01", "turnout", value=0.4, other=0.6)
    city = city.figure("02", "turnout", value=0.5)
    places = {p.code: p for p in of_area(city, edition).map.places}
    assert (places["02"].text, places["02"].class_) == ("50%", None)


def test_a_citys_map_tells_the_spread_and_names_no_area(city, edition):
    figure = of_city(city, edition)
    assert figure.title == "Voted: from 46% to 70% between the sub-districts"
    assert figure.subtitle.startswith("The whole city: 63%. Share in")
    assert not any(name in figure.title for name in city.names.values())


def test_levels_have_a_table_each_and_areas_stand_in_alphabetical_order(city, edition):
    tables = of_city(city, edition).tables
    assert [t.caption for t in tables] == [
        "Voted: sub-districts in alphabetical order",
        "Voted: districts in alphabetical order",
    ]
    assert [row[0] for row in tables[0].rows] == ["Almdalen", "Lodalen", "Åsen"]


def test_without_a_map_the_tables_stand_alone(city, edition):
    figure = of_city(city, replace(edition, tiles={}))
    assert figure.map is None
    assert figure.key == ()
    assert not figure.shows_something


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("burglary", "Difference from the city in per 1,000, 2025."),
        ("price", "Difference from the city in NOK per m², 2015."),
    ],
)
def test_other_units_are_said(city, edition, indicator, unit):
    assert unit in of_city(city, edition, indicator).subtitle


def test_an_amount_without_a_unit_says_none(city, edition):
    bare = tuple(replace(i, unit="") if i.id == "price" else i for i in city.indicators)
    figure = of_city(city.but(indicators=bare), edition, "price")
    assert "Difference from the city, 2015." in figure.subtitle


def test_equal_values_and_no_values_are_told_as_that(empty_city, edition):
    same = empty_city.figure("01", "turnout", value=0.4)
    assert of_city(same, edition).title == "Voted: 40% in all the sub-districts"
    none = empty_city.figure("01", "turnout")
    assert of_city(none, edition).title == "Voted: no figures"


def test_cuts_are_written_with_the_decimals_they_need(empty_city, edition):
    city = empty_city
    for code, value in (("01", 0.21), ("02", 0.19), ("03", 0.22)):
        city = city.figure(code, "burglary", value=value, other=0.2)
    texts = [key.text for key in of_city(city, edition, "burglary").key]
    assert texts[0].startswith("lower than −0.0")


def test_how_many_lie_near_the_city_is_not_said_where_none_can_be_held_against_it(city):
    found = reading(city)
    turnout = found.indicators["turnout"]
    assert near_the_city(found, turnout).endswith("lie near the city")
    assert near_the_city(found, replace(turnout, id="never_measured")) == ""
    alone = city.answer()
    unknown = pl.lit(None, pl.Float64)
    nowhere = replace(
        alone,
        table=alone.table.with_columns(
            value=unknown, other=unknown, difference=unknown
        ),
    )
    assert near_the_city(reading_of(nowhere, EN), turnout) == ""
