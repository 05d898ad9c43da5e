"""Whether a group shares the understanding of a finding, by its members' marks.

Answers: How many of those in a forum share a finding, and is it shared understanding?

Method: Members mark from 1 (I do not share it) to 5 (I share it fully). Four and five
count as sharing it. It is shared understanding when the median is at least 4, at most
one in five has marked 1 or 2, and no question about it stands unanswered. Agreement is
told beside, and does not decide: everyone may agree that they are in doubt.

Assumes: That the members mark what they think, each without having seen the others'.

Uncertainty: None for those who have answered: a forum is everyone in it. For those who
have not, how many would share it at the least, and at the most.

Refuses: To show anything but the number of marks where fewer than five have answered;
and to say whether it is shared where the scale is another than 1 to 5.

Checked: Everyone on 3 agrees fully and does not share it; the rule's edges one by one;
one more high mark never makes a shared finding less shared.

Source: Nabolag's own rule; van der Eijk's agreement stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.knowledge.agreement import FEWEST_POINTS, agreement

FEWEST_MARKS = 5
"""Below this nothing is shown of what anyone marked."""

LEAST_MEDIAN = 4
SHARES, DOUBTS = 4, 2
"""Marks from the one share a finding; marks up to the other do not."""

ONE_IN = 5
"""At most one in so many may doubt it."""
MOST_POINTS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The marks that can be given: whole numbers from ``low`` to ``high``."""

    low: int = 1
    high: int = 5

    def __post_init__(self) -> None:
        """Refuse a scale that says too little, or too much."""
        if not FEWEST_POINTS <= len(self.points) <= MOST_POINTS:
            raise WrongUsage(
                found=f"The scale {self.low}-{self.high} has {len(self.points)} points.",
                expected=f"from {FEWEST_POINTS} to {MOST_POINTS} points, the lowest "
                "first",
                remedy="Write it as 1-5.",
            )

    @property
    def points(self) -> range:
        """Give the marks that can be given, in order."""
        return range(self.low, self.high + 1)


MARKED = Scale()
"""The scale that shared understanding is measured on: 1 to 5."""


class Reason(StrEnum):
    """Why a finding is shared, is not, or cannot be told."""

    SHARED = "shared"
    TOO_FEW = "too_few_marks"
    OTHER_SCALE = "other_scale"
    MEDIAN = "median_below_4"
    DOUBT = "more_than_one_in_five_on_1_or_2"
    QUESTION = "unanswered_question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How far a group shares a finding.

    ``share_it`` is how many of ``n`` have marked 4 or 5, and ``at_least`` and
    ``at_most`` how many of all ``members`` would, whatever the others mark. Nothing is
    shown but ``n`` and ``members`` where fewer than five have marked.
    """

    n: int
    members: int
    agreement: float | None
    median: float | None
    share_it: int | None
    at_least: int | None
    at_most: int | None
    shared: bool | None
    reason: Reason


def sharing(
    marks: Sequence[int],
    *,
    members: int | None = None,
    open_questions: int = 0,
    scale: Scale = MARKED,
) -> Sharing:
    """Give how far a group shares a finding, by the marks of those who have marked.

    ``members`` is how many are in the group, those who have not marked counted too.

    >>> sharing([5, 4, 4, 5, 4, 2], members=8).shared
    True
    >>> sharing([3, 3, 3, 3, 3]).reason
    <Reason.MEDIAN: 'median_below_4'>
    """
    invited = len(marks) if members is None else members
    _check(marks, invited, scale)
    if len(marks) < FEWEST_MARKS:
        return _too_few(len(marks), invited)
    share_it = _share_it(marks, scale)
    reason = _reason(marks, open_questions, scale)
    return Sharing(
        n=len(marks),
        members=invited,
        agreement=agreement([marks.count(point) for point in scale.points]),
        median=float(median(marks)),
        share_it=share_it,
        at_least=share_it,
        at_most=None if share_it is None else share_it + invited - len(marks),
        shared=None if reason is Reason.OTHER_SCALE else reason is Reason.SHARED,
        reason=reason,
    )


def _check(marks: Sequence[int], invited: int, scale: Scale) -> None:
    outside = [mark for mark in marks if mark not in scale.points]
    if outside or invited < len(marks):
        raise Misbuilt(
            value="marks",
            found=f"{outside or len(marks)} of {invited}",
            expected=f"marks from {scale.low} to {scale.high}, at most one each",
        )


def _too_few(n: int, invited: int) -> Sharing:
    return Sharing(
        n=n,
        members=invited,
        agreement=None,
        median=None,
        share_it=None,
        at_least=None,
        at_most=None,
        shared=None,
        reason=Reason.TOO_FEW,
    )


def _share_it(marks: Sequence[int], scale: Scale) -> int | None:
    return sum(mark >= SHARES for mark in marks) if scale == MARKED else None


def _reason(marks: Sequence[int], open_questions: int, scale: Scale) -> Reason:
    if scale != MARKED:
        return Reason.OTHER_SCALE
    if median(marks) < LEAST_MEDIAN:
        return Reason.MEDIAN
    if ONE_IN * sum(mark <= DOUBTS for mark in marks) > len(marks):
        return Reason.DOUBT
    return Reason.QUESTION if open_questions else Reason.SHARED
