"""Lines over time in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.reports.wording.language import words
from nabolag.reports.wording.slopes import (
    change_in_a_year,
    ends,
    ends_apart,
    parts_of_city,
    ratios,
    slope_text,
)
from nabolag.reports.wording.units import Unit
from nabolag.values import Indicator, Measure

SHARE = Unit(language="en", scale=100, after="%")
MONEY = Unit(language="nb", before="kr\u00a0", word="per m²")
TURNOUT = Indicator(id="turnout", names={}, measure=Measure.SHARE)
PRICE = Indicator(id="price", names={}, unit="kr/m²")
HUNDREDTHS = st.integers(-9_999, 9_999).map(lambda n: n / 10_000)


def test_ends_have_signs_and_the_units_fewest_decimals():
    assert ends(0.094, 0.086, SHARE) == ("+9", "+9")
    assert ends(-8000.4, -17_600.0, MONEY) == (
        "kr\u00a0−8\u202f000",
        "kr\u00a0−17\u202f600",
    )


def test_ends_that_differ_are_shown_with_decimals_enough_to_see_it():
    assert ends_apart(0.0912, 0.0918, SHARE) == ("+9.1", "+9.2")


def test_ends_of_one_size_on_either_side_are_no_growth():
    assert ends_apart(-0.02, 0.02, SHARE) == ("−2", "+2")


@given(first=HUNDREDTHS, last=HUNDREDTHS)
def test_the_end_that_is_larger_is_seen_to_be(first, last):
    sizes = [abs(float(e.replace("−", "-"))) for e in ends_apart(first, last, SHARE)]
    assert (sizes[0] < sizes[1]) == (abs(first) < abs(last))
    assert (sizes[0] > sizes[1]) == (abs(first) > abs(last))


def test_ratios_and_parts_of_the_city_are_seen_apart():
    assert ratios(1.58, 1.67, "nb") == ("1,58", "1,67")
    assert ratios(1.581, 1.583, "en") == ("1.581", "1.583")
    assert ratios(1.5, 1.5, "en") == ("1.50", "1.50")
    assert parts_of_city(0.83, 0.726, "en") == ("83.0%", "72.6%")
    assert parts_of_city(0.8301, 0.8304, "en") == ("83.01%", "83.04%")


@pytest.mark.parametrize(
    ("slope", "half", "said"),
    [
        (0.0033, 0.002, "+0.3 (0.1 to 0.5)"),
        (0.0033, 0.0006, "+0.33 (0.27 to 0.39)"),
        (0.03, 0.05, "+3 (−2 to 8)"),
        (0.0203, 0.02, "+2.03 (0.03 to 4.03)"),
        (0.0, 0.0, "0.00000 (0.00000 to 0.00000)"),
    ],
)
def test_a_slope_has_decimals_that_suit_its_interval(slope, half, said):
    assert slope_text(slope, slope - half, slope + half, SHARE) == said


@given(
    slope=st.floats(0.001, 0.1),
    part=st.floats(0.01, 0.95),
    way=st.sampled_from([-1, 1]),
)
def test_a_change_that_surely_is_there_never_touches_nought(slope, part, way):
    low, high = sorted(way * slope * (1 + side * part) for side in (-1, 1))
    text = slope_text(way * slope, low, high, SHARE)
    numbers = [
        float(each.replace("−", "-"))
        for each in text.replace("(", "").replace(")", "").split()
        if each != "to"
    ]
    assert all(number * way > 0 for number in numbers)


@pytest.mark.parametrize(
    ("size", "unit", "indicator", "said"),
    [
        (0.006, SHARE, TURNOUT, "0.6 points"),
        (0.017, SHARE, TURNOUT, "1.7 points"),
        (0.12, SHARE, TURNOUT, "12 points"),
        (430.0, MONEY, PRICE, "kr\u00a0430 per m²"),
        (0.0, SHARE, TURNOUT, "0.00000 points"),
        (0.4, Unit(language="nb", word="per 1 000"), PRICE, "0,4 per 1 000"),
    ],
)
def test_a_size_of_change_stands_with_its_unit(size, unit, indicator, said):
    assert change_in_a_year(size, unit, indicator, words("en")) == said
