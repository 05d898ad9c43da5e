"""What services are asked and have told, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import (
    Contact,
    Finding,
    PulseRound,
    Service,
    StaffAnswer,
    Status,
)
from nabolag_web.knowledge.presenters.pulse import month_word
from nabolag_web.knowledge.queries import staff as queries
from nabolag_web.knowledge.queries.sources import key_of
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.knowledge.recognising import Found, questions_about
from nabolag_web.shell.registry import thread
from nabolag_web.shell.thread import Kind

_LAST = 5
"""How many of what a service told before are followed up on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """Something a service has told, and what came of it, in sentences."""

    words: str
    when: str
    where: str
    became: tuple[str, ...]


def answer_page(
    contact: Contact, token: str, asked: PulseRound | None
) -> dict[str, Any]:
    """Give what stands around the form on the page someone has by a link."""
    return {
        **around(contact, token),
        "month": month_word(asked.month) if asked is not None else "",
        "to_read": list(queries.to_read(contact)),
        "own": list(queries.own(contact)),
        "last": list(last_ones(contact.service)),
    }


def around(contact: Contact, token: str) -> dict[str, Any]:
    """Give what every page that is opened by a link says of where it stands."""
    programme = contact.service.programme
    return {
        "contact": contact,
        "programme": programme,
        "made_up": programme.made_up,
        "token": token,
    }


def last_ones(service: Service) -> Iterator[Became]:
    """Give what came of the last things a service has told."""
    answers = list(queries.told(service.programme).filter(service=service)[:_LAST])
    findings = queries.became(answers)
    for answer in answers:
        yield Became(
            words=answer.words,
            when=month_word(answer.written_on),
            where=answer.block.name if answer.block else "",
            became=tuple(_came_of(answer, findings.get(answer.pk, [])))
            or (_nothing_yet(),),
        )


def _came_of(answer: StaffAnswer, findings: Sequence[Finding]) -> Iterator[str]:
    """Tell what an answer has become, and the measures that were begun from there."""
    yield from map(_came, findings)
    if all(finding.status == Status.DRAFT for finding in findings):
        return
    slug = answer.service.programme.slug
    for link in thread(source_link(answer, slug)).of(Kind.MEASURE):
        yield _("A measure has begun: %(measure)s") % {"measure": link.title}


def _came(finding: Finding) -> str:
    """Tell what a finding has become; one that is being written is not told of."""
    said = {
        Status.DRAFT.value: _("It is part of a finding that is being written."),
        Status.QUESTIONED.value: _("It backs a finding that is discussed: %(finding)s"),
        Status.SHARED.value: _("It backs a shared understanding: %(finding)s"),
        Status.ASIDE.value: _("It backed a finding that is set aside: %(finding)s"),
    }
    return said[finding.status] % {"finding": finding.sentence}


def _nothing_yet() -> str:
    return _("Not taken up yet.")


def asked_about(found: Iterable[Found]) -> list[str]:
    """Give a question about each of some words that may give someone away."""
    return questions_about(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """A service in the list, with what is missing there, in sentences."""

    pk: int
    name: str
    facts: tuple[str, ...]
    missing: tuple[str, ...]
    address: str


def service_lines(services: Iterable[Any], slug: str) -> list[ServiceLine]:
    """Give the services for a page; each knows how many are asked and read there."""
    return [
        ServiceLine(
            pk=service.pk,
            name=service.name,
            facts=tuple(_facts(service)),
            missing=tuple(_missing(service)),
            address=reverse("knowledge:service", args=[slug, service.pk]),
        )
        for service in services
    ]


def _facts(service: Any) -> Iterator[str]:
    yield _("%(asked)s asked, %(readers)s of them second readers") % {
        "asked": service.asked,
        "readers": service.readers,
    }
    if not service.is_active:
        yield _("Not asked now")


_ENOUGH = 2


def _missing(service: Any) -> Iterator[str]:
    if not service.is_active:
        return
    if service.asked < _ENOUGH:
        yield _("Someone else must be named here, to read what is written.")
    elif not service.readers:
        yield _("No one here is named to read what others write.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something a service has told, as the team reads it."""

    pk: int
    words: str
    facts: tuple[str, ...]
    used: tuple[str, ...]
    use: str
    take_out: str


def told_lines(
    answers: Iterable[StaffAnswer], slug: str, *, may_take_out: bool
) -> list[Told]:
    """Give what services have told for a page, with the findings that rest on it."""
    answers = list(answers)
    findings = queries.became(answers)
    return [
        Told(
            pk=answer.pk,
            words=answer.words,
            facts=tuple(_told_facts(answer)),
            used=tuple(each.sentence for each in findings.get(answer.pk, [])),
            use=reverse("knowledge:use_source", args=[slug, key_of(answer)]),
            take_out=reverse("knowledge:take_out_answer", args=[slug, answer.pk])
            if may_take_out
            else "",
        )
        for answer in answers
    ]


def _told_facts(answer: StaffAnswer) -> Iterator[str]:
    yield answer.service.name
    yield month_word(answer.written_on)
    if answer.block:
        yield answer.block.name
