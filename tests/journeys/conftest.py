"""A real browser, the pages started as people start them, and reports to open."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
NABOLAG = Path(sys.executable).with_name("nabolag")
LANGUAGES = ("nb", "nn", "en")
AREAS = ("Sentrum", "Havnekvartalet", "Dalen", "Furuvoll", "Kvernlia", "Skarvenes")
SPOKEN = {"Bokmål": "nb", "Nynorsk": "nn", "English": "en"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",  # the sandbox refuses to start as root, which CI is
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium; the test is skipped without it, but never in CI."""
    path = os.environ.get("NABOLAG_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if path is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no Chromium found: install it, or name it in NABOLAG_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def open_page(browser):
    """Opens an address in a window of its own; says what the page complained of."""
    contexts = []

    def opened(address, *, width=1280, language="nb-NO", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            locale=language,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("requestfailed", lambda request: page.complaints.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def violations():
    """Asks axe what on a page keeps people out."""
    axe = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def found(page: Page):
        result = page.evaluate(f"{axe}; axe.run()")
        return [
            (each["id"], [node["html"] for node in each["nodes"]])
            for each in result["violations"]
        ]

    return found


@pytest.fixture(scope="session")
def nabolag():
    """The command that people run."""
    return NABOLAG


@pytest.fixture(scope="session")
def make_report(tmp_path_factory):
    """Makes a report on a small invented city, by the command people use."""
    folder = tmp_path_factory.mktemp("figures")
    figures, tiles = folder / "storvik.csv", folder / "tiles.csv"
    figures.write_text("\n".join(_storvik()), encoding="utf-8")
    tiles.write_text("\n".join(_tiles()), encoding="utf-8")

    def made(out, *words):
        command = [NABOLAG, "areas", "diagnose", figures, "--tiles", tiles]
        subprocess.run([*command, "--out", out, *words], check=True)
        return out.as_uri()

    return made


@pytest.fixture(scope="session")
def make_report_of_residents():
    """Makes a report of who took part in the example Dalen and what they think."""
    parts = ("participants", "population", "votes", "comments", "activities", "cards")
    folder = ROOT / "examples" / "dalen" / "residents"
    files = [word for part in parts for word in (f"--{part}", folder / f"{part}.csv")]

    def made(out, *words):
        command = [NABOLAG, "residents", "report", *files, "--place", "Dalen"]
        subprocess.run([*command, "--out", out, *words], check=True)
        return out.as_uri()

    return made


def _tiles():
    """A map of the city in squares."""
    yield "code,column,row,label"
    for i, name in enumerate(AREAS):
        yield f"{i + 1:02d},{1 + i % 3},{1 + i // 3},{name}"


def _storvik():
    """A tidy table of an invented city: two indicators, three years, six areas."""
    yield (
        "area,name,level,period,indicator,value,numerator,denominator,unit,direction,"
        "dimension"
    )
    for id_, base, step, dimension in (
        ("Valgdeltakelse", 0.70, -0.04, "social"),
        ("Trangbodde", 0.10, 0.03, "physical"),
    ):
        way = "more_is_better" if step < 0 else "more_is_worse"
        for year in (2021, 2022, 2023):
            rows = [
                (f"{i + 1:02d}", name, "area", round((base + step * i) * 800), 800)
                for i, name in enumerate(AREAS)
            ]
            counted = sum(row[3] for row in rows)
            rows.append(("00", "Storvik", "city", counted, 800 * len(AREAS)))
            for code, name, level, numerator, denominator in rows:
                yield (
                    f"{code},{name},{level},{year},{id_},{numerator / denominator},"
                    f"{numerator},{denominator},share,{way},{dimension}"
                )


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """Starts the pages as people start them; gives their address and what was said."""
    running = []

    def started(command):
        folder = tmp_path_factory.mktemp(command)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        said = folder / "said"
        with said.open("w") as errors:
            server = subprocess.Popen(
                [NABOLAG, command, "--port", str(port), "--data", str(folder / "data")],
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=ROOT,
                text=True,
            )
        running.append(server)
        ready = server.stdout.readline().split()
        assert ready[:1] == ["ready"], said.read_text()
        return ready[1].rstrip("/"), said

    yield started
    for server in running:
        server.terminate()
        assert server.wait(timeout=30) == 0, "the pages stop cleanly when told to"
        server.stdout.close()


@pytest.fixture(scope="session")
def demo(start):
    """The address of the demo, with both examples loaded."""
    return start("demo")[0]


@pytest.fixture
def fresh(start):
    """The address of a new installation, and the link to make the first account."""
    address, said = start("serve")
    (link,) = re.findall(r"http://\S+/start/\S+", said.read_text())
    return address, link


@pytest.fixture
def as_coordinator(open_page, demo):
    """Opens a page of the demo as its coordinator, in a language that is said each time.

    What an account has chosen counts before what the browser asks for.
    """

    def opened(*, speaks="Bokmål", **options):
        page = open_page(demo + "/", **options)
        page.locator("form[action^='/try/'] button").first.click()
        page.wait_for_url("**/p/omradeloft-dalen/")
        page.get_by_role("button", name=speaks, exact=True).last.click()
        assert page.locator("html").get_attribute("lang") == SPOKEN[speaks]
        return page

    return opened
