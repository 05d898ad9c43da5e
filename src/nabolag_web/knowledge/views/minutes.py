"""Pages about minutes: as they will be, whether they are public, and as approved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import approving as actions
from nabolag_web.knowledge.forms.meetings import ExemptForm
from nabolag_web.knowledge.presenters import documents
from nabolag_web.knowledge.presenters import forums as words
from nabolag_web.knowledge.presenters.minutes import lacking_words, minutes_page
from nabolag_web.knowledge.queries import minutes as queries
from nabolag_web.knowledge.views.meetings import FORM, page_of
from nabolag_web.knowledge.views.refusing import told_when_locked
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="minutes")
    found = queries.minutes_of(at.meeting)
    approved = found if found and found.approved_at else None
    parts = approved.parts if approved else queries.parts_of(at.meeting)
    shown = {
        "here": at.here,
        "at": at,
        "title": words.meeting_title(at.meeting),
        "facts": words.meeting_facts(at.meeting),
        "minutes": found,
        "page": minutes_page(parts),
        "approved": approved,
        "whole": approved is not None and queries.is_whole(approved),
        "lacking": lacking_words([] if approved else queries.lacking(parts)),
    }
    return render(request, "knowledge/forums/minutes.html", shown)


@signed_in
@told_when_locked
def exempt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    found = queries.minutes_of(at.meeting)
    stands = {"legal_ground": found.legal_ground if found else ""}
    form = ExemptForm(typed(request), initial=stands)
    if request.method == "POST" and form.is_valid():
        actions.keep_from_access(
            meeting=at.meeting, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("knowledge:minutes", slug, pk)
    page = page_of(
        at,
        title=_("May the public see the minutes?"),
        lead=_("Minutes are public unless a law says that they may be kept back."),
    )
    return form_page(request, FORM, form, here=at.here, page=page)


@require_POST
@signed_in
@told_when_locked
def approve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="approve")
    actions.approve(
        meeting=at.meeting,
        language=documents.language(),
        by=user_of(request),
        at=now(),
    )
    messages.success(
        request, _("The minutes are approved and locked. No one can alter them now.")
    )
    return redirect("knowledge:minutes", slug, pk)
