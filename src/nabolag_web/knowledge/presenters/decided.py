"""What was decided on a finding, in words, for those who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import DecisionFinding
from nabolag_web.knowledge.presenters.minutes import DecisionLine, decision_lines
from nabolag_web.knowledge.queries.minutes import decision_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLine:
    """A decision that rests on a finding: where it was made, and what it says.

    ``then`` is where the finding can be read as it stood that day, if it has changed
    since.
    """

    heading: str
    decision: DecisionLine
    case: str
    minutes: str
    then: str


def decided_lines(slug: str, rests: Iterable[DecisionFinding]) -> list[DecidedLine]:
    """Give decisions that rest on a finding for its page."""
    rests = list(rests)
    lines = decision_lines(decision_parts([rest.decision for rest in rests]))
    return [
        DecidedLine(
            heading=_("Decided in %(forum)s %(day)s")
            % {
                "forum": rest.decision.forum.name,
                "day": date_format(rest.decision.on),
            },
            decision=line,
            case=rest.decision.case.label if rest.decision.case else "",
            minutes=_minutes(slug, rest),
            then=_then(slug, rest),
        )
        for rest, line in zip(rests, lines, strict=True)
    ]


def _minutes(slug: str, rest: DecisionFinding) -> str:
    case = rest.decision.case
    if case is None or case.meeting.held_at is None:
        return ""
    return reverse("knowledge:minutes", args=[slug, case.meeting.pk])


def _then(slug: str, rest: DecisionFinding) -> str:
    """Give where the finding stands as the forum had it, if it says otherwise now."""
    if rest.version == rest.finding.version:
        return ""
    address = reverse("knowledge:history", args=[slug, rest.finding.number])
    return f"{address}?on={rest.decision.on.isoformat()}"
