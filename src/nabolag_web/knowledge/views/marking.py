"""The page that members open on their phone in a meeting, to mark a finding.

It takes no sign-in: the meeting's link and the seat a phone has taken are enough.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from nabolag_web.knowledge.access.marking import AtMarks, at_marks, keep_seat
from nabolag_web.knowledge.actions import marking as actions
from nabolag_web.knowledge.forms.marking import MarkForm, WhoForm
from nabolag_web.knowledge.models import Case, Meeting, TakenSeat
from nabolag_web.knowledge.presenters.sharing import LostMark, lost_mark, spread_lines
from nabolag_web.knowledge.queries import sharing
from nabolag_web.knowledge.queries.findings import standing
from nabolag_web.shell.answers import form_page

_CLOSED = 409
"""The case was closed while the mark was on its way."""


def phone(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask who it is, then how far they share what is up now, and then show the spread."""
    at = at_marks(request, pk, key)
    if at.taken is None:
        return _who(request, at, key)
    if "case" in request.POST and not _is_up(at.case, request.POST["case"]):
        return _too_late(request, at.meeting)
    if at.case is None or not at.case.takes_marks:
        return _follow(request, at.meeting)
    return _mark(request, at.meeting, at.case, at.taken)


def _is_up(case: Case | None, meant: str) -> bool:
    """Tell whether a mark is meant for the case that is up, and not one before it."""
    return case is not None and case.takes_marks and meant == str(case.pk)


def _who(request: HttpRequest, at: AtMarks, key: str) -> HttpResponse:
    seats = sharing.seats_to_take(at.meeting)
    form = WhoForm(request.POST or None, seats=seats)
    if request.method == "POST" and form.is_valid():
        own = secrets.token_urlsafe()
        try:
            actions.take_seat(
                meeting=at.meeting, seat=form.cleaned_data["seat"], key=own, at=now()
            )
        except actions.SeatTakenError:
            form.add_error("seat", _("Another phone took that seat a moment ago."))
        else:
            answer = redirect(request.path)
            keep_seat(answer, at.meeting, link=key, own=own)
            return answer
    return form_page(
        request,
        "knowledge/marking/who.html",
        form,
        meeting=at.meeting,
        lost=lost_mark(request.POST),
    )


def _mark(
    request: HttpRequest, meeting: Meeting, case: Case, taken: TakenSeat
) -> HttpResponse:
    own = sharing.own_mark(case, taken)
    before = {} if own is None else {"value": own.value, "missing": own.missing}
    sent = request.POST if "case" in request.POST else None
    form = MarkForm(sent, initial=before)
    if form.is_bound and form.is_valid():
        try:
            actions.mark(case=case, seat=taken.seat, at=now(), **form.cleaned_data)
        except actions.MarksClosedError:
            return _too_late(request, meeting)
        return redirect(f"{request.path}?marked")
    return form_page(
        request,
        "knowledge/marking/mark.html",
        form,
        meeting=meeting,
        case=case,
        own=own,
        standing=standing(case.finding) if case.finding else None,
        apart=case.disqualified.filter(seat=taken.seat).exists(),
        again="again" in request.GET or form.is_bound,
    )


def _too_late(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Tell that a mark is not counted, and give back what was typed."""
    return _follow(request, meeting, lost=lost_mark(request.POST), status=_CLOSED)


def _follow(
    request: HttpRequest,
    meeting: Meeting,
    *,
    lost: LostMark | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the last spread, if its marks are closed, and follow what comes next."""
    last = sharing.case_to_mark(meeting)
    is_told = last is not None and not last.takes_marks
    shown = {
        "meeting": meeting,
        "case": last if is_told else None,
        "spread": spread_lines(sharing.spread(last)) if last and is_told else None,
        "lost": lost,
    }
    return render(request, "knowledge/marking/waiting.html", shown, status=status)
