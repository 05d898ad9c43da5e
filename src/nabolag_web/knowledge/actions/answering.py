"""What those in a service do by their link: answer, read for each other, take back.

Marks and words part at once. Marks are kept without a name or a day, and count when the
round closes. Words wait for a second reader, and know who wrote them only until they
are sent. Nothing here is written in the trail: its lines hold a moment, and a moment can
lead to whoever was at work. What the team does with an answer is written there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import (
    Block,
    Contact,
    PulseDone,
    PulseMarks,
    PulseQuestion,
    PulseRound,
    StaffAnswer,
    Stage,
)
from nabolag_web.knowledge.queries import pulse, staff
from nabolag_web.programmes.actions import note


class NoLongerThere(Exception):
    """It was sent, taken back or sent back by someone a moment ago."""


@transaction.atomic
def give_marks(
    *, asked: PulseRound, contact: Contact, marks: Mapping[str, int]
) -> bool:
    """Keep someone's marks in a round, once; tells whether they were the first."""
    fingerprint = pulse.done_mark(asked, contact)
    _row, is_first = PulseDone.objects.get_or_create(
        round=asked, fingerprint=fingerprint
    )
    if is_first:
        PulseMarks.objects.create(
            round=asked, service=contact.service, marks=dict(marks)
        )
    return is_first


@transaction.atomic
def tell(
    *,
    contact: Contact,
    words: str,
    block: Block | None,
    question: PulseQuestion | None = None,
    at: datetime,
) -> StaffAnswer:
    """Keep what someone has seen, for a second reader in the same service.

    The same words sent twice, as by a phone that lost its contact, are kept once.
    """
    there = staff.own(contact).filter(words=words).first()
    if there is not None:
        return there
    answer = StaffAnswer(
        service=contact.service,
        question=question,
        words=words,
        block=block,
        stage=Stage.WITH_SECOND_READER,
        writer=contact,
        written_on=localdate(at),
    )
    answer.full_clean()
    answer.save()
    return answer


@transaction.atomic
def rewrite(
    *, answer: StaffAnswer, words: str, block: Block | None, by: Contact
) -> None:
    """Say it otherwise, for the second reader. Raises :class:`NoLongerThere`."""
    held = _held(answer, Stage.WRITTEN, Stage.WITH_SECOND_READER, writer=by)
    held.words, held.block = words, block
    held.stage, held.sent_back_with = Stage.WITH_SECOND_READER, ""
    held.full_clean()
    held.save()


@transaction.atomic
def take_back(*, answer: StaffAnswer, by: Contact) -> None:
    """Take back what is not sent; its words go at once. Raises `NoLongerThere`."""
    held = _held(answer, Stage.WRITTEN, Stage.WITH_SECOND_READER, writer=by)
    held.words, held.block, held.writer = "", None, None
    held.stage = Stage.TAKEN_BACK
    held.save()


@transaction.atomic
def send_on(*, answer: StaffAnswer, by: Contact, at: datetime) -> None:
    """Send what another has written, and forget who. Raises `NoLongerThere`."""
    held = _held_for(answer, by)
    held.writer = None
    held.stage, held.read_on = Stage.SENT, localdate(at)
    held.save()


@transaction.atomic
def send_back(*, answer: StaffAnswer, word: str, by: Contact) -> None:
    """Give it back to whoever wrote it, with a word. Raises `NoLongerThere`."""
    held = _held_for(answer, by)
    held.stage, held.sent_back_with = Stage.WRITTEN, word
    held.full_clean()
    held.save()


def _held_for(answer: StaffAnswer, reader: Contact) -> StaffAnswer:
    """Hold what someone may read: of their own service, and written by another."""
    held = _held(answer, Stage.WITH_SECOND_READER)
    theirs = held.service_id == reader.service_id and held.writer_id != reader.pk
    if not (reader.is_reader and theirs):
        raise NoLongerThere
    return held


def _held(
    answer: StaffAnswer, *stages: Stage, writer: Contact | None = None
) -> StaffAnswer:
    """Hold an answer, so that two cannot do different things with it at once."""
    held = (
        StaffAnswer.objects.select_for_update()
        .filter(pk=answer.pk, stage__in=stages)
        .first()
    )
    if held is None or (writer is not None and held.writer_id != writer.pk):
        raise NoLongerThere
    return held


@transaction.atomic
def take_out(*, answer: StaffAnswer, by: User, at: datetime) -> None:
    """Take out words that the team must not keep, as when they name someone."""
    answer.words, answer.block, answer.stage = "", None, Stage.REFUSED
    answer.save(update_fields=["words", "block", "stage"])
    programme = answer.service.programme
    note(programme, "staff_words_out", by=by, at=at, subject=answer.service.name)
