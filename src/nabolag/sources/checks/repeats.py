"""Figures that stand more than once: repeated rows, repeated years, people twice.

Equal rows are one row. Rows of one area and period with different figures cannot both
be right, and nobody but the publisher knows which is: all of them are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from nabolag.errors import Where
from nabolag.sources.files.columns import listed
from nabolag.values import UNPLACED, Note, Notice, year_of

_ENOUGH_AREAS, _ENOUGH_EQUAL, _ENOUGH_DIFFERENT = 20, 0.95, 10
"""When a period is taken for a copy of the one before: at least 20 areas with figures
in both, 95 % of them exactly equal, and at least 10 different figures among them, so
that a period of noughts or of two round numbers is not taken for a copy."""

_SHOWN = 5
"""Lines and names in a notice, at most."""

_FIGURES = ("value", "numerator", "denominator")
_PERIOD = ["indicator", "period"]
_KEYS = ("area", "level", "indicator", "period")


def settled(
    rows: pl.DataFrame, *, keys: Sequence[str], figures: Sequence[str], file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Keep one of equal rows, and none of rows that contradict each other.

    ``keys`` say what a row is about and ``figures`` what it says; the column ``line``
    or ``:line`` says where it stands. Notices: ``duplicate_rows`` (count, lines) and
    ``duplicate_conflict`` (rows, keys, lines, what).
    """
    line = "line" if "line" in rows.columns else ":line"
    told = rows.with_columns(
        _different=pl.struct(figures).n_unique().over(keys),
        _turn=pl.int_range(pl.len()).over(keys),
    )
    conflicts = told.filter(pl.col("_different") > 1)
    repeats = told.filter((pl.col("_different") == 1) & (pl.col("_turn") > 0))
    kept = told.filter((pl.col("_different") == 1) & (pl.col("_turn") == 0))
    return kept.drop("_different", "_turn"), (
        *_repeated(repeats, line, file),
        *_contradicting(conflicts, keys, line, file),
    )


def without_repeats(
    table: pl.DataFrame, *, file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Settle repeated rows of observations, by area, level, indicator and period."""
    return settled(table, keys=_KEYS, figures=_FIGURES, file=file)


def with_copies_marked(
    table: pl.DataFrame, *, file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Note every figure of a period that copies the one before as ``copied``.

    A publisher's file may end with a year that was filled in from the year before,
    whole or on one level. The rows are kept, but never used as newest figures. Notice:
    ``copied_period`` (copied: the period before; equal, rows, and level where it is
    one level only).
    """
    order = _periods_in_time(table)
    rows = table.join(order, on=_PERIOD, how="left", maintain_order="left")
    before = table.select("area", "level", "indicator", *_FIGURES, _before="period")
    keys = ["area", "level", "indicator", "_before"]
    valued = rows.filter(pl.col("value").is_not_null())
    both = valued.join(before, on=keys, how="semi")
    same = valued.join(before, on=[*keys, *_FIGURES], how="semi", nulls_equal=True)
    whole = _copies(both, same, by=_PERIOD)
    apart = _copies(both, same, by=[*_PERIOD, "level"]).join(
        whole, on=_PERIOD, how="anti"
    )
    copies = pl.concat([whole, apart], how="diagonal").sort("line")
    if copies.height == 0:
        return table, ()
    marked = pl.concat(
        [
            table.with_row_index("_row").join(whole, on=_PERIOD, how="semi"),
            table.with_row_index("_row").join(
                apart, on=[*_PERIOD, "level"], how="semi"
            ),
        ]
    )["_row"]
    is_copy = pl.int_range(pl.len()).is_in(marked.implode())
    note = pl.when(is_copy).then(pl.lit(Note.COPIED.value)).otherwise("note")
    notices = (_copied(row, file) for row in copies.iter_rows(named=True))
    return table.with_columns(note=note), tuple(notices)


def without_unplaced_twice(
    table: pl.DataFrame, *, file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Count people without an area once, where a file has them once per level.

    The largest row stands when the others together hold the same people. Notice:
    ``unplaced_twice`` (names, rows).
    """
    unplaced = table.with_row_index("_row").filter(pl.col("level") == UNPLACED)
    again = []
    for _, group in unplaced.group_by("indicator", "period", maintain_order=True):
        if group.height > 1:
            again += _held_by_the_largest(group)
    if not again:
        return table, ()
    gone = table.with_row_index("_row").filter(pl.col("_row").is_in(again))
    kept = table.with_row_index("_row").filter(~pl.col("_row").is_in(again))
    notice = Notice(
        code="unplaced_twice",
        where=Where(file=file, line=gone["line"][0]),
        facts={"names": _names(gone), "rows": gone["line"].n_unique()},
    )
    return kept.drop("_row"), (notice,)


def _repeated(rows: pl.DataFrame, line: str, file: str) -> Iterator[Notice]:
    if rows.height:
        yield Notice(
            code="duplicate_rows",
            where=Where(file=file, line=rows[line][0]),
            facts={"rows": rows[line].n_unique(), "lines": _lines(rows, line)},
        )


def _contradicting(
    rows: pl.DataFrame, keys: Sequence[str], line: str, file: str
) -> Iterator[Notice]:
    if rows.height:
        yield Notice(
            code="duplicate_conflict",
            where=Where(file=file, line=rows[line][0]),
            facts={
                "rows": rows[line].n_unique(),
                "keys": rows.select(keys).unique().height,
                "lines": _lines(rows, line),
                "names": _names(rows),
            },
        )


def _lines(rows: pl.DataFrame, line: str) -> str:
    found = rows[line].unique(maintain_order=True)
    return listed([str(number) for number in found], most=_SHOWN)


def _names(rows: pl.DataFrame) -> str:
    found = rows["name"].fill_null("").unique(maintain_order=True)
    return listed(found.to_list(), most=_SHOWN)


def _periods_in_time(table: pl.DataFrame) -> pl.DataFrame:
    """Give each indicator's periods with the one before, in ``_before``."""
    periods = table.select("indicator", "period").unique()
    years = {period: year_of(period) or 0 for period in periods["period"].unique()}
    year = pl.col("period").replace_strict(years, return_dtype=pl.Int64)
    return (
        periods.sort("indicator", year, "period")
        .with_columns(_before=pl.col("period").shift(1).over("indicator"))
        .drop_nulls("_before")
    )


def _copies(both: pl.DataFrame, same: pl.DataFrame, *, by: list[str]) -> pl.DataFrame:
    """Give the periods that repeat the one before, with how many rows do."""
    period = [*by, "_before"]
    possible = both.group_by(period).agg(rows=pl.len(), line=pl.col("line").min())
    equal = same.group_by(period).agg(
        equal=pl.len(), different=pl.col("value").n_unique()
    )
    return possible.join(equal, on=period).filter(
        (pl.col("rows") >= _ENOUGH_AREAS)
        & (pl.col("equal") >= _ENOUGH_EQUAL * pl.col("rows"))
        & (pl.col("different") >= _ENOUGH_DIFFERENT)
    )


def _copied(row: Mapping[str, Any], file: str) -> Notice:
    return Notice(
        code="copied_period",
        where=Where(
            file=file,
            line=row["line"],
            indicator=row["indicator"],
            period=row["period"],
        ),
        facts={
            "copied": row["_before"],
            "equal": row["equal"],
            "rows": row["rows"],
            **({} if row.get("level") is None else {"level": row["level"]}),
        },
    )


def _held_by_the_largest(group: pl.DataFrame) -> list[int]:
    """Give the numbers of the rows whose people the largest row already holds."""
    by = "denominator" if group["denominator"].is_not_null().all() else "value"
    order = group.sort(by, descending=True, maintain_order=True)
    largest, others = order.head(1), order.tail(-1)
    for figure in _FIGURES if by == "value" else _FIGURES[1:]:
        whole = largest[figure][0]
        if whole is not None and others[figure].sum() != whole:
            return []
    return others["_row"].to_list()
