"""What those who stayed can have done at most, where nobody counted them apart.

Answers: The area has changed, and we know only how many moved. Could the moving alone
explain the change, even if nothing happened to those who stayed?

Method: Those who moved in during the span are at most the moves into the area added
together. So many of the people at the end may at most be new, and the share among the
others is lowest if everyone affected is new, and highest if none of them is. The same
is done with those who moved out, for the share at the start. The lowest share at the
end less the highest at the start, and the other way round, are the bounds of the
change among those who did not move. The same bounds are made for the rest of the city
from the moves of all other areas, and taken away.

Assumes: Nothing about who moves. The moves cover the whole span and everyone who is
counted; that they also cover others, such as other ages, only makes the bounds wider.
Where the moves of the other areas are not known, the rest of the city is taken to have
changed as those who stayed there did, and we say so. Those who were born, died or grew
into or out of the age counted stand with those who did not move.

Uncertainty: These are bounds and no interval: what is true lies within them with
certainty for the people who were counted, but nothing is said of where. Someone who
moves twice is counted twice, so the bounds are wider than they need be, and over many
years they soon hold everything. That moving alone could explain a change is no sign
that it did.

Refuses: Without counts of moves for every year of the span, and for rates and amounts,
where no share bounds what movers can be.

Checked: By hand on 100 people of whom 20 are new, with 30 affected at the end and 20 at
the start: 12.5 to 37.5 per cent of those who did not move at the end, 0 to 25 at the
start, so a change from 12.5 points down to 37.5 points up. In all simulated cities of
persons, the bounds held what really happened to those who did not move.

Source: Horowitz and Manski (1995), Identification and robustness with contaminated and
corrupted data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nabolag.areas.counts import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ends:
    """Shares at the two ends of a span, 0–1, and how much of the people may be movers.

    ``moved_out`` is moves out of the area during the span divided by the people at the
    first end, ``moved_in`` moves in divided by the people at the last. One shape.
    """

    first: Floats
    last: Floats
    moved_out: Floats
    moved_in: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """The least and the most a figure can be; arrays of one shape."""

    low: Floats
    high: Floats


def bounds(area: Ends, rest: Ends) -> Bounds:
    """Bound the change among those who did not move, less the same in the rest.

    >>> def ends(first, last, moved):
    ...     return Ends(first=np.array([first]), last=np.array([last]),
    ...                 moved_out=np.array([moved]), moved_in=np.array([moved]))
    >>> found = bounds(ends(0.2, 0.3, 0.2), ends(0.1, 0.1, 0.0))
    >>> float(found.low[0].round(4)), float(found.high[0].round(4))
    (-0.125, 0.375)
    """
    here, there = change_of_stayers(area), change_of_stayers(rest)
    return Bounds(low=here.low - there.high, high=here.high - there.low)


def change_of_stayers(ends: Ends) -> Bounds:
    """Bound the change of the share among those who did not move, −1 to 1."""
    before = share_of_stayers(ends.first, ends.moved_out)
    after = share_of_stayers(ends.last, ends.moved_in)
    return Bounds(low=after.low - before.high, high=after.high - before.low)


def share_of_stayers(share: Floats, movers: Floats) -> Bounds:
    """Bound the share among others, where ``movers`` are at most so much of the people.

    >>> found = share_of_stayers(np.array([0.3, 0.3]), np.array([0.2, 1.5]))
    >>> found.low.round(3).tolist(), found.high.round(3).tolist()
    ([0.125, 0.0], [0.375, 1.0])
    """
    others = np.maximum(1 - movers, 0.0)
    # With everyone perhaps a mover, nothing is known of the others.
    known = np.where(others > 0, others, np.nan)
    low = np.maximum((share - movers) / known, 0.0)
    high = np.minimum(share / known, 1.0)
    return Bounds(
        low=np.where(others > 0, low, 0.0), high=np.where(others > 0, high, 1.0)
    )
