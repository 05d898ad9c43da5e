"""Members mark a finding from their phones at once, and the spread is shown."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
SENTENCE = "Mange går en omvei om kvelden"
MARKS = (5, 4, 4, 4, 4, 5, 4, 2)
MANY = 60
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Phone:
    """A phone without an account, that fetches and sends as a browser does."""

    def __init__(self):
        self.opened = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, address):
        with self.opened.open(address, timeout=60) as answer:
            return answer.read().decode()

    def send(self, address, **fields):
        token = TOKEN.search(self.get(address))[1]
        sent = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opened.open(address, sent, timeout=60) as answer:
            return answer.read().decode()


@pytest.fixture
def led(as_coordinator, demo):
    """A meeting about a new finding, where so many have a seat: the leader's page."""

    def begun(forum, seats):
        page = as_coordinator(speaks="English")
        send(
            page,
            f"{demo}{DALEN}/findings/new",
            sentence=SENTENCE,
            kind="place",
            title="Vandring",
        )
        number = page.url.rsplit("/", 1)[1]
        send(
            page,
            f"{demo}{DALEN}/findings/{number}/status",
            status="questioned",
            reason="Tas opp",
        )
        send(page, f"{demo}{DALEN}/forums/new", name=forum, type="administrative")
        own = page.url
        for seat in range(seats):
            send(page, f"{own}seats/new", name=f"{forum} {seat + 1}", duty="member")
        send(page, f"{own}meetings/new", on="2027-02-04")
        page.get_by_label(SENTENCE).first.check()
        page.get_by_role("button", name="Save").click()
        meeting = page.url
        page.get_by_role("button", name="Make the papers").first.click()
        page.get_by_role("button", name="Begin the meeting").first.click()
        page.wait_for_url("**/attendance")
        page.goto(meeting)
        page.get_by_role("link", name=SENTENCE).first.click()
        page.get_by_role("link", name="Mark how far we share it").click()
        return page

    return begun


def send(page, address, **fields):
    """Fill in a form by its fields' names, as a person would, and send it."""
    page.goto(address)
    for name, value in fields.items():
        field = page.locator(f"[name={name}]").first
        if field.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    page.locator("main form.nl-form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_eight_members_mark_at_once_and_see_the_spread_when_it_is_closed(
    led, open_page, violations
):
    page = led("Møteplassgruppa", len(MARKS))
    page.get_by_role("button", name="Open for marks").click()
    assert violations(page) == []
    link = page.locator(".nl-link").inner_text()
    phones = [open_page(link, width=390, language="en-GB") for _ in MARKS]
    for number, phone in enumerate(phones):
        phone.get_by_label(f"Møteplassgruppa {number + 1}", exact=True).check()
        phone.get_by_role("button", name="That is me").click()
        assert phone.locator("h1").inner_text() == SENTENCE
    for phone, mark in zip(phones, MARKS, strict=True):
        phone.locator(f"[name=value][value='{mark}']").check()
    assert violations(phones[0]) == []
    phones[7].get_by_label("What is missing?").fill("Når på året?")
    for phone in phones:
        phone.get_by_role("button", name="Mark").press("Enter")
    phones[0].get_by_text("Your mark is kept.").wait_for()
    assert "share it." not in phones[0].locator("main").inner_text()
    page.get_by_text("8 of 8 have marked").wait_for(timeout=10_000)
    page.get_by_role("button", name="Close, and show the spread").click()
    for shown in (page, phones[0]):
        shown.get_by_text("7 of 8 share it.").wait_for(timeout=10_000)
        assert "Når på året?" in shown.locator("main").inner_text()
        assert shown.locator(".dots circle").count() == len(MARKS)
        assert violations(shown) == []


def test_sixty_phones_at_once_lose_no_mark(led):
    page = led("Folkemøtet", MANY)
    page.get_by_role("button", name="Open for marks").click()
    link = page.locator(".nl-link").inner_text()
    seats = re.findall(r'name="seat" value="(\d+)"', Phone().get(link))
    assert len(seats) == MANY

    def marks(number):
        phone = Phone()
        asked = phone.send(link, seat=seats[number])
        case = re.search(r'name="case" value="(\d+)"', asked)[1]
        return phone.send(link, case=case, value=1 + number % 5)

    with ThreadPoolExecutor(MANY) as people:
        list(people.map(marks, range(MANY)))
    page.get_by_role("button", name="Close, and show the spread").click()
    counts = page.locator(".kn-points td").all_inner_texts()
    assert counts == ["12"] * 5
