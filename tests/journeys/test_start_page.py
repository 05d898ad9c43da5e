"""A visitor comes to the start page, chooses a language and opens the report."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO", "en-GB"])
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_on_the_start_page_keeps_anyone_out(
    open_page, violations, site, language, width
):
    page = open_page(site, width=width, language=language)
    assert violations(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("address", ["/", "/nowhere"])
def test_a_narrow_phone_needs_no_sideways_scroll(open_page, site, address):
    page = open_page(site + address, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_page_that_is_not_there_is_as_open_as_the_others(open_page, violations, site):
    assert violations(open_page(f"{site}/nowhere")) == []


def test_keyboard_alone_leads_to_every_link_and_button(open_page, site):
    page = open_page(site)
    there = page.locator("a, button").count()
    reached = set()
    for _ in range(there):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"
    assert len(reached) == there


def test_everything_to_press_is_large_enough_for_a_thumb(open_page, site):
    page = open_page(site, width=390)
    for target in page.locator("main a, header button, header a").all():
        box = target.bounding_box()
        assert box["height"] >= 44, target.inner_text()


def test_the_language_can_be_chosen_without_scripts(open_page, site):
    page = open_page(site, scripts=False)
    page.get_by_role("button", name="Nynorsk").click()
    assert page.locator("html").get_attribute("lang") == "nn"
    assert page.get_by_role("heading", level=1).inner_text().startswith("Korleis")


@pytest.mark.parametrize(
    ("link", "language"), [("Bokmål", "nb"), ("Nynorsk", "nn"), ("English", "en")]
)
def test_the_report_opens_in_the_language_of_its_link(open_page, site, link, language):
    page = open_page(site)
    page.get_by_role("link", name=link, exact=True).last.click()
    assert page.locator("html").get_attribute("lang") == language
    assert page.complaints == []


def test_the_start_page_fits_on_paper(open_page, site):
    page = open_page(site)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Nynorsk").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
