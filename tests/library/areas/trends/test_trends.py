"""The trend of every area's distance, from rows to answer."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabolag.areas.result import TRENDS, Verdict
from nabolag.areas.trends.trends import trends
from nabolag.values import Break

YEARS = np.arange(10)


def city_of(slopes, seed=1, scatter=0.012, apart=0.05):
    """Shares of areas that lie apart, each with its own slope and some scatter."""
    random = np.random.Generator(np.random.PCG64(seed))
    level = apart * random.permutation(np.linspace(-2, 2, len(slopes)))
    straight = level[:, None] + np.outer(slopes, YEARS - YEARS.mean())
    noise = scatter * random.normal(size=straight.shape)
    return np.clip(0.3 + straight + noise, 0.0, 1.0)


def test_the_table_has_exactly_the_columns_promised_and_no_nan(followed):
    found, _ = trends(followed(city_of(np.zeros(8))))
    assert dict(found.schema) == {name: type_() for name, type_ in TRENDS.items()}
    assert found.height == 8
    numbers = found.select(pl.selectors.float())
    assert numbers.select(pl.all().is_nan().any()).row(0) == (False,) * numbers.width


@pytest.mark.parametrize("without", [[0], [0, 1, 2], [0, 2, 4, 5], [7]])
def test_areas_without_a_line_leave_the_others_theirs_wherever_they_stand(
    followed, without
):
    shares = city_of(np.zeros(8))
    shares[without, 3:] = np.nan
    found, _ = trends(followed(shares))
    kept = [area for area in range(8) if area not in without]
    assert found["name"].to_list() == [f"Area {area}" for area in kept]
    assert found["verdict_alone"].null_count() == 0


def test_an_area_that_falls_behind_among_those_that_stand_still_is_found(followed):
    slopes = np.zeros(20)
    shares = city_of(slopes)
    furthest = int(np.argmax(shares.mean(axis=1)))
    shares[furthest] = np.clip(shares[furthest] + 0.02 * (YEARS - 4.5), 0, 1)
    found, notices = trends(followed(shares))
    told = found.row(furthest, named=True)
    assert told["verdict"] == told["verdict_alone"] == Verdict.WIDENING
    assert told["low"] < 0.02 < told["high"]
    assert told["slope"] == pytest.approx(0.02, abs=0.004)
    assert told["p_widening"] > 0.99
    assert told["line_last"] - told["line_first"] == pytest.approx(9 * told["slope"])
    assert (told["first"], told["last"], told["periods"]) == ("2015", "2024", 10)
    others = found.filter(pl.col("code") != told["code"])
    assert not set(others["verdict"]) & {Verdict.WIDENING, Verdict.NARROWING}
    assert notices == ()


def test_what_is_detectable_is_what_would_just_be_seen_in_four_cases_of_five(followed):
    found, _ = trends(followed(city_of(np.zeros(12))))
    reach = (found["high"] - found["low"]) / 2
    assert (
        (found["detectable"] > 1.3 * reach) & (found["detectable"] < 1.5 * reach)
    ).all()


def test_who_lay_furthest_off_and_comes_nearer_is_warned_of(followed):
    shares = city_of(np.zeros(10))
    furthest = int(np.argmax(np.abs(shares[:, 0] - shares[:, 0].mean())))
    towards = np.sign(shares[furthest, 0] - shares[:, 0].mean())
    shares[furthest] -= 0.009 * towards * YEARS
    found, notices = trends(followed(shares))
    assert found.row(furthest, named=True)["verdict_alone"] == Verdict.NARROWING
    (notice,) = notices
    assert notice.code == "regression_to_the_mean"
    assert notice.where.indicator == "x"
    assert dict(notice.facts) == {
        "level": "area",
        "areas": f"Area {furthest}",
        "more": 0,
        "n": 1,
    }


def test_among_under_five_areas_none_is_the_furthest(followed):
    shares = city_of(np.zeros(4), scatter=0.003)
    furthest = int(np.argmax(np.abs(shares[:, 0] - 0.3)))
    shares[furthest] -= 0.008 * np.sign(shares[furthest, 0] - 0.3) * YEARS
    found, notices = trends(followed(shares))
    assert Verdict.NARROWING in set(found["verdict_alone"])
    assert notices == ()


def test_protected_indicators_have_a_line_but_no_verdict_and_nothing_drawn(followed):
    shares = city_of(np.linspace(-0.02, 0.02, 10))
    found, notices = trends(followed(shares, ranked=False))
    assert found["slope"].null_count() == found["low"].null_count() == 0
    withheld = "verdict", "verdict_alone", "shrunk_slope", "p_widening", "margin"
    assert found.select(*withheld, "by_chance").null_count().row(0) == (10,) * 6
    assert notices == ()


def test_areas_with_few_figures_are_left_out_and_named(followed):
    shares = city_of(np.zeros(6))
    shares[2, 3:] = np.nan
    found, notices = trends(followed(shares))
    assert found["code"].to_list() == ["000", "001", "003", "004", "005"]
    assert [n.code for n in notices] == ["trend_too_short"]


def test_without_counts_there_is_a_trend_but_no_dispersion(followed):
    shares = 100 * city_of(np.zeros(6))
    found, _ = trends(followed(shares, measure="amount", city=30.0))
    assert found["slope"].null_count() == 0
    assert found["dispersion"].null_count() == 6


def test_a_break_ends_the_line(followed):
    rows = followed(city_of(np.zeros(6)))
    broken = Break(period="2020", level="area", reason="borders")
    found, _ = trends(rows, breaks=[broken])
    assert set(found["first"]) == {"2020"}
    assert set(found["periods"]) == {5}


def test_no_rows_give_no_trends(followed):
    rows = followed(city_of(np.zeros(6)))
    found, notices = trends(rows.clear())
    assert (found.height, list(found.columns), notices) == (0, list(TRENDS), ())


def test_another_indicator_changes_nothing_for_the_first(followed):
    one = followed(city_of(np.linspace(-0.01, 0.01, 8)))
    other = followed(city_of(np.zeros(8), seed=2), indicator="a")
    alone, _ = trends(one)
    both, _ = trends(pl.concat([one, other]))
    assert both.filter(indicator="x").equals(alone)
    assert both["indicator"].unique().sort().to_list() == ["a", "x"]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(followed, seed):
    rows = followed(city_of(np.linspace(-0.01, 0.01, 7)))
    plain, told = trends(rows)
    shuffled, told_again = trends(rows.sample(fraction=1, shuffle=True, seed=seed))
    assert plain.equals(shuffled)
    assert told == told_again
