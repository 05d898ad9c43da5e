"""The workbench in a real browser: the demo as a newcomer meets it, and a first hour."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
BEGINNINGS = (f"{DALEN}/", f"{DALEN}/areas/compare/?a=S601&a=S801", "/account/")
"""Where someone begins; all other pages of the programme are reached by links."""

NUMBERS = re.compile(r"/(?:\d+|S\d+)(?=/|$)|(?<=indicators/)[^/]+|(?<=measures/)[^/]+")
"""What tells one page from another of the same kind."""

FILES = re.compile(r"\.(?:csv|docx|html|json|pdf)$|/copy/|/file$")
OPEN = (
    "/",
    "/account/login/",
    "/privacy",
    "/accessibility",
    "/public/omradeloft-dalen/",
    "/public/omradeloft-dalen/areas/S601/",
    "/public/omradeloft-dalen/indicators/overcrowded/",
    "/public/omradeloft-dalen/picture/S601/",
    "/api/",
    "/gallery",
    "/nowhere",
)
PASTED = (
    "Område\t2022\t2023\n"
    "Hele byen\t14,2 %\t14,0 %\n"
    "Dalen\t21,4 %\t21,1 %\n"
    "Lia\t9,0 %\t9,1 %\n"
    "Moen\t12,0 %\t12,4 %\n"
)


def no_sideways_scroll(page):
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def kinds_of_pages(page, start):
    """Follow links from page to page; gives each kind of page once, when it is open."""
    waiting, seen = [start + beginning for beginning in BEGINNINGS], set()
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        kind = NUMBERS.sub("/·", path)
        is_here = path.startswith((DALEN, "/account", "/programmes"))
        if kind in seen or not is_here or FILES.search(path):
            continue
        seen.add(kind)
        page.goto(address)
        yield kind
        links = "links => links.map(link => link.href.split('#')[0])"
        waiting += page.locator("a[href]").evaluate_all(links)


@pytest.mark.parametrize(
    ("speaks", "width"), [("Bokmål", 390), ("Nynorsk", 1280), ("English", 390)]
)
def test_nothing_on_any_page_keeps_people_out(
    as_coordinator, demo, violations, width, speaks
):
    page = as_coordinator(width=width, speaks=speaks)
    found, opened = {}, []
    for kind in kinds_of_pages(page, demo):
        opened.append(kind)
        if faults := violations(page):
            found[kind] = faults
        assert no_sideways_scroll(page), kind
    assert found == {}
    assert len(opened) > 40
    assert [c for c in page.complaints if "Content Security Policy" in c] == []


@pytest.mark.parametrize(
    ("width", "language"),
    [(1280, "nb-NO"), (390, "nn-NO"), (390, "en-GB"), (320, "nb-NO")],
)
def test_open_pages_keep_no_one_out(open_page, demo, violations, width, language):
    page = open_page(demo + "/", width=width, language=language)
    assert page.locator("html").get_attribute("lang") == language[:2]
    for address in OPEN:
        page.goto(demo + address)
        assert violations(page) == [], address
        assert no_sideways_scroll(page), address


def test_tables_behind_figures_can_be_opened_by_keyboard_at_320_pixels(
    as_coordinator, demo, violations
):
    page = as_coordinator(width=320)
    page.goto(f"{demo}{DALEN}/areas/at/S601/")
    twins = page.locator("details.twin > summary")
    assert twins.count() > 3
    for number in range(twins.count()):
        twins.nth(number).focus()
        page.keyboard.press("Enter")
    assert page.locator("details.twin[open]").count() == twins.count()
    assert no_sideways_scroll(page)
    assert violations(page) == []


def test_the_planted_truths_stand_on_the_pages(as_coordinator, demo):
    page = as_coordinator()
    for code, verdict in (
        ("S601", "avstanden øker"),
        ("S801", "avstanden øker"),
    ):
        page.goto(f"{demo}{DALEN}/areas/at/{code}/")
        pills = page.locator(".vd").all_text_contents()
        assert pills.count(verdict) >= 3, (code, pills)
        assert "avstanden minker" not in pills


def test_everything_can_be_reached_without_a_script(as_coordinator, demo):
    page = as_coordinator(scripts=False, width=390)
    page.locator(".nl-header details > summary").last.click()
    page.get_by_role("link", name="Område", exact=True).first.click()
    page.wait_for_url("**/areas/at/S601/")
    assert page.locator("h1").inner_text()


class Counting:
    """Does what a person does on a page, and counts it."""

    def __init__(self, page, *, scripts):
        self.page, self.scripts, self.clicks, self.fields = page, scripts, 0, 0

    def fill(self, label, text):
        self.page.get_by_label(label).first.fill(text)
        self.fields += 1

    def click(self, role, name):
        there = self.page.get_by_role(role, name=name).first
        if not self.scripts:
            self.ask_how_far_until_there_is(there)
        there.wait_for(timeout=40_000)
        there.click()
        self.clicks += 1

    def ask_how_far_until_there_is(self, there):
        """Without scripts a page does not change by itself; it has a link instead."""
        how_far = self.page.get_by_role("link", name="Se hvor langt det har kommet")
        for _ in range(60):
            if there.count() or not how_far.count():
                return
            how_far.click()
            self.clicks += 1
            self.page.wait_for_timeout(500)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def first_account(request, open_page, fresh):
    """The first account of a new installation, made by the link in the terminal."""
    _, link = fresh
    page = open_page(link, scripts=request.param)
    person = Counting(page, scripts=request.param)
    person.fill("Navnet ditt", "Kari Nordmann")
    person.fill("E-postadresse", "kari@example.no")
    person.fill("Velg et passord", "grønne trær ved elva")
    person.page.locator("main form button[type=submit]").first.click()
    person.clicks += 1
    return person


def test_a_coordinator_without_training_gets_from_nothing_to_two_pages(
    first_account, fresh
):
    address, person = fresh[0], first_account
    if not person.page.url.endswith("/programmes/new"):
        person.page.goto(address + "/programmes/new")
        person.clicks += 1
    person.fill("Hva heter programmet?", "Områdeløft Dalen")
    person.click("button", "Lag programmet")
    person.click("link", "Last inn tall")
    person.fill("Hvilken by eller kommune", "Storvik")
    person.fill("Lim inn fra Excel", PASTED)
    person.click("button", "Se hva som ble funnet")
    person.fill("Hva måler tallene?", "Trangbodde husholdninger")
    person.click("button", "Se hva som ble funnet")
    person.click("button", "Bruk disse tallene")
    person.click("link", "Velg programmets område")
    person.page.get_by_label("Dalen", exact=True).check()
    person.click("button", "Lagre")
    assert "Dalen" in person.page.locator("h1").inner_text()
    paper = person.page.get_by_role("link", name="Skriv ut to sider")
    printed = person.page.request.get(address + paper.get_attribute("href")).body()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert person.fields == 7
    assert person.clicks <= (10 if person.scripts else 20)
