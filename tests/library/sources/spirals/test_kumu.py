"""Diagrams read from Kumu's JSON and written for it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.spirals.kumu import kumu_diagram, kumu_text, read_kumu
from nabolag.spirals.diagram import Diagram, DiagramFactor, DiagramLink
from nabolag.spirals.loops.links import Sign

from .drawings import a_file, drawings


def read(project: object) -> Diagram:
    return kumu_diagram(a_file(json.dumps(project)))


def between(**connection: object) -> dict[str, object]:
    """Give a project of two elements and one connection."""
    ends = {"from": "Rent", "to": "Moving out"}
    return {
        "elements": [{"label": "Rent"}, {"label": "Moving out"}],
        "connections": [ends | connection],
    }


def test_an_example_of_kumus_guide_is_read():
    """The elements of “JSON / Blueprints”, with a connection that has no sign."""
    drawn = read(
        {
            "elements": [
                {"label": "A", "type": "Letter", "tags": ["one", "two"]},
                {"label": "B", "type": "Letter", "Favorite Dessert": "shave ice"},
            ],
            "connections": [{"from": "A", "to": "B", "type": "likes"}],
        }
    )
    assert drawn.factors == (
        DiagramFactor(id="A", label="A", kind="Letter"),
        DiagramFactor(id="B", label="B", kind="Letter"),
    )
    assert drawn.links == (
        DiagramLink(source="A", target="B", sign=Sign.UNKNOWN, label="likes"),
    )


def test_elements_with_one_label_are_told_apart_by_their_ids():
    drawn = read(
        {
            "elements": [{"id": "e1", "label": "A"}, {"id": "e2", "label": "A"}],
            "connections": [{"id": "c1", "from": "e1", "to": "e2", "type": "-"}],
        }
    )
    assert [factor.label for factor in drawn.factors] == ["A", "A"]
    (link,) = drawn.links
    assert (link.source, link.target, link.sign) == ("e1", "e2", Sign.NEGATIVE)


def test_an_end_may_be_a_label_that_one_element_alone_has():
    drawn = read(
        {
            "elements": [{"id": "e1", "label": "Rent"}, {"id": "e2", "label": "Moves"}],
            "connections": [{"from": " Rent", "to": "e2"}],
        }
    )
    assert [(link.source, link.target) for link in drawn.links] == [("e1", "e2")]


def test_the_backup_of_a_project_is_read_with_places_delays_and_turned_arrows():
    drawn = read(
        {
            "version": 1,
            "elements": [
                {
                    "_id": "elem-1",
                    "attributes": {"label": "Rent", "element type": "Cost"},
                },
                {"_id": "elem-2", "attributes": {"Label": "Moving  out"}},
            ],
            "connections": [
                {
                    "_id": "conn-1",
                    "direction": "directed",
                    "delayed": True,
                    "reversed": True,
                    "attributes": {"connection type": "opposite", "label": "slowly"},
                    "from": "elem-1",
                    "to": "elem-2",
                }
            ],
            "maps": [
                {"name": "empty"},
                {"elements": [{"element": "elem-1", "position": {"x": 3, "y": -4.5}}]},
                {"elements": [{"element": "elem-1", "position": {"x": 9, "y": 9}}]},
                {"elements": [{"element": "elem-2", "position": None}]},
            ],
        }
    )
    assert drawn == Diagram(
        factors=(
            DiagramFactor(id="elem-1", label="Rent", kind="Cost", x=3.0, y=-4.5),
            DiagramFactor(id="elem-2", label="Moving out"),
        ),
        links=(
            DiagramLink(
                source="elem-2",
                target="elem-1",
                sign=Sign.NEGATIVE,
                delayed=True,
                label="slowly",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("connection", "sign"),
    [
        ({"type": "+"}, Sign.POSITIVE),
        ({"type": "opposite"}, Sign.NEGATIVE),
        ({"label": "same"}, Sign.POSITIVE),
        ({"polarity": "−"}, Sign.NEGATIVE),
        ({"sign": -1}, Sign.NEGATIVE),
        ({"sign": "1"}, Sign.POSITIVE),
        ({"type": "+", "label": "s", "sign": "positive"}, Sign.POSITIVE),
        ({"type": "?"}, Sign.UNKNOWN),
        ({"type": ["+"]}, Sign.UNKNOWN),
        ({}, Sign.UNKNOWN),
    ],
)
def test_signs_are_found_wherever_people_write_them(connection, sign):
    (link,) = read(between(**connection)).links
    assert (link.sign, link.label, link.delayed) == (sign, "", False)


def test_a_mutual_connection_is_an_arrow_each_way():
    links = read(between(direction="mutual", type="+", delayed="yes")).links
    assert [(link.source, link.target) for link in links] == [
        ("Rent", "Moving out"),
        ("Moving out", "Rent"),
    ]
    assert {(link.sign, link.delayed) for link in links} == {(Sign.POSITIVE, True)}


def test_a_diagram_without_connections_is_one():
    assert read({"elements": [{"label": "Rent"}]}).links == ()


@pytest.mark.parametrize("size", [-1, 0])
def test_a_place_that_is_no_number_is_left_out(size):
    (factor,) = read({"elements": [{"label": "A", "x": "1e999", "y": size}]}).factors
    assert (factor.x, factor.y) == (None, None)


@pytest.mark.parametrize(
    ("project", "said"),
    [
        ([], "There are no “elements” in this JSON"),
        ({"connections": []}, "There are no “elements”"),
        ({"elements": {}}, "“elements” is no list"),
        ({"elements": [], "connections": [1]}, "Connection 1 is no object"),
        ({"elements": [{"label": "A"}, {"label": " "}]}, "Element 2 has no name"),
        (
            {"elements": [{"label": "A"}, {"label": " A "}]},
            "Element 2 is “A”, and so is one before it",
        ),
        (
            between(to="Crime"),
            "Connection 1 (from “Rent” to “Crime”) ends where no factor is called “Crime”",
        ),
        (between(to=None), "ends where no factor is called “”"),
        (
            {
                "elements": [{"id": "1", "label": "A"}, {"id": "2", "label": "A"}],
                "connections": [{"from": "A", "to": "1"}],
            },
            "ends where 2 factors are called “A”",
        ),
        (
            between(direction="undirected"),
            "Connection 1 (between “Rent” and “Moving out”) has “undirected”",
        ),
        (between(type="+", label="opposite"), "is marked + and - at once"),
        (between(type="−−"), "is marked “−−”, which may mean a strong negative"),
        (between(polarity="sideways"), "has “sideways” for its polarity"),
        (between(sign=2), "has “2” for its sign"),
        (between(delayed="long"), "has “long” for its delay"),
        (between(to="x" * 99), f"“{'x' * 60}…”"),
        (between(to="a\u202eb"), r"“a\u202eb”"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(project, said):
    with pytest.raises(BadInput) as error:
        read(project)
    assert said in str(error.value)
    assert str(error.value).startswith("drawn: ")


@pytest.mark.parametrize("broken", ['{"elements": [', '{"elements": NaN}', "\xff"])
def test_broken_json_is_refused(broken):
    with pytest.raises(BadInput, match="whole JSON in UTF-8"):
        kumu_diagram(a_file(broken.encode("latin-1")))


@given(drawings())
def test_what_is_written_for_kumu_is_read_back(drawn):
    assert kumu_diagram(a_file(kumu_text(drawn))) == drawn


@given(drawings())
def test_kumu_gets_ids_that_are_texts_and_ends_that_are_ids(drawn):
    """As the guide asks where two elements may have one label."""
    written = json.loads(kumu_text(drawn))
    ids = [element["id"] for element in written["elements"]]
    assert len(set(ids)) == len(ids)
    assert all(c["from"] in ids and c["to"] in ids for c in written["connections"])
    assert all(c["direction"] == "directed" for c in written["connections"])


KEYS = (
    "label id _id from to attributes type direction delayed reversed position x y "
    "elements element"
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=4)
    ),
)


@given(
    st.dictionaries(st.sampled_from(["elements", "connections", "maps"]), json_values)
)
def test_any_json_is_read_or_refused(project):
    try:
        drawn = read(project)
    except BadInput:
        return
    assert kumu_diagram(a_file(kumu_text(drawn))) == drawn


def test_a_file_is_read_from_its_place(tmp_path):
    path = tmp_path / "map.json"
    path.write_text(json.dumps(between(type="+")), encoding="utf-8")
    assert len(read_kumu(path).links) == 1
