"""How much of a change is those who stayed, and how much is who moved.

Answers: The area has come nearer its city, or further from it. Is that because the
people who live there are better or worse off, or because other people live there now?

Method: The people of the first year are those who stayed, those who moved out and
those who died or grew out of the age counted. The people of the last year are those
who stayed, those who moved in and those who were born or grew into the age. The change
in the area's share is then the change among those who stayed, and for each of the
other groups how much its share differs from that of those who stayed, times its part
of the area's people. The same is done for all other areas added together, and their
parts are taken away. The parts add up exactly to the change of the distance.

Assumes: The groups are counted by where people lived at the two ends and nothing in
between. In the rest of the city, to have stayed means to have stayed in one's own
area. Areas that are not tabulated are not in the rest, and we say so. They may hold at
most a quarter of its people, otherwise the area's own change is split.

Uncertainty: The interval of the part of those who stayed says how much it can vary by
chance. It is not published how many of the same people were counted both times, so the
two counts are taken as independent of each other. Most people's situation lasts, and
the interval is then too wide, often twice as wide as it need be. Where the figures say
that people come in families, families are counted and not people.

Refuses: Where the count of a group is withheld or absent, nothing is split exactly;
there may still be bounds. The same where nobody stayed.

Checked: By hand on an area where 60 of 100 stay with a fifth affected both times, 16 of
the 40 who leave and 4 of the 40 who come are affected: of a change of 12 percentage
points down, 0 are those who stayed, 8 those who left and 4 those who came. For all
counts tried, the parts add up to the change. In simulated cities where situations
mostly last, the interval held the true part of those who stayed in 99 of 100 cases;
where no situation lasts, so that the two counts truly are independent, in 94.

Source: Own formulation of a decomposition by group, after Kitagawa (1955), Components
of a difference between two rates. Zou and Donner (2008), Construction of confidence
limits about effect measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from nabolag.areas.counts import Floats
from nabolag.areas.differences import Comparison, share_difference

Counts = Mapping[str, Floats]
"""People by status (``stayed``), and those of them who are counted at the ends of the
span (``stayed_before``, ``stayed_after``); see ``areas.moving.counted``. One shape."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Split:
    """Parts of the change of a share, 0–1; they add up to ``change``. One shape."""

    change: Floats
    stayers: Floats
    moved_in: Floats
    moved_out: Floats
    entered: Floats
    left: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certainty:
    """The change, those who stayed and those who moved, each with a 95 % interval."""

    change: Comparison
    stayers: Comparison
    moving: Comparison


def split(counts: Counts) -> Split:
    """Give the parts of the change of each area's own share.

    NaN where nobody stayed, or a count is NaN.

    >>> counts = {"stayed": 60, "stayed_before": 12, "stayed_after": 12,
    ...     "moved_in": 40, "moved_in_after": 4, "moved_out": 40,
    ...     "moved_out_before": 16, "entered": 0, "entered_after": 0,
    ...     "left": 0, "left_before": 0}
    >>> found = split({name: np.array([n * 1.0]) for name, n in counts.items()})
    >>> [round(float(x[0]), 2) for x in (found.change, found.moved_in, found.moved_out)]
    [-0.12, -0.04, -0.08]
    """
    stayed = np.where(counts["stayed"] > 0, counts["stayed"], np.nan)
    before, after = counts["stayed_before"] / stayed, counts["stayed_after"] / stayed
    first, last = _people(counts, "first"), _people(counts, "last")

    def apart(status: str, end: str, usual: Floats, people: Floats) -> Floats:
        return (counts[f"{status}_{end}"] - counts[status] * usual) / people

    return Split(
        change=_counted(counts, "last") / last - _counted(counts, "first") / first,
        stayers=after - before,
        moved_in=apart("moved_in", "after", after, last),
        moved_out=-apart("moved_out", "before", before, first),
        entered=apart("entered", "after", after, last),
        left=-apart("left", "before", before, first),
    )


def certainty(counts: Counts) -> Certainty:
    """Give how sure the parts are, with the two counts of those who stayed independent.

    That they are the same people, whose situation mostly lasts, makes the true
    intervals narrower; how much narrower is not published.
    """
    return Certainty(
        change=share_difference(
            _counted(counts, "last"),
            _people(counts, "last"),
            _counted(counts, "first"),
            _people(counts, "first"),
        ),
        stayers=share_difference(
            counts["stayed_after"],
            counts["stayed"],
            counts["stayed_before"],
            counts["stayed"],
        ),
        moving=_less(
            _weighted(counts, "moved_in", "after", _people(counts, "last")),
            _weighted(counts, "moved_out", "before", _people(counts, "first")),
        ),
    )


def split_less(own: Split, other: Split) -> Split:
    """Give parts less those of another: of the change of a distance."""
    return Split(
        **{
            part.name: getattr(own, part.name) - getattr(other, part.name)
            for part in fields(Split)
        }
    )


def certainty_less(own: Certainty, other: Certainty) -> Certainty:
    """Give the same of the change of a distance, each side of the intervals by itself."""
    return Certainty(
        change=_less(own.change, other.change),
        stayers=_less(own.stayers, other.stayers),
        moving=_less(own.moving, other.moving),
    )


def _people(counts: Counts, end: str) -> Floats:
    others = ("moved_in", "entered") if end == "last" else ("moved_out", "left")
    people = counts["stayed"] + counts[others[0]] + counts[others[1]]
    return np.where(people > 0, people, np.nan)


def _counted(counts: Counts, end: str) -> Floats:
    if end == "last":
        names = ("stayed_after", "moved_in_after", "entered_after")
    else:
        names = ("stayed_before", "moved_out_before", "left_before")
    return counts[names[0]] + counts[names[1]] + counts[names[2]]


def _weighted(counts: Counts, status: str, end: str, people: Floats) -> Comparison:
    """Give movers' share less stayers', times the movers' part of the people."""
    found = share_difference(
        counts[f"{status}_{end}"],
        counts[status],
        counts[f"stayed_{end}"],
        counts["stayed"],
    )
    weight = counts[status] / people
    # Nobody moved: no share of theirs, but a part that is surely 0.
    nobody = counts[status] == 0
    parts = (np.where(nobody, 0.0, x * weight) for x in _ends(found))
    return Comparison(**dict(zip(("value", "low", "high"), parts, strict=True)))


def _less(one: Comparison, other: Comparison) -> Comparison:
    """Give one figure less another, each arm put together from the arms on its side."""
    value = one.value - other.value
    down = np.hypot(one.value - one.low, other.high - other.value)
    up = np.hypot(one.high - one.value, other.value - other.low)
    return Comparison(value=value, low=value - down, high=value + up)


def _ends(found: Comparison) -> tuple[Floats, Floats, Floats]:
    return found.value, found.low, found.high
