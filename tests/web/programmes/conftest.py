"""Addresses, texts and things of a programme, as the tests of its pages need them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.html import strip_tags

from nabolag_web.programmes import actions
from nabolag_web.programmes.models import Role

SLUG = "omradeloft-dalen"


@pytest.fixture
def url():
    """Gives an address: ``url("invite")``, ``url("remove_goal", 3)``."""

    def found(name, *rest):
        return reverse(f"programmes:{name}", args=[SLUG, *rest])

    return found


@pytest.fixture
def text():
    """Gives what a page says, as one line of text without markup."""

    def said(answer):
        body = re.sub(r"(?s)^.*?<main", "<main", answer.content.decode())
        plain = strip_tags(re.sub(r"<(svg|script).*?</\1>", "", body))
        return " ".join(plain.replace("&#x27;", "'").split())

    return said


@pytest.fixture
def client(client_of, coordinator):
    """The coordinator's own browser."""
    return client_of(coordinator)


@pytest.fixture
def goal(programme, coordinator, moment):
    return actions.add_goal(
        programme=programme, text="Flere møtes", above=None, by=coordinator, at=moment
    )


@pytest.fixture
def task(programme, coordinator, moment):
    return actions.add_task(
        programme=programme,
        title="Årsmelding",
        month=12,
        day=31,
        by=coordinator,
        at=moment,
    )


@pytest.fixture
def invite(programme, coordinator):
    """Invites someone; gives the invitation and the address of its link."""
    from django.utils.timezone import now

    def invited(email="nora@example.no", role=Role.STAFF, at=None):
        invitation, token = actions.invite(
            programme=programme, email=email, role=role, by=coordinator, at=at or now()
        )
        return invitation, reverse("programmes:accept", args=[token])

    return invited


@pytest.fixture
def long_ago():
    """A moment from which an invitation no longer works."""
    from django.utils.timezone import now

    return now() - timedelta(days=14, minutes=1)


@pytest.fixture
def sent(settings):
    """What is mailed, where there is a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


@pytest.fixture
def no_mail(settings):
    """An installation without a mail server."""
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
