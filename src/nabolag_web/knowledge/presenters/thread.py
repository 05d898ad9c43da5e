"""The red thread through a finding: evidence, the finding, decisions, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Status
from nabolag_web.knowledge.presenters.decided import DecidedLine
from nabolag_web.knowledge.queries.findings import Standing
from nabolag_web.knowledge.words import STATUS
from nabolag_web.shell.registry import ThreadLink
from nabolag_web.shell.thread import Step


def thread(
    standing: Standing,
    decided: Sequence[DecidedLine],
    led_to: Sequence[ThreadLink],
    *,
    gaps: bool,
) -> list[Step]:
    """Give the steps; those that are missing only where gaps are to be shown."""
    steps = [
        _evidence(standing),
        _finding(standing),
        *_decisions(decided),
        *_done(led_to, decided),
    ]
    return [step for step in steps if gaps or step.is_there]


def _evidence(standing: Standing) -> Step:
    n = len(standing.evidence)
    pros = sum(each.supports for each in standing.evidence)
    if not n:
        return Step(kind=_("Evidence"), title=_("None yet"), is_there=False)
    return Step(
        kind=_("Evidence"),
        title=ngettext("%(n)s piece", "%(n)s pieces", n) % {"n": n},
        text=_("%(pros)s for, %(cons)s against") % {"pros": pros, "cons": n - pros},
        address="#evidence",
    )


def _finding(standing: Standing) -> Step:
    finding = standing.finding
    return Step(
        kind=_("Finding"),
        title=_("No. %(number)s") % {"number": finding.number},
        text=str(STATUS[Status(finding.status)]),
    )


def _decisions(decided: Sequence[DecidedLine]) -> list[Step]:
    if not decided:
        return [
            Step(
                kind=_("Decision"),
                title=_("Nothing is decided on it yet"),
                is_there=False,
            )
        ]
    return [
        Step(
            kind=_("Decision"),
            title=each.decision.text,
            text=each.heading,
            address=each.minutes,
        )
        for each in decided[:1]
    ]


def _done(led_to: Sequence[ThreadLink], decided: Sequence[DecidedLine]) -> list[Step]:
    if led_to:
        return [
            Step(kind=_("Measure"), title=each.title, address=each.address)
            for each in led_to[:2]
        ]
    title = _("No measure has begun from what was decided.") if decided else ""
    return [Step(kind=_("Measure"), title=title or _("None yet"), is_there=False)]


def decision_weaknesses(
    standing: Standing, decided: Sequence[DecidedLine], *, newer: bool
) -> list[str]:
    """Say where a decision rests on a finding that is contested or out of date."""
    if not decided:
        return []
    found = []
    if standing.backed.level.name == "CONTESTED":
        found.append(_("A decision rests on it, and it is contested."))
    if newer:
        found.append(_("A decision rests on it, and newer figures have come since."))
    if any(each.then for each in decided):
        found.append(_("A decision rests on it, and it says something else now."))
    return found
