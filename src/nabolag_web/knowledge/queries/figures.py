"""Figures of the areas that can be pinned, and whether newer ones have come since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.values import Source
from nabolag_web.areas.queries.answers import Place, answer, newest, places_in
from nabolag_web.areas.queries.cities import city_of
from nabolag_web.areas.queries.published import name_in
from nabolag_web.knowledge.models import PinnedFigure
from nabolag_web.programmes.models import Programme

_FACTS = ("against", "other", "difference", "difference_low", "difference_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it stands now: what it measures, where, when, and how sure it is.

    ``facts`` holds how it is to be read (``measure`` and ``per``) and how it stands
    against the rest of the city.
    """

    key: str
    names: Mapping[str, str]
    area: str
    area_name: str
    period: str
    value: float
    low: float | None
    high: float | None
    unit: str
    facts: Mapping[str, Any]
    source: str
    recipe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """What a pinned figure is by now: of a later period, or changed since."""

    period: str
    value: float


def places(programme: Programme) -> list[Place]:
    """Give the areas whose figures can be pinned, by name."""
    now = _now(programme)
    return [] if now is None else places_in(now)


def measured(programme: Programme, area: str, language: str) -> list[tuple[str, str]]:
    """Give the indicators an area has a newest figure on: key and name, by name."""
    now, city = _now(programme), city_of(programme)
    if now is None or city is None:
        return []
    there = set(_latest(now, [area])["indicator"])
    named = [
        (each.key, name_in(each, language))
        for each in city.indicators.all()
        if each.key in there
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def figure_now(programme: Programme, area: str, key: str) -> Figure | None:
    """Give an area's newest figure on an indicator, or nothing where there is none."""
    now = _now(programme)
    if now is None:
        return None
    rows = _latest(now, [area]).filter(pl.col("indicator") == key).to_dicts()
    indicator = next((each for each in now.indicators if each.id == key), None)
    if not rows or indicator is None:
        return None
    row = rows[0]
    source = next((each for each in now.sources if each.id == row["source"]), None)
    return Figure(
        key=key,
        names=dict(indicator.names),
        area=area,
        area_name=row["name"],
        period=row["period"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        unit=indicator.unit,
        facts={
            "measure": indicator.measure.value,
            "per": indicator.per,
            **{name: row[name] for name in _FACTS},
        },
        source=_told(source),
        recipe="" if source is None else source.recipe or "",
    )


def as_pinned(pinned: PinnedFigure) -> Figure:
    """Give a pinned figure as it stood when it was pinned."""
    return Figure(
        key=pinned.indicator,
        names=pinned.names,
        area=pinned.area,
        area_name=pinned.area_name,
        period=pinned.period,
        value=pinned.value,
        low=pinned.low,
        high=pinned.high,
        unit=pinned.unit,
        facts=pinned.facts,
        source=pinned.source,
        recipe=pinned.recipe,
    )


def newer(
    programme: Programme, pinned: Collection[PinnedFigure]
) -> Mapping[int, Newer]:
    """Give what pinned figures are by now, for those that have changed since."""
    now = _now(programme) if pinned else None
    if now is None:
        return {}
    latest = _latest(now, {each.area for each in pinned})
    found = {
        (code, key): Newer(period=period, value=value)
        for code, key, period, value in latest.select(
            "code", "indicator", "period", "value"
        ).rows()
    }
    return {
        each.pk: there
        for each in pinned
        if (there := found.get((each.area, each.indicator)))
        and (there.period, there.value) != (each.period, each.value)
    }


def _now(programme: Programme) -> Diagnosis | None:
    city = city_of(programme)
    result = None if city is None else newest(city)
    return None if result is None else answer(result)


def _latest(now: Diagnosis, areas: Collection[str]) -> pl.DataFrame:
    """Give the newest figures of areas, those without a value left out."""
    return now.table.filter(
        pl.col("latest") & pl.col("code").is_in(list(areas))
    ).filter(pl.col("value").is_not_null())


def _told(source: Source | None) -> str:
    """Give where a figure is from in one line: who published it, and which table."""
    if source is None:
        return ""
    return ", ".join(filter(None, (source.publisher, source.title, source.table)))
