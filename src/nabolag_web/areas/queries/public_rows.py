"""Published figures as rows: what the interface and the files for others are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.values import CITY, Break, Source, year_of

NEWEST = "latest"
"""Asks for the newest figures, whatever their period."""

_PLACE = ("code", "name", "level", "district", "indicator", "period")
_OBSERVED = ("value", "low", "high", "numerator", "people", "note", "source", "latest")
_COMPARED = (
    "value",
    "low",
    "high",
    "people",
    "against",
    "other",
    "difference",
    "difference_low",
    "difference_high",
    "ratio",
    "ratio_low",
    "ratio_high",
    "note",
    "source",
    "latest",
)
_TREND = (
    "first",
    "last",
    "periods",
    "slope",
    "low",
    "high",
    "ratio_slope",
    "ratio_low",
    "ratio_high",
    "verdict",
    "verdict_alone",
    "margin",
    "detectable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which figures are asked for; what is not said leaves nothing out."""

    area: str | None = None
    indicator: str | None = None
    period: str | None = None


def observations(found: Diagnosis, asked: Asked) -> pl.DataFrame:
    """Give published figures of the areas and the city, one a row."""
    rows = _asked_for(found.table, asked)
    return rows.select(*_PLACE, *_OBSERVED).rename({"people": "denominator"})


def standings(found: Diagnosis, asked: Asked) -> pl.DataFrame:
    """Give how the areas stand against the rest of the city, one figure a row.

    The trend stands with an indicator's newest figure, or with the area's last where it
    has none in the newest period.
    """
    areas = found.table.filter(pl.col("level") != CITY).with_row_index("row")
    own = ["code", "indicator"]
    is_last = pl.col("row") == pl.col("row").max().over(own)
    carries = (
        pl.when(pl.col("latest").any().over(own))
        .then("latest")
        .otherwise(is_last)
        .alias("carries")
    )
    trends = found.trends.select(
        "code", "level", "indicator", trend=pl.struct(_TREND), carries=True
    )
    rows = areas.with_columns(carries).join(
        trends,
        on=["code", "level", "indicator", "carries"],
        how="left",
        maintain_order="left",
    )
    return _asked_for(rows, asked).select(*_PLACE, *_COMPARED, "trend")


def _asked_for(rows: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    for column, wanted in (("code", asked.area), ("indicator", asked.indicator)):
        if wanted is not None:
            rows = rows.filter(pl.col(column) == wanted)
    if asked.period == NEWEST:
        return rows.filter("latest")
    if asked.period is not None:
        return rows.filter(pl.col("period") == asked.period)
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area among the published figures, or the city itself."""

    code: str
    level: str
    district: str | None


def places(found: Diagnosis) -> tuple[Place, ...]:
    """Give the city and the areas that there are published figures of."""
    rows = found.table.unique("code", keep="first", maintain_order=True)
    return tuple(
        Place(code=code, level=level, district=district)
        for code, level, district in rows.select(
            "code", "level", "district"
        ).iter_rows()
    )


def city_of(found: Diagnosis) -> Place | None:
    """Give the city itself, where it is among the figures."""
    return next((place for place in places(found) if place.level == CITY), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of an indicator beside its figures."""

    periods: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def years(self) -> tuple[int, int] | None:
        """Give the first and the last year there are figures for, where they say."""
        years = [year for p in self.periods if (year := year_of(p)) is not None]
        return (min(years), max(years)) if years else None


def told(found: Diagnosis) -> Mapping[str, Told]:
    """Give periods, sources and breaks of every published indicator."""
    by_indicator = found.table.partition_by(
        "indicator", as_dict=True, maintain_order=True
    )
    return {
        str(key): Told(
            periods=tuple(_periods(rows)),
            sources=tuple(s for s in found.sources if s.id in set(rows["source"])),
            breaks=tuple(b for b in found.breaks if b.indicator in (None, key)),
        )
        for (key,), rows in by_indicator.items()
    }


def _periods(rows: pl.DataFrame) -> list[str]:
    return sorted(rows["period"].unique(), key=lambda p: (year_of(p) or 0, p))


_COLUMNS = MappingProxyType({"code": "area"})
"""What columns are called in the long format, where it is something else."""


def as_csv(found: Diagnosis, asked: Asked) -> str:
    """Give published figures as CSV in the long format, with their intervals."""
    from nabolag.sources.files.cleaning import protected

    rows = observations(found, asked).drop("latest").rename(dict(_COLUMNS))
    return rows.with_columns(
        protected(column) for column in rows if column.dtype == pl.String
    ).write_csv()
