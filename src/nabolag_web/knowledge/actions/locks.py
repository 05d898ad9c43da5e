"""That what is locked stays, and that what was taken off is not written in."""

from __future__ import annotations

from nabolag_web.knowledge.models import Case, Meeting, MeetingStage


class TakenOffMeanwhile(Exception):
    """The case was taken off the agenda after the page was opened."""


class MinutesLocked(Exception):
    """The minutes are approved, and nothing of the meeting is altered after that."""


def keep_open(meeting: Meeting) -> None:
    """Hold a meeting so that no one approves it meanwhile; refuse one that is locked.

    The meeting is brought up to date with how far it has come. Raises
    :class:`MinutesLocked`.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.stage == MeetingStage.APPROVED:
        raise MinutesLocked
    meeting.stage = held.stage
    meeting.called_at, meeting.held_at = held.called_at, held.held_at


def keep_standing(case: Case) -> None:
    """Hold a case's meeting as it is, and the case on its agenda.

    Raises :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    keep_open(case.meeting)
    if not Case.objects.select_for_update().filter(pk=case.pk).first():
        raise TakenOffMeanwhile
