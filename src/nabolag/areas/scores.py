"""Score bounds of differences and ratios: the distance at which chance just suffices.

A score interval tries every distance between two groups, with the two underlying
figures that suit the counts best at just that distance. Written with the Lagrange
multiplier of that constraint, here called the tilt, the best figures have a simple
form: the tilt draws the first group's figure down and the other's up, in step. The
squared statistic is the squared tilt times the sum of the two variances there. It
rises with the tilt all the way, so that each bound is the root of one rising curve,
and no cubic equation has to be solved on the way.

Only lower bounds are searched for. The upper bound is the lower one with the groups
changed about, which makes the intervals exactly symmetric.

Arrays: ``counts`` has shape (4, n): counted and everybody in the first group, counted
and everybody in the other; all known, nobody missing. ``goal`` has shape (n,): the
square of the standard score, for shares times Miettinen and Nurminen's N / (N - 1).
"""

from __future__ import annotations

import numpy as np

from nabolag.areas.counts import Floats
from nabolag.areas.intervals import wilson
from nabolag.areas.roots import rising_root


def lowest_share_difference(counts: Floats, goal: Floats) -> Floats:
    """Give the lower bounds of first share less other share, shape (n,).

    >>> counts = np.array([[56.0], [70.0], [48.0], [80.0]])
    >>> np.round(lowest_share_difference(counts, np.array([3.841459 * 150 / 149])), 4)
    array([0.0528])
    """
    part, whole, other_part, other_whole = counts
    # The other share is drawn up just as its opposite is drawn down.
    facts = np.stack(
        [part, whole, other_whole - other_part, other_whole, np.sqrt(goal)]
    )
    bound = np.full(goal.shape, -1.0)
    # None in the first and all in the other lie as far apart as can be already.
    free = (facts[0] > 0) | (facts[2] > 0)
    bound[free] = _lowest_difference(facts[:, free], goal[free])
    return bound


def _lowest_difference(facts: Floats, goal: Floats) -> Floats:
    spread = _spread_at_bound(facts[:2], goal)
    other_spread = _spread_at_bound(facts[2:4], goal)
    tilt = rising_root(
        _difference_curve,
        facts,
        start=np.sqrt(goal / (spread + other_spread)),
        ceiling=np.sqrt(goal / np.maximum(spread, other_spread)),
    )
    return _drawn_down(tilt, facts[:2])[0] + _drawn_down(tilt, facts[2:4])[0] - 1


def _difference_curve(tilt: Floats, facts: Floats) -> tuple[Floats, Floats]:
    _, spread, pace = _drawn_down(tilt, facts[:2])
    _, other_spread, other_pace = _drawn_down(tilt, facts[2:4])
    both = np.sqrt(spread + other_spread)
    return tilt * both - facts[4], (both + (pace + other_pace) / both) / 2


def lowest_share_ratio(counts: Floats, goal: Floats) -> Floats:
    """Give the lower bounds of first share divided by other share, shape (n,).

    >>> counts = np.array([[56.0], [70.0], [48.0], [80.0]])
    >>> np.round(lowest_share_ratio(counts, np.array([3.841459 * 150 / 149])), 4)
    array([1.079])
    """
    facts, bound = np.stack([*counts, np.sqrt(goal)]), np.zeros(goal.shape)
    some = facts[0] > 0
    bound[some] = _lowest_ratio(facts[:, some], goal[some])
    return bound


def _lowest_ratio(facts: Floats, goal: Floats) -> Floats:
    part, whole, other_part, other_whole, _ = facts
    low = wilson(part, whole, goal=goal).low
    ceiling = np.sqrt(goal / _spread_at_bound(facts[:2], goal))
    other = low * (1 - other_part / other_whole) / (other_part / low + ceiling)
    start = 1 / np.hypot(1 / ceiling, np.sqrt(other / goal))
    tilt = rising_root(_ratio_curve, facts, start=start, ceiling=ceiling)
    share = _drawn_down(tilt, facts[:2])[0]
    moved = tilt * share
    lowest: Floats = share * (other_whole + moved) / (other_part + moved)
    return lowest


def _ratio_curve(tilt: Floats, facts: Floats) -> tuple[Floats, Floats]:
    _, _, other_part, other_whole, aim = facts
    share, spread, pace = _drawn_down(tilt, facts[:2])
    # The other group's best share is as if this many more had been counted in it.
    moved = tilt * share
    grown = other_part + moved
    left_out = 1 - other_part / other_whole
    reach = np.sqrt(tilt**2 * spread + moved**2 * left_out / grown)
    moving = share - tilt * pace
    rise = tilt * (spread + pace) + left_out * moving * (1 - (other_part / grown) ** 2)
    return reach - aim, rise / (2 * reach)


def lowest_rate_difference(counts: Floats, goal: Floats) -> Floats:
    """Give the lower bounds of first rate less other rate, shape (n,).

    >>> counts = np.array([[60.0], [514.0], [30.0], [549.0]])
    >>> np.round(lowest_rate_difference(counts, np.array([3.841459])), 4)
    array([0.0275])
    """
    events, exposure, other_events, other_exposure = counts
    tilt = _rate_tilt(np.stack([*counts, goal]))
    rate, left = events / (exposure + tilt), other_exposure - tilt
    # Near nothing over nothing, the statistic itself tells the other rate better.
    told = other_exposure * (goal / tilt**2 - rate / exposure)
    with np.errstate(divide="ignore", invalid="ignore"):
        other_rate = np.where(left > tilt, other_events / left, told)
    lowest: Floats = rate - np.maximum(other_rate, 0.0)
    return lowest


def _rate_tilt(facts: Floats) -> Floats:
    """Give the tilts, each at most what either group would need alone."""
    events, exposure, other_events, other_exposure, goal = facts
    alone = 2 * events / exposure / (goal + np.sqrt(goal**2 + 4 * goal * events))
    other = (1 + np.sqrt(1 + 4 * other_events / goal)) / (2 * other_exposure)
    ceiling = 1 / np.maximum(alone, other)
    start = np.where(other_events == 0, ceiling, 1 / np.hypot(alone, other))
    return rising_root(_rate_curve, facts, start=start, ceiling=ceiling)


def _rate_curve(tilt: Floats, facts: Floats) -> tuple[Floats, Floats]:
    """Statistic less goal, times what the tilt leaves of the other exposure.

    The factor takes away the statistic's pole, where nothing of it is left.
    """
    events, exposure, other_events, other_exposure, goal = facts
    rate, left = events / (exposure + tilt), other_exposure - tilt
    own = rate / exposure
    other = other_events / other_exposure
    past = tilt**2 * (own * left + other) - goal * left
    rise = 2 * tilt * (own * left + other) + goal
    return past, rise - tilt**2 * own * (1 + left / (exposure + tilt))


def lowest_rate_ratio(counts: Floats, goal: Floats) -> Floats:
    """Give the lower bounds of first rate divided by other rate, shape (n,).

    Given how many events there are in both groups, the first group's part of them is
    a share, and the score interval of the ratio follows from Wilson's of that share.

    >>> counts = np.array([[60.0], [514.0], [30.0], [549.0]])
    >>> np.round(lowest_rate_ratio(counts, np.array([3.841459])), 4)
    array([1.3829])
    """
    events, exposure, other_events, other_exposure = counts
    low = wilson(events, events + other_events, goal=goal).low
    lowest: Floats = low / (1 - low) * (other_exposure / exposure)
    return lowest


def _drawn_down(tilt: Floats, group: Floats) -> tuple[Floats, Floats, Floats]:
    """Give the tilted share, its variance, and how fast the tilt draws it down.

    The share p solves: whole * (part / whole - p) = tilt * p * (1 - p).
    """
    part, whole = group
    root = np.sqrt((tilt - whole) ** 2 + 4 * tilt * (whole - part))
    share = 2 * part / (tilt + whole + root)
    unevenness = share * (1 - share)
    return share, unevenness / whole, unevenness / root


def _spread_at_bound(group: Floats, goal: Floats) -> Floats:
    """Variance of a share at its own lower Wilson bound, where Newcombe starts too."""
    low = wilson(group[0], group[1], goal=goal).low
    spread: Floats = low * (1 - low) / group[1]
    return spread
