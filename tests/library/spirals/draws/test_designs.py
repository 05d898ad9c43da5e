"""Designs: evenly spread, and the same whatever else is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from nabolag.errors import BadInput
from nabolag.spirals.draws.correlation import together
from nabolag.spirals.draws.designs import Design, numbers_of

NAMES = ["rate", "life", "pull", "wear"]


@given(seed=st.integers(0, 2**40), draws=st.integers(1, 300), rank=st.floats(-0.9, 0.9))
@settings(max_examples=40, deadline=None)
def test_a_latin_column_has_one_number_in_each_part_also_when_ordered(
    seed: int, draws: int, rank: float
) -> None:
    columns = numbers_of(Design.LATIN, NAMES, draws=draws, seed=seed)
    for each in (columns, together(columns, [("rate", "life", rank)], seed=seed)):
        for column in each.values():
            assert sorted((column * draws).astype(int)) == list(range(draws))


@pytest.mark.parametrize("design", list(Design))
def test_numbers_lie_between_0_and_1_and_are_the_same_again(design: Design) -> None:
    first = numbers_of(design, NAMES, draws=500, seed=3)
    again = numbers_of(design, NAMES[::-1], draws=500, seed=3)
    other = numbers_of(design, NAMES, draws=500, seed=4)
    for name in NAMES:
        assert ((first[name] > 0) & (first[name] < 1)).all()
        assert np.array_equal(first[name], again[name])
        assert not np.array_equal(first[name], other[name])


@pytest.mark.parametrize("design", [Design.LATIN, Design.RANDOM])
def test_another_constant_changes_no_column(design: Design) -> None:
    few = numbers_of(design, ["life"], draws=50, seed=1)
    many = numbers_of(design, NAMES, draws=50, seed=1)
    assert np.array_equal(few["life"], many["life"])


def test_a_sobol_design_is_more_even_than_chance_in_two_ways_at_once() -> None:
    def unevenness(design: Design) -> float:
        columns = numbers_of(design, NAMES[:2], draws=256, seed=5)
        cells, *_ = np.histogram2d(*columns.values(), bins=8, range=[[0, 1]] * 2)
        return float(np.std(cells))

    assert unevenness(Design.SOBOL) < 0.5 < 1.5 < unevenness(Design.RANDOM)


def test_nothing_to_draw_gives_nothing() -> None:
    assert numbers_of(Design.SOBOL, [], draws=5, seed=1) == {}
    assert together({}, [], seed=1) == {}


@pytest.mark.parametrize("rank", [-0.95, -0.5, 0.0, 0.3, 0.8, 1.0])
def test_ranks_go_together_as_asked_for(rank: float) -> None:
    columns = numbers_of(Design.LATIN, NAMES, draws=1000, seed=7)
    ordered = together(columns, [("rate", "pull", rank)], seed=7)
    found = stats.spearmanr(ordered["rate"], ordered["pull"]).statistic
    assert found == pytest.approx(rank, abs=0.05)
    assert np.array_equal(ordered["life"], columns["life"])


def test_three_may_go_together_as_far_as_they_can() -> None:
    columns = numbers_of(Design.LATIN, NAMES, draws=1000, seed=7)
    pairs = [("rate", "life", 0.6), ("life", "pull", 0.6), ("rate", "pull", 0.5)]
    ordered = together(columns, pairs, seed=7)
    for first, second, rank in pairs:
        found = stats.spearmanr(ordered[first], ordered[second]).statistic
        assert found == pytest.approx(rank, abs=0.05)


def test_correlations_that_cannot_all_be_are_named_and_others_are_not() -> None:
    columns = numbers_of(Design.LATIN, [*NAMES, "pay"], draws=100, seed=7)
    pairs = [("rate", "life", 0.6), ("wear", "pay", 0.9), ("life", "pull", 0.6)]
    with pytest.raises(BadInput, match="they cannot all be at once") as caught:
        together(columns, [*pairs, ("rate", "pull", -0.9)], seed=7)
    assert caught.value.found.startswith(
        "rate with life (0.6), life with pull (0.6), rate with pull (-0.9):"
    )


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("rate", "rat", 0.5)], "“rat” is not drawn"),
        ([("rate", "rate", 0.5)], "that is one constant"),
        ([("rate", "life", 0.5), ("life", "rate", -0.5)], "the pair stands twice"),
        (
            [("rate", "life", 1.5)],
            r"rate with life \(1.5\): no correlation is so strong",
        ),
        ([("rate", "life", float("nan"))], "no correlation is so strong"),
    ],
)
def test_a_pair_that_cannot_be_is_refused(
    pairs: list[tuple[str, str, float]], found: str
) -> None:
    columns = numbers_of(Design.LATIN, NAMES, draws=10, seed=7)
    with pytest.raises(BadInput, match=found):
        together(columns, pairs, seed=7)
