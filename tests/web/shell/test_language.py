"""Three languages: by what the browser asks for, and by a switch that is remembered."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

SWITCH = reverse("accounts:language")
INVITE = reverse("programmes:invite", args=["omradeloft-dalen"])


def where_next(answer):
    return re.search(r'name="next" value="([^"]*)"', answer.content.decode())[1]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("nb-NO,nb;q=0.9", "nb"),
        ("no", "nb"),
        ("nn-NO,nn;q=0.9", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("fr", "nb"),
        ("", "nb"),
        ("x" * 5000, "nb"),
    ],
)
def test_pages_speak_what_the_browser_asks_for(client, db, body, asked, given):
    shown = body(client.get("/gallery", headers={"accept-language": asked}))
    assert f'<html lang="{given}"' in shown


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_chosen_language_is_remembered_in_the_browser(client, db, body, language):
    answer = client.post(SWITCH, {"language": language, "next": "/gallery?a=1"})
    assert (answer.status_code, answer.url) == (302, "/gallery?a=1")
    shown = body(client.get("/gallery", headers={"accept-language": "de"}))
    assert f'<html lang="{language}"' in shown
    chosen = rf'value="{language}"[^>]*aria-current="true"'
    assert re.search(chosen, shown)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "javascript:alert(1)", ""]
)
def test_the_switch_leads_to_no_other_site(client, db, elsewhere):
    answer = client.post(SWITCH, {"language": "nn", "next": elsewhere})
    assert answer.url == "/"


def test_a_language_that_is_not_there_changes_nothing(client, db, body):
    client.post(SWITCH, {"language": "tlh", "next": "/gallery"})
    assert '<html lang="nb"' in body(client.get("/gallery"))


def test_the_switch_leads_back_to_the_same_page_with_what_was_asked(client, db):
    assert (
        where_next(client.get("/gallery?q=%C3%B8&page=2"))
        == "/gallery?q=%C3%B8&amp;page=2"
    )


def test_from_a_page_that_was_sent_it_leads_to_where_it_was_sent_from(
    client_of, coordinator, programme
):
    client = client_of(coordinator)
    sent = {"email": "nora@example.no", "role": "staff"}
    answer = client.post(
        INVITE, sent, headers={"referer": f"http://testserver{INVITE}?again=1"}
    )
    assert where_next(answer) == f"{INVITE}?again=1"


@pytest.mark.parametrize("referer", ["", "http://evil.example/p", "nonsense"])
def test_from_a_page_that_was_sent_from_nowhere_known_it_leads_to_the_start(
    client_of, coordinator, programme, referer
):
    answer = client_of(coordinator).post(
        INVITE, {"email": ""}, headers={"referer": referer}
    )
    assert where_next(answer) == "/"


def test_every_language_is_offered_in_its_own_name_on_every_page(client, db, body):
    for address in ("/", "/gallery", "/nowhere", reverse("account_login")):
        shown = body(client.get(address))
        for code, name in (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")):
            assert re.search(
                rf'value="{code}" lang="{code}"[^>]*>{name}</button>', shown
            )
