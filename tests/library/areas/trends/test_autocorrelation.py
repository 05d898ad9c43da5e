from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from nabolag.areas.trends.autocorrelation import (
    independent,
    likely,
    log_likelihood,
    mindful_of_chance,
    possible,
)
from nabolag.areas.trends.whitening import lines

YEARS = np.arange(10.0)


def wandering(areas, periods, alike, *, seed=3, step=1.0):
    random = np.random.Generator(np.random.PCG64(seed))
    errors, kept = random.normal(size=(areas, periods)), alike**step
    for now in range(1, periods):
        errors[:, now] *= np.sqrt(1 - kept**2)
        errors[:, now] += kept * errors[:, now - 1]
    return errors


def found_in(errors, *, step=1.0):
    years = step * np.arange(errors.shape[1])
    before = possible(step)
    fitted = lines(years, errors, np.ones(errors.shape), before.per_year)
    return likely(fitted, before)


def test_angles_are_equally_likely_beforehand():
    found = possible(1.0)
    assert found.weight.sum() == pytest.approx(1)
    # The chance that the sine of an angle drawn evenly lies under a half is a third.
    assert found.weight[found.per_year < 0.5].sum() == pytest.approx(1 / 3, abs=0.02)
    assert found.mean == pytest.approx(2 / np.pi, abs=0.02)
    assert found.per_year[0] == 0
    assert found.per_year[-1] < 1


@pytest.mark.parametrize("step", [0.25, 2.0])
def test_possible_correlations_are_spread_for_the_time_between_periods(step):
    np.testing.assert_allclose(possible(step).per_year ** step, possible(1.0).per_year)


def test_the_likelihood_is_that_of_what_no_line_and_no_scale_can_touch():
    # Any basis that no line touches gives the same restricted likelihood; the scale is
    # taken out by integrating over it, with all its logarithms equally likely.
    figures = wandering(1, 6, 0.5)
    years, correlations = np.array([0.0, 1, 2, 4, 5, 6]), np.array([0.0, 0.5, 0.9])
    random = np.random.Generator(np.random.PCG64(5))
    variance = random.gamma(4, 1, 6)
    beyond = np.linalg.svd(np.stack([np.ones(6), years]))[2][2:]
    scales, width = np.linspace(-12, 12, 401, retstep=True)
    brute = []
    for rho in correlations:
        shape = np.diag(variance)
        for now in range(1, 6):  # what is left of the error before, and something new
            left = rho ** (years[now] - years[now - 1])
            shape[now, :now] = shape[:now, now] = left * shape[now - 1, :now]
            shape[now, now] += left**2 * (shape[now - 1, now - 1] - variance[now])
        shape = beyond @ shape @ beyond.T
        density = [
            multivariate_normal(cov=np.exp(scale) * shape).pdf(beyond @ figures[0])
            for scale in scales
        ]
        brute.append(np.log(np.sum(density) * width))
    found = log_likelihood(lines(years, figures, variance[None], correlations))[0]
    assert found - found[0] == pytest.approx(np.array(brute) - brute[0], abs=1e-6)


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6, 0.8, 0.95])
def test_the_correlation_is_found_from_many_areas(alike):
    found = found_in(wandering(300, 15, alike))
    assert found.mean == pytest.approx(alike, abs=0.05)
    assert found.weight.sum() == pytest.approx(1)


def test_the_correlation_between_quarters_is_told_by_the_year():
    found = found_in(wandering(200, 40, 0.4, step=0.25), step=0.25)
    assert found.mean == pytest.approx(0.4, abs=0.06)


def test_areas_that_scatter_much_count_no_more_than_others():
    errors = wandering(8, 10, 0.5)
    louder = errors * np.array([[1000.0], [1], [1e-3], [1], [1], [50], [1], [1]])
    np.testing.assert_allclose(found_in(errors).weight, found_in(louder).weight)


def test_areas_exactly_on_a_line_say_nothing():
    errors = wandering(5, 10, 0.5)
    lines_too = np.vstack([errors, 3 + 2 * YEARS, 0 * YEARS])
    np.testing.assert_allclose(found_in(errors).weight, found_in(lines_too).weight)
    only_lines = np.stack([3 + 2 * YEARS, 0 * YEARS])
    np.testing.assert_allclose(found_in(only_lines).weight, possible(1.0).weight)


def thought_of(figures, *, size=1.0):
    """Weights after a look at chance, as a multiple of those before, up to a factor."""
    before = possible(1.0)
    variance = np.full(figures.shape, size)
    fitted = lines(np.arange(4.0), figures, variance, before.per_year)
    return mindful_of_chance(fitted, before).weight / before.weight


# Beside a level line, 1, −1, −1, 1 leaves four squares over two degrees of freedom: a
# scatter of 2 where years are independent, and more where they are alike.
A_SWING = np.array([[1.0, -1.0, -1.0, 1.0]])


def test_scatter_under_chance_makes_a_correlation_less_likely_by_as_much():
    found = thought_of(A_SWING, size=8.0)
    # At 0 the scatter is 2 / 8 of chance; near 1 it is far beyond chance.
    assert found[0] / found[-1] == pytest.approx(0.25)
    assert (np.diff(found) >= -1e-12).all()


def test_scatter_beyond_chance_says_nothing_of_the_correlation():
    np.testing.assert_allclose(thought_of(A_SWING, size=1.0), 1.0)


def test_most_areas_decide_what_chance_says_and_not_the_loudest():
    three = np.vstack([A_SWING, A_SWING, 1000 * A_SWING])
    np.testing.assert_allclose(
        thought_of(three, size=8.0), thought_of(A_SWING, size=8.0)
    )


def test_lines_without_scatter_say_nothing_of_chance():
    straight = np.arange(4.0)[None]
    np.testing.assert_allclose(thought_of(straight), 1.0)
    np.testing.assert_allclose(
        thought_of(np.vstack([straight, A_SWING]), size=8.0),
        thought_of(A_SWING, size=8.0),
    )


def test_independence_is_certain_of_itself():
    assert independent().mean == 0
