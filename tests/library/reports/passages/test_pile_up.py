"""The card on how difficulties pile up in an area."""

from __future__ import annotations

import re

import pytest

from nabolag.reports.passages.pile_up import pile_up_card
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import LANGUAGES, words

AREA = {
    "code": "01",
    "name": "Almdalen",
    "level": "delbydel",
    "measured": 3,
    "in_fifth": 2,
    "probability": 0.83,
    "by_chance": 0.06,
    "independent": 4.3,
}


def side(dimension, probability, indicators=3):
    return {
        "code": "01",
        "dimension": dimension,
        "indicators": indicators,
        "needed": 2,
        "probability": probability,
    }


SIDES = (side("structural", 0.88), side("physical", 0.12), side("social", 0.91, 5))


def without(indicator, in_fifth, measured=3):
    return {
        "code": "01",
        "left_out": indicator,
        "measured": measured,
        "in_fifth": in_fifth,
        "probability": 0.7,
    }


@pytest.fixture
def card(city, deepen, joined):
    def told(language="nb", sides=SIDES, left_out=(), **area):
        answer = deepen(
            city.answer(), piled=[AREA | area], dimensions=sides, left_out=left_out
        )
        found = pile_up_card(reading_of(answer, words(language)), "01")
        return found, joined(found.lines)

    return told


def test_the_card_counts_measured_dimensions_and_speaks_of_the_area(card):
    found, told = card()
    assert found.title == "To av tre målte dimensjoner"
    assert found.text == (
        "Opphopning i området, ikke nødvendigvis hos de samme menneskene."
    )
    assert found.read_first
    assert "størst: sosialt og strukturelt. Ikke der: fysisk." in told


def test_how_sure_it_is_stands_beside_what_chance_would_show(card):
    _, told = card()
    assert (
        "Vi er 83 % sikre på at det er minst to; ved ren tilfeldighet ville 6 % av"
        " områdene ha det." in told
    )
    assert "de 11 er verd om lag 4,3 uavhengige" in told


def test_dimensions_that_are_not_measured_are_named_with_the_reason(card):
    assert "Ikke målt: omdømme, som har færre enn to mål som kan telles." in card()[1]
    _, two = card(sides=SIDES[1:], measured=2, in_fifth=1)
    assert "Ikke målt: omdømme og strukturelt, som har færre enn to mål hver" in two
    everything = (*SIDES, side("reputational", 0.2))
    assert "Ikke målt" not in card(sides=everything, measured=4)[1]


def test_where_all_measured_dimensions_are_there_none_is_said_not_to_be(card):
    _, told = card(sides=(SIDES[0], SIDES[2]), measured=2)
    assert "Ikke der" not in told


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (
            [without("turnout", 2), without("rented", 2)],
            "Det står seg om ett mål tas ut.",
        ),
        (
            [without("turnout", 2), without("rented", 1)],
            "Uten leide boliger er det én.",
        ),
        (
            [without("turnout", 1), without("rented", 1)],
            "Det er én om ett av disse tas ut: stemte ved valget og leide boliger.",
        ),
        (
            [without("turnout", 1), without("rented", 3), without("gone", 2)],
            "Uten stemte ved valget er det én. Uten leide boliger er det tre.",
        ),
        ([without("of another file", 0)], "Uten of another file er det ingen."),
    ],
)
def test_it_is_told_whether_the_count_rests_on_one_measure(card, left_out, said):
    assert said in card(left_out=left_out)[1]


def test_without_that_check_nothing_is_said_of_it(card):
    found, told = card()
    assert "tas ut" not in told
    assert [table.caption for table in found.tables] == [
        "De målte dimensjonene i området"
    ]


def test_the_tables_hold_every_number(card, joined):
    found, _ = card(left_out=[without("rented", 1, measured=2)])
    sides, left_out = found.tables
    assert [joined(row) for row in sides.rows] == [
        "Fysisk 3 2 12 %",
        "Sosialt og levekår 5 2 91 %",
        "Strukturelt 3 2 88 %",
    ]
    assert joined(left_out.rows[0]) == "Leide boliger 1 av 2 70 %"


def test_none_is_said_plainly_and_without_praise(card):
    low = tuple(row | {"probability": 0.31} for row in SIDES[:2])
    sides = (*low, SIDES[2] | {"probability": 0.4})
    found, told = card(in_fifth=0, probability=1.0, by_chance=1.0, sides=sides)
    assert found.title == "Ingen av tre målte dimensjoner"
    assert "ikke hvert enkelt menneske" in found.text
    assert "Nærmest er sosialt, med 40 % sannsynlighet." in told
    assert "sikre på" not in told


def test_one_dimension_is_singular(card):
    found, _ = card(sides=SIDES[:1], measured=1, in_fifth=1)
    assert found.title == "Én av én målt dimensjon"


def test_nothing_is_told_where_nothing_is_counted(city, deepen):
    reading = reading_of(city.answer(), words("nb"))
    assert pile_up_card(reading, "01") is None
    unmeasured = deepen(city.answer(), piled=[AREA | {"measured": 0, "in_fifth": 0}])
    assert pile_up_card(reading_of(unmeasured, words("nb")), "01") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("in_fifth", [0, 2])
def test_no_area_is_called_worst_in_any_language(card, language, in_fifth):
    found, told = card(language, in_fifth=in_fifth)
    text = f"{found.title} {found.text} {told}"
    assert not re.search(r"worst|verst|dårlig|dårleg|best", text, re.IGNORECASE)
    assert "%(" not in text
