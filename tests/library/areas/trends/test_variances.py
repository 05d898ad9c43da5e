from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.trends.fitted import Series
from nabolag.areas.trends.variances import distance_variance, ratio_variance, steady
from nabolag.values import Measure


def series(value, other, **told):
    value, other = (np.atleast_2d(np.asarray(t, dtype=float)) for t in (value, other))
    periods = value.shape[1]
    usual = {
        "measure": Measure.SHARE,
        "per": 1.0,
        "counted": True,
        "people": np.full(value.shape, 100.0),
        "other_people": np.full(value.shape, 1_000.0),
        "cluster": np.ones(value.shape),
    }
    return Series(
        indicator="x",
        level="area",
        codes=tuple(str(at) for at in range(len(value))),
        names=tuple(str(at) for at in range(len(value))),
        periods=tuple(str(at) for at in range(periods)),
        years=np.arange(periods) + 0.5,
        value=value,
        other=np.broadcast_to(other, value.shape),
        **usual | told,
    )


def test_chance_in_a_distance_of_shares_is_that_of_both_sides():
    found = distance_variance(series([0.3, 0.3], [0.2, 0.2]), np.array([[0.1, 0.2]]))
    np.testing.assert_allclose(
        found, [[0.3 * 0.7 / 100 + 0.2 * 0.8 / 1000, 0.4 * 0.6 / 100 + 0.16 / 1000]]
    )


def test_families_who_answer_alike_count_as_one():
    twice = series([0.3, 0.3], [0.2, 0.2], cluster=np.array([[1.0, 2.0]]))
    found = distance_variance(twice, np.array([[0.1, 0.1]]))[0]
    assert found[1] == pytest.approx(2 * found[0])


def test_chance_in_a_distance_of_rates_goes_with_the_events_expected():
    rates = series([[5.0], [1500.0]], [4.0], measure=Measure.RATE, per=1000.0)
    found = distance_variance(rates, np.array([[2.0], [1496.0]]))
    expected = 1000**2 * (np.array([0.006, 1.5]) / 100 + 0.004 / 1000)
    np.testing.assert_allclose(found[:, 0], expected)


@pytest.mark.parametrize(("distance", "kept"), [(-0.3, 0.5), (0.9, 100.5)])
def test_a_fitted_share_stays_half_a_person_from_nobody_and_everybody(distance, kept):
    found = distance_variance(series([0.3], [0.2]), np.array([[distance]]))
    share = kept / 101
    assert found[0, 0] == pytest.approx(share * (1 - share) / 100 + 0.16 / 1000)


def test_without_counts_scatter_goes_with_the_level_of_the_city():
    amounts = series([7, 9, 5], [10, 20, 30], counted=False)
    found = distance_variance(amounts, np.zeros((1, 3)))
    np.testing.assert_allclose(found, [[0.25, 1, 2.25]])
    np.testing.assert_allclose(ratio_variance(amounts, np.zeros((1, 3))), [[1, 1, 1]])


@pytest.mark.parametrize("other", [[-1.0, 1.0, 3.0], [0.0, 1.0, 2.0]])
def test_a_city_at_nothing_or_below_tells_nothing_of_scatter(other):
    amounts = series([7, 9, np.nan], other, counted=False)
    found = distance_variance(amounts, np.zeros((1, 3)))
    np.testing.assert_array_equal(found, [[1, 1, np.nan]])
    ratio = ratio_variance(amounts, np.zeros((1, 3)))
    np.testing.assert_array_equal(ratio, [[np.nan, 1, np.nan]])


def test_no_figures_have_no_variance():
    nothing = series([[np.nan, np.nan]], [1.0, 1.0], counted=False)
    assert np.isnan(distance_variance(nothing, np.zeros((1, 2)))).all()


def test_chance_in_a_ratio_is_that_of_drawn_ratios():
    shares = series([0.3], [0.2], other_people=np.array([[400.0]]))
    found = ratio_variance(shares, np.array([[0.1]]))[0, 0]
    random = np.random.Generator(np.random.PCG64(7))
    area, rest = random.binomial(100, 0.3, 200_000), random.binomial(400, 0.2, 200_000)
    # The delta method leaves out what goes with the square of the rest's own chance,
    # here 1 % of its share: the drawn ratios vary a few per cent more.
    drawn = np.var((area / 100) / (rest / 400))
    assert found == pytest.approx(drawn, rel=0.06)
    assert found == pytest.approx((0.21 / 100 + 1.5**2 * 0.16 / 400) / 0.04)


def test_there_is_no_ratio_to_nothing():
    found = ratio_variance(series([0.3, 0.3], [0.2, 0.0]), np.array([[0.1, 0.1]]))
    assert np.isnan(found).tolist() == [[False, True]]


def test_the_steady_city_is_the_line_through_it_with_holes_passed_over():
    found = steady(np.array([0.0, 1, 2, 4]), np.array([[1.0, 2, np.nan, 6]]))
    line = np.polyfit([0, 1, 4], [1, 2, 6], 1)
    within = np.clip(np.polyval(line, [0, 1, 2, 4]), 1, 6)
    within[2] = np.nan
    np.testing.assert_allclose(found, [within])


def test_the_steady_city_never_leaves_what_it_has_been():
    found = steady(np.arange(5.0), np.array([[0.0, 0, 0, 0, 1]]))
    assert (found.min(), found.max()) == (0.0, pytest.approx(0.6))
    np.testing.assert_array_equal(steady(np.array([0.0]), np.array([[3.0]])), [[3.0]])
