"""What those who run the installation change."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from nabolag_web.accounts import queries
from nabolag_web.accounts.actions.trail import note
from nabolag_web.accounts.models import Operator, User


class LastAdministrator(Exception):
    """An installation must have someone who runs it."""


def keep_an_administrator(user: User) -> None:
    # Whoever changes who runs the installation holds all of their rows, so that two
    # cannot take each other's right away at once.
    list(User.objects.select_for_update().filter(is_administrator=True))
    if user.is_administrator and not queries.other_administrators(user).exists():
        raise LastAdministrator


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime) -> None:
    """Let someone no longer sign in; all else stays. Raises LastAdministrator."""
    keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    note("account_closed", by=by, at=at, person=user.pk)


@transaction.atomic
def open_account(*, user: User, by: User, at: datetime) -> None:
    """Let someone sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    note("account_opened", by=by, at=at, person=user.pk)


@transaction.atomic
def make_administrator(*, user: User, by: User, at: datetime) -> None:
    """Let someone run the installation."""
    user.is_administrator = True
    user.save(update_fields=["is_administrator"])
    note("administrator_made", by=by, at=at, person=user.pk)


@transaction.atomic
def unmake_administrator(*, user: User, by: User, at: datetime) -> None:
    """Let someone no longer run the installation. Raises LastAdministrator."""
    keep_an_administrator(user)
    user.is_administrator = False
    user.save(update_fields=["is_administrator"])
    note("administrator_unmade", by=by, at=at, person=user.pk)


@transaction.atomic
def take_second_factor(*, user: User, by: User, at: datetime) -> None:
    """Let someone who lost their phone and codes sign in with the password alone."""
    Authenticator.objects.filter(user=user).delete()
    note("second_factor_taken", by=by, at=at, person=user.pk)


@transaction.atomic
def offer_new_password(*, user: User, by: User | None, at: datetime) -> str:
    """Give what a link ends with that lets someone choose a new password.

    Without ``by`` it is printed on the machine, by whoever may use it.
    """
    if by is None:
        note("password_link_printed", by=None, at=at, person=user.pk)
    else:
        note("password_link_made", by=by, at=at, person=user.pk)
    return queries.password_key(user)


@transaction.atomic
def describe_operator(*, by: User, at: datetime, **described: object) -> None:
    """Say who runs the installation, or how accessible it is."""
    operator, _made = Operator.objects.get_or_create(only=True)
    for field, value in described.items():
        setattr(operator, field, value)
    operator.full_clean()
    operator.save(update_fields=list(described))
    note("operator_described", by=by, at=at, fields=sorted(described))
