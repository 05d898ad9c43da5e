"""Pages about decisions outside meetings: by e-mail, and whether they are done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import deciding as actions
from nabolag_web.knowledge.forms.recording import EmailDecisionForm
from nabolag_web.knowledge.presenters.decided import decision_page
from nabolag_web.knowledge.presenters.pages import FormPage
from nabolag_web.knowledge.presenters.thread import thread_shown
from nabolag_web.knowledge.queries import meetings as queries
from nabolag_web.knowledge.queries.decisions import rests_of
from nabolag_web.knowledge.queries.sharing import discussed
from nabolag_web.knowledge.queries.thread import decision_link
from nabolag_web.shell import registry
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def by_email(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="plan")
    form = EmailDecisionForm(
        typed(request),
        seats=queries.sitting(at.forum),
        findings=discussed(at.here.programme),
        today=localdate(),
    )
    if request.method == "POST" and form.is_valid():
        actions.decide_by_email(
            forum=at.forum,
            decided=form.decided(),
            on=form.cleaned_data["on"],
            findings=form.rests_on(),
            by=user_of(request),
            at=now(),
        )
        messages.success(
            request, _("It is written down, and will stand in the next minutes.")
        )
        return redirect("knowledge:forum", slug, pk)
    page = FormPage(
        title=_("Write down what was decided by e-mail"),
        lead=_("It will stand in the minutes of the next meeting."),
        button=_("Write it down"),
        above=at.forum.name,
        back=reverse("knowledge:forum", args=[slug, pk]),
    )
    return form_page(
        request, "knowledge/forums/form.html", form, here=at.here, page=page
    )


@require_safe
@signed_in
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a decision: what it says, what it rests on, and what it led to."""
    here, found = access.readable_decision(request, slug, pk)
    thread = registry.thread(decision_link(found))
    shown = {
        "here": here,
        "shown": decision_page(found, rests_of(found), slug),
        "thread": thread_shown(
            thread,
            gaps=here.may["write"],
            may_read=access.readable_on(here, user_of(request), thread),
        ),
    }
    return render(request, "knowledge/forums/decision.html", shown)


@require_POST
@signed_in
def done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _where, decision = access.own_decision(request, slug, pk)
    actions.finish_decision(decision=decision, by=user_of(request), at=now())
    messages.success(request, _("Done. It no longer waits for anyone."))
    return redirect("knowledge:forums", slug)


@require_POST
@signed_in
def not_done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _where, decision = access.own_decision(request, slug, pk)
    actions.reopen_decision(decision=decision, by=user_of(request), at=now())
    return redirect("knowledge:forums", slug)
