"""The answer as one JSON document: numbers unrounded, null where a thing is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.reports.editions.deeper import Deeper, deeper
from nabolag.reports.editions.described import (
    Document,
    told_break,
    told_indicator,
    told_source,
    told_warning,
)
from nabolag.values import CITY

_OF_AREA = [
    "indicator",
    "period",
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
    "shrunk",
    "weight",
    "p_worst_fifth",
    "fifth_from",
    "note",
    "latest",
]
_OF_CITY = ["indicator", "period", "value", "low", "high", "people", "note", "latest"]
_NEWS = [
    "indicator",
    "period",
    "previous",
    "value",
    "value_before",
    "difference",
    "difference_before",
    "change",
    "change_low",
    "change_high",
    "beyond_chance",
]


def as_json(diagnosis: Diagnosis, *, language: str = "en") -> Document:
    """Give a diagnosis as a document ready for ``json.dumps``.

    Keys are English and documented in ``docs/json.md``; shares are fractions between
    0 and 1. Only the warnings' messages are words, in ``language``.
    """
    cities = diagnosis.table.filter(pl.col("level") == CITY)
    areas = diagnosis.table.filter(pl.col("level") != CITY)
    news = {key: group for (key,), group in diagnosis.news.group_by("code")}
    found = deeper(diagnosis)
    concentration = diagnosis.concentration.to_dicts()
    city = next(iter(_places(cities, _OF_CITY, news)), None)
    if city is not None:
        moving = found.moving(city["code"])
        city |= {"concentration": concentration, "moving": moving}
    return {
        "city": city,
        "areas": [_deeper(area, found) for area in _places(areas, _OF_AREA, news)],
        "concentration": concentration,
        "indicators": [told_indicator(each, language) for each in diagnosis.indicators],
        "breaks": [told_break(each) for each in diagnosis.breaks],
        "sources": [told_source(each) for each in diagnosis.sources],
        "warnings": [told_warning(each, language) for each in diagnosis.notices],
    }


def _places(
    rows: pl.DataFrame, columns: list[str], news: Mapping[object, pl.DataFrame]
) -> Iterable[Document]:
    for (code,), group in rows.group_by("code", maintain_order=True):
        yield {
            "code": code,
            "name": group["name"][0],
            "level": group["level"][0],
            "district": group["district"][0],
            "indicators": group.select(columns).to_dicts(),
            "news": news[code].select(_NEWS).to_dicts() if code in news else [],
        }


def _deeper(area: Document, found: Deeper) -> Document:
    code = area["code"]
    figures = found.with_trends(code, area["indicators"])
    return area | {"indicators": figures} | found.of_area(code)
