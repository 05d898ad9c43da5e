"""The answer in a few lines of text."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.areas.diagnosis import diagnose
from nabolag.reports.editions.plain import plain
from nabolag.values import SCHEMA, Indicator, Measure, Observations

INDICATORS = (
    Indicator(id="turnout", names={"en": "Turnout"}, measure=Measure.SHARE),
    Indicator(id="price", names={"en": "Price"}, unit="kr/m²"),
)


@pytest.fixture
def answer():
    rows = [
        ("0", "Prøveby", "city", "turnout", None, 600.0, 1000.0),
        ("1", "Nord", "area", "turnout", None, 40.0, 100.0),
        ("2", "Sør", "area", "turnout", None, 120.0, 200.0),
        ("0", "Prøveby", "city", "price", 60_000.0, None, None),
        ("1", "Nord", "area", "price", 40_000.0, None, None),
        ("3", "Vest", "district", "turnout", None, 160.0, 300.0),
    ]
    names = ("area", "name", "level", "indicator", "value", "numerator", "denominator")
    filled = [
        dict.fromkeys(SCHEMA) | {"period": "2023"} | dict(zip(names, row, strict=True))
        for row in rows
    ]
    return diagnose(
        Observations(table=pl.DataFrame(filled, schema=SCHEMA), indicators=INDICATORS)
    )


def test_an_area_is_told_with_values_difference_and_people(answer):
    text = plain(answer, area="1", language="en")
    assert text.startswith("Nord (area, 1)")
    assert "Turnout, 2023" in text
    assert "40 of 100" in text
    assert "−22" in text


def test_a_city_is_told_level_by_level_without_ranking_anyone(answer):
    text = plain(answer, area=None, language="en")
    assert "1 of 2 areas differ from the rest of the city by more than chance" in text
    assert "Price, 2023: Without interval" in text
    assert "Nord" not in text.split("·")[0]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_one_must_know_beside_the_figures_follows_once(answer, language):
    lines = plain(answer, area="1", language=language).splitlines()
    told = [line for line in lines if line.startswith("· ")]
    assert told
    assert len(set(told)) == len(told)


def test_a_trend_is_told_on_a_line_of_its_own(city):
    trending = city.trending(
        "01", "turnout", "widening", slope=-0.007, half=0.002, points=(-0.12, -0.18)
    )
    lines = plain(trending.answer(), area="01", language="en").splitlines()
    assert lines[lines.index("Voted, 2025") + 2] == (
        "  The distance is widening · From −12 points in 2016 to −18 in 2025 · −0.7"
        " (−0.9 to −0.5) a year"
    )
