"""The share of those affected who live in the hardest affected tenth of areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.concentration.tenth import reaching_into_tenth, share_in_tenth

areas_like = st.lists(
    st.tuples(st.integers(0, 6), st.integers(6, 9)), min_size=20, max_size=45
)


def by_hand(affected, people):
    """Fill the tenth area by area; areas of one rate go in together, in part."""
    rates = [a / p for a, p in zip(affected, people, strict=True)]
    room, held = len(rates) / 10, 0.0
    for rate in sorted(set(rates), reverse=True):
        alike = [a for a, r in zip(affected, rates, strict=True) if r == rate]
        part = min(1.0, room / len(alike))
        held += part * sum(alike)
        room -= part * len(alike)
    return held / sum(affected)


def test_a_tenth_of_twenty_areas_is_the_two_with_the_highest_share():
    people = np.full(20, 100.0)
    affected = np.full(20, 10.0)
    affected[[3, 11]] = 60, 40
    assert float(share_in_tenth(affected, people)) == pytest.approx(100 / 280)


def test_the_order_is_by_share_and_not_by_number():
    people = np.full(20, 100.0)
    affected = np.full(20, 10.0)
    people[0], affected[0] = 10_000.0, 500.0
    affected[[1, 2]] = 20
    assert float(share_in_tenth(affected, people)) == pytest.approx(40 / 710)


def test_the_third_of_twenty_five_areas_counts_by_half():
    affected = np.array([50.0, 40.0, 30.0, *[1.0] * 22])
    share = float(share_in_tenth(affected, np.full(25, 100.0)))
    assert share == pytest.approx((50 + 40 + 15) / 142)
    assert reaching_into_tenth(25) == 3


@pytest.mark.parametrize(("areas", "reach"), [(20, 2), (30, 3), (70, 7), (71, 8)])
def test_a_whole_tenth_is_not_made_larger_by_rounding(areas, reach):
    assert reaching_into_tenth(areas) == reach


def test_where_nobody_is_affected_the_tenth_has_its_tenth():
    assert float(share_in_tenth(np.zeros(30), np.ones(30))) == pytest.approx(0.1)


def test_where_everybody_is_affected_alike_the_tenth_has_its_tenth():
    assert float(share_in_tenth(np.full(23, 4.0), np.full(23, 9.0))) == pytest.approx(
        0.1
    )


@settings(max_examples=60)
@given(areas_like, st.randoms())
def test_areas_of_equal_rates_share_equally_in_any_order(areas, random):
    affected, people = zip(*areas, strict=True)
    if sum(affected) == 0:
        return
    expected = by_hand(affected, people)
    assert float(share_in_tenth(affected, people)) == pytest.approx(expected)
    random.shuffle(areas)
    affected, people = zip(*areas, strict=True)
    assert float(share_in_tenth(affected, people)) == pytest.approx(expected)


def test_many_cities_are_counted_at_once():
    counts = np.random.default_rng(2).poisson(5, (4, 3, 33)).astype(float)
    people = np.linspace(10, 60, 33)
    found = share_in_tenth(counts, people)
    assert found.shape == (4, 3)
    assert found[2, 1] == pytest.approx(float(share_in_tenth(counts[2, 1], people)))
