"""The red thread is followed from what a resident said to what was done, and back."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.journey

DALEN = "/p/omradeloft-dalen"
SAID = "31 pekte på undergangen"


def open_by_keyboard(page, link):
    """Come to a link with the tabulator, and open it."""
    page.wait_for_load_state("networkidle")  # a page left half-loaded complains
    wanted = link.first.element_handle()
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("link => link === document.activeElement"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_what_a_resident_said_to_what_was_done_and_back(
    as_coordinator, demo, violations, width
):
    page = as_coordinator(speaks="English", width=width)
    page.goto(f"{demo}{DALEN}/inputs/?page=2")
    page.get_by_role("link", name=SAID).click()
    said = page.url
    assert violations(page) == []
    thread = page.get_by_role("list").filter(has_text="Evidence").last
    open_by_keyboard(page, thread.locator("a[href*='/measures/']"))
    assert re.search(r"/measures/\d+$", page.url)
    assert violations(page) == []
    thread = page.get_by_role("list").filter(has_text="Evidence").last
    open_by_keyboard(page, thread.locator("a[href*='/findings/']"))
    assert violations(page) == []
    open_by_keyboard(page, page.locator(".kn-pieces a[href*='/inputs/']"))
    assert page.url == said
    assert page.complaints == []
