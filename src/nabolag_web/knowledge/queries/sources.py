"""What findings can rest on, and what became of it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from nabolag_web.knowledge.models import Finding, Source, held_in
from nabolag_web.knowledge.queries.places import every_note
from nabolag_web.knowledge.queries.pulse import kept_series
from nabolag_web.knowledge.queries.staff import told
from nabolag_web.programmes.models import Programme

MOST = 200
"""Sources that someone can be asked to choose among."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A source that evidence can be drawn from: what it says, who said it, and when."""

    source: Source
    title: str
    said_by: str
    at: datetime

    @property
    def key(self) -> str:
        """Give the name that :func:`named` finds it by."""
        return key_of(self.source)


def key_of(source: Source) -> str:
    """Give the name that :func:`named` finds a source by."""
    return f"{held_in(source)}-{source.pk}"


def offered(
    programme: Programme, *, with_words: bool, most: int = MOST
) -> list[Offered]:
    """Give what can be used as evidence, the newest first: one question for each kind.

    Figures are pinned instead, what residents say is written down for a finding, and
    series are kept from the pulse's page. What staff tell comes ``with_words`` only.
    """
    each = [_notes(programme), _analyses(programme), _documents(programme)]
    if with_words:
        each.append(_answers(programme))
    merged = heapq.merge(*each, key=lambda source: source.at, reverse=True)
    return list(islice(merged, most))


def named(programme: Programme, key: str) -> Source | None:
    """Give the source that a form names, where the programme has it in use."""
    held, _dash, number = key.partition("-")
    in_use = _in_use(programme)
    if held not in in_use or not number.isascii() or not number.isdigit():
        return None
    source: Source | None = in_use[held].filter(pk=int(number[:18])).first()
    return source


def _in_use(programme: Programme) -> dict[str, QuerySet[Any]]:
    """Give what evidence can be drawn from, by the reference that would hold it."""
    return {
        "resident_input": programme.inputs.all(),
        "place_note": every_note(programme).filter(removed_at=None),
        "place_analysis": programme.place_analyses.filter(removed_at=None),
        "document": programme.documents.filter(removed_at=None),
        "staff_answer": told(programme),
        "pulse_series": kept_series(programme),
    }


def used_in(source: Source) -> QuerySet[Finding]:
    """Give the findings that use a source: what became of it, the newest first."""
    rests = {f"evidence__{held_in(source)}": source}
    found = Finding.objects.filter(evidence__ended_at=None, removed_at=None, **rests)
    return found.distinct().order_by("-number")


def _notes(programme: Programme) -> Iterator[Offered]:
    for note in _in_use(programme)["place_note"].order_by("-noted_at", "-pk")[:MOST]:
        yield Offered(
            source=note, title=note.text, said_by=note.said_by, at=note.noted_at
        )


def _analyses(programme: Programme) -> Iterator[Offered]:
    found = _in_use(programme)["place_analysis"]
    for each in found.order_by("-made_at", "-pk")[:MOST]:
        yield Offered(
            source=each, title=each.title, said_by=each.took_part, at=each.made_at
        )


def _documents(programme: Programme) -> Iterator[Offered]:
    for each in _in_use(programme)["document"].order_by("-added_at", "-pk")[:MOST]:
        yield Offered(source=each, title=each.title, said_by="", at=each.added_at)


def _answers(programme: Programme) -> Iterator[Offered]:
    for answer in told(programme)[:MOST]:
        yield Offered(
            source=answer,
            title=answer.words,
            said_by="",
            at=make_aware(datetime.combine(answer.written_on, time())),
        )
