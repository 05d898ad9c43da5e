"""The city a programme keeps: what most pages for loading and describing begin with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nabolag_web.areas.models import City
from nabolag_web.areas.queries import cities
from nabolag_web.programmes.access import Here


def own_city(request: HttpRequest, here: Here) -> City | HttpResponse:
    """Give the programme's city, or the page that tells why nothing can be done here."""
    city = cities.city_of(here.programme)
    if city is None:
        return redirect("areas:choose_city", here.programme.slug)
    if not cities.keeps(here.programme, city):
        shown = {"here": here, "city": city}
        return render(request, "areas/kept_by_others.html", shown)
    return city
