"""The start page, in three languages, with and without made reports."""

from __future__ import annotations

import pytest


@pytest.fixture
def reports(settings, tmp_path):
    settings.NABOLAG_REPORTS_FOLDER = tmp_path
    return tmp_path


def page(client, language):
    return client.get("/", headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(
    ("asked", "given", "heading"),
    [
        (
            "nb-NO,nb;q=0.9",
            "nb",
            "Hvordan står et område sammenlignet med resten av byen?",
        ),
        ("no", "nb", "Hvordan står et område sammenlignet med resten av byen?"),
        (
            "nn-NO,nn;q=0.9",
            "nn",
            "Korleis står eit område samanlikna med resten av byen?",
        ),
        ("en-GB,en;q=0.9", "en", "How does an area stand against its city?"),
        ("fr", "nb", "Hvordan står et område sammenlignet med resten av byen?"),
    ],
)
def test_the_page_speaks_the_language_the_browser_asks_for(
    client, reports, asked, given, heading
):
    shown = page(client, asked)
    assert f'<html lang="{given}">' in shown
    assert f"<h1>{heading}</h1>" in shown


def test_a_chosen_language_wins_over_the_browser(client, reports):
    answer = client.post("/language", {"language": "nn", "next": "/"})
    assert (answer.status_code, answer.url) == (302, "/")
    assert '<html lang="nn">' in page(client, "en")


def test_the_choice_of_language_leads_to_no_other_site(client, reports):
    answer = client.post("/language", {"language": "nn", "next": "//evil.example"})
    assert answer.url == "/"


def test_a_visitor_who_chooses_nothing_gets_no_cookie(client, reports):
    assert not client.get("/").cookies


def test_without_a_report_the_page_tells_how_to_make_one(client, reports):
    shown = page(client, "en")
    assert "No report has been made yet." in shown
    assert "<code>nabolag demo</code>" in shown


def test_made_reports_stand_in_the_order_of_languages_with_their_paper_version(
    client, reports
):
    for name in ("oslo-en.html", "oslo-nb.html", "oslo-nb.pdf", "oslo-sv.html"):
        (reports / name).touch()
    shown = page(client, "en")
    assert shown.index('href="/reports/oslo-nb.html">Bokmål') < shown.index(
        'href="/reports/oslo-en.html">English'
    )
    assert 'href="/reports/oslo-nb.pdf"' in shown
    assert "oslo-en.pdf" not in shown
    assert "oslo-sv" not in shown


def test_real_and_fictional_places_are_told_apart(client, reports):
    for name in ("oslo", "dalen", "storvik"):
        (reports / f"{name}-en.html").touch()
    shown = page(client, "en")
    real, _, fictional = shown.partition("Storvik: a fictional city, made to show")
    assert "Oslo: published figures" in real
    assert 'href="/reports/oslo-en.html"' in real
    assert fictional.index("/reports/dalen-en.html") < fictional.index(
        "/reports/storvik-en.html"
    )
    assert "Your own figures" not in shown


def test_anyones_own_report_stands_under_its_folders_name(client, reports):
    (reports / "own-my-figures-nn.html").touch()
    (reports / "no address-nn.html").touch()
    shown = page(client, "en")
    assert "Your own figures" in shown
    assert ">my-figures</h4>" in shown
    assert "no address" not in shown
    assert "Oslo: published figures" not in shown


def test_the_page_says_what_is_answered_and_when_it_cannot_tell(client, reports):
    shown = page(client, "nb")
    for said in ("sakker akterut", "hoper seg opp", "flytter inn og ut", "kan ikke si"):
        assert said in shown


def test_the_red_thread_says_which_steps_are_still_to_come(client, reports):
    shown = page(client, "en")
    assert shown.count('<li class="coming">') == shown.count("To come") == 4
