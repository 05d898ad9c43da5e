"""What was known of a finding when the papers were made, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nabolag.reports.wording.backing import level_in_short
from nabolag_web.knowledge.models import Asks, Kind
from nabolag_web.knowledge.presenters.figures import figure_lines, said_words
from nabolag_web.knowledge.queries.figures import Figure
from nabolag_web.knowledge.queries.frozen import level_of
from nabolag_web.knowledge.words import ASKS, KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence in words; ``figure`` is its number with interval and source."""

    kind: str
    title: str
    note: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about the finding, and what was answered."""

    asks: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a case's finding."""

    sentence: str
    backing: str
    supports: tuple[Piece, ...]
    against: tuple[Piece, ...]
    missing: str
    unanswered: tuple[Asked, ...]
    answered: tuple[Asked, ...]


def known(stands: Mapping[str, Any]) -> Known | None:
    """Give what was known, as it was kept or as it stands; nothing without a finding."""
    if not stands:
        return None
    questions = [_asked(each) for each in stands["questions"]]
    return Known(
        sentence=stands["finding"]["sentence"],
        backing=level_in_short(level_of(stands), said_words()),
        supports=_pieces(stands["evidence"], supports=True),
        against=_pieces(stands["evidence"], supports=False),
        missing=", ".join(
            str(KINDS[Kind(kind)]) for kind in stands["backing"]["missing"]
        ),
        unanswered=tuple(each for each in questions if not each.answer),
        answered=tuple(each for each in questions if each.answer),
    )


def _asked(question: Mapping[str, str]) -> Asked:
    return Asked(
        asks=str(ASKS[Asks(question["asks"])]),
        text=question["text"],
        answer=question["answer"],
    )


def _pieces(
    evidence: Iterable[Mapping[str, Any]], *, supports: bool
) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            kind=str(KINDS[Kind(each["kind"])]),
            title=each["title"],
            note=each["note"],
            figure=_figure(each["figure"]) if each["figure"] else "",
        )
        for each in evidence
        if each["supports"] is supports
    )


def _figure(stored: Mapping[str, Any]) -> str:
    """Give a pinned number: how much, within what, against what, and from whom."""
    lines = figure_lines(Figure(**stored))
    return f"{lines.said} {lines.source}".strip()
