"""Which areas are where the challenge is greatest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nabolag.areas.fifths.draws import Draws
from nabolag.areas.fifths.worst_fifth import a_fifth, highest, worst_fifth
from nabolag.values import Direction

MORE, LESS = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER


def draws_of(values, indicator="x"):
    values = np.asarray(values, dtype=np.float32)
    return Draws(
        level="area",
        indicator=indicator,
        period="2024",
        codes=tuple(f"a{n:03}" for n in range(values.shape[1])),
        values=values,
    )


def test_the_probability_is_the_share_of_draws_in_the_fifth():
    rising = np.arange(20.0)
    swapped = rising.copy()
    swapped[[0, 19]] = swapped[[19, 0]]
    found = worst_fifth(
        draws_of([rising, rising, rising, swapped]), challenge=MORE, seed=1
    )
    assert found.probability[[0, 15, 16, 17, 18, 19]].tolist() == [
        0.25,
        0,
        1,
        1,
        1,
        0.75,
    ]
    assert found.begins == 16


def test_less_may_be_the_challenge():
    found = worst_fifth(draws_of([np.arange(20.0)]), challenge=LESS, seed=1)
    assert np.flatnonzero(found.probability).tolist() == [0, 1, 2, 3]
    assert found.begins == 3


def test_a_fifth_is_spoken_of_from_twenty_areas_on():
    assert worst_fifth(draws_of(np.zeros((1, 19))), challenge=MORE, seed=1) is None
    assert worst_fifth(draws_of(np.zeros((1, 20))), challenge=MORE, seed=1) is not None


@given(st.integers(1, 2000))
def test_a_fifth_is_the_fewest_areas_that_are_at_least_a_fifth(areas):
    assert 5 * a_fifth(areas) >= areas > 5 * (a_fifth(areas) - 1)


def test_equal_areas_are_chosen_among_by_chance():
    found = worst_fifth(draws_of(np.zeros((1000, 25))), challenge=MORE, seed=1)
    assert found.probability.sum() == pytest.approx(5)
    assert np.abs(found.probability - 0.2).max() < 0.05


FEW = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 8), st.integers(20, 41)),
    elements=st.integers(-3, 3).map(float),
)


@settings(max_examples=50)
@given(FEW, st.sampled_from([MORE, LESS]))
def test_exactly_a_fifth_is_chosen_and_none_outside_it_is_higher(values, challenge):
    found = worst_fifth(draws_of(values), challenge=challenge, seed=3)
    number = a_fifth(values.shape[1])
    assert (found.inside.sum(axis=1) == number).all()
    assert found.probability.sum() == pytest.approx(number)
    signed = values if challenge is MORE else -values
    for row, inside in zip(signed, found.inside, strict=True):
        assert row[inside].min() >= row[~inside].max()


def test_only_rows_with_ties_need_chance():
    values = np.array([[1, 2, 3], [2, 2, 3]], dtype=np.float32)
    inside, last = highest(values, 2, random=np.random.default_rng(1))
    assert inside[0].tolist() == [False, True, True]
    assert inside[1].sum() == 2
    assert inside[1, 2]
    assert last.tolist() == [2, 2]
