"""The smallest trend that the figures would show, after them or before there are any.

Answers: If nothing is seen, how large a change could there still have been? And how
many years must we follow an area before a change we hope for can be told?

Method: A trend counts as seen when its 95 per cent interval leaves 0 out. The smallest
trend told is the one that would be seen in four cases of five. It follows from how
surely the slope is known: from the fitted line where there is one. To plan ahead, the
times of the figures to come are added to those there are, each as sure as the newest
one, scattering and going together from year to year as the figures so far do. A second
number is for a change that starts now, so that only the newest figure and those to
come can show it.

Assumes: The area keeps its size, figures come as often as before, and the change is a
straight line. Without a past to learn from, figures are taken to scatter as chance
makes them, and to go together from year to year by anything from 0 to 0.9.

Uncertainty: It is a mark to plan by and not a promise: how much figures scatter is
itself estimated. A trend of just this size is missed one time in five, and smaller
ones are seen now and then. Without a past it is rougher: trends of the size told were
seen in 94 of 100 simulated cases where years were independent, and in 54 where figures
scattered twice as much as by chance.

Refuses: Under 4 figures there is no trend, and so nothing to be seen. Without counts
an area must have 4 figures already, from which its scatter is taken.

Checked: With ten independent yearly figures of standard error 1, by hand: the slope's
standard error is 1 / √82.5 = 0.110, and with scatter known it takes 2.80 times that,
or 0.308 a year. In simulated cities a trend of the size told by the fitted line was
seen in 79 to 83 of 100 cases; the figures stand in the documentation of the
simulations.

Source: Bloom (1995), Minimum detectable effects.
"""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from nabolag.areas.trends.fitted import Floats

SEEN, POWER = 0.975, 0.8
"""The 95 per cent interval leaves 0 out, in four cases of five."""


def smallest_seen(spread: Floats, freedom: Floats) -> Floats:
    """Give the slope that would be seen with 80 per cent power, per year.

    Takes the slope's standard error and its degrees of freedom, of one shape.

    >>> smallest_seen(np.array([0.11, 0.11]), np.array([1e6, 8.0])).round(3)
    array([0.308, 0.351])
    """
    return np.asarray((stdtrit(freedom, SEEN) + stdtrit(freedom, POWER)) * spread)
