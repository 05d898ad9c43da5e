"""What a forum is asked to decide, with all that was known when the paper was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nabolag.errors import Misbuilt
from nabolag.knowledge.evidence import Backed, Kind, Strength
from nabolag.knowledge.papers.meetings import (
    Meeting,
    Openness,
    aware,
    each_once,
    numbered,
    told,
)
from nabolag.knowledge.sharing import Sharing


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsStood:
    """A figure as it was when it was pinned: its value, with interval, as a text."""

    label: str
    value: str
    source: str
    on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a figure without a value or a source."""
        told("figure's value", self.value)
        told("figure's source", self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence, for or against, as a reader sees it."""

    kind: Kind
    strength: Strength
    supports: bool
    title: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse evidence that is not said to be anything."""
        told("evidence", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAsStood:
    """A finding as it was when a document was made; a challenge or a possibility."""

    number: int
    sentence: str
    backed: Backed
    evidence: tuple[EvidenceLine, ...] = ()
    figures: tuple[FigureAsStood, ...] = ()
    possibility: bool = False

    def __post_init__(self) -> None:
        """Refuse a finding that says nothing or has no number."""
        told("finding", self.sentence)
        if self.number < 1:
            raise Misbuilt(
                value="finding number", found=str(self.number), expected="1 or more"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumView:
    """How far one forum shares the case's findings, and its minority's view in words."""

    forum: str
    sharing: Sharing
    on: date | None = None
    minority: str = ""

    def __post_init__(self) -> None:
        """Refuse a forum without a name."""
        told("forum", self.forum)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """One case: what we know, what we disagree on, and what is proposed.

    ``number`` is a number and a year, as "31/26".
    """

    number: str
    title: str
    findings: tuple[FindingAsStood, ...]
    proposal: str
    views: tuple[ForumView, ...] = ()
    open_questions: tuple[str, ...] = ()
    other_readings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a case without number, title or proposal, or that tells one twice."""
        numbered(self.number)
        told("case title", self.title)
        told("proposed decision", self.proposal)
        each_once("findings of a case", (f.number for f in self.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One line of an agenda; those that are cases have the case's number."""

    title: str
    number: str | None = None

    def __post_init__(self) -> None:
        """Refuse a line that says nothing."""
        told("agenda line", self.title)
        if self.number is not None:
            numbered(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the members of a forum read before they meet: an agenda, and its cases."""

    meeting: Meeting
    agenda: tuple[AgendaLine, ...]
    cases: tuple[CaseSheet, ...]
    made_at: datetime
    openness: Openness

    def __post_init__(self) -> None:
        """Refuse two cases with one number, and cases that are not on the agenda."""
        aware("made at", self.made_at)
        each_once("cases of a paper", (case.number for case in self.cases))
        listed = {line.number for line in self.agenda}
        missing = [case.number for case in self.cases if case.number not in listed]
        if missing:
            raise Misbuilt(
                value="agenda", found=f"no line for {missing}", expected="every case"
            )
