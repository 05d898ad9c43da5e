"""The chance that slope and level have the same sign."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from nabolag.areas.trends.chances import equal_spreads, normal_scores, same_sign

scores = st.one_of(st.just(0.0), st.floats(-6, 6))
correlations = st.floats(-0.999, 0.999)


@settings(max_examples=60)
@given(scores, scores, correlations)
def test_the_chance_is_that_of_two_opposite_quadrants(first, second, correlation):
    normal = stats.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]])
    expected = normal.cdf([first, second]) + normal.cdf([-first, -second])
    found = same_sign(np.array(first), np.array(second), np.array(correlation))
    assert found == pytest.approx(expected, abs=1e-7)


@settings(max_examples=60)
@given(scores, scores, correlations)
def test_turning_one_of_two_about_gives_what_is_left(first, second, correlation):
    same = same_sign(np.array(first), np.array(second), np.array(correlation))
    other = same_sign(np.array(-first), np.array(second), np.array(-correlation))
    assert same + other == pytest.approx(1.0)


def test_a_level_beyond_doubt_leaves_only_the_slope_in_doubt():
    found = same_sign(np.array([1.0, 1.0]), np.array([np.inf, -np.inf]), np.zeros(2))
    assert found == pytest.approx([stats.norm.cdf(1.0), stats.norm.cdf(-1.0)])


def test_two_that_always_go_together_have_the_same_sign():
    one = np.ones(2)
    found = same_sign(one, one, np.array([1.0, -1.0]))
    # b and 2 − b, where b varies about 1: both above 0 only where b is between 0 and 2
    assert found == pytest.approx(
        [1.0, stats.norm.cdf(1) - stats.norm.cdf(-1)], abs=1e-5
    )


def test_what_is_not_known_stays_so():
    assert np.isnan(same_sign(np.array(np.nan), np.array(1.0), np.array(0.0)))


@pytest.mark.parametrize("freedom", [2.0, 5.0, 30.0, 1e6])
def test_scores_are_as_surprising_as_the_estimate_by_its_own_distribution(freedom):
    estimate = np.array([-3.0, -0.4, 0.0, 1.0, 6.0])
    found = normal_scores(estimate, np.full(5, 2.0), np.full(5, freedom))
    by_t = stats.t.sf(np.abs(estimate) / 2, freedom)
    assert stats.norm.sf(np.abs(found)) == pytest.approx(by_t, rel=1e-6)
    assert np.array_equal(np.sign(found), np.sign(estimate))


def test_an_estimate_without_any_scatter_has_a_score_with_an_end():
    found = normal_scores(np.array([1.0, -1.0, 0.0]), np.zeros(3), np.full(3, 4.0))
    assert found.tolist() == [30.0, -30.0, 0.0]


@settings(max_examples=40)
@given(st.floats(-50, 50), st.floats(0.01, 10), st.floats(2, 200))
def test_equal_spreads_keep_the_surprise_and_are_never_narrower(
    estimate, spread, freedom
):
    one = [np.array([x]) for x in (estimate, spread, freedom)]
    equal = equal_spreads(*one)
    assert equal >= spread
    score = abs(normal_scores(*one))
    assert abs(estimate) / equal <= score + 1e-4


def test_an_equal_spread_at_nothing_is_the_one_beside_it():
    both = np.array([0.0, 1e-5])
    found = equal_spreads(both, np.ones(2), np.full(2, 3.0))
    assert found[0] == pytest.approx(found[1], rel=1e-4)
    # The heights of the two densities at 0
    assert found[0] == pytest.approx(stats.norm.pdf(0) / stats.t.pdf(0, 3), rel=1e-4)
