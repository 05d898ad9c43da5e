"""Pages about a meeting: planning it, what it takes up, who came, how it ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import meetings as actions
from nabolag_web.knowledge.actions import recording
from nabolag_web.knowledge.forms.meetings import (
    AttendanceForm,
    ClosingForm,
    MeetingForm,
    MoveForm,
)
from nabolag_web.knowledge.presenters import forums as words
from nabolag_web.knowledge.presenters.agenda import agenda_lines, came_words
from nabolag_web.knowledge.presenters.pages import FormPage
from nabolag_web.knowledge.queries import meetings as queries
from nabolag_web.knowledge.queries.taken_off import cases_off
from nabolag_web.knowledge.views.refusing import told_when_locked
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile

FORM = "knowledge/forums/form.html"


@signed_in
def plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="plan")
    form = MeetingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan_meeting(
            forum=at.forum, when=form.when(), by=user_of(request), at=now()
        )
        return redirect("knowledge:agenda", slug, meeting.pk)
    page = FormPage(
        title=_("Plan a meeting"),
        button=_("Plan it, and go on to the agenda"),
        above=at.forum.name,
        back=reverse("knowledge:forum", args=[slug, pk]),
    )
    return form_page(request, FORM, form, here=at.here, page=page)


@require_safe
@signed_in
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="read")
    cases = list(queries.cases_with_all(at.meeting))
    shown = {
        "here": at.here,
        "at": at,
        "title": words.meeting_title(at.meeting),
        "facts": words.meeting_facts(at.meeting),
        "cases": agenda_lines(cases),
        "came": came_words(queries.attendance(at.meeting)),
        "taken_off": cases_off(at.meeting) if at.may["write"] else (),
        "begin_with": queries.first_open_case(at.meeting),
        "consent": [case for case in cases if queries.is_open_consent(case)],
    }
    return render(request, "knowledge/forums/meeting.html", shown)


@signed_in
@told_when_locked
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    form = MoveForm(typed(request), meeting=at.meeting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_meeting(
                meeting=at.meeting,
                when=form.when(),
                version=form.cleaned_data["version"],
                by=user_of(request),
                at=now(),
            )
            return redirect("knowledge:meeting", slug, pk)
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
    page = page_of(at, title=_("Change when and where the meeting is"))
    return form_page(request, FORM, form, here=at.here, page=page)


@require_POST
@signed_in
@told_when_locked
def call(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    actions.call_meeting(meeting=at.meeting, by=user_of(request), at=now())
    messages.success(
        request, _("The papers are made. They keep what is known as it stands now.")
    )
    return redirect("knowledge:meeting", slug, pk)


@require_POST
@signed_in
@told_when_locked
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    actions.begin_meeting(meeting=at.meeting, by=user_of(request), at=now())
    return redirect("knowledge:attendance", slug, pk)


@signed_in
@told_when_locked
def attendance(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="record")
    form = AttendanceForm(
        typed(request),
        seats=queries.seated_at(at.meeting),
        came=queries.attendance(at.meeting),
    )
    if request.method == "POST" and form.is_valid():
        recording.set_attendance(
            meeting=at.meeting, came=form.came(), by=user_of(request), at=now()
        )
        return redirect("knowledge:meeting", slug, pk)
    page = page_of(
        at,
        title=_("Who is here?"),
        lead=_("Everyone stands as present until you say otherwise."),
        many=True,
    )
    return form_page(request, FORM, form, here=at.here, page=page)


@signed_in
@told_when_locked
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="record")
    seats = queries.seated_at(at.meeting)
    form = ClosingForm(typed(request), meeting=at.meeting, seats=seats)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_meeting(
                meeting=at.meeting,
                closing=form.closing(),
                version=form.cleaned_data["version"],
                by=user_of(request),
                at=now(),
            )
            return redirect("knowledge:minutes", slug, pk)
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
    page = page_of(at, title=_("Before the meeting ends"))
    return form_page(request, FORM, form, here=at.here, page=page)


def page_of(
    at: access.AtMeeting, *, title: str, lead: str = "", many: bool = False
) -> FormPage:
    """Give what a page with a form says, below its meeting's page."""
    return FormPage(
        title=title,
        lead=lead,
        many=many,
        button=_("Save"),
        above=words.meeting_title(at.meeting),
        back=reverse("knowledge:meeting", args=[at.here.programme.slug, at.meeting.pk]),
    )
