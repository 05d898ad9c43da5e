"""Pages about those who work in a programme, and what roles are called there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.programmes import access, actions, forms, presenters, queries
from nabolag_web.programmes.models import Membership, Role
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def people(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    names = queries.role_names(here.programme)
    invitations = queries.open_invitations(here.programme, at=now())
    shown = {
        "here": here,
        "people": list(presenters.persons(queries.people(here.programme), names)),
        "invitations": list(presenters.invited(invitations, names)),
        "roles": presenters.role_lines(names),
    }
    return render(request, "programmes/people.html", shown)


@signed_in
def change_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    place = get_object_or_404(queries.people(here.programme), pk=pk)
    names = queries.role_names(here.programme)
    form = forms.RoleChoice(typed(request), names=names, initial={"role": place.role})
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        try:
            actions.change_role(place=place, role=role, by=user_of(request), at=now())
            return redirect("programmes:people", slug)
        except actions.LastCoordinator:
            form.add_error("role", _needs_a_coordinator())
    return form_page(
        request,
        "programmes/change_role.html",
        form,
        here=here,
        place=place,
        roles=presenters.role_lines(names),
    )


def _needs_a_coordinator() -> str:
    return _("The programme needs a coordinator. Make someone else one first.")


@require_POST
@signed_in
def remove_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    place = get_object_or_404(queries.people(here.programme), pk=pk)
    if place.user == request.user:
        return _leave(request, place)
    actions.remove_person(place=place, by=user_of(request), at=now())
    messages.success(
        request,
        _("%(name)s is no longer part of the programme.") % {"name": place.user.name},
    )
    return redirect("programmes:people", slug)


@require_POST
@signed_in
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    return _leave(request, queries.people(here.programme).get(user=user_of(request)))


def _leave(request: HttpRequest, place: Membership) -> HttpResponse:
    try:
        actions.leave(place=place, at=now())
    except actions.LastCoordinator:
        messages.error(request, _needs_a_coordinator())
        return redirect("programmes:people", place.programme.slug)
    said = _("You are no longer part of %(programme)s.")
    messages.success(request, said % {"programme": place.programme})
    return redirect("programmes:programmes")


@signed_in
def name_roles(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    names = queries.role_names(here.programme)
    form = forms.RoleNames(typed(request), names=names)
    if request.method == "POST" and form.is_valid():
        actions.name_roles(
            programme=here.programme,
            names={role: form.cleaned_data[role.value] for role in Role},
            by=user_of(request),
            at=now(),
        )
        return redirect("programmes:people", slug)
    return form_page(request, "programmes/name_roles.html", form, here=here)
