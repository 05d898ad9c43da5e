"""Loading figures: paste or upload, see what was found, decide, and undo."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas import forms
from nabolag_web.areas.actions import cities as city_actions
from nabolag_web.areas.actions import importing as actions
from nabolag_web.areas.models import City, Holds, Import, Stage
from nabolag_web.areas.presenters import imports as presenters
from nabolag_web.areas.queries import cities
from nabolag_web.areas.queries import imports as queries
from nabolag_web.programmes import access
from nabolag_web.programmes.access import Here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

UNDECIDED = (Stage.READ, Stage.UNCLEAR, Stage.REFUSED, Stage.WAITING)
PER_PAGE = 50


@require_safe
@signed_in
def every(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = cities.city_of(here.programme)
    if city is None:
        closed = cities.closed_to(here.programme)
        shown = {"here": here, "closed": closed}
        return render(request, "areas/no_city.html", shown)
    if not cities.keeps(here.programme, city):
        shown = {"here": here, "city": city}
        return render(request, "areas/kept_by_others.html", shown)
    return render(request, "areas/imports.html", _all_about(here, city))


def _all_about(here: Here, city: City) -> dict[str, object]:
    division = cities.newest_division(city)
    return {
        "here": here,
        "city": city,
        "imports": presenters.rows_of(queries.imports_of(city)[:PER_PAGE]),
        "division": division,
        "focus": [area.name for area in here.programme.focus_areas.all()],
        "measures": city.indicators.count(),
        "refreshes": city.refreshes.count(),
        "others": cities.used_by_others(city) if city.is_shared else 0,
    }


@signed_in
def new(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = cities.city_of(here.programme)
    if city is not None and not cities.keeps(here.programme, city):
        shown = {"here": here, "city": city}
        return render(request, "areas/kept_by_others.html", shown)
    kind = forms.FirstFigures if city is None else forms.NewFigures
    form = kind(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, here, form, city)
    choice = city is None and cities.open_to(here.programme).exists()
    return form_page(
        request, "areas/import_new.html", form, here=here, city=city, choice=choice
    )


def _begin(
    request: HttpRequest, here: Here, form: forms.NewFigures, city: City | None
) -> HttpResponse:
    sent = form.cleaned_data
    if city is None:
        city = city_actions.make_city(
            programme=here.programme, name=sent["city"], by=user_of(request), at=now()
        )
    file: UploadedFile[bytes] | None = sent["file"]
    try:
        batch = actions.begin_import(
            city=city,
            file_name=(file and file.name) or _("pasted cells"),
            content=file or sent["pasted"].encode(),
            is_pasted=file is None,
            own_recipe=sent["recipe"],
            source=sent["source"],
            holds=Holds(sent.get("holds") or Holds.FIGURES),
            by=user_of(request),
            at=now(),
        )
    except actions.AlreadyInUse as same:
        return _already(request, here, same.batch)
    return redirect("areas:import_one", here.programme.slug, batch.pk)


def _already(request: HttpRequest, here: Here, same: Import) -> HttpResponse:
    since = date_format(localtime(same.used_at), "DATETIME_FORMAT")
    messages.info(
        request,
        _("The same figures are in use already, since %(since)s. Nothing was changed.")
        % {"since": since},
    )
    return redirect("areas:import_one", here.programme.slug, same.pk)


def _own(here: Here, pk: int) -> Import:
    """Give one of the imports that the programme may do something with."""
    kept = Import.objects.filter(city__keeper=here.programme)
    return get_object_or_404(kept.select_related("city", "begun_by"), pk=pk)


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    told = presenters.told(batch)
    shown = _shown(here, batch, told)
    if batch.stage == Stage.UNCLEAR:
        shown["form"] = forms.Missing(asks=batch.found["asks"])
    if request.htmx:  # type: ignore[attr-defined] # set by django-htmx
        # A job that has ended gives another page, so the whole of it is asked for.
        answer = render(request, "areas/_import_progress.html", shown)
        if not told.working:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render(request, "areas/import_one.html", shown)


def _shown(here: Here, batch: Import, told: presenters.Told) -> dict[str, object]:
    return {
        "here": here,
        "batch": batch,
        "told": told,
        "Stage": Stage,
        "focus": here.programme.focus_areas.first(),
        "described": batch.holds == Holds.FIGURES,
    }


@require_POST
@signed_in
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    if batch.stage != Stage.UNCLEAR:
        return redirect("areas:import_one", slug, pk)
    form = forms.Missing(request.POST, asks=batch.found["asks"])
    if not form.is_valid():
        shown = _shown(here, batch, presenters.told(batch))
        return form_page(request, "areas/import_one.html", form, **shown)
    try:
        actions.answer_import(
            batch=batch, answers=form.cleaned_data, by=user_of(request), at=now()
        )
    except actions.AlreadyInUse as same:
        return _dropped_for(request, here, batch, same.batch)
    return redirect("areas:import_one", slug, pk)


def _dropped_for(
    request: HttpRequest, here: Here, batch: Import, same: Import
) -> HttpResponse:
    """Drop what turned out to be in use already, and lead to that."""
    actions.drop_import(batch=batch, by=user_of(request), at=now())
    return _already(request, here, same)


@require_POST
@signed_in
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    if batch.stage in UNDECIDED:
        actions.read_again(batch=batch, by=user_of(request), at=now())
    return redirect("areas:import_one", slug, pk)


@require_POST
@signed_in
def use(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    try:
        actions.use_import(batch=batch, by=user_of(request), at=now())
    except actions.SomeoneElseIsStoring:
        messages.warning(
            request,
            _("Someone else's figures are being stored. Try again in a minute."),
        )
    except actions.AlreadyInUse as same:
        return _dropped_for(request, here, batch, same.batch)
    return redirect("areas:import_one", slug, pk)


@require_POST
@signed_in
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    if batch.stage in UNDECIDED:
        actions.drop_import(batch=batch, by=user_of(request), at=now())
    return redirect("areas:imports", slug)


@require_POST
@signed_in
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    batch = _own(here, pk)
    if batch.stage == Stage.IN_USE:
        actions.undo_import(batch=batch, by=user_of(request), at=now())
        messages.success(
            request, _("Taken out of use. What counted before counts again.")
        )
    return redirect("areas:imports", slug)
