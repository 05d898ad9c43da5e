"""From rows of figures to tables by area and period, one for each indicator and level.

What cannot stand on a line with the rest is left out here, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from nabolag.areas.caveats import areas_named
from nabolag.areas.result import REST, WHOLE_CITY
from nabolag.areas.trends.fitted import FEWEST_PERIODS, Floats, Series
from nabolag.areas.trends.stretches import Stretch, stretch_of
from nabolag.errors import Where
from nabolag.values import Break, Measure, Notice

_READ = (
    *("code", "name", "level", "indicator", "period", "measure", "per", "against"),
    *("value", "other", "numerator", "denominator", "rest_denominator", "cluster_size"),
)
"""What is read of each figure; carrying the rest would double a large city's memory."""


def series_of(
    rows: pl.DataFrame, *, breaks: Sequence[Break] = (), fewest: int = FEWEST_PERIODS
) -> tuple[list[Series], tuple[Notice, ...]]:
    """Give the figures of each indicator and level as tables, and what was left out.

    Takes rows of areas after :func:`nabolag.areas.comparing.with_comparisons`, with
    ``measure`` and ``per``. Holds the newest stretch between breaks that has
    ``fewest`` periods; with ``fewest=1`` that is the newest there is. Areas with any
    figure in the stretch stay in, however few. The order of the rows does not matter.
    Notices: those of :func:`nabolag.areas.trends.stretches.stretch_of`,
    ``trend_held_otherwise`` and ``trend_too_short``.
    """
    compared = rows.select(_READ).filter(
        pl.col("value").is_not_null() & pl.col("other").is_not_null()
    )
    found: list[Series] = []
    notices: list[Notice] = []
    pairs = compared.select("indicator", "level").unique().sort("indicator", "level")
    for indicator, level in pairs.iter_rows():
        group = compared.filter(indicator=indicator, level=level)
        periods = group["period"].unique().to_list()
        stretch = stretch_of(indicator, level, periods, breaks=breaks, fewest=fewest)
        notices.extend(stretch.notices)
        if stretch.periods:
            series, left_out = _series(group, stretch)
            found.append(series)
            notices.extend(left_out)
            if len(stretch.periods) >= fewest:
                notices.extend(_too_short(series, fewest))
    return found, tuple(notices)


def _series(group: pl.DataFrame, stretch: Stretch) -> tuple[Series, tuple[Notice, ...]]:
    within = group.filter(pl.col("period").is_in(stretch.periods))
    footing = _footing(within)
    kept = within.filter(_stands_on(footing))
    areas = kept.sort("period").group_by("code").agg(pl.col("name").last()).sort("code")
    placed = _placed(kept, areas["code"], stretch.periods)
    measure = Measure(group["measure"][0])
    series = Series(
        indicator=group["indicator"][0],
        level=group["level"][0],
        measure=measure,
        per=group["per"][0],
        counted=footing == REST and measure is not Measure.AMOUNT,
        codes=tuple(areas["code"]),
        names=tuple(areas["name"]),
        periods=stretch.periods,
        years=np.array(stretch.years),
        value=placed["value"],
        other=placed["other"],
        people=placed["people"],
        other_people=placed["rest_denominator"],
        cluster=placed["cluster_size"],
    )
    return series, tuple(_held_otherwise(within, kept, footing))


def _footing(rows: pl.DataFrame) -> str:
    """Give what most figures are held against; distances to unlike things don't mix."""
    to_rest = int((rows["against"] == REST).sum())
    return REST if 2 * to_rest >= rows.height else WHOLE_CITY


def _stands_on(footing: str) -> pl.Expr:
    counted = (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    has_chance = counted | (pl.col("measure") == Measure.AMOUNT)
    stands = pl.col("against") == footing
    return stands & has_chance if footing == REST else stands


def _placed(
    rows: pl.DataFrame, codes: pl.Series, periods: Sequence[str]
) -> dict[str, Floats]:
    """Lay columns out by area and period, NaN where there is no row."""
    down = rows["code"].cast(pl.Enum(codes)).to_physical().to_numpy()
    across = rows["period"].cast(pl.Enum(periods)).to_physical().to_numpy()
    columns = rows.select(
        "value",
        "other",
        "rest_denominator",
        pl.col("cluster_size").fill_null(1.0),
        people="denominator",
    )
    tables = {
        name: np.full((len(codes), len(periods)), np.nan) for name in columns.columns
    }
    for name, table in tables.items():
        table[down, across] = (
            columns[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        )
    return tables


def _held_otherwise(
    within: pl.DataFrame, kept: pl.DataFrame, footing: str
) -> Iterator[Notice]:
    left_out = within.height - kept.height
    if left_out:
        yield Notice(
            code="trend_held_otherwise",
            where=Where(indicator=within["indicator"][0]),
            facts={
                "level": within["level"][0],
                "against": footing,
                "figures": left_out,
            },
        )


def _too_short(series: Series, fewest: int) -> Iterator[Notice]:
    figures = series.known.sum(axis=1)
    short = [
        name
        for name, behind in zip(series.names, figures, strict=True)
        if behind < fewest
    ]
    if short:
        yield Notice(
            code="trend_too_short",
            where=Where(indicator=series.indicator),
            facts={
                "level": series.level,
                **areas_named(short),
                "count": len(short),
                "needed": fewest,
            },
        )
