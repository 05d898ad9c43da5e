"""Figures of areas, of the city and of measures to take along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nabolag.reports.page import Figure, Page
from nabolag_web.accounts.access import signed_in
from nabolag_web.areas.models import City, Result
from nabolag_web.areas.presenters import copies as presenters
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.presenters.reports import KINDS, made
from nabolag_web.areas.queries import answers, cities, stories
from nabolag_web.programmes import access
from nabolag_web.programmes.access import Here

JSONSTAT, TABLE = "figures.json", "table"


def _answer(request: HttpRequest, slug: str) -> tuple[Here, City, Result]:
    here = access.here(request, slug, to="read")
    city = cities.city_of(here.programme)
    result = None if city is None else answers.newest(city)
    if city is None or result is None or not answers.is_readable(result):
        raise Http404
    return here, city, result


def _of_area(request: HttpRequest, slug: str, code: str) -> tuple[Here, City, Result]:
    here, city, result = _answer(request, slug)
    if not answers.has_area(result, code):
        raise Http404
    return here, city, result


def _sent(copy: presenters.Copy | None) -> HttpResponse:
    if copy is None:
        raise Http404
    response = HttpResponse(copy.content, content_type=copy.content_type)
    response.headers["Content-Disposition"] = copy.disposition
    return response


@require_safe
@signed_in
def report(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """Give an area's report as a file: whole or on two pages, for screen or paper."""
    _here, city, result = _of_area(request, slug, code)
    if kind not in KINDS:
        raise Http404
    found = made(
        answers.answer(result, code),
        stories.edition_of(city, language(), code),
        kind=kind,
        address=request.build_absolute_uri(reverse("areas:area", args=[slug, code])),
    )
    response = HttpResponse(found.content, content_type=found.content_type)
    response.headers["Content-Disposition"] = found.disposition
    return response


@require_safe
@signed_in
def figures(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """Give all figures of an area through time, as CSV or JSON-stat."""
    _here, _city, result = _of_area(request, slug, code)
    if kind == "json":
        document = answers.jsonstat_of(result, language(), area=code)
        return _sent(presenters.json_file(document, about=code))
    if kind == "csv":
        return _sent(presenters.csv_file(answers.figures_of(result, code), about=code))
    raise Http404


@require_safe
@signed_in
def area(
    request: HttpRequest, slug: str, code: str, figure: str, name: str
) -> HttpResponse:
    here, _city, result = _of_area(request, slug, code)
    if name == JSONSTAT:
        document = answers.jsonstat_of(result, language(), area=code)
        return _sent(presenters.json_file(document, about=code))
    page = stories.of_area(result, code, language())
    above = reverse("areas:area", args=[slug, code])
    return _copied(request, here, page, figure, name, about=code, above=above)


@require_safe
@signed_in
def city(request: HttpRequest, slug: str, figure: str, name: str) -> HttpResponse:
    here, town, result = _answer(request, slug)
    page = stories.of_city(result, language())
    above = reverse("areas:city", args=[slug])
    return _copied(request, here, page, figure, name, about=town.slug, above=above)


@require_safe
@signed_in
def indicator(
    request: HttpRequest, slug: str, key: str, figure: str, name: str
) -> HttpResponse:
    """Give a measure's figure, or with ``area`` its history in that area."""
    here, town, result = _answer(request, slug)
    get_object_or_404(town.indicators, key=key)
    code = request.GET.get("area", "")
    page = (
        stories.of_measure_in(result, key, code, language())
        if code
        else stories.of_measure(result, key, language())
    )
    if name == JSONSTAT and page is not None:
        document = answers.jsonstat_of(result, language(), key=key, area=code or None)
        return _sent(presenters.json_file(document, about=key))
    above = reverse("areas:indicator", args=[slug, key])
    return _copied(request, here, page, figure, name, about=key, above=above)


def _copied(  # noqa: PLR0913 - which figure of which page, and what it is called
    request: HttpRequest,
    here: Here,
    page: Page | None,
    figure: str,
    name: str,
    *,
    about: str,
    above: str,
) -> HttpResponse:
    found = presenters.figure_of(page, figure)
    if page is None or found is None:
        raise Http404
    if name == TABLE:
        return _table(request, here, page, found, above=above)
    return _sent(presenters.copy_of(found, name, about=f"{about}-{figure}"))


def _table(
    request: HttpRequest, here: Here, page: Page, figure: Figure, *, above: str
) -> HttpResponse:
    shown = {
        "here": here,
        "figure": figure,
        "tables": presenters.plain_tables(figure),
        "above": page.kicker,
        "above_address": above,
    }
    return render(request, "areas/copied.html", shown)
