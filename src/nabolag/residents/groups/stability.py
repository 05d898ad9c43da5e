"""Whether the groups would be found again among other people.

Method: Half of the participants are drawn without putting back, and the whole way is gone
again with them alone: the map, who is let in, the number of groups and the groups. The
adjusted Rand index says how alike the groups of those people are in the half and in the
whole. That is done for several halves; the median and the fifth percentile are told.
People are drawn in the order they stand in on the map, so that neither names nor the
order of a list change who is drawn.

Groups are reported when the median is at least 0.6 and the fifth percentile at least 0.4.
The two are tuned: they were set on drawn votes without any groups, of which at most five
in a hundred may be told as groups, and no theory gives them. Leaving out a tenth instead hardly tells noise from groups.

Assumes: That those who took part are a part of those who might have. Stable is not the
same as apart: an even slope of opinion may be cut at the same place every time.

Uncertainty: The halves overlap with the whole and with each other; the two figures
describe how firm the picture is, and are no confidence interval for anything.

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
