"""Findings as they are listed, found by words, and read, now and as they stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag.knowledge.causes import claims_of_cause
from nabolag.knowledge.evidence import Backed, Kind, Strength, backed
from nabolag.knowledge.evidence import Evidence as LibraryEvidence
from nabolag.searching import search_stems
from nabolag_web.knowledge.models import (
    Evidence,
    Finding,
    FindingVersion,
    FindingWord,
    LookedFor,
    Question,
    held_in,
)
from nabolag_web.knowledge.queries.thread import WITH_SOURCES
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.registry import Hit

_FOUND = 50
_WITH_EVIDENCE = (*WITH_SOURCES, "same_as")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which findings someone wants to see; what is empty leaves none out."""

    words: str = ""
    status: str = ""
    bears: str = ""
    dimension: str = ""
    area: int | None = None
    lacks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A finding with what backs it: live evidence, what was looked for, questions."""

    finding: Finding
    evidence: tuple[Evidence, ...]
    looked_for: tuple[LookedFor, ...]
    questions: tuple[Question, ...]
    backed: Backed
    sources: int
    claims: tuple[str, ...]
    cause_is_backed: bool

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Give the questions that no one has answered."""
        return tuple(each for each in self.questions if not each.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A finding as it stood at a moment: what it said, and what backed it."""

    said: FindingVersion
    standing: Standing
    at: datetime


def listed(programme: Programme, asked: Asked) -> QuerySet[Finding]:
    """Give a programme's findings that are as asked for, the newest first."""
    found = programme.findings.filter(removed_at=None)
    for name in ("status", "bears", "dimension", "area"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    if asked.lacks:
        there = Evidence.objects.filter(
            finding=OuterRef("pk"), ended_at=None, kind=asked.lacks
        )
        found = found.exclude(Exists(there))
    return _holding(found, programme, asked.words).select_related("area")


def numbered(programme: Programme, number: int) -> QuerySet[Finding]:
    """Give the finding with a number, if it has not been taken out."""
    found = programme.findings.filter(number=number, removed_at=None)
    return found.select_related("area", "programme", "merged_into", "split_from")


def taken_out(programme: Programme) -> QuerySet[Finding]:
    """Give the findings that were taken out and can be put back, the newest first."""
    return programme.findings.filter(removed_at__isnull=False).order_by("-removed_at")


def standing(finding: Finding) -> Standing:
    """Give a finding with all that is said for, against and about it now."""
    return standings([finding])[0]


def standings(findings: Sequence[Finding]) -> list[Standing]:
    """Give several findings with what backs each, in three queries for all."""
    keys = [finding.pk for finding in findings]
    evidence = Evidence.objects.filter(finding__in=keys, ended_at=None)
    pieces = _by_finding(evidence.select_related(*_WITH_EVIDENCE))
    looked = _by_finding(LookedFor.objects.filter(finding__in=keys))
    asked = _by_finding(Question.objects.filter(finding__in=keys))
    return [
        _standing(each, pieces[each.pk], looked[each.pk], asked[each.pk])
        for each in findings
    ]


def stood(finding: Finding, at: datetime) -> Then | None:
    """Give a finding as it stood at a moment; nothing where it was not yet written."""
    said = finding.versions.filter(at__lte=at).first()
    if said is None:
        return None
    pieces = finding.evidence.filter(Q(ended_at=None) | Q(ended_at__gt=at))
    asked = [_as_asked(each, at) for each in finding.questions.filter(asked_at__lte=at)]
    then = _standing(
        finding,
        pieces.filter(added_at__lte=at).select_related(*_WITH_EVIDENCE),
        finding.looked_for.filter(at__lte=at),
        asked,
        sentence=said.sentence,
    )
    return Then(said=said, standing=then, at=at)


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what a search of the programme finds among its findings."""
    for finding in listed(programme, Asked(words=" ".join(words)))[:_FOUND]:
        yield Hit(
            kind=_("Findings"),
            title=finding.sentence,
            text=_("Finding %(number)s") % {"number": finding.number},
            address=reverse("knowledge:finding", args=[programme.slug, finding.number]),
        )


def _holding(
    found: QuerySet[Finding], programme: Programme, words: str
) -> QuerySet[Finding]:
    """Keep the findings that hold all the words, in bokmål or nynorsk alike."""
    stems = dict.fromkeys(search_stems(words))

    def with_stem(kept: QuerySet[Finding], stem: str) -> QuerySet[Finding]:
        having = FindingWord.objects.filter(programme=programme, stem=stem)
        return kept.filter(pk__in=having.values("finding"))

    return reduce(with_stem, stems, found)


def _by_finding(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.finding_id].append(row)
    return found


def _standing(
    finding: Finding,
    pieces: Iterable[Evidence],
    looked: Iterable[LookedFor],
    asked: Iterable[Question],
    *,
    sentence: str = "",
) -> Standing:
    evidence, looked_for = tuple(pieces), tuple(looked)
    given = tuple(_as_library(evidence))
    claims = claims_of_cause(sentence or finding.sentence)
    return Standing(
        finding=finding,
        evidence=evidence,
        looked_for=looked_for,
        questions=tuple(asked),
        backed=backed(
            given,
            looked_against=any(not each.supports for each in looked_for),
        ),
        sources=len({each.origin for each in given}),
        claims=tuple(claim.words for claim in claims),
        cause_is_backed=any(each.about_cause and each.supports for each in evidence),
    )


def _as_library(evidence: Collection[Evidence]) -> Iterator[LibraryEvidence]:
    known = {each.pk: each for each in evidence}
    for piece in evidence:
        yield LibraryEvidence(
            kind=Kind(piece.kind),
            strength=Strength(piece.strength),
            supports=piece.supports,
            origin=_origin(piece, known),
        )


def _origin(piece: Evidence, known: dict[int, Evidence]) -> str:
    """Give what a piece rests on: its stored source, or the first piece it is like."""
    seen = {piece.pk}
    while piece.same_as_id in known and piece.same_as_id not in seen:
        piece = known[piece.same_as_id]
        seen.add(piece.pk)
    if (source := piece.rests_on) is not None:
        return f"{held_in(source)} {source.pk}"
    return f"piece {piece.same_as_id or piece.pk}"


def _as_asked(question: Question, at: datetime) -> Question:
    """Give a question as it stood: open, where the answer came later."""
    if question.answered_at and question.answered_at > at:
        question.answer, question.answered_at = "", None
    return question
