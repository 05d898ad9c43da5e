"""The fictional Dalen has lived: findings, forums, meetings, minutes, disagreement."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"


def test_a_year_and_a_half_of_knowledge_stands_on_the_pages(as_coordinator, demo):
    page = as_coordinator()
    page.goto(f"{demo}{DALEN}/findings/40")
    assert page.locator("h1").inner_text().startswith("Lyset som ble skiftet")
    page.goto(f"{demo}{DALEN}/forums/")
    own = page.get_by_role("link", name=re.compile("^(Prosjekt|Leder|Beboer|Program)"))
    addresses = {link.get_attribute("href") for link in own.all()}
    assert len(addresses) >= 4
    meetings = set()
    for address in addresses:
        page.goto(demo + address)
        links = page.locator("a[href*='/meetings/']").all()
        meetings |= {link.get_attribute("href").split("#")[0] for link in links}
    assert len([each for each in meetings if re.search(r"/meetings/\d+/", each)]) >= 25


def test_disagreement_has_narrowed_on_one_finding_and_widened_on_another(
    as_coordinator, demo
):
    page = as_coordinator()
    page.goto(f"{demo}{DALEN}/findings/1")
    assert page.locator("#shared").inner_text() == "4 av 4 forum deler funnet"
    page.locator("#shared + p, details > summary").last.click()
    before = page.locator("details[open] .kn-spread").count()
    assert before >= 5
    page.goto(f"{demo}{DALEN}/findings/7")
    assert page.locator("#shared").inner_text() == "0 av 3 forum deler funnet"
    page.goto(f"{demo}{DALEN}/shared/")
    differ = page.locator("section", has=page.locator("#differ")).inner_text()
    assert "Lokalavisen skriver oftere" in differ


def test_a_decision_leads_to_minutes_that_are_whole(as_coordinator, demo):
    page = as_coordinator()
    page.goto(f"{demo}{DALEN}/findings/1")
    page.get_by_role("link", name="Les referatet").first.click()
    assert "stemmer med fingeravtrykket" in page.locator("main").inner_text()
