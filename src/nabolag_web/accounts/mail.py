"""Mail where there is no mail server: said aloud, never pretended."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NO_SERVER = "NABOLAG_MAIL is not set, so no mail can be sent."


class MailNotSent(Exception):
    """Mail could not be sent; whoever asked for it must be told."""


class NoMailServer(BaseEmailBackend):
    """Refuses every mail, since NABOLAG_MAIL names no server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise MailNotSent(NO_SERVER)


def is_set_up() -> bool:
    """Tell whether there is a mail server to send through."""
    here = f"{NoMailServer.__module__}.{NoMailServer.__qualname__}"
    return bool(here != settings.EMAIL_BACKEND)


def deliver(message: EmailMessage) -> None:
    """Send a mail. Raises :class:`MailNotSent` where it could not be sent."""
    try:
        message.send()
    except OSError as error:  # no contact with the server, or it said no
        raise MailNotSent(str(error)) from error
