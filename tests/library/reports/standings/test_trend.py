"""Trends as they are read from an answer."""

from __future__ import annotations

import pytest

from nabolag.areas.result import Verdict
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.trend import followed, trends_across, trends_of
from nabolag.reports.wording.language import words
from nabolag.values import Break

LINE = {"slope": -0.01, "half": 0.004, "points": (-0.07, -0.16)}


def with_figures(city, code, indicator, years=range(2016, 2026)):
    for year in years:
        city = city.figure(
            code, indicator, str(year), value=0.5, other=0.6, latest=year == 2025
        )
    return city


def of(city, code="01"):
    return trends_of(reading_of(city.answer(), words("en")), code)


@pytest.fixture
def turnout(empty_city):
    return with_figures(empty_city, "01", "turnout").trending(
        "01", "turnout", "widening", among_all="cannot_tell", **LINE
    )


def test_a_trend_keeps_its_two_verdicts_apart(turnout):
    trend = of(turnout)["turnout"]
    assert (trend.alone, trend.among_all) == (Verdict.WIDENING, Verdict.CANNOT_TELL)
    assert (trend.points.first, trend.points.last, trend.ratio) == (-0.07, -0.16, None)


def test_without_a_verdict_or_for_orientation_only_no_trend_is_told(turnout):
    city = with_figures(turnout, "01", "born_abroad").trending(
        "01", "born_abroad", "widening", **LINE
    )
    city = with_figures(city, "01", "rented").trending(
        "01", "rented", None, among_all=None, **LINE
    )
    assert list(of(city)) == ["turnout"]


def test_trends_stand_by_dimension_as_everything_does(turnout):
    city = with_figures(turnout, "01", "crowded")
    city = city.trending("01", "crowded", "unchanged", **LINE)
    assert list(of(city)) == ["crowded", "turnout"]


def test_areas_stand_in_alphabetical_order(turnout):
    city = turnout
    for code in ("03", "02"):
        city = with_figures(city, code, "turnout")
        city = city.trending(code, "turnout", "unchanged", **LINE)
    reading = reading_of(city.answer(), words("en"))
    assert [t.name for t in trends_across(reading, "turnout")] == [
        "Almdalen",
        "Lodalen",
        "Åsen",
    ]


def test_a_measure_that_only_has_a_past_is_followed_too(turnout):
    city = with_figures(turnout, "01", "rented", range(2010, 2020))
    city = city.trending("01", "rented", "widening", **LINE)
    reading = reading_of(city.answer(), words("en"))
    told = followed(reading, "01", reading.newest("01"))
    assert [(s.indicator.id, s.text_of("period")) for s in told] == [
        ("turnout", "2025"),
        ("rented", "2019"),
    ]


@pytest.mark.parametrize(
    ("indicator", "points", "behind"),
    [
        ("turnout", (-0.1, -0.2), True),
        ("turnout", (0.1, 0.2), False),
        ("crowded", (0.1, 0.2), True),
        ("crowded", (-0.1, -0.2), False),
        ("rented", (0.1, 0.2), False),
    ],
)
def test_behind_is_the_side_where_the_difficulty_is(
    empty_city, indicator, points, behind
):
    city = with_figures(empty_city, "01", indicator).trending(
        "01", indicator, "widening", slope=0.01, half=0.001, points=points
    )
    assert of(city)[indicator].behind is behind


@pytest.mark.parametrize(
    ("slope", "half", "margin", "swings", "stands"),
    [
        (0.01, 0.02, None, True, False),
        (0.01, 0.005, 0.001, False, False),
        (0.001, 0.001, 0.003, True, True),
        (0.002, 0.001, 0.003, False, True),
    ],
)
def test_a_slope_swings_or_stands_by_its_interval(
    empty_city, slope, half, margin, swings, stands
):
    city = with_figures(empty_city, "01", "rented").trending(
        "01", "rented", "x", slope=slope, half=half, points=(0.1, 0.1), margin=margin
    )
    city = city.but(
        trends=({**city.trends[0], "verdict": "widening", "verdict_alone": "widening"},)
    )
    trend = of(city)["rented"]
    assert (trend.swings, trend.stands) == (swings, stands)
    assert trend.clearness == pytest.approx(slope / half)


def test_a_slope_without_width_is_not_called_clear(turnout):
    (row,) = turnout.trends
    still = turnout.but(trends=({**row, "slope": 0.0, "low": 0.0, "high": 0.0},))
    assert of(still)["turnout"].clearness == 0.0


@pytest.mark.parametrize(
    ("broken", "past"),
    [
        (Break(period="2026", level="delbydel", reason="x"), True),
        (Break(period="2026", level="delbydel", indicator="turnout", reason="x"), True),
        (Break(period="2026", level="delbydel", indicator="rented", reason="x"), False),
        (Break(period="2026", level="district", reason="x"), False),
        (Break(period="2020", level="delbydel", reason="x"), False),
        (Break(period="spring", level="delbydel", reason="x"), False),
    ],
)
def test_a_line_that_ends_before_a_break_is_of_the_past(turnout, broken, past):
    assert of(turnout.but(breaks=(broken,)))["turnout"].past is past
