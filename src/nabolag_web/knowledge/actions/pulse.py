"""The pulse: its questions, a round each month, and the series that become evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import (
    Pulse,
    PulseQuestion,
    PulseRound,
    PulseSeries,
    QuestionKind,
    Service,
)
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.programmes.actions import note
from nabolag_web.programmes.models import Programme

LASTS = timedelta(days=14)
"""How long a round can be answered."""

Texts = Mapping[str, str]


@transaction.atomic
def start_pulse(
    *,
    programme: Programme,
    first: tuple[tuple[QuestionKind, Texts], ...],
    site: str,
    language: str,
    by: User,
    at: datetime,
) -> Pulse:
    """Begin to ask every month, with the questions there were or the ``first`` ones."""
    pulse, _made = Pulse.objects.update_or_create(
        programme=programme,
        defaults={"site": site, "language": language, "started_at": at},
    )
    if not queries.questions(programme).exists():
        for order, (kind, texts) in enumerate(first, start=1):
            _ask(programme, kind, texts, order, at)
    note(programme, "pulse_started", by=by, at=at)
    return pulse


@transaction.atomic
def stop_pulse(*, pulse: Pulse, by: User, at: datetime) -> None:
    """Ask no more. What was answered stays; a round that is open can be answered."""
    note(pulse.programme, "pulse_stopped", by=by, at=at)
    pulse.delete()


@transaction.atomic
def reword_question(
    *, question: PulseQuestion, texts: Texts, by: User, at: datetime
) -> PulseQuestion:
    """Ask something else in a question's place, from the next round on.

    One that was never asked is only corrected. One that was keeps its words, and its
    series ends: a series never mixes answers to two texts.
    """
    if dict(texts) == question.texts:
        return question
    note(question.programme, "question_reworded", by=by, at=at)
    if not queries.is_asked(question):
        question.texts = dict(texts)
        question.save(update_fields=["texts"])
        return question
    question.active_until = localdate(at)
    question.save(update_fields=["active_until"])
    return _ask(
        question.programme, QuestionKind(question.kind), texts, question.order, at
    )


def _ask(
    programme: Programme, kind: QuestionKind, texts: Texts, order: int, at: datetime
) -> PulseQuestion:
    question = PulseQuestion(
        programme=programme,
        kind=kind,
        texts=dict(texts),
        order=order,
        active_from=localdate(at),
    )
    question.full_clean()
    question.save()
    return question


@transaction.atomic
def open_round(*, programme: Programme, at: datetime) -> PulseRound | None:
    """Open the month's round, once; nothing where it was opened before.

    No round is opened with no one to ask.
    """
    services = programme.staff_services.filter(is_active=True)
    if not services.exists():
        return None
    asked, is_new = PulseRound.objects.get_or_create(
        programme=programme,
        month=first_of_month(localdate(at)),
        defaults={"opened_at": at, "closes_at": at + LASTS},
    )
    if not is_new:
        return None
    asked.questions.set(queries.questions(programme))
    asked.services.set(services)
    return asked


def first_of_month(day: date) -> date:
    """Give the day that stands for a month.

    >>> first_of_month(date(2026, 3, 17))
    datetime.date(2026, 3, 1)
    """
    return day.replace(day=1)


@transaction.atomic
def freeze_series(
    *,
    programme: Programme,
    question: PulseQuestion,
    service: Service | None,
    by: User,
    at: datetime,
) -> PulseSeries:
    """Keep a series as it stands now, for evidence: only what may be shown of it."""
    told = queries.series_of(
        programme,
        question=question.pk,
        service=service.pk if service else None,
        at=at,
    )
    months = [
        {"month": month.isoformat(), "n": one.n, "mean": one.mean, "median": one.median}
        for month, one in sorted(told.items())
    ]
    note(programme, "series_frozen", by=by, at=at)
    return PulseSeries.objects.create(
        question=question, service=service, months=months, frozen_at=at
    )
