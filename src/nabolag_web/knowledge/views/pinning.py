"""The page where a figure of an area is pinned as evidence, as it stands today."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge import access
from nabolag_web.knowledge.actions import evidence as actions
from nabolag_web.knowledge.forms import evidence as forms
from nabolag_web.knowledge.models import Finding, Kind
from nabolag_web.knowledge.presenters.figures import figure_lines
from nabolag_web.knowledge.queries import figures
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

_SOME = 2
"""What a published figure weighs until someone has weighed it."""


@signed_in
def pin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose an area, then one of its figures, and pin it as evidence."""
    here, finding = access.finding_here(request, slug, number, to="write")
    places = figures.places(here.programme)
    area = request.POST.get("area") or request.GET.get("area") or _own_area(finding)
    measured = figures.measured(here.programme, area, get_language() or "nb")
    form = forms.Pin(
        typed(request),
        areas=[(place.code, place.name) for place in places],
        indicators=measured,
        initial={"area": area, "indicator": request.GET.get("indicator", "")},
    )
    if request.method == "POST" and form.is_valid():
        figure = figures.figure_now(
            here.programme, area, form.cleaned_data["indicator"]
        )
        if figure is not None:
            _pin(request, finding, figure, supports=form.cleaned_data["supports"])
            messages.success(request, _("The figure is pinned, as it stands today."))
            return redirect("knowledge:finding", slug, number)
        form.add_error("indicator", _("The figure is gone. Choose another."))
    shown = {"here": here, "finding": finding, "area": area, "places": places}
    return form_page(request, "knowledge/pin.html", form, measured=measured, **shown)


def _own_area(finding: Finding) -> str:
    """Give the area a finding is about, or the first of the programme's own."""
    area = finding.area or finding.programme.focus_areas.first()
    return "" if area is None else area.code


def _pin(
    request: HttpRequest, finding: Finding, figure: figures.Figure, *, supports: bool
) -> None:
    by, at = user_of(request), now()
    pinned = actions.pin_figure(
        programme=finding.programme, figure=figure, by=by, at=at
    )
    piece = actions.Piece(
        kind=Kind.STATISTICS,
        title=figure_lines(pinned).title,
        supports=supports,
        strength=_SOME,
        rests_on=pinned,
    )
    actions.add_evidence(finding=finding, piece=piece, by=by, at=at)
