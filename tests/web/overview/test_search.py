"""Search in a programme: what is found, by kind, and by whom."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from nabolag_web.areas.actions.computing import compute
from nabolag_web.areas.models import (
    City,
    Comparison,
    Import,
    Indicator,
    Observation,
    Stage,
)
from nabolag_web.areas.queries.search import search as search_areas
from nabolag_web.methods.actions import write_note
from nabolag_web.overview.queries import MOST_OF_A_KIND, search
from nabolag_web.programmes.actions import add_goal, add_task
from nabolag_web.shell.folding import search_words
from nabolag_web.shell.registry import Hit, Room, register

ROLES = ("coordinator", "analyst", "staff", "board", "partner", "reader")


def address(slug="omradeloft-dalen"):
    return reverse("overview:search", args=[slug])


CITY = {"0": "Storvik", "S601": "Øvre Dalen", "S602": "Nedre Dalen", "S603": "Lia"}


@pytest.fixture
def city(programme, coordinator, moment):
    """A city with areas and one indicator, that the programme is held against."""
    made = City.objects.create(name="Storvik", slug="storvik", keeper=programme)
    Comparison.objects.create(programme=programme, city=made)
    indicator = Indicator.objects.create(
        city=made,
        key="trangbodde",
        names={"nb": "Trangbodde", "en": "Overcrowded"},
        measure="share",
        direction="more_is_worse",
        kind="result",
        definition="Husholdninger med for få rom.",
    )
    batch = Import.objects.create(
        city=made,
        file_name="tall.csv",
        sha256="0" * 64,
        stage=Stage.IN_USE,
        begun_by=coordinator,
        begun_at=moment,
        used_at=moment,
        told={"indicators": [], "sources": [], "breaks": [], "notices": []},
    )
    Observation.objects.bulk_create(
        Observation(
            batch=batch,
            indicator=indicator,
            area=code,
            name=name,
            level="city" if code == "0" else "zone",
            period="2025",
            value=0.2,
            numerator=200.0 if code == "0" else 40.0,
            denominator=1000.0 if code == "0" else 200.0,
        )
        for code, name in CITY.items()
    )
    compute(city=made, at=moment)
    return made


@pytest.fixture
def filled(programme, coordinator, city, moment):
    """A programme with something of every kind to find."""
    add_goal(
        programme=programme,
        text="Flere møteplasser i Dalen",
        above=None,
        by=coordinator,
        at=moment,
    )
    add_task(
        programme=programme,
        title="Årsmelding for Dalen",
        month=2,
        day=15,
        by=coordinator,
        at=moment,
    )
    write_note(
        programme=programme,
        did="Åpnet gårdsrom i Dalen",
        happened="Ingen klaget",
        again="Ja",
        by=coordinator,
        at=moment,
    )
    return programme


@pytest.fixture
def language_en():
    with override("en"):
        yield


@pytest.fixture
def language_nb():
    with override("nb"):
        yield


def kinds(programme, asked):
    return [
        (found.kind, [hit.title for hit in found.hits])
        for found in search(programme, search_words(asked))
    ]


def test_every_room_is_asked_and_hits_come_by_kind(filled, language_en):
    assert kinds(filled, "dalen") == [
        ("Areas", ["Nedre Dalen", "Øvre Dalen"]),
        ("Experience", ["Åpnet gårdsrom i Dalen"]),
        ("Goals", ["Flere møteplasser i Dalen"]),
        ("The year", ["Årsmelding for Dalen"]),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ØVRE", "Øvre Dalen"),
        ("dalen øvre", "Øvre Dalen"),
        ("S602", "Nedre Dalen"),
        ("overcrowded", "Overcrowded"),
        ("for få rom", "Overcrowded"),
        ("ÅRSMELDING", "Årsmelding for Dalen"),
        ("kari", "Kari Koordinator"),
    ],
)
def test_areas_indicators_people_and_the_year_are_found(
    filled, language_en, asked, found
):
    assert [titles for _kind, titles in kinds(filled, asked)] == [[found]]


def test_indicators_are_found_by_their_name_in_the_page_s_language(filled, language_nb):
    assert [titles for _kind, titles in kinds(filled, "trangbodde")] == [["Trangbodde"]]


@pytest.mark.parametrize("asked", ["", "   ", "\0"])
def test_no_words_find_nothing(filled, asked):
    assert search(filled, search_words(asked)) == ()


def test_more_than_enough_of_a_kind_is_cut_and_said(filled, asked_by):
    many = [
        Hit(kind="Boats", title=f"Boat {n}", text="", address="/") for n in range(99)
    ]
    register(Room(name="boats", search=lambda _programme, _words: many))
    try:
        (boats,) = search(filled, ("boat",))
        page = asked_by("reader").get(address(), {"q": "boat"}).content.decode()
    finally:
        register(Room(name="boats"))
    assert (len(boats.hits), boats.more) == (MOST_OF_A_KIND, True)
    assert "There are more. Another word narrows it down." in page


def test_the_page_leads_to_what_it_found(filled, asked_by):
    page = asked_by("reader").get(address(), {"q": "gårdsrom"}).content.decode()
    assert f'href="{reverse("methods:notes", args=[filled.slug])}#note-' in page
    assert 'value="gårdsrom"' in page


def test_the_page_says_when_nothing_was_found(filled, asked_by):
    page = asked_by("reader").get(address(), {"q": "<i>sjiraff"}).content.decode()
    assert "Nothing in the programme holds all of “&lt;i&gt;sjiraff”." in page


def test_the_page_says_how_to_search(filled, asked_by):
    page = asked_by("reader").get(address()).content.decode()
    assert "Write one or more words." in page


def test_a_pasted_text_is_cut_to_a_search(filled, asked_by):
    answer = asked_by("reader").get(address(), {"q": "å " * 5000})
    assert answer.status_code == 200
    assert len(search_words("å " * 5000)) == 1


def test_a_search_costs_the_same_however_much_there_is(
    filled, coordinator, moment, asked_by, django_assert_num_queries
):
    client = asked_by("coordinator")
    for number in range(30):
        add_goal(
            programme=filled,
            text=f"Mål {number} for Dalen",
            above=None,
            by=coordinator,
            at=moment,
        )
    with django_assert_num_queries(18):
        client.get(address(), {"q": "dalen"})


def test_a_programme_without_a_city_finds_no_areas(programme):
    assert list(search_areas(programme, ("dalen",))) == []


def test_a_city_without_an_answer_finds_no_areas_and_still_its_indicators(
    programme, city, language_en
):
    city.results.all().delete()
    assert list(search_areas(programme, ("dalen",))) == []
    assert [hit.title for hit in search_areas(programme, ("over",))] == ["Overcrowded"]


def test_hits_lead_to_pages_that_are_there(filled, asked_by):
    client = asked_by("reader")
    for found in search(filled, ("dalen",)):
        for hit in found.hits:
            assert client.get(hit.address.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("who", ROLES)
def test_everyone_in_the_programme_may_search(filled, asked_by, who):
    page = asked_by(who).get(address(), {"q": "møteplasser"}).content.decode()
    assert "Flere møteplasser i Dalen" in page


@pytest.mark.parametrize("who", ["stranger", "other"])
def test_others_are_told_that_there_is_no_such_page(filled, asked_by, who):
    answer = asked_by(who).get(address(), {"q": "møteplasser"})
    assert answer.status_code == 404
    assert "Flere møteplasser" not in answer.content.decode()


def test_whoever_is_not_signed_in_is_asked_to(filled, asked_by):
    answer = asked_by("nobody").get(address(), {"q": "møteplasser"})
    assert answer.url.startswith(reverse("account_login"))


def test_another_programme_finds_nothing_of_ours(filled, other_coordinator, client_of):
    page = client_of(other_coordinator).get(
        address("omradeloft-kvernlia"), {"q": "dalen"}
    )
    assert "Nothing in the programme" in page.content.decode()


def test_only_a_search_is_taken(filled, asked_by):
    assert asked_by("reader").post(address(), {"q": "x"}).status_code == 405
