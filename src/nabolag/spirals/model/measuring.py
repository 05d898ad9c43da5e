"""What is measured, as a distribution: an outlook starts at an interval, not at a point."""

from __future__ import annotations

import math

from nabolag.spirals.draws.distributions import Choice, LogNormal, Normal
from nabolag.spirals.draws.lopsided import Lopsided
from nabolag.spirals.model.factors import Measured

_ROUNDING = 1e-9


def distribution_of(measured: Measured) -> Normal | LogNormal | Lopsided | Choice:
    """Give the distribution with a measured interval, and its value as the median.

    As much as the interval says lies inside of it, and as much below it as above: a
    normal distribution where the value is in the middle, a log-normal one where it is
    in the middle by ratio, and two halves elsewhere, on whichever of these scales they
    are more alike. An interval with no length is the value itself.

    >>> distribution_of(Measured(value=10, low=8.04, high=11.96)).sd
    1.0...
    >>> import numpy as np
    >>> lopsided = distribution_of(Measured(value=10, low=9, high=14))
    >>> lopsided.at(np.array([0.025, 0.5, 0.975])).round(9)
    array([ 9., 10., 14.])
    """
    value, score = measured.value, _score(measured.inside)
    below, above = value - measured.low, measured.high - value
    if below + above == 0:
        return Choice(values=(value,))
    if measured.low > 0:
        down, up = math.log(value / measured.low), math.log(measured.high / value)
        if _unevenness(down, up) < _unevenness(below, above) - _ROUNDING:
            if _unevenness(down, up) < _ROUNDING:
                return LogNormal(median=value, spread=(down + up) / (2 * score))
            return Lopsided(
                median=value, below=down / score, above=up / score, ratios=True
            )
    if _unevenness(below, above) < _ROUNDING:
        return Normal(mean=value, sd=(below + above) / (2 * score))
    return Lopsided(median=value, below=below / score, above=above / score)


def _unevenness(below: float, above: float) -> float:
    return abs(above - below) / (above + below)


def _score(inside: float) -> float:
    """Give how many standard deviations from the middle so much is inside of."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + inside / 2))
