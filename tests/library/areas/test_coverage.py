"""How often the intervals hold the truth, where the truth is known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import binom, poisson

from nabolag.areas.differences import (
    Comparison,
    rate_difference,
    rate_ratio,
    share_difference,
    share_ratio,
)
from nabolag.areas.intervals import rate_interval, share_interval

Floats = npt.NDArray[np.float64]


def coverage(people: int, share: float) -> float:
    """How often the interval holds the true share: every outcome, by its chance."""
    counted = np.arange(people + 1)
    found = share_interval(counted, people)
    holds = (found.low <= share) & (share <= found.high)
    return float(binom.pmf(counted, people, share)[holds].sum())


def test_share_intervals_hold_the_truth_as_often_as_the_card_says() -> None:
    held = [
        coverage(people, share)
        for people in (20, 50, 100, 200, 500, 1000, 2000, 5000)
        for share in (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
    ]
    assert np.mean(held) == pytest.approx(0.951, abs=5e-4)
    assert min(held) == pytest.approx(0.922, abs=5e-4)


@pytest.mark.parametrize("expected", [0.5, 1, 3, 10, 30, 100, 500])
def test_rate_intervals_hold_the_truth_at_least_as_often_as_they_say(
    expected: float,
) -> None:
    events = np.arange(int(expected * 3) + 60)
    found = rate_interval(events, 1)
    holds = (found.low <= expected) & (expected <= found.high)
    assert poisson.pmf(events, expected)[holds].sum() >= 0.95


def share_of_intervals_that_hold(found: Comparison, truth: float) -> float:
    # A ratio to nothing is refused and counts for neither.
    answered = ~np.isnan(found.low)
    return float(np.mean(((found.low <= truth) & (truth <= found.high))[answered]))


@pytest.mark.parametrize("people", [50, 300, 2000])
@pytest.mark.parametrize(("here", "there"), [(0.05, 0.08), (0.3, 0.3), (0.9, 0.8)])
def test_comparisons_of_shares_hold_the_truth(
    people: int, here: float, there: float
) -> None:
    random, runs, others = np.random.default_rng(20240902), 4000, people * 20
    counts = random.binomial(people, here, runs), people
    rest = random.binomial(others, there, runs), others
    differences, ratios = share_difference(*counts, *rest), share_ratio(*counts, *rest)
    assert 0.935 < share_of_intervals_that_hold(differences, here - there) < 0.98
    assert 0.935 < share_of_intervals_that_hold(ratios, here / there) < 0.98


@pytest.mark.parametrize("exposure", [100, 1000])
@pytest.mark.parametrize(("here", "there"), [(0.05, 0.08), (0.5, 0.5)])
def test_comparisons_of_rates_hold_the_truth(
    exposure: int, here: float, there: float
) -> None:
    random, runs, others = np.random.default_rng(20240903), 4000, exposure * 20
    counts = random.poisson(exposure * here, runs), exposure
    rest = random.poisson(others * there, runs), others
    differences, ratios = rate_difference(*counts, *rest), rate_ratio(*counts, *rest)
    assert 0.935 < share_of_intervals_that_hold(differences, here - there) < 0.98
    assert 0.935 < share_of_intervals_that_hold(ratios, here / there) < 0.98


def families(
    random: np.random.Generator, *, people: int, share: float, runs: int
) -> tuple[Floats, Floats, float]:
    """Counted and all of families of 1 to 5 in which everybody answers alike."""
    sizes = random.integers(1, 6, size=(runs, people // 3))
    answers = random.random(sizes.shape) < share
    felt = float((sizes**2).sum() / sizes.sum())
    return (sizes * answers).sum(axis=1) * 1.0, sizes.sum(axis=1) * 1.0, felt


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_intervals_of_families_that_answer_alike_hold_the_truth(share: float) -> None:
    random = np.random.default_rng(20240901)
    counted, people, size = families(random, people=900, share=share, runs=4000)
    aware = share_interval(counted, people, cluster_size=size)
    naive = share_interval(counted, people)
    assert np.mean((aware.low <= share) & (share <= aware.high)) > 0.935
    assert np.mean((naive.low <= share) & (share <= naive.high)) < 0.80


def test_comparisons_of_families_that_answer_alike_hold_the_truth() -> None:
    random = np.random.default_rng(20240904)
    *here, size = families(random, people=600, share=0.3, runs=2000)
    *there, _ = families(random, people=6000, share=0.25, runs=2000)
    aware = share_difference(*here, *there, cluster_size=size)
    naive = share_difference(*here, *there)
    assert share_of_intervals_that_hold(aware, 0.05) > 0.935
    assert share_of_intervals_that_hold(naive, 0.05) < 0.80
