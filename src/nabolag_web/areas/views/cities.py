"""Which city a programme is held against, and which of its areas it is about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas import forms
from nabolag_web.areas.actions import cities as actions
from nabolag_web.areas.presenters import choosing
from nabolag_web.areas.queries import answers, cities
from nabolag_web.areas.views.own import own_city
from nabolag_web.programmes import access
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    form = forms.NewCity(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.make_city(
            programme=here.programme,
            name=form.cleaned_data["name"],
            by=user_of(request),
            at=now(),
        )
        return redirect("areas:imports", slug)
    city = cities.city_of(here.programme)
    return form_page(
        request,
        "areas/choose_city.html",
        form,
        here=here,
        city=city,
        others=cities.others_open_to(here.programme),
    )


@require_POST
@signed_in
def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = get_object_or_404(cities.open_to(here.programme), pk=pk)
    actions.choose_city(
        programme=here.programme, city=city, by=user_of(request), at=now()
    )
    messages.success(
        request, _("The areas are held against %(city)s now.") % {"city": city.name}
    )
    return redirect("areas:focus", slug)


@require_POST
@signed_in
def share(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    actions.share_city(
        city=city,
        shared=request.POST.get("shared") == "yes",
        by=user_of(request),
        at=now(),
    )
    return redirect("areas:imports", slug)


@signed_in
def focus(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = cities.city_of(here.programme)
    result = None if city is None else answers.newest(city)
    if result is None or not answers.is_readable(result):
        shown = {"here": here, "city": city, "computing": result is not None}
        return render(request, "areas/nothing_yet.html", shown)
    asked = request.GET.get("q", "").strip()
    offered = choosing.offered(
        answers.places_in(answers.answer(result)),
        chosen=list(here.programme.focus_areas.all()),
        asked=asked,
    )
    form = forms.Focus(
        typed(request),
        choices=offered.choices,
        initial={"areas": offered.chosen},
    )
    if request.method == "POST" and form.is_valid():
        actions.set_focus(
            programme=here.programme,
            areas={code: offered.names[code] for code in form.cleaned_data["areas"]},
            by=user_of(request),
            at=now(),
        )
        return redirect("areas:areas", slug)
    return form_page(
        request,
        "areas/focus.html",
        form,
        here=here,
        city=city,
        asked=asked,
        offered=offered,
    )
