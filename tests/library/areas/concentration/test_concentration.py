"""How gathered each challenge of a city is, from its table of figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
import pytest

from nabolag.areas.concentration.concentration import MOST_PERIODS, concentration
from nabolag.areas.concentration.tenth import share_in_tenth
from nabolag.areas.diagnosis import diagnose
from nabolag.areas.fifths.mapping import challenges as challenges_of
from nabolag.areas.result import CONCENTRATION
from nabolag.values import Direction, Indicator, Measure

WORSE, BETTER = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER
POOR: Mapping[str, Direction] = {"poor": WORSE}


def figures(
    indicator: str = "poor",
    *,
    areas: int = 24,
    periods: tuple[str, ...] = ("2024",),
    level: str = "area",
    measure: Measure = Measure.SHARE,
    seed: int = 1,
    **fixed: Any,
) -> pl.DataFrame:
    random, size = np.random.default_rng(seed), areas * len(periods)
    people = random.integers(200, 800, size).astype(float)
    rows = pl.DataFrame(
        {
            "code": [f"{n:03}" for n in range(areas)] * len(periods),
            "level": level,
            "indicator": indicator,
            "period": np.repeat(periods, areas),
            "latest": np.repeat([period == periods[-1] for period in periods], areas),
            "measure": measure.value,
            "numerator": random.binomial(people.astype(int), 0.2).astype(float),
            "people": people,
            "cluster_size": pl.Series([None] * size, dtype=pl.Float64),
        }
    ).with_columns(year=pl.col("period").cast(pl.Int64))
    return rows.with_columns(**{name: pl.lit(value) for name, value in fixed.items()})


def told(rows, challenges=POOR, seed=7) -> pl.DataFrame:
    return concentration(rows, challenges=challenges, seed=seed)[0]


def notices(rows, challenges=POOR):
    return [
        (notice.code, notice.where.indicator, dict(notice.facts))
        for notice in concentration(rows, challenges=challenges, seed=7)[1]
    ]


def test_the_table_has_the_columns_agreed_on():
    rows = figures()
    table = told(rows)
    assert dict(table.schema) == {name: kind() for name, kind in CONCENTRATION.items()}
    row = table.row(0, named=True)
    assert (row["indicator"], row["level"], row["period"]) == ("poor", "area", "2024")
    assert (row["latest"], row["areas"]) == (True, 24)
    assert row["affected"] == rows["numerator"].sum()
    assert row["share_in_tenth"] == float(
        share_in_tenth(rows["numerator"].to_numpy(), rows["people"].to_numpy())
    )
    assert row["excess"] == row["share_in_tenth"] - row["by_chance"]
    for name in ("excess", "gini", "theil"):
        assert row[f"{name}_low"] < row[name] < row[f"{name}_high"]


def test_a_gathered_challenge_is_beyond_chance():
    rows = figures(areas=40).with_columns(
        numerator=pl.when(pl.col("code") < "004").then(0.6).otherwise(0.1)
        * pl.col("people").round()
    )
    row = told(rows).row(0, named=True)
    assert min(row["excess_low"], row["gini_low"], row["theil_low"]) > 0


def test_where_more_is_better_those_affected_are_the_others():
    rows = figures()
    others = rows.with_columns(numerator=pl.col("people") - pl.col("numerator"))
    assert told(others, {"poor": BETTER}).equals(told(rows))


def test_events_are_counted_where_more_is_worse():
    rows = figures(measure=Measure.RATE, numerator=900.0)
    row = told(rows).row(0, named=True)
    assert row["affected"] == 900 * 24


@pytest.mark.parametrize("periods", [1, 2, MOST_PERIODS, MOST_PERIODS + 1, 16])
def test_the_first_and_the_newest_period_are_told_and_some_evenly_between(periods):
    years = tuple(str(2000 + n) for n in range(periods))
    table = told(figures(periods=years))
    assert table.height == min(periods, MOST_PERIODS)
    assert (table["period"][0], table["period"][-1]) == (years[0], years[-1])
    assert table["latest"].to_list() == [False] * (table.height - 1) + [True]
    steps = table["period"].cast(pl.Int64).diff().drop_nulls()
    assert steps.is_empty() or steps.max() - steps.min() <= 1


def test_periods_with_too_few_areas_are_not_told_and_the_others_are():
    rows = figures(periods=("2022", "2023", "2024")).with_columns(
        numerator=pl.when(pl.col("period").eq("2023") & (pl.col("code") < "005"))
        .then(None)
        .otherwise("numerator")
    )
    table = told(rows)
    assert table["period"].to_list() == ["2022", "2024"]
    assert notices(rows) == []


def test_under_twenty_areas_it_is_refused():
    assert told(figures(areas=19)).is_empty()
    assert notices(figures(areas=19)) == [
        ("concentration_too_few", "poor", {"areas": 19, "needed": 20})
    ]
    assert told(figures(areas=20)).height == 1


def test_areas_with_nobody_in_them_do_not_count_as_areas():
    rows = figures(areas=20).with_columns(
        people=pl.when(pl.col("code") == "000").then(0.0).otherwise("people")
    )
    assert notices(rows)[0][2]["areas"] == 19


def test_a_coarse_level_of_few_districts_is_left_out_beside_a_fine_one():
    rows = pl.concat([figures(areas=12, level="district"), figures(areas=60)])
    assert told(rows)["level"].to_list() == ["area"]
    assert notices(rows) == []


def test_levels_are_told_each_for_itself():
    fine, coarse = figures(areas=60), figures(areas=21, level="district", seed=2)
    table = told(pl.concat([fine, coarse]))
    assert table["level"].to_list() == ["area", "district"]
    assert table.filter(level="area").equals(told(fine))


def test_the_city_and_those_of_no_area_are_never_areas():
    table = pl.concat(
        [figures(), figures(areas=1, level="city"), figures(areas=1, level="unplaced")]
    )
    assert told(table).equals(told(figures()))


@pytest.mark.parametrize(
    ("rows", "challenges"),
    [
        (figures(measure=Measure.AMOUNT), POOR),
        (figures(measure=Measure.RATE), {"poor": BETTER}),
        (figures().with_columns(numerator=pl.lit(None, pl.Float64)), POOR),
    ],
)
def test_without_counts_of_those_affected_it_is_refused_once(rows, challenges):
    rows = pl.concat([rows, rows.with_columns(level=pl.lit("district"))])
    assert told(rows, challenges).is_empty()
    assert notices(rows, challenges) == [("concentration_without_counts", "poor", {})]


def test_indicators_without_a_challenge_are_not_spoken_of():
    rows = pl.concat([figures(), figures("households")])
    assert told(rows)["indicator"].to_list() == ["poor"]
    assert notices(rows) == []


def test_a_challenge_without_any_figures_is_not_spoken_of():
    both = {"poor": WORSE, "crowded": WORSE}
    assert notices(figures(), both) == []
    assert concentration(figures().clear(), challenges=both, seed=1)[0].is_empty()


def test_protected_topics_are_never_here(city):
    def rows(indicator):
        return [
            {
                "area": f"{n:02}",
                "indicator": indicator,
                "numerator": 10.0 + n,
                "denominator": 200.0,
            }
            for n in range(25)
        ]

    indicators = (
        Indicator(id="poor", names={}, measure=Measure.SHARE, direction=WORSE),
        Indicator(id="immigrants", names={}, measure=Measure.SHARE, direction=WORSE),
    )
    told_of = challenges_of(indicators, ())
    observed = city([*rows("poor"), *rows("immigrants")], *indicators)
    table = diagnose(observed).table.with_columns(
        year=2024, measure=pl.lit("share"), cluster_size=pl.lit(None, pl.Float64)
    )
    assert told(table, told_of)["indicator"].to_list() == ["poor"]


def test_a_period_in_which_nobody_is_affected_is_left_out():
    rows = figures(periods=("2023", "2024")).with_columns(
        numerator=pl.when(pl.col("period") == "2023").then(0.0).otherwise("numerator")
    )
    assert told(rows)["period"].to_list() == ["2024"]


def test_families_widen_the_interval():
    alone, together = told(figures()), told(figures(cluster_size=3.0))
    for table in (alone, together):
        assert table["gini_low"][0] < table["gini"][0]
    width = pl.col("gini_high") - pl.col("gini_low")
    assert together.select(width).item() > 1.4 * alone.select(width).item()


def test_the_order_of_rows_changes_nothing():
    rows = pl.concat([figures(periods=("2020", "2024")), figures("crowded", seed=3)])
    both = {"poor": WORSE, "crowded": WORSE}
    expected = told(rows, both)
    assert told(rows.sample(fraction=1, shuffle=True, seed=4), both).equals(expected)


def test_another_indicator_changes_no_numbers():
    rows = pl.concat([figures("crowded", seed=3), figures()])
    both = {"crowded": WORSE, "poor": WORSE}
    assert told(rows, both).filter(indicator="poor").equals(told(figures()))


def test_another_seed_changes_what_is_by_chance_but_little():
    one, other = told(figures(areas=60)), told(figures(areas=60), seed=8)
    assert one["share_in_tenth"].item() == other["share_in_tenth"].item()
    assert one["by_chance"].item() != other["by_chance"].item()
    assert one["by_chance"].item() == pytest.approx(other["by_chance"].item(), rel=0.05)


def test_figures_with_no_year_are_told_by_their_period():
    rows = figures(periods=("2023", "2024")).with_columns(year=pl.lit(None, pl.Int64))
    assert told(rows)["period"].to_list() == ["2023", "2024"]
