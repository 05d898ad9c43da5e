"""What is looked up about experience."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import User
from nabolag_web.methods.models import ExperienceNote
from nabolag_web.methods.places import address_of
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.registry import Hit

_FOUND = 50


def notes(programme: Programme, words: tuple[str, ...]) -> QuerySet[ExperienceNote]:
    """Give the notes that hold all the words, in any order; the newest first."""
    found = programme.experience.select_related("written_by")
    for word in words:
        found = found.filter(searched__contains=word)
    return found


def notes_on(programme: Programme, page: str) -> QuerySet[ExperienceNote]:
    """Give the notes of one page, the newest first."""
    return programme.experience.filter(page=page).select_related("written_by")


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what a search of the programme finds among its experience."""
    where = reverse("methods:notes", args=[programme.slug])
    for note in notes(programme, words)[:_FOUND]:
        yield Hit(
            kind=_("Experience"),
            title=note.did,
            text=note.happened,
            address=address_of(note.page) or f"{where}#note-{note.pk}",
        )


def about_person(user: User) -> dict[str, Any]:
    """Give the notes someone has written, for their copy."""
    written = ExperienceNote.objects.filter(written_by=user).select_related("programme")
    return {
        "experience_notes": [
            {
                "programme": note.programme.name,
                "about": note.about,
                "what_we_did": note.did,
                "what_happened": note.happened,
                "what_we_would_do_again": note.again,
                "written_at": note.written_at.isoformat(),
            }
            for note in written
        ]
    }
