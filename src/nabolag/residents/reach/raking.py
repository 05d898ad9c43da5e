"""Whether a conclusion holds when those who took part count as they would if all had.

Answers: Would the answer given most often be another if every group counted as much as
it does among residents?

Method: Each participation is given a weight, so that the weighted shares of all groups
are the population's by every characteristic at once: weights are scaled to one
characteristic after the other until all fit (raking). Groups are those that are told;
those who did not tell keep the share they have. The conclusion, the answer given most
often, is looked at without weights, with them, and with them cut at five times the mean
weight. It holds where all three say the same. It changes where both weighted ones say the
same other answer. No weighted share is told.

Assumes: That those in a group who took part would answer as those who did not. Weights put
the make-up right, not why people came.

Uncertainty: Kish's design effect tells how much weighting costs: so many times more
participations would be needed to know as much. It is told with how many participations
those that are there are worth.

Refuses: To tell where fewer than 30 have answered, or fewer than five alike; where they are
worth fewer than 30 when weighted; where two answers are given most often; where the
conclusion is another once the heaviest weights are cut; where no weights fit all
characteristics.

Checked: Against ipfn and weightipy to eight digits, and against weights found another
way, as those nearest to equal ones that fit; by hand for one characteristic, where the
weight is the share in the population over the share among those who took part. Design
effect by hand. The weighted shares are the population's to ten digits.

Source: W. E. Deming and F. F. Stephan, “On a least squares adjustment of a sampled
frequency table when the expected marginal totals are known”, Annals of Mathematical
Statistics 11 (1940), pp. 427–444; L. Kish, Survey Sampling (1965), chapter 11.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt, Refused

CLOSE = 1e-12
"""How near each weighted share comes to its target."""
ROUNDS = 1_000
HEAVIEST = 5.0
"""Times the mean weight that weights are cut at."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def rake(codes: Sequence[npt.ArrayLike], targets: Sequence[npt.ArrayLike]) -> Floats:
    """Give weights with mean 1 whose shares are the targets, by every characteristic.

    ``codes`` holds, by characteristic, the place of each participation's group in that
    characteristic's ``targets``, which are shares or counts above nought.

    :raises Misbuilt: for codes of unlike lengths, or outside their targets.
    :raises Refused: for a group nobody is in, and where no weights fit all targets.

    >>> rake([[0, 0, 0, 1]], [[50, 50]]).round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
    """
    held = [np.asarray(code, dtype=np.int64) for code in codes]
    goals = [_share_of(target) for target in targets]
    _refuse_misbuilt(held, goals)
    _refuse_empty(held, goals)
    # Participations of the same groups have the same weight, so cells are enough.
    cell_of = _cells(held)
    counts = np.bincount(cell_of)
    of_cell = np.empty(counts.size, dtype=np.intp)
    of_cell[cell_of] = np.arange(cell_of.size)  # any one of those in a cell will do
    fitted = _fitted(counts / cell_of.size, [code[of_cell] for code in held], goals)
    weights: Floats = (fitted * cell_of.size / counts)[cell_of]
    return weights


def trimmed(weights: Floats, *, heaviest: float = HEAVIEST) -> Floats:
    """Give weights cut at some times their mean, scaled back to the mean they had.

    The weighted shares then no longer fit exactly.

    >>> trimmed(np.array([0.5] * 9 + [9.0])).round(1).tolist()[-2:]
    [0.6, 8.1]
    """
    cut = np.minimum(weights, heaviest * weights.mean())
    scaled: Floats = cut * (weights.sum() / cut.sum())
    return scaled


def design_effect(weights: npt.ArrayLike) -> float:
    """Give Kish's design effect: 1 for equal weights, n when one carries all.

    >>> design_effect([1, 1, 1, 3])
    1.3333333333333333
    """
    held = np.asarray(weights, dtype=np.float64)
    return float(held.size * (held**2).sum() / held.sum() ** 2)


def _share_of(target: npt.ArrayLike) -> Floats:
    goal = np.asarray(target, dtype=np.float64)
    shares: Floats = goal / goal.sum()
    return shares


def _cells(codes: Sequence[Ints]) -> npt.NDArray[np.intp]:
    """Give the combination of groups each participation is in, numbered from 0."""
    cell_of = np.zeros(codes[0].size, dtype=np.intp)
    for code in codes:  # numbered anew each time: many characteristics would overflow
        combined = cell_of * (code.max() + 1) + code
        used = np.zeros(combined.max() + 1, dtype=np.bool_)
        used[combined] = True
        cell_of = (np.cumsum(used) - 1)[combined]
    return cell_of


def _fitted(start: Floats, codes: Sequence[Ints], goals: Sequence[Floats]) -> Floats:
    fitted, apart = start.copy(), np.inf
    for _ in range(ROUNDS):
        apart = 0.0
        for code, goal in zip(codes, goals, strict=True):
            now = np.bincount(code, weights=fitted, minlength=goal.size)
            apart = max(apart, float(np.abs(now - goal).max()))
            fitted *= (goal / now)[code]
        if apart < CLOSE:
            return fitted
    raise Refused(
        found=f"No weights for the {start.size} combinations of groups that took part"
        f" fit every characteristic (furthest off: {apart:.2g}).",
        needed="combinations of groups that can add up to the population's",
        remedy="Weight by fewer characteristics, or put groups together.",
    )


def _refuse_misbuilt(codes: Sequence[Ints], goals: Sequence[Floats]) -> None:
    lengths = {code.size for code in codes}
    fits = [
        code.size and code.min() >= 0 and code.max() < goal.size and goal.min() > 0
        for code, goal in zip(codes, goals, strict=True)
    ]
    if len(lengths) != 1 or not all(fits):
        raise Misbuilt(
            value="codes to rake by",
            found=f"{len(codes)} characteristics of lengths {sorted(lengths)}",
            expected="alike lengths, and each code the place of a target above nought",
        )


def _refuse_empty(codes: Sequence[Ints], goals: Sequence[Floats]) -> None:
    for place, (code, goal) in enumerate(zip(codes, goals, strict=True), start=1):
        empty = np.flatnonzero(np.bincount(code, minlength=goal.size) == 0)
        if empty.size:
            raise Refused(
                found=f"Nobody in group {empty[0] + 1} of characteristic {place} took"
                " part.",
                needed="someone in every group that is weighted to",
                remedy="Put the group together with one that took part.",
            )
