"""The columns and statuses of our format for moves, in English and Norwegian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import polars as pl

from nabolag.areas.moving.moves import Status
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.tidy_columns import COLUMNS as TIDY
from nabolag.sources.files.columns import either, find_column, folded, listed
from nabolag.sources.table import Table
from nabolag.values import Notice

_SHARED = (
    *("area", "name", "level", "indicator", "numerator", "note", "source"),
    *("publisher", "title", "table", "licence", "address"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{own: TIDY[own] for own in _SHARED},
        "first": ("first", "første", "forste", "fra", "frå", "from"),
        "last": ("last", "siste", "til", "to"),
        "group": ("group", "gruppe", "aldersgruppe", "alder", "age"),
        "status": ("status", "flyttestatus"),
        "people": ("people", "personer", "personar", "antall", "antal"),
        "numerator_before": (
            *("numerator_before", "teller_før", "teller_for"),
            *("teljar_før", "teljar_for"),
        ),
    }
)
"""What each column may be called; the first is the name we write."""

_STATUS_WORDS = {
    Status.STAYED: "stayed|ble boende|blei buande|vart buande|boende|buande|"
    "bodde her hele tiden|budde her heile tida",
    Status.MOVED_IN: "moved in|flyttet inn|flytta inn|innflyttet|innflytta|"
    "innflyttinger|innflyttingar",
    Status.MOVED_OUT: "moved out|flyttet ut|flytta ut|utflyttet|utflytta|"
    "utflyttinger|utflyttingar",
    Status.ENTERED: "entered|født eller vokst inn|født|vokst inn|"
    "fødd eller vaksen inn|fødde eller vaksne inn|fødd|vaksen inn",
    Status.LEFT: "left|død eller vokst ut|død|døde|vokst ut|"
    "død eller vaksen ut|døde eller vaksne ut|vaksen ut",
    Status.POPULATION: "population|befolkning|folkemengde|folketal",
}
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        folded(word): status
        for status, words in _STATUS_WORDS.items()
        for word in words.split("|")
    }
)
"""Statuses by the words they are known by, folded as headings are."""

_NEEDED = ("first", "last", "status", "people")


def needed_columns(table: Table) -> None:
    """Refuse a table that lacks a column the format must have."""
    found = own_columns(table)
    lacking = [name for name in _NEEDED if name not in found]
    if "area" not in found and "name" not in found:
        lacking.insert(0, "area")
    if lacking:
        raise BadInput(
            where=Where(file=table.file),
            found=f"There is no column {either(COLUMNS[lacking[0]][:3])}; the columns "
            f"are {listed(table.cells.columns)}.",
            expected=f"the columns {', '.join(('area', *_NEEDED))}",
            remedy="Add the column; docs/moves.md shows the whole format.",
        )


def own_columns(table: Table) -> dict[str, str]:
    """Give the file's column for each of the format's columns it has."""
    found = {
        own: find_column(names, table.cells.columns) for own, names in COLUMNS.items()
    }
    return {own: column for own, column in found.items() if column is not None}


def as_own(table: Table) -> pl.DataFrame:
    """Give the cells under the format's own names, with ``line``; absent are null.

    ``district`` is always null: moves need no district.
    """
    found = own_columns(table)
    absent = pl.lit(None, pl.String)
    return table.cells.select(
        (pl.col(found[own]) if own in found else absent).alias(own) for own in COLUMNS
    ).with_columns(table.lines.alias("line"), absent.alias("district"))


def not_used(table: Table) -> Iterator[Notice]:
    """Tell of columns that are no part of the format."""
    used = {*own_columns(table).values(), "line", "linje"}
    others = [name for name in table.cells.columns if name not in used]
    if others:
        yield Notice(
            code="columns_not_used",
            where=Where(file=table.file),
            facts={"columns": listed(others), "count": len(others)},
        )
