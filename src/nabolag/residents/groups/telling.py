"""What an opinion group stands for, what all groups agree on, and what divides them.

Answers: Which statements tell a group from the others, which are shared, and which divide?

Method: As in Polis. The share of a group that agrees is (agree + 1) / (seen + 2), passes
being seen. A statement stands for a group when that share is above a half by a test of
one proportion, and above the rest's by a test of two, both one-sided at 90 % with one
added to each count. Those that pass are put in order by the product of share, ratio to
the rest's share, and both test values; five are told, disagreement counted in the same
way. Group-informed consensus is the product over the groups of their shares, so that no
group is outvoted. What divides is the widest gap between the shares that agree of two
groups that have seen the statement, each share with a variance of its own.

Assumes: Nothing of those who have not seen a statement.

Uncertainty: Each test is at 90 % by itself, so among a hundred statements without any
difference about ten would pass one of them. Groups were found from the same votes as are
tested, which makes differences look surer than they are: they describe groups, and are
no proof that there are groups. That is what the stability is for.

Refuses: To tell what divides where there are no firm groups.

Checked: Shares, test values and products by hand. Swapping agree and disagree swaps the
sides and changes nothing else.

Source: C. Small et al., “Polis: scaling deliberation by mapping high dimensional opinion
spaces”, Recerca 26 (2021); A. Agresti and B. Caffo, “Simple and effective confidence
intervals for proportions and differences of proportions”, The American Statistician 54
(2000), for what divides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nabolag.residents.groups.votes import (
    AGREE,
    DISAGREE,
    Flags,
    Floats,
    Votes,
    Whole,
)

SURE = 1.2816
"""The 90 % point of the normal distribution, one-sided, as in Polis."""
MOST_TOLD = 5
"""As in Polis: what a group stands for is to be read at a glance."""
Side = Literal["agree", "disagree"]
SIDES: tuple[Side, Side] = ("agree", "disagree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many agree, disagree and have seen: each groups × statements."""

    agree: Floats
    disagree: Floats
    seen: Floats

    def on(self, side: Side) -> Floats:
        """Give how many stand on a side."""
        return self.agree if side == "agree" else self.disagree

    def share(self, side: Side) -> Floats:
        """Give the share on a side, drawn towards a half where few have seen it."""
        return (self.on(side) + 1) / (self.seen + 2)

    def together(self) -> Counts:
        """Give the counts of all groups together, as one group."""
        return Counts(
            agree=self.agree.sum(axis=0, keepdims=True),
            disagree=self.disagree.sum(axis=0, keepdims=True),
            seen=self.seen.sum(axis=0, keepdims=True),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A statement that stands for a group.

    ``z`` tests the group against the rest, ``z_half`` against a half; ``ratio`` is the
    group's share on this side to the rest's.
    """

    statement: int
    side: Side
    agree: int
    disagree: int
    seen: int
    share: float
    ratio: float
    z: float
    z_half: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """A statement most people agree on, or disagree with, whatever their group.

    ``group_informed`` is the product over groups of the share on this side.
    """

    statement: int
    side: Side
    on_side: float
    seen: float
    share: float
    z: float
    group_informed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Divide:
    """A statement on which two groups stand far apart, by their shares that agree."""

    statement: int
    highest: int
    lowest: int
    gap: float
    z: float


def counted(
    votes: Votes, labels: Whole, *, groups: int, weights: Floats | None = None
) -> Counts:
    """Count votes by group; ``labels`` for each participant, −1 for those left out."""
    width = len(votes.statements)
    rows = np.repeat(np.arange(len(labels)), np.diff(votes.cells.indptr))
    kept = (labels >= 0)[rows] & ~votes.moderated[votes.cells.indices]
    place = labels[rows[kept]] * width + votes.cells.indices[kept]
    mark = votes.cells.data[kept]
    weight = None if weights is None else weights[rows[kept]]

    def count(which: Flags | slice) -> Floats:
        of_them = None if weight is None else weight[which]
        found = np.bincount(place[which], weights=of_them, minlength=groups * width)
        return found.reshape(groups, width).astype(float)

    return Counts(
        agree=count(mark == AGREE),
        disagree=count(mark == DISAGREE),
        seen=count(slice(None)),
    )


def z_half(on_side: Floats, seen: Floats) -> Floats:
    """Test whether more than a half are on a side.

    >>> import numpy as np
    >>> z_half(np.array([6.0]), np.array([6.0])).round(4).tolist()
    [2.6458]
    """
    return 2 * np.sqrt(seen + 1) * ((on_side + 1) / (seen + 1) - 0.5)


def z_apart(
    on_one: Floats, seen_one: Floats, on_other: Floats, other: Floats
) -> Floats:
    """Test whether more of one group than of another are on a side; 0 where all are."""
    one, two = seen_one + 1, other + 1
    both = (on_one + on_other + 2) / (one + two)
    gap = (on_one + 1) / one - (on_other + 1) / two
    width = np.sqrt(np.maximum(both * (1 - both), 0) * (1 / one + 1 / two))
    z: Floats = np.divide(gap, width, out=np.zeros_like(gap), where=width > 0)
    return z


def representative(counts: Counts) -> tuple[tuple[Representative, ...], ...]:
    """Give, for each group, the statements that stand for it, at most five."""
    whole = counts.together()
    rest = Counts(
        agree=whole.agree - counts.agree,
        disagree=whole.disagree - counts.disagree,
        seen=whole.seen - counts.seen,
    )
    return tuple(
        _leading(
            [row for side in SIDES for row in _standing(counts, rest, group, side)]
        )
        for group in range(len(counts.seen))
    )


def _standing(
    counts: Counts, rest: Counts, group: int, side: Side
) -> list[tuple[float, Representative]]:
    on_side, seen = counts.on(side)[group], counts.seen[group]
    share = counts.share(side)[group]
    ratio = share / rest.share(side)[group]
    half = z_half(on_side, seen)
    apart = z_apart(on_side, seen, rest.on(side)[group], rest.seen[group])
    weight = share * ratio * half * apart
    return [
        (
            float(weight[at]),
            Representative(
                statement=int(at),
                side=side,
                agree=int(counts.agree[group, at]),
                disagree=int(counts.disagree[group, at]),
                seen=int(seen[at]),
                share=float(share[at]),
                ratio=float(ratio[at]),
                z=float(apart[at]),
                z_half=float(half[at]),
            ),
        )
        for at in np.flatnonzero((half > SURE) & (apart > SURE))
    ]


def _leading(
    found: Sequence[tuple[float, Representative]],
) -> tuple[Representative, ...]:
    ordered = sorted(found, key=lambda each: (-each[0], each[1].statement))
    return tuple(each for _, each in ordered[:MOST_TOLD])


def consensus(whole: Counts, counts: Counts) -> tuple[Consensus, ...]:
    """Give what most agree on, then what most disagree with, at most five of each.

    ``whole`` (one group) tells what most think, weighted or not; ``counts`` what each
    group thinks.
    """
    return tuple(each for side in SIDES for each in _shared(whole, counts, side))


def _shared(whole: Counts, counts: Counts, side: Side) -> list[Consensus]:
    on_side, seen = whole.on(side)[0], whole.seen[0]
    share, z = whole.share(side)[0], z_half(on_side, seen)
    informed = group_informed(counts, side)
    found = np.flatnonzero((share > 0.5) & (z > SURE))
    ordered = sorted(found, key=lambda at: (-share[at] * z[at], at))
    return [
        Consensus(
            statement=int(at),
            side=side,
            on_side=float(on_side[at]),
            seen=float(seen[at]),
            share=float(share[at]),
            z=float(z[at]),
            group_informed=float(informed[at]),
        )
        for at in ordered[:MOST_TOLD]
    ]


def group_informed(counts: Counts, side: Side) -> Floats:
    """Give the product over groups of their shares on a side, for each statement."""
    informed: Floats = counts.share(side).prod(axis=0)
    return informed


def divides(counts: Counts) -> tuple[Divide, ...]:
    """Give the statements that part two groups the most, at most five.

    Only groups that have seen a statement are compared on it.
    """
    share, places = counts.share("agree"), np.arange(counts.seen.shape[1])
    seen = counts.seen > 0
    high = np.where(seen, share, -np.inf).argmax(axis=0)
    low = np.where(seen, share, np.inf).argmin(axis=0)
    gap = share[high, places] - share[low, places]
    variance = share * (1 - share) / (counts.seen + 2)  # never 0: no share is 0 or 1
    z = gap / np.sqrt(variance[high, places] + variance[low, places])
    ordered = sorted(np.flatnonzero(z > SURE), key=lambda at: (-gap[at], at))
    return tuple(
        Divide(
            statement=int(at),
            highest=int(high[at]),
            lowest=int(low[at]),
            gap=float(gap[at]),
            z=float(z[at]),
        )
        for at in ordered[:MOST_TOLD]
    )
