"""How likely an area is in the fifth, and where the fifth begins."""

from __future__ import annotations

import pytest

from nabolag.reports.standings.fifth import any_fifth, fifth_heading, fifth_text
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


@pytest.fixture
def said(empty_city, joined):
    def told(indicator, *, value, p, begins, language="nb"):
        city = empty_city.figure(
            "01",
            indicator,
            value=value,
            other=value / 2,
            p_worst_fifth=p,
            fifth_from=begins,
        )
        reading = reading_of(city.answer(), words(language))
        return joined([fifth_text(reading.newest("01")[0], reading.words)])

    return told


@pytest.mark.parametrize(
    ("begins", "text"),
    [
        (0.042, "83 %; femdelen begynner 4,2 poeng over byen"),
        (-0.042, "83 %; femdelen begynner 4,2 poeng under byen"),
        (0.0004, "83 %; femdelen begynner 0,04 poeng over byen"),
        (0.0, "83 %; femdelen begynner der byen er"),
        (None, "83 %"),
    ],
)
def test_the_probability_stands_with_the_distance_it_is_about(said, begins, text):
    assert said("turnout", value=0.46, p=0.83, begins=begins) == text


def test_amounts_and_rates_have_their_own_units(said):
    price = said("price", value=38_400.0, p=0.5, begins=-3400.0)
    assert price == "50 %; femdelen begynner kr 3 400 per m² under byen"
    rate = said("burglary", value=14.0, p=0.5, begins=2.13)
    assert rate == "50 %; femdelen begynner 2 per 1 000 over byen"


def test_without_a_probability_there_is_nothing_to_say(said):
    assert said("turnout", value=0.46, p=None, begins=0.04) == "–"


def test_the_column_is_needed_where_any_figure_has_one(city, deepen):
    reading = reading_of(city.answer(), words("nb"))
    assert not any_fifth(reading.newest("01"))
    assert fifth_heading(words("nb")) == (
        "Sannsynlighet for å være i femdelen der utfordringen er størst"
    )
    likely = city.but(
        rows=tuple(row | {"p_worst_fifth": 0.2} for row in city.rows)
    ).answer()
    assert any_fifth(reading_of(likely, words("nb")).newest("01"))
