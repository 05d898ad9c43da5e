"""Values and their difference are rounded so that they never contradict each other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nabolag.reports.wording.distances import Distance, shown

SHARES = st.floats(min_value=0.0, max_value=1.0).map(lambda x: round(x, 5))
HALVES = st.floats(min_value=0.0005, max_value=0.3).map(lambda x: round(x, 5))


def apart(value, other, half=None):
    difference = round(value - other, 10)
    if half is None:
        return Distance(value=value, other=other, difference=difference)
    return Distance(
        value=value,
        other=other,
        difference=difference,
        low=round(difference - half, 10),
        high=round(difference + half, 10),
    )


def told(distance, **how):
    s = shown(distance, scale=100, **how)
    return [
        None if x is None else str(x)
        for x in (s.value, s.other, s.difference, s.low, s.high)
    ]


def test_whole_numbers_are_shown_where_they_agree():
    assert told(apart(0.4616, 0.6435, 0.014)) == ["46", "64", "-18", "-20", "-17"]


def test_a_decimal_is_given_where_whole_numbers_would_contradict_each_other():
    assert told(apart(0.464, 0.636))[:3] == ["46.4", "63.6", "-17.2"]


def test_a_certain_difference_is_never_shown_as_nothing():
    assert told(apart(0.503, 0.500, 0.002)) == ["50.3", "50.0", "0.3", "0.1", "0.5"]


def test_an_uncertain_difference_may_be_shown_as_nothing():
    assert told(apart(0.503, 0.500, 0.02)) == ["50", "50", "0", "-2", "2"]


def test_an_end_that_would_touch_zero_is_rounded_away_from_it():
    assert told(apart(0.55, 0.50, 0.0499))[3] == "0.1"
    assert told(apart(0.50, 0.55, 0.0499))[4] == "-0.1"


def test_very_small_certain_differences_get_the_decimals_they_need():
    tiny = apart(0.50002, 0.50000, 0.00001)
    assert told(tiny)[2] == "0.002"


def test_a_difference_that_contradicts_its_own_values_gives_way_to_them():
    wrong = Distance(value=0.5, other=0.5, difference=0.1, low=0.05, high=0.15)
    s = shown(wrong, scale=100)
    assert s.difference == s.value - s.other == 0


def test_rounding_starts_from_the_decimals_asked_for():
    assert told(apart(0.46, 0.64), fewest=1)[:3] == ["46.0", "64.0", "-18.0"]


@given(value=SHARES, other=SHARES, half=st.none() | HALVES)
def test_what_is_shown_adds_up_and_is_true_to_a_step(value, other, half):
    distance = apart(value, other, half)
    s = shown(distance, scale=100)
    step = Decimal(1).scaleb(-s.decimals)
    assert s.value - s.other == s.difference
    assert abs(s.difference - Decimal(repr(distance.difference)) * 100) <= step
    assert abs(s.value - Decimal(repr(value)) * 100) <= step / 2


@given(value=SHARES, other=SHARES, half=HALVES)
def test_the_interval_says_the_same_of_zero_as_the_judgement(value, other, half):
    distance = apart(value, other, half)
    s = shown(distance, scale=100)
    assert s.low <= s.difference <= s.high
    assert distance.certain == (s.low > 0 or s.high < 0)
