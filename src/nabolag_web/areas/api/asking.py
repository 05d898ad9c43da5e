"""How the interface is asked: what, in which language, and which part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Field, Schema

from nabolag_web.areas.api.problems import DOCUMENTED, CannotAnswer
from nabolag_web.areas.api.schemas import MOST, Language
from nabolag_web.areas.queries.public_rows import Asked, Place
from nabolag_web.areas.queries.published import Published, published


class Said(Schema):
    """Which language names are given in."""

    lang: Language | None = Field(
        default=None,
        description="Language of names; otherwise as Accept-Language says.",
    )


class Part(Said):
    """Which part of a list is asked for."""

    limit: int = Field(default=100, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=10**9)


class Filtered(Part):
    """Which figures are asked for."""

    area: str | None = Field(
        default=None, description="Code of an area, or the city's."
    )
    indicator: str | None = Field(default=None, description="Id of an indicator.")
    period: str | None = Field(
        default=None, description="A period as published, or “latest”."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of an open programme."""

    request: HttpRequest
    here: Published
    language: str


def question(request: HttpRequest, slug: str, said: Said) -> Question:
    """Put a question. Raises :class:`CannotAnswer` where no such programme is open."""
    here = published(slug)
    if here is None:
        raise CannotAnswer(
            404,
            found=f"There is no open programme called {slug!r}.",
            expected="the slug of a programme that shows its figures to anyone",
            remedy="Those that do are listed at /api/v1/programmes.",
        )
    return Question(request=request, here=here, language=_language(request, said))


def _language(request: HttpRequest, said: Said) -> str:
    """Give the language names are told in: as asked for, and never from a cookie."""
    if said.lang is not None:
        return said.lang
    wished = request.headers.get("Accept-Language", "").lower()
    for code, _weight in parse_accept_lang_header(wished):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return "nb"


def known(asked: Question, response: HttpResponse) -> HttpResponse | None:
    """Give the short answer to those who have this one already, otherwise nothing.

    The headers say how to know the answer again. It may be kept, but never used unasked:
    a programme can be closed at any time.
    """
    response["ETag"] = tag = _tag(asked)
    response["Last-Modified"] = http_date(asked.here.changed_at.timestamp())
    response["Cache-Control"] = "public, no-cache"
    response["Content-Language"] = asked.language
    patch_vary_headers(response, ["Accept-Language"])
    short = get_conditional_response(asked.request, etag=tag)
    if short is not None:
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
            short[name] = response[name]
    return short


def _tag(asked: Question) -> str:
    """Name an answer by all that it is made from."""
    made_from = (
        version("nabolag"),
        asked.request.build_absolute_uri(),
        asked.language,
        asked.here.result and asked.here.result.pk,
        asked.here.changed_at.isoformat(),
        *asked.here.codes,
        *asked.here.keys,
    )
    return f'"{sha256(repr(made_from).encode()).hexdigest()[:32]}"'


def filtered(asked: Question, part: Filtered, there: Sequence[Place]) -> Asked:
    """Give which figures are asked for.

    Raises :class:`CannotAnswer` for an area or an indicator that is not published, and
    says which ones are.
    """
    refuse_unknown("area", part.area, [place.code for place in there])
    refuse_unknown("indicator", part.indicator, asked.here.keys)
    return Asked(area=part.area, indicator=part.indicator, period=part.period)


def refuse_unknown(what: str, wanted: str | None, published: Sequence[str]) -> None:
    """Refuse what is not published, and say what is."""
    if wanted is None or wanted in published:
        return
    raise CannotAnswer(
        422,
        found=f"The {what} {wanted!r} is not published here.",
        expected=f"one of {', '.join(published)}" if published else "nothing yet",
        remedy=f"Leave {what} out, or choose another one. {DOCUMENTED}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Part of a list with where there is more; becomes a ``Listing``."""

    items: Sequence[Any]
    count: int
    limit: int
    offset: int
    next: str | None


def listed(
    rows: Sequence[Any] | pl.DataFrame,
    part: Part,
    *,
    request: HttpRequest,
    response: HttpResponse,
) -> Listed:
    """Give part of a list; where the next part is stands in the headers too."""
    following = part.offset + part.limit
    address = None
    if following < len(rows):
        query = request.GET.copy()
        query["limit"], query["offset"] = str(part.limit), str(following)
        address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response["Link"] = f'<{address}>; rel="next"'
    chosen = rows[part.offset : following]
    return Listed(
        items=chosen.to_dicts() if isinstance(chosen, pl.DataFrame) else chosen,
        count=len(rows),
        limit=part.limit,
        offset=part.offset,
        next=address,
    )
