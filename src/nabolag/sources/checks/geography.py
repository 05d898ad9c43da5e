"""Areas held against each other: totals, names on two levels, changed divisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from nabolag.areas.geography import Division
from nabolag.errors import Where
from nabolag.sources.files.columns import listed
from nabolag.values import CITY, DISTRICT, UNPLACED, Break, Note, Notice, year_of

_SHOWN = 5
"""Names in a notice, at most."""

_COUNTS = ("numerator", "denominator")
_PERIOD = ["indicator", "period"]


def names_on_two_levels(table: pl.DataFrame, *, file: str) -> Iterator[Notice]:
    """Tell of names that mean several areas (``name_on_two_levels``): ask by code."""
    names = (
        table.filter(~pl.col("level").is_in([CITY, UNPLACED]))
        .group_by("name", maintain_order=True)
        .agg(pl.col("level").n_unique(), pl.col("line").min())
        .filter(pl.col("level") > 1)
    )
    if names.height:
        yield Notice(
            code="name_on_two_levels",
            where=Where(file=file, line=names["line"][0]),
            facts={"names": listed(names["name"].to_list()), "areas": names.height},
        )


def totals_that_differ(
    table: pl.DataFrame, *, adds_up: Collection[str] = (), file: str
) -> Iterator[Notice]:
    """Tell where areas' counts do not add up to their district's or the city's.

    ``adds_up`` are indicators whose values are counts. People without an area belong
    to the city only. A district without a row of its own is the sum of its areas.
    Each part may be off by one, for rounding. Notice ``totals_differ`` (level, of,
    count, sum, total, times), one per indicator, at the largest difference.
    """
    counts = _counts(table, adds_up)
    for level in counts["level"].unique(maintain_order=True).to_list():
        if level not in (CITY, UNPLACED, DISTRICT):
            yield from _compared(_in_districts(counts, level), level, file)
            yield from _compared(_in_city(counts, level), level, file)
        elif level == DISTRICT:
            yield from _compared(_in_city(counts, level), level, file)


def division_changes(
    table: pl.DataFrame,
    *,
    division: Division | None,
    breaks: Collection[Break],
    file: str,
) -> tuple[tuple[Break, ...], tuple[Notice, ...]]:
    """Find the periods from which a level has other areas than before.

    A division says itself when it changed; without one, areas that appear while others
    disappear are taken for a change, and a break is given for it. Copied periods say
    nothing of a division. Notice ``division_changed`` (level, appeared, disappeared,
    inferred).
    """
    found, notices = [], []
    names = dict(table.select("area", "name").iter_rows())
    original = pl.col("note").ne_missing(pl.lit(Note.COPIED.value))
    for change in _changes(table.filter(original)).iter_rows(named=True):
        level, period = str(change["level"]), str(change["period"])
        known = any((b.level, b.period) == (level, period) for b in breaks)
        if known or division is None:
            notices.append(_changed(change, names, known=known, file=file))
        if division is None and not known:
            found.append(Break(period=period, level=level, reason="division_changed"))
    return tuple(found), tuple(notices)


def breaks_within(division: Division | None, periods: pl.Series) -> tuple[Break, ...]:
    """Give the division's breaks that lie within a file's periods."""
    years = [year for year in map(year_of, periods.unique()) if year is not None]
    known = division.breaks if division and years else ()
    return tuple(
        found
        for found in known
        if min(years) < (year_of(found.period) or 0) <= max(years)
    )


def _counts(table: pl.DataFrame, adds_up: Collection[str]) -> pl.DataFrame:
    """Give every count as a row of its own: numerators, denominators, whole values."""
    own = pl.col("indicator").is_in(list(adds_up))
    wide = table.with_columns(
        numerator=pl.when(own).then("value").otherwise("numerator")
    )
    return wide.unpivot(
        list(_COUNTS),
        index=["area", "name", "level", "district", *_PERIOD, "line"],
        variable_name="count",
        value_name="number",
    )


def _in_districts(counts: pl.DataFrame, level: str) -> pl.DataFrame:
    parts = counts.filter((pl.col("level") == level) & pl.col("district").is_not_null())
    totals = counts.filter(pl.col("level") == DISTRICT).select(
        *_PERIOD, "count", district="area", total="number", of="name"
    )
    return _added(parts, ["district"]).join(
        totals, on=[*_PERIOD, "count", "district"], maintain_order="left"
    )


def _in_city(counts: pl.DataFrame, level: str) -> pl.DataFrame:
    parts = counts.filter(pl.col("level").is_in([level, UNPLACED]))
    if level == DISTRICT:
        parts = pl.concat([parts, _in_no_district(counts)])
    totals = counts.filter(pl.col("level") == CITY).select(
        *_PERIOD, "count", total="number", of="name"
    )
    return _added(parts, []).join(totals, on=[*_PERIOD, "count"], maintain_order="left")


def _in_no_district(counts: pl.DataFrame) -> pl.DataFrame:
    """Give the areas whose district has no row of its own in the file."""
    own = counts.filter(pl.col("level") == DISTRICT).select(
        *_PERIOD, "count", district="area"
    )
    areas = counts.filter(
        ~pl.col("level").is_in([CITY, UNPLACED, DISTRICT])
        & pl.col("district").is_not_null()
    )
    return areas.join(
        own, on=[*_PERIOD, "count", "district"], how="anti", maintain_order="left"
    )


def _added(parts: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Add parts; a sum with a hole in it is no sum and is left out."""
    return (
        parts.group_by(*_PERIOD, "count", *by, maintain_order=True)
        .agg(
            pl.col("number").sum().alias("sum"),
            pl.col("number").null_count().alias("holes"),
            pl.len().alias("parts"),
            pl.col("line").min(),
        )
        .filter(pl.col("holes") == 0)
    )


def _compared(sums: pl.DataFrame, level: str, file: str) -> Iterator[Notice]:
    off = (pl.col("sum") - pl.col("total")).abs()
    wrong = sums.filter(off > pl.col("parts"))
    for _, group in wrong.group_by("indicator", maintain_order=True):
        worst = group.sort(off, descending=True).row(0, named=True)
        yield Notice(
            code="totals_differ",
            where=Where(
                file=file,
                line=worst["line"],
                indicator=worst["indicator"],
                period=worst["period"],
            ),
            facts={
                "level": level,
                "of": worst["of"],
                "count": worst["count"],
                "sum": worst["sum"],
                "total": worst["total"],
                "times": group.height,
            },
        )


def _changes(table: pl.DataFrame) -> pl.DataFrame:
    """Give level, period, appeared and disappeared where a level's areas change."""
    seen = (
        table.filter(~pl.col("level").is_in([CITY, UNPLACED]))
        .group_by("level", "period")
        .agg(pl.col("area").unique().sort(), pl.col("line").min())
    )
    years = {period: year_of(period) or 0 for period in seen["period"].unique()}
    year = pl.col("period").replace_strict(years, return_dtype=pl.Int64)
    ordered = seen.sort("level", year, "period").with_columns(
        before=pl.col("area").shift(1).over("level")
    )
    return (
        ordered.drop_nulls("before")
        .with_columns(
            appeared=pl.col("area").list.set_difference("before"),
            disappeared=pl.col("before").list.set_difference("area"),
        )
        .filter(
            (pl.col("appeared").list.len() > 0) & (pl.col("disappeared").list.len() > 0)
        )
        .sort("line")
    )


def _changed(
    change: Mapping[str, Any],
    names: Mapping[str, str | None],
    *,
    known: bool,
    file: str,
) -> Notice:
    def named(codes: Iterable[str]) -> str:
        return listed([names[code] or code for code in sorted(codes)], most=_SHOWN)

    return Notice(
        code="division_changed",
        where=Where(file=file, line=change["line"], period=change["period"]),
        facts={
            "level": change["level"],
            "appeared": named(change["appeared"]),
            "disappeared": named(change["disappeared"]),
            "inferred": "no" if known else "yes",
        },
    )
