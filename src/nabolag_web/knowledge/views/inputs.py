"""Pages about what residents have said, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.actions import evidence as actions
from nabolag_web.knowledge.forms import evidence as forms
from nabolag_web.knowledge.models import Finding, Kind, ResidentInput
from nabolag_web.knowledge.presenters import findings as presenters
from nabolag_web.knowledge.queries import inputs
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.knowledge.views.sources import came_of
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

_ON_A_PAGE = 20


@require_safe
@signed_in
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    said = Paginator(inputs.heard(here.programme), _ON_A_PAGE)
    page = said.get_page(request.GET.get("page"))
    return render(request, "knowledge/inputs.html", {"here": here, "page": page})


@signed_in
def write(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    number = request.GET.get("finding", "")
    form = forms.WrittenInput(
        typed(request),
        programme=here.programme,
        initial={"number": number, "heard_on": localdate()},
    )
    if request.method == "POST" and form.is_valid():
        by, at, finding = user_of(request), now(), form.cleaned_data.pop("number")
        written = actions.write_input(
            programme=here.programme, by=by, at=at, **form.cleaned_data
        )
        if finding is not None:
            piece = _piece(written, slug)
            actions.add_evidence(finding=finding, piece=piece, by=by, at=at)
        messages.success(request, _("It is written down."))
        return redirect(_after(slug, finding))
    return form_page(request, "knowledge/input_new.html", form, here=here)


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what became of one thing that a resident has said."""
    here = programme_here(request, slug, to="read")
    said = get_object_or_404(here.programme.inputs.select_related("written_by"), pk=pk)
    shown = {"here": here, "said": said, **came_of(request, here, said)}
    return render(request, "knowledge/input.html", shown)


def _piece(written: ResidentInput, slug: str) -> actions.Piece:
    return actions.Piece(
        kind=Kind.RESIDENTS,
        title=source_link(written, slug).title,
        supports=True,
        rests_on=written,
    )


def _after(slug: str, finding: Finding | None) -> str:
    if finding is None:
        return reverse("knowledge:inputs", args=[slug])
    return presenters.address_of(finding, slug)
