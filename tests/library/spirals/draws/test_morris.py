"""Elementary effects: known functions, another program, and how often intervals hold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.spirals.draws.morris import Effect, morris_effects, morris_points

Floats = npt.NDArray[np.float64]
NAMES = ["rate", "life", "pull", "wear"]
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0])


def g_function(x: Floats) -> Floats:
    """Sobol's g: the larger its weight, the less a name matters."""
    return np.asarray(((np.abs(4 * x - 2) + WEIGHTS) / (1 + WEIGHTS)).prod(axis=1))


def g_effects() -> Floats:
    """Work out mu* by hand: on four levels g takes 2, 2/3, 2/3 and 2, before weights.

    A move of 2/3 always goes between 2 and 2/3; the mean of the others' is 4/3.
    """
    others = (4 / 3 + WEIGHTS) / (1 + WEIGHTS)
    return np.asarray(2 / (1 + WEIGHTS) * others.prod() / others)


@given(
    seed=st.integers(0, 2**40),
    trajectories=st.integers(2, 20),
    levels=st.sampled_from([2, 4, 6, 10]),
)
@settings(max_examples=40, deadline=None)
def test_a_trajectory_moves_each_name_once_from_level_to_level(
    seed: int, trajectories: int, levels: int
) -> None:
    points = morris_points(NAMES, trajectories=trajectories, levels=levels, seed=seed)
    assert points.runs == 5 * trajectories
    on_levels = points.values * (levels - 1)
    assert on_levels == pytest.approx(on_levels.round(), abs=1e-12)
    assert ((points.values >= 0) & (points.values <= 1)).all()
    moves = np.diff(points.values.reshape(trajectories, 5, 4), axis=1)
    assert (np.count_nonzero(moves, axis=1) == 1).all()
    assert (np.count_nonzero(moves, axis=2) == 1).all()
    step = levels / 2 / (levels - 1)
    assert np.abs(moves).sum(axis=1) == pytest.approx(np.full((trajectories, 4), step))


def test_levels_moves_and_orders_are_all_as_likely() -> None:
    points = morris_points(NAMES, trajectories=4000, seed=3)
    levels, counts = np.unique(points.values.round(9), return_counts=True)
    assert levels == pytest.approx([0, 1 / 3, 2 / 3, 1], abs=1e-9)
    assert counts / points.values.size == pytest.approx([0.25] * 4, abs=0.01)
    moves = np.diff(points.values.reshape(4000, 5, 4), axis=1)
    assert (moves > 0).sum(axis=(0, 1)) / 4000 == pytest.approx([0.5] * 4, abs=0.03)
    places = np.abs(moves).argmax(axis=1)
    assert places.mean(axis=0) == pytest.approx([1.5] * 4, abs=0.06)


def test_what_distributions_are_given_is_the_middle_nine_tenths() -> None:
    points = morris_points(NAMES, trajectories=50, seed=1)
    for column in points.numbers.values():
        found = sorted(set(column.round(9).tolist()))
        assert found == pytest.approx([0.05, 0.35, 0.65, 0.95])


@given(coefficients=st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_effects_of_a_straight_line_are_its_coefficients(
    coefficients: list[float],
) -> None:
    points = morris_points(NAMES, trajectories=5, seed=2)
    hair = 1e-12 * max(1.0, *map(abs, coefficients))
    effects = morris_effects(points, 7 + points.values @ np.array(coefficients))
    for one, coefficient in zip(effects, coefficients, strict=True):
        assert one.mu == pytest.approx(coefficient, abs=hair)
        assert one.mu_star == pytest.approx(abs(coefficient), abs=hair)
        assert (one.low, one.high) == pytest.approx((abs(coefficient),) * 2, abs=hair)
        assert one.sigma == pytest.approx(0, abs=hair)


def test_the_mean_sizes_of_a_bent_function_are_those_worked_out_by_hand() -> None:
    points = morris_points(NAMES, trajectories=20_000, seed=1)
    effects = morris_effects(points, g_function(points.values))
    assert [one.mu_star for one in effects] == pytest.approx(g_effects(), rel=0.01)
    # Up and down cancel: the plain mean would say that nothing matters.
    assert [one.mu for one in effects] == pytest.approx([0] * 4, abs=0.05)


def test_the_function_of_the_first_paper_falls_into_its_three_groups() -> None:
    # Morris (1991): 1–7 bend or depend on others, 8–10 are straight, 11–20 are nothing.
    names = [f"x{at:02}" for at in range(1, 21)]
    points = morris_points(names, trajectories=20, seed=1)
    effects = morris_effects(points, _first_paper(points.values))
    sizes = [one.mu_star or 0 for one in effects]
    spreads = [one.sigma or 0 for one in effects]
    assert min(sizes[:10]) > 4 * max(sizes[10:])
    assert min(spreads[:7]) > 2 * max(spreads[7:10])
    assert sizes[7:10] == pytest.approx([40] * 3, abs=4)  # 2 × 20, more or less


def _first_paper(x: Floats) -> Floats:
    throw = np.random.default_rng(1991)
    w = 2 * (x - 0.5)
    w[:, [2, 4, 6]] = 2 * (1.1 * x[:, [2, 4, 6]] / (x[:, [2, 4, 6]] + 0.1) - 0.5)
    alone = np.where(np.arange(20) < 10, 20, throw.standard_normal(20))
    pairs = throw.standard_normal((20, 20))
    pairs[:6, :6] = -15
    total = w @ alone + np.einsum("ni,ij,nj->n", w, np.triu(pairs, 1), w)
    # Sums over products of three and of four that differ: elementary symmetric ones.
    return np.asarray(total - 10 * _products(w[:, :5], 3) + 5 * _products(w[:, :4], 4))


def _products(w: Floats, size: int) -> Floats:
    sums = [np.ones(len(w)), *(np.zeros(len(w)) for _ in range(size))]
    for column in w.T:
        for at in range(size, 0, -1):
            sums[at] = sums[at] + column * sums[at - 1]
    return sums[size]


@pytest.mark.parametrize("function", [g_function, lambda x: np.exp(x @ WEIGHTS / 5)])
def test_another_program_finds_the_same_of_the_same_points(
    function: Callable[[Floats], Floats],
) -> None:
    analyse = pytest.importorskip("SALib.analyze.morris").analyze
    points = morris_points(NAMES, trajectories=30, seed=5)
    outputs = function(points.values)
    problem = {"num_vars": 4, "names": NAMES, "bounds": [[0, 1]] * 4}
    theirs = analyse(
        problem, points.values, outputs, num_levels=4, num_resamples=1000, seed=1
    )
    ours = morris_effects(points, outputs)
    for field in ("mu", "mu_star", "sigma"):
        found = [getattr(one, field) for one in ours]
        assert found == pytest.approx(np.asarray(theirs[field]), rel=1e-12, abs=1e-12)
    for one, half in zip(ours, theirs["mu_star_conf"], strict=True):
        width = (one.high or 0) - (one.low or 0)
        assert width / 2 == pytest.approx(half, rel=0.15)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    studies, truth, held = 400, g_effects(), np.zeros(4)
    for seed in range(studies):
        points = morris_points(NAMES, trajectories=50, seed=seed)
        effects = morris_effects(points, g_function(points.values))
        held += [
            (one.low or 0) <= true <= (one.high or 0)
            for one, true in zip(effects, truth, strict=True)
        ]
    # Three standard errors of a part of 400: 0.033.
    assert held / studies == pytest.approx([0.95] * 4, abs=0.033)


def test_more_trajectories_keep_the_first_and_other_names_keep_their_levels() -> None:
    few = morris_points(NAMES, trajectories=5, seed=1)
    many = morris_points(NAMES, trajectories=9, seed=1)
    assert np.array_equal(many.values[: few.runs], few.values)
    alone = morris_points(["life"], trajectories=5, seed=1)
    assert np.array_equal(alone.values[::2, 0], few.values[::5, 1])
    other = morris_points(NAMES, trajectories=5, seed=2)
    assert not np.array_equal(other.values, few.values)


@given(order=st.permutations(range(4)), seed=st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_names_changes_nothing(order: list[int], seed: int) -> None:
    points = morris_points(NAMES, trajectories=10, seed=seed)
    other = morris_points([NAMES[at] for at in order], trajectories=10, seed=seed)
    assert np.array_equal(other.values, points.values[:, order])
    outputs = g_function(points.values)
    effects = morris_effects(points, outputs)
    assert morris_effects(other, outputs) == tuple(effects[at] for at in order)


def test_effects_with_an_end_that_is_no_number_are_left_out_and_counted() -> None:
    points = morris_points(NAMES, trajectories=30, seed=1)
    outputs = points.values @ np.array([1.0, 2.0, 3.0, 4.0])
    assert points.left_out(outputs) == 0
    # The first point of a trajectory belongs to one effect, the second to two.
    outputs[0], outputs[6] = np.nan, np.inf
    assert points.left_out(outputs) == 3
    effects = morris_effects(points, outputs)
    assert [one.mu for one in effects] == pytest.approx([1, 2, 3, 4])


def test_fewer_than_two_effects_tell_nothing() -> None:
    points = morris_points(["a", "b"], trajectories=2, seed=1)
    outputs = points.values.sum(axis=1)
    outputs[:3] = np.nan
    nothing = (Effect(name="a"), Effect(name="b"))
    assert morris_effects(points, outputs) == nothing
    assert points.left_out(outputs) == 2


def test_an_output_that_does_not_change_has_effects_of_nothing() -> None:
    points = morris_points(["a"], trajectories=3, seed=1)
    zero = Effect(name="a", mu=0.0, mu_star=0.0, sigma=0.0, low=0.0, high=0.0)
    assert morris_effects(points, np.full(points.runs, 5.0)) == (zero,)


@pytest.mark.parametrize(
    ("names", "trajectories", "levels"),
    [([], 10, 4), (["a"], 1, 4), (["a"], 10, 3), (["a"], 10, 0)],
)
def test_points_that_tell_nothing_cannot_be_made(
    names: list[str], trajectories: int, levels: int
) -> None:
    with pytest.raises(Misbuilt, match="Morris points: found"):
        morris_points(names, trajectories=trajectories, levels=levels, seed=1)
