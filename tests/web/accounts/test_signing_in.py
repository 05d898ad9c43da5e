"""Signing in and out, and the pages of allauth's that are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.template.loader import get_template
from django.urls import reverse

from nabolag_web.accounts import queries, sign_in_urls
from nabolag_web.accounts.actions import close_account, take_second_factor

OURS = Path(sign_in_urls.__file__).parent / "templates"


def test_someone_signs_in_however_the_address_is_written(
    kari, client_of, signs_in, who
):
    for written in ("kari@example.no", "Kari@Example.NO", " KARI@EXAMPLE.NO "):
        client = client_of()
        answer = signs_in(client, written)
        assert answer.status_code == 302
        assert who(client) == kari.pk


def test_an_address_is_kept_in_small_letters(make_user, client_of, signs_in, who):
    user = make_user("Ola", email="Ola.Hansen@Example.NO")
    client = client_of()
    signs_in(client, "ola.hansen@example.no")
    assert user.email == "ola.hansen@example.no"
    assert who(client) == user.pk


def test_the_backend_itself_does_not_mind_how_the_address_is_written(
    kari, password, rf
):
    request = rf.post("/")
    assert authenticate(request, email="KARI@example.no", password=password) == kari
    assert authenticate(request, email="kari@example.no", password=password[1:]) is None


def test_a_wrong_password_and_a_wrong_address_are_answered_alike(
    kari, client_of, signs_in, who
):
    told = []
    for email in (kari.email, "ingen@example.no"):
        client = client_of()
        answer = signs_in(client, email, "helt feil passord")
        assert who(client) is None
        told.append(answer.context["form"].non_field_errors())
    assert told[0] == told[1]
    assert told[0] == ["The address and the password do not belong together."]


def test_after_signing_in_one_is_where_one_was_going(kari, client_of, signs_in):
    client = client_of()
    asked = client.get(reverse("accounts:describe"))
    assert asked.url == "/account/login/?next=%2Faccount%2Fdescribe"
    page = client.get(asked.url)
    assert 'name="next" value="/account/describe"' in page.text
    answer = signs_in(client, kari.email, next="/account/describe")
    assert answer.url == "/account/describe"


def test_no_one_is_sent_to_another_site_after_signing_in(kari, client_of, signs_in):
    answer = signs_in(client_of(), kari.email, next="https://evil.example/")
    assert answer.url == reverse("programmes:programmes")


def test_whoever_is_signed_in_is_not_asked_again(kari, client_of):
    answer = client_of(kari).get(reverse("account_login"))
    assert answer.url == reverse("programmes:programmes")


def test_signing_out_asks_first_and_then_ends_it(kari, client_of, who):
    client = client_of(kari)
    page = client.get(reverse("account_logout"))
    assert "You are signed in as Kari Nordmann." in page.text
    assert who(client) == kari.pk
    answer = client.post(reverse("account_logout"), follow=True)
    assert who(client) is None
    assert "You have signed out." in answer.text


def test_a_closed_account_is_told_so_and_stays_out(
    kari, administrator, moment, client_of, signs_in, who
):
    close_account(user=kari, by=administrator, at=moment)
    client = client_of()
    answer = signs_in(client, kari.email)
    assert answer.url == reverse("account_inactive")
    assert "The account is closed" in client.get(answer.url).text
    assert who(client) is None


def test_closing_an_account_ends_its_sign_ins_at_once(
    kari, administrator, moment, client_of
):
    client = client_of(kari)
    assert client.get(reverse("accounts:mine")).status_code == 200
    close_account(user=kari, by=administrator, at=moment)
    assert client.get(reverse("accounts:mine")).status_code == 302


def test_accounts_begin_by_invitation_so_signing_up_is_closed(db, client_of):
    client = client_of()
    page = client.get(reverse("account_signup"))
    assert "An account begins with an invitation" in page.text
    sent = {"email": "ny@example.no", "password1": "et langt passord her"}
    answer = client.post(reverse("account_signup"), sent)
    assert "begins with an invitation" in answer.text
    assert queries.account("ny@example.no") is None


NOT_WANTED = [
    "/account/email/",
    "/account/confirm-email/",
    "/account/confirm-email/abc/",
    "/account/password/set/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/account/signup/passkey/",
    "/account/phone/verify/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/trust/",
    "/account/3rdparty/",
    "/account/3rdparty/signup/",
    "/account/3rdparty/login/cancelled/",
    "/account/social/connections/",
    "/account/oidc/openid/login/",  # no provider is configured
    "/account/oidc/openid/login/callback/",
    "/account/oidc/other/login/",
    "/account/nothing",
    "/accounts/login/",
    "/admin/",
]


@pytest.mark.parametrize("address", NOT_WANTED)
def test_what_is_not_wanted_is_not_there(address, kari, client_of):
    assert client_of().get(address).status_code == 404
    assert client_of(kari).get(address).status_code == 404


WANTED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
}


def test_only_the_addresses_that_are_wanted_can_be_reached():
    assert {pattern.name for pattern in sign_in_urls.urlpatterns} == WANTED


def reached_templates():
    """Give every template of allauth's pages that can be shown."""
    views = [pattern.callback for pattern in sign_in_urls.urlpatterns]
    for view in [view.view_class for view in views if hasattr(view, "view_class")]:
        # signing up is closed, so its own page is never shown
        yield getattr(view, "template_name_signup_closed", view.template_name)
    yield from (
        "429.html",
        "account/password_reset.html",
        "socialaccount/login.html",
        "socialaccount/login_redirect.html",
        "socialaccount/authentication_error.html",
        "allauth/layouts/base.html",
        "allauth/layouts/entrance.html",
        "allauth/layouts/manage.html",
    )


@pytest.mark.parametrize("name", sorted(set(reached_templates())))
def test_every_page_that_can_be_reached_is_ours(name):
    assert Path(get_template(name).origin.name).is_relative_to(OURS)


SENT = (
    "account/email/password_reset_key",
    "account/email/unknown_account",
    "account/email/password_changed",
    "account/email/password_reset",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
)
SAID = (
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/password_changed.txt",
    "mfa/messages/totp_activated.txt",
    "mfa/messages/totp_deactivated.txt",
    "mfa/messages/recovery_codes_generated.txt",
    "mfa/recovery_codes/download.txt",
)


@pytest.mark.parametrize(
    "name", [*SAID, *(f"{m}_{p}.txt" for m in SENT for p in ("subject", "message"))]
)
def test_every_mail_and_message_is_ours(name):
    assert Path(get_template(name).origin.name).is_relative_to(OURS)


def test_a_page_of_allauths_that_we_forgot_would_still_look_like_ours(rf):
    page = get_template("account/verified_email_required.html")
    assert not Path(page.origin.name).is_relative_to(OURS)
    shown = page.render({"user": None}, rf.get("/"))
    assert 'class="nl-header"' in shown


def test_guessing_at_one_account_is_stopped_and_others_are_not(
    kari, make_user, client_of, signs_in, who
):
    ola = make_user("Ola")
    client = client_of()
    for _ in range(5):
        signs_in(client, kari.email, "et feil passord")
    answer = signs_in(client, kari.email)  # right, but too late
    assert who(client) is None
    told = "Too many attempts. Wait five minutes and try again."
    assert answer.context["form"].non_field_errors() == [told]
    signs_in(client, ola.email)
    assert who(client) == ola.pk


def test_whoever_floods_the_sign_in_meets_a_page_of_ours(
    db, settings, client_of, signs_in
):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    client = client_of()
    for _ in range(2):
        signs_in(client, "noen@example.no", "feil")
    answer = signs_in(client, "noen@example.no", "feil")
    assert answer.status_code == 429
    assert "Too many attempts" in answer.text
    assert 'class="nl-header"' in answer.text


def flood(client, signs_in, seen):
    answers = [
        signs_in_from(client, f"{number}@example.no", seen) for number in range(3)
    ]
    return [answer.status_code for answer in answers]


def signs_in_from(client, email, seen):
    where = reverse("account_login")
    sent = {"login": email, "password": "feil"}
    return client.post(where, sent, headers={"x-forwarded-for": seen})


def test_behind_a_server_in_front_each_visitor_is_counted_apart(
    db, settings, client_of, signs_in
):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = client_of()
    assert flood(client, signs_in, "made-up, 203.0.113.5") == [200, 200, 429]
    assert flood(client, signs_in, "made-up, 203.0.113.6") == [200, 200, 429]


def test_with_no_server_in_front_no_one_can_pretend_to_be_another(
    db, settings, client_of, signs_in
):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    client = client_of()
    assert flood(client, signs_in, "203.0.113.5") == [200, 200, 429]
    assert signs_in_from(client, "x@example.no", "203.0.113.6").status_code == 429


def test_the_limits_are_counted_by_all_processes_together():
    cache = django_settings.CACHES["default"]["BACKEND"]
    assert cache == "django.core.cache.backends.db.DatabaseCache"


def test_signing_in_is_counted_in_questions_to_the_store(
    kari, client_of, signs_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(75):
        signs_in(client_of(), kari.email)


def test_the_page_for_signing_in_asks_the_store_for_little(
    db, client_of, django_assert_num_queries
):
    client = client_of()
    client.get(reverse("account_login"))
    with django_assert_num_queries(1):  # which providers there are
        client.get(reverse("account_login"))


def test_an_administrator_lets_someone_in_who_lost_the_phone_and_the_codes(
    kari, administrator, moment, browser_of, turns_on_code, client_of, signs_in, who
):
    turns_on_code(browser_of(kari))
    take_second_factor(user=kari, by=administrator, at=moment)
    client = client_of()
    signs_in(client, kari.email)
    assert who(client) == kari.pk
