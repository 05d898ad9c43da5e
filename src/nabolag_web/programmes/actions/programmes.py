"""Making a programme, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from nabolag_web.accounts.models import User
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.models import Membership, Phase, Programme, Role


@transaction.atomic
def make_programme(
    *, name: str, municipality: str, by: User, at: datetime, made_up: bool = False
) -> Programme:
    """Make a programme; whoever makes it coordinates it."""
    programme = Programme(
        name=name,
        slug=_free_slug(name),
        municipality=municipality,
        made_up=made_up,
        made_at=at,
    )
    programme.full_clean()
    programme.save()
    Membership.objects.create(
        programme=programme, user=by, role=Role.COORDINATOR, since=at
    )
    note(programme, "programme_made", by=by, at=at, subject=name)
    return programme


def _free_slug(name: str) -> str:
    return plain_slug(name, taken=lambda s: Programme.objects.filter(slug=s).exists())


_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


def plain_slug(name: str, *, taken: Callable[[str], bool]) -> str:
    """Give a name as an address can hold it, with a number where it is taken.

    >>> plain_slug("Områdeløft Åsen", taken=lambda slug: slug == "omradeloft-asen")
    'omradeloft-asen-2'
    """
    base = slugify(name.translate(_PLAIN))[:50] or "n"
    slug, number = base, 2
    while taken(slug):
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def describe_programme(
    *, programme: Programme, by: User, at: datetime, **described: object
) -> None:
    """Change what a programme says of itself: name, place, period, main goal."""
    for field, value in described.items():
        setattr(programme, field, value)
    programme.full_clean()
    programme.save(update_fields=list(described))
    note(programme, "programme_described", by=by, at=at, fields=sorted(described))


@transaction.atomic
def enter_phase(*, programme: Programme, phase: Phase, by: User, at: datetime) -> None:
    """Say how far the programme has come."""
    if programme.phase == phase:
        return
    programme.phase = phase
    programme.save(update_fields=["phase"])
    note(programme, "phase_entered", by=by, at=at, phase=phase.value)


@transaction.atomic
def show_to_the_public(
    *, programme: Programme, public: bool, by: User, at: datetime
) -> None:
    """Open or close the pages that anyone may see."""
    if programme.is_public == public:
        return
    programme.is_public = public
    programme.save(update_fields=["is_public"])
    note(programme, "opened" if public else "closed", by=by, at=at)
