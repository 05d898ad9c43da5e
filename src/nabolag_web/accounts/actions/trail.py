"""The trail of accounts, and the mail that tells people of it."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage

from nabolag_web.accounts.mail import deliver
from nabolag_web.accounts.models import AccountTrace, User


def note(
    done: str, *, by: User | None, at: datetime, subject: object = "", **details: object
) -> None:
    """Write in the accounts' trail what was done, in the same transaction.

    Whom it was done with is told by ``person``, a number, and never by a name.
    """
    AccountTrace.objects.create(
        done=done, by=by, at=at, subject=str(subject)[:200], details=details
    )


def mail(*, to: str, subject: str, text: str) -> None:
    """Send a mail. Raises :class:`MailNotSent` where it could not be sent."""
    deliver(EmailMessage(subject, text, None, [to]))
