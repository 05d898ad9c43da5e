"""The JSON Schema in the docs says of a document what the reader says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nabolag.errors import BadInput
from nabolag.spirals.model.documents import model_of

ROOT = Path(__file__).parents[4]
SCHEMA = json.loads(
    (ROOT / "docs/nabolag-spiral-1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)

BARE: dict[str, Any] = {
    "format": "nabolag-spiral",
    "version": 1,
    "name": "tried",
    "factors": [{"name": "a"}, {"name": "b"}],
}
Placed = Callable[[Any], dict[str, Any]]


def field(name: str) -> Placed:
    return lambda one: {**BARE, name: one}


def listed(name: str) -> Placed:
    return lambda one: {**BARE, name: [one]}


def of_factor(name: str) -> Placed:
    factor = {"name": "a", "equation": 1}
    return lambda one: {**BARE, "factors": [{**factor, name: one}]}


def of_arrow(one: Any) -> dict[str, Any]:
    return {**BARE, "arrows": [{"from": "a", "to": "b", "judgements": [one]}]}


# The least that an object of each kind can be, and where it stands in a document.
PLACES: dict[str, tuple[dict[str, Any], Placed]] = {
    "": (BARE, lambda one: one),
    "times": ({}, field("times")),
    "factor": ({"name": "a"}, listed("factors")),
    "measured": ({"value": 1, "low": 0, "high": 2}, of_factor("measured")),
    "uniform": ({"kind": "uniform", "low": 0, "high": 2}, of_factor("distribution")),
    "normal": ({"kind": "normal", "mean": 0, "sd": 1}, of_factor("distribution")),
    "lognormal": (
        {"kind": "lognormal", "median": 1, "spread": 1},
        of_factor("distribution"),
    ),
    "lopsided": (
        {"kind": "lopsided", "median": 1, "below": 1, "above": 2},
        of_factor("distribution"),
    ),
    "triangular": (
        {"kind": "triangular", "low": 0, "mode": 1, "high": 2},
        of_factor("distribution"),
    ),
    "choice": ({"kind": "choice", "values": [1]}, of_factor("distribution")),
    "arrow": ({"from": "a", "to": "b"}, listed("arrows")),
    "judgement": ({"group": "school"}, of_arrow),
    "table": ({"name": "t", "x": [0, 1], "y": [0, 1]}, listed("tables")),
    "correlation": ({"first": "a", "second": "b", "rank": 0}, listed("correlations")),
    "event": ({"name": "e", "when": "a > 1"}, listed("events")),
    "areas": ({"names": ["n"]}, field("areas")),
}


def described(place: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA["$defs"][place] if place else SCHEMA
    return found


FIELDS = [(place, name) for place in PLACES for name in described(place)["properties"]]
WORDS = sorted(
    {
        word
        for place, name in FIELDS
        for word in described(place)["properties"][name].get("enum", [])
        if isinstance(word, str)
    }
)
VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 0.5, -1e300, "", " ", "a", "a\n", "1", "true"),
    *([], ["a"], [""], ["a", "a"], [1], [0.5, 1], [True], [None], [[]], [[1]], [["1"]]),
    *([{}], {}, {"a": 1}, {"a": [1]}, {"a": ["1"]}, {"a": None}, {"name": "a"}),
    *({"kind": "uniform"}, {"kind": "round", "low": 0, "high": 1}, "up"),
    *WORDS,
]


def for_shape(document: Any) -> bool | None:
    """Say whether the reader refuses a document for its shape; None for its values."""
    try:
        model_of(document)
    except BadInput as error:
        return None if error.expected == "values that can be together" else True
    return False


def disagreement(document: Any) -> str:
    refused, valid = for_shape(document), VALIDATOR.is_valid(document)
    if valid and refused is True:
        return f"only the reader refuses {document}"
    if not valid and refused is False:
        return f"only the schema refuses {document}"
    return ""


def with_fields(place: str, **changes: Any) -> dict[str, Any]:
    least, placed = PLACES[place]
    return placed({**least, **changes})


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    parts = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        yield schema
    if isinstance(schema, dict | list):
        for part in parts:
            yield from objects(part)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_object_and_every_field_is_described() -> None:
    told = list(objects(SCHEMA))
    assert len(told) == len(PLACES)
    assert all(
        part["description"].endswith(".")
        for one in told
        for part in (one, *one["properties"].values())
    )


@pytest.mark.parametrize("path", sorted((ROOT / "examples/spirals").glob("*.json")))
def test_every_example_is_as_the_schema_says(path: Path) -> None:
    errors = VALIDATOR.iter_errors(json.loads(path.read_text(encoding="utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("place", PLACES)
def test_the_schema_has_the_fields_that_the_reader_takes_and_no_others(
    place: str,
) -> None:
    with pytest.raises(BadInput) as told:
        model_of(with_fields(place, zzz=1))
    taken = told.value.expected.removeprefix("only ").split(", ")
    assert set(taken) == set(described(place)["properties"])
    assert not VALIDATOR.is_valid(with_fields(place, zzz=1))


@pytest.mark.parametrize("place", PLACES)
def test_what_must_be_there_must_be_there_for_both(place: str) -> None:
    least, placed = PLACES[place]
    assert VALIDATOR.is_valid(placed(least))
    assert for_shape(placed(least)) is False
    for name in least:
        left = placed({key: value for key, value in least.items() if key != name})
        assert disagreement(left) == ""
    version = {"version"} if place == "" else set()
    assert set(described(place).get("required", [])) == set(least) - version


@pytest.mark.parametrize(("place", "name"), FIELDS)
def test_any_value_of_a_field_is_as_right_or_wrong_for_both(
    place: str, name: str
) -> None:
    documents = [with_fields(place, **{name: value}) for value in VALUES]
    assert [told for one in documents if (told := disagreement(one))] == []


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_object_is_none_for_both(place: str) -> None:
    documents = [PLACES[place][1](value) for value in VALUES]
    assert [told for one in documents if (told := disagreement(one))] == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(WORDS),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted({name for _, name in FIELDS})), inside, max_size=3
        )
    ),
    max_leaves=8,
)


@given(places=st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3), data=st.data())
@settings(max_examples=500, deadline=None)
def test_the_two_never_disagree(
    places: list[tuple[str, str]], data: st.DataObject
) -> None:
    for place, name in places:
        assert disagreement(with_fields(place, **{name: data.draw(JSON)})) == ""
