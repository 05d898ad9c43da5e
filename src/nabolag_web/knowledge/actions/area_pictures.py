"""What may be done with an area's picture: read by residents, published, taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import ForumType, Meeting, ReadPicture
from nabolag_web.knowledge.queries.minutes import fingerprint
from nabolag_web.knowledge.queries.picture_parts import parts_at
from nabolag_web.programmes import actions as programmes


class NotByResidents(Exception):
    """The meeting has not been held, or is not one of a residents' forum."""


class ReadBefore(Exception):
    """It is noted already that the meeting read the picture."""


@transaction.atomic
def note_reading(
    *, area: FocusArea, meeting: Meeting, said: str, by: User, at: datetime
) -> ReadPicture:
    """Note that residents read the picture of an area, as it stood when they met.

    Raises :class:`NotByResidents` and :class:`ReadBefore`.
    """
    if meeting.forum.type != ForumType.RESIDENTS or meeting.held_at is None:
        raise NotByResidents
    parts = parts_at(area, meeting.held_at)
    read = ReadPicture(
        programme=area.programme,
        code=area.code,
        name=area.name,
        meeting=meeting,
        parts=parts,
        fingerprint=fingerprint(parts),
        said=said,
        noted_by=by,
        noted_at=at,
    )
    read.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            read.save()
    except IntegrityError as error:
        raise ReadBefore from error
    programmes.note(area.programme, "picture_read", by=by, at=at, subject=area.name)
    return read


@transaction.atomic
def publish(*, read: ReadPicture, by: User, at: datetime) -> None:
    """Publish the picture that residents have read; one that is out stays as it is."""
    held = ReadPicture.objects.select_for_update().get(pk=read.pk)
    if held.published_at is not None and held.taken_back_at is None:
        return
    held.published_at, held.published_by = at, by
    held.taken_back_at, held.taken_back_for = None, ""
    held.full_clean()
    held.save()
    programmes.note(
        held.programme, "picture_published", by=by, at=at, subject=held.name
    )


@transaction.atomic
def take_back(*, read: ReadPicture, reason: str, by: User, at: datetime) -> None:
    """Take a published picture back, for a reason; it can be published again."""
    held = ReadPicture.objects.select_for_update().get(pk=read.pk)
    held.taken_back_at, held.taken_back_for = at, reason
    held.full_clean()
    held.save()
    programmes.note(
        held.programme, "picture_taken_back", by=by, at=at, subject=held.name
    )
