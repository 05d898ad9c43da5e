"""How a city is divided: a division that comes with Nabolag, or files of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag.errors import BadInput
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas import forms
from nabolag_web.areas.actions import divisions as actions
from nabolag_web.areas.actions.loading import load_shipped_division
from nabolag_web.areas.models import City
from nabolag_web.areas.presenters import dividing as presenters
from nabolag_web.areas.queries import cities
from nabolag_web.areas.queries import divisions as queries
from nabolag_web.areas.queries.dividing import divided_by
from nabolag_web.areas.views.own import own_city
from nabolag_web.programmes import access
from nabolag_web.programmes.access import Here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def division(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    form = forms.NewDivision(typed(request), request.FILES or None)
    problem = None
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, here, city, form.cleaned_data["parts"])
        except BadInput as error:
            problem = presenters.problem(error)
    stored = cities.newest_division(city)
    return form_page(
        request,
        "areas/division.html",
        form,
        here=here,
        city=city,
        problem=problem,
        division=stored and presenters.told(stored, here.programme.focus_areas.all()),
        shipped=presenters.offers(queries.shipped()),
    )


def _take(
    request: HttpRequest, here: Here, city: City, files: list[UploadedFile[bytes]]
) -> HttpResponse:
    read = divided_by({file.name or "": file.read() for file in files}, city=city)
    taken = actions.take_division(
        city=city,
        division=read.division,
        tiles=read.tiles,
        outlines=read.outlines,
        crosswalk=read.crosswalk,
        by=user_of(request),
        at=now(),
    )
    return _taken(request, here, taken)


def _taken(request: HttpRequest, here: Here, taken: actions.Taken) -> HttpResponse:
    messages.success(
        request, _("%(city)s is divided anew.") % {"city": taken.division.city.name}
    )
    return redirect("areas:division", here.programme.slug)


@require_POST
@signed_in
def take(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    if key not in {each.key for each in queries.shipped()}:
        raise Http404
    taken = load_shipped_division(city=city, key=key, by=user_of(request), at=now())
    return _taken(request, here, taken)


@require_POST
@signed_in
def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    stored = get_object_or_404(city.divisions, pk=pk)
    if stored == cities.newest_division(city):
        actions.leave_division(division=stored, by=user_of(request), at=now())
    return redirect("areas:division", slug)
