"""Cases and decisions that were taken off and can still be put back."""

from __future__ import annotations

from django.db.models import QuerySet

from nabolag_web.knowledge.models import Case, Decision, Meeting


def cases_off(meeting: Meeting) -> QuerySet[Case]:
    """Give the cases that were taken off a meeting's agenda, the newest last."""
    return Case.taken_off.filter(meeting=meeting).order_by("removed_at", "pk")


def ever_on(meeting: Meeting) -> QuerySet[Case]:
    """Give the cases of a meeting, also those that were taken off its agenda."""
    found = Case._base_manager.filter(meeting=meeting)
    return found.select_related("finding__area", "question__finding")


def decisions_off(case: Case) -> QuerySet[Decision]:
    """Give the decisions of a case that were taken back, the newest last."""
    return Decision.taken_off.filter(case=case).order_by("removed_at", "pk")


def ever_in(case: Case) -> QuerySet[Decision]:
    """Give the decisions of a case, also those that were taken back."""
    found = Decision._base_manager.filter(case=case)
    return found.select_related("case__meeting__forum__programme")
