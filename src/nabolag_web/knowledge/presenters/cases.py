"""One case in words: where it stands on the agenda, what is known, what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import Case, CaseKind, Decision, Disqualified
from nabolag_web.knowledge.presenters.forums import name_of
from nabolag_web.knowledge.presenters.known import Known
from nabolag_web.knowledge.presenters.known import known as in_words
from nabolag_web.knowledge.presenters.minutes import DecisionLine, decision_lines
from nabolag_web.knowledge.queries.minutes import decision_parts
from nabolag_web.knowledge.words import CASE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Someone who took no part, and on which ground."""

    pk: int
    name: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case as its page shows it, with the cases before and after it."""

    title: str
    facts: list[str]
    known: Known | None
    before: Case | None
    after: Case | None
    decisions: list[tuple[int, DecisionLine]]
    disqualified: list[Noted]


def case_page(
    case: Case,
    *,
    known: Mapping[str, Any],
    beside: tuple[list[Case], int],
    recorded: tuple[Iterable[Decision], Iterable[Disqualified]],
) -> CasePage:
    """Give a case for its page."""
    cases, place = beside
    decisions, disqualified = list(recorded[0]), recorded[1]
    lines = decision_lines(decision_parts(decisions))
    return CasePage(
        title=str(case),
        facts=[
            str(CASE_KINDS[CaseKind(case.kind)]),
            _("Case %(place)s of %(all)s") % {"place": place + 1, "all": len(cases)},
        ],
        known=in_words(known),
        before=cases[place - 1] if place else None,
        after=cases[place + 1] if place + 1 < len(cases) else None,
        decisions=[
            (each.pk, line) for each, line in zip(decisions, lines, strict=True)
        ],
        disqualified=[
            Noted(pk=noted.pk, name=name_of(noted.seat), ground=noted.ground)
            for noted in disqualified
        ],
    )
