"""Counts carried between divisions: no one appears and no one vanishes."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.crosswalks import Crosswalk, Passage
from nabolag.errors import Misbuilt, Refused, WrongUsage


def crosswalk(*rows: tuple[str, str, float | None]) -> Crosswalk:
    return Crosswalk(
        id="2017",
        division="old",
        to_division="new",
        rows=tuple(Passage(origin=o, target=t, weight=w) for o, t, w in rows),
    )


WHOLE = crosswalk(("A", "X", None), ("B", "X", None), ("C", "Y", None))
DIVIDED = crosswalk(("A", "X", None), ("A", "Y", None), ("B", "Y", None))
WEIGHTED = crosswalk(("A", "X", 0.25), ("A", "Y", 0.75), ("B", "Y", None))


@st.composite
def weighted(draw: st.DrawFn) -> tuple[Crosswalk, dict[str, float]]:
    """A crosswalk from some areas to up to five, and counts for its areas."""
    targets = st.lists(st.sampled_from("VWXYZ"), min_size=1, max_size=5, unique=True)
    rows: list[tuple[str, str, float | None]] = []
    counts = {}
    for origin in draw(st.sets(st.sampled_from("ABCDEF"), min_size=1)):
        to = draw(targets)
        parts = [draw(st.integers(1, 1000)) for _ in to]
        total = sum(parts)
        rows += [(origin, t, p / total) for t, p in zip(to, parts, strict=True)]
        counts[origin] = draw(st.floats(0, 1e6))
    return crosswalk(*rows), counts


@given(weighted())
@settings(max_examples=60)
def test_the_total_is_kept(case):
    walk, counts = case
    carried = walk.carry(counts)
    assert math.isclose(
        sum(carried.values()), sum(counts.values()), rel_tol=1e-9, abs_tol=1e-9
    )


@given(weighted())
@settings(max_examples=30)
def test_twice_the_people_are_twice_the_people_everywhere(case):
    walk, counts = case
    once = walk.carry(counts)
    twice = walk.carry({area: 2 * count for area, count in counts.items()})
    assert twice == pytest.approx({area: 2 * count for area, count in once.items()})


def test_whole_areas_are_added_without_weights():
    assert WHOLE.carry({"A": 100, "B": 20, "C": 3}) == {"X": 120, "Y": 3}


def test_a_divided_area_follows_its_weights():
    assert WEIGHTED.carry({"A": 400, "B": 50}) == {"X": 100, "Y": 350}


def test_a_divided_area_without_weights_is_refused_by_name():
    with pytest.raises(Refused, match="A was divided among X, Y"):
        DIVIDED.carry({"A": 100, "B": 20})


def test_what_is_unknown_leaves_its_areas_unknown():
    assert WHOLE.carry({"A": None, "B": 20, "C": 3}) == {"X": None, "Y": 3}
    assert WHOLE.carry({"A": 100, "C": 3}) == {"X": None, "Y": 3}
    assert DIVIDED.carry({"A": None, "B": 20}) == {"X": None, "Y": None}


def test_areas_of_another_division_are_refused():
    with pytest.raises(WrongUsage, match=r"Counts for Q, R\."):
        WHOLE.carry({"A": 1, "R": 2, "Q": 3})


def test_weights_a_hair_from_one_keep_the_total_all_the_same():
    walk = crosswalk(("A", "X", 0.3333333), ("A", "Y", 0.6666666))
    assert sum(walk.carry({"A": 3_000_000}).values()) == pytest.approx(3_000_000)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("A", "X", 0.5), ("A", "Y", 0.4)], "weights of A that sum to 0.9"),
        ([("A", "X", 0.5), ("A", "Y", 0.6)], "weights of A that sum to 1.1"),
        ([("A", "X", 0.5)], "weights of A that sum to 0.5"),
        ([("A", "X", 1.0), ("A", "Y", None)], "the weights [1.0, None] of A"),
        ([("A", "X", 1.5), ("A", "Y", -0.5)], "the weights [1.5, -0.5] of A"),
        ([("A", "X", math.nan)], "the weights [nan] of A"),
        ([("A", "X", 0.5), ("A", "X", 0.5)], "A to X twice"),
    ],
)
def test_weights_that_lose_or_make_people_are_refused(rows, found):
    with pytest.raises(Misbuilt, match=re.escape(found)):
        crosswalk(*rows)
