"""What was decided on a finding, and whether the finding has changed since."""

from __future__ import annotations

from django.db.models import QuerySet

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Decision, DecisionFinding, Finding, Seat
from nabolag_web.programmes.models import Programme


def decided_on(finding: Finding) -> QuerySet[DecisionFinding]:
    """Give the decisions that rest on a finding, the newest first, with their forum."""
    return (
        finding.led_to.filter(decision__removed_at=None)
        .select_related(
            "finding",
            "decision__forum",
            "decision__case__meeting__minutes",
            "decision__owner__user",
        )
        .order_by("-decision__on", "-decision_id")
    )


def rests_of(decision: Decision) -> QuerySet[DecisionFinding]:
    """Give the findings that a decision rests on, as they are and as they stood."""
    rests = decision.rests_on.filter(finding__removed_at=None)
    return rests.select_related("finding", "decision").order_by("finding__number")


def seats_of(user: User, programme: Programme) -> dict[int, Seat]:
    """Give someone's seats in a programme, by forum."""
    seats = Seat.objects.filter(
        user=user, until__isnull=True, forum__programme=programme
    )
    return {seat.forum_id: seat for seat in seats}
