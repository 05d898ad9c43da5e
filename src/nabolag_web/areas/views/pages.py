"""Pages about areas: one area, the whole city, an indicator, areas side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in
from nabolag_web.areas.actions import drawing
from nabolag_web.areas.models import City, Result
from nabolag_web.areas.presenters import comparing
from nabolag_web.areas.presenters import pages as presenters
from nabolag_web.areas.queries import answers, cities
from nabolag_web.programmes import access
from nabolag_web.programmes.access import Here


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The programme's city with its newest answer."""

    here: Here
    city: City
    result: Result

    def shown(self) -> dict[str, object]:
        """Give what every page about the city shows."""
        return {
            "here": self.here,
            "city": self.city,
            "result": self.result,
            "outdated": answers.is_outdated(self.result),
        }


def _found(here: Here) -> Found | None:
    """Give the city and its answer, once there is one that can be read."""
    city = cities.city_of(here.programme)
    result = None if city is None else answers.newest(city)
    if city is None or result is None or not answers.is_readable(result):
        return None
    return Found(here=here, city=city, result=result)


def _nothing_yet(request: HttpRequest, here: Here) -> HttpResponse:
    """Tell that there are no figures, or that the answer is being computed."""
    city = cities.city_of(here.programme)
    computing = city is not None and answers.has_figures(city)
    shown = {"here": here, "city": city, "computing": computing}
    return render(request, "areas/nothing_yet.html", shown)


@require_safe
@signed_in
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the programme's own area, or the whole city where it has not chosen one."""
    here = access.here(request, slug, to="read")
    found = _found(here)
    focus = here.programme.focus_areas.first()
    if found and focus and answers.has_area(found.result, focus.code):
        return redirect("areas:area", slug, focus.code)
    return redirect("areas:city", slug)


@require_safe
@signed_in
def area(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    found = _found(here)
    if found is None:
        return _nothing_yet(request, here)
    if not answers.has_area(found.result, code):
        return _not_here(request, here, code)
    drawn = drawing.drawn_area(found.result, code, presenters.language())
    page = presenters.ready(drawn)
    shown = {
        **found.shown(),
        "code": code,
        "page": page,
        "contents": presenters.contents(page),
        "gone": cities.is_gone(found.city, code),
    }
    return render(request, "areas/area.html", shown)


def _not_here(request: HttpRequest, here: Here, code: str) -> HttpResponse:
    """Tell of a focus area that a new division has not; all else is unknown."""
    gone = here.programme.focus_areas.filter(code=code).first()
    if gone is None:
        raise Http404
    shown = {"here": here, "area": gone}
    return render(request, "areas/gone.html", shown, status=410)


@require_safe
@signed_in
def city(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    found = _found(here)
    if found is None:
        return _nothing_yet(request, here)
    drawn = drawing.drawn_city(found.result, presenters.language())
    focus = list(here.programme.focus_areas.all())
    places = presenters.places_of(drawn)
    asked = request.GET.get("q", "").strip()
    links = presenters.area_links(slug, places, focus, asked=asked)
    shown = {
        **found.shown(),
        "page": presenters.ready(drawn),
        "areas": links,
        "ours": [link for link in links if link.is_focus],
        "missing": presenters.missing_focus(focus, places),
        "asked": asked,
        "total": len(places),
    }
    return render(request, "areas/city.html", shown)


@require_safe
@signed_in
def indicator(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    found = _found(here)
    if found is None:
        return _nothing_yet(request, here)
    stored = get_object_or_404(found.city.indicators, key=key)
    language = presenters.language()
    places = presenters.places_of(drawing.drawn_city(found.result, language))
    focus = list(here.programme.focus_areas.all())
    chosen = presenters.chosen_place(request.GET.get("area", ""), places, focus)
    shown = {
        **found.shown(),
        "facts": presenters.indicator_facts(stored),
        "page": presenters.ready(drawing.drawn_measure(found.result, key, language)),
        "key": key,
        "places": presenters.area_links(slug, places, focus),
        "chosen": chosen,
        "history": chosen
        and presenters.ready(
            drawing.drawn_history(found.result, key, chosen.code, language)
        ),
    }
    return render(request, "areas/indicator.html", shown)


@require_safe
@signed_in
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    found = _found(here)
    if found is None:
        return _nothing_yet(request, here)
    language = presenters.language()
    places = presenters.places_of(drawing.drawn_city(found.result, language))
    choice = comparing.choice_of(slug, request.GET.getlist("a"), places)
    shown = {**found.shown(), "choice": choice}
    if choice.ready:
        drawn = drawing.drawn_side_by_side(found.result, choice.codes, language)
        shown["page"] = presenters.ready(drawn)
    return render(request, "areas/compare.html", shown)
