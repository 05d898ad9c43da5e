"""Intervals of shares and rates: published answers, oracles and what always holds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from nabolag.areas.intervals import Interval, rate_interval, share_interval
from nabolag.errors import Misbuilt

whole_numbers = st.integers(1, 100_000)
parts = st.floats(0, 1)


@st.composite
def shares(draw: st.DrawFn) -> tuple[float, float]:
    whole = draw(whole_numbers)
    return round(draw(parts) * whole), whole


def ends(interval: Interval) -> tuple[float, float]:
    return float(interval.low), float(interval.high)


# Shares


@pytest.mark.parametrize(
    ("counted", "people", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)],
)
def test_shares_have_the_score_intervals_published_by_newcombe(
    counted: int, people: int, low: float, high: float
) -> None:
    assert ends(share_interval(counted, people)) == pytest.approx((low, high), abs=5e-5)


def test_none_of_twenty_reaches_from_exactly_nothing() -> None:
    # By hand: the upper end is z² / (n + z²) = 3.8415 / 23.8415.
    assert ends(share_interval(0, 20)) == pytest.approx((0, 0.16113), abs=1e-5)
    assert share_interval(0, 20).low == 0.0


def test_all_of_twenty_reaches_to_exactly_one() -> None:
    assert share_interval(20, 20).high == 1.0
    assert share_interval(20, 20).low == pytest.approx(1 - 0.16113, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(shares(), st.floats(0.5, 0.999))
def test_share_intervals_agree_with_statsmodels(
    share: tuple[float, float], confidence: float
) -> None:
    expected = proportion_confint(*share, alpha=1 - confidence, method="wilson")
    found = share_interval(*share, confidence=confidence)
    assert ends(found) == pytest.approx(expected, abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(shares())
def test_a_share_lies_within_its_interval_and_the_interval_within_0_and_1(
    share: tuple[float, float],
) -> None:
    low, high = ends(share_interval(*share))
    assert 0 <= low <= share[0] / share[1] <= high <= 1


@settings(max_examples=60, deadline=None)
@given(shares())
def test_those_not_counted_have_the_mirrored_interval(
    share: tuple[float, float],
) -> None:
    counted, people = share
    low, high = ends(share_interval(counted, people))
    mirrored = ends(share_interval(people - counted, people))
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(shares(), st.floats(1.01, 100))
def test_merging_areas_with_equal_shares_narrows_the_interval(
    share: tuple[float, float], times: float
) -> None:
    one = share_interval(*share)
    merged = share_interval(share[0] * times, share[1] * times)
    assert merged.high - merged.low < one.high - one.low


@settings(max_examples=60, deadline=None)
@given(shares(), st.floats(1.01, 10))
def test_families_widen_the_interval_of_a_share(
    share: tuple[float, float], size: float
) -> None:
    alone, together = (share_interval(*share, cluster_size=c) for c in (1.0, size))
    assert together.low <= alone.low
    assert together.high >= alone.high
    assert together.high - together.low > alone.high - alone.low


@settings(max_examples=60, deadline=None)
@given(shares())
def test_more_confidence_reaches_further(share: tuple[float, float]) -> None:
    sure, surer = (share_interval(*share, confidence=c) for c in (0.9, 0.99))
    assert surer.low <= sure.low
    assert surer.high >= sure.high


@settings(max_examples=60, deadline=None)
@given(st.lists(shares(), min_size=2, max_size=20), st.randoms())
def test_an_interval_does_not_depend_on_the_other_areas(
    areas: list[tuple[float, float]], random: object
) -> None:
    counted, people = np.array(areas, dtype=float).T
    together = share_interval(counted, people)
    for at, area in enumerate(areas):
        assert (together.low[at], together.high[at]) == ends(share_interval(*area))


def test_shapes_are_stretched_to_fit_each_other() -> None:
    found = share_interval([[1], [2]], [10, 20, 40], cluster_size=[[1], [2]])
    assert found.low.shape == found.high.shape == (2, 3)
    assert found.low[1, 2] == share_interval(2, 40, cluster_size=2).low


@pytest.mark.parametrize("interval", [share_interval, rate_interval])
def test_what_is_not_known_or_counts_nobody_has_no_interval(
    interval: Callable[..., Interval],
) -> None:
    found = interval(
        [np.nan, 1, 0, 1], [10, np.nan, 0, 10], cluster_size=[1, 1, 1, np.nan]
    )
    assert np.isnan([found.low, found.high]).all()


def test_weighted_counts_that_are_not_whole_lie_between_their_neighbours() -> None:
    three, half, four = (share_interval(x, 10).low for x in (3, 3.5, 4))
    assert three < half < four
    three, half, four = (rate_interval(x, 10).high for x in (3, 3.5, 4))
    assert three < half < four


# Rates


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_counts_of_events_have_the_exact_intervals_of_the_tables(
    events: int, low: float, high: float
) -> None:
    assert ends(rate_interval(events, 1)) == pytest.approx((low, high), abs=5e-4)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5000), st.floats(1, 1e6), st.floats(0.5, 0.999))
def test_rate_intervals_agree_with_statsmodels(
    events: int, exposure: float, confidence: float
) -> None:
    expected = confint_poisson(events, exposure, method="exact-c", alpha=1 - confidence)
    found = rate_interval(events, exposure, confidence=confidence)
    assert ends(found) == pytest.approx(expected, rel=1e-10)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.1, 5000))
def test_rate_intervals_of_weighted_counts_agree_with_chi_square(events: float) -> None:
    expected = chi2.ppf(0.025, 2 * events) / 2, chi2.ppf(0.975, 2 * events + 2) / 2
    assert ends(rate_interval(events, 1)) == pytest.approx(expected, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1000), st.floats(1, 1e6), st.floats(0.1, 1e5))
def test_the_unit_of_a_rate_scales_its_interval(
    events: int, exposure: float, per: float
) -> None:
    plain, scaled = (
        rate_interval(events, exposure),
        rate_interval(events, exposure, per=per),
    )
    assert ends(scaled) == pytest.approx((plain.low * per, plain.high * per), rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1000), st.floats(1, 1e6))
def test_a_rate_lies_within_its_interval(events: int, exposure: float) -> None:
    low, high = ends(rate_interval(events, exposure))
    assert 0 <= low <= events / exposure < high


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1000), st.floats(1.01, 10))
def test_events_that_come_together_widen_the_interval_of_a_rate(
    events: int, size: float
) -> None:
    alone, together = (rate_interval(events, 100, cluster_size=c) for c in (1.0, size))
    assert together.low <= alone.low
    assert together.high > alone.high


@settings(max_examples=30, deadline=None)
@given(shares(), st.floats(0.1, 10))
def test_dividing_by_the_cluster_size_is_all_that_families_do(
    share: tuple[float, float], size: float
) -> None:
    counted, people = share
    told = share_interval(counted, people, cluster_size=size)
    divided = share_interval(counted / size, people / size)
    assert ends(told) == pytest.approx(ends(divided), abs=1e-12)


@pytest.mark.parametrize("interval", [share_interval, rate_interval])
def test_confidence_outside_0_and_1_is_a_bug_in_the_caller(
    interval: Callable[..., Interval],
) -> None:
    with pytest.raises(Misbuilt, match="between 0 and 1"):
        interval(1, 10, confidence=95)
