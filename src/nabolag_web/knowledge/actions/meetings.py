"""Meetings: planning one, calling it with its papers, beginning and describing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open
from nabolag_web.knowledge.models import Forum, Meeting, MeetingStage, Seat
from nabolag_web.knowledge.queries.frozen import as_it_stands
from nabolag_web.programmes.actions import note
from nabolag_web.shell.versions import take_version


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When and where a meeting is."""

    on: date
    begins: time | None = None
    place: str = ""


@transaction.atomic
def plan_meeting(*, forum: Forum, when: When, by: User, at: datetime) -> Meeting:
    """Plan a forum's next meeting. It takes the year's next number."""
    meeting = Meeting(forum=forum, planned_at=at)
    _place(meeting, when)
    meeting.save()
    note_meeting(meeting, "meeting_planned", by=by, at=at)
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, when: When, version: int, by: User, at: datetime
) -> None:
    """Hold a meeting at another time or place.

    Raises :class:`ChangedMeanwhile` and :class:`MinutesLocked`.
    """
    keep_open(meeting)
    take_version(meeting, version)
    _place(meeting, when)
    meeting.save(update_fields=["year", "number", "on", "begins", "place"])
    note_meeting(meeting, "meeting_moved", by=by, at=at)


def _place(meeting: Meeting, when: When) -> None:
    if meeting.year != when.on.year:
        meeting.year, meeting.number = when.on.year, _next_number(meeting, when.on.year)
    meeting.on, meeting.begins, meeting.place = when.on, when.begins, when.place
    meeting.full_clean()


def _next_number(meeting: Meeting, year: int) -> int:
    forum = Forum.objects.select_for_update().get(pk=meeting.forum_id)  # one at a time
    last = forum.meetings.filter(year=year).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Make the meeting's papers: each case keeps what is known as it stands now.

    Calling it again makes them anew. Raises :class:`MinutesLocked`.
    """
    keep_open(meeting)
    for case in meeting.cases.select_related("finding__area", "question__finding"):
        case.frozen = as_it_stands(case)
        case.save(update_fields=["frozen"])
    meeting.called_at = at
    if meeting.stage == MeetingStage.PLANNED:
        meeting.stage = MeetingStage.CALLED
    meeting.save(update_fields=["called_at", "stage"])
    note_meeting(meeting, "meeting_called", by=by, at=at)


@transaction.atomic
def begin_meeting(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Begin a meeting: from now on it is recorded. Papers are made if there are none.

    Raises :class:`MinutesLocked`.
    """
    keep_open(meeting)
    if meeting.stage == MeetingStage.HELD:
        return  # someone else pressed the button a moment ago
    if meeting.called_at is None:
        call_meeting(meeting=meeting, by=by, at=at)
    meeting.stage, meeting.held_at = MeetingStage.HELD, at
    meeting.save(update_fields=["stage", "held_at"])
    note_meeting(meeting, "meeting_begun", by=by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is said of a meeting as a whole at its end."""

    secretary: Seat | None = None
    others: str = ""
    next_on: date | None = None


@transaction.atomic
def close_meeting(
    *, meeting: Meeting, closing: Closing, version: int, by: User, at: datetime
) -> None:
    """Say who wrote, who else was there, and when the next one is.

    Raises :class:`ChangedMeanwhile` and :class:`MinutesLocked`.
    """
    keep_open(meeting)
    take_version(meeting, version)
    meeting.secretary, meeting.others = closing.secretary, closing.others
    meeting.next_on = closing.next_on
    meeting.full_clean()
    meeting.save(update_fields=["secretary", "others", "next_on"])
    note_meeting(meeting, "meeting_closed", by=by, at=at)


def note_meeting(meeting: Meeting, done: str, *, by: User, at: datetime) -> None:
    """Write in the trail what was done with a meeting: 3/26 of a forum."""
    subject = f"{meeting.forum.name} {meeting}"
    note(meeting.forum.programme, done, by=by, at=at, subject=subject)
