"""How many move in and out of an area in a year."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.areas.intervals import rate_interval
from nabolag.areas.moving.turnover import TOGETHER, turnover


def year(first, *, came=None, went=None, people=None, span=1, **more):
    given = {"moved_in": came, "moved_out": went, "population": people}
    return [
        {
            "first": str(first),
            "last": str(first + span),
            "status": status,
            "people": None if count is None else float(count),
        }
        | more
        for status, count in given.items()
    ]


def one(rows):
    return turnover(rows).row(0, named=True)


def test_the_newest_three_years_are_added_together(moves):
    rows = [
        *year(2019, came=900, went=900, people=1000),
        *year(2020, came=30, went=20, people=1000),
        *year(2021, came=40, went=20, people=1000),
        *year(2022, came=50, went=20, people=1000),
    ]
    found = one(moves(rows))
    assert (found["first"], found["last"], found["years"]) == ("2020", "2023", 3)
    assert (found["people"], found["moved_in"], found["moved_out"]) == (1000, 40, 20)
    assert found["net"] == 20


def test_the_intervals_are_those_of_rates_of_people_moving_two_and_two(moves):
    found = one(moves(year(2022, came=40, went=20, people=1000)))
    came = rate_interval(40, 1000, per=1000, cluster_size=TOGETHER)
    went = rate_interval(20, 1000, per=1000, cluster_size=TOGETHER)
    assert found["moved_in_low"] == pytest.approx(float(came.low))
    assert found["moved_out_high"] == pytest.approx(float(went.high))
    down = np.hypot(40 - came.low, went.high - 20)
    up = np.hypot(came.high - 40, 20 - went.low)
    assert (found["net_low"], found["net_high"]) == pytest.approx((20 - down, 20 + up))


def test_years_before_a_gap_are_not_added(moves):
    rows = [
        *year(2018, came=90, went=90, people=1000),
        *year(2020, came=30, went=20, people=1000),
        *year(2021, came=50, went=20, people=1000),
    ]
    found = one(moves(rows))
    assert (found["first"], found["last"], found["moved_in"]) == ("2020", "2022", 40)


def test_a_longer_span_alone_is_used_as_it_is(moves):
    found = one(moves(year(2014, span=10, came=500, went=400, people=1000)))
    assert (found["first"], found["last"], found["years"]) == ("2014", "2024", 10)
    assert (found["moved_in"], found["moved_out"]) == (50, 40)


def test_the_newest_longer_span_goes_before_older_single_years(moves):
    rows = [
        *year(2014, span=10, came=500, went=400, people=1000),
        *year(2022, came=90, went=90, people=1000),
    ]
    assert one(moves(rows))["years"] == 10


def test_single_years_go_before_a_longer_span_with_the_same_end(moves):
    rows = [
        *year(2014, span=10, came=500, went=400, people=1000),
        *year(2023, came=90, went=90, people=1000),
    ]
    found = one(moves(rows))
    assert (found["first"], found["years"], found["moved_in"]) == ("2023", 1, 90)


def test_without_a_population_people_are_counted_from_the_groups_at_both_ends(moves):
    counts = {"stayed": 800, "moved_out": 150, "left": 50}
    counts |= {"moved_in": 350, "entered": 50}
    rows = [
        {"first": "2022", "last": "2023", "status": status, "people": float(count)}
        for status, count in counts.items()
    ]
    found = one(moves(rows))
    assert found["people"] == (1000 + 1200) / 2
    assert found["moved_in"] == pytest.approx(350 / 1100 * 1000)


def test_a_withheld_year_leaves_the_rate_empty_and_never_counts_as_nought(moves):
    rows = [
        *year(2021, came=None, went=20, people=1000),
        *year(2022, came=40, went=20, people=1000),
    ]
    found = one(moves(rows))
    assert found["moved_in"] is None
    assert found["net"] is None
    assert found["net_low"] is None
    assert found["moved_out"] == 20


@pytest.mark.parametrize("people", [None, 0])
def test_without_people_there_are_no_rates(moves, people):
    found = one(moves(year(2022, came=40, went=20, people=people)))
    rates = [found[name] for name in ("moved_in", "moved_in_low", "moved_out", "net")]
    assert rates == [None] * 4


def test_every_area_level_and_group_has_its_own_row(moves):
    rows = [
        *year(2022, came=10, went=20, people=1000, group="0–15"),
        *year(2022, came=90, went=20, people=1000, group="16–19"),
        *year(2022, came=30, went=20, people=1000, area="b"),
        *year(2022, came=50, went=20, people=1000, area="0", level="city"),
    ]
    found = {
        (code, group): came
        for code, group, came in turnover(moves(rows))
        .select("code", "group", "moved_in")
        .iter_rows()
    }
    expected = {("a", "0–15"): 10, ("a", "16–19"): 90, ("b", None): 30, ("0", None): 50}
    assert found == expected


def test_age_groups_stand_from_the_youngest_with_everybody_first(moves):
    groups = ["67+", "16–19", None, "6–15", "0–5"]
    rows = [
        row
        for group in groups
        for row in year(2022, came=10, went=20, people=1000, group=group)
    ]
    found = turnover(moves(rows))["group"].to_list()
    assert found == [None, "0–5", "6–15", "16–19", "67+"]


def test_counts_of_an_indicators_groups_are_no_moves_of_everybody(moves):
    rows = year(2022, came=10, went=20, people=1000, indicator="poor")
    assert turnover(moves(rows)).height == 0


def test_no_rows_give_no_rates(moves):
    assert turnover(moves([])).height == 0


def test_the_order_of_rows_does_not_matter(moves):
    rows = [
        row for n in range(5) for row in year(2018 + n, came=n, went=9, people=1000)
    ]
    assert turnover(moves(rows)).equals(turnover(moves(rows[::-1])))


def held(alone: dict[int, float]) -> float:
    """How often the interval holds a rate of 100 moves, by household sizes' shares.

    The number of moving households of each size is Poisson; 20,000 drawn outcomes.
    """
    rng = np.random.Generator(np.random.PCG64(20240907))
    mean = sum(size * part for size, part in alone.items())
    households = {size: 100 / mean * part for size, part in alone.items()}
    moves = sum(size * rng.poisson(n, 20_000) for size, n in households.items())
    found = rate_interval(moves, 1.0, cluster_size=TOGETHER)
    return float(np.mean((found.low <= 100) & (found.high >= 100)))


@pytest.mark.parametrize(
    ("households", "expected"),
    [({1: 1.0}, 0.996), ({2: 1.0}, 0.953), (dict.fromkeys((1, 2, 3, 4), 0.25), 0.902)],
)
def test_the_interval_holds_as_often_as_the_card_says(households, expected):
    assert held(households) == pytest.approx(expected, abs=0.008)


def test_the_interval_of_the_net_holds_when_moves_in_and_out_are_independent(moves):
    rng, runs = np.random.Generator(np.random.PCG64(20240908)), 2_000
    pairs = rng.poisson(50, (2, runs)) * 2
    rows = [
        row
        for n in range(runs)
        for row in year(
            2022, came=pairs[0, n], went=pairs[1, n], people=1000, area=f"a{n}"
        )
    ]
    found = turnover(moves(rows))
    holds = found.select((pl.col("net_low") <= 0) & (pl.col("net_high") >= 0))
    assert holds.mean().item() > 0.945
