"""Figures as they are published: sums, small numbers, answers and things."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.demo.chance import Chance
from nabolag.demo.indicators import EACH_YEAR, EVERY_SECOND, PUBLISHED
from nabolag.demo.places import places, trait
from nabolag.demo.registers import Counted
from nabolag.demo.surveys import (
    WEAR_LASTS,
    beside_the_registers,
    expected_answers,
    residents_answers,
    walkways,
)
from nabolag.demo.tables import observations
from nabolag.values import Dimension, Direction


def test_there_are_fifteen_indicators_in_four_dimensions():
    many = {
        dimension: sum(p.indicator.dimension is dimension for p in PUBLISHED)
        for dimension in Dimension
    }
    assert list(many.values()) == [3, 6, 2, 4]


def test_no_indicator_is_of_a_kind_that_must_not_be_ranked():
    for published in PUBLISHED:
        assert published.indicator.topic is None
        assert not published.indicator.forced
        assert set(published.indicator.names) == {"nb", "nn", "en"}


def test_only_the_structural_have_no_wished_direction():
    without = {
        p.indicator.dimension
        for p in PUBLISHED
        if p.indicator.direction is Direction.NEITHER
    }
    assert without == {Dimension.STRUCTURAL}


CLUSTERED = {"child_low_income": 18, "recent_residents": 200, "far_from_green": 200}


@pytest.mark.parametrize(("indicator", "below"), CLUSTERED.items())
def test_the_size_of_families_is_that_of_the_people(years, indicator, below):
    people = years[-1].town.people
    together = np.bincount(people.home[people.age < below]).astype(float)
    found = (together**2).sum() / together.sum()
    told = next(p.cluster for p in PUBLISHED if p.indicator.id == indicator)
    assert told == pytest.approx(found, abs=0.15)


def test_only_what_families_share_is_told_with_the_size_of_families(whole_city):
    table = whole_city.observations.table.drop_nulls("cluster_size")
    assert set(table["indicator"]) == set(CLUSTERED)


def test_every_source_says_that_the_city_is_fictional(whole_city):
    for source in (*whole_city.observations.sources, *whole_city.moves.sources):
        assert source.publisher.startswith("Storvik (oppdiktet by)")
        assert source.title.endswith("(oppdiktede tall)")


def test_the_city_is_the_sum_of_its_districts_and_they_of_their_areas(whole_city):
    table = whole_city.observations.table
    totals = table.filter(level="city")
    districts = table.filter(level="district")
    areas = table.filter(level="area")
    keys = ["indicator", "period"]
    added = districts.group_by(keys).agg(pl.col("numerator", "denominator").sum())
    both = added.join(totals, on=keys, suffix="_city")
    assert both.height == totals.height
    assert (both["numerator"] == both["numerator_city"]).all()
    assert (both["denominator"] == both["denominator_city"]).all()
    parts = areas.group_by([*keys, "district"]).agg(
        pl.col("numerator").sum(),
        hidden=pl.col("numerator").null_count(),
    )
    of_areas = parts.join(
        districts.drop("district"),
        left_on=[*keys, "district"],
        right_on=[*keys, "area"],
    ).filter(hidden=0)
    assert of_areas.height > 900
    assert (of_areas["numerator"] == of_areas["numerator_right"]).all()


def test_shares_are_within_range_and_made_of_their_counts(whole_city):
    shown = whole_city.observations.table.drop_nulls("value")
    assert shown["value"].is_between(0, 1).all()
    assert (shown["value"] == shown["numerator"] / shown["denominator"]).all()


def test_every_area_has_a_row_for_every_year_of_every_indicator(whole_city):
    years = sum(len(published.years) for published in PUBLISHED)
    assert whole_city.observations.table.height == years * (1 + 8 + 60)


def test_what_is_withheld_cannot_be_found_by_subtraction(whole_city):
    areas = whole_city.observations.table.filter(level="area")
    hidden = areas.group_by("indicator", "period", "district").agg(
        pl.col("numerator").null_count()
    )["numerator"]
    assert (hidden > 0).any()
    assert (hidden != 1).all()


def test_few_figures_are_withheld_and_all_say_why(whole_city):
    table = whole_city.observations.table
    hidden = table.filter(pl.col("numerator").is_null())
    assert 0 < hidden.height < 0.01 * table.height
    assert set(hidden["note"]) == {"confidential"}
    assert set(hidden["indicator"]) == {
        *("municipal_homes", "unsafe_evening", "knows_neighbours"),
    }


def figures(numerators: list[float], denominators: list[float]) -> dict:
    """The same counts for every indicator and year."""
    counted = Counted(
        numerator=np.array(numerators, dtype=float),
        denominator=np.array(denominators, dtype=float),
    )
    return {(p.indicator.id, year): counted for p in PUBLISHED for year in p.years}


def published(indicator: str, numerators: list[float], whole: float) -> list:
    where = places(4)
    table = observations(figures(numerators, [whole] * 4), where).table
    rows = table.filter(indicator=indicator, level="area", period="2022")
    return rows["numerator"].to_list()


# Four areas, each in a district of its own but for Dalen's and Kvernlia's: order is
# Lyngheia (S2), Havnekvartalet (S4), Dalen (S6), Kvernlia (S8).


def test_counts_from_one_to_four_are_withheld_and_noughts_are_not():
    assert published("municipal_homes", [0, 4, 5, 1], 100) == [0, None, 5, None]


def test_things_are_not_withheld_for_they_reveal_no_one():
    assert published("path_faults", [0, 4, 5, 1], 100) == [0, 4, 5, 1]


def test_surveys_are_withheld_for_few_answers_and_not_for_few_who_agree():
    where = places(4)
    counts = figures([2, 2, 20, 20], [30, 29, 100, 100])
    table = observations(counts, where).table
    rows = table.filter(indicator="unsafe_evening", level="area", period="2025")
    assert rows["numerator"].to_list() == [2, None, 20, 20]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([50, 3, 20, 0, 60, 70, 80], [50, None, None, 0, 60, 70, 80]),
        ([50, 3, 20, 4, 60, 70, 80], [50, None, 20, None, 60, 70, 80]),
        ([0, 3, 0, 0, 0, 0, 0], [None, None, 0, 0, 0, 0, 0]),
    ],
)
def test_nothing_is_withheld_alone_in_its_district(counts, shown):
    where = tuple(p for p in places() if p.square.district == "S6")
    table = observations(figures(counts, [100] * 7), where).table
    rows = table.filter(indicator="municipal_homes", level="area", period="2025")
    assert rows["numerator"].to_list() == shown
    assert rows["denominator"].to_list() == [100] * 7


def test_answers_come_from_as_many_as_are_asked(years, some_places):
    town, year = years[1].town, years[1].year
    asked = residents_answers(town, some_places, year=year, chance=Chance(1, "ask"))
    grown = town.people.age >= 18
    living = np.bincount(town.homes.area[town.people.home[grown]])
    for counted in asked.values():
        expected = np.minimum(trait(some_places, "answers"), living)
        assert counted.denominator.tolist() == expected.tolist()


def test_answers_gather_around_what_all_adults_would_say(years, some_places):
    town, year = years[1].town, years[1].year
    draws = [
        residents_answers(town, some_places, year=year, chance=Chance(n, "ask"))
        for n in range(60)
    ]
    expected = expected_answers(town, some_places, year=year)
    for name, counted in expected.items():
        shares = [one[name].numerator / one[name].denominator for one in draws]
        truth = counted.numerator / counted.denominator
        assert np.mean(shares, axis=0) == pytest.approx(truth, abs=0.02)


def test_a_stretch_with_a_fault_often_has_one_next_year():
    stretches = walkways(places(), chance=Chance(1, "walkways"))
    many = np.array([next(stretches).numerator for _ in range(60)])
    expected = trait(places(), "faults") * trait(places(), "stretches")
    assert many.mean(axis=0) == pytest.approx(expected, abs=3.5)
    off = many - many.mean(axis=0)
    together = (off[1:] * off[:-1]).sum() / (off**2).sum()
    assert together == pytest.approx(WEAR_LASTS, abs=0.06)


def test_what_needs_no_residents_is_there_for_all_its_years():
    found = beside_the_registers(places(4), seed=1)
    assert {key for key in found if key[0] == "would_recommend"} == {
        ("would_recommend", year) for year in EVERY_SECOND
    }
    assert {key for key in found if key[0] == "path_faults"} == {
        ("path_faults", year) for year in EACH_YEAR
    }
    asked = found["would_recommend", 2025].denominator
    assert asked.tolist() == trait(places(4), "asked").tolist()
