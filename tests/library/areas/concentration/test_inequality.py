"""Gini and Theil, against published figures and the definitions added up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.concentration.inequality import gini, theil

spread = st.lists(
    st.tuples(st.floats(0, 100).map(lambda x: round(x, 6)), st.floats(0.1, 50)),
    min_size=1,
    max_size=8,
)


def by_definition(values, weights):
    """Every pair of areas, and every area, added up one by one."""
    share = np.array(weights) / np.sum(weights)
    mean = sum(w * x for w, x in zip(share, values, strict=True))
    if mean == 0:
        return 0.0, 0.0
    pairs = sum(
        v * w * abs(x - y)
        for v, x in zip(share, values, strict=True)
        for w, y in zip(share, values, strict=True)
    )
    logs = sum(
        w * x / mean * np.log(x / mean)
        for w, x in zip(share, values, strict=True)
        if x > 0
    )
    return pairs / (2 * mean), logs


@pytest.mark.shared_data
def test_state_incomes_in_the_united_states_give_the_published_figures(
    shared_data: Path,
) -> None:
    states = pl.read_csv(shared_data / "index/spatial/us_state_income_1929_2009.csv")
    incomes = states.select("1929", "2009").to_numpy().T
    assert gini(incomes) == pytest.approx([0.2010413, 0.0788265], abs=5e-8)
    assert theil(incomes) == pytest.approx([0.0625135, 0.0100095], abs=5e-8)


@settings(max_examples=60)
@given(spread)
def test_both_are_their_definitions_added_up(areas):
    values, weights = zip(*areas, strict=True)
    expected = by_definition(values, weights)
    assert float(gini(values, weights)) == pytest.approx(expected[0], abs=1e-9)
    assert float(theil(values, weights)) == pytest.approx(expected[1], abs=1e-9)


def test_equal_areas_are_not_unequal_also_where_all_have_nothing():
    for values in ([3.0, 3.0, 3.0], [0.0, 0.0, 0.0]):
        assert float(gini(values, [1, 2, 5])) == pytest.approx(0, abs=1e-15)
        assert float(theil(values, [1, 2, 5])) == pytest.approx(0, abs=1e-15)


def test_everything_in_one_area_of_n_gives_what_theory_says():
    # (n − 1) / n and ln n
    values = [0.0] * 9 + [5.0]
    assert float(gini(values)) == pytest.approx(0.9)
    assert float(theil(values)) == pytest.approx(np.log(10))


def test_an_area_split_in_two_equal_halves_changes_nothing():
    whole, halves = ([1.0, 4.0], [3.0, 2.0]), ([1.0, 4.0, 4.0], [3.0, 1.0, 1.0])
    assert float(gini(*whole)) == pytest.approx(float(gini(*halves)))
    assert float(theil(*whole)) == pytest.approx(float(theil(*halves)))


@settings(max_examples=30)
@given(spread, st.floats(0.01, 1000))
def test_neither_depends_on_the_unit_or_on_the_order(areas, unit):
    values, weights = (np.array(part) for part in zip(*areas, strict=True))
    values = np.round(values, 3)
    for measure in (gini, theil):
        expected = float(measure(values, weights))
        found = float(measure(unit * values[::-1], weights[::-1] / 7))
        assert found == pytest.approx(expected, abs=1e-9)


def test_many_cities_are_measured_at_once():
    cities = np.random.default_rng(1).random((2, 3, 7))
    people = np.arange(1.0, 8.0)
    for measure in (gini, theil):
        together = measure(cities, people)
        assert together.shape == (2, 3)
        assert together[1, 2] == pytest.approx(float(measure(cities[1, 2], people)))
        each = measure(cities, np.broadcast_to(people, cities.shape))
        assert each == pytest.approx(together)
        assert measure(cities)[0, 1] == pytest.approx(float(measure(cities[0, 1])))
