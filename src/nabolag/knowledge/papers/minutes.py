"""What a forum did at a meeting: who was there, what was said and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nabolag.errors import Misbuilt
from nabolag.knowledge.papers.meetings import (
    Meeting,
    Openness,
    aware,
    each_once,
    numbered,
    told,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Someone who was there, or sent apologies; ``role`` is whom they speak for."""

    name: str
    role: str = ""

    def __post_init__(self) -> None:
        """Refuse someone without a name."""
        told("name", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disqualified:
    """Someone who took no part in a case, and why."""

    name: str
    case: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse someone without a name, and a case without a number."""
        told("name", self.name)
        numbered(self.case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How many voted for and against."""

    for_: int
    against: int

    def __post_init__(self) -> None:
        """Refuse fewer than none."""
        if min(self.for_, self.against) < 0:
            raise Misbuilt(
                value="votes",
                found=f"{self.for_} for, {self.against} against",
                expected="none below nought",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, who sees to it by when, and what those against it hold."""

    text: str
    votes: Votes | None = None
    minority: str = ""
    owner: str = ""
    due: date | None = None

    def __post_init__(self) -> None:
        """Refuse a decision that says nothing."""
        told("decision", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeard:
    """One case as it went: what was recorded, and what was decided, if anything."""

    number: str
    title: str
    recorded: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a case without number or title."""
        numbered(self.number)
        told("case title", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenMeetings:
    """A decision taken by e-mail since the last meeting."""

    on: date
    decision: Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved the minutes, and when."""

    by: str
    at: datetime

    def __post_init__(self) -> None:
        """Refuse an approval by no one."""
        aware("approved at", self.at)
        told("approved by", self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What a forum writes after it has met; a draft until it is approved.

    ``consent`` is the cases that were decided together without being discussed.
    """

    meeting: Meeting
    present: tuple[Attendee, ...]
    cases: tuple[CaseHeard, ...]
    openness: Openness
    made_at: datetime
    apologies: tuple[Attendee, ...] = ()
    disqualified: tuple[Disqualified, ...] = ()
    consent: tuple[str, ...] = ()
    between_meetings: tuple[BetweenMeetings, ...] = ()
    next_meeting: date | None = None
    approval: Approval | None = None
    version: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot have happened."""
        aware("made at", self.made_at)
        each_once("cases of minutes", (case.number for case in self.cases))
        self._check_disqualified()
        if self.version < 1:
            raise Misbuilt(
                value="version", found=str(self.version), expected="1 or more"
            )
        if self.next_meeting is not None and self.next_meeting < self.meeting.on:
            raise Misbuilt(
                value="next meeting",
                found=self.next_meeting.isoformat(),
                expected=f"not before {self.meeting.on.isoformat()}",
            )

    def _check_disqualified(self) -> None:
        heard = {case.number for case in self.cases}
        strange = [each.case for each in self.disqualified if each.case not in heard]
        if strange:
            raise Misbuilt(
                value="disqualified",
                found=str(strange),
                expected="cases that were heard",
            )
