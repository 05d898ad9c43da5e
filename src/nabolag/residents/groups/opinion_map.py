"""The picture of opinion: a map, the groups on it where they are firm, and what is shared.

Answers: Are there groups that think alike, what does each stand for, what do all agree
on, and would the groups be found again among other people?

Method: People are placed on a map by what they have voted, groups are found on it for two
to five groups, and told only when half-samples of people give them again. Without firm
groups what most agree on is told all the same. New votes begin from the map that was.

Assumes: That whoever has voted on seven statements, or on all where there are fewer, can
be placed. Once placed, a person stays placed. Where fewer than fifteen have, those who
have voted most are let in until there are fifteen.

Uncertainty: Those who vote are no draw from those who live there. The groups are of the
people who voted, and their sizes say nothing of how many residents think so.

Refuses: Fewer than ten people with enough votes to be placed. Groups that are not firm.

Checked: The map equals that of Polis in two published conversations, and with Polis'
number and centres so do the groups. Two conversations whose groups are published give
those groups; votes without groups give no groups. The order of people, their names and
which answer is called agreeing change nothing.

Source: C. Small et al., “Polis: scaling deliberation by mapping high dimensional opinion
spaces”, Recerca 26 (2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nabolag.errors import Misbuilt, Refused
from nabolag.residents.groups.gaps import shading
from nabolag.residents.groups.grouping import Grouping, best_grouping
from nabolag.residents.groups.space import Space, opinion_space
from nabolag.residents.groups.stability import HALVES, Stability, stability
from nabolag.residents.groups.telling import (
    Consensus,
    Counts,
    Divide,
    Representative,
    consensus,
    counted,
    divides,
    representative,
)
from nabolag.residents.groups.votes import Floats, Votes, Whole, admitted

FEWEST_PEOPLE = 10
"""With fewer, a half of them is too few to hold two groups of two and tell of anything. A
choice, and no limit that a theory gives."""
Verdict = Literal["stable_groups", "no_stable_groups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group: the rows of its people, and what stands for it."""

    members: Whole
    centre: Floats
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionMap:
    """What the votes tell.

    ``admitted`` are rows of those placed; ``groups`` and ``divides`` are empty where
    groups are not firm. ``tried`` is the grouping that was put to the test, if any.
    ``shading`` are the pairs of groups between which no gap is shown, by their places.
    """

    votes: Votes
    space: Space
    admitted: Whole
    tried: Grouping | None
    stability: Stability | None
    groups: tuple[Group, ...]
    consensus: tuple[Consensus, ...]
    divides: tuple[Divide, ...]
    shading: tuple[tuple[int, int], ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether there are groups that may be reported."""
        return "stable_groups" if self.groups else "no_stable_groups"

    @property
    def labels(self) -> Whole:
        """The reported group of each participant, −1 for none."""
        return _labels([group.members for group in self.groups], self.votes)


def opinion_map(
    votes: Votes,
    *,
    seed: int,
    halves: int = HALVES,
    before: OpinionMap | None = None,
) -> OpinionMap:
    """Give the picture of opinion that the votes make.

    ``before`` is the picture made of some of the same votes: who was placed then stays
    placed, and the map is found more quickly from there. The answer is that of a full run
    with the same people let in, to within 1e-8 of the widest position.

    Raises :class:`Refused` for fewer than ten people to place.
    """
    inside = admitted(votes, already=_placed(before))
    if len(inside) < FEWEST_PEOPLE:
        raise Refused(
            found=f"{len(inside)} of {len(votes.participants)} people can be placed.",
            needed=f"{FEWEST_PEOPLE} people who have voted",
            remedy="Ask more people to vote, or read the statements one by one.",
        )
    space = opinion_space(votes, near=_directions(before, votes))
    tried = best_grouping(space.positions[inside])
    parts = [] if tried is None else _members(inside, tried)
    firm = _firm(votes, space, parts, seed, halves) if parts else None
    groups = parts if firm is not None and firm.stable else []
    labels = _labels(groups, votes)
    counts = counted(votes, labels, groups=max(len(groups), 1))
    return OpinionMap(
        votes=votes,
        space=space,
        admitted=inside,
        tried=tried,
        stability=firm,
        groups=_told(groups, space, counts),
        consensus=_shared(votes, counts if groups else None),
        divides=divides(counts) if groups else (),
        shading=shading([space.positions[members] for members in groups]),
    )


def weighted_consensus(found: OpinionMap, weights: Floats) -> tuple[Consensus, ...]:
    """Give what most agree on after each participant is weighted.

    ``weights`` (participants) are finite and above 0. Counts are weighted and then drawn
    in to what they are worth by Kish's rule, as many as (Σw)² / Σw² unweighted votes, so
    that uneven weights make a test less sure and weights that are alike change nothing.
    It mends who took part, not why: nobody becomes a sample by weighting.

    Raises :class:`Misbuilt` for other weights.
    """
    fine = np.isfinite(weights) & (weights > 0)
    if len(weights) != len(found.votes.participants) or not fine.all():
        raise Misbuilt(
            value="weights",
            found=f"{len(weights)}, {int((~fine).sum())} of them not finite and above 0",
            expected=f"{len(found.votes.participants)}, one for each participant",
        )
    everyone = np.zeros(len(weights), np.int64)
    whole = _worth(found.votes, everyone, 1, weights)
    if not found.groups:
        return consensus(whole, whole)
    groups = _worth(found.votes, found.labels, len(found.groups), weights)
    return consensus(whole, groups)


def _worth(votes: Votes, labels: Whole, groups: int, weights: Floats) -> Counts:
    """Count weighted votes, each cell drawn in to as many unweighted as it is worth."""
    weighed = counted(votes, labels, groups=groups, weights=weights)
    squared = counted(votes, labels, groups=groups, weights=weights**2)
    worth = weighed.seen / np.where(squared.seen > 0, squared.seen, 1)
    return Counts(
        agree=weighed.agree * worth,
        disagree=weighed.disagree * worth,
        seen=weighed.seen * worth,
    )


def _placed(before: OpinionMap | None) -> frozenset[str]:
    if before is None:
        return frozenset()
    return frozenset(before.votes.participants[row] for row in before.admitted)


def _directions(before: OpinionMap | None, votes: Votes) -> Floats | None:
    """Give yesterday's directions, on the statements of today."""
    if before is None:
        return None
    known = {name: at for at, name in enumerate(before.votes.statements)}
    found = np.zeros((len(before.space.directions), len(votes.statements)))
    for at, name in enumerate(votes.statements):
        if name in known:
            found[:, at] = before.space.directions[:, known[name]]
    return found


def _firm(
    votes: Votes, space: Space, groups: list[Whole], seed: int, halves: int
) -> Stability:
    labels = _labels(groups, votes)
    return stability(votes, space=space, labels=labels, seed=seed, halves=halves)


def _members(inside: Whole, tried: Grouping) -> list[Whole]:
    return [inside[tried.labels == label] for label in range(tried.k)]


def _labels(groups: list[Whole], votes: Votes) -> Whole:
    labels = np.full(len(votes.participants), -1)
    for label, members in enumerate(groups):
        labels[members] = label
    return labels


def _told(groups: list[Whole], space: Space, counts: Counts) -> tuple[Group, ...]:
    if not groups:
        return ()
    return tuple(
        Group(
            members=members,
            centre=space.positions[members].mean(axis=0),
            representative=stands_for,
        )
        for members, stands_for in zip(groups, representative(counts), strict=True)
    )


def _shared(votes: Votes, counts: Counts | None) -> tuple[Consensus, ...]:
    """Give what all who voted agree on; without groups they are one group."""
    everyone = np.zeros(len(votes.participants), np.int64)
    whole = counted(votes, everyone, groups=1)
    return consensus(whole, whole if counts is None else counts)
