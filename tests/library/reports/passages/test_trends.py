"""Verdicts and pictures of an area's distances over time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.areas.result import Verdict
from nabolag.reports.passages.pictures import DRAWN
from nabolag.reports.passages.trends import distance_trends
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.timelines import lines
from nabolag.reports.standings.trend import followed, trends_of
from nabolag.reports.wording.language import words
from nabolag.values import Break, Indicator, Measure

EN = words("en")


def with_trend(city, indicator, verdict, *, value=0.5, years=range(2016, 2026)):
    for year in years:
        city = city.figure(
            "01", indicator, str(year), value=value, other=0.4, half=0.02
        )
    return city.trending(
        "01",
        indicator,
        verdict,
        slope=0.004,
        half=0.002,
        points=(0.07, 0.11),
        ratios=(1.2, 1.3),
        detectable=0.003,
        among_all="cannot_tell",
    )


def made(city, without_past=()):
    newest = {(row["code"], row["indicator"]): row["period"] for row in city.rows}
    city = city.but(
        rows=tuple(
            {**row, "latest": row["period"] == newest[row["code"], row["indicator"]]}
            for row in city.rows
        )
    )
    reading = reading_of(city.answer(), EN)
    found = lines(reading, followed(reading, "01", reading.newest("01")))
    return distance_trends(
        found,
        trends_of(reading, "01"),
        without_past=without_past,
        name="Almdalen",
        source="Source: x.",
        words=EN,
    )


@pytest.fixture
def figure(empty_city):
    city = with_trend(empty_city, "rented", "widening")
    city = with_trend(city, "turnout", "cannot_tell")
    for year in ("2024", "2025"):
        city = city.figure("01", "crowded", year, value=0.15, other=0.14)
    return made(city)


def test_the_title_counts_and_chance_is_told_below(figure):
    assert figure.id == "development"
    assert figure.title == (
        "The distance widens on 1 of 2 measures, narrows on none. For 1 we cannot tell"
    )
    assert figure.notes[0].startswith("Of 2 measures less than one")


def test_a_measure_with_too_few_years_is_told_and_drawn_without_a_verdict(figure):
    assert figure.notes[1:] == ("Too few years to judge: “Overcrowded, all”.",)
    small = figure.smalls[0]
    assert (small.heading, small.verdict) == ("Overcrowded, all", None)
    assert small.caption == "From +1 points in 2024 to +1 in 2025"
    assert figure.tables[0].rows[0][:3] == ("Overcrowded, all", "Too few years", "–")


def test_each_picture_has_its_verdict_for_the_area_alone(figure):
    told = {s.heading: (s.verdict, s.verdict_word) for s in figure.smalls[1:]}
    assert told == {
        "Voted": (Verdict.CANNOT_TELL, "cannot tell"),
        "Rented homes": (Verdict.WIDENING, "the distance is widening"),
    }
    assert figure.judged
    assert figure.smalls[2].caption == "From +7 points in 2016 to +11 in 2025"


def test_all_numbers_under_the_pictures_stand_in_the_table(figure):
    assert figure.tables[0].rows[2] == (
        "Rented homes",
        "The distance is widening",
        "+0.4 (0.2 to 0.6)",
        "2016: 50% against 40%",
        "+7",
        "1.20",
        "2025: 50% against 40%",
        "+11",
        "1.30",
        "Cannot tell",
        "0.30 points",
    )
    assert all(
        len(row) == len(figure.tables[0].columns) for row in figure.tables[0].rows
    )
    assert len(figure.tables[1].rows) == 22


def test_how_it_is_judged_stands_in_the_source_line(figure):
    assert figure.source.startswith("Source: x. Distances under the pictures")
    assert "judged for Almdalen alone" in figure.source
    assert "break" not in figure.source


def test_nothing_is_missing_where_all_can_be_judged(empty_city):
    figure = made(with_trend(empty_city, "rented", "unchanged"))
    assert len(figure.notes) == 1
    assert figure.subtitle.endswith("The band is a 95% interval.")


def test_a_price_without_counts_has_its_table_in_parts_of_the_city(empty_city):
    row = made(with_trend(empty_city, "price", "widening")).tables[0].rows[0]
    assert row[5] == "120.0%"


def test_what_is_not_known_of_a_trend_is_left_open(empty_city):
    city = with_trend(empty_city, "rented", "widening")
    (row,) = city.trends
    city = city.but(trends=({**row, "detectable": None, "ratio_first": None},))
    cells = made(city).tables[0].rows[0]
    assert (cells[5], cells[8], cells[10]) == ("–", "–", "–")


LATER = range(2016, 2029)
BROKEN = Break(period="2026", level="delbydel", reason="division_changed")


def test_a_line_before_a_break_says_which_years_it_is_about(empty_city):
    city = with_trend(empty_city, "rented", "widening", years=LATER)
    figure = made(city.but(breaks=(BROKEN,)))
    assert figure.title == "Rented homes 2016–2025: the distance is widening"
    assert len(figure.notes) == 1
    assert figure.source.endswith("can be compared: 2016–2025 (rented homes).")
    assert figure.smalls[0].caption.endswith(
        "The line covers 2016–2025, as the figures outside it cannot be compared"
    )


def test_among_several_those_of_the_past_are_said_to_be(empty_city):
    city = with_trend(empty_city, "rented", "widening", years=LATER)
    city = with_trend(city, "turnout", "unchanged", years=LATER)
    figure = made(city.but(breaks=(replace(BROKEN, indicator="rented"),)))
    assert figure.subtitle.endswith("Unchanged on 1.")
    assert figure.notes[1] == (
        "Judged only by the years before a break: rented homes 2016–2025."
    )


def test_figures_enough_without_a_trend_are_not_said_to_be_too_few(empty_city):
    city = with_trend(empty_city, "rented", "widening")
    city = with_trend(city, "turnout", "widening")
    figure = made(city.but(trends=city.trends[:1]))
    assert len(figure.notes) == 1
    assert figure.tables[0].rows[0][1] == "–"


@pytest.fixture
def many(empty_city):
    """Twelve measures, the farther from the city the later they stand."""
    indicators = tuple(
        Indicator(id=f"i{n}", names={"en": f"Measure {n}"}, measure=Measure.SHARE)
        for n in range(12)
    )
    return empty_city.but(indicators=indicators)


def drawn(city, verdicts):
    for n, verdict in enumerate(verdicts):
        city = with_trend(city, f"i{n}", verdict, value=0.41 + n / 100)
    return [int(small.heading.split()[1]) for small in made(city).smalls]


def test_clear_verdicts_are_drawn_first_and_then_the_clearest_distances(many):
    verdicts = ["widening", "narrowing", *["cannot_tell"] * 10]
    assert drawn(many, verdicts) == [0, 1, 6, 7, 8, 9, 10, 11]


def test_one_that_cannot_be_told_keeps_its_place_among_them(many):
    verdicts = [*["widening"] * 2, "cannot_tell", *["widening"] * 9]
    assert drawn(many, verdicts) == [2, 5, 6, 7, 8, 9, 10, 11]
    assert len(drawn(many, verdicts)) == DRAWN


def test_a_picture_without_a_trend_comes_last(many):
    city = many
    for n in range(12):
        city = with_trend(city, f"i{n}", "unchanged", value=0.41 + n / 100)
    city = city.but(trends=city.trends[:8])
    assert [s.heading for s in made(city).smalls] == [f"Measure {n}" for n in range(8)]


def test_measures_with_one_figure_only_are_said_to_be_too_short(many):
    city = with_trend(many, "i0", "widening")
    figure = made(city, many.indicators[1:9])
    assert figure.notes[1] == (
        "Too few years to judge: measure 1, measure 2, measure 3, measure 4, measure 5,"
        " measure 6 and 2 more."
    )
