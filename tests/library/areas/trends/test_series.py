from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.areas.trends.series import series_of
from nabolag.values import Break, Measure

YEARS = range(2018, 2024)


def row(area, period, **told):
    return {
        "code": area,
        "name": f"Area {area}",
        "level": "area",
        "indicator": "x",
        "period": str(period),
        "measure": "share",
        "per": 1.0,
        "value": 0.25,
        "other": 0.2,
        "numerator": 25.0,
        "denominator": 100.0,
        "rest_denominator": 900.0,
        "cluster_size": None,
        "against": "rest",
    } | told


def uncounted(area, period, **told):
    return (
        row(area, period, against="city", numerator=None, denominator=None)
        | {"rest_denominator": None}
        | told
    )


def table(*rows):
    return pl.DataFrame(
        rows,
        schema_overrides=dict.fromkeys(
            (
                "numerator",
                "denominator",
                "rest_denominator",
                "cluster_size",
                "value",
                "other",
            ),
            pl.Float64,
        ),
    )


def one(*rows, **told):
    (found,), notices = series_of(table(*rows), **told)
    return found, notices


def test_figures_are_laid_out_by_area_and_time():
    rows = [row("b", year, value=year / 10_000) for year in YEARS]
    rows += [row("a", 2020, cluster_size=2.0), row("a", 2019, denominator=50.0)]
    found, _ = one(*rows)
    nothing = np.nan
    assert (found.indicator, found.level, found.per) == ("x", "area", 1.0)
    assert (found.measure, found.counted) == (Measure.SHARE, True)
    assert found.codes == ("a", "b")
    assert found.names == ("Area a", "Area b")
    assert found.periods == tuple(str(year) for year in YEARS)
    assert found.years.tolist() == [year + 0.5 for year in YEARS]
    assert found.value[1].tolist() == [year / 10_000 for year in YEARS]
    for name, expected in (
        ("value", [nothing, 0.25, 0.25, *[nothing] * 3]),
        ("other", [nothing, 0.2, 0.2, *[nothing] * 3]),
        ("people", [nothing, 50, 100, *[nothing] * 3]),
        ("other_people", [nothing, 900, 900, *[nothing] * 3]),
        ("cluster", [nothing, 1, 2, *[nothing] * 3]),
    ):
        np.testing.assert_equal(getattr(found, name)[0], expected)


def test_an_area_keeps_its_newest_name():
    rows = [row("a", year, name=f"Called so in {year}") for year in reversed(YEARS)]
    assert one(*rows)[0].names == ("Called so in 2023",)


def test_indicators_and_levels_are_kept_apart_and_come_in_order():
    rows = [
        row(area, year, indicator=indicator, level=level)
        for year in YEARS
        for area, indicator, level in (
            ("1", "x", "district"),
            ("11", "x", "area"),
            ("1", "a", "district"),
        )
    ]
    found, notices = series_of(table(*rows))
    assert [(s.indicator, s.level, s.codes) for s in found] == [
        ("a", "district", ("1",)),
        ("x", "area", ("11",)),
        ("x", "district", ("1",)),
    ]
    assert notices == ()


@given(st.permutations([(area, year) for area in "abc" for year in YEARS]))
def test_the_order_of_the_rows_does_not_matter(order):
    def made(keys):
        return one(*(row(a, y, value=ord(a) / y, name=a + str(y)) for a, y in keys))[0]

    straight, shuffled = made(sorted(order)), made(order)
    assert (straight.codes, straight.names) == (shuffled.codes, shuffled.names)
    assert straight.periods == shuffled.periods
    np.testing.assert_array_equal(straight.value, shuffled.value)


def test_what_has_no_figure_or_nothing_beside_it_is_left_out():
    rows = [row("a", year) for year in YEARS]
    rows += [row("a", 2024, value=None), row("b", 2020, other=None)]
    found, notices = one(*rows)
    assert found.codes == ("a",)
    assert found.periods == tuple(str(year) for year in YEARS)
    assert notices == ()


def test_areas_with_fewer_than_four_figures_stay_in_and_are_named():
    rows = [row("a", year) for year in YEARS]
    rows += [row(f"b{at}", year) for at in range(8) for year in (2018, 2020, 2023)]
    found, (notice,) = one(*rows)
    assert len(found.codes) == 9
    assert notice.code == "trend_too_short"
    assert notice.where.indicator == "x"
    assert dict(notice.facts) == {
        "level": "area",
        "areas": ", ".join(f"Area b{at}" for at in range(6)),
        "more": 2,
        "count": 8,
        "needed": 4,
    }


def test_areas_are_not_named_where_the_whole_indicator_is_too_short():
    found, notices = one(*(row("a", year) for year in (2022, 2023)))
    assert found.periods == ("2022", "2023")
    assert [notice.code for notice in notices] == ["trend_too_few_periods"]


def test_a_break_divides_the_series():
    rows = [row("a", year) for year in YEARS]
    cut = Break(period="2020", level="area", reason="new table")
    assert one(*rows, breaks=[cut])[0].periods == ("2020", "2021", "2022", "2023")
    later = Break(period="2022", level="area", reason="new table")
    older, notices = one(*rows, breaks=[later])
    assert older.periods == ("2018", "2019", "2020", "2021")
    assert [notice.code for notice in notices] == ["trend_before_break"]
    newest, notices = one(*rows, breaks=[later], fewest=1)
    assert (newest.periods, notices) == (("2022", "2023"), ())


def test_an_indicator_with_two_periods_at_one_moment_has_no_series():
    rows = [row("a", period) for period in (*YEARS, "2020 revised")]
    found, notices = series_of(table(*rows))
    assert found == []
    assert [notice.code for notice in notices] == ["trend_same_moment"]


def test_figures_without_counts_among_counted_ones_are_left_out_and_told():
    rows = [row("a", year) for year in YEARS]
    rows += [uncounted("b", year) for year in (2018, 2019, 2020)]
    rows += [row("b", 2021, denominator=0.0), row("b", 2022, numerator=None)]
    rows += [row("b", 2023)]
    found, notices = one(*rows)
    assert found.counted
    assert found.known.sum(axis=1).tolist() == [6, 1]
    assert [notice.code for notice in notices] == [
        "trend_held_otherwise",
        "trend_too_short",
    ]
    assert dict(notices[0].facts) == {"level": "area", "against": "rest", "figures": 5}


def test_counted_figures_among_many_that_are_not_are_left_out():
    rows = [uncounted("a", year) for year in YEARS]
    rows += [uncounted("b", year) for year in YEARS[:4]]
    rows += [row("b", year) for year in YEARS[4:]]
    found, (notice,) = one(*rows)
    assert not found.counted
    assert found.known.sum(axis=1).tolist() == [6, 4]
    assert dict(notice.facts) == {"level": "area", "against": "city", "figures": 2}


@pytest.mark.parametrize("make", [row, uncounted])
def test_an_amount_is_never_counted(make):
    rows = [make("a", year, measure="amount", numerator=None) for year in YEARS]
    found, notices = one(*rows)
    assert (found.counted, found.measure) == (False, Measure.AMOUNT)
    assert found.known.all()
    assert notices == ()
