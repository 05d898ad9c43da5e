"""The chance that a distance grows, when both its slope and its sign are uncertain.

A distance grows in size when its slope and its level have the same sign. Both are
estimated from the same figures, so their errors go together.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri, owens_t, stdtr

from nabolag.areas.counts import Floats

FARTHEST = 30.0
"""Normal scores stop here. The chance beyond is under 10⁻¹⁹⁰, and a score without end
would say that something estimated is known."""
ALMOST_ONE = 1 - 1e-12
"""Correlations stop here, where two scores are as good as one."""


def same_sign(first: Floats, second: Floats, correlation: Floats) -> Floats:
    """Give the chance that two normal quantities have the same sign, 0–1.

    Takes each quantity's mean in its own standard deviations and the correlation
    between them, in shapes that fit together. NaN gives NaN. Owen (1956).

    >>> same_sign(np.array([0.0, 2.0]), np.array([0.0, 50.0]), np.array([0.5, 0.0]))
    array([0.66666667, 0.97724987])
    """
    first, second = _stopped(first), _stopped(second)
    correlation = np.clip(correlation, -ALMOST_ONE, ALMOST_ONE)
    off = np.sqrt(1 - correlation**2)
    sides = np.sign(first) * np.sign(second)
    opposite = (sides < 0) | ((sides == 0) & (first + second < 0))
    inside = owens_t(first, _over(second - correlation * first, first * off)) + owens_t(
        second, _over(first - correlation * second, second * off)
    )
    both_zero = 0.5 + np.arcsin(correlation) / np.pi
    chance = np.where(
        (first == 0) & (second == 0), both_zero, 1 - 2 * inside - opposite
    )
    return np.clip(chance, 0.0, 1.0)


def _stopped(score: Floats) -> Floats:
    # Adding 0 turns −0 into 0, which would else be divided by as if it had a side.
    return np.clip(score, -FARTHEST, FARTHEST) + 0.0


def _over(above: Floats, below: Floats) -> Floats:
    """Divide, with the sign of what is above where there is nothing below."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(above / below)


def normal_scores(estimate: Floats, spread: Floats, freedom: Floats) -> Floats:
    """Give the normal score as surprising as an estimate with its own t distribution.

    Takes estimates, their standard errors and degrees of freedom, of one shape. An
    estimate of 0 has score 0, whatever its standard error.

    >>> normal_scores(np.array([2.0, 2.0]), np.array([1.0, 1.0]), np.array([4.0, 1e6]))
    array([1.57128474, 1.9999975 ])
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        surprise = np.where(estimate == 0, 0.0, np.abs(estimate) / spread)
    # The lower tail keeps its digits where the upper one has rounded to 1.
    score = -ndtri(stdtr(freedom, -surprise))
    return np.sign(estimate) * np.minimum(score, FARTHEST)


def equal_spreads(estimate: Floats, spread: Floats, freedom: Floats) -> Floats:
    """Give standard errors with which a normal estimate would be as surprising.

    Takes what :func:`normal_scores` takes. Never below the standard error itself.

    >>> equal_spreads(np.array([2.0, 0.0]), np.array([1.0, 1.0]), np.array([4.0, 4.0]))
    array([1.27284377, 1.06384608])
    """
    # At 0 both scores are 0, and their ratio is that of the two densities' heights.
    near = 1e-6 * np.where(spread > 0, spread, 1.0)
    estimate = np.where(np.abs(estimate) < near, near, np.abs(estimate))
    score = normal_scores(estimate, spread, freedom)
    return np.maximum(estimate / score, spread)
