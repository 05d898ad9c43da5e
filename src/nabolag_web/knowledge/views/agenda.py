"""Pages where a meeting's agenda is made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import agenda as actions
from nabolag_web.knowledge.forms.meetings import AgendaForm, CaseForm, ChangeCaseForm
from nabolag_web.knowledge.presenters.forums import suggestion_words
from nabolag_web.knowledge.queries.agenda import suggestions
from nabolag_web.knowledge.queries.taken_off import ever_on
from nabolag_web.knowledge.views.meetings import FORM, page_of
from nabolag_web.knowledge.views.refusing import told_when_locked
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile


@signed_in
@told_when_locked
def draw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    found = suggestions(at.meeting)
    if not found:
        return redirect("knowledge:meeting", slug, pk)
    form = AgendaForm(typed(request), suggestions=found, words=suggestion_words(found))
    if request.method == "POST" and form.is_valid():
        chosen = form.suggestions()
        actions.draw_agenda(
            meeting=at.meeting,
            findings=[each.finding for each in chosen if each.question is None],
            questions=[each.question for each in chosen if each.question],
            by=user_of(request),
            at=now(),
        )
        return redirect("knowledge:meeting", slug, pk)
    page = page_of(
        at,
        title=_("What should the meeting take up?"),
        lead=_(
            "This is under discussion. What was not answered in an earlier meeting"
            " comes first. Cases of your own can be added afterwards."
        ),
    )
    return form_page(request, FORM, form, here=at.here, page=page)


@signed_in
@told_when_locked
def add_case(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    form = CaseForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.add_case(
            meeting=at.meeting,
            proposal=form.proposal(),
            by=user_of(request),
            at=now(),
        )
        return redirect("knowledge:meeting", slug, pk)
    page = page_of(at, title=_("Add a case"))
    return form_page(request, FORM, form, here=at.here, page=page)


@signed_in
@told_when_locked
def change_case(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, case = access.at_case(request, slug, pk, case_pk, to="write")
    form = ChangeCaseForm(typed(request), case=case)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_case(
                case=case,
                proposal=form.proposal(),
                version=form.cleaned_data["version"],
                by=user_of(request),
                at=now(),
            )
            return redirect("knowledge:case", slug, pk, case_pk)
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
    page = page_of(at, title=_("Change the case"))
    return form_page(request, FORM, form, here=at.here, page=page)


@require_POST
@signed_in
@told_when_locked
def move_up(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, case = access.at_case(request, slug, pk, case_pk, to="write")
    actions.move_case(case=case, up=1, by=user_of(request), at=now())
    return redirect("knowledge:meeting", slug, at.meeting.pk)


@require_POST
@signed_in
@told_when_locked
def drop_case(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at, case = access.at_case(request, slug, pk, case_pk, to="write")
    try:
        actions.drop_case(case=case, by=user_of(request), at=now())
    except actions.HasDecisions:
        messages.error(
            request,
            _("Something was said or decided in the case, so it stays on the agenda."),
        )
        return redirect("knowledge:case", slug, pk, case_pk)
    messages.success(request, _("The case is off the agenda. It can be put back here."))
    return redirect("knowledge:meeting", slug, at.meeting.pk)


@require_POST
@signed_in
@told_when_locked
def put_back(request: HttpRequest, slug: str, pk: int, case_pk: int) -> HttpResponse:
    at = access.at_meeting(request, slug, pk, to="write")
    case = get_object_or_404(ever_on(at.meeting), pk=case_pk)
    actions.put_case_back(case=case, by=user_of(request), at=now())
    messages.success(request, _("The case is back on the agenda."))
    return redirect("knowledge:meeting", slug, pk)
