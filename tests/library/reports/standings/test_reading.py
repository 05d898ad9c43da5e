"""Finding figures of an area, a level and the city in an answer."""

from __future__ import annotations

import pytest

from nabolag.errors import WrongUsage
from nabolag.reports.standings.reading import alphabetical, reading_of
from nabolag.reports.wording.language import words


@pytest.fixture
def reading(city):
    return reading_of(city.answer(), words("nb"))


def test_newest_figures_stand_by_dimension(reading):
    ids = [s.indicator.id for s in reading.newest("01")]
    assert ids == ["crowded", "turnout", "burglary", "born_abroad", "price", "rented"]


def test_a_history_stands_oldest_first(reading):
    periods = [s.text_of("period") for s in reading.history("01", "rented")]
    assert periods == ["2018", "2020", "2025"]


def test_a_level_stands_in_alphabetical_order_and_alone(reading):
    names = [s.text_of("name") for s in reading.across("delbydel", "turnout")]
    assert names == ["Almdalen", "Lodalen", "Åsen"]


def test_norwegian_letters_stand_last():
    names = ["Ås", "Øvre", "Ärla", "Zoo", "Ærfugl", "ask"]
    found = sorted(names, key=alphabetical)
    assert found == ["ask", "Zoo", "Ærfugl", "Ärla", "Øvre", "Ås"]


def test_finest_levels_come_first_and_districts_last(reading):
    assert reading.levels() == ("delbydel", "district")
    assert reading.codes("delbydel") == ("01", "02", "03")


def test_the_whole_city_is_found_or_is_not(reading):
    assert reading.whole_city("turnout").value == 0.63
    assert reading.whole_city("rented") is None


def test_an_area_has_a_name_and_a_level(reading):
    assert reading.name_and_level("N") == ("Bydel Nord", "district")


def test_an_unknown_area_is_refused(reading):
    with pytest.raises(WrongUsage, match="'99'"):
        reading.name_and_level("99")
