"""Parts of a variance: exact ones, another program, and how often intervals hold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.spirals.draws.sobol import Index, sobol_indices, sobol_points

Floats = npt.NDArray[np.float64]
THREE = ["a", "b", "c"]
ISHIGAMI = np.array([[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]])
"""First order and total with a = 7 and b = 0.1 (Ishigami and Homma 1990)."""

FIVE = ["p", "q", "r", "s", "t"]
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0])


def ishigami(u: Floats) -> Floats:
    x = np.pi * (2 * u - 1)
    alone = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2
    return np.asarray(alone + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def g_function(u: Floats) -> Floats:
    return np.asarray(((np.abs(4 * u - 2) + WEIGHTS) / (1 + WEIGHTS)).prod(axis=1))


def g_indices() -> Floats:
    """Give the exact indices: a factor's variance is 1 / (3 (1 + weight)²), its mean 1."""
    own = 1 / (3 * (1 + WEIGHTS) ** 2)
    whole = (1 + own).prod()
    return np.column_stack([own, own * whole / (1 + own)]) / (whole - 1)


def pairs(indices: tuple[Index, ...]) -> Floats:
    return np.array([(one.first, one.total) for one in indices])


def held(indices: tuple[Index, ...], truth: Floats) -> list[tuple[bool, bool]]:
    return [
        (
            (one.first_low or 0) <= first <= (one.first_high or 0),
            (one.total_low or 0) <= total <= (one.total_high or 0),
        )
        for one, (first, total) in zip(indices, truth, strict=True)
    ]


@given(seed=st.integers(0, 2**40), draws=st.integers(2, 70), count=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_each_matrix_is_the_first_with_one_column_of_the_second(
    seed: int, draws: int, count: int
) -> None:
    points = sobol_points(FIVE[:count], draws=draws, seed=seed)
    assert points.runs == draws * (count + 2)
    assert ((points.values > 0) & (points.values < 1)).all()
    a, b, *replaced = points.values.reshape(count + 2, draws, count)
    for at, mixed in enumerate(replaced):
        assert np.array_equal(mixed[:, at], b[:, at])
        assert np.array_equal(np.delete(mixed, at, 1), np.delete(a, at, 1))
    for at, name in enumerate(FIVE[:count]):
        assert np.array_equal(points.numbers[name], points.values[:, at])


def test_the_two_samples_are_evenly_spread_and_apart_from_each_other() -> None:
    points = sobol_points(FIVE, draws=256, seed=1)
    both = np.hstack(list(points.values[:512].reshape(2, 256, 5)))
    for column in both.T:
        assert sorted((column * 256).astype(int)) == list(range(256))
    assert np.corrcoef(both.T) == pytest.approx(np.eye(10), abs=0.1)


@pytest.mark.parametrize(
    ("function", "names", "truth"),
    [(ishigami, THREE, ISHIGAMI), (g_function, FIVE, g_indices())],
)
def test_the_indices_of_known_functions(
    function: Callable[[Floats], Floats], names: list[str], truth: Floats
) -> None:
    points = sobol_points(names, draws=2**13, seed=1)
    indices = sobol_indices(points, function(points.values))
    assert pairs(indices) == pytest.approx(truth, abs=0.01)
    assert np.array(held(indices, truth)).all()


@pytest.mark.parametrize(("function", "names"), [(ishigami, THREE), (g_function, FIVE)])
def test_another_program_finds_the_same_of_the_same_points(
    function: Callable[[Floats], Floats], names: list[str]
) -> None:
    theirs = pytest.importorskip("SALib.analyze.sobol")
    points = sobol_points(names, draws=512, seed=3)
    outputs = function(points.values)
    a, b, *replaced = (outputs - outputs[:1024].mean()).reshape(-1, 512)
    found = [
        (theirs.first_order(a, mixed, b), theirs.total_order(a, mixed, b))
        for mixed in replaced
    ]
    ours = pairs(sobol_indices(points, outputs))
    assert ours == pytest.approx(np.array(found), rel=1e-12, abs=1e-12)


def test_the_whole_of_another_program_agrees_within_the_intervals() -> None:
    analyse = pytest.importorskip("SALib.analyze.sobol").analyze
    points = sobol_points(FIVE, draws=512, seed=3)
    outputs = g_function(points.values)
    a, b, *replaced = outputs.reshape(-1, 512)
    problem = {"num_vars": 5, "names": FIVE, "bounds": [[0, 1]] * 5}
    in_their_order = np.column_stack([a, *replaced, b]).ravel()
    theirs = analyse(
        problem, in_their_order, calc_second_order=False, num_resamples=1000, seed=1
    )
    ours = sobol_indices(points, outputs)
    truth = np.column_stack([theirs["S1"], theirs["ST"]])
    assert np.array(held(ours, truth)).all()
    # It centres on all outputs instead of those of A and B: the total is the same.
    assert [one.total for one in ours] == pytest.approx(theirs["ST"], rel=1e-12)
    for one, half in zip(ours, theirs["ST_conf"], strict=True):
        width = (one.total_high or 0) - (one.total_low or 0)
        assert width / 2 == pytest.approx(half, rel=0.15)


def test_intervals_hold_the_truth_at_least_as_often_as_they_say() -> None:
    # Evenly spread draws are surer than the intervals, which know of chance only.
    studies, found = 200, np.zeros((3, 2))
    for seed in range(studies):
        points = sobol_points(THREE, draws=128, seed=seed)
        found += held(sobol_indices(points, ishigami(points.values)), ISHIGAMI)
    # Three standard errors of a part of 200: 0.046.
    assert (found / studies > 0.95 - 0.046).all()
    assert found.mean() / studies > 0.95


@given(order=st.permutations(range(3)), seed=st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_names_changes_nothing(order: list[int], seed: int) -> None:
    points = sobol_points(THREE, draws=32, seed=seed)
    other = sobol_points([THREE[at] for at in order], draws=32, seed=seed)
    back = np.argsort(order)
    assert np.array_equal(other.values[:64], points.values[:64][:, order])
    told = sobol_indices(points, ishigami(points.values))
    again = sobol_indices(other, ishigami(other.values[:, back]))
    assert again == tuple(told[at] for at in order)


def test_names_that_come_in_the_same_order_have_the_same_points() -> None:
    points = sobol_points(THREE, draws=64, seed=1)
    renamed = sobol_points(["life", "pull", "rate"], draws=64, seed=1)
    assert np.array_equal(points.values, renamed.values)
    other = sobol_points(THREE, draws=64, seed=2)
    assert not np.array_equal(points.values, other.values)


@given(unit=st.floats(1e-150, 1e150), zero=st.floats(-1e3, 1e3))
@settings(max_examples=25, deadline=None)
def test_the_unit_and_the_zero_of_an_output_change_nothing(
    unit: float, zero: float
) -> None:
    points = sobol_points(THREE, draws=64, seed=1)
    outputs = ishigami(points.values)
    told = sobol_indices(points, outputs)
    other = sobol_indices(points, unit * (outputs + zero))
    assert pairs(other) == pytest.approx(pairs(told), rel=1e-6, abs=1e-9)


def test_a_draw_that_is_no_number_anywhere_is_left_out_everywhere() -> None:
    points = sobol_points(THREE, draws=256, seed=1)
    outputs = ishigami(points.values).reshape(5, 256)
    spoilt = outputs.copy()
    spoilt[0, 7], spoilt[3, 7], spoilt[4, 9] = np.nan, np.inf, np.nan
    assert points.left_out(outputs.ravel()) == 0
    assert points.left_out(spoilt.ravel()) == 2
    told = sobol_indices(points, spoilt.ravel())
    # What is left is a sample in its own right.
    left = np.delete(outputs, [7, 9], axis=1)
    total = ((left[0] - left[2:]) ** 2).mean(axis=1) / 2 / left[:2].var()
    assert [one.total for one in told] == pytest.approx(total, rel=1e-12)


def _nearly_always(points: Floats) -> Floats:
    outputs = np.zeros(len(points))
    outputs[3] = 1.0
    return outputs


@pytest.mark.parametrize(
    "function",
    [
        lambda u: np.zeros(len(u)),
        lambda u: np.full(len(u), 0.1),
        lambda u: 1e6 + 1e-9 * u[:, 0],  # nothing but rounding
        lambda u: np.full(len(u), np.nan),
        _nearly_always,  # one draw of 64 has it all
    ],
)
def test_an_output_that_does_not_vary_enough_tells_nothing(
    function: Callable[[Floats], Floats],
) -> None:
    points = sobol_points(THREE, draws=64, seed=1)
    nothing = tuple(Index(name=name) for name in THREE)
    assert sobol_indices(points, function(points.values)) == nothing


def test_many_draws_are_weighed_some_at_a_time_with_the_same_answer() -> None:
    points = sobol_points(["a", "b"], draws=2**12, seed=1)
    one, other = sobol_indices(points, points.values @ np.array([1.0, 1.0]))
    assert [one.first, other.total] == pytest.approx([0.5, 0.5], abs=0.001)
    assert 0.4 < (one.first_low or 0) < 0.5 < (one.first_high or 0) < 0.6


@pytest.mark.parametrize(("names", "draws"), [([], 8), (["a"], 1)])
def test_points_that_tell_nothing_cannot_be_made(names: list[str], draws: int) -> None:
    with pytest.raises(Misbuilt, match="Sobol points: found"):
        sobol_points(names, draws=draws, seed=1)
