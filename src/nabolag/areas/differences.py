"""How far an area lies from the rest of its city, and how sure that is.

Answers: Is this area really different from the rest of the city, by how many
percentage points, and could the distance be chance?

Method: The difference is the area's figure less the figure for the rest of the city,
and the ratio is the one divided by the other. The interval takes in every distance
that the two counts fit with: each distance is tried with the two underlying figures
that suit the counts best at just that distance. The same is done for ratios and for
rates of events.

Assumes: The two groups have nobody in common, so the area is taken out of the city
before they are compared. Each person counts once. Where people come in families, the
number of people is divided by the size of family the average person lives in, which
treats whole families as if they all answered alike and so widens the interval as much
as possible.

Uncertainty: The interval says how much the distance can vary by chance, not errors of
measurement. Where it holds 0 percentage points, or the ratio 1, the counts alone cannot
tell whether the area differs. With many areas side by side, about 5 of 100 that do not
differ will seem to.

Refuses: Where either group has nobody in it there is no difference and no ratio. Where
nobody in the rest of the city is counted, nothing can be divided by it: the ratio and
its interval are left empty, while the difference stands.

Checked: Against seven published examples in Newcombe (1998), among them 56 of 70 and
48 of 80: from 5.3 to 33.8 percentage points. Against the definition solved directly,
equal to seven digits, and against statsmodels for ratios and rates as far as its own
search goes. In simulation the intervals hold the true distance in 95 of 100 cases on
average, and never in fewer than 94; the figures stand in the documentation of the
simulations.

Source: Miettinen and Nurminen (1985), Comparative analysis of two rates. Koopman
(1984), Confidence intervals for the ratio of two binomial proportions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.areas.counts import Floats, rate_counts, share_counts, standard_score
from nabolag.areas.scores import (
    lowest_rate_difference,
    lowest_rate_ratio,
    lowest_share_difference,
    lowest_share_ratio,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """A difference or a ratio with its interval; arrays of one shape."""

    value: Floats
    low: Floats
    high: Floats


_Group = tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike]
_Counted = Callable[
    [npt.ArrayLike, npt.ArrayLike, npt.ArrayLike], tuple[Floats, Floats]
]
_Lowest = Callable[[Floats, Floats], Floats]
_CHANGED_ABOUT = [2, 3, 0, 1]
ALMOST_NOBODY = 1e-6

# Seven arguments where the house allows six: two groups of three facts each and the
# confidence are what a comparison is made of.


def share_difference(  # noqa: PLR0913
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    other_numerator: npt.ArrayLike,
    other_denominator: npt.ArrayLike,
    *,
    cluster_size: npt.ArrayLike = 1.0,
    other_cluster_size: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Comparison:
    """Give one share less another, within −1 and 1: Miettinen and Nurminen (1985).

    Takes counts of people in two groups with nobody in common, in any shapes that fit
    together. NaN gives NaN, and so does a group of nobody. Counts need not be whole.
    ``cluster_size`` is the size of family the average person lives in (see
    :func:`nabolag.areas.intervals.share_interval`); the other group has the same
    unless told. Changing the groups about changes the signs only.

    :raises Misbuilt: for counts that cannot be (see :mod:`nabolag.areas.counts`), and
        for a confidence outside 0–1.

    >>> found = share_difference(56, 70, 48, 80)
    >>> [round(float(x), 4) for x in (found.value, found.low, found.high)]
    [0.2, 0.0528, 0.3382]
    """
    counts = _counts(
        share_counts,
        (numerator, denominator, cluster_size),
        (other_numerator, other_denominator, _or(other_cluster_size, cluster_size)),
    )
    return _difference(counts, _share_goal(counts, confidence), lowest_share_difference)


def share_ratio(  # noqa: PLR0913
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    other_numerator: npt.ArrayLike,
    other_denominator: npt.ArrayLike,
    *,
    cluster_size: npt.ArrayLike = 1.0,
    other_cluster_size: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Comparison:
    """Give one share divided by another, 0 or more: Miettinen and Nurminen (1985).

    Takes counts as :func:`share_difference` does. Where nobody is counted in the
    other group nothing can be divided by it: value and interval are NaN. Changing the
    groups about turns the ratio over.

    :raises Misbuilt: for counts that cannot be (see :mod:`nabolag.areas.counts`), and
        for a confidence outside 0–1.

    >>> found = share_ratio(56, 70, 48, 80)
    >>> [round(float(x), 4) for x in (found.value, found.low, found.high)]
    [1.3333, 1.079, 1.6721]
    """
    counts = _counts(
        share_counts,
        (numerator, denominator, cluster_size),
        (other_numerator, other_denominator, _or(other_cluster_size, cluster_size)),
    )
    return _ratio(counts, _share_goal(counts, confidence), lowest_share_ratio)


def rate_difference(  # noqa: PLR0913
    events: npt.ArrayLike,
    exposure: npt.ArrayLike,
    other_events: npt.ArrayLike,
    other_exposure: npt.ArrayLike,
    *,
    cluster_size: npt.ArrayLike = 1.0,
    other_cluster_size: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Comparison:
    """Give one rate less another, events per unit of exposure, with a score interval.

    Takes counts of events and exposure in two groups with nobody in common, in any
    shapes that fit together; give exposure in thousands for rates per thousand. NaN
    gives NaN, and so does an exposure of 0.

    :raises Misbuilt: for counts that cannot be (see :mod:`nabolag.areas.counts`), and
        for a confidence outside 0–1.

    >>> found = rate_difference(60, 514, 30, 549)
    >>> [round(float(x), 4) for x in (found.value, found.low, found.high)]
    [0.0621, 0.0275, 0.0997]
    """
    counts = _counts(
        rate_counts,
        (events, exposure, cluster_size),
        (other_events, other_exposure, _or(other_cluster_size, cluster_size)),
    )
    return _difference(counts, _rate_goal(counts, confidence), lowest_rate_difference)


def rate_ratio(  # noqa: PLR0913
    events: npt.ArrayLike,
    exposure: npt.ArrayLike,
    other_events: npt.ArrayLike,
    other_exposure: npt.ArrayLike,
    *,
    cluster_size: npt.ArrayLike = 1.0,
    other_cluster_size: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Comparison:
    """Give one rate divided by another, 0 or more, with a score interval.

    Takes counts as :func:`rate_difference` does. Where the other group has no events
    nothing can be divided by it: value and interval are NaN.

    :raises Misbuilt: for counts that cannot be (see :mod:`nabolag.areas.counts`), and
        for a confidence outside 0–1.

    >>> found = rate_ratio(60, 514, 30, 549)
    >>> [round(float(x), 4) for x in (found.value, found.low, found.high)]
    [2.1362, 1.3829, 3.2998]
    """
    counts = _counts(
        rate_counts,
        (events, exposure, cluster_size),
        (other_events, other_exposure, _or(other_cluster_size, cluster_size)),
    )
    return _ratio(counts, _rate_goal(counts, confidence), lowest_rate_ratio)


def _or(told: npt.ArrayLike | None, same: npt.ArrayLike) -> npt.ArrayLike:
    return same if told is None else told


def _counts(counted: _Counted, here: _Group, there: _Group) -> Floats:
    """Give counted and everybody here, counted and everybody there: shape (4, …)."""
    return np.stack(np.broadcast_arrays(*counted(*here), *counted(*there)))


def _share_goal(counts: Floats, confidence: float) -> Floats:
    """Give the square of the standard score, times N / (N - 1).

    With one family or less in both groups together nothing can be told: the interval
    is then as good as everything.
    """
    everybody = counts[1] + counts[3]
    widened: Floats = everybody / np.maximum(everybody - 1, ALMOST_NOBODY)
    return standard_score(confidence) ** 2 * widened


def _rate_goal(counts: Floats, confidence: float) -> Floats:
    return np.full_like(counts[0], standard_score(confidence) ** 2)


def _difference(counts: Floats, goal: Floats, lowest: _Lowest) -> Comparison:
    return Comparison(
        value=counts[0] / counts[1] - counts[2] / counts[3],
        low=_where_known(lowest, counts, goal),
        high=-_where_known(lowest, counts[_CHANGED_ABOUT], goal),
    )


def _ratio(counts: Floats, goal: Floats, lowest: _Lowest) -> Comparison:
    counts = np.where(counts[2] == 0, np.nan, counts)
    return Comparison(
        value=counts[0] / counts[1] / (counts[2] / counts[3]),
        low=_where_known(lowest, counts, goal),
        high=1 / _where_known(lowest, counts[_CHANGED_ABOUT], goal),
    )


def _where_known(lowest: _Lowest, counts: Floats, goal: Floats) -> Floats:
    bound, known = np.full(goal.shape, np.nan), ~np.isnan(counts).any(axis=0)
    bound[known] = lowest(counts[:, known], goal[known])
    return bound
