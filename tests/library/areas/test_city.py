"""What an area is held against."""

from __future__ import annotations

import polars as pl

from nabolag.areas.city import beside_the_city


def beside(*rows: tuple[str, str, float | None, float | None], **more: pl.Series):
    table = pl.DataFrame(
        [(*row, "2024", "turnout", "share") for row in rows],
        schema={
            "area": pl.String,
            "level": pl.String,
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "period": pl.String,
            "indicator": pl.String,
            "measure": pl.String,
        },
        orient="row",
    ).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    return beside_the_city(table.with_columns(**more))


def rest_of(result: pl.DataFrame, area: str) -> tuple[object, ...]:
    return (
        result.filter(pl.col("area") == area)
        .select("against", "rest_numerator", "rest_denominator", "city_published")
        .row(0)
    )


def test_the_rest_is_the_published_city_less_the_area():
    # Oslo 2023 and Romsås, worked by hand
    result = beside(
        ("oslo", "city", 366_081, 570_411), ("romsås", "delbydel", 2_480, 5_373)
    )
    assert rest_of(result, "romsås") == ("rest", 363_601, 565_038, True)


def test_people_without_a_place_stay_in_the_published_city():
    result = beside(
        ("city", "city", 60, 100), ("a", "area", 10, 30), ("b", "area", 20, 40)
    )
    # 30 people belong to no area, yet they are in the rest of the city
    assert rest_of(result, "a") == ("rest", 50, 70, True)


def test_without_a_published_city_areas_of_the_same_level_are_added_together():
    result = beside(
        ("a", "area", 10, 30),
        ("b", "area", 20, 40),
        ("nowhere", "unplaced", 5, 10),
        ("d", "district", 30, 70),
        ("e", "district", 1, 2),
    )
    assert rest_of(result, "a") == ("rest", 25, 50, False)
    assert rest_of(result, "d") == ("rest", 6, 12, False)


def test_one_withheld_count_leaves_the_added_city_without_a_sum():
    result = beside(("a", "area", 10, 30), ("b", "area", None, 40))
    assert rest_of(result, "a")[0] is None


def test_figures_without_counts_are_held_against_the_whole_city():
    result = beside(
        ("city", "city", None, None),
        ("a", "area", None, None),
        value=pl.Series([66_312.0, 38_271.0]),
    )
    assert rest_of(result, "a")[0] == "city"


def test_an_area_that_is_the_whole_city_is_held_against_nothing():
    result = beside(("city", "city", 60, 100), ("a", "area", 60, 100))
    assert rest_of(result, "a")[0] is None


def test_a_rest_made_impossible_by_rounding_is_no_rest():
    fewer_than_none = beside(("city", "city", 60, 100), ("a", "area", 61, 90))
    more_than_all = beside(("city", "city", 90, 100), ("a", "area", 2, 50))
    assert rest_of(fewer_than_none, "a")[0] is None
    assert rest_of(more_than_all, "a")[0] is None


def test_the_city_itself_and_people_without_a_place_are_not_areas():
    result = beside(
        ("city", "city", 60, 100), ("x", "unplaced", 1, 2), ("a", "area", 1, 2)
    )
    assert result["area"].to_list() == ["a"]
