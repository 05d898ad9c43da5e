"""Whether opinion groups would be found again among other people.

Answers: Are the groups there, or would other people have given others, or none?

Method: Half of the participants are drawn without putting back, and the whole way is
gone again with them alone: the map, who is let in, the number of groups and the groups.
The adjusted Rand index says how alike the groups of those people are in the half and in
the whole. That is done for twenty halves; the median and the fifth percentile are told.
Groups are told when the median is at least 0.6 and the fifth percentile at least 0.4.

Assumes: That those who took part are a part of those who might have. Stable is not the
same as apart: an even slope of opinion may be cut at the same place every time. The two
limits were set on drawn votes without groups, so that at most five in a hundred of them
are told as groups: no theory gives them.

Uncertainty: The halves overlap with the whole and with each other; the two figures
describe how firm the picture is, and are no confidence interval for anything.

Refuses: To tell groups that do not reach both limits. Leaving out a tenth of people
instead of half hardly tells noise from groups, and is not used.

Checked: In votes drawn without groups, at most five in a hundred are told as groups;
groups that were planted are told. The same seed draws the same people, whatever the
order of the list.

Source: A. Ben-Hur, A. Elisseeff and I. Guyon, “A stability based method for discovering
structure in clustered data”, Pacific Symposium on Biocomputing (2002); U. von Luxburg,
“Clustering stability: an overview”, Foundations and Trends in Machine Learning 2 (2010).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nabolag.errors import Misbuilt
from nabolag.residents.groups.grouping import best_grouping
from nabolag.residents.groups.likeness import likeness
from nabolag.residents.groups.space import Space, opinion_space
from nabolag.residents.groups.votes import Floats, Votes, Whole, admitted

HALVES = 20
"""Of twenty the fifth percentile lies by the second lowest, so that one unlucky half does
not decide alone; more take more time."""
STABLE_MEDIAN, STABLE_LOW = 0.6, 0.4
LOW = 0.05
_FEWEST_HALVES = 2
_AS_ONE = 9  # decimals: places that differ by rounding alone are the same place


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The median likeness over the halves, and its fifth percentile."""

    median: float
    low: float
    halves: int

    @property
    def stable(self) -> bool:
        """Whether groups may be reported."""
        return self.median >= STABLE_MEDIAN and self.low >= STABLE_LOW


def stability(
    votes: Votes, *, space: Space, labels: Whole, seed: int, halves: int = HALVES
) -> Stability:
    """Give how firm the groups are that ``labels`` tell, on the map of all the votes.

    ``labels`` says for each participant which group that is, −1 for none. The same seed
    draws the same people out of the same votes.

    Raises :class:`Misbuilt` for fewer than two halves.
    """
    if halves < _FEWEST_HALVES:
        raise Misbuilt(value="halves", found=str(halves), expected="2 or more")
    draw = np.random.default_rng(seed)
    x, y = space.positions.T.round(_AS_ONE)
    order = np.lexsort((y, x))
    half = len(order) // 2
    found: Floats = np.array(
        [
            _likeness_of_half(votes, labels, np.sort(rows))
            for rows in (
                order[draw.permutation(len(order))[:half]] for _ in range(halves)
            )
        ]
    )
    low = float(np.quantile(found, LOW))
    return Stability(median=float(np.median(found)), low=low, halves=halves)


def _likeness_of_half(votes: Votes, labels: Whole, rows: Whole) -> float:
    """Give how alike the groups are in a half; nought where it gives none of them."""
    half = votes.of(rows)
    inside = admitted(half)
    found = best_grouping(opinion_space(half).positions[inside])
    if found is None:
        return 0.0
    whole = labels[rows[inside]]
    known = whole >= 0
    if (
        not known.any()
    ):  # all let in as the most active of the half, and not of the whole
        return 0.0
    return likeness(found.labels[known], whole[known])
