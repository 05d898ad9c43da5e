"""Who works in a programme, with which role, and what the roles are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.programmes import queries
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.models import Membership, Programme, Role, RoleName


@transaction.atomic
def join(
    *, programme: Programme, user: User, role: Role, by: User | None, at: datetime
) -> Membership:
    """Give someone a place in a programme without an invitation."""
    place = Membership.objects.create(
        programme=programme, user=user, role=role, since=at
    )
    note(programme, "joined", by=by, at=at, person=user.pk)
    return place


class LastCoordinator(Exception):
    """A programme must have someone who coordinates it."""


@transaction.atomic
def change_role(*, place: Membership, role: Role, by: User, at: datetime) -> None:
    """Give someone another role. Raises :class:`LastCoordinator`."""
    if role == place.role:
        return
    if role != Role.COORDINATOR:
        _keep_a_coordinator(place)
    place.role = role
    place.save(update_fields=["role"])
    note(
        place.programme,
        "role_changed",
        by=by,
        at=at,
        person=place.user_id,
        role=role.value,
    )


@transaction.atomic
def remove_person(*, place: Membership, by: User, at: datetime) -> None:
    """Take someone out of a programme. Raises :class:`LastCoordinator`."""
    _keep_a_coordinator(place)
    note(place.programme, "removed", by=by, at=at, person=place.user_id)
    place.delete()


@transaction.atomic
def leave(*, place: Membership, at: datetime) -> None:
    """Let someone leave a programme. Raises :class:`LastCoordinator`."""
    _keep_a_coordinator(place)
    note(place.programme, "left", by=place.user, at=at, person=place.user_id)
    place.delete()


def _keep_a_coordinator(place: Membership) -> None:
    # All their rows are held, so that two coordinators cannot take each other's role
    # at the same time.
    coordinators = place.programme.memberships.filter(role=Role.COORDINATOR)
    held = coordinators.select_for_update().order_by("pk")
    if [one.pk for one in held] == [place.pk]:
        raise LastCoordinator


@transaction.atomic
def leave_all(user: User, at: datetime) -> None:
    """Write in each programme that someone in it deletes their account."""
    for place in queries.of(user):
        note(place.programme, "account_deleted", by=None, at=at)


@transaction.atomic
def name_roles(
    *, programme: Programme, names: Mapping[Role, str], by: User, at: datetime
) -> None:
    """Call roles by the programme's own words; an empty one gives the usual back."""
    now = queries.role_names(programme)
    for role, name in names.items():
        if name != now.get(role.value, ""):
            _name_role(programme, role, name, by=by, at=at)


def _name_role(
    programme: Programme, role: Role, name: str, *, by: User, at: datetime
) -> None:
    if name:
        RoleName.objects.update_or_create(
            programme=programme, role=role, defaults={"name": name}
        )
        note(programme, "role_named", by=by, at=at, subject=name, role=role.value)
    else:
        programme.role_names.filter(role=role).delete()
        note(programme, "role_unnamed", by=by, at=at, role=role.value)
