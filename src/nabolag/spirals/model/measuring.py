"""What is measured, as a distribution: an outlook starts at an interval, not at a point."""

from __future__ import annotations

import math

from nabolag.spirals.draws.distributions import Choice, LogNormal, Normal
from nabolag.spirals.model.factors import Measured

_EVEN = 0.1
"""How much longer than below an interval may be above to be taken as even."""


def distribution_of(measured: Measured) -> Normal | LogNormal | Choice:
    """Give the distribution that has a measured interval, its value in the middle.

    An interval that is longer above than below is read as one of ratios, if all of it is
    above 0; one with no length at all is the value itself.

    >>> distribution_of(Measured(value=10, low=8.04, high=11.96)).sd
    1.0...
    """
    below, above = measured.value - measured.low, measured.high - measured.value
    if below + above == 0:
        return Choice(values=(measured.value,))
    lopsided = above - below > _EVEN * (above + below)
    each_way = 2 * _score(measured.inside)
    if lopsided and measured.low > 0:
        spread = math.log(measured.high / measured.low) / each_way
        return LogNormal(median=measured.value, spread=spread)
    return Normal(mean=measured.value, sd=(below + above) / each_way)


def _score(inside: float) -> float:
    """Give how many standard deviations from the middle so much is inside of."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + inside / 2))
