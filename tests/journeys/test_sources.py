"""From a place and from staff to a finding and back, on a phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
SEEN = "Ingen går forbi benken etter åtte"


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


def use(page, fine, *, number, words):
    """Fills in which finding a source speaks for, with what more there is to say."""
    fine()
    page.get_by_label("Hvilket funn sier det noe om?").fill(str(number))
    page.get_by_label("For funnet").check()
    page.get_by_label("Hva mer er det å si?").fill(words)
    send(page, "Legg til")
    page.wait_for_url(f"**/findings/{number}")


def test_what_is_noted_on_a_walk_becomes_evidence_and_tells_what_came_of_it(
    page, demo, fine
):
    page.goto(f"{demo}{DALEN}/places/new")
    page.get_by_label("Hva så dere på?").fill("Benkene ved bekken")
    send(page, "Begynn")
    page.get_by_role("link", name="Skriv et notat").click()
    page.get_by_label("Hva så eller hørte du?").fill(SEEN)
    page.get_by_label("Stedsbruk: hva folk gjør her").check()
    page.get_by_label("Hvem sa det?").fill("Vi så det selv")
    send(page, "Lagre notatet")
    page.get_by_role("link", name="Hva det ble til").first.click()
    assert "ikke tatt opp i noe funn" in page.locator("main").inner_text()
    page.get_by_role("link", name="Bruk det som belegg").click()
    use(page, fine, number=11, words="Bekken høres, men ses ikke")
    told = page.locator("main").inner_text()
    assert f"«{SEEN}»" in told
    assert "Bekken høres, men ses ikke" in told
    fine()
    sentence = page.locator("h1").inner_text().replace("\n", " ")
    page.get_by_role("link", name="Kilde: Vi så det selv").first.click()
    assert sentence in page.locator("main").inner_text()
    fine()


def test_a_series_and_words_from_staff_become_evidence(page, demo, fine):
    page.goto(f"{demo}{DALEN}/staff/")
    page.locator("main").get_by_role("button", name="Bruk det som belegg").first.click()
    use(page, fine, number=34, words="Tryggere utover våren")
    page.get_by_role("link", name="Kilde: Månedspulsen").first.click()
    assert "Serien slik den sto" in page.locator(".nl-title").inner_text()
    fine()
    page.goto(f"{demo}{DALEN}/staff/told/")
    page.get_by_role("link", name="Bruk det som belegg").first.click()
    use(page, fine, number=34, words="Flere er ute om kvelden")
    told = page.locator("main").inner_text()
    assert "Det ansatte så i" in told
    assert "Flere er ute om kvelden" in told


def test_a_picture_that_residents_have_read_can_be_opened_by_anyone(
    page, open_page, demo, fine, violations
):
    page.goto(f"{demo}{DALEN}/picture/S601/")
    fine()
    address = page.get_by_role("link", name="Se områdebildet alle kan lese")
    anyone = open_page(demo + address.get_attribute("href"), width=320)
    assert "Lest av Beboerforum" in anyone.locator(".nl-title").inner_text()
    assert violations(anyone) == []
    anyone.get_by_role("link", name="Områdeløft Dalen").click()
    anyone.goto(f"{demo}/public/omradeloft-dalen/areas/S601/")
    anyone.get_by_role("link", name="Det forumene i programmet har funnet ut").click()
    assert "Områdebilde: Dalen" in anyone.locator("h1").inner_text()
