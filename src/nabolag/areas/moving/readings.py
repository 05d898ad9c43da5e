"""What may be said of moving behind a change.

Answers: May we say that the area changed because other people live there, or because
the people who live there are better or worse off?

Method: Three figures are held beside each other: the change of the distance, the part
of it that is those who stayed, and the part that is those who moved in and out.
"Moving alone" is said where those who moved make at least half of the change, those
who stayed make under a quarter of it or pull the other way, and both the change and
the movers' part are beyond chance, while the whole change lies outside the interval of
those who stayed. "Those who stayed" is said where the same holds the other way round.
"Both" is said where each makes at least a quarter, beyond chance. In all other cases we
say that it cannot be told. Where there are only bounds, we say that moving alone could
explain the change if the bounds leave room for no change among those who did not move,
and otherwise that it could not.

Assumes: What happened between the two ends of the span leaves no other trace than
where people lived and what they were counted as. Someone who moved in because the area
was changing is counted among those who moved.

Uncertainty: The lines at a quarter and a half are drawn by us, and an area close to one
may come out on either side. The intervals are wide because it is not published how many
of the same people were counted both times, so "cannot tell" is more common than it need
be, and a wrong answer rarer.

Refuses: Where the change can be chance, nothing is said of what is behind it. Nor is
anything said where the change is mostly people who were born, died or grew into or out
of the age counted.

Checked: In simulated cities of persons who move and whose situation changes over ten
years. With 2,000 people in each area, those that changed by about 10 points by moving
alone were called so in 90 of 100 cases and "cannot tell" in the others; those where
only the people who stayed changed, in 98. With 800 people it was 82 and 61. None was
called the opposite of what it was. Where both happened, both was said in 90 of 100
cases and only one of them in 7. Areas where nothing happened were called "cannot tell"
in 99 of 100.

Source: Our own rule.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nabolag.areas.counts import Floats
from nabolag.areas.differences import Comparison
from nabolag.areas.moving.split import Certainty
from nabolag.areas.result import MovingReading

LITTLE = 0.25
"""Less than this part of a change is little beside the rest of it."""
MOST = 0.5

_Flags = npt.NDArray[np.bool_]


def readings(found: Certainty) -> npt.NDArray[np.str_]:
    """Give the :class:`MovingReading` of changes that are split exactly, any shape.

    >>> def certain(value, low, high):
    ...     return Comparison(value=np.array([value]), low=np.array([low]),
    ...                       high=np.array([high]))
    >>> readings(Certainty(change=certain(-0.12, -0.16, -0.08),
    ...     stayers=certain(0.0, -0.05, 0.05), moving=certain(-0.12, -0.17, -0.07)))
    array(['moving_alone'], dtype='<U12')
    """
    sure = _beyond_chance(found.change, found.change.value)
    return np.select(
        [
            sure & _alone(found.moving, found.stayers, found.change.value),
            sure & _alone(found.stayers, found.moving, found.change.value),
            sure & _shared(found.moving, found.stayers, found.change.value),
        ],
        [MovingReading.MOVING_ALONE, MovingReading.STAYERS, MovingReading.BOTH],
        MovingReading.CANNOT_TELL,
    )


def readings_of_bounds(low: Floats, high: Floats) -> npt.NDArray[np.str_]:
    """Give the :class:`MovingReading` of bounds on the part of those who did not move.

    >>> readings_of_bounds(np.array([-0.3, 0.02]), np.array([0.2, 0.1])).tolist()
    ['could_be_moving', 'not_moving_alone']
    """
    return np.where(
        (low <= 0) & (high >= 0),
        MovingReading.COULD_BE_MOVING,
        MovingReading.NOT_MOVING_ALONE,
    )


def _alone(mover: Comparison, idle: Comparison, change: Floats) -> _Flags:
    """Tell where one part makes the change and the other makes little of it."""
    large = _beyond_chance(mover, change) & (_along(mover, change) >= MOST)
    not_all = (idle.low > change) | (idle.high < change)
    return large & not_all & (_along(idle, change) < LITTLE)


def _shared(one: Comparison, other: Comparison, change: Floats) -> _Flags:
    both = _beyond_chance(one, change) & _beyond_chance(other, change)
    smaller = np.minimum(_along(one, change), _along(other, change))
    return both & (smaller >= LITTLE)


def _along(part: Comparison, change: Floats) -> Floats:
    """Give a part as a fraction of the change; below 0 where it pulls the other way."""
    return np.divide(
        part.value, change, out=np.full_like(change, np.nan), where=change != 0
    )


def _beyond_chance(part: Comparison, change: Floats) -> _Flags:
    """Tell where a part goes the way of the change and chance does not explain it."""
    return np.where(change > 0, part.low > 0, (part.high < 0) & (change < 0))
