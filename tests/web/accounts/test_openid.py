"""The municipality's own sign-in, proved against a provider on this machine."""

from __future__ import annotations

import logging
import re
import socket
import warnings
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from nabolag_web.accounts.actions import close_account
from nabolag_web.accounts.adapters import SocialAccountAdapter
from nabolag_web.accounts.models import User
from nabolag_web.config.environment import read_environment

# The provider is written for an older version of what it builds on.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

LOGIN = "/account/oidc/openid/login/"
CALLBACK = "/account/oidc/openid/login/callback/"


@pytest.fixture(scope="module")
def provider():
    """An OpenID provider on this machine, running while these tests do."""
    with warnings.catch_warnings(record=True):  # of what it builds on itself
        import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


def chosen(server):
    """Give the setting as a server owner makes it, by the environment."""
    environment = read_environment(
        {
            "NABOLAG_OPENID_SERVER": server,
            "NABOLAG_OPENID_CLIENT": "nabolag",
            "NABOLAG_OPENID_SECRET": "en hemmelighet",
            "NABOLAG_OPENID_NAME": "Storvik kommune",
        }
    )
    return {"openid_connect": environment.openid.provider()}


@pytest.fixture
def configured(settings, provider, db):
    settings.SOCIALACCOUNT_PROVIDERS = chosen(provider)
    return provider


@pytest.fixture
def comes_back(configured):
    """Goes to the provider, signs in there as someone, and comes back here."""

    def went(client, sub, process="login", then="", **claims):
        httpx.put(f"{configured}/users/{sub}", json=claims).raise_for_status()
        query = f"?process={process}" + (f"&next={then}" if then else "")
        on_the_way = client.post(LOGIN + query)
        answer = httpx.post(on_the_way.context["redirect_to"], data={"sub": sub})
        back = urlsplit(answer.headers["location"])
        assert back.path == CALLBACK
        answer = client.get(f"{back.path}?{back.query}")
        unknown = reverse("accounts:no_account")
        return (
            client.get(unknown) if answer.headers.get("location") == unknown else answer
        )

    return went


def test_the_page_for_signing_in_offers_it(configured, client_of):
    page = client_of().get("/account/login/?next=/account/")
    assert "Sign in with Storvik kommune" in page.text
    action = re.search(r'action="([^"]+oidc[^"]+)"', page.text)[1]
    assert action == f"{LOGIN}?process=login&amp;next=%2Faccount%2F"


def test_without_the_settings_no_one_is_offered_it(db, client_of):
    page = client_of().get("/account/login/")
    assert "oidc" not in page.text
    assert "Or with a password" not in page.text


def test_someone_whose_checked_address_has_an_account_is_let_in(
    kari, client_of, comes_back, who, done, mailoutbox, goes_through
):
    client = client_of()
    with goes_through():
        answer = comes_back(
            client,
            "k-1",
            email="Kari@example.no",
            email_verified=True,
            then="/account/",
        )
    assert answer.url == "/account/"
    assert who(client) == kari.pk
    assert User.objects.count() == 1
    connected = SocialAccount.objects.get()
    assert (connected.user, connected.provider, connected.uid) == (
        kari,
        "openid",
        "k-1",
    )
    assert done(done="sign_in_connected") == [("sign_in_connected", kari, kari.pk)]
    assert "Storvik kommune" in mailoutbox[0].body


def test_the_password_goes_on_working(kari, client_of, comes_back, signs_in, who):
    comes_back(client_of(), "k-1b", email=kari.email, email_verified=True)
    client = client_of()
    signs_in(client, kari.email)
    assert who(client) == kari.pk


def test_the_next_time_the_address_no_longer_matters(
    kari, client_of, comes_back, who, done
):
    comes_back(client_of(), "k-2", email=kari.email, email_verified=True)
    client = client_of()
    comes_back(client, "k-2", email="gift@example.no", email_verified=False)
    assert who(client) == kari.pk
    assert len(done(done="sign_in_connected")) == 1


def test_of_what_the_provider_tells_only_the_address_is_stored(
    kari, client_of, comes_back
):
    comes_back(
        client_of(),
        "k-3",
        email=kari.email,
        email_verified=True,
        name="Kari Nordmann",
        pid="01017012345",
        birthdate="1970-01-01",
        phone_number="+4712345678",
    )
    told = {"email": kari.email, "email_verified": True}
    assert SocialAccount.objects.get().extra_data == told


@pytest.mark.parametrize("verified", [False, "false", None, "yes", 0])
def test_an_address_that_is_not_checked_opens_nothing(
    kari, client_of, comes_back, who, verified
):
    client = client_of()
    answer = comes_back(client, "k-4", email=kari.email, email_verified=verified)
    assert answer.status_code == 403
    assert who(client) is None
    assert not SocialAccount.objects.exists()


def test_an_address_the_provider_says_nothing_of_opens_nothing(
    kari, client_of, comes_back, who
):
    client = client_of()
    answer = comes_back(client, "k-5", email=kari.email)
    assert answer.status_code == 403
    assert who(client) is None


def test_a_stranger_is_told_plainly_and_gets_no_account(kari, client_of, comes_back):
    client = client_of()
    answer = comes_back(client, "s-1", email="frida@example.no", email_verified=True)
    assert answer.status_code == 403
    assert "No account belongs to this sign-in" in answer.text
    assert "Storvik kommune says that you are frida@example.no" in answer.text
    assert "An account begins with an invitation from a programme." in answer.text
    assert User.objects.count() == 1


def test_a_stranger_without_an_address_is_told_plainly_too(kari, client_of, comes_back):
    answer = comes_back(client_of(), "s-2")
    assert answer.status_code == 403
    assert "did not tell us any e-mail address" in answer.text


def test_a_stranger_and_an_unchecked_address_are_answered_alike(
    kari, client_of, comes_back
):
    texts = [
        comes_back(client_of(), sub, email=email, email_verified=False).text
        for sub, email in (("s-3", kari.email), ("s-4", "ingen@example.no"))
    ]
    assert texts[0].replace(kari.email, "X") == texts[1].replace(
        "ingen@example.no", "X"
    )


def test_a_stranger_may_read_it_again_in_another_language(kari, client_of, comes_back):
    client = client_of()
    comes_back(client, "s-5", email="frida@example.no", email_verified=True)
    page = client.get(reverse("accounts:no_account"))
    assert "code=" not in page.text
    assert 'name="next" value="/account/unknown"' in page.text


def test_no_one_else_is_told_of_it(db, client_of):
    answer = client_of().get(reverse("accounts:no_account"))
    assert answer.url == reverse("account_login")


def test_whoever_has_a_code_from_an_app_is_asked_for_it_here_too(
    kari, browser_of, turns_on_code, client_of, comes_back, code_now, who
):
    secret = turns_on_code(browser_of(kari))
    client = client_of()
    answer = comes_back(
        client, "k-6", email=kari.email, email_verified=True, then="/account/"
    )
    assert answer.url == reverse("mfa_authenticate")
    assert who(client) is None
    answer = client.post(answer.url, {"code": code_now(secret, later=1)})
    assert answer.url == "/account/"
    assert who(client) == kari.pk


def test_a_closed_account_is_not_opened_by_it(
    kari, administrator, moment, client_of, comes_back, who
):
    close_account(user=kari, by=administrator, at=moment)
    client = client_of()
    answer = comes_back(client, "k-7", email=kari.email, email_verified=True)
    assert answer.url == reverse("account_inactive")
    assert who(client) is None
    assert not SocialAccount.objects.exists()


def test_someone_connects_it_from_their_own_page(
    kari, browser_of, comes_back, client_of, who, done
):
    client = browser_of(kari)
    assert "Connect Storvik kommune" in client.get("/account/").text
    answer = comes_back(client, "k-8", process="connect", email="kari@storvik.no")
    assert answer.url == "/account/"
    page = client.get("/account/").text
    assert "You can now sign in with Storvik kommune." in page
    assert "Connected as kari@storvik.no" in page
    assert done(done="sign_in_connected") == [("sign_in_connected", kari, kari.pk)]
    other = client_of()
    comes_back(other, "k-8", email="kari@storvik.no")
    assert who(other) == kari.pk


def test_connecting_it_asks_who_one_is_first(kari, client_of, configured, password):
    client = client_of(kari)
    asked = client.post(f"{LOGIN}?process=connect")
    assert asked.url.startswith(reverse("account_reauthenticate"))
    back = client.post(asked.url, {"password": password}).url
    page = client.get(back)
    assert "You are sent to Storvik kommune, and come back here." in page.text
    assert client.post(back).context["redirect_to"].startswith(configured)


def test_what_belongs_to_someone_else_cannot_be_connected(
    kari, make_user, client_of, browser_of, comes_back
):
    comes_back(client_of(), "k-9", email=kari.email, email_verified=True)
    client = browser_of(make_user("Ola"))
    comes_back(client, "k-9", process="connect")
    told = "What you chose at Storvik kommune belongs to another account."
    assert told in client.get("/account/").text
    assert SocialAccount.objects.get().user == kari


def test_the_address_of_someone_else_cannot_be_connected(
    kari, make_user, browser_of, comes_back
):
    client = browser_of(make_user("Ola"))
    comes_back(client, "k-10", process="connect", email=kari.email, email_verified=True)
    assert "belongs to another account" in client.get("/account/").text
    assert not SocialAccount.objects.exists()


def test_connecting_the_same_twice_changes_nothing(kari, browser_of, comes_back, done):
    client = browser_of(kari)
    for _ in range(2):
        comes_back(client, "k-11", process="connect")
    assert SocialAccount.objects.count() == 1
    assert len(done(done="sign_in_connected")) == 1


def test_whoever_was_signed_out_on_the_way_connects_nothing(
    kari, browser_of, configured
):
    client = browser_of(kari)
    on_the_way = client.post(f"{LOGIN}?process=connect")
    answer = httpx.post(on_the_way.context["redirect_to"], data={"sub": "k-12"})
    back = urlsplit(answer.headers["location"])
    session = client.session
    for key in ("_auth_user_id", "_auth_user_backend", "_auth_user_hash"):
        del session[key]
    session.save()
    answer = client.get(f"{back.path}?{back.query}")
    assert answer.url == reverse("account_login")
    assert not SocialAccount.objects.exists()


def test_it_is_taken_away_again(
    kari, browser_of, comes_back, goes_through, mailoutbox, done
):
    client = browser_of(kari)
    comes_back(client, "k-13", process="connect", email=kari.email)
    connected = SocialAccount.objects.get()
    where = reverse("accounts:disconnect", args=[connected.pk])
    assert client.get(where).status_code == 405
    with goes_through():
        assert client.post(where).url == "/account/"
    assert not SocialAccount.objects.exists()
    assert "no longer sign in with Storvik kommune" in mailoutbox[-1].body
    made = ("sign_in_disconnected", kari, kari.pk)
    assert done(done="sign_in_disconnected") == [made]


def test_no_one_can_take_away_what_is_another_persons(
    kari, make_user, client_of, browser_of, comes_back
):
    comes_back(client_of(), "k-14", email=kari.email, email_verified=True)
    where = reverse("accounts:disconnect", args=[SocialAccount.objects.get().pk])
    assert browser_of(make_user("Ola")).post(where).status_code == 404
    assert client_of().post(where).url.startswith("/account/login/")
    assert SocialAccount.objects.exists()


def test_taking_it_away_asks_who_one_is_first(kari, client_of, comes_back, password):
    comes_back(client_of(), "k-15", email=kari.email, email_verified=True)
    client = client_of(kari)
    asked = client.post(
        reverse("accounts:disconnect", args=[SocialAccount.objects.get().pk])
    )
    assert SocialAccount.objects.exists()
    client.post(asked.url, {"password": password})
    assert not SocialAccount.objects.exists()


def test_whoever_is_signed_in_as_another_changes_to_whom_they_signed_in_as(
    kari, make_user, client_of, comes_back, who
):
    client = client_of(make_user("Ola"))
    comes_back(client, "k-16", email=kari.email, email_verified=True)
    assert who(client) == kari.pk


def test_the_way_there_is_a_page_since_a_form_may_lead_to_our_own_pages_only(
    configured, client_of
):
    client = client_of()
    page = client.post(LOGIN)
    assert page.status_code == 200
    assert "form-action 'self'" in page["Content-Security-Policy"]
    assert 'http-equiv="refresh" content="0;url=http://localhost' in page.text
    assert "Go on, if nothing happens" in page.text


def test_we_ask_the_provider_for_no_more_than_we_need(configured, client_of):
    asked = parse_qs(urlsplit(client_of().post(LOGIN).context["redirect_to"]).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]


def test_a_link_to_it_asks_before_it_sends_anyone_on(configured, client_of):
    page = client_of().get(LOGIN)
    assert page.status_code == 200
    assert "You are sent to Storvik kommune, and come back here." in page.text


def test_whoever_stops_on_the_way_is_told_that_nothing_has_changed(
    configured, client_of
):
    client = client_of()
    sent = parse_qs(urlsplit(client.post(LOGIN).context["redirect_to"]).query)
    back = {"error": "access_denied", "state": sent["state"][0]}
    page = client.get(CALLBACK, back, follow=True)
    assert "You did not sign in" in page.text
    assert "Nothing has changed." in page.text


@pytest.mark.parametrize(
    "query", ["", "?code=x&state=made-up", "?error=server_error&state=made-up"]
)
def test_an_answer_no_one_asked_for_is_not_believed(configured, client_of, who, query):
    client = client_of()
    page = client.get(CALLBACK + query)
    assert page.status_code == 401
    assert "The sign-in did not get through" in page.text
    assert who(client) is None


def test_a_code_the_provider_does_not_know_is_not_believed(configured, client_of, who):
    client = client_of()
    sent = parse_qs(urlsplit(client.post(LOGIN).context["redirect_to"]).query)
    page = client.get(CALLBACK, {"code": "made-up", "state": sent["state"][0]})
    assert page.status_code == 401
    assert who(client) is None


def test_a_provider_that_does_not_answer_is_told_and_logged(
    settings, db, client_of, caplog
):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.SOCIALACCOUNT_PROVIDERS = chosen(f"http://127.0.0.1:{port}")
    with caplog.at_level(logging.ERROR, "nabolag_web.accounts"):
        page = client_of().post(LOGIN)
    assert page.status_code == 401
    assert "The sign-in did not get through" in page.text
    assert "does not answer" in caplog.text


def test_only_the_one_provider_is_there(configured, client_of):
    assert client_of().post("/account/oidc/another/login/").status_code == 404


def test_an_account_whose_address_is_its_own_keeps_its_password(
    kari, client_of, comes_back
):
    assert EmailAddress.objects.get(user=kari).verified
    comes_back(client_of(), "k-17", email=kari.email, email_verified=True)
    kari.refresh_from_db()
    assert kari.has_usable_password()


@pytest.mark.parametrize("name", ["cancelled", "error"])
def test_the_pages_for_what_went_wrong_stand_alone_too(name, db, client_of):
    page = client_of().get(reverse(f"socialaccount_login_{name}"))
    assert 'class="nl-header"' in page.text


def test_no_account_is_ever_made_by_a_provider(rf):
    adapter = SocialAccountAdapter()
    assert adapter.is_open_for_signup(rf.get("/"), None) is False
