"""Which way an area is heading."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.headings import heading_for
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.trend import trends_of
from nabolag.reports.wording.language import words
from nabolag.values import Break, Direction, Indicator, Measure

NB = words("nb")
UP, DOWN = (0.08, 0.11), (0.11, 0.08)


def said(city, *trends):
    for indicator, verdict, points in trends:
        city = city.figure("01", indicator, value=0.5, other=0.4)
        slope = (points[1] - points[0]) / 9
        city = city.trending(
            "01", indicator, verdict, slope=slope, half=0.001, points=points
        )
    return heading_for(
        tuple(trends_of(reading_of(city.answer(), NB), "01").values()), NB
    )


def test_without_trends_nothing_is_said(empty_city):
    assert said(empty_city) == ()


def test_what_comes_nearer_and_what_falls_behind_is_named(empty_city):
    assert said(
        empty_city,
        ("rented", "narrowing", DOWN),
        ("burglary", "widening", UP),
        ("turnout", "widening", (-0.08, -0.11)),
    ) == (
        "Nærmer seg byen: leide boliger.",
        "Sakker akterut: stemte ved valget og innbrudd.",
    )


@pytest.mark.parametrize("indicator", ["turnout", "rented"])
def test_growing_away_on_the_other_side_is_not_falling_behind(empty_city, indicator):
    (sentence,) = said(empty_city, (indicator, "widening", UP))
    assert sentence.startswith("Avstanden øker: ")


def test_no_more_than_two_sentences_are_said(empty_city):
    told = said(
        empty_city,
        ("rented", "widening", UP),
        ("burglary", "widening", UP),
        ("crowded", "narrowing", DOWN),
    )
    assert [sentence.split(":")[0] for sentence in told] == [
        "Nærmer seg byen",
        "Sakker akterut",
    ]


def test_without_a_clear_verdict_it_says_how_many_cannot_be_told(empty_city):
    assert said(
        empty_city, ("rented", "cannot_tell", UP), ("crowded", "unchanged", UP)
    ) == ("Om 1 av 2 mål kan vi ikke si om avstanden øker eller minker.",)
    assert said(empty_city, ("rented", "cannot_tell", UP)) == (
        "Vi kan ikke si om avstanden øker eller minker.",
    )
    assert said(empty_city, ("rented", "unchanged", UP)) == ()


def test_the_clearest_are_named_and_the_others_counted(empty_city):
    many = tuple(
        Indicator(
            id=f"i{n}",
            names={"nb": f"Mål {n}"},
            measure=Measure.SHARE,
            direction=Direction.MORE_IS_WORSE,
        )
        for n in range(5)
    )
    trends = [(i.id, "widening", (0.1, 0.2 - n / 100)) for n, i in enumerate(many)]
    assert said(empty_city.but(indicators=many), *trends) == (
        "Sakker akterut: mål 0, mål 1, mål 2 og 2 til.",
    )


def test_a_line_of_the_past_says_its_years(empty_city):
    city = empty_city.but(
        breaks=(Break(period="2026", level="delbydel", reason="division_changed"),)
    )
    assert said(city, ("rented", "widening", UP)) == (
        "Avstanden øker: leide boliger (2016–2025).",
    )
