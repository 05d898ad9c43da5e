"""What a trend says in a sentence."""

from __future__ import annotations

import pytest

from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.timelines import lines
from nabolag.reports.standings.trend import trends_of
from nabolag.reports.standings.trend_texts import covered, heading, is_cut, told
from nabolag.reports.wording.language import words
from nabolag.values import Break

EN = words("en")


def of(city, indicator, verdict, years=range(2016, 2026), **cells):
    """Give Almdalen's trend on one indicator with its figures."""
    for year in years:
        city = city.figure(
            "01", indicator, str(year), value=0.5, other=0.6, latest=year == years[-1]
        )
    city = city.trending("01", indicator, verdict, **cells)
    reading = reading_of(city.answer(), EN)
    (line,) = lines(reading, reading.newest("01"))
    return trends_of(reading, "01")[indicator], line


def said(*arguments, **cells):
    return told(*of(*arguments, **cells), EN)


@pytest.mark.parametrize(
    ("verdict", "points", "sentence"),
    [
        ("narrowing", (0.11, 0.08), "From +11 points in 2016 to +8 in 2025"),
        ("narrowing", (0.0842, 0.0791), "From +8.4 points in 2016 to +7.9 in 2025"),
        ("widening", (-0.02, 0.04), "From −2 points in 2016 to +4 in 2025"),
        ("unchanged", (0.092, 0.091), "From +9 points in 2016 to +9 in 2025"),
    ],
)
def test_a_clear_verdict_tells_where_the_line_begins_and_ends(
    empty_city, verdict, points, sentence
):
    found = said(empty_city, "rented", verdict, slope=0.01, half=0.005, points=points)
    assert found == sentence


def test_an_amount_is_told_as_part_of_the_citys(empty_city):
    cells = {"slope": -800.0, "half": 300.0, "points": (-8000.0, -17_600.0)}
    assert said(empty_city, "price", "widening", ratios=(0.83, 0.726), **cells) == (
        "From 83.0% of the city's figure in 2016 to 72.6% in 2025"
    )
    assert said(empty_city, "price", "widening", **cells) == (
        "Distance from NOK\u00a0−8,000.00 in 2016 to NOK\u00a0−17,600.00 in 2025"
    )


def test_what_cannot_be_told_says_why_and_what_would_be_seen(empty_city):
    cells = {"slope": 0.002, "half": 0.004, "points": (0.05, 0.07)}
    assert said(empty_city, "rented", "cannot_tell", detectable=0.006, **cells) == (
        "The figure swings more than the line moves. Only a change of 0.6 points a"
        " year would be seen"
    )
    assert said(empty_city, "rented", "cannot_tell", **cells) == (
        "The figure swings more than the line moves"
    )


def test_a_clear_slope_on_no_clear_side_is_told_as_that(empty_city):
    cells = {"slope": 0.01, "half": 0.004, "points": (-0.05, 0.04)}
    assert said(
        empty_city, "rented", "cannot_tell", detectable=0.006, **cells
    ).startswith("The area lies so near the city")


@pytest.mark.parametrize(
    ("points", "ratios", "margin", "sentence"),
    [
        (
            (0.11, 0.08),
            (1.58, 1.67),
            None,
            "In points the distance narrows (+11 to +8), as a ratio it widens (1.58 to"
            " 1.67)",
        ),
        (
            (-0.08, -0.11),
            (0.60, 0.67),
            0.0001,
            "In points the distance widens (−8 to −11), as a ratio it narrows (0.60 to"
            " 0.67)",
        ),
        (
            (0.09, 0.088),
            (1.5, 1.8),
            0.1,
            "In points the distance is unchanged (+9.0 to +8.8), as a ratio it widens"
            " (1.50 to 1.80)",
        ),
        (
            (0.12, 0.11),
            (1.8, 1.5),
            0.0001,
            "In points the distance is unchanged (+12 to +11), as a ratio it narrows"
            " (1.80 to 1.50)",
        ),
        (
            (0.12, 0.11),
            (1.8, -0.1),
            0.0001,
            "In points the distance narrows (+12 to +11), as a ratio it widens (1.80 to"
            " −0.10)",
        ),
    ],
)
def test_both_scales_are_told_where_it_depends(
    empty_city, points, ratios, margin, sentence
):
    cells = {"slope": 0.003, "half": 0.001, "points": points, "ratios": ratios}
    found = said(empty_city, "rented", "depends_on_scale", margin=margin, **cells)
    assert found == sentence


def test_other_measures_than_shares_have_figures_and_no_points(empty_city):
    cells = {"slope": 0.3, "half": 0.1, "points": (6.0, 4.0), "ratios": (1.5, 1.6)}
    found = said(empty_city, "burglary", "depends_on_scale", **cells)
    assert found.startswith("In figures the distance narrows (+6.00 to +4.00)")


def test_an_amounts_ratio_is_part_of_the_citys_here_too(empty_city):
    cells = {"slope": -800.0, "half": 300.0, "points": (-8000.0, -17_600.0)}
    found = said(empty_city, "price", "depends_on_scale", ratios=(0.56, 0.58), **cells)
    assert found.endswith("as a ratio it narrows (56.0% to 58.0%)")


def test_without_a_ratio_the_points_are_told(empty_city):
    cells = {"slope": 0.003, "half": 0.001, "points": (0.11, 0.08)}
    assert said(empty_city, "rented", "depends_on_scale", **cells) == (
        "From +11 points in 2016 to +8 in 2025"
    )


@pytest.mark.parametrize("years", [range(2012, 2026), range(2016, 2028)])
def test_a_line_that_a_break_cuts_says_its_years(empty_city, years):
    city = empty_city.but(
        breaks=(
            Break(period="2016", level="delbydel", reason="x"),
            Break(period="2026", level="delbydel", reason="x"),
        )
    )
    cells = {"slope": 0.003, "half": 0.001, "points": (0.08, 0.11)}
    trend, line = of(city, "rented", "widening", years, **cells)
    assert is_cut(trend, line)
    assert covered(trend, EN) == "2016–2025"
    assert told(trend, line, EN) == (
        "From +8 points in 2016 to +11 in 2025. The line covers 2016–2025, as the"
        " figures outside it cannot be compared"
    )


def test_on_one_line_the_verdict_the_way_and_the_change_a_year_stand(empty_city):
    cells = {"slope": 0.004, "half": 0.002, "points": (0.07, 0.11)}
    trend, _ = of(empty_city, "rented", "widening", **cells)
    assert heading(trend, EN) == (
        "The distance is widening · From +7 points in 2016 to +11 in 2025 · +0.4 (0.2"
        " to 0.6) a year"
    )


def test_on_one_line_both_scales_stand_where_it_depends(empty_city):
    cells = {
        "slope": 0.004,
        "half": 0.002,
        "points": (0.11, 0.08),
        "ratios": (1.5, 1.6),
    }
    trend, _ = of(empty_city, "rented", "depends_on_scale", **cells)
    assert "as a ratio it widens (1.50 to 1.60)" in heading(trend, EN)
