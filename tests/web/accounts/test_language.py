"""The language someone chose is theirs, on every machine and in every mail."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

COOKIE = django_settings.LANGUAGE_COOKIE_NAME


def language_of(client, where="/account/login/"):
    text = client.get(where, follow=True).text
    return text.split('<html lang="')[1][:2]


def switch(client, language):
    return client.post(
        reverse("accounts:language"), {"language": language, "next": "/account/"}
    )


def test_a_visitor_reads_what_the_browser_asks_for(db, client_of):
    assert language_of(client_of(language="nn-NO,nn;q=0.9")) == "nn"
    assert language_of(client_of(language="en-GB")) == "en"


def test_a_browser_that_asks_for_none_of_the_three_reads_bokmål(db, client_of):
    assert language_of(client_of(language="fr")) == "nb"


def test_a_switch_is_remembered_in_the_browser(db, client_of):
    client = client_of(language="en")
    assert switch(client, "nn").url == "/account/"
    assert language_of(client) == "nn"
    assert client.cookies[COOKIE]["max-age"] == 365 * 24 * 3600


def test_a_switch_is_remembered_for_whoever_is_signed_in(kari, client_of, done):
    client = client_of(kari)
    switch(client, "nn")
    kari.refresh_from_db()
    assert kari.language == "nn"
    assert done(done="language_chosen") == [("language_chosen", kari, kari.pk)]


def test_choosing_what_one_has_already_changes_nothing(kari, client_of, done):
    switch(client_of(kari), kari.language)
    assert done(done="language_chosen") == []


@pytest.mark.parametrize("language", ["", "fr", "nb-NO", "x" * 300])
def test_a_language_there_is_not_changes_nothing(kari, client_of, language):
    client = client_of(kari)
    assert switch(client, language).status_code == 302
    kari.refresh_from_db()
    assert kari.language == "en"
    assert language_of(client, "/account/") == "en"


def test_a_new_machine_speaks_the_language_of_whoever_signs_in(
    make_user, client_of, signs_in
):
    user = make_user("Ola", language="nn")
    client = client_of(language="en")
    assert language_of(client) == "en"
    signs_in(client, user.email)
    assert language_of(client, "/account/") == "nn"
    client.post(reverse("account_logout"))
    assert language_of(client) == "en"


def test_two_who_share_a_machine_each_read_their_own(make_user, client_of, signs_in):
    client = client_of(language="en")
    for name, language in (("Ola", "nn"), ("Eva", "nb")):
        user = make_user(name, language=language)
        signs_in(client, user.email)
        assert language_of(client, "/account/") == language
        client.post(reverse("account_logout"))


def test_the_answer_says_which_language_it_is_in(make_user, client_of):
    client = client_of(make_user("Ola", language="nn"), language="en")
    assert client.get("/account/")["Content-Language"] == "nn"


def test_another_site_cannot_change_it(kari, client_of):
    """A browser sends no sign-in with another site's form, so no one's is changed."""
    assert django_settings.SESSION_COOKIE_SAMESITE == "Lax"
    switch(Client(enforce_csrf_checks=True), "nn")
    kari.refresh_from_db()
    assert kari.language == "en"


def test_a_visitor_without_a_sign_in_costs_no_question_to_the_store(
    db, client_of, django_assert_num_queries
):
    client = client_of()
    client.get("/health")
    with django_assert_num_queries(1):  # health's own
        client.get("/health")
