"""Counts of movers laid side by side, one row to a span, with the span's years."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from nabolag.areas.moving.moves import Status
from nabolag.values import CITY, UNPLACED, year_of

PLACE = ["area", "level"]
WHAT = ["code", "level", "indicator"]
SPAN = ["from_year", "to_year", "years"]

HELD = {
    Status.STAYED: ("before", "after"),
    Status.MOVED_IN: ("after",),
    Status.MOVED_OUT: ("before",),
    Status.ENTERED: ("after",),
    Status.LEFT: ("before",),
}
"""At which end of a span each status has something counted among its people."""
FIGURES = (*HELD, *(f"{status}_{end}" for status, ends in HELD.items() for end in ends))
"""Columns of a tabulated status: the people, and those of them who are counted."""

in_areas = ~pl.col("level").is_in([CITY, UNPLACED])


def on_their_levels(rows: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Give moves with the levels their areas have in the figures, where these are sure.

    The two files may be read apart, and only one of them may say the level. A code
    that stands on two levels in the figures keeps the level the moves give it.
    """
    levels = (
        figures.select("code", "level")
        .unique()
        .filter(pl.len().over("code") == 1)
        .rename({"code": "area", "level": "known"})
    )
    return rows.join(levels, on="area", how="left", maintain_order="left").with_columns(
        level=pl.coalesce("known", "level")
    )


def with_years(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the calendar years of ``first`` and ``last``, and how many lie between."""
    periods = {*rows["first"].unique(), *rows["last"].unique()}
    # The empty text keeps the columns whole numbers where there are no rows at all.
    years = {period: year_of(period) for period in ("", *periods)}
    return rows.with_columns(
        from_year=pl.col("first").replace_strict(years, return_dtype=pl.Int64),
        to_year=pl.col("last").replace_strict(years, return_dtype=pl.Int64),
    ).with_columns(years=pl.col("to_year") - pl.col("from_year"))


def side_by_side(rows: pl.DataFrame, *, keys: Iterable[str]) -> pl.DataFrame:
    """Give one row per key × span with a column for each figure of each status.

    ``stayed`` and its like hold people; ``stayed_before`` and ``stayed_after`` those of
    them who are counted at the two ends. What is absent or withheld is null. Nobody
    counted among no people is 0: publishers may leave that empty.
    """
    spans = [*keys, *SPAN, "first", "last"]
    counted = with_years(rows).with_columns(
        before=_of_nobody("numerator_before"), after=_of_nobody("numerator")
    )
    figures = [_figure("people", status).alias(status) for status in Status]
    figures += [
        _figure(end, status).alias(f"{status}_{end}")
        for status, ends in HELD.items()
        for end in ends
    ]
    return counted.group_by(spans, maintain_order=True).agg(figures).sort(spans)


def _of_nobody(numerator: str) -> pl.Expr:
    return pl.when(pl.col("people") == 0).then(0.0).otherwise(numerator)


def _figure(column: str, status: Status) -> pl.Expr:
    return pl.col(column).filter(pl.col("status") == status.value).first()
