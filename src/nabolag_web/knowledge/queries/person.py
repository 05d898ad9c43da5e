"""What knowledge has stored about a person: what they wrote, seats, what they marked."""

from __future__ import annotations

from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import (
    Attendance,
    Decision,
    Evidence,
    Finding,
    Mark,
    Question,
    ReadPicture,
    ResidentInput,
    Seat,
)
from nabolag_web.knowledge.queries import places_person


def about_person(user: User) -> dict[str, Any]:
    """Give what someone has written, and their part in forums, for their copy."""
    return {
        **_written(user),
        **places_person.about_person(user),
        **_part_in_forums(user),
    }


def _written(user: User) -> dict[str, Any]:
    """Give what someone has written of findings."""
    findings = Finding.objects.filter(made_by=user).select_related("programme")
    questions = Question.objects.filter(asked_by=user)
    inputs = ResidentInput.objects.filter(written_by=user)
    pieces = Evidence.objects.filter(added_by=user)
    pictures = ReadPicture.objects.filter(noted_by=user)
    return {
        "findings": [
            {
                "programme": finding.programme.name,
                "number": finding.number,
                "sentence": finding.sentence,
                "written_at": finding.made_at.isoformat(),
            }
            for finding in findings
        ],
        "evidence": [
            {"title": title, "note": note, "added_at": at.isoformat()}
            for title, note, at in pieces.values_list("title", "note", "added_at")
        ],
        "questions": [
            {"text": text, "asked_at": at.isoformat()}
            for text, at in questions.values_list("text", "asked_at")
        ],
        "pictures_noted_as_read": [
            {"area": name, "noted_at": at.isoformat()}
            for name, at in pictures.values_list("name", "noted_at")
        ],
        "inputs_from_residents": [
            {"text": text, "channel": channel, "written_at": at.isoformat()}
            for text, channel, at in inputs.values_list("text", "channel", "written_at")
        ],
    }


def _part_in_forums(user: User) -> dict[str, Any]:
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
