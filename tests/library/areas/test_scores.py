"""Score bounds against the definition itself, solved the slow and simple way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from nabolag.areas.counts import Floats
from nabolag.areas.scores import (
    lowest_rate_difference,
    lowest_rate_ratio,
    lowest_share_difference,
    lowest_share_ratio,
)

Lowest = Callable[[Floats, Floats], Floats]
Counts = tuple[float, float, float, float]
GOAL = 1.959963984540054**2


@st.composite
def two_groups(draw: st.DrawFn) -> Counts:
    whole, other_whole = draw(st.integers(1, 400)), draw(st.integers(2, 20_000))
    part, other_part = draw(st.integers(0, whole)), draw(st.integers(0, other_whole))
    return part, whole, other_part, other_whole


def bound(lowest: Lowest, counts: Counts, goal: float = GOAL) -> float:
    return float(lowest(np.array(counts, dtype=float)[:, None], np.array([goal]))[0])


def pull(part: float, whole: float, share: float) -> float:
    """How the likelihood of one group changes with its share."""
    return part / share - (whole - part) / (1 - share)


def squared_statistic(counts: Counts, difference: float) -> float:
    """The score statistic of a difference, by a direct search for the best shares."""
    part, whole, other_part, other_whole = counts
    low, high = max(0.0, -difference), min(1.0, 1 - difference)

    def slope(other: float) -> float:
        return pull(other_part, other_whole, other) + pull(
            part, whole, other + difference
        )

    other = root_or_edge(slope, low, high)
    share = other + difference
    variance = share * (1 - share) / whole + other * (1 - other) / other_whole
    return (part / whole - other_part / other_whole - difference) ** 2 / variance


def root_or_edge(slope: Callable[[float], float], low: float, high: float) -> float:
    edge = (high - low) * 1e-12
    if slope(low + edge) <= 0:
        return low
    if slope(high - edge) >= 0:
        return high
    return float(brentq(slope, low + edge, high - edge, xtol=1e-15))


@settings(max_examples=150, deadline=None)
@given(two_groups())
def test_at_the_lower_difference_of_shares_chance_just_suffices(counts: Counts) -> None:
    low = bound(lowest_share_difference, counts)
    assume(low > -1 + 1e-3)
    assert squared_statistic(counts, low) == pytest.approx(GOAL, rel=1e-7)


@settings(max_examples=150, deadline=None)
@given(two_groups())
def test_at_the_lower_ratio_of_shares_chance_just_suffices(counts: Counts) -> None:
    part, whole, other_part, other_whole = counts
    assume(part > 0)
    ratio = bound(lowest_share_ratio, counts)

    def slope(other: float) -> float:
        return pull(other_part, other_whole, other) + ratio * pull(
            part, whole, ratio * other
        )

    high = min(1.0, 1 / ratio)
    other = root_or_edge(slope, 0.0, high)
    share = ratio * other
    gap = part / whole - ratio * other_part / other_whole
    variance = (
        share * (1 - share) / whole + ratio**2 * other * (1 - other) / other_whole
    )
    assert gap**2 / variance == pytest.approx(GOAL, rel=1e-7)


@settings(max_examples=150, deadline=None)
@given(two_groups())
def test_at_the_lower_difference_of_rates_chance_just_suffices(counts: Counts) -> None:
    events, exposure, other_events, other_exposure = counts
    low = bound(lowest_rate_difference, counts)

    def slope(other: float) -> float:
        here, there = other + low, other
        return events / here + other_events / there - exposure - other_exposure

    least, most = max(0.0, -low), events + other_events + abs(low) + 1
    other = root_or_edge(slope, least, most)
    gap = events / exposure - other_events / other_exposure - low
    variance = (other + low) / exposure + other / other_exposure
    assert gap**2 / variance == pytest.approx(GOAL, rel=1e-7)


@settings(max_examples=60, deadline=None)
@given(two_groups())
def test_at_the_lower_ratio_of_rates_chance_just_suffices(counts: Counts) -> None:
    events, exposure, other_events, other_exposure = counts
    assume(events > 0 and other_events > 0)
    ratio = bound(lowest_rate_ratio, counts)
    # By hand: with the ratio given, the best other rate is all events over what the
    # exposures amount to.
    other = (events + other_events) / (ratio * exposure + other_exposure)
    gap = events / exposure - ratio * other_events / other_exposure
    variance = ratio * other / exposure + ratio**2 * other / other_exposure
    assert gap**2 / variance == pytest.approx(GOAL, rel=1e-9)


def test_the_lower_ratio_of_equal_rates_agrees_with_a_hand_calculation() -> None:
    # Half of the 100 events; with z² = 4, Wilson reaches 2 sqrt(25 + 1) / 104 = 0.0981
    # to each side of 0.5, and the ratio is the share over its opposite.
    low = bound(lowest_rate_ratio, (50, 10, 50, 10), goal=4.0)
    assert low == pytest.approx((0.5 - 0.098058) / (0.5 + 0.098058), rel=1e-5)


@pytest.mark.parametrize("goal", [1e-6, 1.0, 30.0, 1e6])
@pytest.mark.parametrize(
    "lowest", [lowest_share_difference, lowest_share_ratio, lowest_rate_difference]
)
def test_bounds_are_found_for_any_confidence(lowest: Lowest, goal: float) -> None:
    near, far = (
        bound(lowest, (30, 100, 200, 1000), goal),
        bound(lowest, (30, 100, 200, 1000), goal * 1.1),
    )
    assert np.isfinite(near)
    assert far < near


@pytest.mark.parametrize("tiny", [1e-12, 1e-6, 1e-3])
def test_weighted_counts_of_next_to_nothing_are_close_to_nothing(tiny: float) -> None:
    for lowest in (lowest_share_difference, lowest_rate_difference):
        for counts, none in (
            ((tiny, 10, 5, 20), (0, 10, 5, 20)),
            ((5, 10, tiny, 20), (5, 10, 0, 20)),
            ((5, 10, 20 - tiny, 20), (5, 10, 20, 20)),
        ):
            near = bound(lowest, counts)
            assert near == pytest.approx(bound(lowest, none), abs=5 * tiny**0.5)
