"""Pages about what a programme is, how far it has come, and who may see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.programmes import access, actions, forms, presenters, queries
from nabolag_web.programmes.models import Phase
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    places = queries.of(user_of(request)).prefetch_related("programme__role_names")
    shown = {"places": list(presenters.own_programmes(places))}
    return render(request, "programmes/programmes.html", shown)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    form = forms.NewProgramme(typed(request))
    if request.method == "POST" and form.is_valid():
        made = actions.make_programme(
            by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("overview:overview", made.slug)
    return form_page(request, "programmes/new.html", form)


@require_safe
@signed_in
def about(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    shown = {
        "here": here,
        "goals": queries.goals(here.programme),
        "guide": presenters.guide(here.programme),
        "period": presenters.period(here.programme),
        "trees": presenters.goal_trees(),
    }
    return render(request, "programmes/about.html", shown)


@signed_in
def name_and_place(request: HttpRequest, slug: str) -> HttpResponse:
    return _describe(request, slug, forms.NameAndPlace)


@signed_in
def period(request: HttpRequest, slug: str) -> HttpResponse:
    return _describe(request, slug, forms.Period)


@signed_in
def main_goal(request: HttpRequest, slug: str) -> HttpResponse:
    return _describe(request, slug, forms.MainGoal)


def _describe(
    request: HttpRequest,
    slug: str,
    asked: type[forms.NameAndPlace | forms.Period | forms.MainGoal],
) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = asked.of(here.programme, typed(request))
    if request.method == "POST" and form.is_valid():
        actions.describe_programme(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("programmes:about", slug)
    return form_page(request, "programmes/describe.html", form, here=here)


@require_POST
@signed_in
def enter_phase(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    if number not in Phase.values:
        raise Http404
    actions.enter_phase(
        programme=here.programme, phase=Phase(number), by=user_of(request), at=now()
    )
    return redirect("programmes:about", slug)


@require_POST
@signed_in
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    public = request.POST.get("public") == "yes"
    actions.show_to_the_public(
        programme=here.programme, public=public, by=user_of(request), at=now()
    )
    return redirect("programmes:about", slug)
