from __future__ import annotations

import pytest

from nabolag.areas.trends.stretches import stretch_of, years_of
from nabolag.values import Break


def stretch(periods, *, breaks=(), fewest=4):
    return stretch_of("rent", "area", periods, breaks=breaks, fewest=fewest)


def years(first, last):
    return [str(year) for year in range(first, last + 1)]


def broken(period, *, level="area", indicator=None):
    return Break(period=period, level=level, reason="new table", indicator=indicator)


def codes(found):
    return [notice.code for notice in found.notices]


@pytest.mark.parametrize(
    ("period", "middle"),
    [
        ("2024", 2024.5),
        ("2024K1", 2024.125),
        ("2024Q4", 2024.875),
        ("2024M01", 2024 + 1 / 24),
        ("2024M12", 2025 - 1 / 24),
        ("2015-2017", 2016.5),
        ("autumn 2019", 2019.5),
        ("2024M13", 2024.5),
        ("latest", None),
    ],
)
def test_a_period_lies_at_its_middle(period, middle):
    assert years_of(period) == (None if middle is None else pytest.approx(middle))


def test_periods_stand_in_order_of_time_whatever_they_are_called():
    found = stretch(["2021K1", "2019-2020", "2019K1", "2020K4", "2021K1"])
    assert found.periods == ("2019K1", "2019-2020", "2020K4", "2021K1")
    assert found.years == (2019.125, 2020.0, 2020.875, 2021.125)
    assert found.notices == ()


def test_the_newest_stretch_that_is_long_enough_is_used():
    found = stretch(years(2005, 2024), breaks=[broken("2010"), broken("2017")])
    assert found.periods == tuple(years(2017, 2024))
    assert found.notices == ()


def test_an_older_stretch_is_used_where_the_newest_is_too_short_and_that_is_told():
    found = stretch(years(2010, 2019), breaks=[broken("2018")])
    assert found.periods == tuple(years(2010, 2017))
    (notice,) = found.notices
    assert notice.code == "trend_before_break"
    assert notice.where.indicator == "rent"
    assert dict(notice.facts) == {
        "level": "area",
        "first": "2010",
        "last": "2017",
        "newest": "2019",
    }


def test_the_newest_stretch_is_used_whatever_its_length_when_one_period_is_enough():
    found = stretch(years(2010, 2019), breaks=[broken("2018")], fewest=1)
    assert (found.periods, found.notices) == (("2018", "2019"), ())


def test_breaks_of_other_levels_and_indicators_divide_nothing():
    others = [broken("2015", level="district"), broken("2015", indicator="turnout")]
    found = stretch(years(2010, 2019), breaks=others)
    assert found.periods == tuple(years(2010, 2019))


def test_a_break_of_this_indicator_divides():
    found = stretch(years(2010, 2019), breaks=[broken("2015", indicator="rent")])
    assert found.periods == tuple(years(2015, 2019))


def test_too_few_periods_are_told_and_still_given():
    found = stretch(["2023", "2024"])
    assert found.periods == ("2023", "2024")
    assert codes(found) == ["trend_too_few_periods"]
    assert found.notices[0].facts["periods"] == 2
    assert found.notices[0].facts["needed"] == 4


def test_periods_without_a_year_are_left_out_and_named():
    undated = [f"round {number}" for number in "ABCDEFGH"]
    found = stretch([*undated, *years(2020, 2024)])
    assert found.periods == tuple(years(2020, 2024))
    assert codes(found) == ["trend_without_year"]
    assert found.notices[0].facts["more"] == 2
    assert str(found.notices[0].facts["periods"]).startswith("round A, round B")


def test_nothing_but_periods_without_a_year_leaves_nothing():
    found = stretch(["spring", "autumn"])
    assert found.periods == ()
    assert codes(found) == ["trend_without_year"]


def test_two_periods_at_the_same_moment_make_no_trend():
    found = stretch(["2020", "2021", "2021 revised", "2022", "2023"])
    assert found.periods == found.years == ()
    (notice,) = found.notices
    assert notice.code == "trend_same_moment"
    assert notice.facts["periods"] == "2021, 2021 revised"
