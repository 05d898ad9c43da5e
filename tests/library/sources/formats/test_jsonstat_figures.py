"""Figures of JSON-stat files and the statuses beside them, written back and forth."""

from __future__ import annotations

import json
import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.sources.files.opening import File
from nabolag.sources.formats.jsonstat import read_jsonstat
from nabolag.sources.table import Table


def read(**more: object) -> Table:
    """Two figures for two years of a small data set, with what is added to it."""
    years = {"category": {"index": ["2019", "2023"]}}
    document = {
        "class": "dataset",
        "id": ["Tid"],
        "size": [2],
        "dimension": {"Tid": years},
        "value": [64.1, None],
        **more,
    }
    data = json.dumps(document).encode()
    return read_jsonstat(File(name="a.json", data=data, sha256=""))


def cells(**more: object) -> list[str]:
    return read(**more).cells["value"].to_list()


@pytest.mark.parametrize(
    ("status", "cell"),
    [
        ({"1": ":"}, ":"),
        ({"1": "."}, "."),
        ({"1": "-"}, "-"),
        ({"1": "c"}, ":"),
        ({"1": "z"}, "."),
        ({"1": None}, ".."),
        ([None, ":"], ":"),
        (["", ""], ".."),
        ([None], ".."),
        ([], ".."),
        ("", ".."),
        (None, ".."),
    ],
)
def test_a_missing_figure_holds_the_sign_of_its_status(
    status: object, cell: str
) -> None:
    table = read(status=status)
    assert table.cells["value"].to_list() == ["64.1", cell]
    assert table.notices == ()


@pytest.mark.parametrize(
    ("status", "cell"), [("p", "64.1*"), ("*", "64.1*"), ("-", "64.1"), ("–", "64.1")]
)
def test_a_provisional_figure_gets_a_star_and_a_zero_stays(
    status: str, cell: str
) -> None:
    table = read(status={"0": status})
    assert table.cells["value"].to_list() == [cell, ".."]
    assert table.notices == ()


def test_a_figure_under_a_sign_is_not_read_as_a_figure() -> None:
    table = read(value=[0, 12], status=[":", "."])
    assert table.cells["value"].to_list() == [":", "."]
    assert [(n.code, dict(n.facts)) for n in table.notices] == [
        ("figure_under_sign", {"status": ":", "cells": 1}),
        ("figure_under_sign", {"status": ".", "cells": 1}),
    ]


def test_a_status_without_meaning_here_is_told_with_the_publishers_words() -> None:
    table = read(status="e", extension={"status": {"label": {"e": "estimated"}}})
    assert table.cells["value"].to_list() == ["64.1", ".."]
    (notice,) = table.notices
    assert notice.code == "status_not_read"
    assert dict(notice.facts) == {"status": "e", "cells": 2, "meaning": "estimated"}
    assert notice.where.file == "a.json"


def test_signs_among_the_values_are_kept() -> None:
    assert cells(value=[":", ".."]) == [":", ".."]


def test_values_may_be_given_by_place_and_the_rest_is_missing() -> None:
    assert cells(value={"1": 40.0}) == ["..", "40.0"]


LABELS = st.text("aøÅé 0-,;()\"'", min_size=1, max_size=5).map(str.strip).filter(bool)


@st.composite
def cubes(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[float | None]]:
    names = draw(
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)
    )
    labels = st.lists(LABELS, min_size=1, max_size=4)
    axes = {name: draw(labels) for name in names}
    size = math.prod(len(values) for values in axes.values())
    number = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6)
    figures_ = st.lists(number, min_size=size, max_size=size)
    return axes, draw(figures_.filter(any))


@given(cubes(), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_written_as_json_stat_is_read_back(
    cube: tuple[dict[str, list[str]], list[float | None]], sparse: bool, listed: bool
) -> None:
    axes, numbers = cube
    codes = {name: [f"{name}{n}" for n in range(len(v))] for name, v in axes.items()}
    places = {
        name: each if listed else {code: n for n, code in reversed([*enumerate(each)])}
        for name, each in codes.items()
    }
    table = read(
        id=list(axes),
        size=[len(labels) for labels in axes.values()],
        dimension={
            name: {
                "category": {
                    "index": places[name],
                    "label": dict(zip(codes[name], labels, strict=True)),
                }
            }
            for name, labels in axes.items()
        },
        value={str(n): v for n, v in enumerate(numbers) if v is not None}
        if sparse
        else numbers,
    )
    labels = table.cells.select(list(axes)).rows()
    assert labels == list(product(*axes.values()))
    assert table.cells.select([f"{n}:code" for n in axes]).rows() == list(
        product(*codes.values())
    )
    read_back = [None if c == ".." else float(c) for c in table.cells["value"]]
    assert read_back == numbers
