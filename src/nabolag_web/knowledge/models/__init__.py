"""What is stored of knowledge, split by meaning."""

from __future__ import annotations

from nabolag_web.knowledge.models.decisions import Decision, DecisionFinding
from nabolag_web.knowledge.models.documents import Document, DocumentStatus
from nabolag_web.knowledge.models.evidence import (
    SOURCES,
    Evidence,
    Kind,
    LookedFor,
    PinnedFigure,
    ResidentInput,
    Source,
    held_in,
    kind_of,
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
from nabolag_web.knowledge.models.minutes import Minutes
from nabolag_web.knowledge.models.pictures import PublishedPicture, ReadPicture
from nabolag_web.knowledge.models.places import (
    Code,
    Method,
    PlaceAnalysis,
    PlaceNote,
    Score,
)
from nabolag_web.knowledge.models.pulse import (
    Pulse,
    PulseDone,
    PulseMarks,
    PulseQuestion,
    PulseRound,
    PulseSeries,
    QuestionKind,
)
from nabolag_web.knowledge.models.questions import Asks, Question
from nabolag_web.knowledge.models.staff import (
    Block,
    Contact,
    ContactLink,
    Service,
    StaffAnswer,
    Stage,
)

__all__ = [
    "SOURCES",
    "Asks",
    "Attendance",
    "Bears",
    "Block",
    "Came",
    "Case",
    "CaseKind",
    "Code",
    "Contact",
    "ContactLink",
    "Decision",
    "DecisionFinding",
    "Disqualified",
    "Document",
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
    "Method",
    "Minutes",
    "PinnedFigure",
    "PlaceAnalysis",
    "PlaceNote",
    "PublishedPicture",
    "Pulse",
    "PulseDone",
    "PulseMarks",
    "PulseQuestion",
    "PulseRound",
    "PulseSeries",
    "Question",
    "QuestionKind",
    "ReadPicture",
    "Reminded",
    "ResidentInput",
    "Score",
    "Seat",
    "Service",
    "Source",
    "StaffAnswer",
    "Stage",
    "Status",
    "TakenSeat",
    "held_in",
    "kind_of",
]
