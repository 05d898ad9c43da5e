"""How much areas truly differ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.trends.margins import share_by_chance, true_deviation


def test_with_equal_chance_it_is_the_variance_less_what_chance_makes():
    level = np.array([1.0, 4.0, 6.0, 9.0])
    expected = np.sqrt(np.var(level, ddof=1) - 2.0**2)
    assert true_deviation(level, np.full(4, 2.0)) == pytest.approx(expected)


def test_areas_no_more_unlike_than_chance_makes_them_do_not_differ():
    assert true_deviation(np.array([1.0, 2.0, 3.0, 4.0]), np.full(4, 5.0)) == 0.0


def test_levels_without_any_scatter_differ_as_they_are():
    level = np.array([1.0, 4.0, 6.0, 9.0])
    found = true_deviation(level, np.zeros(4))
    assert found == pytest.approx(np.std(level, ddof=1))
    assert true_deviation(np.zeros(5), np.zeros(5)) == 0.0


def test_under_four_areas_nothing_is_said():
    assert np.isnan(true_deviation(np.array([1.0, 2.0, 9.0]), np.zeros(3)))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(0.01, 5)), min_size=4, max_size=20)
)
def test_squared_distances_are_as_large_as_expected_at_what_is_found(areas):
    level, spread = np.array(areas).T
    found = true_deviation(level, spread)
    weight = 1 / (spread**2 + found**2)
    off = level - weight @ level / weight.sum()
    squares = weight @ off**2
    if found > 0:
        assert squares == pytest.approx(len(level) - 1)
    else:
        assert squares <= (len(level) - 1) * (1 + 1e-9)


def test_where_nothing_varies_no_part_is_chance():
    assert np.isnan(share_by_chance(np.zeros(1), 0.0)).all()
    assert share_by_chance(np.array([2.0]), 0.0).tolist() == [1.0]
    assert np.isnan(share_by_chance(np.ones(1), float("nan"))).all()
