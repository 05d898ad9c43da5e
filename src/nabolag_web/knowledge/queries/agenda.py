"""What a meeting could take up: findings under discussion, questions no one answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nabolag_web.knowledge.models import (
    Case,
    Finding,
    Meeting,
    Question,
    Status,
)

FIRST_CHOICE = 6
"""As many as a meeting can well take up; the rest can be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that could be on the agenda; ``follows`` from an earlier meeting.

    ``question`` is set where the question is what should be taken up.
    """

    finding: Finding
    question: Question | None = None
    open_questions: int = 0
    follows: bool = False


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """Give what could be on a meeting's agenda, what follows from earlier ones first.

    That is every finding that is being questioned, and of other findings the questions
    that stand unanswered. What is on the agenda already is left out.
    """
    findings = [
        Suggestion(
            finding=finding,
            open_questions=finding.unanswered,
            follows=finding.was_taken_up and finding.unanswered > 0,
        )
        for finding in _questioned(meeting)
    ]
    questions = [
        Suggestion(
            finding=question.finding,
            question=question,
            open_questions=1,
            follows=question.was_taken_up,
        )
        for question in _unanswered(meeting)
    ]
    return sorted([*findings, *questions], key=lambda each: not each.follows)


# The rows carry more than their models say: what is counted beside them.


def _questioned(meeting: Meeting) -> Iterable[Any]:
    earlier = Case.objects.filter(finding=OuterRef("pk")).exclude(meeting=meeting)
    return (
        meeting.forum.programme.findings.filter(
            status=Status.QUESTIONED, removed_at__isnull=True
        )
        .exclude(pk__in=_taken_up(meeting))
        .annotate(
            unanswered=Count(
                "questions",
                filter=Q(questions__answered_at__isnull=True),
                distinct=True,
            ),
            was_taken_up=Exists(earlier),
        )
        .order_by("changed_at", "pk")
    )


def _unanswered(meeting: Meeting) -> Iterable[Any]:
    earlier = Case.objects.filter(finding=OuterRef("finding")).exclude(meeting=meeting)
    return (
        Question.objects.filter(
            finding__programme=meeting.forum.programme,
            finding__removed_at__isnull=True,
            answered_at__isnull=True,
        )
        .exclude(finding__status__in=[Status.QUESTIONED, Status.ASIDE])
        .exclude(finding__in=_taken_up(meeting))
        .select_related("finding")
        .annotate(was_taken_up=Exists(earlier))
        .order_by("asked_at", "pk")
    )


def _taken_up(meeting: Meeting) -> QuerySet[Case, Any]:
    return meeting.cases.filter(finding__isnull=False).values("finding")
