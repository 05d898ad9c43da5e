"""What is known of a case's finding at a moment, as plain values that can be stored.

The keys are codes and facts; presenters make words of them, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import Q

from nabolag.knowledge.evidence import Backed, Backing
from nabolag_web.knowledge.models import (
    Case,
    Evidence,
    Finding,
    PinnedFigure,
    Question,
)
from nabolag_web.knowledge.queries.figures import as_pinned
from nabolag_web.knowledge.queries.findings import standing
from nabolag_web.knowledge.queries.sharing import marks_of, may_mark


def as_it_stands(case: Case) -> dict[str, Any]:
    """Give what is known of the case's finding now; nothing where it has none."""
    if case.finding is None:
        return {}
    now = standing(case.finding)
    return {
        "finding": _finding(case.finding),
        "backing": backing_parts(now.backed),
        "evidence": [_piece(piece) for piece in now.evidence],
        "questions": [_question(question) for question in now.questions],
        "views": [
            _view(earlier) for earlier in _last_in_each_forum(case, case.finding)
        ],
    }


def level_of(stands: Mapping[str, Any]) -> Backing:
    """Give how well a finding was backed, from what was kept of it."""
    return Backing[stands["backing"]["level"].upper()]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.number,
        "version": finding.version,
        "sentence": finding.sentence,
        "bears": finding.bears,
        "dimension": finding.dimension,
        "area": finding.area.name if finding.area else "",
        "status": finding.status,
    }


def backing_parts(found: Backed) -> dict[str, Any]:
    """Give how well a finding is backed as plain values."""
    return {
        "level": found.level.name.lower(),
        "for": list(found.kinds),
        "against": list(found.against),
        "missing": list(found.missing),
        "weak_spots": list(found.weak_spots),
    }


def _piece(piece: Evidence) -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "strength": piece.strength,
        "supports": piece.supports,
        "title": piece.title,
        "note": piece.note,
        "page": piece.page_reference,
        "figure": figure_parts(piece.figure) if piece.figure else None,
    }


def figure_parts(figure: PinnedFigure) -> dict[str, Any]:
    """Give a pinned figure as plain values."""
    return asdict(as_pinned(figure))


def _last_in_each_forum(case: Case, finding: Finding) -> Iterable[Case]:
    """Give the last case in which each forum has marked how far it shares a finding."""
    marked = (
        Case.objects.filter(
            Q(
                marks__isnull=False, marks_closed_at__isnull=False
            )  # no one sees open ones
            | Q(hands__isnull=False)
        )
        .filter(finding=finding)
        .exclude(pk=case.pk)
        .select_related("meeting__forum")
        .prefetch_related("decisions")
        .distinct()
        .order_by("meeting__on", "pk")
    )
    return {earlier.forum_id: earlier for earlier in marked}.values()


def _view(case: Case) -> dict[str, Any]:
    return {
        "forum": case.meeting.forum.name,
        "on": case.meeting.on.isoformat(),
        "marks": marks_of(case),
        "members": may_mark(case),
        "minority": case.minority
        or " ".join(d.minority for d in case.decisions.all() if d.minority),
    }


def _question(question: Question) -> dict[str, Any]:
    return {"asks": question.asks, "text": question.text, "answer": question.answer}
