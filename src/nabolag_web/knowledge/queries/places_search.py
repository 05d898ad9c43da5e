"""What a search of the programme finds among place analyses, notes and documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nabolag_web.knowledge.queries.places import every_note
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.registry import Hit

_FOUND = 50
_SHOWN = 120
"""Characters of a note that stand with a hit."""

_Row = TypeVar("_Row", bound=Model)


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what holds all the words: analyses, then notes, then documents."""
    yield from _analyses(programme, words)
    yield from _notes(programme, words)
    yield from _documents(programme, words)


def _analyses(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    for analysis in _holding(programme.place_analyses.all(), words):
        yield Hit(
            kind=_("Place analyses"),
            title=analysis.title,
            text=analysis.took_part,
            address=reverse("knowledge:place", args=[programme.slug, analysis.pk]),
        )


def _notes(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    newest = every_note(programme).order_by("-noted_at", "-pk")
    for note in _holding(newest, words):
        yield Hit(
            kind=_("Notes from places"),
            title=Truncator(note.text).chars(_SHOWN),
            text=f"{note.said_by} · {note.analysis.title}",
            address=reverse("knowledge:place_note", args=[programme.slug, note.pk]),
        )


def _documents(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    for document in _holding(programme.documents.all(), words):
        yield Hit(
            kind=_("Documents"),
            title=document.title,
            text=document.file_name,
            address=reverse("knowledge:document", args=[programme.slug, document.pk]),
        )


def _holding(every: QuerySet[_Row], words: tuple[str, ...]) -> QuerySet[_Row]:
    """Give the first rows in use whose folded text holds all the words."""
    found = every.filter(removed_at=None)
    for word in words:
        found = found.filter(searched__contains=word)
    return found[:_FOUND]
