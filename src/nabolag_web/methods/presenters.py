"""Experience in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabolag_web.methods.models import ExperienceNote
from nabolag_web.methods.places import Place, address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLines:
    """A note as pages show it; ``change`` is where whoever looks may change it."""

    pk: int
    did: str
    happened: str
    again: str
    page: str
    about: str
    who: str
    at: datetime
    change: str


def note_lines(
    notes: Iterable[ExperienceNote],
    slug: str,
    *,
    may_change: Callable[[ExperienceNote], bool],
) -> list[NoteLines]:
    """Give notes for a page, each with where it can be changed, if at all."""
    return [
        NoteLines(
            pk=note.pk,
            did=note.did,
            happened=note.happened,
            again=note.again,
            page=address_of(note.page),
            about=note.about or _("The page it was written on"),
            who=note.written_by.name if note.written_by else _("Someone who has left"),
            at=note.written_at,
            change=reverse("methods:change", args=[slug, note.pk])
            if may_change(note)
            else "",
        )
        for note in notes
    ]


def write_address(slug: str, place: Place) -> str:
    """Give the address where an experience about a page is written down."""
    address = reverse("methods:write", args=[slug])
    return f"{address}?page={place.sealed()}" if place.page else address


DONE_WORDS = {
    "experience_written": gettext_lazy("wrote down an experience: %(subject)s"),
    "experience_changed": gettext_lazy("changed an experience: %(subject)s"),
    "experience_removed": gettext_lazy("took out an experience: %(subject)s"),
}
"""What the trail's codes say. The subject is the page a note is about."""
