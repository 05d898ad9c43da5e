"""What an area is held against: the rest of its city.

Answers: What would the figure be for everyone in the city who does not live here?

Method: The published figure for the whole city minus the area's own people, so that
those who could not be placed in any area stay in. Without a published figure for the
city, all areas of the same level, and the people who could not be placed, are added
together. Levels are never mixed. Where figures have no counts, nothing can be
subtracted, and the area is held against the published figure for the whole city.

Assumes: Area and city are counted in the same way at the same time, and nobody is
counted in two areas of one level.

Uncertainty: The rest of the city varies by chance too. It is large, so this is little,
but it is counted in the interval of the difference.

Refuses: Where the area is the whole city, where an area's count is withheld and the
city must be added together, or where published rounding makes the rest impossible.

Checked: Oslo's turnout in 2023, by hand: 366,081 of 570,411 voted in the city and
2,480 of 5,373 in Romsås, so 363,601 of 565,038 in the rest, or 64.3 %.

Source: Our own rule. A part held against a whole that contains it is held partly
against itself, and the larger the area the more its distance is hidden.
"""

from __future__ import annotations

import polars as pl

from nabolag.areas.result import REST, WHOLE_CITY
from nabolag.values import CITY, UNPLACED, Measure

_KEYS = ["indicator", "period"]
_COUNTS = ["numerator", "denominator"]


def beside_the_city(table: pl.DataFrame) -> pl.DataFrame:
    """Give every area's row with what it is held against beside it.

    Takes the columns of :data:`nabolag.values.SCHEMA` and ``measure``. Gives the
    rows of areas (not city, not unplaced) with ``against`` ("rest", "city" or null),
    ``rest_numerator``, ``rest_denominator`` (what is counted), ``city_value`` and
    ``city_published`` (false where the city had to be added together).

    >>> rows = pl.DataFrame({"area": ["a", "c"], "level": ["area", "city"],
    ...     "indicator": "x", "period": "2024", "value": [0.5, 0.25],
    ...     "numerator": [1.0, 3.0], "denominator": [2.0, 12.0], "measure": "share"})
    >>> beside_the_city(rows).select(
    ...     "against", "rest_numerator", "rest_denominator").row(0)
    ('rest', 2.0, 10.0)
    """
    areas = table.filter(~pl.col("level").is_in([CITY, UNPLACED]))
    return (
        areas.join(_published(table), on=_KEYS, how="left")
        .join(_added_together(table), on=[*_KEYS, "level"], how="left")
        .with_columns(pl.col("city_published").fill_null(value=False))
        .with_columns(_rest(count) for count in _COUNTS)
        .with_columns(against=_against())
        .drop(f"{origin}_{count}" for origin in ("city", "sum") for count in _COUNTS)
    )


def _published(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("level") == CITY).select(
        *_KEYS,
        *(pl.col(count).alias(f"city_{count}") for count in _COUNTS),
        city_value=pl.col("value"),
        city_published=pl.lit(value=True),
    )


def _added_together(table: pl.DataFrame) -> pl.DataFrame:
    placeless = (
        table.filter(pl.col("level") == UNPLACED)
        .group_by(_KEYS)
        .agg(pl.col(count).sum().alias(f"placeless_{count}") for count in _COUNTS)
    )
    return (
        table.filter(~pl.col("level").is_in([CITY, UNPLACED]))
        .group_by(*_KEYS, "level")
        .agg(_sum(count) for count in _COUNTS)
        .join(placeless, on=_KEYS, how="left")
        .select(*_KEYS, "level", *(_with_placeless(count) for count in _COUNTS))
    )


def _sum(count: str) -> pl.Expr:
    # A sum with a hole in it is no sum: one withheld count leaves the level without.
    complete = pl.col(count).null_count() == 0
    return pl.when(complete).then(pl.col(count).sum()).alias(f"sum_{count}")


def _with_placeless(count: str) -> pl.Expr:
    return pl.col(f"sum_{count}") + pl.col(f"placeless_{count}").fill_null(0.0)


def _rest(count: str) -> pl.Expr:
    whole = pl.when("city_published").then(f"city_{count}").otherwise(f"sum_{count}")
    return (whole - pl.col(count)).alias(f"rest_{count}")


def _against() -> pl.Expr:
    counted = pl.col("rest_denominator").is_not_null()
    within = (pl.col("measure") != Measure.SHARE) | (
        pl.col("rest_numerator") <= pl.col("rest_denominator")
    )
    possible = (
        (pl.col("rest_denominator") > 0) & (pl.col("rest_numerator") >= 0) & within
    )
    return (
        pl.when(counted & possible)
        .then(pl.lit(REST))
        .when(~counted & pl.col("city_value").is_not_null())
        .then(pl.lit(WHOLE_CITY))
    )
