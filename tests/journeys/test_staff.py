"""Someone in a service answers by a link on a phone, and another reads it first."""

from __future__ import annotations

from uuid import uuid4

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
PHONE = 390
WORDS = "Det er mørkt mellom skolen og senteret."


@pytest.fixture
def coordinator(open_page, demo):
    """The demo's coordinator, at a desk."""
    page = open_page(demo + "/")
    page.locator("form[action^='/try/'] button").first.click()
    page.wait_for_url(f"**{DALEN}/")
    page.get_by_role("button", name="English", exact=True).last.click()
    return page


@pytest.fixture
def club():
    """What a service is called that no other test has."""
    return f"Klubben {uuid4().hex[:6]}"


@pytest.fixture
def links(coordinator, demo, club):
    """The links of two in a new service that the coordinator has added."""
    page = coordinator
    page.goto(f"{demo}{DALEN}/staff/services/new")
    page.get_by_label("What is the service called?").fill(club)
    page.get_by_role("button", name="Add", exact=True).click()
    service = page.url
    given = {}
    for name, phone in (("Anders", "412 34 567"), ("Berit", "412 34 568")):
        page.goto(f"{service}/ask")
        page.get_by_label("Name or role").fill(name)
        page.get_by_label("Telephone").fill(phone)
        page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Let them read for others (Berit)").click()
    for name in ("Anders", "Berit"):
        page.goto(service)
        page.get_by_role("button", name=f"Make a new link and show it ({name})").click()
        given[name] = page.locator("#link").inner_text()
    page.goto(f"{demo}{DALEN}/staff/pulse/")
    if page.get_by_role("button", name="Ask every month").count():
        page.get_by_role("button", name="Ask every month").click()
    page.get_by_role("button", name="Open this month's round").click()
    return given


def no_sideways_scroll(page):
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_an_answer_goes_from_a_phone_past_a_reader_to_the_team(
    open_page, coordinator, links, violations, demo, club
):
    phone = open_page(links["Anders"], width=PHONE, language="en-GB", scripts=False)
    for group in range(2):
        phone.get_by_role("group").nth(group).get_by_label("4", exact=True).check()
    phone.get_by_label("What have you seen this month").fill(f"{WORDS} Se Storgata 5.")
    phone.get_by_label("No one can be recognised").check()
    phone.get_by_role("button", name="Send").click()
    assert "Storgata 5” looks like an address" in phone.inner_text("main")
    phone.get_by_label("What have you seen this month").fill(WORDS)
    phone.get_by_label("I have looked at these words").check()
    phone.get_by_role("button", name="Send").click()
    told = phone.inner_text("main")
    assert "Your marks are counted in." in told
    assert f"Someone else in {club} reads it first." in told

    other = open_page(links["Berit"], width=PHONE, language="en-GB")
    assert violations(other) == []
    assert no_sideways_scroll(other)
    other.get_by_role("link", name=WORDS).click()
    assert violations(other) == []
    other.get_by_role("button", name="No one can be recognised: send it").click()
    assert "What came of the last ones" in other.inner_text("main")
    assert WORDS in other.inner_text("main")

    coordinator.goto(f"{demo}{DALEN}/staff/told/")
    assert WORDS in coordinator.inner_text("main")
    assert violations(coordinator) == []


@pytest.mark.parametrize("width", [PHONE, 320])
def test_a_page_by_a_link_keeps_no_one_out(open_page, links, violations, width):
    page = open_page(links["Anders"], width=width, language="nb-NO")
    assert violations(page) == []
    assert no_sideways_scroll(page)
    page.goto(f"{links['Anders'][:-5]}/")  # cut short, as in a message
    assert page.locator("h1").inner_text() == "Denne lenken virker ikke"
    assert violations(page) == []
