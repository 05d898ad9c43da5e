"""Who may mark in a meeting: whoever has its link, for the seat their phone took."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from nabolag_web.knowledge.models import Case, Meeting, MeetingStage, TakenSeat
from nabolag_web.knowledge.queries.sharing import case_to_mark, meeting_of, taken_by

_AGE = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMarks:
    """A meeting that a phone marks in: the seat it has taken, and which case is up."""

    meeting: Meeting
    taken: TakenSeat | None
    case: Case | None


def at_marks(request: HttpRequest, pk: int, key: str) -> AtMarks:
    """Give the meeting a link leads to, or say that there is no such page.

    A link ends when the minutes are approved.
    """
    meeting = meeting_of(pk, key)
    if meeting is None or meeting.stage == MeetingStage.APPROVED:
        raise Http404
    own = request.get_signed_cookie(_cookie(meeting), default=None, salt=key) or ""
    return AtMarks(
        meeting=meeting, taken=taken_by(meeting, own), case=case_to_mark(meeting)
    )


def keep_seat(answer: HttpResponse, meeting: Meeting, *, link: str, own: str) -> None:
    """Let a phone keep which seat it took, for a day."""
    answer.set_signed_cookie(
        _cookie(meeting),
        own,
        salt=link,
        max_age=_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _cookie(meeting: Meeting) -> str:
    return f"nabolag-seat-{meeting.pk}"
