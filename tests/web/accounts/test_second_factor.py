"""A code from an app besides the password."""

from __future__ import annotations

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse


def enter(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def codes_of(client):
    return client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]


def test_it_is_off_until_it_is_turned_on(kari, browser_of):
    page = browser_of(kari).get(reverse("mfa_index"))
    assert "It is off." in page.text
    assert "Turn it on" in page.text
    assert "Recovery codes" not in page.text


def test_the_page_shows_a_picture_a_link_and_the_secret_in_letters(kari, browser_of):
    page = browser_of(kari).get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page.text)[1]
    assert b"<svg" in base64.b64decode(picture)
    assert f"secret={secret}" in page.text
    assert "otpauth://totp/kari%40example.no?" in page.text
    assert "issuer=Nabolag" in page.text
    grouped = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page.text)[1]
    assert grouped.replace(" ", "") == secret
    assert max(map(len, grouped.split())) == 4
    assert " style=" not in page.text
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_it_is_turned_on_with_a_code_and_recovery_codes_are_given(
    kari, browser_of, code_now, goes_through, mailoutbox, done
):
    client = browser_of(kari)
    where = reverse("mfa_activate_totp")
    secret = client.get(where).context["form"].secret
    with goes_through():
        answer = client.post(where, {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    page = client.get(answer.url)
    assert len(page.context["unused_codes"]) == 10
    assert "10 of 10 are left." in page.text
    assert all(code in page.text for code in page.context["unused_codes"])
    (mail,) = mailoutbox
    assert mail.subject == "Sign-in with a code is on in Nabolag"
    assert done(done="second_factor_on") == [("second_factor_on", kari, kari.pk)]


def test_a_wrong_code_does_not_turn_it_on(kari, browser_of):
    client = browser_of(kari)
    where = reverse("mfa_activate_totp")
    secret = client.get(where).context["form"].secret
    answer = client.post(where, {"code": "000000"})
    told = "The code is wrong or has been used. Wait for the next one and try that."
    assert answer.context["form"].errors["code"] == [told]
    assert answer.context["form"].secret == secret  # the app need not be set up anew
    assert not Authenticator.objects.exists()


def test_whoever_signs_in_is_asked_for_the_code(
    kari, browser_of, turns_on_code, client_of, signs_in, code_now, who
):
    secret = turns_on_code(browser_of(kari))
    client = client_of()
    answer = signs_in(client, kari.email, next="/account/describe")
    assert answer.url == reverse("mfa_authenticate")
    assert who(client) is None
    assert client.get(reverse("accounts:mine")).status_code == 302
    page = client.get(answer.url)
    assert "Write the code" in page.text
    assert 'autocomplete="one-time-code"' in page.text
    assert 'inputmode="numeric"' in page.text
    answer = enter(client, code_now(secret, later=1))
    assert answer.url == "/account/describe"
    assert who(client) == kari.pk


def test_a_phone_whose_clock_is_half_a_minute_off_still_works(
    kari, browser_of, turns_on_code, client_of, signs_in, code_now, who
):
    secret = turns_on_code(browser_of(kari))
    client = client_of()
    signs_in(client, kari.email)
    enter(client, code_now(secret, later=2))
    assert who(client) is None
    enter(client, code_now(secret, later=-1))
    assert who(client) == kari.pk


def test_a_code_works_once(
    kari, browser_of, turns_on_code, client_of, signs_in, code_now, who
):
    secret = turns_on_code(browser_of(kari))
    seen = code_now(secret, later=1)
    first, second = client_of(), client_of()
    for client in (first, second):
        signs_in(client, kari.email)
        enter(client, seen)
    assert (who(first), who(second)) == (kari.pk, None)


def test_a_recovery_code_lets_someone_in_once(
    kari, browser_of, turns_on_code, client_of, signs_in, who
):
    own = browser_of(kari)
    turns_on_code(own)
    code = codes_of(own)[0]
    first, second = client_of(), client_of()
    for client in (first, second):
        signs_in(client, kari.email)
        enter(client, code)
    assert (who(first), who(second)) == (kari.pk, None)
    assert "9 of 10 are left." in own.get(reverse("mfa_view_recovery_codes")).text


def test_guessing_at_codes_is_stopped(
    kari, browser_of, turns_on_code, client_of, signs_in, code_now, who
):
    secret = turns_on_code(browser_of(kari))
    client = client_of()
    signs_in(client, kari.email)
    for _ in range(5):
        enter(client, "000000")
    answer = enter(client, code_now(secret, later=1))
    assert "Too many attempts" in str(answer.context["form"].errors["code"])
    assert who(client) is None


def test_whoever_cannot_write_a_code_can_sign_in_as_someone_else(
    kari, browser_of, turns_on_code, client_of, signs_in
):
    turns_on_code(browser_of(kari))
    client = client_of()
    signs_in(client, kari.email)
    where = reverse("account_login")
    assert client.get(where).url == reverse("mfa_authenticate")
    assert client.post(reverse("account_logout"), {"next": where}).url == where
    assert client.get(where).status_code == 200


def test_recovery_codes_are_saved_as_a_file(kari, browser_of, turns_on_code):
    client = browser_of(kari)
    turns_on_code(client)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer["Content-Type"].startswith("text/plain")
    assert "attachment" in answer["Content-Disposition"]
    lines = answer.text.split()
    assert lines[-10:] == codes_of(client)
    assert answer.text.startswith("Recovery codes for Kari Nordmann in Nabolag")


def test_new_recovery_codes_replace_the_old(
    kari, browser_of, turns_on_code, goes_through, mailoutbox, done
):
    client = browser_of(kari)
    turns_on_code(client)
    old = codes_of(client)
    where = reverse("mfa_generate_recovery_codes")
    assert "stop working at once" in client.get(where).text
    with goes_through():
        client.post(where)
    assert not set(old) & set(codes_of(client))
    assert mailoutbox[-1].subject == "You have new recovery codes in Nabolag"
    made = ("recovery_codes_made", kari, kari.pk)
    assert done(done="recovery_codes_made") == [made]


def test_recovery_codes_take_a_second_factor_first(kari, browser_of):
    client = browser_of(kari)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    answer = client.post(reverse("mfa_generate_recovery_codes"))
    told = ["Turn on sign-in with a code from an app first."]
    assert answer.context["form"].non_field_errors() == told


def test_it_is_turned_off_with_its_recovery_codes(
    kari,
    browser_of,
    turns_on_code,
    client_of,
    signs_in,
    who,
    goes_through,
    done,
    mailoutbox,
):
    client = browser_of(kari)
    turns_on_code(client)
    where = reverse("mfa_deactivate_totp")
    assert "the recovery codes stop working" in client.get(where).text
    with goes_through():
        answer = client.post(where)
    assert answer.url == reverse("mfa_index")
    assert not Authenticator.objects.exists()
    assert mailoutbox[-1].subject == "Sign-in with a code is off in Nabolag"
    assert done(done="second_factor_off") == [("second_factor_off", kari, kari.pk)]
    other = client_of()
    signs_in(other, kari.email)
    assert who(other) == kari.pk


PAGES = (
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_deactivate_totp",
)


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_left_open_is_asked_who_it_is(
    name, kari, browser_of, turns_on_code, client_of
):
    if name != "mfa_activate_totp":
        turns_on_code(browser_of(kari))
    answer = client_of(kari).get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_a_code_may_be_shown_instead_of_the_password(
    kari, browser_of, turns_on_code, client_of, code_now
):
    secret = turns_on_code(browser_of(kari))
    client = client_of(kari)
    page = client.get(client.get(reverse("mfa_view_recovery_codes")).url)
    assert "Is it you?" in page.text
    (way,) = page.context["reauthentication_alternatives"]
    assert way["description"] == "Use a code instead"
    page = client.get(way["url"])
    assert "Use the password instead" in page.text
    answer = client.post(way["url"], {"code": code_now(secret, later=1)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200


def test_what_was_sent_before_showing_who_one_is_is_not_lost(
    kari, client_of, browser_of, turns_on_code, password
):
    turns_on_code(browser_of(kari))
    client = client_of(kari)
    asked = client.post(reverse("mfa_deactivate_totp"))
    client.post(asked.url, {"password": password})
    assert not Authenticator.objects.exists()


def test_a_wrong_password_does_not_show_who_one_is(kari, client_of):
    client = client_of(kari)
    answer = client.post(reverse("account_reauthenticate"), {"password": "feil"})
    told = ["That is not your password."]
    assert answer.context["form"].errors["password"] == told
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


@pytest.mark.parametrize("name", [*PAGES, "mfa_index", "mfa_download_recovery_codes"])
def test_strangers_are_asked_to_sign_in(name, db, client_of):
    answer = client_of().get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
