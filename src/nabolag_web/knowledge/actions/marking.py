"""What may change about marks: open, take a seat, mark, close, count hands.

When the minutes are approved, marks are cut loose from those who gave them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open, keep_standing
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.models import (
    Case,
    Given,
    Hands,
    Mark,
    Meeting,
    Seat,
    TakenSeat,
)
from nabolag_web.knowledge.queries.sharing import digest


class MarksClosedError(Exception):
    """The case takes no marks: it is not open, or was closed a moment ago."""


class SeatTakenError(Exception):
    """Another phone marks for the seat already."""


@transaction.atomic
def open_marks(*, case: Case, by: User, at: datetime) -> None:
    """Let members mark a case; another that takes marks is closed first.

    Raises :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    keep_standing(case)
    Meeting.objects.select_for_update().get(pk=case.meeting_id)
    open_now = case.meeting.cases.filter(
        marks_opened_at__isnull=False, marks_closed_at=None
    )
    open_now.exclude(pk=case.pk).update(marks_closed_at=at)
    case.marks_opened_at, case.marks_closed_at = case.marks_opened_at or at, None
    case.save(update_fields=["marks_opened_at", "marks_closed_at"])
    note_meeting(case.meeting, "marks_opened", by=by, at=at)


@transaction.atomic
def close_marks(*, case: Case, by: User, at: datetime) -> None:
    """Take no more marks in a case, so that they can be shown.

    Raises :class:`MinutesLocked`.
    """
    keep_open(case.meeting)
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.takes_marks:
        _close(held, at)
        note_meeting(case.meeting, "marks_closed", by=by, at=at)


@transaction.atomic
def take_seat(*, meeting: Meeting, seat: Seat, key: str, at: datetime) -> None:
    """Let a phone mark for a seat. Raises :class:`SeatTakenError` where another does."""
    taken, _first = TakenSeat.objects.get_or_create(
        meeting=meeting, seat=seat, defaults={"key": digest(key), "at": at}
    )
    if taken.key != digest(key):
        raise SeatTakenError


@transaction.atomic
def free_seat(*, meeting: Meeting, seat: Seat, by: User, at: datetime) -> None:
    """Let another phone take a seat: someone chose the wrong name."""
    freed, _rows = TakenSeat.objects.filter(meeting=meeting, seat=seat).delete()
    if freed:
        note_meeting(meeting, "seat_freed", by=by, at=at)


@transaction.atomic
def mark(*, case: Case, seat: Seat, value: int, missing: str, at: datetime) -> Mark:
    """Mark how far one shares a finding, or mark it anew while marks are open.

    Nothing is written in the trail: it would tell who marked when. Raises
    :class:`MarksClosedError`.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    if not held.takes_marks or held.disqualified.filter(seat=seat).exists():
        raise MarksClosedError
    given = {"value": value, "missing": missing, "given": Given.PHONE, "at": at}
    made, _first = Mark.objects.update_or_create(case=held, seat=seat, defaults=given)
    return made


@transaction.atomic
def count_hands(*, case: Case, counts: Sequence[int], by: User, at: datetime) -> Hands:
    """Write down a show of hands: how many were on each of 1–5. It replaces marks.

    Raises :class:`MinutesLocked`.
    """
    keep_standing(case)
    told = {"counts": list(counts), "typed_by": by, "at": at}
    hands, _first = Hands.objects.update_or_create(case=case, defaults=told)
    note_meeting(case.meeting, "hands_counted", by=by, at=at)
    return hands


@transaction.atomic
def drop_hands(*, case: Case, by: User, at: datetime) -> None:
    """Take a show of hands back, so that the marks from phones count again.

    Raises :class:`MinutesLocked`.
    """
    keep_open(case.meeting)
    dropped, _rows = Hands.objects.filter(case=case).delete()
    if dropped:
        note_meeting(case.meeting, "hands_dropped", by=by, at=at)


@transaction.atomic
def write_minority(*, case: Case, text: str, by: User, at: datetime) -> None:
    """Keep in words what those who do not share a finding think.

    Raises :class:`MinutesLocked`.
    """
    keep_open(case.meeting)
    case.minority = text
    case.full_clean()
    case.save(update_fields=["minority"])
    note_meeting(case.meeting, "minority_written", by=by, at=at)


@transaction.atomic
def cut_loose(*, meeting: Meeting, at: datetime) -> None:
    """Take away whose a meeting's marks are, for good. How many marked what stays.

    A case that still takes marks is closed. Marks are written anew in the order of the
    scale and with one moment, since the order they came in could tell whose they are.
    """
    opened = meeting.cases.filter(marks_opened_at__isnull=False)
    for case in opened.select_for_update():
        _close(case, at)
        loose = [
            Mark(
                case=case, value=own.value, missing=own.missing, given=own.given, at=at
            )
            for own in case.marks.order_by("value", "missing")
        ]
        case.marks.all().delete()
        Mark.objects.bulk_create(loose)
    meeting.taken_seats.all().delete()


def _close(case: Case, at: datetime) -> None:
    if case.takes_marks:
        case.marks_closed_at = at
        case.save(update_fields=["marks_closed_at"])
