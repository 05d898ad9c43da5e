"""The example Dalen, as anyone sees it: never ranked, never piled up, never side by side.

Every public page, in all languages, and every answer of the open interface is searched
for what must not be there.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from nabolag_web.areas.actions import cities, loading
from nabolag_web.programmes.actions import make_programme, show_to_the_public

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parents[3] / "examples" / "dalen"
LANGUAGES = ("nb", "nn", "en")
NEVER_SAID = (
    r"femdel",  # the fifth where the challenge is greatest, in bokmål and nynorsk
    r"\bfifth\b",
    r"opphop",  # piling up
    r"pil(?:es?|ing)[ -]up",
    r"tidel(?:en)?\b",
    r"\btenth\b",
    r"ligner mest|liknar mest|most like",
    r"rangering|\brank",
)
NEVER_KEYS = (
    "p_worst_fifth",
    "fifth_from",
    "pile_up",
    "in_fifth",
    "similar",
    "shrunk",
    "weight",
    "concentration",
    "share_in_tenth",
    "gini",
    "p_widening",
)


@pytest.fixture
def dalen(coordinator, moment):
    """The fictional programme, with all its indicators published."""
    programme = make_programme(
        name="Områdeløft Dalen",
        municipality="Storvik kommune (oppdiktet)",
        by=coordinator,
        at=moment,
        made_up=True,
    )
    told = {"by": coordinator, "at": moment}
    city = cities.make_city(programme=programme, name="Storvik", **told)
    loading.load_division(
        city=city,
        division=EXAMPLE / "division.toml",
        tiles=[EXAMPLE / "tiles_area.csv", EXAMPLE / "tiles_district.csv"],
        **told,
    )
    loading.load_files(
        city=city,
        figures=sorted((EXAMPLE / "statistics").glob("*.csv")),
        moves=EXAMPLE / "moves.csv",
        dimensions=EXAMPLE / "dimensions.csv",
        **told,
    )
    cities.set_focus(programme=programme, areas={"S601": "Dalen"}, **told)
    keys = frozenset(city.indicators.values_list("key", flat=True))
    cities.publish_indicators(city=city, keys=keys, **told)
    show_to_the_public(programme=programme, public=True, **told)
    programme.keys = sorted(keys)
    return programme


@pytest.fixture(scope="module")
def others():
    """The names and codes of all other areas and districts of Storvik."""
    with (EXAMPLE / "areas.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["code"] not in ("S", "S601")]
    assert len(rows) == 67
    return rows


def pages_of(programme):
    slug = programme.slug
    yield from (
        "/",
        f"/public/{slug}/",
        f"/public/{slug}/areas/S601/",
        *(f"/public/{slug}/indicators/{key}/" for key in programme.keys),
        "/api/",
        "/sitemap.xml",
    )


def answers_of(programme):
    base = f"/api/v1/programmes/{programme.slug}"
    yield from (
        "/api/v1/programmes",
        base,
        *(
            f"{base}/{what}?limit=1000"
            for what in (
                "cities",
                "areas",
                "indicators",
                "observations",
                "standings",
                "observations.csv",
            )
        ),
        *(f"{base}/indicators/{key}/jsonstat" for key in programme.keys),
        "/api/v1/catalogue",
        "/api/v1/openapi.json",
    )


def assert_says_nothing_of_others(path, said, others):
    """Search what is said, without markup, and the keys it is said under."""
    plain = re.sub(r"<[^>]+>", " ", said)
    for never in NEVER_SAID:
        assert not re.search(never, plain, re.IGNORECASE), (path, never)
    for key in NEVER_KEYS:
        assert f'"{key}' not in said, (path, key)
    for area in others:
        name = area["name"]
        assert not re.search(rf"\b{re.escape(name)}\b", plain), (path, name)


def test_no_public_page_tells_of_the_fifth_of_piling_up_or_of_other_areas(
    dalen, others, client_of
):
    fictional = {
        "nb": ("Oppdiktet", "Fictional"),
        "nn": ("Oppdikta", "Fictional"),
        "en": ("Fictional",),
    }
    seen = 0
    for language in LANGUAGES:
        client = client_of(language=language)
        for path in pages_of(dalen):
            answer = client.get(path)
            assert answer.status_code == 200, path
            said = answer.content.decode()
            assert_says_nothing_of_others(path, said, others)
            assert 'class="map"' not in said
            assert 'id="map' not in said
            if path.endswith("/areas/S601/"):
                assert 'class="vd"' in said  # a verdict
                assert 'class="method"' in said
            if path.startswith("/public/"):
                assert any(word in said for word in fictional[language]), path
            seen += 1
    assert seen == len(LANGUAGES) * 20


def test_no_answer_of_the_interface_does_either(dalen, others, client_of):
    client, seen = client_of(), 0
    for path in answers_of(dalen):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert_says_nothing_of_others(path, answer.content.decode(), others)
        seen += 1
    assert seen == 25
    gives_two_places_and_no_more(client, dalen)
    finds_the_planted_story(client, dalen)
    says_that_the_figures_are_invented(client)


def gives_two_places_and_no_more(client, programme):
    base = f"/api/v1/programmes/{programme.slug}"
    rows = client.get(f"{base}/observations?limit=1000").json()
    assert {row["code"] for row in rows["items"]} == {"S", "S601"}
    rows = client.get(f"{base}/standings?limit=1000").json()
    assert {row["code"] for row in rows["items"]} == {"S601"}
    assert client.get(f"{base}/observations?area=S101").status_code == 422


def finds_the_planted_story(client, programme):
    answer = client.get(
        f"/api/v1/programmes/{programme.slug}/standings?period=latest&limit=1000"
    )
    verdicts = {
        row["indicator"]: row["trend"] and row["trend"]["verdict_alone"]
        for row in answer.json()["items"]
    }
    assert verdicts["child_low_income"] == "widening"
    assert verdicts["not_employed_30_59"] == "widening"
    assert verdicts["recent_residents"] == "widening"
    assert verdicts["far_from_green"] is None  # measured three times only


def says_that_the_figures_are_invented(client):
    graph = json.loads(client.get("/api/v1/catalogue").content)["@graph"]
    sets = [node for node in graph if node["@type"] == "dcat:Dataset"]
    assert len(sets) == 15
    for node in sets:
        english = next(
            text["@value"]
            for text in node["dct:description"]
            if text["@language"] == "en"
        )
        assert english.startswith("Fictional example")
