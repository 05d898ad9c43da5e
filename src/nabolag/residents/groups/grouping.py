"""Groups on the map of opinion, and how many there are.

Answers: Which people stand close together on the map, and in how many groups?

Method: K-means for each number of groups from two to five, from a beginning without
chance: all in one, then the group that spreads most is cut through its middle, across the
direction it spreads most in, until there are enough. The number is the fewest whose mean
silhouette lies within 0.03 of the highest, distances taken to the centres of groups: how
much nearer people are to their own centre than to the next.

Assumes: That groups are round and alike in width. A group smaller than two people, or
two in a hundred, is none: its people are left out while centres are found, and then join
the nearest. The 0.03 was set on drawn and published conversations: no theory gives it.

Uncertainty: K-means gives groups to any cloud of people. Whether they are told rests on
whether they are found again among half of the people.

Refuses: Groups where all people stand in one point.

Checked: Groups that were planted are found again, whatever the order of people. With the
number of groups and the centres of Polis, its published groups come out.

Source: T. Su and J. G. Dy, “In search of deterministic methods for initializing K-means
and Gaussian mixture clustering”, Intelligent Data Analysis 11 (2007); P. Rousseeuw,
“Silhouettes”, Journal of Computational and Applied Mathematics 20 (1987).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nabolag.residents.groups.votes import Flags, Floats, Whole

FEWEST_GROUPS, MOST_GROUPS = 2, 5
"""As in Polis. One group is what is told where no two are firm; with more than five
groups the products that group-informed consensus is made of say little."""
SMALLEST_GROUP = 2
"""Never one person: what that group "thinks" would be what one neighbour has voted."""
SMALLEST_SHARE = 0.02
"""A few people far out draw a centre to themselves and hide the groups of the many. The
two in a hundred is a choice, and comes from no theory."""
AS_GOOD = 0.03
"""Silhouettes this close are taken as equal, and the fewest groups are then told.

The margin is tuned: it was set by looking at conversations drawn with known groups and
at real ones with published groups, where drawing half of the people again moved the
silhouette by about as much. No theory gives it, and other votes might ask for another.
"""
_PEOPLE_PER_GROUP = 12  # as in Polis: three groups from 12 people, four from 24
_NO_DISTANCE = 1e-300  # divides 0 by 0 to 0 where somebody is at two centres at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Who is in which group: ``labels`` for each point, ``centres`` (groups × 2).

    Groups are numbered from the largest. ``silhouette`` is from −1 to 1.
    """

    labels: Whole
    centres: Floats
    silhouette: float

    @property
    def k(self) -> int:
        """How many groups there are."""
        return len(self.centres)


def best_grouping(points: Floats) -> Grouping | None:
    """Give the fewest groups that fit as well as any; nothing where none can be made.

    >>> import numpy as np
    >>> found = best_grouping(np.array([[0, 0], [0, 1], [1, 0], [9, 9], [9, 8.0]]))
    >>> found.k, found.labels.tolist()
    (2, [0, 0, 0, 1, 1])
    """
    most = min(MOST_GROUPS, FEWEST_GROUPS + len(points) // _PEOPLE_PER_GROUP)
    found = [grouping(points, k=k) for k in range(FEWEST_GROUPS, most + 1)]
    made = [each for each in found if each is not None]
    highest = max((each.silhouette for each in made), default=0.0)
    return next((each for each in made if each.silhouette >= highest - AS_GOOD), None)


def grouping(points: Floats, *, k: int, start: Floats | None = None) -> Grouping | None:
    """Give ``k`` groups; nothing where the points do not make as many large enough.

    ``start`` (k × 2) are centres to begin from instead of our own.
    """
    smallest = max(SMALLEST_GROUP, math.ceil(SMALLEST_SHARE * len(points)))
    centres = _centres(points, k, smallest, start)
    if centres is None:
        return None
    labels, _ = _nearest(points, centres)
    sizes = np.bincount(labels, minlength=k)  # those left aside only make them larger
    order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
    place = np.empty(k, np.int64)
    place[order] = np.arange(k)
    return Grouping(
        labels=place[labels],
        centres=centres[order],
        silhouette=_silhouette(points, centres, labels),
    )


def _centres(
    points: Floats, k: int, smallest: int, start: Floats | None
) -> Floats | None:
    """Give centres of groups that are large enough, those too far out left aside.

    Every round but the last leaves at least one person aside, so the rounds come to an
    end.
    """
    inside = np.ones(len(points), bool)
    while inside.sum() >= k * smallest:
        left = points[inside]
        begun = _cut(left, k) if start is None else start
        if begun is None:
            return None
        centres, labels = _settled(left, begun)
        small = np.bincount(labels, minlength=k) < smallest
        if not small.any():
            return centres
        aside = small[labels]
        if start is not None or not aside.any():
            return None
        inside[np.flatnonzero(inside)[aside]] = False
    return None


def _cut(points: Floats, k: int) -> Floats | None:
    """Give centres to begin from: the widest group cut in two until there are enough."""
    parts = [points]
    while len(parts) < k:
        widths = [((part - part.mean(axis=0)) ** 2).sum() for part in parts]
        part = parts.pop(int(np.argmax(widths)))
        side = _side(part)
        if side.all() or not side.any():
            return None
        parts += [part[side], part[~side]]
    return np.array([part.mean(axis=0) for part in parts])


def _side(points: Floats) -> Flags:
    """Say who lies beyond the middle in the direction the points spread most in."""
    off = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(off.T @ off)
    beyond: Flags = off @ axes[:, -1] > 0
    return beyond


def _settled(points: Floats, centres: Floats) -> tuple[Floats, Whole]:
    """Move centres to the middle of those nearest to them, while that brings them nearer.

    Each round has a smaller sum of squares than the one before, or is the last: no way of
    parting the people comes up twice, so this comes to an end whatever the rounding.
    """
    before = np.inf
    labels, squared = _nearest(points, centres)
    while (now := float(squared.min(axis=0).sum())) < before:
        before, centres = now, _middles(points, labels, centres)
        labels, squared = _nearest(points, centres)
    return centres, labels


def _middles(points: Floats, labels: Whole, centres: Floats) -> Floats:
    """Give the middle of each group; one that nobody is nearest to stays."""
    k = len(centres)
    sizes = np.bincount(labels, minlength=k)
    sums = [np.bincount(labels, weights=axis, minlength=k) for axis in points.T]
    middles: Floats = np.column_stack(sums) / np.maximum(sizes, 1)[:, None]
    return np.where(sizes[:, None] > 0, middles, centres)


def _nearest(points: Floats, centres: Floats) -> tuple[Whole, Floats]:
    """Give the nearest centre of each point, and the squared distances to all."""
    squared = np.empty((len(centres), len(points)))
    for row, (x, y) in zip(squared, centres, strict=True):
        row[:] = (points[:, 0] - x) ** 2 + (points[:, 1] - y) ** 2
    return squared.argmin(axis=0), squared


def _silhouette(points: Floats, centres: Floats, labels: Whole) -> float:
    """Give the mean silhouette, distances taken to the centres."""
    _, squared = _nearest(points, centres)
    far = np.sqrt(squared)
    people = np.arange(len(points))
    own = far[labels, people]
    far[labels, people] = np.inf
    other = far.min(axis=0)
    return float(
        np.mean((other - own) / np.maximum(np.maximum(own, other), _NO_DISTANCE))
    )
