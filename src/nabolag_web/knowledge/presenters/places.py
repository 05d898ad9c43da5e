"""Place analyses and their notes, as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Document, PlaceAnalysis, PlaceNote
from nabolag_web.knowledge.place_words import CODES, code_word, method_word
from nabolag_web.knowledge.queries.place_map import (
    MapPoint,
    PlaceMap,
    outline_of,
    place_map,
)

_HEADLINE = 90
"""Characters of a note that stand as the title of its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisLine:
    """An analysis in the list."""

    analysis: PlaceAnalysis
    method: str
    where: str
    holds: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note as pages show it. ``number`` is its point on the map, if it has one.

    ``photo`` is where its picture is, and ``change`` where whoever looks may change it.
    """

    note: PlaceNote
    headline: str
    about: str
    number: int | None
    where: str
    geo: str
    who: str
    at: datetime
    uses: str
    address: str
    photo: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What was said in one role."""

    said_by: str
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeGroup:
    """What was noted about one of the three: use, images or interests."""

    code: str
    word: str
    voices: tuple[Voice, ...]


def analysis_lines(analyses: Iterable[PlaceAnalysis], slug: str) -> list[AnalysisLine]:
    """Give analyses for the list, counted by :func:`queries.places.analyses`."""
    return [
        AnalysisLine(
            analysis=each,
            method=method_word(each.method),
            where=where_word(each.area),
            holds=_holds(each.note_count, each.photo_count),  # type: ignore[attr-defined] # annotated
            address=reverse("knowledge:place", args=[slug, each.pk]),
        )
        for each in analyses
    ]


def facts(analysis: PlaceAnalysis) -> list[str]:
    """Give the line of facts about one analysis: how, when and where."""
    day = date_format(analysis.on, "DATE_FORMAT")
    return [method_word(analysis.method), day, where_word(analysis.area)]


def where_word(area: FocusArea | None) -> str:
    """Give where an analysis was made, in words."""
    return area.name if area else _("The whole area of the programme")


def _holds(notes: int, photos: int) -> str:
    noted = ngettext("%(count)d note", "%(count)d notes", notes) % {"count": notes}
    if not photos:
        return noted
    seen = ngettext("%(count)d picture", "%(count)d pictures", photos)
    return f"{noted} · {seen % {'count': photos}}"


def note_lines(
    notes: Iterable[PlaceNote], slug: str, *, may_change: Callable[[PlaceNote], bool]
) -> list[NoteLine]:
    """Give notes for a page; those with a point are numbered in their order."""
    numbers = count(1)
    return [
        note_line(
            note,
            slug,
            number=next(numbers) if note.latitude is not None else None,
            may_change=may_change(note),
        )
        for note in notes
    ]


def note_line(
    note: PlaceNote, slug: str, *, number: int | None, may_change: bool
) -> NoteLine:
    """Give one note for a page."""
    place = f"{note.latitude},{note.longitude}" if note.latitude is not None else ""
    return NoteLine(
        note=note,
        headline=Truncator(note.text).chars(_HEADLINE),
        about=code_word(note.code),
        number=number,
        where=place.replace(",", ", "),
        geo=f"geo:{place}" if place else "",
        who=note.noted_by.name if note.noted_by else _("Someone who has left"),
        at=note.noted_at,
        uses=used_word(note),
        address=reverse("knowledge:place_note", args=[slug, note.pk]),
        photo=reverse("knowledge:photo", args=[slug, note.pk]) if note.photo else "",
        change=reverse("knowledge:change_note", args=[slug, note.pk])
        if may_change
        else "",
    )


def used_word(source: PlaceNote | Document) -> str:
    """Give how many findings use a source, where that was asked with it."""
    findings = getattr(source, "uses", 0)
    if not findings:
        return ""
    return ngettext(
        "Used in %(count)d finding", "Used in %(count)d findings", findings
    ) % {"count": findings}


def code_groups(lines: Iterable[NoteLine]) -> list[CodeGroup]:
    """Group notes by what they are about, and by who said it; the empty ones too.

    A role counts as one however it is written in small and capital letters.
    """
    by_code: dict[str, dict[str, list[NoteLine]]] = {code: {} for code, _word in CODES}
    for line in lines:
        voices = by_code[line.note.code]
        voices.setdefault(line.note.said_by.casefold(), []).append(line)
    return [
        CodeGroup(
            code=code,
            word=code_word(code),
            voices=tuple(
                Voice(said_by=said[0].note.said_by, notes=tuple(said))
                for said in voices.values()
            ),
        )
        for code, voices in by_code.items()
    ]


def map_of(analysis: PlaceAnalysis, lines: Sequence[NoteLine]) -> PlaceMap | None:
    """Give the map of an analysis, where its area has a border and there are points."""
    points = [
        MapPoint(
            number=line.number,
            latitude=line.note.latitude,
            longitude=line.note.longitude,
        )
        for line in lines
        if line.number is not None
        and line.note.latitude is not None
        and line.note.longitude is not None
    ]
    outline = outline_of(analysis.programme, analysis.area) if points else None
    return None if outline is None else place_map(outline, points)
