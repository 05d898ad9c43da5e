"""The pages where a figure of an area is pinned as evidence, as it stands today."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import findings as access
from nabolag_web.knowledge.actions import evidence as actions
from nabolag_web.knowledge.forms import evidence as forms
from nabolag_web.knowledge.models import Finding, Kind
from nabolag_web.knowledge.presenters.figures import figure_lines
from nabolag_web.knowledge.presenters.findings import address_of
from nabolag_web.knowledge.queries import figures
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

_SOME = 2
"""What a published figure weighs until someone has weighed it."""


@signed_in
def pin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose an area, then one of its figures, and pin it to a finding."""
    here, finding = access.finding_here(request, slug, number, to="write")
    choices, around = _asked(request, here.programme, own=_own_area(finding))
    form = forms.Pin(typed(request), **choices)
    if request.method == "POST" and form.is_valid() and _pinned(request, form, finding):
        return redirect(address_of(finding, slug))
    shown = {"here": here, "finding": finding, **around}
    return form_page(request, "knowledge/pin.html", form, **shown)


@signed_in
def pin_figure(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose which finding a figure of an area says something about, and pin it."""
    here = programme_here(request, slug, to="write")
    choices, around = _asked(request, here.programme)
    form = forms.PinTo(typed(request), programme=here.programme, **choices)
    if request.method == "POST" and form.is_valid():
        finding = form.cleaned_data["number"]
        if _pinned(request, form, finding):
            return redirect(address_of(finding, slug))
    shown = {"here": here, **around}
    return form_page(request, "knowledge/pin_to.html", form, **shown)


def _asked(
    request: HttpRequest, programme: Programme, *, own: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what there is to choose from, for the form and for the page around it."""
    area = request.POST.get("area") or request.GET.get("area") or own
    places = figures.places(programme)
    measured = figures.measured(programme, area, get_language() or "nb")
    chosen = {"area": area, "indicator": request.GET.get("indicator", "")}
    choices = {
        "areas": [(place.code, place.name) for place in places],
        "indicators": measured,
        "initial": {**chosen, "supports": forms.FOR},
    }
    return choices, {"area": area, "places": places, "measured": measured}


def _own_area(finding: Finding) -> str:
    """Give the area a finding is about, or the first of the programme's own."""
    area = finding.area or finding.programme.focus_areas.first()
    return "" if area is None else area.code


def _pinned(request: HttpRequest, form: forms.Pin, finding: Finding) -> bool:
    """Pin the chosen figure, or say in the form that it is gone."""
    given = form.cleaned_data
    figure = figures.figure_now(finding.programme, given["area"], given["indicator"])
    if figure is None:  # figures were undone while the page stood open
        form.add_error("indicator", _("The figure is gone. Choose another."))
        return False
    by, at = user_of(request), now()
    pinned = actions.pin_figure(
        programme=finding.programme, figure=figure, by=by, at=at
    )
    piece = actions.Piece(
        kind=Kind.STATISTICS,
        title=figure_lines(figure).title,
        supports=given["supports"],
        strength=_SOME,
        rests_on=pinned,
    )
    actions.add_evidence(finding=finding, piece=piece, by=by, at=at)
    messages.success(request, _("The figure is pinned, as it stands today."))
    return True
