"""When a finding is shared understanding in a group: the rule, edge by edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.knowledge.sharing import Reason, Scale, sharing

MARKS = st.lists(st.integers(1, 5), min_size=5, max_size=40)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ([4, 4, 4, 4, 4], Reason.SHARED),
        ([5, 5, 5, 5, 1], Reason.SHARED),  # one in five may doubt it
        ([5, 5, 5, 5, 2, 2], Reason.DOUBT),  # two in six may not
        ([5, 5, 5, 4, 4, 4, 3, 3, 2, 2], Reason.SHARED),
        ([5, 5, 5, 4, 4, 4, 3, 2, 2, 2], Reason.DOUBT),
        ([5, 5, 4, 3, 3, 3], Reason.MEDIAN),  # 3.5
        ([4, 4, 4, 3, 3], Reason.SHARED),
        ([3, 3, 3, 3, 3], Reason.MEDIAN),
        ([1, 1, 5, 5, 1], Reason.MEDIAN),
    ],
)
def test_the_rule_at_its_edges(marks, reason):
    found = sharing(marks)
    assert found.reason == reason
    assert found.shared is (reason is Reason.SHARED)


def test_everyone_on_neither_agrees_wholly_and_does_not_share_it():
    found = sharing([3] * 12)
    assert (found.agreement, found.shared) == (1, False)


def test_an_unanswered_question_keeps_it_from_being_shared():
    assert sharing([5] * 9, open_questions=1).reason is Reason.QUESTION
    assert sharing([3] * 9, open_questions=1).reason is Reason.MEDIAN


@pytest.mark.parametrize("n", range(5))
def test_of_fewer_than_five_nothing_is_shown_but_how_many(n):
    found = sharing([5] * n, members=9)
    assert (found.n, found.members, found.reason) == (n, 9, Reason.TOO_FEW)
    shown = (found.agreement, found.median, found.share_it, found.at_least)
    assert (*shown, found.at_most, found.shared) == (None,) * 6


def test_those_who_have_not_marked_are_told_as_bounds():
    found = sharing([5, 4, 4, 4, 3, 4, 4], members=9)
    assert (found.share_it, found.at_least, found.at_most) == (6, 6, 8)


def test_on_another_scale_agreement_is_told_and_sharing_is_not():
    found = sharing([7, 7, 7, 7, 7], scale=Scale(low=1, high=7))
    assert (found.agreement, found.median) == (1, 7)
    assert (found.shared, found.share_it) == (None, None)
    assert found.reason is Reason.OTHER_SCALE


@given(MARKS, st.data())
def test_a_higher_mark_never_makes_a_shared_finding_less_shared(marks, data):
    if sharing(marks).shared:
        at = data.draw(st.integers(0, len(marks) - 1))
        raised = [*marks[:at], min(5, marks[at] + 1), *marks[at + 1 :]]
        assert sharing(raised).shared


@given(MARKS, st.integers(0, 10))
def test_the_bounds_hold_whatever_the_others_mark(marks, silent):
    told = sharing(marks, members=len(marks) + silent)
    assert sharing([*marks, *[1] * silent]).share_it == told.at_least
    assert sharing([*marks, *[5] * silent]).share_it == told.at_most


@pytest.mark.parametrize(("marks", "members"), [([6] * 5, 5), ([4] * 5, 4)])
def test_marks_that_cannot_be_are_refused(marks, members):
    with pytest.raises(Misbuilt, match="marks from 1 to 5, at most one each"):
        sharing(marks, members=members)


@pytest.mark.parametrize(("low", "high"), [(1, 2), (5, 1), (0, 11)])
def test_a_scale_has_three_to_eleven_points(low, high):
    with pytest.raises(WrongUsage, match="from 3 to 11 points"):
        Scale(low=low, high=high)
