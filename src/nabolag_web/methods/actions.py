"""What may change about experience. Every change is written in the trail with it.

The trail tells which page a note is about and never what it says, so that a note that
is taken out is gone.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.methods.models import ExperienceNote
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.folding import folded


@transaction.atomic
def write_note(  # noqa: PLR0913 - three lines, and where, who and when
    *,
    programme: Programme,
    did: str,
    happened: str,
    again: str,
    page: str = "",
    about: str = "",
    by: User,
    at: datetime,
) -> ExperienceNote:
    """Write down an experience, on the page it is about where there is one."""
    note = ExperienceNote(
        programme=programme,
        did=did,
        happened=happened,
        again=again,
        page=page,
        about=about,
        written_by=by,
        written_at=at,
    )
    _save(note)
    _note(note, "experience_written", by=by, at=at)
    return note


@transaction.atomic
def change_note(
    *,
    note: ExperienceNote,
    did: str,
    happened: str,
    again: str,
    by: User,
    at: datetime,
) -> None:
    """Say it otherwise; who wrote it first, and when, stays."""
    note.did, note.happened, note.again = did, happened, again
    _save(note)
    _note(note, "experience_changed", by=by, at=at)


@transaction.atomic
def remove_note(*, note: ExperienceNote, by: User, at: datetime) -> None:
    """Take a note out for good."""
    _note(note, "experience_removed", by=by, at=at)
    note.delete()


def _save(note: ExperienceNote) -> None:
    note.searched = folded(" ".join((note.did, note.happened, note.again, note.about)))
    note.full_clean()
    note.save()


def _note(note: ExperienceNote, done: str, *, by: User, at: datetime) -> None:
    about = note.about or note.programme.name
    programmes.note(note.programme, done, by=by, at=at, subject=about)
