"""Every figure beside what it is held against: what all answers are made from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from nabolag.areas.city import beside_the_city
from nabolag.areas.comparing import with_comparisons, with_values
from nabolag.areas.shrinkage import shrink_rates, shrink_shares
from nabolag.errors import Refused
from nabolag.values import (
    CITY,
    DISTRICT,
    Indicator,
    Measure,
    Note,
    Observations,
    year_of,
)

BLOCK = 100_000
"""Rows that are compared at a time: memory stays small and the processor's own near."""


def compared(observations: Observations, *, as_of: int | None = None) -> pl.DataFrame:
    """Give all figures, areas and city, beside the rest of the city, in order.

    One row per area × indicator × period, up to and including the year ``as_of``, with
    the columns of :data:`nabolag.areas.result.COLUMNS` that need no other areas, and
    those they are made from. Periods that repeat the one before are set aside. Raises
    :class:`Refused` where there is no figure for any area.
    """
    described = _described(observations.indicators)
    blocks = [
        _beside(_usable(block, described, as_of))
        for block in _blocks(observations.table)
    ]
    table = pl.concat(blocks)
    if not _any_figure(table):
        raise Refused(
            found="There is no figure for any area.",
            needed="at least one area with a value",
            remedy="Check the areas' level and the year asked for.",
        )
    order = table.select(_place(table, _levels(observations.table))).to_series()
    places = order.arg_sort()
    del blocks
    # Column by column: sorting whole rows would take five times their size in memory.
    return pl.DataFrame(
        [table.drop_in_place(name).gather(places) for name in table.columns]
    ).rename({"area": "code"})


def _usable(
    rows: pl.DataFrame, described: pl.DataFrame, as_of: int | None
) -> pl.DataFrame:
    table = rows.filter(pl.col("note").ne_missing(pl.lit(Note.COPIED.value))).join(
        described, on="indicator"
    )
    years = {period: year_of(period) for period in table["period"].unique()}
    table = table.with_columns(
        year=pl.col("period").replace_strict(years, return_dtype=pl.Int64)
    )
    return table if as_of is None else table.filter(pl.col("year") <= as_of)


def _blocks(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give whole indicators together, few enough rows to stay close to the processor."""
    sizes = rows.group_by("indicator", maintain_order=True).len()
    waiting: list[str] = []
    room = BLOCK
    for indicator, size in sizes.iter_rows():
        if waiting and size > room:
            yield rows.filter(pl.col("indicator").is_in(waiting))
            waiting, room = [], BLOCK
        waiting.append(indicator)
        room -= size
    yield rows.filter(pl.col("indicator").is_in(waiting))


def _beside(block: pl.DataFrame) -> pl.DataFrame:
    rows = with_values(block)
    areas = _with_shrunk(with_comparisons(beside_the_city(rows)))
    cities = rows.filter(pl.col("level") == CITY)
    return _with_latest(pl.concat([areas, cities], how="diagonal"))


def _any_figure(table: pl.DataFrame) -> bool:
    areas = table.filter(pl.col("level") != CITY)
    return areas["value"].is_not_null().any()


def _described(indicators: tuple[Indicator, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            # Shrunk values serve ranking and likeness; sensitive topics serve neither.
            (i.id, i.measure.value, i.per, i.topic is None)
            for i in indicators
        ],
        schema={
            "indicator": pl.String,
            "measure": pl.String,
            "per": pl.Float64,
            "ranked": pl.Boolean,
        },
        orient="row",
    )


def _with_shrunk(rows: pl.DataFrame) -> pl.DataFrame:
    """Draw figures of one indicator, period and level towards each other."""
    counted = rows.with_row_index("row").filter(
        pl.col("ranked")
        & (pl.col("measure") != Measure.AMOUNT)
        & pl.col("numerator").is_not_null()
        & pl.col("denominator").is_not_null()
    )
    # By place in whole columns: a table for each of many hundred groups takes far longer.
    groups = (
        counted.with_row_index("place")
        .group_by("indicator", "period", "level")
        .agg("place", share=pl.col("measure").first() == Measure.SHARE)
    )
    part, whole, cluster, per = (
        counted[name].fill_null(1.0).to_numpy()
        for name in ("numerator", "denominator", "cluster_size", "per")
    )
    row = counted["row"].to_numpy()
    shrunk, weight = np.full((2, rows.height), np.nan)
    for group, share in zip(groups["place"], groups["share"], strict=True):
        at = group.to_numpy()
        if share:
            districts = counted["district"].gather(group)
            found = shrink_shares(
                part[at], whole[at], districts, cluster_size=cluster[at]
            )
        else:
            found = shrink_rates(part[at], whole[at], cluster_size=cluster[at])
        shrunk[row[at]], weight[row[at]] = found.value * per[at], found.weight
    return rows.with_columns(
        shrunk=pl.Series(shrunk).fill_nan(None), weight=pl.Series(weight).fill_nan(None)
    )


def _with_latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark the figures of each indicator's newest period at each level."""
    newest = (
        pl.col("period")
        .sort_by("year", "period", nulls_last=False)
        .filter(pl.col("value").is_not_null().sort_by("year", "period"))
        .last()
        .over("indicator", "level")
    )
    return rows.with_columns(latest=(pl.col("period") == newest).fill_null(value=False))


def _place(table: pl.DataFrame, levels: list[str]) -> pl.Expr:
    """Give each row's place as one number: five times as fast as sorting by texts."""
    periods = table.select("year", "period").unique().sort("year", "period")
    order = {
        "level": levels,
        "area": sorted(table["area"].unique()),
        "indicator": sorted(table["indicator"].unique()),
        "period": periods["period"].to_list(),
    }
    place = pl.lit(0, pl.Int64)
    for name, texts in order.items():
        place = place * len(texts) + pl.col(name).cast(pl.Enum(texts)).to_physical()
    return place


def _levels(table: pl.DataFrame) -> list[str]:
    return sorted(
        table["level"].unique(),
        key=lambda level: (level != CITY, level != DISTRICT, level),
    )
