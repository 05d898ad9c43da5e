"""What is known of a case's finding at a moment, as plain values that can be stored.

The keys are codes and facts; presenters make words of them, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from nabolag.knowledge.evidence import Evidence as Piece
from nabolag.knowledge.evidence import Kind, Strength, backed
from nabolag_web.knowledge.models import (
    Case,
    Evidence,
    Finding,
    Hands,
    PinnedFigure,
    Question,
)
from nabolag_web.knowledge.queries.meetings import seated_at


def as_it_stands(case: Case) -> dict[str, Any]:
    """Give what is known of the case's finding now; nothing where it has none."""
    finding = case.finding
    if finding is None:
        return {}
    evidence = list(
        finding.evidence.filter(ended_at__isnull=True).select_related("figure")
    )
    return {
        "finding": _finding(finding),
        "backing": _backing(finding, evidence),
        "evidence": [_piece(piece) for piece in evidence],
        "questions": [_question(question) for question in finding.questions.all()],
        "views": [_view(earlier) for earlier in _last_in_each_forum(case, finding)],
    }


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


def _backing(finding: Finding, evidence: Iterable[Evidence]) -> dict[str, Any]:
    looked = finding.looked_for.filter(supports=False).exists()
    found = backed(map(_as_library_has_it, evidence), looked_against=looked)
    return {
        "level": found.level.name.lower(),
        "for": list(found.kinds),
        "against": list(found.against),
        "missing": list(found.missing),
        "weak_spots": list(found.weak_spots),
    }


def _as_library_has_it(piece: Evidence) -> Piece:
    return Piece(
        kind=Kind(piece.kind),
        strength=Strength(piece.strength),
        supports=piece.supports,
        origin=str(piece.same_as_id or piece.pk),
    )


def _piece(piece: Evidence) -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "strength": piece.strength,
        "supports": piece.supports,
        "title": piece.title,
        "note": piece.note,
        "page": piece.page_reference,
        "figure": _figure(piece.figure) if piece.figure else None,
    }


def _figure(figure: PinnedFigure) -> dict[str, Any]:
    return {
        "names": figure.names,
        "area": figure.area_name,
        "period": figure.period,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "source": figure.source,
    }


def _last_in_each_forum(case: Case, finding: Finding) -> Iterable[Case]:
    """Give the last case in which each forum has marked how far it shares a finding."""
    marked = (
        Case.objects.filter(Q(marks__isnull=False) | Q(hands__isnull=False))
        .filter(finding=finding)
        .exclude(pk=case.pk)
        .select_related("meeting__forum")
        .prefetch_related("marks", "decisions")
        .distinct()
        .order_by("meeting__on", "pk")
    )
    return {earlier.forum_id: earlier for earlier in marked}.values()


def _view(case: Case) -> dict[str, Any]:
    return {
        "forum": case.meeting.forum.name,
        "on": case.meeting.on.isoformat(),
        "marks": _marks(case),
        "members": seated_at(case.meeting).count(),
        "minority": " ".join(d.minority for d in case.decisions.all() if d.minority),
    }


def _marks(case: Case) -> list[int]:
    """Give the marks without whose they are; a show of hands counts before them."""
    hands = Hands.objects.filter(case=case).first()
    if hands is None:
        return sorted(mark.value for mark in case.marks.all())
    return [mark for mark, count in enumerate(hands.counts, 1) for _ in range(count)]


def _question(question: Question) -> dict[str, Any]:
    return {"asks": question.asks, "text": question.text, "answer": question.answer}
