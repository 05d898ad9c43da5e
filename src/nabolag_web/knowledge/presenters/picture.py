"""An area's picture in words: what we share, by dimension, and what we do not know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Bears, Kind
from nabolag_web.knowledge.presenters.findings import FindingLine, finding_lines
from nabolag_web.knowledge.queries.picture import Picture
from nabolag_web.knowledge.words import DIMENSIONS, KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What of a dimension is a challenge, or what is a possibility."""

    title: str
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One dimension, with its challenges and its possibilities side by side."""

    title: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question, and the finding it is about."""

    text: str
    finding: FindingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """All that an area's picture tells."""

    lead: str
    parts: tuple[Part, ...]
    discussed: tuple[FindingLine, ...]
    questions: tuple[Asked, ...]
    unasked: tuple[FindingLine, ...]
    sources: str


def picture_page(picture: Picture, slug: str) -> PicturePage:
    """Give an area's picture for its page."""
    return PicturePage(
        lead=_lead(picture),
        parts=tuple(
            part
            for key, word in ((*DIMENSIONS.items(), ("", _("Not sorted yet"))))
            if (part := _part(picture, key, str(word), slug))
        ),
        discussed=tuple(finding_lines(picture.discussed, slug)),
        questions=_questions(picture, slug),
        unasked=tuple(finding_lines(picture.unasked, slug)),
        sources=_sources(picture),
    )


def _lead(picture: Picture) -> str:
    bears = Counter(each.finding.bears for each in picture.shared)
    challenges, possibilities = bears[Bears.CHALLENGE], bears[Bears.POSSIBILITY]
    if not picture.shared:
        return _("Nothing is shared understanding yet.")
    return _("Shared understanding: %(challenges)s and %(possibilities)s.") % {
        "challenges": ngettext("%(n)s challenge", "%(n)s challenges", challenges)
        % {"n": challenges},
        "possibilities": ngettext(
            "%(n)s possibility", "%(n)s possibilities", possibilities
        )
        % {"n": possibilities},
    }


def _part(picture: Picture, key: str, word: str, slug: str) -> Part | None:
    def side(bears: Bears, title: str) -> Side:
        found = picture.of(dimension=key, bears=bears)
        return Side(title=title, findings=tuple(finding_lines(found, slug)))

    sides = (
        side(Bears.CHALLENGE, _("Challenges")),
        side(Bears.POSSIBILITY, _("Possibilities")),
    )
    return Part(title=word, sides=sides) if any(s.findings for s in sides) else None


def _questions(picture: Picture, slug: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(text=question.text, finding=line)
        for standing in (*picture.shared, *picture.discussed)
        for line in finding_lines([standing], slug)
        for question in standing.open_questions
    )


def _sources(picture: Picture) -> str:
    """Give how many sources of each kind the shared findings rest on."""
    pieces = Counter(piece.kind for each in picture.shared for piece in each.evidence)
    told = [
        _("%(kind)s: %(n)s") % {"kind": KINDS[kind], "n": pieces[kind]} for kind in Kind
    ]
    return "; ".join(told)
