"""The shipped example: real figures, and the answers people know them by."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.result import Diagnosis
from nabolag.sources.places.dividing import division_of
from nabolag.sources.reading import read_observations
from nabolag.values import Observations, together

EXAMPLE = Path(__file__).parents[2] / "examples" / "oslo"
ROMSAAS, VEITVET = "0301101005", "0301090901"


@pytest.fixture(scope="module")
def figures() -> Observations:
    return together([read_observations(path) for path in sorted(EXAMPLE.glob("*.csv"))])


@pytest.fixture(scope="module")
def answer(figures: Observations) -> Diagnosis:
    return diagnose(figures)


def row(answer: Diagnosis, area: str, indicator: str, period: str) -> dict[str, object]:
    return answer.table.row(
        by_predicate=(pl.col("code") == area)
        & (pl.col("indicator") == indicator)
        & (pl.col("period") == period),
        named=True,
    )


def test_turnout_in_romsaas_is_2480_of_5373(answer):
    found = row(answer, ROMSAAS, "turnout", "2023")
    assert (found["numerator"], found["people"]) == (2_480, 5_373)
    assert round(100 * found["value"], 1) == 46.2
    assert round(100 * found["other"], 1) == 64.3


def test_stovner_is_found_twice_without_mixing_the_two(answer):
    stovner = answer.table.filter(indicator="turnout", name="Stovner")
    assert stovner.select("code", "level", "numerator", "people").rows() == [
        ("030111", "district", 12_479, 25_025),
        ("0301111105", "delbydel", 2_637, 4_517),
    ]


def test_flat_prices_are_held_against_the_published_price_of_the_city(answer):
    shares = {
        (area, year): round(100 * row(answer, area, "flat_price_m2", year)["ratio"], 1)
        for area in (ROMSAAS, VEITVET)
        for year in ("2004", "2016")
    }
    assert shares == {
        (ROMSAAS, "2004"): 56.7,
        (ROMSAAS, "2016"): 57.7,
        (VEITVET, "2004"): 73.5,
        (VEITVET, "2016"): 69.8,
    }


def test_the_copied_year_is_told_and_never_the_newest(figures, answer):
    told = [n for n in figures.notices if n.code == "copied_period"]
    assert [n.where.period for n in told] == ["2018"]
    prices = answer.table.filter(indicator="flat_price_m2")
    assert prices.filter("latest")["period"].unique().to_list() == ["2017"]


def test_2017_is_a_break_and_no_news_crosses_it(figures, answer):
    assert {(b.period, b.level) for b in figures.breaks} == {("2017", "delbydel")}
    news = answer.news.filter(indicator="flat_price_m2")
    assert "delbydel" not in news["level"]
    assert "district" in news["level"]


def test_employment_is_there_by_age_and_for_everybody(answer):
    oslo = answer.table.filter(code="0301", period="2024")
    by_age = oslo.filter(pl.col("indicator").str.starts_with("employed_"))
    everybody = oslo.filter(indicator="employed")
    assert by_age["numerator"].sum() == everybody["numerator"].item() == 404_239
    assert by_age["people"].sum() == everybody["people"].item() == 568_854


def test_every_table_tells_its_publisher_table_and_licence(figures):
    for source in figures.sources:
        assert source.publisher.startswith("Oslo kommune")
        assert source.licence in {"Apache-2.0", "MIT"}
    assert {s.table for s in figures.sources} == {
        *("OK-VAL001", "OK-SYS002", "OK-KOM011"),
        None,
    }


def test_the_codes_are_those_of_the_shipped_division(figures):
    division = division_of(figures)
    assert division is not None
    assert division.id == "oslo"
