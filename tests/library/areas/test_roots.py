"""Roots of many rising curves at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.roots import BLOCK, Floats, rising_root


def cube(place: Floats, facts: Floats) -> tuple[Floats, Floats]:
    return place**3 - facts[0], 3 * place**2


def flat_then_steep(place: Floats, facts: Floats) -> tuple[Floats, Floats]:
    """Flat until 5, so that Newton's step from the start is nowhere."""
    past = np.maximum(place - 5, 0)
    return past - facts[0], np.where(past > 0, 1.0, 0.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=30))
def test_each_curve_crosses_nothing_at_its_own_root(cubes: list[float]) -> None:
    goals = np.array([cubes])
    start = np.ones(len(cubes))
    found = rising_root(cube, goals, start=start, ceiling=start * 1000)
    assert found == pytest.approx(np.cbrt(goals[0]), rel=1e-12)


def test_a_root_is_the_same_whatever_else_is_solved() -> None:
    goals = np.linspace(0.1, 900, 2 * BLOCK + 7)
    start = np.ones_like(goals)
    together = rising_root(cube, goals[None], start=start, ceiling=start * 10)
    for at in (0, BLOCK - 1, BLOCK, 2 * BLOCK + 6):
        alone = rising_root(
            cube, goals[None, at : at + 1], start=start[:1], ceiling=start[:1] * 10
        )
        assert alone[0] == together[at]


def test_a_start_on_flat_ground_is_left_by_halving_the_bracket() -> None:
    found = rising_root(
        flat_then_steep, np.array([[2.0]]), start=np.ones(1), ceiling=np.full(1, 60.0)
    )
    assert found == pytest.approx([7.0])


def test_a_step_out_of_the_bracket_halves_it_instead() -> None:
    def bent(place: Floats, facts: Floats) -> tuple[Floats, Floats]:
        return np.arctan(place - facts[0]), 1 / (1 + (place - facts[0]) ** 2)

    found = rising_root(
        bent, np.array([[3.0]]), start=np.full(1, 20.0), ceiling=np.full(1, 40.0)
    )
    assert found == pytest.approx([3.0])


def test_a_root_on_its_ceiling_is_found_to_the_last_digit() -> None:
    # Newton comes from below, and its last steps may round to just above the ceiling.
    def bent(place: Floats, facts: Floats) -> tuple[Floats, Floats]:
        return np.sqrt(place) - facts[0], 0.5 / np.sqrt(place)

    roots = np.linspace(1, 2, 200)
    found = rising_root(
        bent, np.sqrt(roots)[None], start=roots * 0.9999, ceiling=roots * (1 - 1e-15)
    )
    assert found == pytest.approx(roots, rel=1e-14)


def test_no_curves_have_no_roots() -> None:
    nothing = np.zeros(0)
    found = rising_root(cube, np.zeros((1, 0)), start=nothing, ceiling=nothing)
    assert found.shape == (0,)


def test_a_curve_that_never_settles_gives_the_best_place_so_far() -> None:
    def restless(place: Floats, facts: Floats) -> tuple[Floats, Floats]:
        return facts[0] * place, np.full_like(place, np.nan)

    found = rising_root(
        restless, np.ones((1, 1)), start=np.full(1, 1.0), ceiling=np.full(1, 1.0)
    )
    assert 0 <= found[0] < 1e-20
