"""Pages for the coordinator about the pulse: its questions and its rounds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.actions import asking
from nabolag_web.knowledge.actions import pulse as actions
from nabolag_web.knowledge.forms.staff import QuestionTexts
from nabolag_web.knowledge.presenters import pulse as presenters
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.programmes import access
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def pulse(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    asked = queries.open_round(here.programme, at=now())
    names = queries.service_names(here.programme)
    shown = {
        "here": here,
        "pulse": queries.pulse(here.programme),
        "questions": presenters.question_lines(queries.questions(here.programme), slug),
        "round": presenters.round_line(asked, queries.answered_so_far(asked))
        if asked
        else "",
        "closed": [
            presenters.closed_lines(each, names)
            for each in queries.counted_rounds(here.programme, at=now())
        ],
        "unsent": queries.to_ask(asked).count() if asked else 0,
    }
    return render(request, "knowledge/staff/pulse.html", shown)


@require_POST
@signed_in
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to ask every month; the first round opens with the next run of jobs."""
    here = access.here(request, slug, to="lead")
    actions.start_pulse(
        programme=here.programme,
        first=presenters.first_questions(),
        site=request.build_absolute_uri("/"),
        language=get_language() or "nb",
        by=user_of(request),
        at=now(),
    )
    messages.success(
        request, _("The pulse is on. Links are sent when the month's round opens.")
    )
    return redirect("knowledge:pulse", slug)


@require_POST
@signed_in
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    pulse = queries.pulse(here.programme)
    if pulse is not None:
        actions.stop_pulse(pulse=pulse, by=user_of(request), at=now())
        messages.success(request, _("No new rounds are opened. What was told stays."))
    return redirect("knowledge:pulse", slug)


@require_POST
@signed_in
def open_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the month's round and mail what is not mailed, without waiting for it."""
    here = access.here(request, slug, to="lead")
    pulse = queries.pulse(here.programme)
    if pulse is None:
        return redirect("knowledge:pulse", slug)
    sent, failed = asking.ask_now(pulse, at=now())
    if failed:
        messages.error(
            request,
            _(
                "%(count)s links could not be sent by mail. Show them, and give them out."
            )
            % {"count": failed},
        )
    else:
        messages.success(request, _("%(count)s links were sent.") % {"count": sent})
    return redirect("knowledge:pulse", slug)


@signed_in
def question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    question = get_object_or_404(queries.questions(here.programme), pk=pk)
    form = QuestionTexts(typed(request), question=question)
    if request.method == "POST" and form.is_valid():
        actions.reword_question(
            question=question, texts=form.cleaned_data, by=user_of(request), at=now()
        )
        messages.success(request, _("Saved. It is asked from the next round on."))
        return redirect("knowledge:pulse", slug)
    return form_page(
        request,
        "knowledge/staff/question.html",
        form,
        here=here,
        is_asked=queries.is_asked(question),
    )
