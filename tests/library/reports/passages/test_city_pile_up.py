"""In how many of the city's areas difficulties pile up."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.city_pile_up import city_pile_up
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


def piled(code, name, in_fifth, *, by_chance=0.06, level="delbydel", measured=3):
    return {
        "code": code,
        "name": name,
        "level": level,
        "measured": measured,
        "in_fifth": in_fifth,
        "probability": 0.83,
        "by_chance": by_chance,
        "independent": 4.3,
    }


@pytest.fixture
def figure(city, deepen):
    def told(*rows):
        answer = deepen(city.answer(), piled=rows)
        return city_pile_up(reading_of(answer, words("nb")))

    return told


ROWS = (
    piled("03", "Åsen", 2),
    piled("01", "Almdalen", 3, by_chance=0.01),
    piled("02", "Lodalen", 0, by_chance=1.0),
)


def test_the_title_counts_areas_and_names_none(figure):
    found = figure(*ROWS)
    assert found.title == (
        "Utfordringer hoper seg opp på to dimensjoner eller flere i 2 av 3 delbydeler"
    )
    assert found.notes == (
        "Opphopning i områdene, ikke nødvendigvis hos de samme menneskene.",
    )


def test_areas_stand_in_alphabetical_order_with_probability_and_chance(figure, joined):
    rows = [joined(row) for row in figure(*ROWS).tables[0].rows]
    assert rows == [
        "Almdalen 3 av 3 83 % 1 %",
        "Lodalen 0 av 3 – –",
        "Åsen 2 av 3 83 % 6 %",
    ]


def test_independent_measures_and_chance_are_explained(figure):
    measures, chance = figure(*ROWS).entries
    assert "verd om lag 4,3" in measures.text
    assert "sannsynlighet 6 %." in chance.text.replace("\u00a0", " ")


def test_without_an_area_on_just_two_nothing_is_said_of_chance(figure):
    assert len(figure(ROWS[1], ROWS[2]).entries) == 1


def test_levels_are_told_apart_finest_first(figure):
    found = figure(piled("N", "Bydel Nord", 1, level="district"), *ROWS)
    captions = [table.caption for table in found.tables]
    assert [len(table.rows) for table in found.tables] == [3, 1]
    assert "bydeler" in captions[1]


def test_nothing_is_told_where_nothing_is_measured(figure):
    assert figure() is None
    assert figure(piled("01", "Almdalen", 0, measured=0)) is None


def test_with_one_dimension_measured_no_pile_up_can_be_told(figure):
    found = figure(
        piled("01", "Almdalen", 1, measured=1), piled("02", "Lodalen", 0, measured=1)
    )
    assert found.title.startswith("Vi kan ikke si hvor utfordringer hoper seg opp")
    assert found.subtitle.startswith("Tabellen viser")
    assert found.entries == ()
    assert len(found.tables[0].rows) == 2
