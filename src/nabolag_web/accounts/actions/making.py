"""How accounts begin."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from nabolag_web.accounts import queries
from nabolag_web.accounts.actions.trail import note
from nabolag_web.accounts.models import Operator, User


@transaction.atomic
def make_account(
    *,
    email: str,
    name: str,
    password: str,
    language: str,
    at: datetime,
    administrator: bool = False,
) -> User:
    """Make an account for whoever was let in.

    The address counts as theirs, since the link that led here was sent to it.
    """
    user = User(
        email=email.lower(),
        name=name,
        language=language,
        is_administrator=administrator,
        made_at=at,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    own_address(user)
    note("account_made", by=user, at=at, person=user.pk)
    return user


def own_address(user: User) -> None:
    """Tell the sign-in which address is someone's own: the one, and no other."""
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )


class AlreadyStarted(Exception):
    """Someone has an account already, so no one can make the first."""


@transaction.atomic
def make_first_account(
    *, email: str, name: str, password: str, language: str, at: datetime
) -> User:
    """Make the account an installation begins with: an administrator's.

    Raises :class:`AlreadyStarted`. Two who try at once wait for each other.
    """
    Operator.objects.get_or_create(only=True)
    Operator.objects.select_for_update().get(only=True)
    if not queries.is_first_start():
        raise AlreadyStarted
    return make_account(
        email=email,
        name=name,
        password=password,
        language=language,
        at=at,
        administrator=True,
    )
