"""What people change about their own account, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest

from nabolag_web.accounts import queries
from nabolag_web.accounts.actions.installation import keep_an_administrator
from nabolag_web.accounts.actions.making import own_address
from nabolag_web.accounts.actions.trail import note
from nabolag_web.accounts.models import User
from nabolag_web.shell import registry

Result = TypeVar("Result")


@transaction.atomic
def describe_account(*, user: User, name: str, language: str, at: datetime) -> None:
    """Change what someone is called and which language they are written to in."""
    user.name, user.language = name, language
    user.full_clean()
    user.save(update_fields=["name", "language"])
    note("account_described", by=user, at=at, person=user.pk)


@transaction.atomic
def choose_language(*, user: User, language: str, at: datetime) -> None:
    """Remember which language someone chose."""
    user.language = language
    user.save(update_fields=["language"])
    note("language_chosen", by=user, at=at, person=user.pk, language=language)


class AddressTaken(Exception):
    """Another account has the address."""


@transaction.atomic
def change_address(*, user: User, email: str, at: datetime) -> None:
    """Give an account another address. Raises :class:`AddressTaken`."""
    holder = queries.account(email)
    if holder is not None and holder != user:
        raise AddressTaken
    user.email = email.lower()
    user.full_clean()
    user.save(update_fields=["email"])
    own_address(user)
    note("address_changed", by=user, at=at, person=user.pk)


@transaction.atomic
def set_password(*, user: User, password: str, at: datetime) -> None:
    """Give an account another password; all sign-ins with the old one end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    note("password_changed", by=user, at=at, person=user.pk)


@transaction.atomic
def carry_out(
    done: str, what: Callable[[], Result], *, by: User, at: datetime
) -> Result:
    """Let the sign-in's own code change something, and write it in the trail with it."""
    result = what()
    note(done, by=by, at=at, person=by.pk)
    return result


@transaction.atomic
def connect(
    *, sign_in: SocialLogin, user: User, request: HttpRequest, at: datetime
) -> None:
    """Let someone sign in with the municipality's own sign-in from now on."""
    sign_in.user = user
    sign_in.save(request, connect=True)
    note("sign_in_connected", by=user, at=at, person=user.pk)


@transaction.atomic
def disconnect(*, connected: SocialAccount, by: User, at: datetime) -> None:
    """Let someone no longer sign in with the municipality's own sign-in."""
    connected.delete()
    note("sign_in_disconnected", by=by, at=at, person=by.pk)


def data_copied(*, user: User, at: datetime) -> None:
    """Write down that someone took a copy of what is stored about them."""
    note("data_copied", by=user, at=at, person=user.pk)


class StillNeeded(Exception):
    """An account cannot go yet; ``sentences`` tell what to see to first."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


@transaction.atomic
def delete_account(*, user: User, at: datetime) -> None:
    """Delete an account with all that is the person's own.

    What they did in programmes stays, without the name. Raises :class:`StillNeeded`
    and :class:`LastAdministrator`.
    """
    keep_an_administrator(user)
    sentences = [
        sentence
        for room in registry.rooms()
        if room.before_leaving
        for sentence in room.before_leaving(user)
    ]
    if sentences:
        raise StillNeeded(sentences)
    for room in registry.rooms():
        if room.on_leaving:
            room.on_leaving(user, at)
    note("account_deleted", by=None, at=at)
    user.delete()
