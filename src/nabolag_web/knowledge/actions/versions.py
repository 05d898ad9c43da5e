"""That two who change the same thing at once lose nothing, and what is locked stays."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import F

from nabolag_web.knowledge.models import Case, Meeting, MeetingStage

Versioned = TypeVar("Versioned", Meeting, Case)


class ChangedMeanwhile(Exception):
    """Someone else changed it after it was read; ``now`` is as it stands."""

    def __init__(self, now: Case | Meeting) -> None:
        super().__init__(str(now))
        self.now = now


class TakenOffMeanwhile(Exception):
    """The case was taken off the agenda after the page was opened."""


class MinutesLocked(Exception):
    """The minutes are approved, and nothing of the meeting is altered after that."""


def take_version(thing: Versioned, version: int) -> None:
    """Take the right to change what was read in this version, and count it up.

    Of two who ask with the same version the store lets one through. Raises
    :class:`ChangedMeanwhile`, with the thing as it stands now.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=version)
    if not rows.update(version=F("version") + 1):
        thing.refresh_from_db()
        raise ChangedMeanwhile(thing)
    thing.version = version + 1


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
