"""Raking against other ways to the same weights, and its refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import root

from nabolag.errors import Misbuilt, Refused
from nabolag.residents.reach.raking import design_effect, rake, trimmed

SIZES = (3, 2, 4)


def sample(seed, *, n=400):
    chance = np.random.default_rng(seed)
    codes = [
        chance.choice(size, size=n, p=chance.dirichlet(np.full(size, 5)))
        for size in SIZES
    ]
    targets = [chance.dirichlet(np.full(size, 5)) for size in SIZES]
    return codes, targets


def nearest_to_equal(codes, targets):
    """Weights exp(sum of a number for each group), found by solving for the margins."""
    marks = [np.eye(size)[code] for size, code in zip(SIZES, codes, strict=True)]
    design = np.column_stack([marks[0], *(mark[:, 1:] for mark in marks[1:])])
    goals = np.concatenate([targets[0], *(target[1:] for target in targets[1:])])

    def off(numbers):
        return design.T @ np.exp(design @ numbers) / len(design) - goals

    found = root(off, np.zeros(design.shape[1]), tol=1e-13)
    assert np.abs(off(found.x)).max() < 1e-10
    return np.exp(design @ found.x)


@pytest.mark.parametrize("seed", range(5))
def test_weights_are_those_nearest_to_equal_ones(seed):
    codes, targets = sample(seed)
    wanted = nearest_to_equal(codes, targets)
    assert np.abs(rake(codes, targets) - wanted).max() < 1e-8


def test_weights_are_those_of_ipfn():
    ipfn = pytest.importorskip("ipfn.ipfn")
    codes, targets = sample(1)
    table = np.zeros(SIZES)
    np.add.at(table, tuple(codes), 1.0)
    wanted = ipfn.ipfn(
        table.copy(),
        [target * 400 for target in targets],
        [[0], [1], [2]],
        convergence_rate=1e-13,
        max_iteration=5000,
    ).iteration()
    weights = (wanted / np.where(table == 0, 1, table))[tuple(codes)]
    assert np.abs(rake(codes, targets) - weights).max() < 1e-8


def test_weights_are_those_of_weightipy():
    weightipy = pytest.importorskip("weightipy")
    pandas = pytest.importorskip("pandas")
    codes, targets = sample(1)
    frame = pandas.DataFrame({f"c{at}": code for at, code in enumerate(codes)})
    scheme = weightipy.scheme_from_dict(
        {
            f"c{at}": {code: share * 100 for code, share in enumerate(target)}
            for at, target in enumerate(targets)
        }
    )
    weights = weightipy.weight_dataframe(frame, scheme)["weights"].to_numpy()
    assert np.abs(rake(codes, targets) - weights).max() < 1e-8


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_weighted_shares_are_the_targets(seed):
    codes, targets = sample(seed)
    weights = rake(codes, targets)
    for code, target in zip(codes, targets, strict=True):
        shares = np.bincount(code, weights=weights, minlength=target.size) / 400
        assert np.abs(shares - target).max() < 1e-10
    assert weights.mean() == pytest.approx(1)


def test_the_order_of_participations_only_moves_the_weights():
    codes, targets = sample(7)
    order = np.random.default_rng(0).permutation(400)
    moved = rake([code[order] for code in codes], targets)
    assert moved == pytest.approx(rake(codes, targets)[order])


def test_counts_will_do_as_targets():
    assert rake([[0, 1, 1]], [[30, 10]]).tolist() == pytest.approx([2.25, 0.375, 0.375])


def test_a_group_nobody_is_in_is_refused_by_its_place():
    with pytest.raises(Refused, match=r"group 2 of characteristic 1"):
        rake([[0, 0, 2]], [[1, 1, 1]])


def test_combinations_that_cannot_add_up_are_refused():
    # all of group 0 are of kind 0, so both cannot have other shares
    with pytest.raises(Refused, match="furthest off"):
        rake([[0, 0, 1], [0, 0, 1]], [[1, 1], [1, 3]])


@pytest.mark.parametrize(
    ("codes", "targets"),
    [
        ([[0, 1], [0]], [[1, 1], [1, 1]]),
        ([[0, 2]], [[1, 1]]),
        ([[0, -1]], [[1, 1]]),
        ([[0, 1]], [[1, 0]]),
        ([[]], [[1, 1]]),
    ],
)
def test_codes_that_do_not_fit_their_targets_are_a_bug(codes, targets):
    with pytest.raises(Misbuilt, match="codes to rake by"):
        rake(codes, targets)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_the_design_effect_lies_between_1_and_how_many_there_are(weights):
    assert 1 - 1e-9 <= design_effect(weights) <= len(weights) + 1e-9


def test_the_design_effect_by_hand():
    assert design_effect([2, 2, 2]) == 1
    # 4 (1 + 1 + 4 + 16) / 8 squared
    assert design_effect([1, 1, 2, 4]) == pytest.approx(88 / 64)


def test_trimming_cuts_the_heaviest_and_keeps_the_sum():
    weights = np.array([0.5] * 19 + [10.5])
    cut = trimmed(weights)
    assert cut.sum() == pytest.approx(weights.sum())
    assert cut[-1] / cut[0] == pytest.approx(5 / 0.5)
    even = np.array([0.5, 1.5])
    assert trimmed(even).tolist() == even.tolist()
