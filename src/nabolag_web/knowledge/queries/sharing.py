"""How far forums share findings: by their members' marks, or by a show of hands.

Nothing here tells who marked what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import F, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import localdate

from nabolag.knowledge.sharing import FEWEST_MARKS, MARKED, Sharing, sharing
from nabolag_web.knowledge.models import (
    Came,
    Case,
    Finding,
    Forum,
    Hands,
    Mark,
    Meeting,
    Seat,
    TakenSeat,
)
from nabolag_web.knowledge.queries.meetings import seated_at
from nabolag_web.programmes.models import Programme

_SALT = "nabolag.knowledge.marking"
_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far a forum shares a finding in one case; without counts where few marked.

    ``missing`` is what members find missing in it, without names, in an order that
    does not tell who was first.
    """

    forum: Forum
    on: date
    counts: tuple[int, ...]
    sharing: Sharing
    missing: tuple[str, ...]
    minority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A finding, with the newest spread in each forum that has marked it."""

    finding: Finding
    spreads: tuple[Spread, ...]
    before: tuple[Spread, ...]


def key_of(meeting: Meeting) -> str:
    """Give the word in the link that members of a meeting mark by."""
    moment = meeting.planned_at.isoformat()
    return salted_hmac(_SALT, f"{meeting.pk} {moment}").hexdigest()[:_LENGTH]


def meeting_of(pk: int, key: str) -> Meeting | None:
    """Give the meeting a link leads to, if it is whole and the meeting goes on."""
    found = Meeting.objects.select_related("forum__programme").filter(pk=pk).first()
    if found is None or not constant_time_compare(key_of(found), key):
        return None
    return found


def taken_by(meeting: Meeting, own: str) -> TakenSeat | None:
    """Give what a phone has taken in a meeting, by what the phone keeps."""
    taken = meeting.taken_seats.filter(key=digest(own)).select_related("seat__user")
    return taken.first()


def own_mark(case: Case, taken: TakenSeat) -> Mark | None:
    """Give what a phone has marked in a case.

    What was marked for the seat before the phone took it is someone else's to see: a
    seat that was freed shows nothing to whoever takes it next.
    """
    return case.marks.filter(seat=taken.seat_id, at__gte=taken.at).first()


def digest(key: str) -> str:
    """Give what the store keeps of a phone's key."""
    return sha256(key.encode()).hexdigest()


def case_to_mark(meeting: Meeting) -> Case | None:
    """Give the case that takes marks now, or the last that did."""
    opened = with_marks(meeting.cases.filter(marks_opened_at__isnull=False))
    return opened.order_by(F("marks_closed_at").desc(nulls_first=True)).first()


def next_to_mark(case: Case) -> Case | None:
    """Give the next case of the meeting that is about a finding."""
    later = Q(position__gt=case.position) | Q(position=case.position, pk__gt=case.pk)
    found = case.meeting.cases.filter(later, finding__isnull=False)
    return found.select_related("finding").first()


def marked_by(case: Case) -> int:
    """Give how many have marked a case."""
    return case.marks.count()


def may_mark(case: Case) -> int:
    """Give how many may mark a case: all who have a seat, but the disqualified."""
    return len(_who_may(case))


def may_raise_hands(case: Case) -> int:
    """Give how many may show a hand: those who may mark and are not known to be away."""
    away = case.meeting.attendance.exclude(came=Came.PRESENT)
    return len(_who_may(case) - set(away.values_list("seat", flat=True)))


def _who_may(case: Case) -> set[int]:
    apart = {noted.seat_id for noted in case.disqualified.all()}
    told_on = _told_on(case)
    seats = case.meeting.forum.seats.all()
    return {s.pk for s in seats if _sat(s, case.meeting.on, told_on)} - apart


def _told_on(case: Case) -> date:
    """Give the last day on which it was told how far the case is shared, if it was.

    A meeting can be written down long after it was held, and seats with it.
    """
    hands = hands_of(case)
    moments = [case.marks_closed_at, hands.at if hands else None]
    told = [localdate(moment) for moment in moments if moment]
    return max([*told, case.meeting.on]) if told else date.max


def _sat(seat: Seat, on: date, told_on: date) -> bool:
    """Whoever came later changes nothing of how it was shared before."""
    return seat.since <= told_on and (seat.until is None or seat.until >= on)


def seats_to_take(meeting: Meeting) -> list[tuple[Seat, bool]]:
    """Give those who may mark in a meeting, each with whether a phone does already."""
    taken = set(meeting.taken_seats.values_list("seat", flat=True))
    return [(seat, seat.pk in taken) for seat in seated_at(meeting)]


def hands_of(case: Case) -> Hands | None:
    """Give the show of hands in a case, if there was one."""
    return getattr(case, "hands", None)


def marks_of(case: Case) -> list[int]:
    """Give the marks without whose they are; a show of hands counts before them."""
    hands = hands_of(case)
    if hands is None:
        return sorted(mark.value for mark in case.marks.all())
    return [mark for mark, count in enumerate(hands.counts, 1) for _ in range(count)]


def spread(case: Case) -> Spread:
    """Give how far a case's finding is shared, as its forum marked it then."""
    marks = marks_of(case)
    asked = case.finding.questions.all() if case.finding else ()
    found = sharing(
        marks,
        members=max(may_mark(case), len(marks)),
        open_questions=sum(question.answered_at is None for question in asked),
    )
    enough = len(marks) >= FEWEST_MARKS
    enough_phones = len(case.marks.all()) >= FEWEST_MARKS  # beside hands there are few
    missing = [mark.missing for mark in case.marks.all() if mark.missing]
    return Spread(
        forum=case.meeting.forum,
        on=case.meeting.on,
        counts=tuple(marks.count(point) for point in MARKED.points) if enough else (),
        sharing=found,
        missing=tuple(sorted(missing)) if enough and enough_phones else (),
        minority=case.minority,
    )


def with_marks(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Give cases with all that tells how far they are shared, in five queries."""
    return cases.select_related(
        "meeting__forum__programme", "finding", "hands"
    ).prefetch_related(
        "marks", "disqualified", "meeting__forum__seats", "finding__questions"
    )


def spreads_on(finding: Finding) -> Understanding:
    """Give how far each forum shares a finding now, and did before."""
    return understandings([finding])[0]


def understandings(findings: Sequence[Finding]) -> list[Understanding]:
    """Give how far each forum shares each of several findings."""
    marked = (
        with_marks(Case.objects.all())
        .filter(Q(marks_closed_at__isnull=False) | Q(hands__isnull=False))
        .filter(finding__in=[finding.pk for finding in findings])
        .order_by("meeting__on", "pk")
    )
    cases = [case for case in marked if marks_of(case)]
    return [
        _understanding(finding, [c for c in cases if c.finding_id == finding.pk])
        for finding in findings
    ]


def _understanding(finding: Finding, cases: Iterable[Case]) -> Understanding:
    newest: dict[int, Spread] = {}
    before: list[Spread] = []
    for case in cases:
        if earlier := newest.pop(case.forum_id, None):
            before.append(earlier)
        newest[case.forum_id] = spread(case)
    return Understanding(
        finding=finding, spreads=tuple(newest.values()), before=tuple(before)
    )


def discussed(programme: Programme) -> list[Finding]:
    """Give the findings that are under discussion or shared, the newest first."""
    found = programme.findings.filter(
        removed_at=None, status__in=["questioned", "shared"]
    )
    return list(found.select_related("area"))
