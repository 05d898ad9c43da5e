"""What the interface tells of programmes, cities, areas and indicators."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl
from django.http import HttpRequest
from django.urls import reverse

from nabolag.reports.editions.jsonstat import jsonstat as as_jsonstat
from nabolag_web.areas.api.asking import (
    Filtered,
    Question,
    filtered,
    refuse_unknown,
)
from nabolag_web.areas.api.problems import CannotAnswer
from nabolag_web.areas.models import Indicator
from nabolag_web.areas.queries import public_rows
from nabolag_web.areas.queries.published import Published, answer, name_in

Row = dict[str, Any]


def programme(here: Published, request: HttpRequest) -> Row:
    """Tell of a programme."""
    its = here.programme
    return {
        "slug": its.slug,
        "name": its.name,
        "municipality": its.municipality or None,
        "first_year": its.first_year,
        "last_year": its.last_year,
        "main_goal": its.main_goal or None,
        "made_up": its.made_up,
        "city": here.city and here.city.name,
        "page": _absolute(request, "areas:public", its.slug),
    }


def cities(asked: Question) -> Sequence[Row]:
    """Tell of the city the areas are held against."""
    here, found = asked.here, answer(asked.here)
    if here.city is None:
        return []
    city = None if found is None else public_rows.city_of(found)
    return [
        {
            "slug": here.city.slug,
            "name": here.city.name,
            "code": city and city.code,
            "computed_at": here.result and here.result.computed_at,
        }
    ]


def areas(asked: Question) -> Sequence[Row]:
    """Tell of the programme's own areas."""
    found = answer(asked.here)
    known = {} if found is None else {p.code: p for p in public_rows.places(found)}
    return [
        {
            "code": area.code,
            "name": area.name,
            "level": place and place.level,
            "district": place and place.district,
            "page": _absolute(
                asked.request, "areas:public_area", asked.here.programme.slug, area.code
            ),
        }
        for area in asked.here.areas
        for place in [known.get(area.code)]
    ]


def indicators(asked: Question) -> Sequence[Row]:
    """Tell of what is measured."""
    found = answer(asked.here)
    told = {} if found is None else public_rows.told(found)
    return [
        _indicator(each, told.get(each.key, public_rows.Told()), asked)
        for each in asked.here.indicators
    ]


def _indicator(its: Indicator, told: public_rows.Told, asked: Question) -> Row:
    slug = asked.here.programme.slug
    return {
        "id": its.key,
        "name": name_in(its, asked.language),
        "measure": its.measure,
        "unit": its.unit,
        "per": its.per,
        "direction": its.direction,
        "dimension": its.dimension or None,
        "kind": its.kind,
        "topic": its.topic or None,
        "counted": its.counted or None,
        "definition": its.definition or None,
        "periods": told.periods,
        "breaks": told.breaks,
        "sources": told.sources,
        "page": _absolute(asked.request, "areas:public_indicator", slug, its.key),
    }


def observations(asked: Question, part: Filtered) -> pl.DataFrame | Sequence[Row]:
    """Tell of figures."""
    found = answer(asked.here)
    if found is None:
        return []
    wanted = filtered(asked, part, public_rows.places(found))
    return public_rows.observations(found, wanted)


def observations_as_csv(asked: Question, part: Filtered) -> str:
    """Tell of figures as a file; without an answer it has no rows."""
    found = answer(asked.here)
    if found is None:
        return ""
    wanted = filtered(asked, part, public_rows.places(found))
    return public_rows.as_csv(found, wanted)


def jsonstat(asked: Question, key: str) -> str:
    """Tell of one indicator's figures as a JSON-stat data set."""
    refuse_unknown("indicator", key, asked.here.keys)
    found = answer(asked.here)
    told = {} if found is None else public_rows.told(found)
    if found is None or key not in told:
        raise CannotAnswer(
            404,
            found=f"There are no published figures of {key!r} yet.",
            expected="an indicator with figures in use",
            remedy="Try again when figures have been loaded.",
        )
    document = as_jsonstat(found, indicator=key, language=asked.language)
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def standings(asked: Question, part: Filtered) -> pl.DataFrame | Sequence[Row]:
    """Tell of how the areas stand."""
    found = answer(asked.here)
    if found is None:
        return []
    wanted = filtered(asked, part, public_rows.places(found))
    return public_rows.standings(found, wanted)


def _absolute(request: HttpRequest, name: str, *arguments: str) -> str:
    return request.build_absolute_uri(reverse(name, args=arguments))
