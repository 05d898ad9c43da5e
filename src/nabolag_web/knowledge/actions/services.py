"""Services, whom to ask there, their links, and the blocks they may point at.

The trail tells which service, and never whom.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Block, Contact, ContactLink, Service
from nabolag_web.knowledge.queries import pulse, staff
from nabolag_web.programmes.actions import note
from nabolag_web.programmes.models import Programme


@transaction.atomic
def add_service(*, programme: Programme, name: str, by: User, at: datetime) -> Service:
    """Add a service; it is asked in the round that is open, too."""
    service = Service(programme=programme, name=name)
    service.full_clean()
    service.save()
    _ask_in_open_round(service, at=at)
    note(programme, "service_added", by=by, at=at, subject=name)
    return service


@transaction.atomic
def change_service(
    *, service: Service, name: str, is_active: bool, by: User, at: datetime
) -> None:
    """Call a service something else, or ask it no more; its links rest meanwhile."""
    service.name, service.is_active = name, is_active
    service.full_clean()
    service.save(update_fields=["name", "is_active"])
    if is_active:
        _ask_in_open_round(service, at=at)
    note(service.programme, "service_changed", by=by, at=at, subject=name)


def _ask_in_open_round(service: Service, *, at: datetime) -> None:
    asked = pulse.open_round(service.programme, at=at)
    if asked is not None:
        asked.services.add(service)


@transaction.atomic
def add_contact(
    *,
    service: Service,
    name: str,
    email: str = "",
    phone: str = "",
    by: User,
    at: datetime,
) -> Contact:
    """Add someone who is asked in a service."""
    contact = Contact(service=service, name=name, email=email, phone=phone)
    contact.full_clean()
    contact.save()
    _note(service, "contact_added", by=by, at=at)
    return contact


@transaction.atomic
def make_reader(*, contact: Contact, reads: bool, by: User, at: datetime) -> None:
    """Say that someone reads what others in the service have written, or no longer."""
    contact.is_reader = reads
    contact.save(update_fields=["is_reader"])
    done = "reader_named" if reads else "reader_unnamed"
    _note(contact.service, done, by=by, at=at)


@transaction.atomic
def end_contact(*, contact: Contact, by: User, at: datetime) -> None:
    """Delete someone who is asked no more, with their links."""
    _note(contact.service, "contact_ended", by=by, at=at)
    contact.delete()


@transaction.atomic
def renew_link(*, contact: Contact, by: User, at: datetime) -> str:
    """Give someone one new link; those they had open nothing any more."""
    contact.links.all().delete()
    _note(contact.service, "link_renewed", by=by, at=at)
    return make_link(contact, at=at)


@transaction.atomic
def close_links(*, contact: Contact, by: User, at: datetime) -> None:
    """Make every link that someone has stop working."""
    contact.links.all().delete()
    _note(contact.service, "links_closed", by=by, at=at)


def make_link(contact: Contact, *, at: datetime) -> str:
    """Give the secret of a link that works beside those someone has already."""
    token = secrets.token_urlsafe(32)
    ContactLink.objects.create(
        contact=contact, fingerprint=staff.fingerprint(token), made_at=at
    )
    return token


@transaction.atomic
def add_block(
    *,
    programme: Programme,
    name: str,
    area: FocusArea | None,
    by: User,
    at: datetime,
) -> Block:
    """Add a part of an area that staff may point at."""
    block = Block(programme=programme, name=name, area=area)
    block.full_clean()
    block.save()
    note(programme, "block_added", by=by, at=at, subject=name)
    return block


@transaction.atomic
def remove_block(*, block: Block, by: User, at: datetime) -> None:
    """Take a block out; what was told of it stays, without a place."""
    note(block.programme, "block_removed", by=by, at=at, subject=block.name)
    block.delete()


def _note(service: Service, done: str, *, by: User, at: datetime) -> None:
    note(service.programme, done, by=by, at=at, subject=service.name)
