"""The answer to "how does this area stand against its city?", as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from nabolag.values import Break, Indicator, Notice, Source

REST, WHOLE_CITY = "rest", "city"
"""What an area is held against: the rest of its city, or, where figures have no
counts to subtract, the published figure for the whole city."""

COLUMNS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "district": pl.String,  # code of its district, or null
        "indicator": pl.String,
        "period": pl.String,
        "latest": pl.Boolean,  # the newest period of the indicator at this level
        "value": pl.Float64,  # raw, as published: share 0–1, rate per `per`, or amount
        "low": pl.Float64,  # 95 % interval of the value; null without counts
        "high": pl.Float64,
        "numerator": pl.Float64,
        "people": pl.Float64,  # number behind the value (the denominator)
        "against": pl.String,  # REST or WHOLE_CITY; null where nothing to compare with
        "other": pl.Float64,  # value of what it is held against
        "difference": pl.Float64,  # value − other, in the value's unit (shares: 0–1)
        "difference_low": pl.Float64,
        "difference_high": pl.Float64,
        "ratio": pl.Float64,  # value / other
        "ratio_low": pl.Float64,
        "ratio_high": pl.Float64,
        "shrunk": pl.Float64,  # drawn towards district and city; for likeness only
        "weight": pl.Float64,  # the area's own weight in `shrunk`, 0–1
        "note": pl.String,  # values.Note: why a value is missing, or null
        "source": pl.String,
    }
)
"""One row per area × indicator × period. The city itself has level ``city``, and
nothing to be held against."""

NEWS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "indicator": pl.String,
        "period": pl.String,  # the newest
        "previous": pl.String,  # the one before it
        "value": pl.Float64,
        "value_before": pl.Float64,
        "difference": pl.Float64,
        "difference_before": pl.Float64,
        "change": pl.Float64,  # difference − difference_before
        "change_low": pl.Float64,  # 95 % interval; null without counts
        "change_high": pl.Float64,
        "beyond_chance": pl.Boolean,  # 95 % interval leaves 0 out; null without counts
    }
)
"""What is new: newest period against the one before, areas and city."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diagnosis:
    """How every area stands on every indicator, with what one must know to read it."""

    table: pl.DataFrame
    news: pl.DataFrame
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...] = ()
    breaks: tuple[Break, ...] = ()
    notices: tuple[Notice, ...] = ()

    def to_polars(self) -> pl.DataFrame:
        """Give the whole answer as one polars table (columns of :data:`COLUMNS`)."""
        return self.table

    def _repr_html_(self) -> str:
        """Show the newest figures in a notebook."""
        return self.table.filter("latest").drop("latest", "district")._repr_html_()
