"""Signing in as people do, and codes from the app on their phone."""

from __future__ import annotations

import re
import socket

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

WORDS = "grønne trær ved elva"


@pytest.fixture
def password():
    """The password of everyone that ``make_user`` makes."""
    return WORDS


@pytest.fixture
def kari(make_user):
    return make_user("Kari Nordmann", email="kari@example.no")


@pytest.fixture
def administrator(make_user):
    return make_user("Anne Drift", administrator=True)


@pytest.fixture
def signs_in():
    """Signs in on the page: ``signs_in(client, "kari@example.no")``."""

    def signed_in(client, email, password=WORDS, **options):
        where = reverse("account_login")
        sent = {"login": email, "password": password, **options}
        return client.post(where, sent)

    return signed_in


@pytest.fixture
def browser_of(client_of, signs_in):
    """A browser where someone has just signed in with the password, and shown it."""

    def opened(user, language="en"):
        client = client_of(language=language)
        assert signs_in(client, user.email).status_code == 302
        answer = client.post(reverse("account_reauthenticate"), {"password": WORDS})
        assert answer.status_code == 302
        return client

    return opened


@pytest.fixture
def who():
    """Tells who is signed in in a browser, or None."""

    def asked(client):
        number = client.session.get("_auth_user_id")
        return int(number) if number else None

    return asked


@pytest.fixture
def code_now():
    """Gives the code that an app shows for a secret."""

    def code(secret, later=0):
        counters = list(yield_hotp_counters_from_time())
        middle = counters[len(counters) // 2]
        return format_hotp_value(hotp_value(secret.replace(" ", ""), middle + later))

    return code


@pytest.fixture
def turns_on_code(code_now):
    """Turns on the second factor in a browser; gives the secret."""

    def turned_on(client):
        where = reverse("mfa_activate_totp")
        secret = client.get(where).context["form"].secret
        answer = client.post(where, {"code": code_now(secret)})
        assert answer.status_code == 302, answer.context["form"].errors
        return secret

    return turned_on


@pytest.fixture
def no_mail(settings):
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"


@pytest.fixture
def mail_is_down(settings):
    """A mail server that does not answer."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"


@pytest.fixture
def link_in():
    """Gives the address that a mail leads to, without the host."""

    def found(message):
        return re.search(r"http://testserver(/\S+)", message.body)[1]

    return found


@pytest.fixture
def done():
    """Gives what the accounts' trail says was done, the oldest first."""
    from nabolag_web.accounts.models import AccountTrace

    def told(**wanted):
        return [
            (trace.done, trace.by, trace.details.get("person"))
            for trace in AccountTrace.objects.filter(**wanted).order_by("pk")
        ]

    return told


@pytest.fixture
def goes_through(django_capture_on_commit_callbacks):
    """Does what waits for a change to be stored, such as mail."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
