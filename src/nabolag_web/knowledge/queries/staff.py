"""What is looked up about services, whom to ask there, and what they have told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.crypto import salted_hmac

from nabolag.knowledge.recognising import Recognisable, recognisable
from nabolag_web.knowledge.models import (
    Block,
    Contact,
    Evidence,
    Finding,
    Service,
    StaffAnswer,
    Stage,
)
from nabolag_web.programmes.models import Programme

_LONGEST_TOKEN = 100


def services(programme: Programme) -> QuerySet[Service]:
    """Give the services of a programme, with how many are asked and read there."""
    return programme.staff_services.annotate(
        asked=Count("contacts", distinct=True),
        readers=Count("contacts", filter=Q(contacts__is_reader=True), distinct=True),
    ).prefetch_related("contacts__links")


def blocks(programme: Programme) -> QuerySet[Block]:
    """Give the blocks that staff may point at."""
    return programme.blocks.select_related("area")


def fingerprint(token: str) -> str:
    """Give what is kept of a link, which does not open anything."""
    return salted_hmac("nabolag.staff", token, algorithm="sha256").hexdigest()


def contact(token: str) -> Contact | None:
    """Give whose link it is; nothing for one that is wrong, renewed or closed."""
    if len(token) > _LONGEST_TOKEN:
        return None
    return (
        Contact.objects.select_related("service__programme")
        .filter(
            links__fingerprint=fingerprint(token),
            service__is_active=True,
        )
        .first()
    )


def second_readers(
    service: Service, *, apart_from: Contact | None
) -> QuerySet[Contact]:
    """Give those in a service who may read what another there has written."""
    readers = service.contacts.filter(is_reader=True)
    return readers if apart_from is None else readers.exclude(pk=apart_from.pk)


def to_read(reader: Contact) -> QuerySet[StaffAnswer]:
    """Give what waits in a service for someone to read it, apart from their own."""
    waiting = reader.service.answers.filter(stage=Stage.WITH_SECOND_READER)
    if not reader.is_reader:
        return waiting.none()
    return waiting.exclude(writer=reader).select_related("block")


def own(writer: Contact) -> QuerySet[StaffAnswer]:
    """Give what someone has written that is not sent, and can be changed."""
    open_ones = (Stage.WRITTEN, Stage.WITH_SECOND_READER)
    return writer.unsent.filter(stage__in=open_ones).select_related("block")


def told(programme: Programme) -> QuerySet[StaffAnswer]:
    """Give what services have sent, the newest first."""
    return StaffAnswer.objects.filter(
        service__programme=programme, stage=Stage.SENT
    ).select_related("service__programme", "block", "question")


def told_in(
    programme: Programme, *, service: Service | None, month: date | None
) -> QuerySet[StaffAnswer]:
    """Give what services have sent, of one service or one month where it is asked."""
    found = told(programme)
    if service is not None:
        found = found.filter(service=service)
    if month is not None:
        found = found.filter(written_on__year=month.year, written_on__month=month.month)
    return found


def months_told(programme: Programme) -> list[date]:
    """Give the months that something was sent in, the newest first."""
    found = told(programme).order_by().dates("written_on", "month", order="DESC")
    return list(found)


def waiting_without_reader(programme: Programme) -> list[Service]:
    """Give the services where something waits and no one else may read it."""
    readers = Prefetch("contacts", Contact.objects.filter(is_reader=True), "who_read")
    waiting = Prefetch(
        "answers", StaffAnswer.objects.filter(stage=Stage.WITH_SECOND_READER), "waiting"
    )
    services = programme.staff_services.filter(is_active=True)
    return [
        service
        for service in services.prefetch_related(readers, waiting)
        if any(_has_no_reader(answer, service.who_read) for answer in service.waiting)
    ]


def _has_no_reader(answer: StaffAnswer, readers: Iterable[Contact]) -> bool:
    return all(reader.pk == answer.writer_id for reader in readers)


def could_recognise(words: str) -> tuple[Recognisable, ...]:
    """Give the words of a text by which someone could be recognised or sorted."""
    return recognisable(words)


def became(answers: Iterable[StaffAnswer]) -> Mapping[int, list[Finding]]:
    """Give the findings that rest on each of some answers, by the answer's number."""
    resting = Evidence.objects.filter(
        staff_answer__in=list(answers), ended_at=None, finding__removed_at=None
    ).select_related("finding")
    found: dict[int, list[Finding]] = {}
    for piece in resting.order_by("finding__number"):
        backed = found.setdefault(piece.staff_answer_id or 0, [])
        if piece.finding not in backed:
            backed.append(piece.finding)
    return found
