"""What is written down in a meeting: who came, what was said, who took no part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open, keep_standing
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.models import (
    Attendance,
    Came,
    Case,
    Disqualified,
    Meeting,
    Seat,
)
from nabolag_web.shell.versions import take_version


@transaction.atomic
def set_attendance(
    *, meeting: Meeting, came: Mapping[Seat, Came], by: User, at: datetime
) -> None:
    """Say who came. Those who are not named stay as they were.

    Raises :class:`MinutesLocked`.
    """
    keep_open(meeting)
    for seat, how in came.items():
        Attendance.objects.update_or_create(
            meeting=meeting, seat=seat, defaults={"came": how}
        )
    note_meeting(meeting, "attendance_set", by=by, at=at)


@transaction.atomic
def write_said(*, case: Case, said: str, version: int, by: User, at: datetime) -> None:
    """Write down what was said of a case.

    It is saved every few seconds while someone writes, so the trail tells only when
    they began. Raises :class:`ChangedMeanwhile`, :class:`MinutesLocked` and
    :class:`TakenOffMeanwhile`.
    """
    keep_standing(case)
    if said == case.said:
        return  # nothing that anyone could lose
    take_version(case, version)
    begun = not case.said
    case.said = said
    case.save(update_fields=["said"])
    if begun:
        note_meeting(case.meeting, "said_written", by=by, at=at)


@transaction.atomic
def disqualify(
    *, case: Case, seat: Seat, ground: str, by: User, at: datetime
) -> Disqualified:
    """Note that someone took no part in a case, and on which ground.

    Raises :class:`MinutesLocked`.
    """
    keep_open(case.meeting)
    noted, _made = Disqualified.objects.update_or_create(
        case=case, seat=seat, defaults={"ground": ground}
    )
    note_meeting(case.meeting, "disqualified", by=by, at=at)
    return noted


@transaction.atomic
def requalify(*, noted: Disqualified, by: User, at: datetime) -> None:
    """Take a note back: they took part after all. Raises :class:`MinutesLocked`."""
    meeting = noted.case.meeting
    keep_open(meeting)
    noted.delete()
    note_meeting(meeting, "requalified", by=by, at=at)
