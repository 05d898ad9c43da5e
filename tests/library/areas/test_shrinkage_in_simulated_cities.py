"""Shrinkage in simulated cities, where the truth is known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import expit, logit

from nabolag.areas.shrinkage import empirical_logit, shrink_shares

Floats = npt.NDArray[np.float64]


def simulated(
    *, people: int, share: float, within: float, across: float, district: int = 7
) -> tuple[float, float, float, float, float]:
    """Error raw, shrunk, and with the true spread known; mean variances found."""
    random, areas, runs = np.random.default_rng(20240905), 8 * district, 60
    names = [str(at // district) for at in range(areas)]
    errors, found_within, found_across = np.zeros(3), 0.0, 0.0
    for _ in range(runs):
        whole = np.maximum(10, np.round(people * np.exp(random.normal(0, 0.6, areas))))
        middle = np.repeat(random.normal(0, across, 8), district)
        truth = expit(logit(share) + middle + random.normal(0, within, areas))
        part = random.binomial(whole.astype(int), truth).astype(float)
        found = shrink_shares(part, whole, names)
        told = known(part, whole, middle + logit(share), within)
        for at, guess in enumerate((part / whole, found.value, told)):
            errors[at] += np.mean((guess - truth) ** 2) / runs
        found_within += found.between / runs
        found_across += found.between_districts / runs
    raw, shrunk, best = np.sqrt(errors)
    return raw, shrunk, best, found_within, found_across


def known(part: Floats, whole: Floats, middle: Floats, within: float) -> Floats:
    """Shrunken with everything known that is estimated otherwise."""
    log_odds, variance = empirical_logit(part, whole)
    own = within**2 / (within**2 + variance)
    return np.asarray(expit(own * log_odds + (1 - own) * middle))


@pytest.mark.parametrize(
    ("people", "share"), [(100, 0.1), (300, 0.2), (300, 0.5), (2000, 0.05)]
)
@pytest.mark.parametrize(("within", "across"), [(0.15, 0.1), (0.3, 0.3), (0.5, 0.0)])
def test_shrunken_shares_lie_nearer_the_truth_than_raw_and_near_the_best_possible(
    people: int, share: float, within: float, across: float
) -> None:
    raw, shrunk, best, between, _ = simulated(
        people=people, share=share, within=within, across=across
    )
    assert shrunk < raw
    assert shrunk < best + (raw - best) / 3
    assert between == pytest.approx(within**2, rel=0.4)


@pytest.mark.parametrize(("within", "across"), [(0.3, 0.3), (0.2, 0.4)])
def test_the_variances_found_are_the_true_ones_on_average(
    within: float, across: float
) -> None:
    *_, between, between_districts = simulated(
        people=1000, share=0.3, within=within, across=across
    )
    assert between == pytest.approx(within**2, rel=0.06)
    assert between_districts == pytest.approx(across**2, rel=0.2)


def test_districts_that_do_not_differ_are_not_made_to() -> None:
    _, shrunk, best, _, across = simulated(
        people=300, share=0.2, within=0.3, across=0.0
    )
    assert across < 0.1 * 0.3**2
    assert shrunk < 1.03 * best
