"""Approving minutes: what was recorded is frozen, and nothing of it altered again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.actions.versions import keep_open
from nabolag_web.knowledge.models import (
    DocumentStatus,
    Meeting,
    MeetingStage,
    Minutes,
)
from nabolag_web.knowledge.queries.minutes import fingerprint, parts_of


class NotHeld(Exception):
    """The meeting has not been held, so there is nothing to approve."""


@transaction.atomic
def keep_from_access(
    *, meeting: Meeting, legal_ground: str, by: User, at: datetime
) -> None:
    """Exempt the minutes from public access on a legal ground; without one, do not.

    Raises :class:`MinutesLocked`.
    """
    keep_open(meeting)
    Minutes.objects.update_or_create(
        meeting=meeting,
        defaults={"is_exempt": bool(legal_ground), "legal_ground": legal_ground},
    )
    done = "minutes_exempted" if legal_ground else "minutes_opened"
    note_meeting(meeting, done, by=by, at=at)


@transaction.atomic
def approve(*, meeting: Meeting, by: User, at: datetime) -> Minutes:
    """Approve a meeting's minutes and lock them, with a fingerprint of what they say.

    Raises :class:`NotHeld` and :class:`MinutesLocked`.
    """
    keep_open(meeting)
    if meeting.stage != MeetingStage.HELD:
        raise NotHeld
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
    minutes.parts = parts_of(meeting)
    minutes.fingerprint = fingerprint(minutes.parts)
    minutes.status = DocumentStatus.CASE
    minutes.approved_by, minutes.approved_at = by, at
    minutes.full_clean()
    minutes.save()
    meeting.stage = MeetingStage.APPROVED
    meeting.save(update_fields=["stage"])
    note_meeting(meeting, "minutes_approved", by=by, at=at)
    return minutes
