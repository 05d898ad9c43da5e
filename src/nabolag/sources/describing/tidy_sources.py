"""Where the rows of a file in the long format come from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from pathlib import PurePath

import polars as pl

from nabolag.sources.table import Table
from nabolag.values import Source

_SOURCE = ("source", "publisher", "title", "table", "licence", "address")


def with_sources(
    own: pl.DataFrame, table: Table
) -> tuple[tuple[Source, ...], pl.DataFrame]:
    """Give the file's sources, and the rows with the id of theirs in ``:source``.

    A file that names no source is its own; where it tells once of where it comes from,
    all of it does. A row that names a source and says no more is from the one the name
    first stood for; what is told in two ways is two sources.
    """
    own = own.with_columns(_told_once(own)).with_columns(_told_before())
    told = own.select(_SOURCE).unique(maintain_order=True)
    sources: dict[str, Source] = {}
    for row in told.iter_rows(named=True):
        source = _source(row, table, taken=sources)
        sources[source.id] = source
    ids = told.with_columns(pl.Series(":source", list(sources)))
    marked = own.join(
        ids, on=_SOURCE, how="left", nulls_equal=True, maintain_order="left"
    )
    return tuple(sources.values()), marked


def _told_once(own: pl.DataFrame) -> list[pl.Expr]:
    """Give every row what one row alone tells, where no source is named at all."""
    details = own.select(_SOURCE).filter(~pl.all_horizontal(pl.col(_SOURCE).is_null()))
    if details.height != 1 or details["source"][0] is not None:
        return []
    return [pl.lit(details[name][0], pl.String).alias(name) for name in _SOURCE]


def _told_before() -> list[pl.Expr]:
    """Give a row that says only its source's id what was told where it first stood."""
    details = _SOURCE[1:]
    only_named = pl.col("source").is_not_null() & pl.all_horizontal(
        pl.col(details).is_null()
    )
    return [
        pl.when(only_named)
        .then(pl.col(detail).first().over("source"))
        .otherwise(detail)
        .alias(detail)
        for detail in details
    ]


def _source(
    row: Mapping[str, str | None], table: Table, *, taken: Collection[str]
) -> Source:
    stem = PurePath(table.file).stem
    own = row["source"] or f"{stem}@{table.sha256[:12]}"
    numbered = (f"{own} ({n})" for n in count(2))
    return Source(
        id=own if own not in taken else next(i for i in numbered if i not in taken),
        publisher=row["publisher"] or table.facts.get("publisher", ""),
        title=row["title"] or table.facts.get("title") or stem,
        table=row["table"],
        licence=row["licence"],
        address=row["address"],
        file=table.file,
        sha256=table.sha256,
    )
