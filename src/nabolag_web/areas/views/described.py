"""What is measured: what each indicator is, how it counts, and who may see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas import forms
from nabolag_web.areas.actions import cities as city_actions
from nabolag_web.areas.actions import described as actions
from nabolag_web.areas.presenters import described as presenters
from nabolag_web.areas.queries import figures
from nabolag_web.areas.views.own import own_city
from nabolag_web.programmes import access
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def every(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    known = figures.measured_in(city)
    shown = {
        "here": here,
        "city": city,
        "lines": presenters.lines(known, figures.counted_in(city)),
    }
    return render(request, "areas/described.html", shown)


@signed_in
def one(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    indicator = get_object_or_404(city.indicators.select_related("city"), key=key)
    form = forms.Described.of(
        indicator, typed(request), counts=figures.is_counted(indicator)
    )
    if request.method == "POST" and form.is_valid():
        actions.describe_indicator(
            indicator=indicator,
            by=user_of(request),
            at=now(),
            **{"counts": False, **form.cleaned_data},
        )
        messages.success(request, _("Saved."))
        return redirect("areas:described", slug)
    line = presenters.line(indicator, counts=figures.is_counted(indicator))
    return form_page(request, "areas/describe.html", form, here=here, line=line)


@signed_in
def public(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    known = figures.measured_in(city)
    form = forms.Public(
        typed(request),
        choices=[(each.key, presenters.name_of(each)) for each in known],
        initial={"keys": [each.key for each in known if each.is_public]},
    )
    if request.method == "POST" and form.is_valid():
        city_actions.publish_indicators(
            city=city,
            keys=frozenset(form.cleaned_data["keys"]),
            by=user_of(request),
            at=now(),
        )
        messages.success(request, _("Saved."))
        return redirect("areas:imports", slug)
    return form_page(request, "areas/public_indicators.html", form, here=here)
