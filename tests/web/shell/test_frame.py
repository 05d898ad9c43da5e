"""What every page shares: header, navigation, menus, safe headers, print."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.timezone import now

from nabolag_web.shell import registry
from nabolag_web.shell.registry import Entry, MenuEntry, Room, Theme

SLUG = "omradeloft-dalen"
OVERVIEW = reverse("overview:overview", args=[SLUG])
ABOUT = reverse("programmes:about", args=[SLUG])
NOTES = reverse("methods:notes", args=[SLUG])


@pytest.fixture
def page(client_of, coordinator, programme, body):
    return lambda address=OVERVIEW: body(client_of(coordinator).get(address))


@pytest.mark.parametrize(
    "address",
    ["/", "/nowhere", "/gallery", "/figures.css", "/static/shell/shell.css", "/health"],
)
def test_every_answer_lets_a_browser_run_nothing_foreign(client, db, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [OVERVIEW, ABOUT, "/nowhere", "/programmes/"])
def test_what_is_for_whoever_is_signed_in_is_kept_and_listed_by_no_one(
    client_of, coordinator, programme, address
):
    headers = client_of(coordinator).get(address).headers
    assert {"private", "no-cache"} <= set(headers["Cache-Control"].split(", "))
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/", "/privacy", "/accessibility"])
def test_what_is_for_anyone_may_be_found(client, db, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert "X-Robots-Tag" not in headers


@pytest.mark.parametrize("address", [OVERVIEW, ABOUT, "/gallery", "/nowhere"])
def test_no_page_holds_a_style_or_a_script_of_its_own(page, address):
    shown = page(address)
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", shown)


def test_the_page_begins_with_a_way_past_the_menus(page):
    inside = page().partition("<body>")[2].lstrip()
    assert inside.startswith('<a class="ds-skip-link" href="#content">')
    assert '<main id="content" tabindex="-1">' in inside


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        (OVERVIEW, [(OVERVIEW, "page")]),
        (NOTES, [(NOTES, "page")]),
        (reverse("methods:write", args=[SLUG]), [(NOTES, "page")]),
        (ABOUT, []),
    ],
)
def test_the_open_theme_is_marked_and_no_other(page, address, marked):
    menu = page(address).partition("Main menu")[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)" aria-current="([^"]*)"', menu) == marked


def test_the_menu_under_the_role_marks_the_page_one_is_on(page):
    shown = page(ABOUT)
    assert f'<a href="{ABOUT}" aria-current="page">About the programme</a>' in shown
    assert f'<a href="{ABOUT}">About the programme</a>' in page(OVERVIEW)


def test_the_frame_holds_programme_role_and_search(page):
    shown = page()
    assert "<strong>Områdeløft Dalen</strong><span>Storvik</span>" in shown
    assert "<summary>Coordinator</summary>" in shown
    search = reverse("overview:search", args=[SLUG])
    assert f'action="{search}"' in shown
    assert 'aria-label="Search the programme"' in shown


def test_the_phone_s_menu_holds_all_pages_and_needs_no_script(page):
    menu = page().partition("<summary>Menu</summary>")[2].partition("</details>")[0]
    pages = [entry.url for _theme, entries in registry.entries() for entry in entries]
    for url in [*pages, *(entry.url for entry in registry.menu())]:
        assert f'href="{reverse(url, args=[SLUG])}"' in menu
    assert reverse("account_logout") in menu


def test_whoever_runs_the_installation_finds_the_way_there(
    client_of, coordinator, programme, body
):
    address = reverse("accounts:installation")
    assert address not in body(client_of(coordinator).get(OVERVIEW))
    coordinator.is_administrator = True
    coordinator.save()
    assert address in body(client_of(coordinator).get(OVERVIEW))


def test_a_theme_with_several_pages_shows_them_on_a_second_line(page):
    extra = Room(
        name="extra",
        entries=(
            Entry(theme=Theme.EXPERIENCE, title="The year", url="programmes:year"),
        ),
        menu=(MenuEntry(title="Trail", url="programmes:trail", to="trail"),),
    )
    registry.register(extra)
    try:
        shown = page(reverse("programmes:year", args=[SLUG]))
    finally:
        registry.register(Room(name="extra"))
    second = shown.partition("nl-nav__sub")[2].partition("</ul>")[0]
    assert re.findall(r">(\w[\w ]*)</a>", second) == ["Experience", "The year"]
    assert re.findall(r'aria-current="(\w+)"', second) == ["page"]
    assert f'href="{NOTES}" aria-current="true"' in shown


@pytest.mark.parametrize("made_up", [True, False])
def test_a_fictional_programme_says_so_on_its_every_page(
    page, programme, made_up, client_of, body
):
    programme.made_up = made_up
    programme.save()
    for address in (OVERVIEW, ABOUT, NOTES):
        assert ("neither the place, the people nor the figures" in page(address)) is (
            made_up
        )


def test_a_printed_page_tells_where_it_is_from(page):
    printed = page(ABOUT).partition("nl-printed")[2].partition("</p>")[0]
    assert "Områdeløft Dalen" in printed
    assert str(now().year) in printed
    assert f"http://testserver{ABOUT}" in printed


def test_a_visitor_who_does_nothing_gets_no_cookie(client, db):
    assert not client.get("/").cookies
    assert not client.get("/nowhere").cookies


def test_public_pages_ask_for_no_more_than_they_use(client, db, linked, body):
    assert not [file for file in linked(client.get("/")) if "htmx" in file]


def test_rooms_are_registered_once_each():
    names = [room.name for room in registry.rooms() if room.name != "extra"]
    assert names == sorted(set(names), key=names.index)
    before = len(registry.rooms())
    registry.register(*registry.rooms())
    assert len(registry.rooms()) == before
