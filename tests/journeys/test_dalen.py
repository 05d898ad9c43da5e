"""A reader opens the reports of the fictional city, made from the example's files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

EXAMPLE = Path(__file__).parents[2] / "examples" / "dalen"
GIVEN = (
    *sorted(map(str, (EXAMPLE / "statistics").glob("*.csv"))),
    *("--division", str(EXAMPLE / "division.toml")),
    *("--dimensions", str(EXAMPLE / "dimensions.csv")),
    *("--moves", str(EXAMPLE / "moves.csv")),
    *("--tiles", str(EXAMPLE / "tiles_area.csv")),
)


@pytest.fixture(scope="module")
def make_example(nabolag, tmp_path_factory):
    """Makes a report with the command people use, and gives its address."""
    folder = tmp_path_factory.mktemp("examples")

    def made(name, *words):
        out = folder / f"{name}.html"
        command = [nabolag, "areas", "diagnose", *GIVEN, *words, "--out", out]
        subprocess.run(command, check=True)
        return out.as_uri()

    return made


@pytest.fixture(scope="module")
def dalen(make_example):
    """The address of Dalen's report in bokmål."""
    return make_example("dalen", "--area", "Dalen")


@pytest.fixture(scope="module", params=["dalen", "storvik"])
def report(request, make_example):
    """The address of Dalen's report, and of the whole city's."""
    only = ("--area", "Dalen") if request.param == "dalen" else ()
    return make_example(request.param, *only)


def open_tables(page):
    for twin in page.locator("details").all():
        twin.evaluate("twin => twin.open = true")


# The city's own page is tried with axe in a small city: all of Storvik takes a minute.
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_in_dalens_report_keeps_anyone_out(open_page, violations, dalen, width):
    page = open_page(dalen, width=width)
    open_tables(page)
    assert violations(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_needs_sideways_scroll(open_page, report, width):
    page = open_page(report, width=width)
    open_tables(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_city_is_called_fictional_at_the_top_and_at_the_foot(open_page, report):
    page = open_page(report)
    for part in ("header", "footer"):
        assert "Storvik (oppdiktet by)" in page.locator(f"body > {part}").inner_text()
    assert "Storvik (oppdiktet by)" in page.title()


def test_keyboard_alone_opens_every_table(open_page, report):
    page = open_page(report)
    twins = page.locator("figure details")
    assert twins.count() > 5
    for twin in twins.all():
        twin.locator("summary").focus()
        page.keyboard.press("Enter")
        assert twin.locator("table").first.is_visible()


def test_keyboard_alone_reaches_the_first_table_from_the_top(open_page, report):
    page = open_page(report)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('figure summary')"):
            break
    page.keyboard.press("Enter")
    assert page.locator("figure details[open] table").first.is_visible()
