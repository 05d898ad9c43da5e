"""Who sits in a forum. The trail tells which forum, and never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Duty, Forum, Seat
from nabolag_web.programmes.actions import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Who someone in a forum is: by account, or by name where there is none."""

    user: User | None = None
    name: str = ""
    title: str = ""
    organisation: str = ""
    duty: Duty = Duty.MEMBER


@transaction.atomic
def seat(*, forum: Forum, sitter: Sitter, by: User, at: datetime) -> Seat:
    """Give someone a seat. A new chair takes over from the one there was."""
    place = Seat(forum=forum, since=localdate(at))
    _sit(place, sitter)
    note(forum.programme, "seated", by=by, at=at, subject=forum.name)
    return place


@transaction.atomic
def change_seat(*, place: Seat, sitter: Sitter, by: User, at: datetime) -> None:
    """Say otherwise who sits there, and what they do in the forum."""
    _sit(place, sitter)
    forum = place.forum
    note(forum.programme, "seat_changed", by=by, at=at, subject=forum.name)


def _sit(place: Seat, sitter: Sitter) -> None:
    if sitter.duty == Duty.CHAIR:
        chairs = place.forum.seats.filter(duty=Duty.CHAIR, until__isnull=True)
        chairs.exclude(pk=place.pk).update(duty=Duty.MEMBER)
    place.user, place.name = sitter.user, "" if sitter.user else sitter.name
    place.title, place.organisation = sitter.title, sitter.organisation
    place.duty = sitter.duty
    place.full_clean()
    place.save()


@transaction.atomic
def unseat(*, place: Seat, by: User, at: datetime) -> None:
    """Let someone leave a forum. The seat stays, so that old minutes can be read."""
    place.until = localdate(at)
    place.save(update_fields=["until"])
    forum = place.forum
    note(forum.programme, "unseated", by=by, at=at, subject=forum.name)


@transaction.atomic
def leave_seats(user: User, at: datetime) -> None:
    """End the seats of someone whose account goes; approved minutes keep the name."""
    for place in Seat.objects.filter(user=user).select_related("forum__programme"):
        if place.until is None:
            place.until = localdate(at)
            place.save(update_fields=["until"])
            forum = place.forum
            note(forum.programme, "unseated", by=None, at=at, subject=forum.name)
