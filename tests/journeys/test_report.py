"""A reader opens the report on a screen, a phone, by keyboard and on paper."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.journey

LANGUAGES = ["nb", "nn", "en"]


@pytest.fixture(scope="session", params=["city", "area", "residents"])
def report(request, make_report, make_report_of_residents, tmp_path_factory):
    """The whole city's report, one area's and that of residents, in every language."""
    folder = tmp_path_factory.mktemp(request.param)
    make = make_report_of_residents if request.param == "residents" else make_report
    only = ("--area", "06") if request.param == "area" else ()
    return {
        language: make(folder / f"{language}.html", "--lang", language, *only)
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_in_the_report_keeps_anyone_out(
    open_page, violations, report, language, width
):
    page = open_page(report[language], width=width)
    assert violations(page) == []
    for twin in page.locator("details").all():
        twin.evaluate("twin => twin.open = true")
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_its_language_and_fetches_nothing(open_page, report, language):
    page = open_page(report[language])
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator("script").count() == 0
    fetched = page.evaluate("performance.getEntriesByType('resource').length")
    assert fetched == 0
    assert page.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_phone_needs_no_sideways_scroll(open_page, report, language):
    page = open_page(report[language], width=320)
    for twin in page.locator("details").all():
        twin.evaluate("twin => twin.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_keyboard_alone_reaches_every_link_and_table_twin(open_page, report):
    page = open_page(report["nb"])
    page.evaluate(
        "document.querySelectorAll('a[href], summary').forEach((e, i) => e.dataset.n = i)"
    )
    wanted = set(
        page.evaluate(
            "[...document.querySelectorAll('[data-n]')]"
            ".filter(e => e.checkVisibility()).map(e => e.dataset.n)"
        )
    )
    reached = set()
    for _ in range(len(wanted) + 50):  # tables that scroll are stops on the way
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.n"))
    assert wanted
    assert wanted - reached == set()


@pytest.mark.parametrize("scripts", [True, False])
def test_every_drawing_has_a_table_that_opens_with_the_keyboard(
    open_page, report, scripts
):
    page = open_page(report["nb"], scripts=scripts)
    drawn = page.locator("figure:has(svg.nl-svg)")
    twins = drawn.locator("details")
    assert drawn.count() == twins.count() > 0
    for twin in twins.all():
        assert not twin.locator("table").first.is_visible()
        twin.locator("summary").press("Enter")
        assert twin.locator("table").first.is_visible()
        assert twin.locator("tbody tr").count() > 0


def test_the_picture_is_hidden_from_those_who_hear_the_table_instead(open_page, report):
    page = open_page(report["nb"])
    assert page.locator("svg.nl-svg").count() > 0
    loud = page.evaluate(
        "[...document.querySelectorAll('figure svg')]"
        ".filter(e => !e.closest('[aria-hidden=true]')).length"
    )
    assert loud == 0


def test_on_paper_every_table_is_open_and_nothing_is_cut(open_page, report):
    page = open_page(report["nb"], width=794)  # A4 at 96 dots per inch
    page.emulate_media(media="print")
    for table in page.locator("details table").all():
        assert table.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
