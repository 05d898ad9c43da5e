"""The page that someone in a service has by a link, without signing in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nabolag_web.knowledge.actions import answering, asking
from nabolag_web.knowledge.forms.answering import Answering, SendingBack, Telling
from nabolag_web.knowledge.models import Contact, PulseRound, StaffAnswer
from nabolag_web.knowledge.presenters import pulse as pulse_words
from nabolag_web.knowledge.presenters import staff as presenters
from nabolag_web.knowledge.queries import pulse as pulses
from nabolag_web.knowledge.queries import staff as queries
from nabolag_web.shell.answers import form_page

_MOST_WAITING = 20
"""How much one person may have waiting: a link that has gone astray fills no store."""

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Let in whoever has a link that works; others are told calmly that it does not.

    The address is a secret. Django's ``same-origin`` keeps it from other sites and the
    middleware from search engines; a page that sent no referrer at all could not send
    its own forms, which are refused when a browser hides where they come from.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        contact = queries.contact(token)
        if contact is None:
            return render(request, "knowledge/staff/no_link.html", status=404)
        try:
            return view(request, token, contact, **given)
        except answering.NoLongerThere:
            messages.info(request, _("Someone saw to it a moment ago."))
            return redirect("knowledge:tell", token)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    asked = _to_answer(contact)
    form = _form(request, contact, asked)
    if request.method == "POST" and form.is_valid() and _has_room(form, contact):
        _keep(request, form, contact, asked)
        return redirect("knowledge:tell", token)
    return form_page(
        request,
        "knowledge/staff/answer.html",
        form,
        **presenters.answer_page(contact, token, asked),
    )


def _to_answer(contact: Contact) -> PulseRound | None:
    """Give the round that someone can answer now, and has not answered."""
    asked = pulses.open_round(contact.service.programme, at=now())
    if asked is None or pulses.has_answered(asked, contact):
        return None
    return asked


def _form(
    request: HttpRequest, contact: Contact, asked: PulseRound | None
) -> Answering:
    questions = list(asked.questions.all()) if asked is not None else []
    return Answering(
        request.POST if request.method == "POST" else None,
        programme=contact.service.programme,
        asked=questions,
        texts={each.pk: pulse_words.text_of(each) for each in questions},
    )


def _has_room(form: Telling, contact: Contact) -> bool:
    if not form.cleaned_data["words"] or queries.own(contact).count() < _MOST_WAITING:
        return True
    form.add_error(
        "words", _("Much of yours waits already. Let it be read before you tell more.")
    )
    return False


def _keep(
    request: HttpRequest, form: Answering, contact: Contact, asked: PulseRound | None
) -> None:
    if asked is not None:
        answering.give_marks(asked=asked, contact=contact, marks=form.marks())
        messages.success(request, _("Thank you. Your marks are counted in."))
    if form.cleaned_data["words"]:
        answering.tell(
            contact=contact,
            words=form.cleaned_data["words"],
            block=form.cleaned_data["block"],
            question=pulses.words_question(asked),
            at=now(),
        )
        _ask_to_read(request, contact)


def _ask_to_read(request: HttpRequest, writer: Contact) -> None:
    """Tell those who may read it, and tell the writer what happens now."""
    readers = queries.second_readers(writer.service, apart_from=writer)
    if not readers:
        messages.warning(
            request,
            _(
                "What you wrote waits. No one else in %(service)s is named to read it;"
                " the coordinator is told."
            )
            % {"service": writer.service},
        )
        return
    asking.mail_readers(
        readers.exclude(email=""),
        site=request.build_absolute_uri("/"),
        language=get_language() or "nb",
        at=now(),
    )
    messages.success(
        request,
        _("Someone else in %(service)s reads it first.") % {"service": writer.service},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def mine(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Show what someone has written that is not sent, to be said otherwise."""
    answer = get_object_or_404(queries.own(contact), pk=pk)
    form = Telling(
        request.POST if request.method == "POST" else None,
        programme=contact.service.programme,
        initial={"words": answer.words, "block": answer.block_id},
    )
    if request.method == "POST" and form.is_valid():
        answering.rewrite(
            answer=answer,
            words=form.cleaned_data["words"],
            block=form.cleaned_data["block"],
            by=contact,
        )
        _ask_to_read(request, contact)
        return redirect("knowledge:tell", token)
    return form_page(
        request,
        "knowledge/staff/mine.html",
        form,
        answer=answer,
        **presenters.around(contact, token),
    )


@require_POST
@by_link
def take_back(
    request: HttpRequest, token: str, contact: Contact, pk: int
) -> HttpResponse:
    answer = get_object_or_404(queries.own(contact), pk=pk)
    answering.take_back(answer=answer, by=contact)
    messages.success(request, _("It is taken back. No one reads it."))
    return redirect("knowledge:tell", token)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def read(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Show what another has written; sending a form here sends it back."""
    answer = get_object_or_404(queries.to_read(contact), pk=pk)
    form = SendingBack(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answering.send_back(answer=answer, by=contact, **form.cleaned_data)
        messages.success(request, _("It is given back, with your words."))
        return redirect("knowledge:tell", token)
    return form_page(
        request,
        "knowledge/staff/read.html",
        form,
        answer=answer,
        asked_about=_asked_about(answer),
        **presenters.around(contact, token),
    )


def _asked_about(answer: StaffAnswer) -> list[str]:
    return presenters.asked_about(queries.could_recognise(answer.words))


@require_POST
@by_link
def send_on(
    request: HttpRequest, token: str, contact: Contact, pk: int
) -> HttpResponse:
    answer = get_object_or_404(queries.to_read(contact), pk=pk)
    answering.send_on(answer=answer, by=contact, at=now())
    messages.success(
        request, _("It is sent. From now on nothing tells who wrote or read it.")
    )
    return redirect("knowledge:tell", token)
