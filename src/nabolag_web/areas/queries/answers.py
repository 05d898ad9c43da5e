"""A city's answer as it was kept: read in milliseconds, in the parts a page needs."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.db.models import Q

from nabolag.areas.keeping.container import FORMAT
from nabolag.areas.keeping.keeping import read_kept
from nabolag.areas.result import Diagnosis
from nabolag.reports.editions.jsonstat import jsonstat
from nabolag.reports.standings.reading import alphabetical
from nabolag.values import CITY
from nabolag_web.areas.models import City, Holds, Result, ResultPart, Stage
from nabolag_web.areas.queries.public_rows import Asked, as_csv

Answer = Diagnosis
"""How every area stands, as it was kept."""


def newest(city: City) -> Result | None:
    """Give the newest answer about a city, or nothing where none was computed."""
    return city.results.first()


def answer(result: Result, *codes: str) -> Diagnosis:
    """Give an answer with the whole past of the named areas."""
    parts = dict(
        ResultPart.objects.filter(result=result, area__in=["", *codes]).values_list(
            "area", "content"
        )
    )
    return read_kept(
        bytes(parts[""]), *(bytes(parts[code]) for code in codes if code in parts)
    )


def has_area(result: Result, code: str) -> bool:
    """Tell whether an area has figures in an answer."""
    return bool(code) and result.parts.filter(area=code).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area that has figures."""

    code: str
    name: str
    level: str


def places_in(diagnosis: Diagnosis) -> list[Place]:
    """Give the areas of an answer, each once, by name."""
    found = (
        diagnosis.table.filter(pl.col("level") != CITY)
        .select("code", "name", "level")
        .unique("code", keep="last")
    )
    places = [Place(code=c, name=n, level=lv) for c, n, lv in found.rows()]
    return sorted(places, key=lambda p: (*alphabetical(p.name), p.level, p.code))


def figures_of(result: Result, code: str) -> str:
    """Give an area's figures of all periods as CSV, in the long format we also read."""
    return as_csv(answer(result, code), Asked(area=code))


def jsonstat_of(
    result: Result, language: str, *, area: str | None = None, key: str | None = None
) -> dict[str, object]:
    """Give an area's figures through time, or an indicator's newest, as JSON-stat."""
    found = answer(result, *filter(None, [area]))
    return jsonstat(found, area=area, indicator=key, language=language)


def is_readable(result: Result) -> bool:
    """Tell whether an answer was kept as this version keeps it."""
    return result.version.endswith(FORMAT)


def is_outdated(result: Result) -> bool:
    """Tell whether figures have come or gone since an answer was computed."""
    since = Q(used_at__gt=result.computed_at) | Q(undone_at__gt=result.computed_at)
    return result.city.imports.filter(since).exists()


def has_figures(city: City) -> bool:
    """Tell whether any figures of a city are in use that may give an answer."""
    used = city.imports.filter(stage=Stage.IN_USE, holds=Holds.FIGURES)
    return used.filter(problem__isnull=True).exists()
