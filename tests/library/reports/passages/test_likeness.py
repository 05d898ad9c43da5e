"""The areas most like one area, and how far that can be trusted."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.likeness import likeness
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


def like(name, stability, distance=0.5):
    return {
        "code": "01",
        "other": name.lower(),
        "other_name": name,
        "distance": distance,
        "stability": stability,
        "indicators": 13,
    }


@pytest.fixture
def figure(city, deepen):
    def told(*rows):
        answer = deepen(city.answer(), similar=rows)
        return likeness(reading_of(answer, words("nb")), "01", name="Almdalen")

    return told


def test_only_likenesses_that_hold_are_named_in_the_title(figure):
    found = figure(like("Lodalen", 0.98), like("Åsen", 0.8), like("Sentrum", 0.79))
    assert found.title == "Ligner mest: Lodalen og Åsen"
    assert found.subtitle.startswith("Her kan det være erfaringer å hente.")


def test_the_nearest_are_not_called_alike_where_they_lie_far_apart(figure):
    found = figure(like("Lodalen", 0.98, 1.17), like("Åsen", 0.9, 1.3))
    assert found.title == (
        "Ingen områder ligner mye på dette. Nærmest: Lodalen og Åsen"
    )


def test_where_none_holds_that_is_the_finding(figure):
    found = figure(like("Lodalen", 0.6), like("Åsen", 0.2))
    assert found.title == "Vi kan ikke si sikkert hvilke områder som ligner mest"


def test_every_area_has_its_distance_and_how_far_it_can_be_trusted(figure, joined):
    found = figure(
        like("Lodalen", 0.92, 0.312), like("Åsen", 0.5), like("Sentrum", 0.49)
    )
    rows = [joined(row) for row in found.tables[0].rows]
    assert rows == [
        "Lodalen 0,31 92 % Står seg 13",
        "Åsen 0,50 50 % Står seg oftere enn ikke 13",
        "Sentrum 0,50 49 % Usikkert: andre kan være like nær 13",
    ]
    heading = found.tables[0].columns[2].text
    assert heading == "Blant de fem nærmeste, andel av trekningene"
    assert "Mellom to tilfeldige områder er 1,4 vanlig." in found.source


def test_nothing_is_told_where_it_is_refused(figure):
    assert figure() is None
