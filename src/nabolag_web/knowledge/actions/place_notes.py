"""What may change about the notes of a place analysis, and their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.pictures import Picture
from nabolag_web.knowledge.actions.places import InUse
from nabolag_web.knowledge.actions.places import note as write_in_trail
from nabolag_web.knowledge.models import PlaceAnalysis, PlaceNote
from nabolag_web.knowledge.queries import places as queries
from nabolag_web.shell.folding import folded
from nabolag_web.shell.stored import random_name
from nabolag_web.shell.versions import keep_version

_DECIMALS = 4  # of a degree: ten metres
_NO_PHOTO = {
    "photo": "",
    "photo_shows": "",
    "photo_width": None,
    "photo_height": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What was seen or said, what it is about, and in which role someone said it."""

    code: str
    text: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where, in degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture that has been made safe to keep, and what it shows, in words."""

    picture: Picture
    shows: str


@transaction.atomic
def take_note(
    *,
    analysis: PlaceAnalysis,
    noted: Noted,
    point: Point | None = None,
    photo: Photo | None = None,
    by: User,
    at: datetime,
) -> PlaceNote:
    """Take a note in an analysis, with a point and a picture where there are any."""
    note = PlaceNote(analysis=analysis, noted_by=by, noted_at=at)
    if point is not None:
        note.latitude = round(point.latitude, _DECIMALS)
        note.longitude = round(point.longitude, _DECIMALS)
    if photo is not None:
        _put(photo, note)
    _say(note, noted)
    write_in_trail(analysis, "place_note_taken", by=by, at=at)
    return note


@transaction.atomic
def change_note(
    *, note: PlaceNote, noted: Noted, version: int, by: User, at: datetime
) -> None:
    """Say a note otherwise. Raises :class:`ChangedMeanwhile`."""
    now = PlaceNote.objects.select_for_update().get(pk=note.pk)
    keep_version(now, version)
    now.version += 1
    _say(now, noted)
    write_in_trail(now.analysis, "place_note_changed", by=by, at=at)


@transaction.atomic
def delete_photo(*, note: PlaceNote, by: User, at: datetime) -> None:
    """Delete a note's picture for good, at once, whatever rests on the note."""
    name, storage = note.photo.name or "", note.photo.storage
    for field, nothing in _NO_PHOTO.items():
        setattr(note, field, nothing)
    note.save(update_fields=[*_NO_PHOTO])
    write_in_trail(note.analysis, "place_photo_deleted", by=by, at=at)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def take_out_note(*, note: PlaceNote, by: User, at: datetime) -> None:
    """Take a note out; it can come back for a while. Raises :class:`InUse`."""
    if queries.in_use(note):
        raise InUse
    note.removed_at = at
    note.save(update_fields=["removed_at"])
    write_in_trail(note.analysis, "place_note_taken_out", by=by, at=at)


@transaction.atomic
def put_back_note(*, note: PlaceNote, by: User, at: datetime) -> None:
    """Put a note back, as it was."""
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    write_in_trail(note.analysis, "place_note_put_back", by=by, at=at)


def _put(photo: Photo, note: PlaceNote) -> None:
    content = ContentFile(photo.picture.content)
    note.photo.save(random_name("jpg"), content, save=False)
    note.photo_shows = photo.shows
    note.photo_width = photo.picture.width
    note.photo_height = photo.picture.height


def _say(note: PlaceNote, noted: Noted) -> None:
    note.code, note.text, note.said_by = noted.code, noted.text, noted.said_by
    note.searched = folded(f"{noted.text} {noted.said_by} {note.photo_shows}")
    note.full_clean(exclude=["photo"])
    note.save()
