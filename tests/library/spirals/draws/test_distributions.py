"""Distributions against SciPy's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from nabolag.errors import Misbuilt
from nabolag.spirals.draws.distributions import (
    Choice,
    Distribution,
    LogNormal,
    Normal,
    Triangular,
    Uniform,
    centre,
    is_certain,
)
from nabolag.spirals.draws.lopsided import Lopsided

U = np.linspace(0.001, 0.999, 999)


def lognormal(low: float, high: float) -> np.ndarray:
    whole = stats.lognorm(s=0.5, scale=3)
    return whole.ppf(whole.cdf(low) + U * (whole.cdf(high) - whole.cdf(low)))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Uniform(low=-1, high=3), stats.uniform(-1, 4).ppf(U)),
        (Normal(mean=2, sd=3), stats.norm(2, 3).ppf(U)),
        (Normal(mean=2, sd=3, low=0), stats.truncnorm(-2 / 3, np.inf, 2, 3).ppf(U)),
        (Normal(mean=0, sd=1, low=-1, high=2), stats.truncnorm(-1, 2).ppf(U)),
        (Normal(mean=0, sd=1, low=9, high=11), stats.truncnorm(9, 11).ppf(U)),
        (Normal(mean=0, sd=1, low=-30, high=-20), stats.truncnorm(-30, -20).ppf(U)),
        (LogNormal(median=3, spread=0.5), stats.lognorm(s=0.5, scale=3).ppf(U)),
        (LogNormal(median=3, spread=0.5, low=2, high=4), lognormal(2, 4)),
        (LogNormal(median=3, spread=0.5, low=-1, high=4), lognormal(0, 4)),
        (Triangular(low=1, mode=2, high=5), stats.triang(0.25, 1, 4).ppf(U)),
        (Triangular(low=1, mode=1, high=5), stats.triang(0, 1, 4).ppf(U)),
        (Triangular(low=1, mode=5, high=5), stats.triang(1, 1, 4).ppf(U)),
    ],
)
def test_quantiles_are_those_of_scipy(ours: Distribution, theirs: np.ndarray) -> None:
    assert ours.at(U) == pytest.approx(theirs, rel=1e-7, abs=1e-9)


def test_choices_come_as_often_as_their_weights_say() -> None:
    drawn = Choice(values=(5, 7, 9), weights=(1, 2, 1)).at(np.linspace(0, 0.9999, 4000))
    assert [(drawn == value).mean() for value in (5, 7, 9)] == pytest.approx(
        [0.25, 0.5, 0.25], abs=1e-3
    )


@given(
    mean=st.floats(-100, 100),
    sd=st.floats(0.01, 50),
    low=st.floats(-3, 1),
    width=st.floats(0.1, 4),
)
def test_what_is_drawn_rises_with_the_number_and_stays_inside(
    mean: float, sd: float, low: float, width: float
) -> None:
    bounds = mean + low * sd, mean + (low + width) * sd
    drawn = Normal(mean=mean, sd=sd, low=bounds[0], high=bounds[1]).at(U)
    hair = 1e-9 * (abs(mean) + sd)
    assert (np.diff(drawn) >= -hair).all()
    assert drawn.min() >= bounds[0] - hair
    assert drawn.max() <= bounds[1] + hair


HALVES = U[U < 0.5], U[U > 0.5]


@pytest.mark.parametrize(
    ("lopsided", "below", "above"),
    [
        (
            Lopsided(median=10, below=1, above=3),
            stats.norm(10, 1).ppf(HALVES[0]),
            stats.norm(10, 3).ppf(HALVES[1]),
        ),
        (
            Lopsided(median=5, below=0.4, above=0.2, ratios=True),
            stats.lognorm(s=0.4, scale=5).ppf(HALVES[0]),
            stats.lognorm(s=0.2, scale=5).ppf(HALVES[1]),
        ),
        (
            Lopsided(median=0, below=0, above=2),
            np.zeros(len(HALVES[0])),
            stats.norm(0, 2).ppf(HALVES[1]),
        ),
        (
            Lopsided(median=1, below=1, above=3, low=0, high=2),
            stats.truncnorm(-1, 0, 1, 1).ppf(2 * HALVES[0]),
            stats.truncnorm(0, 1 / 3, 1, 3).ppf(2 * HALVES[1] - 1),
        ),
        (
            Lopsided(median=1, below=1, above=1, ratios=True, low=-2, high=np.e),
            stats.lognorm(s=1).ppf(HALVES[0]),
            np.exp(stats.truncnorm(0, 1).ppf(2 * HALVES[1] - 1)),
        ),
        (
            Lopsided(median=1, below=0, above=1, low=1, high=1),
            np.ones(len(HALVES[0])),
            np.ones(len(HALVES[1])),
        ),
    ],
)
def test_each_half_of_a_lopsided_one_is_that_of_scipy(
    lopsided: Lopsided, below: np.ndarray, above: np.ndarray
) -> None:
    assert lopsided.at(HALVES[0]) == pytest.approx(below, rel=1e-7, abs=1e-9)
    assert lopsided.at(HALVES[1]) == pytest.approx(above, rel=1e-7, abs=1e-9)
    assert centre(lopsided) == lopsided.median


def test_one_value_is_certain_and_two_are_not() -> None:
    assert is_certain(Choice(values=(3.0, 3.0)))
    assert not is_certain(Choice(values=(3.0, 4.0)))
    assert not is_certain(Normal(mean=3, sd=1e-9))


def test_the_centre_is_what_half_lies_below() -> None:
    assert centre(Normal(mean=3, sd=1)) == 3
    assert centre(Triangular(low=0, mode=0, high=1)) == pytest.approx(1 - 0.5**0.5)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (Uniform, {"low": 1, "high": 1}, "low below high"),
        (Normal, {"mean": 0, "sd": 0}, "a standard deviation above 0"),
        (Normal, {"mean": 0, "sd": 1, "low": 2, "high": 1}, "something between"),
        (LogNormal, {"median": 0, "spread": 1}, "above 0"),
        (LogNormal, {"median": 1, "spread": 1, "high": -1}, "something between"),
        (Triangular, {"low": 0, "mode": 3, "high": 2}, "low ≤ mode ≤ high"),
        (Lopsided, {"median": 1, "below": 0, "above": 0}, "not both 0"),
        (Lopsided, {"median": 1, "below": -1, "above": 2}, "not both 0"),
        (Lopsided, {"median": 1, "below": 1, "above": 2, "low": 2}, "within bounds"),
        (Lopsided, {"median": 1, "below": 1, "above": 2, "high": 0}, "within bounds"),
        (
            Lopsided,
            {"median": 0, "below": 1, "above": 2, "ratios": True},
            "above 0 with ratios",
        ),
        (Lopsided, {"median": 1, "below": float("inf"), "above": 2}, "have an end"),
        (
            Lopsided,
            {"median": 1, "below": 1, "above": 2, "high": float("inf")},
            "have an end",
        ),
        (Choice, {"values": ()}, "as many weights"),
        (Choice, {"values": (1, 2), "weights": (1,)}, "as many weights"),
        (Choice, {"values": (1,), "weights": (0,)}, "weights above 0"),
        (Uniform, {"low": float("-inf"), "high": 0}, "only numbers"),
        (Normal, {"mean": float("nan"), "sd": 1}, "only numbers"),
        (Normal, {"mean": 0, "sd": float("inf")}, "only numbers"),
        (LogNormal, {"median": float("inf"), "spread": 1}, "only numbers"),
        (Choice, {"values": (1, 2), "weights": (1, float("inf"))}, "only numbers"),
    ],
)
def test_a_distribution_that_cannot_be_is_refused(
    kind: Any, given: dict[str, Any], expected: str
) -> None:
    with pytest.raises(Misbuilt, match=expected):
        kind(**given)
