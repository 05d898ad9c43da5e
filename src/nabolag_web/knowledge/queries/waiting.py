"""What waits for someone: decisions they carry out, minutes to approve, papers to make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import (
    Decision,
    Duty,
    Forum,
    Meeting,
    MeetingStage,
    Reminded,
    Seat,
)
from nabolag_web.programmes.models import Membership, Programme, Role

PAPERS_BEFORE = timedelta(days=14)
"""How long before a meeting its papers should be on their way."""

SOON = timedelta(days=7)
"""How long before a day something is due it is worth a mail."""


class Waits(StrEnum):
    """What kind of thing waits."""

    DECISION = "decision"
    MINUTES = "minutes"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for someone, and the day it should be done, if any."""

    kind: Waits
    forum: Forum
    due_on: date | None
    decision: Decision | None = None
    meeting: Meeting | None = None


def waiting_for(user: User, place: Membership, *, today: date) -> list[Waiting]:
    """Give what waits for someone in a programme, the most urgent first.

    Whoever sits in a forum carries out what it gave them; its chair approves minutes;
    its secretary makes papers. The programme's coordinator does the last two for all.
    """
    programme = place.programme
    found = [
        *_decisions(user, programme),
        *_minutes(_led(user, place, Duty.CHAIR)),
        *_papers(_led(user, place, Duty.SECRETARY), today=today),
    ]
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or today))


def _decisions(user: User, programme: Programme) -> Iterator[Waiting]:
    owned = Decision.objects.filter(
        owner__user=user, forum__programme=programme, done_on__isnull=True
    )
    for decision in owned.select_related("forum", "case__meeting"):
        yield Waiting(
            kind=Waits.DECISION,
            forum=decision.forum,
            due_on=decision.due_on,
            decision=decision,
        )


def _led(user: User, place: Membership, duty: Duty) -> QuerySet[Forum]:
    forums = place.programme.forums.filter(ended_at__isnull=True)
    if place.role == Role.COORDINATOR:
        return forums
    own = Seat.objects.filter(user=user, until__isnull=True, duty=duty)
    return forums.filter(pk__in=own.values("forum"))


def _minutes(forums: QuerySet[Forum]) -> Iterator[Waiting]:
    held = Meeting.objects.filter(forum__in=forums, stage=MeetingStage.HELD)
    for meeting in held.select_related("forum"):
        yield Waiting(
            kind=Waits.MINUTES,
            forum=meeting.forum,
            due_on=meeting.on + SOON,
            meeting=meeting,
        )


def _papers(forums: QuerySet[Forum], *, today: date) -> Iterator[Waiting]:
    planned = Meeting.objects.filter(
        forum__in=forums, stage=MeetingStage.PLANNED, on__lte=today + PAPERS_BEFORE
    )
    for meeting in planned.select_related("forum"):
        yield Waiting(
            kind=Waits.PAPERS,
            forum=meeting.forum,
            due_on=meeting.on - SOON,
            meeting=meeting,
        )


def worth_a_mail(waiting: list[Waiting], *, today: date) -> list[Waiting]:
    """Give what is due within a week, or was due already."""
    return [each for each in waiting if each.due_on and each.due_on <= today + SOON]


def to_remind(*, at: datetime) -> QuerySet[Membership]:
    """Give those in programmes with forums who have had no reminder for a week."""
    forums = Forum.objects.filter(programme=OuterRef("programme"))
    lately = Reminded.objects.filter(
        programme=OuterRef("programme"), user=OuterRef("user"), at__gt=at - SOON
    )
    return (
        Membership.objects.filter(Exists(forums), ~Exists(lately))
        .filter(user__is_active=True)
        .select_related("programme", "user")
    )
