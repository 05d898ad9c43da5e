"""What was decided on a finding, in words, for those who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import Decision, DecisionFinding
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
            heading=_heading(rest.decision),
            decision=line,
            case=rest.decision.case.label if rest.decision.case else "",
            minutes=_minutes(slug, rest.decision),
            then=_then(slug, rest),
        )
        for rest, line in zip(rests, lines, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestLine:
    """A finding that a decision rests on; ``then`` is how it stood, if it has changed."""

    number: int
    sentence: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """A decision on a page of its own: what it says, and what it rests on."""

    heading: str
    decision: DecisionLine
    case: str
    minutes: str
    rests: tuple[RestLine, ...]
    done: str


def decision_page(
    decision: Decision, rests: Iterable[DecisionFinding], slug: str
) -> DecisionPage:
    """Give a decision for its page."""
    (line,) = decision_lines(decision_parts([decision]))
    return DecisionPage(
        heading=_heading(decision),
        decision=line,
        case=decision.case.label if decision.case else "",
        minutes=_minutes(slug, decision),
        rests=tuple(
            RestLine(
                number=rest.finding.number,
                sentence=rest.finding.sentence,
                then=_then(slug, rest),
            )
            for rest in rests
        ),
        done=_("Done %(day)s") % {"day": date_format(decision.done_on)}
        if decision.done_on
        else "",
    )


def _heading(decision: Decision) -> str:
    told = {"forum": decision.forum.name, "day": date_format(decision.on)}
    return _("Decided in %(forum)s %(day)s") % told


def _minutes(slug: str, decision: Decision) -> str:
    case = decision.case
    if case is None or case.meeting.held_at is None:
        return ""
    return reverse("knowledge:minutes", args=[slug, case.meeting.pk])


def _then(slug: str, rest: DecisionFinding) -> str:
    """Give where the finding stands as the forum had it, if it says otherwise now."""
    if rest.version == rest.finding.version:
        return ""
    address = reverse("knowledge:history", args=[slug, rest.finding.number])
    return f"{address}?on={rest.decision.on.isoformat()}"
