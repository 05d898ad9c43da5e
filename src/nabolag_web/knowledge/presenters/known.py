"""What was known of a finding when the papers were made, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import Asks, Kind
from nabolag_web.knowledge.queries.figure_text import value_text
from nabolag_web.knowledge.words import ASKS, SOURCES


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
        backing=_backing(stands["backing"]["level"]),
        supports=_pieces(stands["evidence"], supports=True),
        against=_pieces(stands["evidence"], supports=False),
        missing=", ".join(
            str(SOURCES[Kind(kind)]) for kind in stands["backing"]["missing"]
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


def _backing(level: str) -> str:
    return {
        "none": _("Nothing backs it yet."),
        "contested": _("It is contested: what speaks against it weighs as much."),
        "thin": _("It is thinly backed."),
        "part": _("It is partly backed."),
        "well": _("It is well backed."),
    }[level]


def _pieces(
    evidence: Iterable[Mapping[str, Any]], *, supports: bool
) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            kind=str(SOURCES[Kind(each["kind"])]),
            title=each["title"],
            note=each["note"],
            figure=_figure(each["figure"]) if each["figure"] else "",
        )
        for each in evidence
        if each["supports"] is supports
    )


def _figure(figure: Mapping[str, Any]) -> str:
    """Give a pinned number: where, when, how much, within what, and from whom."""
    value = value_text(figure, get_language() or "nb")
    where = f"{figure['area']}, {figure['period']}: {value}"
    return f"{where}. {figure['source']}" if figure["source"] else where
