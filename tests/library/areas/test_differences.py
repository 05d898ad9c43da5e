"""Differences and ratios: published answers, oracles, symmetry and edges."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep

from nabolag.areas.differences import (
    Comparison,
    rate_difference,
    rate_ratio,
    share_difference,
    share_ratio,
)
from nabolag.errors import Misbuilt

Counts = tuple[float, float, float, float]
Compare = Callable[..., Comparison]

DIFFERENCES = pytest.mark.parametrize("compare", [share_difference, rate_difference])
RATIOS = pytest.mark.parametrize("compare", [share_ratio, rate_ratio])
ALL = pytest.mark.parametrize(
    "compare", [share_difference, share_ratio, rate_difference, rate_ratio]
)


@st.composite
def two_groups(draw: st.DrawFn, *, least: int = 0) -> Counts:
    fewest = 2 * least + 2
    whole, other_whole = (draw(st.integers(fewest, most)) for most in (3000, 50_000))
    part = draw(st.integers(least, whole - least))
    other_part = draw(st.integers(least, other_whole - least))
    return part, whole, other_part, other_whole


def told(found: Comparison) -> list[float]:
    return [float(found.value), float(found.low), float(found.high)]


def changed_about(counts: Counts) -> Counts:
    return counts[2], counts[3], counts[0], counts[1]


# Known answers


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0528, 0.3382),
        ((9, 10, 3, 10), 0.1700, 0.8406),
        ((6, 7, 2, 7), 0.0342, 0.8534),
        ((5, 56, 0, 29), -0.0326, 0.1933),
        ((0, 10, 0, 20), -0.1658, 0.2844),
        ((0, 10, 0, 10), -0.2879, 0.2879),
        ((10, 10, 0, 20), 0.7156, 1.0000),
    ],
)
def test_differences_of_shares_are_those_published_by_newcombe(
    counts: Counts, low: float, high: float
) -> None:
    assert told(share_difference(*counts))[1:] == pytest.approx((low, high), abs=6e-5)


def test_romsaas_is_eighteen_points_below_the_rest_of_oslo() -> None:
    # Turnout 2023: 2,480 of 5,373 against 363,601 of 565,038, by hand.
    value, low, high = told(share_difference(2480, 5373, 363_601, 565_038))
    assert value == pytest.approx(0.461567 - 0.643498, abs=1e-6)
    # The rest is so large that the area's own score interval carries nearly all.
    assert (low, high) == pytest.approx((-0.1952, -0.1685), abs=2e-4)


# statsmodels' own searches stop early or take a wrong turn where counts are few or the
# groups very unlike, so these are examples it can do; test_scores holds the bounds to
# their definition for all counts.
TRIED = pytest.mark.parametrize(
    "counts",
    [(60, 514, 30, 549), (30, 100, 200, 1000), (12, 1100, 900, 70_000), (7, 9, 40, 61)],
)


@TRIED
def test_ratios_of_shares_agree_with_statsmodels(counts: Counts) -> None:
    expected = confint_proportions_2indep(*counts, method="score", compare="ratio")
    assert told(share_ratio(*counts))[1:] == pytest.approx(expected, rel=1e-6)


@TRIED
def test_ratios_of_rates_agree_with_statsmodels(counts: Counts) -> None:
    expected = confint_poisson_2indep(*counts, method="score", compare="ratio")
    assert told(rate_ratio(*counts))[1:] == pytest.approx(expected, rel=1e-6)


@TRIED
def test_differences_of_rates_agree_with_statsmodels(counts: Counts) -> None:
    expected = confint_poisson_2indep(*counts, method="score", compare="diff")
    assert told(rate_difference(*counts))[1:] == pytest.approx(expected, abs=1e-6)


# Rules that always hold


@DIFFERENCES
@settings(max_examples=60, deadline=None)
@given(counts=two_groups())
def test_changing_the_areas_about_changes_the_sign_of_a_difference(
    compare: Compare, counts: Counts
) -> None:
    value, low, high = told(compare(*counts))
    assert told(compare(*changed_about(counts))) == [-value, -high, -low]


@RATIOS
@settings(max_examples=60, deadline=None)
@given(counts=two_groups(least=1))
def test_changing_the_areas_about_turns_a_ratio_over(
    compare: Compare, counts: Counts
) -> None:
    value, low, high = told(compare(*counts))
    turned = told(compare(*changed_about(counts)))
    assert turned == pytest.approx([1 / value, 1 / high, 1 / low], rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(two_groups())
def test_counting_those_left_out_changes_the_sign_of_a_difference(
    counts: Counts,
) -> None:
    part, whole, other_part, other_whole = counts
    value, low, high = told(share_difference(*counts))
    opposite = share_difference(
        whole - part, whole, other_whole - other_part, other_whole
    )
    assert told(opposite) == pytest.approx([-value, -high, -low], abs=1e-9)


@ALL
@settings(max_examples=60, deadline=None)
@given(counts=two_groups())
def test_the_interval_holds_the_value(compare: Compare, counts: Counts) -> None:
    assume(counts[2] > 0)
    value, low, high = told(compare(*counts))
    slack = 1e-12 * max(1, abs(value))
    assert low - slack <= value <= high + slack


@settings(max_examples=60, deadline=None)
@given(two_groups())
def test_a_difference_of_shares_stays_within_minus_1_and_1(counts: Counts) -> None:
    value, low, high = told(share_difference(*counts))
    assert -1 <= low <= value <= high <= 1


@settings(max_examples=60, deadline=None)
@given(two_groups(least=1))
def test_a_ratio_and_a_difference_agree_on_whether_chance_suffices(
    counts: Counts,
) -> None:
    _, low, high = told(share_difference(*counts))
    _, ratio_low, ratio_high = told(share_ratio(*counts))
    assume(min(abs(low), abs(high), abs(ratio_low - 1), abs(ratio_high - 1)) > 1e-9)
    assert (low <= 0 <= high) == (ratio_low <= 1 <= ratio_high)


@ALL
@pytest.mark.parametrize(("people", "others"), [(1, 1), (5, 3), (12, 40), (30, 7)])
def test_one_more_counted_never_draws_an_area_down(
    compare: Compare, people: int, others: int
) -> None:
    found = compare(
        np.arange(people + 1)[:, None], people, np.arange(1, others + 1), others
    )
    for ends in (found.value, found.low, found.high):
        assert (np.diff(ends, axis=0) >= 0).all()
        assert (np.diff(ends, axis=1) <= 0).all()


@ALL
@settings(max_examples=60, deadline=None)
@given(counts=two_groups(least=1), times=st.floats(1.5, 50))
def test_more_people_narrow_the_interval(
    compare: Compare, counts: Counts, times: float
) -> None:
    few, many = compare(*counts), compare(*(count * times for count in counts))
    assert many.high - many.low < few.high - few.low


@ALL
@settings(max_examples=60, deadline=None)
@given(counts=two_groups(least=1), size=st.floats(1.1, 6))
def test_families_widen_the_interval_and_leave_the_value(
    compare: Compare, counts: Counts, size: float
) -> None:
    alone, families = compare(*counts), compare(*counts, cluster_size=size)
    assert families.value == pytest.approx(float(alone.value), rel=1e-12)
    assert families.high - families.low > alone.high - alone.low


@ALL
def test_the_other_group_may_have_families_of_another_size(compare: Compare) -> None:
    same = compare(40, 100, 300, 1000, cluster_size=2)
    told_same = compare(40, 100, 300, 1000, cluster_size=2, other_cluster_size=2)
    other = compare(40, 100, 300, 1000, cluster_size=2, other_cluster_size=1)
    assert told(same) == told(told_same)
    assert other.high - other.low < same.high - same.low


@settings(max_examples=60, deadline=None)
@given(two_groups(), st.floats(0.1, 1000))
def test_a_difference_of_rates_follows_the_unit_of_exposure(
    counts: Counts, times: float
) -> None:
    events, exposure, other_events, other_exposure = counts
    plain = told(rate_difference(*counts))
    scaled = rate_difference(
        events, exposure * times, other_events, other_exposure * times
    )
    expected = [each / times for each in plain]
    assert told(scaled) == pytest.approx(expected, rel=1e-8, abs=1e-10 / times)


@ALL
@settings(max_examples=30, deadline=None)
@given(groups=st.lists(two_groups(least=1), min_size=2, max_size=15))
def test_the_order_of_areas_does_not_matter(
    compare: Compare, groups: list[Counts]
) -> None:
    together = compare(*np.array(groups, dtype=float).T)
    for at, counts in enumerate(groups):
        assert [x[at] for x in (together.value, together.low, together.high)] == told(
            compare(*counts)
        )


@ALL
def test_shapes_are_stretched_to_fit_each_other(compare: Compare) -> None:
    found = compare([[1], [2], [3]], [10, 20], 200, 1000)
    assert found.value.shape == found.low.shape == found.high.shape == (3, 2)
    assert found.low[2, 1] == compare(3, 20, 200, 1000).low


# Edges


@ALL
@pytest.mark.parametrize(
    "counts",
    [
        (np.nan, 10, 5, 20),
        (1, np.nan, 5, 20),
        (1, 10, np.nan, 20),
        (1, 10, 5, np.nan),
        (0, 0, 5, 20),
        (1, 10, 0, 0),
    ],
)
def test_a_group_that_is_unknown_or_of_nobody_is_not_compared(
    compare: Compare, counts: Counts
) -> None:
    assert np.isnan(told(compare(*counts))).all()


@RATIOS
@pytest.mark.parametrize("counted", [0, 3])
def test_nothing_is_divided_by_nothing(compare: Compare, counted: int) -> None:
    assert np.isnan(told(compare(counted, 10, 0, 20))).all()


@RATIOS
def test_none_in_the_area_is_a_ratio_of_exactly_nothing(compare: Compare) -> None:
    value, low, high = told(compare(0, 10, 5, 20))
    assert (value, low) == (0, 0)
    assert 1 < high < 2


def test_none_against_all_is_as_far_apart_as_can_be() -> None:
    assert told(share_difference(0, 10, 20, 20))[:2] == [-1, -1]
    assert told(share_difference(10, 10, 0, 20))[::2] == [1, 1]


def test_all_against_all_is_a_ratio_of_1_with_an_interval() -> None:
    value, low, high = told(share_ratio(10, 10, 10, 10))
    assert value == 1
    assert low == pytest.approx(1 / high)
    assert 0.5 < low < 1


def test_no_events_on_either_side_differ_by_at_most_their_score_bounds() -> None:
    # By hand: nothing in 10 and 20 reaches to z² / 10 and z² / 20.
    assert told(rate_difference(0, 10, 0, 20)) == pytest.approx(
        [0, -3.841459 / 20, 3.841459 / 10], abs=1e-6
    )


def test_one_family_alone_tells_next_to_nothing() -> None:
    value, low, high = told(share_difference(2, 4, 2, 4, cluster_size=8))
    assert value == 0
    assert low < -0.999
    assert high > 0.999


@ALL
def test_counts_and_confidence_that_cannot_be_are_bugs_in_the_caller(
    compare: Compare,
) -> None:
    with pytest.raises(Misbuilt):
        compare(-1, 10, 5, 20)
    with pytest.raises(Misbuilt):
        compare(1, 10, 5, 20, confidence=95)


@ALL
def test_more_confidence_reaches_further(compare: Compare) -> None:
    sure = compare(40, 100, 300, 1000, confidence=0.9)
    surer = compare(40, 100, 300, 1000, confidence=0.99)
    assert surer.low < sure.low
    assert surer.high > sure.high
