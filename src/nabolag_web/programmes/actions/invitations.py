"""Letting people in: a link, which works once and for two weeks."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from nabolag_web.accounts.actions import mail, make_account
from nabolag_web.accounts.models import User
from nabolag_web.programmes import queries
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.models import Invitation, Membership, Programme, Role

LASTS = timedelta(days=14)


@transaction.atomic
def invite(
    *, programme: Programme, email: str, role: Role, by: User, at: datetime
) -> tuple[Invitation, str]:
    """Invite someone; gives the invitation and the secret its link needs.

    An open invitation to the same address is replaced, so that one link works.
    """
    token = secrets.token_urlsafe(32)
    programme.invitations.filter(email__iexact=email, accepted_at__isnull=True).delete()
    invitation = Invitation(
        programme=programme,
        email=email,
        role=role,
        fingerprint=queries.fingerprint(token),
        invited_by=by,
        made_at=at,
        good_until=at + LASTS,
    )
    invitation.full_clean()
    invitation.save()
    note(programme, "invited", by=by, at=at, role=role.value)
    return invitation, token


def mail_invitation(*, invitation: Invitation, link: str) -> None:
    """Send an invitation's link. Raises ``MailNotSent`` where it could not be sent."""
    told = {"invitation": invitation, "link": link}
    mail(
        to=invitation.email,
        subject=_("Invitation to %(programme)s") % {"programme": invitation.programme},
        text=render_to_string("programmes/invitation.txt", told),
    )


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Make an invitation's link stop working."""
    note(
        invitation.programme,
        "invitation_withdrawn",
        by=by,
        at=at,
        role=invitation.role,
    )
    invitation.delete()


class InvitationOver(Exception):
    """The link was used by someone else, or withdrawn, a moment ago."""


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Membership:
    """Let whoever was invited in; one who is in already keeps the role they have.

    Raises :class:`InvitationOver`.
    """
    _use_up(invitation, at)
    place, made = Membership.objects.get_or_create(
        programme=invitation.programme,
        user=by,
        defaults={"role": invitation.role, "since": at},
    )
    note(
        invitation.programme,
        "joined" if made else "was_in_already",
        by=by,
        at=at,
        person=by.pk,
    )
    return place


@transaction.atomic
def accept_as_newcomer(
    *, invitation: Invitation, name: str, password: str, language: str, at: datetime
) -> User:
    """Make an account for the address that was invited, and let its owner in.

    Raises :class:`InvitationOver`.
    """
    # The link is used up first: of two who send at once, the second gets no account.
    _use_up(invitation, at)
    user = make_account(
        email=invitation.email,
        name=name,
        password=password,
        language=language,
        at=at,
    )
    Membership.objects.create(
        programme=invitation.programme, user=user, role=invitation.role, since=at
    )
    note(invitation.programme, "joined", by=user, at=at, person=user.pk)
    return user


def _use_up(invitation: Invitation, at: datetime) -> None:
    still_open = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, good_until__gt=at
    )
    if not still_open.update(accepted_at=at):
        raise InvitationOver
