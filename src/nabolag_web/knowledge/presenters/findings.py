"""Findings in words, made ready for the list and for a finding's own page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag.figures.signs import dimension_sign
from nabolag.reports.wording.backing import (
    level_in_short,
    level_sentence,
    nobody_asked,
    weak_spot,
)
from nabolag.reports.wording.naming import listed
from nabolag.values import Dimension
from nabolag_web.knowledge.models import (
    Asks,
    Bears,
    Finding,
    Kind,
    Question,
    Status,
)
from nabolag_web.knowledge.presenters.evidence import KindRow, heading, rows
from nabolag_web.knowledge.presenters.figures import said_words
from nabolag_web.knowledge.queries.figures import Newer
from nabolag_web.knowledge.queries.findings import Standing
from nabolag_web.knowledge.words import ASKS, BEARS, DIMENSIONS, KINDS, STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding in a list: what it says, how far it has come, how well it is backed."""

    number: int
    sentence: str
    address: str
    status: str
    dimension: str
    dimension_sign: str
    bears: str
    backed: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A status in the row of steps, and where the finding stands among them."""

    word: str
    current: bool
    done: bool
    aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question, with its answer where it has one."""

    pk: int
    text: str
    asks: str
    answer: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """All that a finding's own page tells."""

    lead: str
    cause: str
    steps: tuple[Step, ...]
    heading: str
    rows: tuple[KindRow, ...]
    weak_spots: tuple[str, ...]
    questions_heading: str
    questions: tuple[QuestionLine, ...]


def finding_lines(standings: Iterable[Standing], slug: str) -> list[FindingLine]:
    """Give findings for a list, each with how well it is backed."""
    return [_line(each, slug) for each in standings]


def address_of(finding: Finding, slug: str) -> str:
    """Give where a finding's own page is."""
    return reverse("knowledge:finding", args=[slug, finding.number])


def finding_page(standing: Standing, newer: Mapping[int, Newer]) -> FindingPage:
    """Give a finding's page: how sure we are, the evidence, the questions."""
    said = said_words()
    return FindingPage(
        lead=level_sentence(standing.backed, said),
        cause=_cause(standing),
        steps=steps(standing.finding.status),
        heading=heading(standing),
        rows=rows(standing, newer),
        weak_spots=tuple(weak_spot(spot, said) for spot in standing.backed.weak_spots),
        questions_heading=_questions_heading(standing),
        questions=tuple(map(_question, standing.questions)),
    )


def steps(status: str) -> tuple[Step, ...]:
    """Give the four statuses, with those the finding has passed."""
    order = list(Status)
    now = order.index(Status(status))
    return tuple(
        Step(
            word=str(STATUS[each]),
            current=each == status,
            done=status != Status.ASIDE and order.index(each) < now,
            aside=each is Status.ASIDE,
        )
        for each in order
    )


def _line(standing: Standing, slug: str) -> FindingLine:
    finding, said = standing.finding, said_words()
    return FindingLine(
        number=finding.number,
        sentence=finding.sentence,
        address=address_of(finding, slug),
        status=str(STATUS[Status(finding.status)]),
        dimension=str(DIMENSIONS.get(finding.dimension, "")),
        dimension_sign=_sign(finding),
        bears=str(BEARS[Bears(finding.bears)]),
        backed=f"{level_in_short(standing.backed.level, said)}: {_kinds(standing)}",
        asked=_open_questions(len(standing.open_questions)),
    )


def _sign(finding: Finding) -> str:
    which = Dimension(finding.dimension) if finding.dimension else None
    return mark_safe(dimension_sign(which))  # noqa: S308 - our own drawing


def _kinds(standing: Standing) -> str:
    """Give which kinds speak for it, and whether residents have been asked."""
    said = said_words()
    kinds = [str(KINDS[Kind(each.value)]).lower() for each in standing.backed.kinds]
    told = listed(kinds, said) if kinds else _("no evidence for it yet")
    missing = [each for each in standing.backed.missing if each.value == Kind.RESIDENTS]
    return ". ".join((told, *(nobody_asked(each, said) for each in missing)))


def _open_questions(n: int) -> str:
    if not n:
        return ""
    return ngettext("%(n)s open question", "%(n)s open questions", n) % {"n": n}


def _cause(standing: Standing) -> str:
    if not standing.claims or standing.cause_is_backed:
        return ""
    return _(
        "Claims a cause (“%(words)s”) without evidence on the cause. Say how it is, or"
        " add evidence that tells why."
    ) % {"words": standing.claims[0]}


def _questions_heading(standing: Standing) -> str:
    n = len(standing.open_questions)
    if not standing.questions:
        return _("No one has asked anything yet.")
    if not n:
        return _("All questions are answered.")
    return ngettext(
        "%(n)s stands open. It follows the finding until it is answered.",
        "%(n)s stand open. They follow the finding until they are answered.",
        n,
    ) % {"n": n}


def _question(question: Question) -> QuestionLine:
    return QuestionLine(
        pk=question.pk,
        text=question.text,
        asks=str(ASKS[Asks(question.asks)]),
        answer=question.answer,
        asked_at=question.asked_at,
    )
