"""What knowledge knows of the red thread: from sources to what was decided.

Evidence that no longer counts and findings that were taken out hold no thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import (
    Decision,
    DecisionFinding,
    Evidence,
    Finding,
    PinnedFigure,
    ResidentInput,
)
from nabolag_web.shell.thread import Kind, ThreadLink, Tie

_Asked = Mapping[type[Model], set[int]]
_HAVE_TIES: tuple[type[Model], ...] = (
    PinnedFigure,
    ResidentInput,
    Evidence,
    Finding,
    Decision,
)
_LONGEST = 80
_WITH_DECISION = ("forum__programme", "case__meeting__minutes")


def ties(things: Collection[Model]) -> Iterator[Tie]:
    """Give the ties from sources to evidence, findings and decisions."""
    asked = {model: _of(model, things) for model in _HAVE_TIES}
    yield from _evidence_ties(asked)
    yield from _decision_ties(asked)


def _of(model: type[Model], things: Collection[Model]) -> set[int]:
    return {thing.pk for thing in things if isinstance(thing, model)}


def _evidence_ties(asked: _Asked) -> Iterator[Tie]:
    if not any(asked[model] for model in _HAVE_TIES[:-1]):
        return
    pieces = Evidence.objects.filter(
        Q(figure__in=asked[PinnedFigure])
        | Q(resident_input__in=asked[ResidentInput])
        | Q(pk__in=asked[Evidence])
        | Q(finding__in=asked[Finding]),
        ended_at=None,
        finding__removed_at=None,
    ).select_related("finding__programme", "figure", "resident_input")
    for piece in pieces:
        slug, link = piece.finding.programme.slug, evidence_link(piece)
        yield Tie(below=link, above=finding_link(piece.finding))
        if piece.figure is not None:
            yield Tie(below=figure_link(piece.figure), above=link)
        if piece.resident_input is not None:
            yield Tie(below=input_link(piece.resident_input, slug), above=link)


def _decision_ties(asked: _Asked) -> Iterator[Tie]:
    if not asked[Finding] and not asked[Decision]:
        return
    rests = DecisionFinding.objects.filter(
        Q(finding__in=asked[Finding]) | Q(decision__in=asked[Decision]),
        finding__removed_at=None,
    ).select_related(
        "finding__programme", *(f"decision__{name}" for name in _WITH_DECISION)
    )
    for rest in rests:
        yield Tie(below=finding_link(rest.finding), above=decision_link(rest.decision))


def figure_link(figure: PinnedFigure) -> ThreadLink:
    """Give a pinned figure as it stands on the thread."""
    return ThreadLink(
        thing=figure,
        kind=Kind.SOURCE,
        title=figure.names.get(get_language(), figure.indicator),
        text=f"{figure.area_name} {figure.period}",
    )


def input_link(said: ResidentInput, slug: str) -> ThreadLink:
    """Give what a resident said as it stands on the thread."""
    return ThreadLink(
        thing=said,
        kind=Kind.SOURCE,
        title=_("“%(said)s”") % {"said": Truncator(said.text).chars(_LONGEST)},
        text=said.channel,
        address=reverse("knowledge:input", args=[slug, said.pk]),
        when=said.heard_on,
    )


def evidence_link(piece: Evidence) -> ThreadLink:
    """Give a piece of evidence as it stands on the thread."""
    return ThreadLink(
        thing=piece,
        kind=Kind.EVIDENCE,
        title=piece.title,
        text=_("Speaks for it") if piece.supports else _("Speaks against it"),
        address=f"{finding_link(piece.finding).address}#evidence",
    )


def finding_link(finding: Finding) -> ThreadLink:
    """Give a finding as it stands on the thread."""
    return ThreadLink(
        thing=finding,
        kind=Kind.FINDING,
        title=finding.sentence,
        address=reverse(
            "knowledge:finding", args=[finding.programme.slug, finding.number]
        ),
    )


def decision_link(decision: Decision) -> ThreadLink:
    """Give a decision as it stands on the thread: its day and its forum.

    It never gives what was decided, which not everyone may read.
    """
    case, slug = decision.case, decision.forum.programme.slug
    held = case is not None and case.meeting.held_at is not None
    return ThreadLink(
        thing=decision,
        kind=Kind.DECISION,
        title=date_format(decision.on),
        text=decision.forum.name,
        address=reverse("knowledge:minutes", args=[slug, case.meeting_id])
        if case is not None and held
        else "",
        when=decision.on,
    )
