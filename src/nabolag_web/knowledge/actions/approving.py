"""Approving minutes: what was recorded is frozen, and nothing of it altered again."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import override

from nabolag.reports.papers.meeting_minutes import minutes_document
from nabolag.reports.papers.pdf import archived
from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open
from nabolag_web.knowledge.actions.marking import cut_loose
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.models import (
    DocumentStatus,
    Meeting,
    MeetingStage,
    Minutes,
)
from nabolag_web.knowledge.queries.minutes import fingerprint, parts_of
from nabolag_web.knowledge.queries.papers import minutes_value
from nabolag_web.knowledge.words import role_words


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
def approve(*, meeting: Meeting, language: str, by: User, at: datetime) -> Minutes:
    """Approve a meeting's minutes and lock them, with a fingerprint of what they say.

    They are kept as a file for the archive (PDF/A) in one language, with its hash. The
    meeting's marks are cut loose from those who gave them.
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
    _keep_file(minutes, meeting, language=language, at=at)
    minutes.full_clean()
    minutes.save()
    meeting.stage = MeetingStage.APPROVED
    meeting.save(update_fields=["stage"])
    cut_loose(meeting=meeting, at=at)
    note_meeting(meeting, "minutes_approved", by=by, at=at)
    return minutes


def _keep_file(
    minutes: Minutes, meeting: Meeting, *, language: str, at: datetime
) -> None:
    with override(language):
        value = minutes_value(meeting, minutes, role=role_words, at=at)
    sealed = archived(minutes_document(value, language=language))
    name = f"{meeting.pk}.pdf"
    minutes.file.save(name, ContentFile(sealed.data), save=False)
    minutes.sha256 = sealed.sha256
