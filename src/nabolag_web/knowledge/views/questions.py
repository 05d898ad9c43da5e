"""Pages where a finding is questioned, and questions are answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import findings as access
from nabolag_web.knowledge.actions import questions as actions
from nabolag_web.knowledge.forms import evidence as forms
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, finding = access.finding_here(request, slug, number, to="write")
    form = forms.Ask(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.ask(finding=finding, by=user_of(request), at=now(), **form.cleaned_data)
        messages.success(request, _("The question follows the finding until answered."))
        return redirect("knowledge:finding", slug, number)
    return form_page(request, "knowledge/ask.html", form, here=here, finding=finding)


@signed_in
def answer(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    here, question = access.question_here(request, slug, number, pk)
    form = forms.Answer(typed(request), initial={"text": question.answer})
    if request.method == "POST" and form.is_valid():
        actions.answer(
            question=question, by=user_of(request), at=now(), **form.cleaned_data
        )
        messages.success(request, _("The question is answered."))
        return redirect("knowledge:finding", slug, number)
    return form_page(
        request, "knowledge/answer.html", form, here=here, question=question
    )


@require_POST
@signed_in
def open_again(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    _here, question = access.question_here(request, slug, number, pk)
    actions.open_again(question=question, by=user_of(request), at=now())
    messages.success(request, _("The question stands open again."))
    return redirect("knowledge:finding", slug, number)
