"""Joint draws of the true figures behind the newest ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.fifths.draws import DRAWS, Draws, joint_draws, newest_draws
from nabolag.areas.fifths.gists import SOME, gist_of
from nabolag.errors import Misbuilt


def integrated(middle, variance):
    """Posterior means and variances, by brute force over the spread between areas."""
    between = np.linspace(0, 40 * middle.std(), 40_000)[:, np.newaxis]
    sure = 1 / (variance + between**2)
    total = sure.sum(axis=1, keepdims=True)
    mean = (sure * middle).sum(axis=1, keepdims=True) / total
    log = 0.5 * (np.log(sure).sum(axis=1) - np.log(total[:, 0]))
    log -= 0.5 * (sure * (middle - mean) ** 2).sum(axis=1)
    weight = np.exp(log - log.max())
    weight[0] /= 2
    weight = (weight / weight.sum())[:, np.newaxis]
    own = between**2 * sure
    each = own * middle + (1 - own) * mean
    within = own * variance + (1 - own) ** 2 / total
    expected = (weight * each).sum(axis=0)
    return expected, (weight * (within + each**2)).sum(axis=0) - expected**2


@pytest.mark.parametrize(
    ("middle", "variance"),
    [
        ([0.0, 1.0, 2.0, 3.0, 4.0, 9.0], [1.0, 1.0, 1.0, 4.0, 4.0, 4.0]),
        ([-1.2, -1.0, -0.9, -1.1, -1.3, -0.8, -1.0], [0.1] * 7),
        (list(np.linspace(-1, 1, 40)), [0.01, 0.3] * 20),
    ],
)
def test_draws_have_the_mean_and_spread_of_the_integrated_posterior(middle, variance):
    middle, variance = np.array(middle), np.array(variance)
    drawn = np.concatenate(
        [
            joint_draws(middle, variance, random=np.random.default_rng(seed))
            for seed in range(20)
        ]
    ).astype(np.float64)
    mean, spread = integrated(middle, variance)
    off = (drawn.mean(axis=0) - mean) / np.sqrt(spread / len(drawn))
    assert np.abs(off).max() < 4.5
    assert drawn.var(axis=0) == pytest.approx(spread, rel=0.06)


def test_sure_figures_are_drawn_as_they_are():
    middle = np.array([1.0, 2.0, 5.0, 60_000.0])
    drawn = joint_draws(middle, np.zeros(4), random=np.random.default_rng(1))
    assert drawn.dtype == np.float32
    assert np.abs(drawn - middle).max() < 0.2


def test_figures_that_never_vary_at_all_can_be_drawn():
    drawn = joint_draws(np.zeros(5), np.zeros(5), random=np.random.default_rng(1))
    assert np.isfinite(drawn).all()


def test_any_part_of_the_draws_stands_for_all():
    # Spreads are tried from small to large; the draws must not stand in that order.
    random = np.random.default_rng(1)
    drawn = joint_draws(random.normal(0, 1, 12), np.full(12, 0.8), random=random)
    spread = drawn.std(axis=1)
    order = np.arange(DRAWS)
    assert abs(np.corrcoef(order, spread)[0, 1]) < 0.15
    assert spread[: DRAWS // 2].mean() == pytest.approx(spread.mean(), rel=0.1)


def city(table, **same):
    return table(
        {"2024": {f"a{n}": (n + 3, 40 + n) for n in range(9)}},
        **same,
    )


def test_draws_are_in_the_figures_own_unit_by_code(table):
    draws = newest_draws(city(table), breaks=(), seed=1)
    assert (draws.level, draws.indicator, draws.period) == ("area", "x", "2024")
    assert draws.codes == tuple(f"a{n}" for n in range(9))
    assert draws.values.shape == (DRAWS, 9)
    assert 0 < draws.values.min() < draws.values.max() < 1


def test_draws_depend_on_seed_indicator_and_level_alone(table):
    first = newest_draws(city(table), breaks=(), seed=1).values
    again = newest_draws(city(table, name="other"), breaks=(), seed=1).values
    assert (first == again).all()
    for rows, seed in [
        (city(table), 2),
        (city(table, indicator="y"), 1),
        (city(table, level="zone"), 1),
    ]:
        assert (newest_draws(rows, breaks=(), seed=seed).values != first).any()


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_draws_do_not_depend_on_the_order_of_rows(table, random):
    rows = city(table)
    order = list(range(rows.height))
    random.shuffle(order)
    shuffled = newest_draws(rows[order], breaks=(), seed=1)
    assert (shuffled.values == newest_draws(rows, breaks=(), seed=1).values).all()


def test_fewer_than_four_areas_and_amounts_seen_once_are_not_drawn(table):
    few = table({"2024": {"a": (1, 9), "b": (2, 9), "c": (3, 9)}})
    once = table({"2024": {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}})
    assert newest_draws(few, breaks=(), seed=1) is None
    assert newest_draws(once, breaks=(), seed=1) is None


def test_draws_that_do_not_fit_their_areas_are_refused():
    with pytest.raises(Misbuilt, match="a column for each of 2 areas"):
        Draws(
            level="area",
            indicator="x",
            period="2024",
            codes=("a", "b"),
            values=np.zeros((5, 3), dtype=np.float32),
        )


def test_the_gist_holds_means_some_draws_and_the_spread_between_areas():
    random = np.random.default_rng(1)
    true, common = random.normal(50, 4, 300), random.normal(0, 1, (DRAWS, 1))
    draws = Draws(
        level="area",
        indicator="x",
        period="2024",
        codes=tuple(f"a{n:03}" for n in range(300)),
        values=(true + common).astype(np.float32),
    )
    found = gist_of(draws)
    assert found.mean == pytest.approx(true + common.mean(), abs=0.001)
    assert found.some.shape == (SOME, 300)
    assert found.spread == pytest.approx(true.std(), rel=0.001)


def test_a_gist_of_areas_that_are_equal_can_be_divided_by():
    draws = Draws(
        level="area",
        indicator="x",
        period="2024",
        codes=("a", "b"),
        values=np.ones((DRAWS, 2), dtype=np.float32),
    )
    assert gist_of(draws).spread > 0
