"""Areas' newest figures on the scale they are drawn on."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.areas.fifths.estimates import newest_estimates
from nabolag.areas.fifths.scatter import scatter
from nabolag.areas.shrinkage import empirical_logit
from nabolag.values import Break


def test_shares_are_log_odds_of_their_counts(table):
    rows = table({"2023": {"a": (1, 9)}, "2024": {"b": (3, 10), "a": (20, 50)}})
    found = newest_estimates(rows, breaks=())
    middle, variance = empirical_logit(np.array([20.0, 3.0]), np.array([50.0, 10.0]))
    assert found.codes == ("a", "b")
    assert found.middle == pytest.approx(middle)
    assert found.variance == pytest.approx(variance)
    log_odds = np.array([0, np.log(3)], dtype=np.float32)
    assert found.back(log_odds) == pytest.approx([0.5, 0.75])
    assert log_odds[0] == 0


def test_families_who_answer_alike_count_as_fewer(table):
    rows = table({"2024": {"a": (20, 50), "b": (4, 50)}}, cluster_size=2.0)
    halved = table({"2024": {"a": (10, 25), "b": (2, 25)}})
    one, other = (newest_estimates(r, breaks=()) for r in (rows, halved))
    assert one.variance == pytest.approx(other.variance)


def test_rates_are_logarithms_and_come_back_per_so_many(table):
    rows = table({"2024": {"a": (0, 200), "b": (7, 1000)}}, measure="rate", per=1000.0)
    found = newest_estimates(rows, breaks=())
    assert found.middle == pytest.approx([np.log(0.5 / 200), np.log(7.5 / 1000)])
    assert found.variance == pytest.approx([2, 1 / 7.5])
    assert found.back(np.zeros(1, dtype=np.float32)) == pytest.approx([1000])


AMOUNTS = {
    "2021": {"a": 5.0, "b": 90.0, "c": 1.0},
    "2022": {"a": 10.0, "b": 20.0, "c": 30.0},
    "2023": {"a": 11.0, "b": 19.0, "c": 33.0, "gone": 8.0},
    "2024": {"a": 12.0, "b": 25.0, "c": 30.0, "city": 22.0},
}


def amounts(table):
    return table(AMOUNTS).filter(pl.col("level") == "area")


def values(*periods):
    return [[AMOUNTS[p][code] for p in periods] for code in "abc"]


def test_amounts_are_as_they_are_with_the_scatter_of_all_comparable_years(table):
    found = newest_estimates(amounts(table), breaks=())
    everything = scatter(values(*AMOUNTS), [2021, 2022, 2023, 2024])
    assert found.codes == ("a", "b", "c")
    assert found.middle.tolist() == [12, 25, 30]
    assert found.variance == pytest.approx(everything)
    assert found.back(np.ones(1, dtype=np.float32)).tolist() == [1]


@pytest.mark.parametrize(
    ("found", "periods"),
    [
        (Break(period="2022", level="area", reason="x"), ("2022", "2023", "2024")),
        (
            Break(period="2023", level="area", reason="x", indicator="x"),
            ("2023", "2024"),
        ),
        (Break(period="2023", level="district", reason="x"), tuple(AMOUNTS)),
        (
            Break(period="2023", level="area", reason="x", indicator="y"),
            tuple(AMOUNTS),
        ),
        (Break(period="2025", level="area", reason="x"), tuple(AMOUNTS)),
    ],
)
def test_scatter_never_crosses_a_break(table, found, periods):
    got = newest_estimates(amounts(table), breaks=(found,))
    assert got.variance == pytest.approx(
        scatter(values(*periods), [int(period) for period in periods])
    )


def test_one_comparable_period_of_amounts_tells_nothing_of_chance(table):
    cut = Break(period="2024", level="area", reason="x")
    assert newest_estimates(amounts(table), breaks=(cut,)) is None


def test_periods_without_years_are_taken_in_order(table):
    spelled = {f"round {at}": figures for at, figures in enumerate(AMOUNTS.values())}
    rows = table(spelled).filter(pl.col("level") == "area")
    found = newest_estimates(rows, breaks=())
    assert found.variance == pytest.approx(scatter(values(*AMOUNTS), np.arange(4)))


def test_areas_without_counts_are_left_out_where_most_have_them(table):
    rows = table({"2024": {"a": (2, 10), "b": (3, 10), "c": (4, 10)}})
    one_lacks = rows.with_columns(
        numerator=pl.when(pl.col("code") != "a").then("numerator")
    )
    assert newest_estimates(one_lacks, breaks=()).codes == ("b", "c")


def test_shares_that_mostly_lack_counts_are_judged_by_their_scatter(table):
    rows = table(
        {
            "2023": {"a": (2, 10), "b": (3, 10), "c": (4, 10)},
            "2024": {"a": (1, 10), "b": (3, 10), "c": (6, 10)},
        }
    ).with_columns(numerator=pl.when(pl.col("code") == "a").then("numerator"))
    found = newest_estimates(rows, breaks=())
    assert found.middle == pytest.approx([0.1, 0.3, 0.6])
    expected = scatter([[0.2, 0.1], [0.3, 0.3], [0.4, 0.6]], [2023, 2024])
    assert found.variance == pytest.approx(expected)
