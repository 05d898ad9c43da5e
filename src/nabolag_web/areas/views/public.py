"""Pages that anyone may see, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabolag_web.areas.actions.drawing_public import (
    drawn_public_area,
    drawn_public_indicator,
    drawn_public_programme,
)
from nabolag_web.areas.presenters import public as presenters
from nabolag_web.areas.presenters.interface import addresses
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.presenters.public_indicator import indicator_page
from nabolag_web.areas.queries.published import (
    Published,
    all_published,
    answer,
    published,
)
from nabolag_web.programmes.queries import goals
from nabolag_web.shell import registry
from nabolag_web.shell.answers import for_anyone


@require_safe
@for_anyone
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    here = _here(slug)
    drawn = drawn_public_programme(here, language())
    shown = {
        "here": here,
        "made_up": here.programme.made_up,
        "goals": goals(here.programme),
        "areas": presenters.area_lines(here, drawn),
        "groups": presenters.groups(here),
    }
    return render(request, "areas/public/programme.html", shown)


@require_safe
@for_anyone
def area(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    here = _here(slug)
    found = here.area(code)
    if found is None:
        raise Http404
    drawn = drawn_public_area(here, code, language())
    shown = {
        "here": here,
        "made_up": here.programme.made_up,
        "area": found,
        "page": drawn and presenters.area_page(here, drawn),
        "groups": presenters.groups(here),
        "more": registry.for_anyone(slug, code),
    }
    return render(request, "areas/public/area.html", shown)


@require_safe
@for_anyone
def indicator(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    here = _here(slug)
    found = here.indicator(key)
    if found is None:
        raise Http404
    drawn = drawn_public_indicator(here, key, language())
    shown = {
        "here": here,
        "made_up": here.programme.made_up,
        "told": indicator_page(here, answer(here), found, drawn),
    }
    return render(request, "areas/public/indicator.html", shown)


def _here(slug: str) -> Published:
    found = published(slug)
    if found is None:
        raise Http404
    return found


@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    shown = {"addresses": addresses(all_published())}
    return render(request, "areas/public/interface.html", shown)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(
        request, "areas/public/robots.txt", content_type="text/plain; charset=utf-8"
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    shown = {"open": all_published()}
    return render(
        request, "areas/public/sitemap.xml", shown, content_type="application/xml"
    )
