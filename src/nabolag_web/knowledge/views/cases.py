"""The secretary's page: one case at a time, what was said, what was decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.accounts.actions import discard_draft
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import deciding, recording
from nabolag_web.knowledge.forms.recording import (
    DecisionForm,
    DisqualifyForm,
    SaidForm,
)
from nabolag_web.knowledge.models import Case
from nabolag_web.knowledge.presenters.cases import case_page
from nabolag_web.knowledge.queries import meetings as queries
from nabolag_web.knowledge.queries.frozen import as_it_stands
from nabolag_web.knowledge.queries.taken_off import decisions_off, ever_in
from nabolag_web.knowledge.views.refusing import told_when_locked
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile

_CLASH = 409
"""Two who wrote at once: told to a page that was loaded whole."""


@require_safe
@signed_in
@told_when_locked
def case(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, asked = access.at_case(request, slug, pk, case_pk, to="read")
    kept = typed(request)
    return _page(request, at, asked, kept=kept.dict() if kept else {})


def _page(
    request: HttpRequest,
    at: access.AtMeeting,
    case: Case,
    *,
    status: int = 200,
    kept: dict[str, Any] | None = None,
    **forms: Any,
) -> HttpResponse:
    """Show the case with its forms, those that were refused as they were sent."""
    kept, seats = kept or {}, queries.seated_at(at.meeting)
    stands = {"said": case.said, "version": case.version}
    proposed = "" if case.decisions.exists() else case.proposed
    shown = {
        "here": at.here,
        "at": at,
        "case": case,
        "page": case_page(
            case,
            known=case.frozen or as_it_stands(case),
            beside=queries.beside(case),
            recorded=queries.recorded(case),
        ),
        "said": SaidForm(initial={**stands, **kept}),
        "decision": DecisionForm(initial={"text": proposed, **kept}, seats=seats),
        "taken_back": decisions_off(case) if at.may["record"] else (),
        "disqualify": DisqualifyForm(seats=seats),
        **forms,
    }
    return render(request, "knowledge/forums/case.html", shown, status=status)


@require_POST
@signed_in
@told_when_locked
def write_said(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    """Save what was said; htmx sends it every few seconds while someone writes."""
    at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    form = SaidForm(request.POST)
    if not form.is_valid():
        return _page(request, at, asked, status=422, said=form, kept=_typed(request))
    try:
        _write_said(request, asked, form)
    except ChangedMeanwhile:
        return _clash(request, at, asked, form)
    if "HX-Request" in request.headers:
        shown = {"case": asked, "saved_at": now()}
        return render(request, "knowledge/forums/_saved.html", shown)
    return _after(request, slug, at, asked)


def _write_said(request: HttpRequest, case: Case, form: SaidForm) -> None:
    sent = form.cleaned_data
    recording.write_said(
        case=case,
        said=sent["said"],
        version=sent["over"] or sent["version"],
        by=user_of(request),
        at=now(),
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    return dict(request.POST.items())


def _clash(
    request: HttpRequest, at: access.AtMeeting, now_stands: Case, form: SaidForm
) -> HttpResponse:
    """Show what the other wrote beside what was typed, which stands as it was."""
    clash = {"clash": now_stands}
    if "HX-Request" in request.headers:
        return render(request, "knowledge/forums/_saved.html", clash)
    return _page(
        request,
        at,
        now_stands,
        status=_CLASH,
        said=form,
        kept=_typed(request),
        **clash,
    )


def _after(
    request: HttpRequest, slug: str, at: access.AtMeeting, case: Case
) -> HttpResponse:
    """Stay at the case, or go on to the next one when that was asked for."""
    cases, place = queries.beside(case)
    if "next" not in request.POST:
        messages.success(request, _("Saved."))
    elif place + 1 < len(cases):
        return redirect("knowledge:case", slug, at.meeting.pk, cases[place + 1].pk)
    else:
        return redirect("knowledge:close", slug, at.meeting.pk)
    return redirect("knowledge:case", slug, at.meeting.pk, case.pk)


@require_POST
@signed_in
@told_when_locked
def decide(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    """Write down a decision, and save what was said so far with it."""
    at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    said = SaidForm(request.POST)
    form = DecisionForm(request.POST, seats=queries.seated_at(at.meeting))
    if not (said.is_valid() and form.is_valid()):
        return _page(request, at, asked, status=422, said=said, decision=form)
    try:
        _write_said(request, asked, said)
    except ChangedMeanwhile:
        return _clash(request, at, asked, said)
    user, page = user_of(request), reverse("knowledge:case", args=[slug, pk, case_pk])
    deciding.decide(case=asked, decided=form.decided(), by=user, at=now())
    discard_draft(user=user, page=page)  # of the page where the form stands
    messages.success(request, _("The decision is written down."))
    return redirect("knowledge:case", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def retract(
    request: HttpRequest, slug: str, pk: int, case_pk: int, decision_pk: int
) -> HttpResponse:
    _at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    decision = get_object_or_404(asked.decisions, pk=decision_pk)
    try:
        deciding.retract_decision(decision=decision, by=user_of(request), at=now())
    except deciding.LedToMore:
        messages.error(
            request, _("A measure began with the decision, so it cannot be taken back.")
        )
    else:
        messages.success(
            request, _("The decision is taken back. It can be put back below.")
        )
    return redirect("knowledge:case", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def put_back(
    request: HttpRequest, slug: str, pk: int, case_pk: int, decision_pk: int
) -> HttpResponse:
    _at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    decision = get_object_or_404(ever_in(asked), pk=decision_pk)
    deciding.put_decision_back(decision=decision, by=user_of(request), at=now())
    messages.success(request, _("The decision counts again."))
    return redirect("knowledge:case", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def disqualify(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    form = DisqualifyForm(request.POST, seats=queries.seated_at(at.meeting))
    if not form.is_valid():
        return _page(request, at, asked, status=422, disqualify=form)
    recording.disqualify(case=asked, by=user_of(request), at=now(), **form.cleaned_data)
    return redirect("knowledge:case", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def requalify(
    request: HttpRequest, slug: str, pk: int, case_pk: int, noted_pk: int
) -> HttpResponse:
    _at, asked = access.at_case(request, slug, pk, case_pk, to="record")
    noted = get_object_or_404(asked.disqualified, pk=noted_pk)
    recording.requalify(noted=noted, by=user_of(request), at=now())
    return redirect("knowledge:case", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def consent(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="record")
    deciding.decide_consent(meeting=at.meeting, by=user_of(request), at=now())
    messages.success(request, _("They are decided as proposed."))
    return redirect("knowledge:meeting", slug, pk)
