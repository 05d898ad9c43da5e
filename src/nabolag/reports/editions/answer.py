"""The answer as one JSON document: numbers unrounded, null where a thing is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.errors import Where
from nabolag.reports.wording.notices import sentence
from nabolag.values import CITY, Break, Indicator, Notice, Source

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

Document = dict[str, Any]


def as_json(diagnosis: Diagnosis, *, language: str = "en") -> Document:
    """Give a diagnosis as a document ready for ``json.dumps``.

    Keys are English and documented in ``docs/json.md``; shares are fractions between
    0 and 1. Only the warnings' messages are words, in ``language``.
    """
    cities = diagnosis.table.filter(pl.col("level") == CITY)
    areas = diagnosis.table.filter(pl.col("level") != CITY)
    news = {key: group for (key,), group in diagnosis.news.group_by("code")}
    city = next(iter(_places(cities, _OF_CITY, news)), None)
    return {
        "city": city,
        "areas": list(_places(areas, _OF_AREA, news)),
        "indicators": [_indicator(each, language) for each in diagnosis.indicators],
        "breaks": [_break(each) for each in diagnosis.breaks],
        "sources": [_source(each) for each in diagnosis.sources],
        "warnings": [_warning(each, language) for each in diagnosis.notices],
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


def _indicator(indicator: Indicator, language: str) -> Document:
    return {
        "id": indicator.id,
        "name": indicator.name(language),
        "measure": indicator.measure.value,
        "unit": indicator.unit,
        "per": indicator.per,
        "direction": indicator.direction.value,
        "dimension": indicator.dimension.value if indicator.dimension else None,
        "kind": indicator.kind.value,
        "counted": indicator.counted,
        "definition": indicator.definition,
        "source": indicator.source,
    }


def _break(found: Break) -> Document:
    return {
        "period": found.period,
        "level": found.level,
        "indicator": found.indicator,
        "reason": found.reason,
    }


def _source(source: Source) -> Document:
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "table": source.table,
        "licence": source.licence,
        "address": source.address,
        "file": source.file,
        "sha256": source.sha256,
        "recipe": source.recipe,
        "published": source.published.isoformat() if source.published else None,
    }


def _warning(notice: Notice, language: str) -> Document:
    return {
        "code": notice.code,
        "message": sentence(notice, language),
        "where": _where(notice.where),
        "facts": dict(notice.facts),
    }


def _where(where: Where) -> Document:
    known = ("file", "line", "column", "area", "indicator", "period")
    return {name: getattr(where, name) for name in known if getattr(where, name)}
