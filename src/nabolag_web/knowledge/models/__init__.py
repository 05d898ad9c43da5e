"""What is stored of knowledge, split by meaning."""

from __future__ import annotations

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
from nabolag_web.knowledge.models.questions import Asks, Question

__all__ = [
    "Asks",
    "Bears",
    "Evidence",
    "Finding",
    "FindingVersion",
    "FindingWord",
    "Kind",
    "LookedFor",
    "PinnedFigure",
    "Question",
    "ResidentInput",
    "Status",
]
