"""What is new in the whole city."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.city_news import city_news
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


def made(city, language="en"):
    reading = reading_of(city.answer(), words(language))
    return city_news(reading, reading.ordered())


def test_the_title_counts_areas_and_names_none(city):
    figure = made(city)
    assert figure.title == (
        "1 of 1 sub-district changed their distance by more than chance in voted"
    )
    assert figure.tables[0].rows == (
        ("Voted", "2023: 64%", "2025: 63%", "1 of 1 sub-district"),
        ("Rented homes", "–", "–", "0 of 1 sub-district"),
    )


def test_the_doubt_in_many_areas_is_said(city):
    assert "Of 100 areas where nothing happened, about 5" in made(city).source


def test_nothing_new_gives_no_figure(empty_city):
    assert made(empty_city.figure("01", "turnout", value=0.4)) is None


def test_new_figures_for_the_city_alone_are_told_without_a_count(empty_city):
    city = empty_city.figure("0", "price", value=2.0)
    city = city.changed("0", "price", value=2.0, value_before=1.0)
    figure = made(city)
    assert figure.title == "New figures since last time, without intervals"
    assert figure.tables[0].rows == (
        ("Flat price", "2023: NOK\u00a01", "2025: NOK\u00a02", "–"),
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_finest_level_with_changes_is_counted(city, language):
    moved = {"beyond_chance": True, "value": 0.4}
    figure = made(city.changed("N", "turnout", **moved), language)
    assert figure.tables[0].rows[0][3].startswith("1 ")


def test_a_level_without_changes_gives_way_to_the_next(empty_city):
    city = empty_city.figure("01", "turnout", value=0.4)
    city = city.figure("N", "turnout", value=0.4)
    city = city.changed("N", "turnout", beyond_chance=False, value=0.4)
    assert made(city).tables[0].rows[0][3] == "0 of 1 district"
