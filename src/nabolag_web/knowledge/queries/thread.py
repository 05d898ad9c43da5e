"""What knowledge knows of the red thread: from sources to what was decided.

Evidence that no longer counts and findings that were taken out hold no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import (
    SOURCES,
    Decision,
    DecisionFinding,
    Document,
    Evidence,
    Finding,
    PinnedFigure,
    PlaceAnalysis,
    PlaceNote,
    PulseSeries,
    ResidentInput,
    Source,
    StaffAnswer,
)
from nabolag_web.shell.thread import Kind, ThreadLink, Tie

_Asked = Mapping[type[Model], set[int]]
_HAVE_TIES: tuple[type[Model], ...] = (
    *SOURCES.values(),
    Evidence,
    Finding,
    Decision,
)
_LONGEST = 80
WITH_SOURCES = (*SOURCES, "place_note__analysis", "pulse_series__question")
"""What is looked up with evidence to tell what it rests on."""
WITH_DECISION = ("forum__programme", "case__meeting__minutes")
"""What is looked up with a decision to tell who may read it."""


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
    rests = (Q(**{f"{name}__in": asked[model]}) for name, model in SOURCES.items())
    pieces = Evidence.objects.filter(
        reduce(or_, rests) | Q(pk__in=asked[Evidence]) | Q(finding__in=asked[Finding]),
        ended_at=None,
        finding__removed_at=None,
    ).select_related("finding__programme", *WITH_SOURCES)
    for piece in pieces:
        link, source = evidence_link(piece), piece.rests_on
        yield Tie(below=link, above=finding_link(piece.finding))
        if source is not None:
            below = source_link(source, piece.finding.programme.slug)
            yield Tie(below=below, above=link)


def _decision_ties(asked: _Asked) -> Iterator[Tie]:
    if not asked[Finding] and not asked[Decision]:
        return
    rests = DecisionFinding.objects.filter(
        Q(finding__in=asked[Finding]) | Q(decision__in=asked[Decision]),
        finding__removed_at=None,
        decision__removed_at=None,
    ).select_related(
        "finding__programme", *(f"decision__{name}" for name in WITH_DECISION)
    )
    for rest in rests:
        yield Tie(below=finding_link(rest.finding), above=decision_link(rest.decision))


def source_link(source: Source, slug: str) -> ThreadLink:
    """Give a source as it stands on the thread, with its page in a programme."""
    return _LINKS[type(source)](source, slug)


def _figure_link(figure: PinnedFigure, slug: str) -> ThreadLink:
    return ThreadLink(
        thing=figure,
        kind=Kind.SOURCE,
        title=figure.names.get(get_language(), figure.indicator),
        text=f"{figure.area_name} {figure.period}",
        address=reverse("knowledge:figure", args=[slug, figure.pk]),
    )


def _input_link(said: ResidentInput, slug: str) -> ThreadLink:
    return ThreadLink(
        thing=said,
        kind=Kind.SOURCE,
        title=_quoted(said.text),
        text=said.channel,
        address=reverse("knowledge:input", args=[slug, said.pk]),
        when=said.heard_on,
    )


def _note_link(note: PlaceNote, slug: str) -> ThreadLink:
    return ThreadLink(
        thing=note,
        kind=Kind.SOURCE,
        title=_quoted(note.text),
        text=" · ".join(filter(None, (note.said_by, note.analysis.title))),
        address=reverse("knowledge:place_note", args=[slug, note.pk]),
        when=localdate(note.noted_at),
    )


def _analysis_link(analysis: PlaceAnalysis, slug: str) -> ThreadLink:
    return ThreadLink(
        thing=analysis,
        kind=Kind.SOURCE,
        title=analysis.title,
        text=analysis.took_part,
        address=reverse("knowledge:place", args=[slug, analysis.pk]),
        when=analysis.on,
    )


def _answer_link(answer: StaffAnswer, _slug: str) -> ThreadLink:
    # The words are for those who read them; here stands only that staff saw it.
    return ThreadLink(
        thing=answer,
        kind=Kind.SOURCE,
        title=_("What staff saw in %(month)s")
        % {"month": date_format(answer.written_on, "YEAR_MONTH_FORMAT")},
    )


def _series_link(series: PulseSeries, slug: str) -> ThreadLink:
    texts = series.question.texts
    return ThreadLink(
        thing=series,
        kind=Kind.SOURCE,
        title=texts.get(get_language()) or next(iter(texts.values()), ""),
        text=_("The monthly pulse"),
        address=reverse("knowledge:series", args=[slug, series.pk]),
        when=localdate(series.frozen_at),
    )


def _document_link(document: Document, slug: str) -> ThreadLink:
    return ThreadLink(
        thing=document,
        kind=Kind.SOURCE,
        title=document.title,
        text=document.file_name,
        address=reverse("knowledge:document", args=[slug, document.pk]),
        when=localdate(document.added_at),
    )


def _quoted(words: str) -> str:
    return _("“%(said)s”") % {"said": Truncator(words).chars(_LONGEST)}


_LINKS: Mapping[type[Source], Callable[[Any, str], ThreadLink]] = {
    PinnedFigure: _figure_link,
    ResidentInput: _input_link,
    PlaceNote: _note_link,
    PlaceAnalysis: _analysis_link,
    StaffAnswer: _answer_link,
    PulseSeries: _series_link,
    Document: _document_link,
}


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
    slug = decision.forum.programme.slug
    return ThreadLink(
        thing=decision,
        kind=Kind.DECISION,
        title=date_format(decision.on),
        text=decision.forum.name,
        address=reverse("knowledge:decision", args=[slug, decision.pk]),
        when=decision.on,
    )
