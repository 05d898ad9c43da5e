"""What forums have stored about a person: seats, decisions and what they marked."""

from __future__ import annotations

from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Attendance, Decision, Mark, Seat


def seats_and_decisions(user: User) -> dict[str, Any]:
    """Give someone's part in forums, for their copy."""
    seats = Seat.objects.filter(user=user).select_related("forum__programme")
    return {
        "seats_in_forums": [_seat(seat) for seat in seats],
        "meetings_you_were_asked_to": [
            {"forum": row.meeting.forum.name, "on": _on(row), "came": row.came}
            for row in Attendance.objects.filter(seat__user=user).select_related(
                "meeting__forum"
            )
        ],
        "decisions_you_carry_out": [
            {
                "forum": decision.forum.name,
                "text": decision.text,
                "on": decision.on.isoformat(),
                "due_on": decision.due_on.isoformat() if decision.due_on else None,
            }
            for decision in Decision.objects.filter(owner__user=user).select_related(
                "forum"
            )
        ],
        "how_far_you_share_findings": [
            {"case": str(mark.case), "mark": mark.value, "missing": mark.missing}
            for mark in Mark.objects.filter(seat__user=user).select_related("case")
        ],
    }


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "programme": seat.forum.programme.name,
        "forum": seat.forum.name,
        "title": seat.title,
        "organisation": seat.organisation,
        "duty": seat.duty,
        "since": seat.since.isoformat(),
        "until": seat.until.isoformat() if seat.until else None,
    }


def _on(row: Attendance) -> str:
    return row.meeting.on.isoformat()
