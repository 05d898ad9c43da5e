"""A sign-in that runs out while a form is filled in: nothing typed is lost."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nabolag_web.accounts.browser import COOKIE
from nabolag_web.programmes.models import Programme

NEW = "/programmes/new"
TYPED = {"name": "Områdeløft Furuvoll", "municipality": "Storvik"}
KEPT = "Sign in, and what you wrote stands there again."
FILES = "The file has to be chosen once more."
TOO_LONG = "the text was too long to be kept"
NOT_KEPT = "what you wrote could not be kept"
ONCE_MORE = "Sign in and do it once more."


@pytest.fixture
def signed_out(client_of, signs_in):
    """A browser whose sign-in has run out: ``signed_out(user)``."""

    def opened(user):
        client = client_of()
        assert signs_in(client, user.email).status_code == 302
        client.get("/account/")
        Session.objects.all().delete()  # what happens when its time is up
        return client

    return opened


@pytest.fixture
def sent(client_of):
    """Sends a form from the page it stands on; gives the page one lands on."""

    def posted(client, where=NEW, typed=TYPED, page=None):
        headers = {"referer": f"http://testserver{page or where}"}
        return client.post(where, typed, headers=headers)

    return posted


def filled_in(client, page=NEW):
    """Give what stands in a page's form."""
    form = client.get(page).context["form"]
    return {name: form[name].value() for name in form.fields} if form.is_bound else None


def test_what_was_typed_stands_there_after_signing_in_again(
    kari, signed_out, sent, signs_in
):
    client = signed_out(kari)
    answer = sent(client)
    assert answer.url == "/account/login/?next=%2Fprogrammes%2Fnew"
    assert KEPT in client.get(answer.url).text
    assert not Programme.objects.exists()
    back = signs_in(client, kari.email, next=NEW)
    assert back.url == NEW
    assert filled_in(client) == TYPED
    assert client.post(NEW, TYPED).status_code == 302
    assert Programme.objects.get().name == TYPED["name"]


def test_it_stands_there_once(kari, signed_out, sent, signs_in):
    client = signed_out(kari)
    sent(client)
    signs_in(client, kari.email)
    assert filled_in(client) == TYPED
    assert filled_in(client) is None


def test_it_stands_there_with_a_code_as_well(
    kari, browser_of, turns_on_code, code_now, signs_in, sent
):
    client = browser_of(kari)
    secret = turns_on_code(client)
    Session.objects.all().delete()
    sent(client)
    asked = signs_in(client, kari.email, next=NEW)
    assert asked.url == reverse("mfa_authenticate")
    back = client.post(asked.url, {"code": code_now(secret, later=1)})
    assert back.url == NEW
    assert filled_in(client) == TYPED


def test_it_stands_there_after_a_wrong_password_first(kari, signed_out, sent, signs_in):
    client = signed_out(kari)
    sent(client)
    signs_in(client, kari.email, "et feil passord", next=NEW)
    signs_in(client, kari.email, next=NEW)
    assert filled_in(client) == TYPED


def test_someone_else_who_signs_in_there_never_sees_it(
    kari, make_user, signed_out, sent, signs_in
):
    ola = make_user("Ola")
    client = signed_out(kari)
    sent(client)
    signs_in(client, ola.email, next=NEW)
    page = client.get(NEW)
    assert not page.context["form"].is_bound
    assert "Furuvoll" not in page.text
    assert "typed" not in client.session  # thrown away unseen
    client.post(reverse("account_logout"))
    signs_in(client, kari.email)
    assert filled_in(client) is None


def test_what_another_typed_is_thrown_away_whatever_page_one_opens(
    kari, make_user, signed_out, sent, signs_in
):
    ola = make_user("Ola")
    client = signed_out(kari)
    sent(client)
    signs_in(client, ola.email)
    client.get(reverse("accounts:describe"))
    assert "typed" not in client.session


def test_a_browser_that_no_one_was_signed_in_on_keeps_nothing(db, client_of, sent):
    client = client_of()
    answer = sent(client)
    assert NOT_KEPT in client.get(answer.url).text
    assert "typed" not in client.session


@pytest.mark.parametrize("cookie", ["1", "1:made-up", ":", "x:y"])
def test_no_one_can_pretend_to_have_been_signed_in(kari, client_of, sent, cookie):
    client = client_of()
    client.cookies[COOKIE] = cookie
    answer = sent(client)
    assert NOT_KEPT in client.get(answer.url).text


def test_whoever_signed_out_in_another_window_keeps_what_they_typed(
    kari, client_of, signs_in, sent
):
    client = client_of()
    signs_in(client, kari.email)
    client.post(reverse("account_logout"))
    sent(client)
    signs_in(client, kari.email)
    assert filled_in(client) == TYPED


def test_the_last_who_was_signed_in_is_the_one_it_is_kept_for(
    kari, make_user, client_of, signs_in, sent
):
    client = client_of()
    for user in (kari, make_user("Ola")):
        signs_in(client, user.email)
        client.get("/account/")
        client.post(reverse("account_logout"))
    sent(client)
    signs_in(client, kari.email)
    assert filled_in(client) is None


def test_the_cookie_tells_no_one_who_it_was(kari, client_of, signs_in):
    client = client_of()
    answer = signs_in(client, kari.email)
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""  # it ends with the browser
    assert kari.email not in cookie.value
    assert COOKIE not in client.get("/account/").cookies  # told once


def test_a_text_that_is_too_long_is_told_before_it_is_lost(kari, signed_out, sent):
    client = signed_out(kari)
    answer = sent(client, typed={"name": "x" * 200_001})
    page = client.get(answer.url).text
    assert TOO_LONG in page
    assert "Go back in the browser and copy it" in page
    assert "typed" not in client.session


def test_a_long_text_is_kept_whole(kari, signed_out, sent, signs_in):
    client = signed_out(kari)
    text = "å" * 30_000
    sent(client, typed={"name": text})
    signs_in(client, kari.email)
    assert filled_in(client)["name"] == text


def test_a_file_is_not_kept_and_that_is_told(kari, signed_out, sent, signs_in):
    client = signed_out(kari)
    file = SimpleUploadedFile("tall.csv", b"1;2")
    answer = sent(client, typed={**TYPED, "file": file})
    page = client.get(answer.url).text
    assert KEPT in page
    assert FILES in page
    signs_in(client, kari.email)
    assert filled_in(client) == TYPED


def test_a_password_is_never_kept(kari, signed_out, sent):
    client = signed_out(kari)
    where = reverse("accounts:change_address")
    sent(client, where, {"email": "ny@example.no", "password": "hemmelig passord"})
    assert "hemmelig" not in str(dict(client.session))
    assert "ny%40example.no" in str(dict(client.session))


def test_a_button_is_told_to_be_pressed_once_more(
    coordinator, programme, signed_out, sent, signs_in
):
    client = signed_out(coordinator)
    page = f"/p/{programme.slug}/about/"
    answer = sent(client, f"/p/{programme.slug}/about/phase/2", {}, page=page)
    assert answer.url == f"/account/login/?next={page.replace('/', '%2F')}"
    assert ONCE_MORE in client.get(answer.url).text
    back = signs_in(client, coordinator.email, next=page)
    assert client.get(back.url).status_code == 200
    programme.refresh_from_db()
    assert programme.phase == 1


def test_one_comes_back_to_the_page_the_form_stood_on_with_its_question(
    kari, signed_out, sent
):
    answer = sent(signed_out(kari), "/account/copy", {}, page="/account/?a=1")
    assert answer.url == "/account/login/?next=%2Faccount%2F%3Fa%3D1"


@pytest.mark.parametrize(
    "seen", ["", "https://evil.example/x", "javascript:alert(1)", "//evil.example"]
)
def test_one_comes_back_to_no_other_site(kari, signed_out, seen):
    answer = signed_out(kari).post(NEW, TYPED, headers={"referer": seen})
    assert answer.url == "/account/login/?next=%2Fprogrammes%2Fnew"


def test_a_page_asked_for_keeps_its_question(db, client_of):
    answer = client_of().get("/installation/trail?page=2")
    assert answer.url == "/account/login/?next=%2Finstallation%2Ftrail%3Fpage%3D2"


def test_a_part_of_a_page_sends_the_whole_browser_to_sign_in(kari, signed_out):
    headers = {"hx-request": "true", "hx-current-url": f"http://testserver{NEW}"}
    client = signed_out(kari)
    for answer in (
        client.get("/account/describe", headers=headers),
        client.post("/account/describe", TYPED, headers=headers),
    ):
        assert answer.status_code == 200
        assert answer["HX-Redirect"] == "/account/login/?next=%2Fprogrammes%2Fnew"


def test_a_form_without_its_token_is_not_kept(kari, signs_in):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(NEW, TYPED)
    assert answer.status_code == 403
    assert "typed" not in client.session


def test_what_is_kept_goes_with_the_session(kari, signed_out, sent):
    sent(signed_out(kari))
    (session,) = Session.objects.all()
    left = session.expire_date - session.expire_date.now(session.expire_date.tzinfo)
    assert left.total_seconds() <= django_settings.SESSION_COOKIE_AGE
