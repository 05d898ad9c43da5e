"""Figures over time: what can be compared, and how the distance moved."""

from __future__ import annotations

import pytest

from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.timelines import change_text, lines
from nabolag.reports.wording.language import words
from nabolag.values import Break

EN = words("en")


def line_of(city, *, breaks=()):
    reading = reading_of(city.but(breaks=breaks).answer(), EN)
    (line,) = lines(reading, reading.newest("01"))
    return line


def two(empty_city, indicator="turnout", *, periods=("2019", "2023"), **cells):
    city = empty_city
    for period, value in zip(periods, (0.40, 0.46), strict=True):
        city = city.figure(
            "01", indicator, period, value=value, latest=period == periods[-1], **cells
        )
    return city


def test_a_share_is_told_in_points(empty_city):
    line = line_of(two(empty_city, other=0.64, half=0.01))
    assert change_text(line, EN) == "From −24 points in 2019 to −18 in 2023"


def test_a_rate_is_told_as_a_distance(empty_city):
    line = line_of(two(empty_city, "burglary", other=0.30, half=0.01))
    assert change_text(line, EN) == "Distance from +0.10 in 2019 to +0.16 in 2023"


def test_an_amount_is_told_as_a_part_of_the_citys(empty_city):
    line = line_of(two(empty_city, "price", other=0.80))
    assert change_text(line, EN) == (
        "From 50.0% of the city's figure in 2019 to 57.5% in 2023"
    )


def test_an_amount_against_nought_is_told_as_a_distance(empty_city):
    line = line_of(two(empty_city, "price", other=0.0))
    assert change_text(line, EN).startswith("Distance from NOK\u00a0+0.40")


def test_without_a_city_the_values_are_told(empty_city):
    line = line_of(two(empty_city))
    assert change_text(line, EN) == "From 40% in 2019 to 46% in 2023"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Break(period="2023", level="delbydel", reason="x"), "From 2023 the figures"),
        (Break(period="2019", level="delbydel", reason="x"), "From −24"),
        (Break(period="2024", level="delbydel", reason="x"), "From −24"),
        (Break(period="våren", level="delbydel", reason="x"), "From −24"),
        (Break(period="2023", level="district", reason="x"), "From −24"),
        (
            Break(period="2023", level="delbydel", reason="x", indicator="price"),
            "From −24",
        ),
    ],
)
def test_a_change_is_never_told_across_a_break(empty_city, found, told):
    line = line_of(two(empty_city, other=0.64), breaks=(found,))
    assert change_text(line, EN).startswith(told)


def test_only_figures_with_a_value_and_a_year_make_a_line(empty_city):
    city = two(empty_city, periods=("våren", "2023"), other=0.64)
    city = city.figure("01", "crowded", "2019", note="missing", latest=False)
    city = city.figure("01", "crowded", value=0.1)
    reading = reading_of(city.answer(), EN)
    assert lines(reading, reading.newest("01")) == ()
