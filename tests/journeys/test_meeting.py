"""A forum's first meeting in a real browser: papers, decisions, and locked minutes."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
DECISIONS = (
    ("Vi ber om måling av lyset langs elva.", "2027-01-15"),
    ("Vi inviterer gårdeierne til neste møte.", "2026-12-18"),
    ("Vi søker om nærmiljøtilskudd.", "2027-02-01"),
)


class Walking:
    """Does what a person does on the pages, and counts it."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0

    def fill(self, field, text):
        self.page.locator(f"#id_{field}").fill(text)
        self.fields += 1

    def press(self, name, role="button"):
        self.page.get_by_role(role, name=name).first.click()
        self.clicks += 1

    def follow(self, name):
        self.press(name, "link")

    def go_up_from(self, part):
        """Leave a page that has nothing to offer here, where it is open at all."""
        if self.page.url.endswith(f"/{part}"):
            self.follow("Cancel")

    def paper(self, name):
        link = self.page.get_by_role("link", name=name).first
        where = urljoin(self.page.url, link.get_attribute("href"))
        return self.page.request.get(where).body()


@pytest.fixture
def forum(request, as_coordinator, demo):
    """A forum with one who sits there, founded by the coordinator on a phone."""

    def founded(name, *, scripts=True):
        page = as_coordinator(speaks="English", scripts=scripts, width=390)
        page.goto(f"{demo}{DALEN}/forums/new")
        walking = Walking(page)
        walking.fill("name", name)
        page.locator("input[value=administrative]").check()
        walking.press("Found it")
        walking.follow("Give someone a seat")
        walking.fill("name", "Anders Vold")
        walking.press("Give a seat")
        return walking

    return founded


@pytest.fixture
def call(forum):
    """Calls a meeting of a new forum with these cases; the papers are made."""

    def called(name, cases, **options):
        walking = forum(name, **options)
        walking.follow("Plan a meeting")
        walking.fill("on", "2026-12-03")
        walking.press("Plan it")
        walking.go_up_from("agenda")
        for text in cases:
            walking.follow("Add a case")
            walking.fill("title", text)
            walking.fill("proposed", text)
            walking.press("Save")
        walking.press("Make the papers")
        return walking

    return called


@pytest.mark.parametrize("scripts", [True, False])
def test_a_coordinator_comes_out_of_a_meeting_with_three_decisions(
    call, violations, scripts
):
    texts = [text for text, _due in DECISIONS]
    walking = call(f"Prosjektgruppa {scripts}", texts, scripts=scripts)
    page = walking.page
    assert walking.paper("PDF").startswith(b"%PDF")
    walking.press("Begin the meeting")
    walking.press("Save")
    walking.follow("Go to case")
    for text, due in DECISIONS:
        walking.fill("said", f"Alle var enige: {text}")
        page.locator("#id_owner").select_option(label="Anders Vold")
        walking.fill("due_on", due)
        walking.press("Write down the decision")
        assert not scripts or violations(page) == []
        walking.press(re.compile("^Save and"))
    page.locator("#id_secretary").select_option(label="Anders Vold")
    walking.fill("next_on", "2026-12-17")
    walking.press("Save")
    assert not scripts or violations(page) == []  # axe is a script
    walking.press("Approve and lock")
    minutes = page.locator("main").inner_text()
    assert [text for text in texts if text not in minutes] == []
    assert "Anders Vold carries it out by 15 January 2027." in minutes
    assert "Nothing of it can be altered." in minutes
    assert walking.clicks + walking.fields <= 42


def test_what_is_typed_in_a_meeting_saves_itself_and_two_lose_nothing(call):
    walking = call("Oppvekstgruppa", ["Status"])
    page = walking.page
    walking.press("Begin the meeting")
    walking.press("Save")
    walking.follow("Go to case")
    page.locator("#id_said").press_sequentially("Lyset er svakt. ")
    page.get_by_text("Saved at").wait_for()
    page.locator("#id_said").press_sequentially("Alle ser det.")
    page.locator("#id_version[value='3']").wait_for(state="attached")
    other = page.context.new_page()
    other.goto(page.url)
    assert other.locator("#id_said").input_value() == "Lyset er svakt. Alle ser det."
    other.locator("#id_said").fill("Den andres ord.")
    other.get_by_role("button", name="Save", exact=True).click()
    page.locator("#id_said").press_sequentially(" Også om sommeren.")
    page.get_by_role("alert").get_by_text("Den andres ord.").wait_for()
    page.get_by_role("button", name="Save mine in its place").click()
    saved = "Lyset er svakt. Alle ser det. Også om sommeren."
    assert page.locator("#id_said").input_value() == saved
    assert [c for c in page.complaints if "Content Security Policy" in c] == []
