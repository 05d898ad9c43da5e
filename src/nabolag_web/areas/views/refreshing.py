"""Tables that are fetched from their publishers by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag.errors import BadInput
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas import forms
from nabolag_web.areas.actions import refreshing as actions
from nabolag_web.areas.presenters import refreshing as presenters
from nabolag_web.areas.queries import refreshes as queries
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
    lines = presenters.lines(queries.refreshes_of(city))
    shown = {"here": here, "city": city, "lines": lines}
    return render(request, "areas/refreshes.html", shown)


@signed_in
def new(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    tables = presenters.tables(queries.tables())
    form = forms.NewRefresh(
        typed(request), request.FILES or None, tables=tables, every=presenters.EVERY
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.plan_refresh(
                city=city,
                recipe=sent["table"],
                own_recipe=sent["recipe"],
                every_days=sent["every_days"],
                by=user_of(request),
                at=now(),
            )
        except BadInput as error:
            form.add_error("recipe", presenters.recipe_problem(error))
        else:
            messages.success(
                request, _("It is being fetched now. See below what came of it.")
            )
            return redirect("areas:refreshes", slug)
    return form_page(request, "areas/refresh_new.html", form, here=here, city=city)


@require_POST
@signed_in
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="load")
    city = own_city(request, here)
    if isinstance(city, HttpResponse):
        return city
    refresh = get_object_or_404(city.refreshes, pk=pk)
    actions.stop_refresh(refresh=refresh, by=user_of(request), at=now())
    return redirect("areas:refreshes", slug)
