"""An agenda in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Came, Case, CaseKind
from nabolag_web.knowledge.words import CAME, CASE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A case as the agenda shows it."""

    pk: int
    number: str
    title: str
    facts: str


def agenda_lines(cases: Iterable[Case]) -> list[AgendaLine]:
    """Give a meeting's cases in order, with how far each has come."""
    return [
        AgendaLine(pk=case.pk, number=case.label, title=case.title, facts=_facts(case))
        for case in cases
    ]


def _facts(case: Case) -> str:
    told = [str(CASE_KINDS[CaseKind(case.kind)])]
    decided = len(case.decisions.all())
    if decided:
        said = ngettext("%(count)s decision", "%(count)s decisions", decided)
        told.append(said % {"count": decided})
    elif case.said:
        told.append(_("discussed"))
    return " · ".join(told)


def came_words(came: Mapping[int, str]) -> str:
    """Give how many came and how many did not; nothing until someone has said."""
    counts = Counter(came.values())
    return " · ".join(f"{CAME[how]}: {counts[how]}" for how in Came if counts[how])
