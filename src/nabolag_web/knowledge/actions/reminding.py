"""Reminding people by mail of what waits for them, once a week at most."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from nabolag_web.accounts.actions import mail
from nabolag_web.accounts.mail import NO_SERVER, MailNotSent, is_set_up
from nabolag_web.knowledge.models import Reminded
from nabolag_web.knowledge.queries.waiting import (
    Waiting,
    to_remind,
    waiting_for,
    worth_a_mail,
)
from nabolag_web.programmes.models import Membership

logger = logging.getLogger(__name__)


def remind_due(*, at: datetime) -> int:
    """Remind all for whom something is due within a week; gives how many were mailed.

    A mail that cannot be sent holds no other back, and is tried again the next time;
    what failed is raised when the rest is done. Without a mail server it is said in the
    log that no one was reminded.
    """
    today, count, failed = localdate(at), 0, []
    for place in to_remind(at=at):
        due = worth_a_mail(waiting_for(place.user, place, today=today), today=today)
        if not due:
            continue
        if not is_set_up():
            logger.warning("No one was reminded of what is due. %s", NO_SERVER)
            return 0
        try:
            _remind(place, due, at=at)
        except MailNotSent as error:
            failed.append(error)
        else:
            count += 1
    if failed:
        raise ExceptionGroup("remind_due", failed)
    return count


@transaction.atomic
def _remind(place: Membership, due: Sequence[Waiting], *, at: datetime) -> None:
    # Written first: a mail that cannot be sent takes it back.
    Reminded.objects.update_or_create(
        programme=place.programme, user=place.user, defaults={"at": at}
    )
    told = {"place": place, "due": due, "address": _address(place)}
    with override(place.user.language):
        mail(
            to=place.user.email,
            subject=_("What waits for you in %(programme)s")
            % {"programme": place.programme},
            text=render_to_string("knowledge/forums/reminder.txt", told),
        )


def _address(place: Membership) -> str:
    """Give where what waits can be seen; empty where we do not know our own address."""
    if not settings.SITE:
        return ""
    return f"{settings.SITE}{reverse('knowledge:forums', args=[place.programme.slug])}"
