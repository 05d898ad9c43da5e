"""How far marks on an ordered scale gather around one opinion.

Answers: Do the marks gather in one place, spread over the scale, or stand at both ends?

Method: Van der Eijk's agreement A. The counts on the scale are taken apart in layers,
each a pattern of points that are used and points that are not. In each pattern every
three points in order are looked at: those used side by side speak for one opinion, two
used with one unused between them speak for two. A is the mean over the layers, weighted
by the marks in each: 1 when all stand on one point, 0 when they are spread evenly, −1
when half stand at each end.

Assumes: That the points of the scale have an order. Nothing about how far apart they
are, which is why it is no standard deviation.

Uncertainty: None. A forum is everyone in it, not a sample of others. Those who have not
answered are told as bounds beside it.

Refuses: Scales of fewer than three points, where one cannot tell one opinion from two;
and groups where fewer than five have answered.

Checked: Unanimity 1, evenness 0, halves at the ends −1; the published example 30, 40,
210, 130, 530, 50, 10 gives 0.6113; mixed cases worked out by hand in the documents; for
all counts it lies in −1 to 1, and is the same when the scale is turned round.

Source: C. van der Eijk, “Measuring agreement in ordered rating scales”, Quality &
Quantity 35 (2001), pp. 325–341.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import NewType

from nabolag.errors import Misbuilt

FEWEST_POINTS = 3
Pattern = NewType("Pattern", tuple[bool, ...])
"""Which points of a scale are used, in order."""

_ONE_OPINION = ((True, True, False), (False, True, True))
_TWO_OPINIONS = (True, False, True)


def agreement(counts: Sequence[int]) -> float | None:
    """Give van der Eijk's A for the marks on each point of a scale, in order.

    Gives a number from −1 to 1, or nothing where there are no marks.

    >>> agreement([0, 0, 7, 0, 0]), agreement([1, 1, 1, 1, 1]), agreement([4, 0, 4])
    (1.0, 0.0, -1.0)
    """
    if len(counts) < FEWEST_POINTS or min(counts) < 0:
        raise Misbuilt(
            value="counts on a scale",
            found=str(list(counts)),
            expected=f"{FEWEST_POINTS} or more, none below nought",
        )
    marks = sum(counts)
    if not marks:
        return None
    held = sum(held * agreement_of(pattern) for held, pattern in layers(counts))
    return float(held / marks)


def layers(counts: Sequence[int]) -> Iterator[tuple[int, Pattern]]:
    """Take counts apart: gives how many marks each layer holds, and its pattern.

    >>> [held for held, _ in layers([1, 3, 1])]
    [3, 2]
    """
    left = list(counts)
    while any(left):
        height = min(count for count in left if count)
        yield height * sum(1 for c in left if c), Pattern(tuple(c > 0 for c in left))
        left = [count - height if count else 0 for count in left]


@cache
def agreement_of(pattern: Pattern) -> Fraction:
    """Give A for one mark on each of the points that are used, without rounding.

    >>> agreement_of(Pattern((True, True, False, False, False)))
    Fraction(3, 4)
    """
    points, used = len(pattern), sum(pattern)
    return _unimodality(pattern) * Fraction(points - used, points - 1)


def _unimodality(pattern: Pattern) -> Fraction:
    """Give how far a pattern speaks for one opinion: 1 when nothing speaks for two."""
    threes = list(combinations(pattern, 3))
    one = sum(three in _ONE_OPINION for three in threes)
    two = sum(three == _TWO_OPINIONS for three in threes)
    if not one + two:  # one point, or all of them
        return Fraction(1)
    points = len(pattern)
    told = (points - 2) * one - (points - 1) * two
    return Fraction(told, (points - 2) * (one + two))
