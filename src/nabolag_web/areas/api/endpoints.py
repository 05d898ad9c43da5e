"""The addresses of the open interface, and what each of them answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from nabolag.errors import NabolagError
from nabolag_web.areas.api import problems, schemas, telling
from nabolag_web.areas.api.asking import (
    Filtered,
    Listed,
    Part,
    Question,
    Said,
    known,
    listed,
    question,
)
from nabolag_web.areas.api.catalogue import catalogue_of
from nabolag_web.areas.api.problems import CannotAnswer
from nabolag_web.areas.api.schemas import Listing
from nabolag_web.areas.queries.published import all_published

ABOUT = (
    "Figures that programmes have published: how their areas stand against the rest of"
    " the city, with how sure that is. Numbers are not rounded, shares are fractions"
    " between 0 and 1, and null stands where a figure is missing or withheld."
)
_PROBLEM = {
    "content": {problems.MEDIA_TYPE: {"schema": schemas.Problem.model_json_schema()}}
}
_REFUSES: dict[int, Any] = {
    304: {"description": "Nothing has changed since the answer with this ETag."},
    404: {"description": "There is no such open programme.", **_PROBLEM},
    422: {
        "description": "A parameter cannot be read, or asks for what is not here.",
        **_PROBLEM,
    },
}
_DOCUMENTED: dict[str, Any] = {"responses": _REFUSES}


class _Plain(JSONRenderer):
    """Writes letters as they are, and refuses numbers that JSON does not have."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "allow_nan": False}


class _Interface(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Call an operation by its own name, which those who use it see."""
        return operation.view_func.__name__


interface = _Interface(
    title="Nabolag",
    version="1",
    description=ABOUT,
    docs_url=None,  # interactive pages would need scripts from elsewhere
    urls_namespace="areas:interface",
    renderer=_Plain(),
)
Rows = Sequence[telling.Row] | pl.DataFrame


@interface.get("/programmes", response=Listing[schemas.Programme])
def programmes(
    request: HttpRequest, response: HttpResponse, part: Annotated[Part, Query()]
) -> Listed:
    """Give the programmes that show their figures to anyone."""
    rows = [telling.programme(each, request) for each in all_published()]
    return listed(rows, part, request=request, response=response)


@interface.get(
    "/programmes/{slug:slug}", response=schemas.Programme, openapi_extra=_DOCUMENTED
)
def programme(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    said: Annotated[Said, Query()],
) -> telling.Row | HttpResponse:
    """Give one programme."""
    asked = question(request, slug, said)
    return known(asked, response) or telling.programme(asked.here, request)


@interface.get(
    "/programmes/{slug:slug}/cities",
    response=Listing[schemas.City],
    openapi_extra=_DOCUMENTED,
)
def cities(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    part: Annotated[Part, Query()],
) -> Listed | HttpResponse:
    """Give the city that the programme's areas are held against."""
    return _answered(question(request, slug, part), response, part, telling.cities)


@interface.get(
    "/programmes/{slug:slug}/areas",
    response=Listing[schemas.Area],
    openapi_extra=_DOCUMENTED,
)
def areas(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    part: Annotated[Part, Query()],
) -> Listed | HttpResponse:
    """Give the programme's own areas; other areas of the city are not public here."""
    return _answered(question(request, slug, part), response, part, telling.areas)


@interface.get(
    "/programmes/{slug:slug}/indicators",
    response=Listing[schemas.Indicator],
    openapi_extra=_DOCUMENTED,
)
def indicators(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    part: Annotated[Part, Query()],
) -> Listed | HttpResponse:
    """Give the indicators the programme has published, with definition and sources."""
    return _answered(question(request, slug, part), response, part, telling.indicators)


@interface.get(
    "/programmes/{slug:slug}/observations",
    response=Listing[schemas.Observation],
    openapi_extra=_DOCUMENTED,
)
def observations(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    part: Annotated[Filtered, Query()],
) -> Listed | HttpResponse:
    """Give the published figures of the programme's areas and of the city."""

    def tell(asked: Question) -> Rows:
        return telling.observations(asked, part)

    return _answered(question(request, slug, part), response, part, tell)


@interface.get(
    "/programmes/{slug:slug}/standings",
    response=Listing[schemas.Standing],
    openapi_extra=_DOCUMENTED,
)
def standings(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    part: Annotated[Filtered, Query()],
) -> Listed | HttpResponse:
    """Give how the programme's areas stand against the rest of the city."""

    def tell(asked: Question) -> Rows:
        return telling.standings(asked, part)

    return _answered(question(request, slug, part), response, part, tell)


def _answered(
    asked: Question,
    response: HttpResponse,
    part: Part,
    tell: Callable[[Question], Rows],
) -> Listed | HttpResponse:
    if short := known(asked, response):
        return short
    return listed(tell(asked), part, request=asked.request, response=response)


@interface.get(
    "/programmes/{slug:slug}/observations.csv",
    openapi_extra={
        "responses": {
            200: {
                "description": "CSV in the long format.",
                "content": {"text/csv": {}},
            },
            **_REFUSES,
        }
    },
)
def observations_as_csv(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    asked_for: Annotated[Filtered, Query()],
) -> HttpResponse:
    """Give the published figures as a CSV file in the long format, all at once."""
    asked = question(request, slug, asked_for)
    if short := known(asked, response):
        return short
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    response["Content-Type"] = "text/csv; charset=utf-8"
    response.content = telling.observations_as_csv(asked, asked_for)
    return response


@interface.get(
    "/programmes/{slug:slug}/indicators/{path:key}/jsonstat",
    openapi_extra={
        "responses": {
            200: {
                "description": "A JSON-stat 2.0 data set.",
                "content": {"application/json": {}},
            },
            **_REFUSES,
        }
    },
)
def jsonstat(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    key: str,
    said: Annotated[Said, Query()],
) -> HttpResponse:
    """Give the published figures of one indicator as JSON-stat 2.0."""
    asked = question(request, slug, said)
    if short := known(asked, response):
        return short
    response["Content-Type"] = "application/json"
    response.content = telling.jsonstat(asked, key)
    return response


@interface.get(
    "/catalogue",
    openapi_extra={
        "responses": {
            200: {
                "description": "A data catalogue as DCAT-AP-NO describes it.",
                "content": {"application/ld+json": {}},
            }
        }
    },
)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Give what is published as a data catalogue (DCAT-AP-NO, JSON-LD)."""
    return catalogue_of(request)


@interface.exception_handler(CannotAnswer)
def _refused(_request: HttpRequest, error: CannotAnswer) -> HttpResponse:
    return problems.of_refusal(error)


@interface.exception_handler(ValidationError)
def _unreadable(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_parameters(error)


@interface.exception_handler(NabolagError)
def _said_no(_request: HttpRequest, error: NabolagError) -> HttpResponse:
    if (said := problems.of_library(error)) is not None:
        return said
    raise error
