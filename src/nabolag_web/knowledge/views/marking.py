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
from nabolag_web.knowledge.presenters.sharing import spread_lines
from nabolag_web.knowledge.queries import sharing
from nabolag_web.knowledge.queries.findings import standing
from nabolag_web.shell.answers import form_page

_CLOSED = 409
"""The case was closed while the mark was on its way."""


def phone(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask who it is, then how far they share what is up now, and then show the spread."""
    at = at_marks(request, pk, key)
    if at.seat is None:
        return _who(request, at, key)
    if at.case is None or not at.case.takes_marks:
        return _waiting(request, at)
    return _mark(request, at)


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
    return form_page(request, "knowledge/marking/who.html", form, at=at)


def _mark(request: HttpRequest, at: AtMarks) -> HttpResponse:
    case, seat = at.case, at.seat
    assert case is not None and seat is not None  # noqa: S101, PT018 - for the types
    own = case.marks.filter(seat=seat).first()
    before = {} if own is None else {"value": own.value, "missing": own.missing}
    form = MarkForm(_sent_for(request, case.pk), initial=before)
    if form.is_bound and form.is_valid():
        try:
            actions.mark(case=case, seat=seat, at=now(), **form.cleaned_data)
        except actions.MarksClosedError:
            return _waiting(request, at)
        return redirect(f"{request.path}?marked")
    return form_page(
        request,
        "knowledge/marking/mark.html",
        form,
        at=at,
        own=own,
        standing=standing(case.finding) if case.finding else None,
        apart=case.disqualified.filter(seat=seat).exists(),
        again="again" in request.GET or form.is_bound,
    )


def _sent_for(request: HttpRequest, case: int) -> object:
    """Give what was sent, if it is about the case that is up and not one before it."""
    is_it = request.POST.get("case") == str(case)
    return request.POST if request.method == "POST" and is_it else None


def _waiting(request: HttpRequest, at: AtMarks) -> HttpResponse:
    """Show the last spread, and follow what comes next."""
    spread = None if at.case is None else spread_lines(sharing.spread(at.case))
    sent_late = request.method == "POST"
    return render(
        request,
        "knowledge/marking/waiting.html",
        {
            "at": at,
            "spread": spread,
            "sent_late": sent_late,
            "lost": request.POST.get("missing", ""),
        },
        status=_CLOSED if sent_late else 200,
    )
