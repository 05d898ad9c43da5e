"""Those who work in a programme, and what each role may do, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from nabolag_web.programmes.models import Invitation, Membership, Role
from nabolag_web.programmes.words import role_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone in a programme, as the page of people shows them."""

    place: Membership
    name: str
    email: str
    role: str


def persons(places: Iterable[Membership], own: Mapping[str, str]) -> Iterator[Person]:
    """Give people with what their role is called here."""
    for place in places:
        yield Person(
            place=place,
            name=place.user.name,
            email=place.user.email,
            role=role_word(place.role, own),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A programme someone has a place in, and what they are there."""

    slug: str
    name: str
    municipality: str
    role: str
    made_up: bool


def own_programmes(places: Iterable[Membership]) -> Iterator[Own]:
    """Give someone's programmes, with what their role is called in each."""
    for place in places:
        programme = place.programme
        names = {name.role: name.name for name in programme.role_names.all()}
        yield Own(
            slug=programme.slug,
            name=programme.name,
            municipality=programme.municipality,
            role=role_word(place.role, names),
            made_up=programme.made_up,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An open invitation, as the page of people shows it."""

    pk: int
    email: str
    role: str
    until: datetime


def invited(
    invitations: Iterable[Invitation], own: Mapping[str, str]
) -> Iterator[Invited]:
    """Give open invitations with what the role is called here."""
    for invitation in invitations:
        yield Invited(
            pk=invitation.pk,
            email=invitation.email,
            role=role_word(invitation.role, own),
            until=invitation.good_until,
        )


def offered(invitation: Invitation) -> RoleLine:
    """Give the role someone is invited to, in the programme's own words."""
    names = invitation.programme.role_names.filter(role=invitation.role)
    own = {name.role: name.name for name in names}
    role = Role(invitation.role)
    return RoleLine(word=role_word(role, own), does=role_does(role))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role: what it is called here, and what it may do."""

    word: str
    does: str


def role_lines(own: Mapping[str, str]) -> list[RoleLine]:
    """Give every role with what it may do."""
    return [RoleLine(word=role_word(role, own), does=role_does(role)) for role in Role]


def role_does(role: Role) -> str:
    """Tell in one line what a role may do."""
    return {
        Role.COORDINATOR: _("Leads the programme, invites people, loads figures."),
        Role.ANALYST: _("Loads figures and describes areas and indicators."),
        Role.STAFF: _("Reads all pages and writes experience."),
        Role.BOARD: _("Reads all pages, writes experience, sees what has been done."),
        Role.PARTNER: _("Reads all pages."),
        Role.READER: _("Reads all pages."),
    }[role]
