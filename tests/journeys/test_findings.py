"""A finding in a real browser: written on a phone, backed, questioned, read again."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
SAID = "Det er ikke noe sted å sitte der"
SENTENCE = "Få som går forbi butikken, stopper der"


@pytest.fixture
def page(open_page, demo):
    """The demo as its coordinator sees it, on a phone."""
    page = open_page(demo + "/", width=390)
    page.locator("form[action^='/try/'] button").first.click()
    page.wait_for_url(f"**{DALEN}/")
    page.get_by_role("button", name="Bokmål", exact=True).last.click()
    return page


@pytest.fixture
def fine(page, violations):
    """Says whether the page can be read by all, and fits the phone."""

    def holds():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    return holds


def send(page, button):
    page.get_by_role("button", name=button, exact=True).press("Enter")
    page.wait_for_load_state()


@pytest.fixture
def fill_in(page, fine):
    """Goes to a form by its link, fills it in, and sends it by keyboard."""

    def filled(link, *, chosen=(), written=(), button):
        page.get_by_role("link", name=link, exact=True).click()
        fine()
        for label in chosen:
            page.get_by_label(label).check()
        for label, text in dict(written).items():
            page.get_by_label(label).fill(text)
        send(page, button)

    return filled


def test_a_finding_is_written_backed_and_questioned_on_a_phone(
    page, demo, fine, fill_in
):
    page.goto(f"{demo}{DALEN}/findings/")
    fill_in(
        "Skriv ned et funn",
        chosen=["Stedsanalyse"],
        written={
            "Hva har dere funnet?": SENTENCE,
            "Hvor nøyaktig?": "Vandring ved butikken",
        },
        button="Skriv det ned",
    )
    own = page.url
    assert page.locator("h1").inner_text() == SENTENCE
    assert "Lite taler for det" in page.locator(".nl-verdict").inner_text()
    fill_in(
        "Legg til belegg",
        chosen=["Ansatte", "Imot funnet"],
        written={"Hva sier det?": "Butikksjefen"},
        button="Legg til",
    )
    assert "1 for, 1 imot" in page.locator("#evidence").inner_text()
    fill_in("Fest et tall", button="Fest det")
    assert page.get_by_label("Hvilket tall?").count() == 1  # one must be chosen
    page.get_by_label("Hvilket tall?").select_option(index=1)
    send(page, "Fest det")
    assert "95 % sikkert" in page.locator(".kn-evidence").inner_text()
    fill_in(
        "Skriv ned hva en beboer sa",
        written={"Hva sa de?": SAID, "Hvordan kom det?": "kafédialog"},
        button="Skriv det ned",
    )
    assert page.url == own
    fill_in(
        "Still et spørsmål",
        written={"Hva spør du om?": "Er det slik om sommeren også?"},
        button="Spør",
    )
    assert "1 står åpent" in page.locator("main").inner_text()
    fine()
    page.get_by_role("link", name=SAID).click()
    page.get_by_role("link", name="Se hva det bygger på").click()
    assert SENTENCE in page.locator("main").inner_text()
    fine()


def test_every_form_about_a_finding_can_be_read_by_all(page, demo, violations):
    page.goto(f"{demo}{DALEN}/findings/new")
    page.get_by_label("Hva har dere funnet?").fill("Skolegården er åpen hele døgnet")
    page.get_by_label("Ansatte").check()
    page.get_by_label("Hvor nøyaktig?").fill("Rektor")
    send(page, "Skriv det ned")
    own = page.url
    for part in ("change", "status", "merge", "split", "history", "questions/new"):
        page.goto(f"{own}/{part}")
        assert violations(page) == [], part
    page.goto(own)
    page.get_by_role("button", name="Ta funnet ut").press("Enter")
    page.get_by_role("button", name="Legg det tilbake").first.press("Enter")
    page.wait_for_url(own)
