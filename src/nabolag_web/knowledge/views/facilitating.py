"""The page a meeting looks at while its members mark a finding, and its buttons."""

from __future__ import annotations

from typing import Any

import qrcode
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import marking as actions
from nabolag_web.knowledge.forms.marking import HandsForm, MinorityForm
from nabolag_web.knowledge.models import Case
from nabolag_web.knowledge.presenters.findings import finding_page
from nabolag_web.knowledge.presenters.sharing import spread_lines
from nabolag_web.knowledge.queries import sharing
from nabolag_web.knowledge.queries.findings import standing
from nabolag_web.knowledge.views.refusing import told_when_locked
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
@told_when_locked
def marks(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    """Show a finding large, with a way to mark it, and then how far it is shared."""
    at, case = _at(request, slug, pk, case_pk, to="read")
    return _page(request, at, case)


@require_POST
@signed_in
@told_when_locked
def open_marks(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    _meeting, case = _at(request, slug, pk, case_pk, to="record")
    actions.open_marks(case=case, by=user_of(request), at=now())
    return redirect("knowledge:marks", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def close_marks(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    _meeting, case = _at(request, slug, pk, case_pk, to="record")
    actions.close_marks(case=case, by=user_of(request), at=now())
    return redirect("knowledge:marks", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def count_hands(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, case = _at(request, slug, pk, case_pk, to="record")
    form = HandsForm(request.POST, most=sharing.may_raise_hands(case))
    if not form.is_valid():
        return _page(request, at, case, status=422, hands=form)
    actions.count_hands(case=case, counts=form.counts, by=user_of(request), at=now())
    messages.success(request, _("The hands are counted."))
    return redirect("knowledge:marks", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def drop_hands(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    _meeting, case = _at(request, slug, pk, case_pk, to="record")
    actions.drop_hands(case=case, by=user_of(request), at=now())
    messages.success(request, _("The count of hands is taken back."))
    return redirect("knowledge:marks", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def write_minority(
    request: HttpRequest, slug: str, pk: int, case_pk: int
) -> HttpResponse:
    at, case = _at(request, slug, pk, case_pk, to="record")
    form = MinorityForm(request.POST)
    if not form.is_valid():
        return _page(request, at, case, status=422, minority=form)
    text = form.cleaned_data["minority"]
    actions.write_minority(case=case, text=text, by=user_of(request), at=now())
    messages.success(request, _("It stands beside the spread."))
    return redirect("knowledge:marks", slug, pk, case_pk)


@require_POST
@signed_in
@told_when_locked
def free_seat(request: HttpRequest, slug: str, pk: int, seat_pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="record")
    seat = get_object_or_404(at.forum.seats, pk=seat_pk)
    actions.free_seat(meeting=at.meeting, seat=seat, by=user_of(request), at=now())
    messages.success(request, _("Another phone can take the seat now."))
    back = at.meeting.cases.filter(finding__isnull=False).first()
    if back is None:
        return redirect("knowledge:meeting", slug, pk)
    return redirect("knowledge:marks", slug, pk, back.pk)


def _at(
    request: HttpRequest, slug: str, pk: int, case_pk: int, *, to: str
) -> tuple[access.AtMeeting, Case]:
    """Give a case about a finding; other cases take no marks."""
    at, found = access.at_case(request, slug, pk, case_pk, to=to)
    if found.finding is None:
        raise Http404
    return at, found


def _page(
    request: HttpRequest,
    at: access.AtMeeting,
    case: Case,
    *,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    link = request.build_absolute_uri(
        reverse("knowledge:phone", args=[at.meeting.pk, sharing.key_of(at.meeting)])
    )
    assert case.finding is not None  # noqa: S101 - for the types
    found = sharing.spread(case)
    is_shown = bool(found.sharing.n) and not case.takes_marks
    kept = typed(request)
    shown = {
        "here": at.here,
        "at": at,
        "case": case,
        "finding": finding_page(standing(case.finding), {}),
        "next": sharing.next_to_mark(case),
        "link": link,
        "qr": _qr(link),
        "marked": sharing.marked_by(case),
        "may_mark": sharing.may_mark(case),
        "seats": sharing.seats_to_take(at.meeting),
        "spread": spread_lines(found) if is_shown else None,
        "hands": HandsForm(most=sharing.may_raise_hands(case)),
        "counted": sharing.hands_of(case),
        "minority": MinorityForm(kept or None, initial={"minority": case.minority}),
        **forms,
    }
    return render(request, "knowledge/marking/marks.html", shown, status=status)


def _qr(link: str) -> str:
    drawn = qrcode.make(link, image_factory=SvgPathImage, border=1)
    return mark_safe(str(drawn.to_string(encoding="unicode")))  # noqa: S308 - drawn here
