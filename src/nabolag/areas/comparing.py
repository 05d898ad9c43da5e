"""Values with their intervals, and how they stand beside the rest of the city."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas import differences, intervals
from nabolag.areas.result import REST, WHOLE_CITY
from nabolag.values import Measure

_COMPARISONS = (
    (Measure.SHARE, differences.share_difference, differences.share_ratio),
    (Measure.RATE, differences.rate_difference, differences.rate_ratio),
)


def with_values(rows: pl.DataFrame) -> pl.DataFrame:
    """Make values from counts where counts exist, with their 95 % intervals.

    Takes observations with ``measure`` and ``per``; adds ``people``, ``low`` and
    ``high``. An amount keeps its published value and has no interval: the spread
    behind it is not published.
    """
    numerator, denominator = _numbers(rows["numerator"]), _numbers(rows["denominator"])
    cluster, per = _numbers(rows["cluster_size"].fill_null(1.0)), _numbers(rows["per"])
    low, high = np.full((2, rows.height), np.nan)
    for measure, interval in (
        (Measure.SHARE, intervals.share_interval),
        (Measure.RATE, intervals.rate_interval),
    ):
        chosen = _of(rows, measure)
        found = interval(
            numerator[chosen], denominator[chosen], cluster_size=cluster[chosen]
        )
        low[chosen] = found.low * per[chosen]
        high[chosen] = found.high * per[chosen]
    return rows.with_columns(
        value=_value_from_counts(),
        people=pl.col("denominator"),
        low=_nullable(low),
        high=_nullable(high),
    )


def _value_from_counts() -> pl.Expr:
    counted = (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    from_counts = counted & (pl.col("measure") != Measure.AMOUNT)
    per_person = pl.col("numerator") / pl.col("denominator")
    return pl.when(from_counts).then(per_person * pl.col("per")).otherwise("value")


def with_comparisons(rows: pl.DataFrame) -> pl.DataFrame:
    """Add difference and ratio to what each area is held against, with intervals.

    Takes the columns of :func:`nabolag.areas.city.beside_the_city` and
    :func:`with_values`; adds ``other``, ``difference`` and ``ratio`` with ``_low``
    and ``_high``. The ratio is null where the other value is 0.
    """
    rest = pl.col("rest_numerator") / pl.col("rest_denominator") * pl.col("per")
    rows = rows.with_columns(
        other=pl.when(pl.col("against") == REST)
        .then(rest)
        .when(pl.col("against") == WHOLE_CITY)
        .then("city_value")
    )
    return rows.with_columns(
        difference=pl.col("value") - pl.col("other"),
        ratio=pl.when(pl.col("other") != 0).then(pl.col("value") / pl.col("other")),
        **_comparison_intervals(rows),
    )


def _comparison_intervals(rows: pl.DataFrame) -> dict[str, pl.Series]:
    names = ("difference_low", "difference_high", "ratio_low", "ratio_high")
    bounds = np.full((4, rows.height), np.nan)
    against_rest = (rows["against"] == REST).fill_null(value=False).to_numpy()
    cluster, per = _numbers(rows["cluster_size"].fill_null(1.0)), _numbers(rows["per"])
    for measure, difference, ratio in _COMPARISONS:
        chosen = _of(rows, measure) & against_rest
        here, people, there, others = (
            _numbers(rows[name])[chosen]
            for name in (
                "numerator",
                "denominator",
                "rest_numerator",
                "rest_denominator",
            )
        )
        sizes = {"cluster_size": cluster[chosen], "other_cluster_size": cluster[chosen]}
        apart = difference(here, people, there, others, **sizes)
        times = ratio(here, people, there, others, **sizes)
        bounds[:2, chosen] = np.stack([apart.low, apart.high]) * per[chosen]
        bounds[2:, chosen] = np.stack([times.low, times.high])
    return {name: _nullable(bound) for name, bound in zip(names, bounds, strict=True)}


def _of(rows: pl.DataFrame, measure: Measure) -> npt.NDArray[np.bool_]:
    return (rows["measure"] == measure).to_numpy()


def _numbers(column: pl.Series) -> npt.NDArray[np.float64]:
    # A missing count becomes NaN, which every interval passes on.
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _nullable(column: npt.NDArray[np.float64]) -> pl.Series:
    return pl.Series(np.where(np.isfinite(column), column, np.nan)).fill_nan(None)
