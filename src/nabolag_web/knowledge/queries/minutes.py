"""What minutes say, put together from what was recorded; and whether they are whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from nabolag_web.knowledge.models import (
    Came,
    Case,
    Decision,
    Meeting,
    Minutes,
    Seat,
)
from nabolag_web.knowledge.queries.meetings import cases_with_all, decided_by_email


def parts_of(meeting: Meeting) -> dict[str, Any]:
    """Give all that the minutes say, as plain values that can be stored.

    Names are as they are called now, so that approved minutes keep them.
    """
    came = _by_how_they_came(meeting)
    return {
        "forum": meeting.forum.name,
        "type": meeting.forum.type,
        "number": str(meeting),
        "on": _day(meeting.on),
        "begins": meeting.begins.strftime("%H:%M") if meeting.begins else "",
        "place": meeting.place,
        "present": came[Came.PRESENT],
        "apologies": came[Came.APOLOGIES],
        "absent": came[Came.ABSENT],
        "others": meeting.others,
        "secretary": str(meeting.secretary) if meeting.secretary else "",
        "by_email": decision_parts(decided_by_email(meeting)),
        "cases": [_case(case) for case in cases_with_all(meeting)],
        "next_on": _day(meeting.next_on),
    }


def _by_how_they_came(meeting: Meeting) -> dict[Came, list[dict[str, str]]]:
    found: dict[Came, list[dict[str, str]]] = {how: [] for how in Came}
    for row in meeting.attendance.select_related("seat__user").order_by("seat__pk"):
        found[Came(row.came)].append(_person(row.seat))
    return found


def _person(seat: Seat) -> dict[str, str]:
    return {
        "name": str(seat),
        "title": seat.title,
        "organisation": seat.organisation,
        "duty": seat.duty,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "number": case.label,
        "title": case.title,
        "kind": case.kind,
        "said": case.said,
        "disqualified": [
            {"name": str(noted.seat), "ground": noted.ground}
            for noted in case.disqualified.all()
        ],
        "decisions": decision_parts(case.decisions.all()),
    }


def decision_parts(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Give decisions as plain values, as minutes keep them."""
    return [_decision(decision) for decision in decisions]


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "text": decision.text,
        "on": _day(decision.on),
        "owner": owner_of(decision),
        "due_on": _day(decision.due_on),
        "votes_for": decision.votes_for,
        "votes_against": decision.votes_against,
        "minority": decision.minority,
    }


def owner_of(decision: Decision) -> str:
    """Give who carries a decision out, by name or in words; empty where no one does."""
    return str(decision.owner) if decision.owner else decision.owner_words


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def fingerprint(parts: dict[str, Any]) -> str:
    """Give a mark that is another one for any other content (SHA-256, 64 letters)."""
    written = json.dumps(
        parts, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(written.encode()).hexdigest()


def is_whole(minutes: Minutes) -> bool:
    """Tell whether approved minutes, and their file, are what was approved."""
    same = fingerprint(minutes.parts) == minutes.fingerprint
    return same and sha256(file_of(minutes) or b"").hexdigest() == minutes.sha256


def file_of(minutes: Minutes) -> bytes | None:
    """Give the file of approved minutes; nothing where it is gone."""
    name = minutes.file.name
    if not name or not minutes.file.storage.exists(name):
        return None
    with minutes.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def lacking(parts: Mapping[str, Any]) -> list[str]:
    """Give codes for what minutes usually say and these do not yet."""
    decisions = [each for case in parts["cases"] for each in case["decisions"]]
    said = {
        "attendance": any(parts[how] for how in Came),
        "secretary": bool(parts["secretary"]),
        "next_on": bool(parts["next_on"]),
        "owners": all(each["owner"] for each in decisions if each["due_on"]),
        "due": all(each["due_on"] for each in decisions if each["owner"]),
    }
    return [code for code, there in said.items() if not there]


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Give what is stored of a meeting's minutes, if anything."""
    return Minutes.objects.filter(meeting=meeting).first()
