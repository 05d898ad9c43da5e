"""The start page, a programme's overview, and search in a programme."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas.queries.published import open_programmes
from nabolag_web.overview import presenters, queries
from nabolag_web.programmes import access
from nabolag_web.programmes.queries import of as programmes_of
from nabolag_web.shell import registry
from nabolag_web.shell.answers import for_anyone
from nabolag_web.shell.folding import search_words

_SHOWN = 5
"""Things that wait for someone: the most urgent ones, so that there is an end to it."""


@require_safe
@for_anyone
def start(request: HttpRequest) -> HttpResponse:
    """Send those who work here to their work; tell others what Nabolag is."""
    if request.user.is_authenticated:
        places = list(programmes_of(user_of(request))[:2])
        if len(places) == 1:
            return redirect("overview:overview", places[0].programme.slug)
        return redirect("programmes:programmes")
    shown = {"open": open_programmes(), "team": presenters.team()}
    return render(request, "overview/start.html", shown)


@require_POST
def try_as(request: HttpRequest, pk: int) -> HttpResponse:
    """Let anyone be anyone in the example, where this is the demo."""
    place = next((each for each in queries.demo_team() if each.pk == pk), None)
    if place is None:
        raise Http404
    login(request, place.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("overview:overview", place.programme.slug)


@require_safe
@signed_in
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    today = localdate()
    steps = presenters.first_steps(here, queries.begun(here.programme))
    due = presenters.deadlines(registry.due(here.programme, today), today=today)
    shown = {
        "here": here,
        "title": presenters.title(here, steps, due, today=today),
        "meta": presenters.meta(here.programme, today=today),
        "steps": steps,
        "next": presenters.next_step(here, steps),
        "due": due,
        "waiting": registry.waiting(here.programme, user_of(request), today)[:_SHOWN],
        "news": presenters.news(here.programme),
        "area": presenters.area_in_short(here.programme),
    }
    return render(request, "overview/overview.html", shown)


@require_safe
@signed_in
def search(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    asked = request.GET.get("q", "").strip()
    found = queries.search(here.programme, search_words(asked))
    shown = {"here": here, "asked": asked, "found": found}
    return render(request, "overview/search.html", shown)
