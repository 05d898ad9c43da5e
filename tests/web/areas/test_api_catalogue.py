"""The data catalogue against what DCAT-AP-NO 2 makes mandatory.

The rules are those of the specification's own SHACL shapes (DCAT-AP-NO 2.x, 2021-09-02):
which properties a class must have, how many, and from which vocabulary. Contact points,
which version 3 makes mandatory too, are asked for here as well.
"""

from __future__ import annotations

import json

import pytest

from nabolag.values import Source
from nabolag_web.accounts.models import Operator
from nabolag_web.areas.api.dcat import terms
from nabolag_web.areas.queries.public_rows import Told

pytestmark = pytest.mark.django_db

ONE, SOME = (1, 1), (1, None)
MANDATORY = {
    "dcat:Catalog": {
        "dct:identifier": ONE,
        "dct:title": SOME,
        "dct:description": SOME,
        "dct:publisher": ONE,
        "dcat:contactPoint": SOME,
    },
    "dcat:Dataset": {
        "dct:identifier": SOME,
        "dct:title": SOME,
        "dct:description": SOME,
        "dct:publisher": ONE,
        "dcat:theme": SOME,
        "dcat:contactPoint": SOME,
    },
    "dcat:Distribution": {"dcat:accessURL": SOME},
    "dcat:DataService": {
        "dct:identifier": SOME,
        "dct:title": SOME,
        "dcat:endpointURL": ONE,
        "dct:publisher": ONE,
        "dcat:contactPoint": SOME,
    },
    "foaf:Agent": {"foaf:name": SOME},
    "vcard:Organization": {"vcard:fn": SOME},
}
AT_MOST_ONE = {"dct:license", "dct:rights", "dct:accessRights", "dct:modified"}
VOCABULARIES = {
    "dcat:theme": "http://publications.europa.eu/resource/authority/data-theme/",
    "dct:accessRights": "http://publications.europa.eu/resource/authority/access-right/",
    "dct:format": "http://publications.europa.eu/resource/authority/file-type/",
    "dct:license": "http://publications.europa.eu/resource/authority/licence/",
    "dcat:mediaType": "https://www.iana.org/assignments/media-types/",
}


@pytest.fixture
def document(opened, client_of):
    answer = client_of().get("/api/v1/catalogue")
    assert answer.headers["Content-Type"] == "application/ld+json"
    return json.loads(answer.content)


@pytest.fixture
def nodes(document):
    """Every node of the catalogue, those inside others too."""
    return list(all_nodes(document["@graph"]))


def all_nodes(value):
    if isinstance(value, list):
        for each in value:
            yield from all_nodes(each)
    elif isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for each in value.values():
            yield from all_nodes(each)


def values(node, name):
    found = node.get(name, [])
    return found if isinstance(found, list) else [found]


def test_every_class_has_its_mandatory_properties(nodes):
    seen = set()
    for node in nodes:
        for name, (fewest, most) in MANDATORY.get(node["@type"], {}).items():
            found = values(node, name)
            assert len(found) >= fewest, (node["@type"], name)
            assert most is None or len(found) <= most, (node["@type"], name)
            assert all(found), (node["@type"], name)
        for name in AT_MOST_ONE:
            assert len(values(node, name)) <= 1
        seen.add(node["@type"])
    assert set(MANDATORY) <= seen


def test_terms_come_from_the_vocabularies_that_must_be_used(nodes):
    used = set()
    for node in nodes:
        for name, vocabulary in VOCABULARIES.items():
            for each in values(node, name):
                assert each["@id"].startswith(vocabulary)
                used.add(name)
    assert used == set(VOCABULARIES) - {"dct:license"}  # the figures' has no licence


def test_what_is_referred_to_is_described(document, nodes):
    described = {node["@id"] for node in nodes if "@id" in node}
    for node in nodes:
        for name in (
            "dct:publisher",
            "dcat:contactPoint",
            "dcat:dataset",
            "dcat:service",
            "dcat:servesDataset",
            "dcat:accessService",
        ):
            for each in values(node, name):
                assert each["@id"] in described
    prefixes = set(document["@context"])
    for node in nodes:
        for name in node:
            assert name.startswith("@") or name.split(":")[0] in prefixes


def test_texts_of_ours_are_in_three_languages(nodes):
    for node in nodes:
        for name in ("dct:title", "dct:description"):
            found = [each for each in values(node, name) if isinstance(each, dict)]
            if found:
                assert [each["@language"] for each in found] == ["nb", "nn", "en"]


def test_there_is_one_data_set_for_each_published_indicator(nodes, publish, client_of):
    (one,) = [node for node in nodes if node["@type"] == "dcat:Dataset"]
    assert one["@id"].endswith("/indicators/crowded/#data")
    publish("crowded", "low_income")
    graph = client_of().get("/api/v1/catalogue").json()["@graph"]
    assert len([n for n in graph if n["@type"] == "dcat:Dataset"]) == 2


def test_a_data_set_tells_of_time_of_where_it_is_from_and_how_to_get_it(
    nodes, client_of
):
    (one,) = [node for node in nodes if node["@type"] == "dcat:Dataset"]
    assert one["dct:temporal"]["dcat:startDate"]["@value"] == "2018-01-01"
    assert one["dct:temporal"]["dcat:endDate"]["@value"] == "2023-12-31"
    assert one["dct:provenance"][0]["rdfs:label"] == "Storvik: Tall"
    assert "Dalen" in one["dcat:keyword"]
    ways = {each["dct:title"]: each for each in one["dcat:distribution"]}
    assert set(ways) == {"JSON", "CSV", "JSON-stat 2.0"}
    for way in ways.values():
        assert client_of().get(way["dcat:accessURL"]["@id"]).status_code == 200
    assert client_of().get(one["dcat:landingPage"]["@id"]).status_code == 200


def test_it_is_published_by_whoever_runs_the_installation(opened, client_of):
    Operator.objects.create(name="Storvik kommune", contact="post@storvik.example")
    graph = client_of().get("/api/v1/catalogue").json()["@graph"]
    by_type = {node["@type"]: node for node in graph}
    assert by_type["foaf:Agent"]["foaf:name"] == "Storvik kommune"
    contact = by_type["vcard:Organization"]
    assert contact["vcard:hasEmail"] == {"@id": "mailto:post@storvik.example"}


def test_until_that_is_known_it_names_the_machine_and_a_page(nodes):
    (agent,) = [node for node in nodes if node["@type"] == "foaf:Agent"]
    (contact,) = [node for node in nodes if node["@type"] == "vcard:Organization"]
    assert agent["foaf:name"] == "testserver"
    assert contact["vcard:hasURL"]["@id"] == "http://testserver/privacy"


def test_a_closed_programme_is_not_in_it(opened, show, client_of):
    show(opened, public=False)
    graph = client_of().get("/api/v1/catalogue").json()["@graph"]
    assert not [node for node in graph if node["@type"] == "dcat:Dataset"]


def test_a_programme_without_areas_tells_of_the_city(
    opened, coordinator, moment, client_of
):
    from nabolag_web.areas.actions.cities import set_focus

    set_focus(programme=opened, areas={}, by=coordinator, at=moment)
    graph = client_of().get("/api/v1/catalogue").json()["@graph"]
    (one,) = [node for node in graph if node["@type"] == "dcat:Dataset"]
    said = {text["@language"]: text["@value"] for text in one["dct:description"]}
    assert said["en"].endswith("Figures for Storvik as a whole.")


def test_an_indicator_without_an_answer_yet_is_described_all_the_same(
    opened, loaded, client_of
):
    loaded.results.all().delete()
    graph = client_of().get("/api/v1/catalogue").json()["@graph"]
    (one,) = [node for node in graph if node["@type"] == "dcat:Dataset"]
    assert "dct:temporal" not in one
    assert "dct:modified" not in one
    assert "dct:provenance" not in one


def source(licence):
    return Source(id=str(licence), publisher="p", title="t", licence=licence)


@pytest.mark.parametrize(
    ("licences", "code"),
    [
        (["CC BY 4.0"], "CC_BY_4_0"),
        (["NLOD 2.0"], "NLOD_2_0"),
        (["Apache-2.0", "Apache-2.0"], "APACHE_2_0"),
    ],
)
def test_a_licence_that_all_sources_have_is_named_as_the_eu_names_it(licences, code):
    told = Told(sources=tuple(source(each) for each in licences))
    assert terms(told)["dct:license"]["@id"].endswith(f"/licence/{code}")


@pytest.mark.parametrize(
    ("licences", "said"),
    [
        (["CC BY 4.0", "NLOD 2.0"], "CC BY 4.0; NLOD 2.0"),
        (["CC BY 4.0", None], "CC BY 4.0"),
        (["Egne vilkår"], "Egne vilkår"),
    ],
)
def test_other_terms_are_told_and_never_promised_as_a_licence(licences, said):
    told = Told(sources=tuple(source(each) for each in licences))
    assert "dct:license" not in terms(told)
    assert terms(told)["dct:rights"]["rdfs:label"] == said


def test_without_terms_nothing_is_promised():
    assert terms(Told(sources=(source(None),))) == {}
    assert Told(periods=("spring",)).years is None
