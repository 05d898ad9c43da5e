"""What is looked up about the pulse: its questions, its rounds and their series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from nabolag.disclosure import is_small
from nabolag.knowledge.pulse import Month, month_told
from nabolag.knowledge.pulse import Told as Told
from nabolag_web.knowledge.models import (
    Contact,
    Pulse,
    PulseDone,
    PulseMarks,
    PulseQuestion,
    PulseRound,
    PulseSeries,
    QuestionKind,
    Service,
)
from nabolag_web.programmes.models import Programme


def pulse(programme: Programme) -> Pulse | None:
    """Give that a programme asks every month, or nothing where it does not."""
    return Pulse.objects.filter(programme=programme).first()


def pulses() -> QuerySet[Pulse]:
    """Give every programme that asks every month."""
    return Pulse.objects.select_related("programme")


def questions(programme: Programme) -> QuerySet[PulseQuestion]:
    """Give the questions that are asked now, in their order."""
    return programme.pulse_questions.filter(active_until=None)


def is_asked(question: PulseQuestion) -> bool:
    """Tell whether a question has been part of any round."""
    return question.rounds.exists()


def open_round(programme: Programme, *, at: datetime) -> PulseRound | None:
    """Give the round that can be answered now."""
    return programme.pulse_rounds.filter(opened_at__lte=at, closes_at__gt=at).first()


def done_mark(asked: PulseRound, contact: Contact) -> str:
    """Give what is kept of someone having answered; only we can make it."""
    of = f"{asked.pk}.{contact.pk}"
    return salted_hmac("nabolag.pulse", of, algorithm="sha256").hexdigest()


def has_answered(asked: PulseRound, contact: Contact) -> bool:
    """Tell whether someone has answered in a round that is open."""
    return PulseDone.objects.filter(
        round=asked, fingerprint=done_mark(asked, contact)
    ).exists()


def answered_so_far(asked: PulseRound) -> int | None:
    """Give how many have answered in a round in all, where it is not too few to say."""
    count = asked.marks.count()
    return None if is_small(count) else count


def to_ask(asked: PulseRound) -> QuerySet[Contact]:
    """Give those who have an address for mail and got no link for a round yet."""
    return _by_mail(asked.programme).exclude(asked_in=asked)


def to_remind(asked: PulseRound) -> QuerySet[Contact]:
    """Give all who got a link in the services that no one has answered for, once.

    All in a service are reminded alike, so that it says nothing of any one of them.
    """
    answered = PulseMarks.objects.filter(round=asked, service=OuterRef("service"))
    return (
        _by_mail(asked.programme)
        .filter(~Exists(answered), asked_in=asked)
        .exclude(reminded_in=asked)
    )


def _by_mail(programme: Programme) -> QuerySet[Contact]:
    return (
        Contact.objects.filter(service__programme=programme, service__is_active=True)
        .exclude(email="")
        .select_related("service")
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A question over time. A month without a round is not in it: it stays a gap.

    ``whole``, ``alone`` (by the service's number) and ``together`` hold what may be
    told, by month; ``others`` the services that are told only together, by month.
    """

    question: PulseQuestion
    asked: tuple[date, ...]
    whole: Mapping[date, Told]
    alone: Mapping[int, Mapping[date, Told]]
    together: Mapping[date, Told]
    others: Mapping[date, tuple[int, ...]]


def all_series(programme: Programme, *, at: datetime) -> list[Series]:
    """Give what may be told of each question on a scale, by the rounds that are over."""
    closed = list(
        programme.pulse_rounds.filter(closes_at__lte=at)
        .order_by("month")
        .prefetch_related("questions", "services")
    )
    months = _months(closed)
    asked = PulseQuestion.objects.filter(
        rounds__in=closed, kind=QuestionKind.SCALE
    ).distinct()
    current_first = sorted(asked, key=lambda q: (q.active_until is not None, q.order))
    return [_series(question, closed, months) for question in current_first]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRound:
    """How many answered in a round that is over, as far as it may be told.

    ``alone`` holds how many by service, ``others`` the services that are told only
    together; ``together`` and ``whole`` are nothing where they may not be told.
    """

    month: date
    whole: int | None
    alone: Mapping[int, int]
    others: tuple[int, ...]
    together: int | None


def counted_rounds(programme: Programme, *, at: datetime) -> list[CountedRound]:
    """Give how many answered in each round that is over, the newest first."""
    closed = list(
        programme.pulse_rounds.filter(closes_at__lte=at).prefetch_related("services")
    )
    months = _months(closed)
    return [_counted(one, months[one.pk]) for one in closed]


def _counted(one: PulseRound, told: Month) -> CountedRound:
    return CountedRound(
        month=one.month,
        whole=_people(told.whole),
        alone={key: _people(of) or 0 for key, of in told.alone.items()},
        others=told.others,
        together=_people(told.together),
    )


def _people(told: Mapping[str, Told]) -> int | None:
    return next((one.n for one in told.values()), None)


def series_of(
    programme: Programme, *, question: int, service: int | None, at: datetime
) -> Mapping[date, Told]:
    """Give one series: a question, of one service or of all together."""
    for each in all_series(programme, at=at):
        if each.question.pk == question:
            return each.whole if service is None else each.alone.get(service, {})
    return {}


def _months(closed: list[PulseRound]) -> dict[int, Month]:
    """Give what may be told of each round, by its number.

    Services stand in the order they were made: it never changes, and does not follow
    from what they answer, so that what is hidden stays hidden.
    """
    given: dict[int, dict[int, list[Mapping[str, int]]]] = {
        one.pk: {key: [] for key in sorted(each.pk for each in one.services.all())}
        for one in closed
    }
    for row in PulseMarks.objects.filter(round__in=closed).order_by("pk"):
        given[row.round_id][row.service_id].append(row.marks)
    return {number: month_told(answers) for number, answers in given.items()}


def _series(
    question: PulseQuestion, closed: list[PulseRound], months: Mapping[int, Month]
) -> Series:
    key = str(question.pk)
    whole: dict[date, Told] = {}
    together: dict[date, Told] = {}
    alone: dict[int, dict[date, Told]] = {}
    others: dict[date, tuple[int, ...]] = {}
    asked = [one for one in closed if question in one.questions.all()]
    for one in asked:
        told = months[one.pk]
        others[one.month] = told.others
        _put(whole, one.month, told.whole.get(key))
        _put(together, one.month, told.together.get(key))
        for service, of_service in told.alone.items():
            _put(alone.setdefault(service, {}), one.month, of_service.get(key))
    return Series(
        question=question,
        asked=tuple(one.month for one in asked),
        whole=whole,
        alone=alone,
        together=together,
        others=others,
    )


def _put(series: dict[date, Told], month: date, told: Told | None) -> None:
    if told is not None:
        series[month] = told


def service_names(programme: Programme) -> Mapping[int, str]:
    """Give what services are called, by number."""
    return dict(Service.objects.filter(programme=programme).values_list("pk", "name"))


def words_question(asked: PulseRound | None) -> PulseQuestion | None:
    """Give the question of a round that is answered in words."""
    if asked is None:
        return None
    return next(
        (one for one in asked.questions.all() if one.kind == QuestionKind.WORDS), None
    )


def kept_series(programme: Programme) -> QuerySet[PulseSeries]:
    """Give the series that were kept as evidence, as they stood."""
    return PulseSeries.objects.filter(question__programme=programme).select_related(
        "question", "service"
    )
