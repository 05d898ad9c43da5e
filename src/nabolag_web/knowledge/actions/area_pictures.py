"""What may be done with an area's picture: read by residents, published, taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import (
    ForumType,
    Meeting,
    PublishedPicture,
    ReadPicture,
)
from nabolag_web.knowledge.queries.picture_parts import parts_at
from nabolag_web.programmes import actions as programmes


class NotByResidents(Exception):
    """The meeting has not been held, or is not one of a residents' forum."""


class ReadBefore(Exception):
    """It is noted already that the meeting read the picture."""


class NotOut(Exception):
    """The picture is not published, or was taken back meanwhile."""


@transaction.atomic
def note_reading(
    *, area: FocusArea, meeting: Meeting, said: str, by: User, at: datetime
) -> ReadPicture:
    """Note that residents read the picture of an area, as it stood when they met.

    Raises :class:`NotByResidents` and :class:`ReadBefore`.
    """
    if meeting.forum.type != ForumType.RESIDENTS or meeting.held_at is None:
        raise NotByResidents
    read = ReadPicture(
        programme=area.programme,
        code=area.code,
        name=area.name,
        meeting=meeting,
        parts=parts_at(area, meeting.held_at),
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
    ReadPicture.objects.select_for_update().get(pk=read.pk)  # a second click waits
    _row, is_new = PublishedPicture.objects.get_or_create(
        read=read,
        taken_back_at=None,
        defaults={"published_at": at, "published_by": by},
    )
    if is_new:
        programmes.note(
            read.programme, "picture_published", by=by, at=at, subject=read.name
        )


@transaction.atomic
def take_back(*, read: ReadPicture, reason: str, by: User, at: datetime) -> None:
    """Take a published picture back, for a reason. Raises :class:`NotOut`."""
    out = read.publications.select_for_update().filter(taken_back_at=None).first()
    if out is None:
        raise NotOut
    out.taken_back_at, out.taken_back_for = at, reason
    out.full_clean()
    out.save()
    programmes.note(
        read.programme, "picture_taken_back", by=by, at=at, subject=read.name
    )
