"""The profile of an area, as its figure and its table."""

from __future__ import annotations

import pytest

from nabolag.figures.parts import Width
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.passages.profile import profile
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words

EN = words("en")


def made(city):
    newest = reading_of(city.answer(), EN).newest("01")
    judged = [s for s in newest if not s.context]
    return profile(judged, name="Almdalen", source="Source: x.", words=EN)


def test_an_area_without_figures_has_no_profile(empty_city):
    assert profile((), name="x", source="", words=EN) is None


def test_the_title_names_the_largest_sure_distances(city):
    assert made(city).title == "Largest distance in voted and rented homes"


@pytest.mark.parametrize(
    ("half", "title"),
    [
        (0.01, "Clear distance in voted"),
        (0.50, "All differences from the rest of the city are uncertain"),
        (None, "No source gives the spread, so no interval can be drawn"),
    ],
)
def test_the_title_is_honest_about_doubt(empty_city, half, title):
    city = empty_city.figure("01", "turnout", value=0.5, other=0.6, half=half)
    assert made(city).title == title


def test_rates_alone_are_titled_too(empty_city):
    city = empty_city.figure("01", "burglary", value=14.0, other=8.0, half=3.0)
    figure = made(city)
    assert figure.title == "Clear distance in burglaries"
    assert "shares in percentage points" in figure.subtitle


def test_panels_stand_by_dimension_and_every_unit_has_its_own_scale(city):
    panels = made(city).panels
    assert [panel.heading for panel in panels] == [
        "Physical",
        "Social and living conditions",
        "Structural",
        "Social and living conditions, per 1,000",
    ]
    assert [panel.axis for panel in panels] == [False, False, True, True]
    assert len(panels[0].scale_rows) == 3
    assert len(panels[3].scale_rows) == 1


def test_what_has_no_interval_is_in_the_table_and_not_drawn(city):
    figure = made(city)
    labels = {row.label for panel in figure.panels for row in panel.rows}
    named = [row[0] for row in figure.tables[0].rows]
    assert "Flat price" not in labels
    assert set(named) == labels | {"Flat price"}


def test_every_number_drawn_is_in_the_table_and_rows_are_marked_uncertain(city):
    figure = made(city)
    cells = {row[0]: row for row in figure.tables[0].rows}
    for panel in figure.panels:
        for row in panel.rows:
            assert row.difference_text == cells[row.label][1]
            assert row.against_text.split(" against ")[1] == cells[row.label][4]
            assert row.uncertain == (
                cells[row.label][7] == "The difference is uncertain"
            )


def test_the_hidden_sentence_tells_the_clearest_and_the_counts(city):
    summary = made(city).summary
    assert "for 4 measures. Voted: 46% against 64%, −18 (−20 to −16)." in summary
    assert "differ from the rest of the city: 3." in summary
    assert "uncertain: 1." in summary


def test_without_intervals_nothing_is_drawn_and_that_is_said(empty_city):
    figure = made(empty_city.figure("01", "price", value=1.0, other=2.0))
    assert figure.key == figure.panels == ()
    assert "No drawing" in figure.summary
    assert figure.subtitle == "The figures stand in the table."


def test_the_key_tells_of_what_lies_outside_the_scale(empty_city, city):
    far = empty_city
    for n, id_ in enumerate(("turnout", "crowded", "rented")):
        far = far.figure("01", id_, value=0.50 + n / 100, other=0.5, half=0.005)
    far = far.figure("01", "born_abroad", value=0.9, other=0.1, half=0.005)
    rows = reading_of(far.answer(), EN).newest("01")
    figure = profile(rows, name="Almdalen", source="", words=EN)
    assert [key.sign for key in figure.key] == [
        "different",
        "uncertain",
        "rest",
        "beyond",
    ]
    assert [key.sign for key in made(city).key] == ["different", "uncertain", "rest"]


def test_panels_of_one_unit_line_up_whatever_their_texts(city):
    panels = made(city).panels[:3]
    drawings = [
        drawn(panel, width=Width.WIDE, language="en", prefix="x") for panel in panels
    ]
    zeros = {
        svg.split('stroke="#14283A"')[0].rsplit("translate(", 1)[1] for svg in drawings
    }
    assert len({zero.split(",")[0] for zero in zeros}) == 1
