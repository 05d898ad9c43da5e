"""Whether there is a gap between opinion groups, or one slope that is cut in the middle.

Answers: Do two groups stand apart, or do they shade into each other?

Method: The people of two groups are placed on the line through the groups' centres. Those
who stand within an eighth of the distance from the middle are counted, and those within an
eighth from each centre. There is a gap where surely fewer stand in the middle than at the
emptier of the two centres: where the exact 95 % interval of the middle's part of the two
counts lies below a half.

Assumes: That a slope is as full in the middle as it is further out, or fuller, as an even
one and a bell-shaped one are.

Uncertainty: Few people cannot show a gap that is there. Where none is shown it is said so,
and not that there is none.

Refuses: Two groups in one place.

Checked: Two clouds far apart have a gap, an even slope and a bell cut in two have none, by
hand for counts. In simulated conversations on a slope a gap is shown in at most one of
twenty; the documents tell how often.

Source: C. Clopper and E. Pearson, “The use of confidence or fiducial limits illustrated
in the case of the binomial”, Biometrika 26 (1934), pp. 404–413, for the interval; the
comparison is Nabolag's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.special import betaincinv

from nabolag.residents.groups.votes import Floats

REACH = 1 / 8
"""Of the distance between two centres: how far around a place people are counted."""
SURE = 0.975
HALF = 0.5


def shading(places: Sequence[Floats]) -> tuple[tuple[int, int], ...]:
    """Give the pairs of groups between which no gap is shown, by their numbers.

    ``places`` holds, for each group, its people's positions (people × 2).

    >>> camps = [np.array([[x, 0.0] for x in range(at, at + 9)]) for at in (0, 100)]
    >>> shading(camps)
    ()
    """
    return tuple(
        (one, other)
        for one, other in combinations(range(len(places)), 2)
        if not gap_is_shown(places[one], places[other])
    )


def gap_is_shown(one: Floats, other: Floats) -> bool:
    """Tell whether surely fewer stand between two groups than at the emptier centre."""
    first, second = one.mean(axis=0), other.mean(axis=0)
    line = second - first
    length = float(line @ line)
    if length == 0:
        return False
    along = (np.concatenate([one, other]) - first) @ line / length
    middle, *centres = (int((abs(along - at) <= REACH).sum()) for at in (HALF, 0, 1))
    return fewer_in_the_middle(middle, min(centres))


def fewer_in_the_middle(middle: int, centre: int) -> bool:
    """Tell whether the middle's part of both counts is surely below a half.

    >>> fewer_in_the_middle(0, 6), fewer_in_the_middle(0, 5), fewer_in_the_middle(4, 16)
    (True, False, True)
    """
    # The inverse is not defined where all stand in the middle, which is no gap.
    return centre > 0 and float(betaincinv(middle + 1, centre, SURE)) < HALF
