"""The links that are mailed: when a round opens, once to remind, and to read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nabolag_web.accounts.actions import mail
from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.knowledge.actions.pulse import open_round
from nabolag_web.knowledge.actions.services import make_link
from nabolag_web.knowledge.models import Contact, Pulse, PulseRound
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.knowledge.queries import staff

REMIND_AFTER = timedelta(days=7)
logger = logging.getLogger(__name__)


class LinksNotSent(Exception):
    """Some links could not be mailed; they are tried again the next time."""


def ask_every_month(*, at: datetime) -> int:
    """Open the month's rounds and mail the links; tells how many were mailed.

    What was mailed is not mailed again. Raises :class:`LinksNotSent` when all has been
    tried and something did not get through.
    """
    sent, failed = 0, 0
    for pulse in queries.pulses():
        told = ask_now(pulse, at=at)
        sent, failed = sent + told[0], failed + told[1]
    if failed:
        raise LinksNotSent(failed)
    return sent


def ask_now(pulse: Pulse, *, at: datetime) -> tuple[int, int]:
    """Open a programme's round and mail its links; gives how many were and were not."""
    open_round(programme=pulse.programme, at=at)
    asked = queries.open_round(pulse.programme, at=at)
    return (0, 0) if asked is None else _ask(pulse, asked, at=at)


def _ask(pulse: Pulse, asked: PulseRound, *, at: datetime) -> tuple[int, int]:
    """Mail those who got no link, and once those whose service no one answered for."""

    def is_asked(contact: Contact) -> None:
        contact.asked_in = asked
        contact.save(update_fields=["asked_in"])

    def is_reminded(contact: Contact) -> None:
        contact.reminded_in = asked
        contact.save(update_fields=["reminded_in"])

    # Who is reminded is settled first: no one is asked and reminded at once.
    late = at >= asked.opened_at + REMIND_AFTER
    again = list(queries.to_remind(asked)) if late else []
    first = list(queries.to_ask(asked))
    sent, failed = _mail_all(pulse, first, "asked", then=is_asked, at=at)
    more = _mail_all(pulse, again, "reminded", then=is_reminded, at=at)
    return sent + more[0], failed + more[1]


def _mail_all(
    pulse: Pulse,
    contacts: Iterable[Contact],
    why: str,
    *,
    then: Callable[[Contact], None],
    at: datetime,
) -> tuple[int, int]:
    """Mail a link to each; gives how many got one, and how many did not."""
    sent, failed = 0, 0
    for contact in contacts:
        try:
            mail_link(contact, site=pulse.site, language=pulse.language, why=why, at=at)
        except MailNotSent:
            logger.exception("A link to the pulse could not be mailed")
            failed += 1
        else:
            then(contact)
            sent += 1
    return sent, failed


def mail_link(
    contact: Contact, *, site: str, language: str, why: str, at: datetime
) -> None:
    """Mail someone a link of their own. Raises ``MailNotSent``; then it opens nothing.

    ``why`` is ``asked``, ``reminded``, ``to_read`` or ``given``.
    """
    token = make_link(contact, at=at)
    link = site.rstrip("/") + reverse("knowledge:tell", args=[token])
    try:
        with override(language):
            mail(
                to=contact.email,
                subject=_subject(why) % {"programme": contact.service.programme},
                text=render_to_string(
                    "knowledge/staff/link.txt",
                    {"contact": contact, "link": link, "why": why},
                ),
            )
    except MailNotSent:
        contact.links.filter(fingerprint=staff.fingerprint(token)).delete()
        raise


def _subject(why: str) -> str:
    if why == "to_read":
        return _("Something to read before it is sent to %(programme)s")
    return _("Three questions from %(programme)s")


def mail_readers(
    readers: Iterable[Contact], *, site: str, language: str, at: datetime
) -> int:
    """Tell second readers by mail that something waits; gives how many were told."""
    told = 0
    for reader in readers:
        try:
            mail_link(reader, site=site, language=language, why="to_read", at=at)
        except MailNotSent:
            logger.exception("A second reader could not be told")
        else:
            told += 1
    return told
