"""What is stored of knowledge, split by meaning."""

from __future__ import annotations

from nabolag_web.knowledge.models.decisions import Decision, DecisionFinding
from nabolag_web.knowledge.models.evidence import (
    Evidence,
    Kind,
    LookedFor,
    PinnedFigure,
    ResidentInput,
)
from nabolag_web.knowledge.models.findings import (
    Bears,
    Finding,
    FindingVersion,
    FindingWord,
    Status,
)
from nabolag_web.knowledge.models.forums import Duty, Forum, ForumType, Reminded, Seat
from nabolag_web.knowledge.models.marks import Given, Hands, Mark, TakenSeat
from nabolag_web.knowledge.models.meetings import (
    Attendance,
    Came,
    Case,
    CaseKind,
    Disqualified,
    Meeting,
    MeetingStage,
)
from nabolag_web.knowledge.models.minutes import DocumentStatus, Minutes
from nabolag_web.knowledge.models.questions import Asks, Question

__all__ = [
    "Asks",
    "Attendance",
    "Bears",
    "Came",
    "Case",
    "CaseKind",
    "Decision",
    "DecisionFinding",
    "Disqualified",
    "DocumentStatus",
    "Duty",
    "Evidence",
    "Finding",
    "FindingVersion",
    "FindingWord",
    "Forum",
    "ForumType",
    "Given",
    "Hands",
    "Kind",
    "LookedFor",
    "Mark",
    "Meeting",
    "MeetingStage",
    "Minutes",
    "PinnedFigure",
    "Question",
    "Reminded",
    "ResidentInput",
    "Seat",
    "Status",
    "TakenSeat",
]
