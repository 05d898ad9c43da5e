"""Whether the answer given most often stays so when weighted."""

from __future__ import annotations

import pytest

from nabolag.residents.reach.conclusion import (
    Verdict,
    Why,
    conclusion_when_weighted,
)


def told(answers, code, target, *, by=("tenure",)):
    return conclusion_when_weighted(
        answers, weighted_by=by, codes=[code] if by else [], targets=[target]
    )


def yes_no(yes, no):
    return ["yes"] * yes + ["no"] * no


def test_a_conclusion_holds_where_both_groups_say_the_same():
    found = told(yes_no(40, 20), [0, 1] * 30, [80, 20])
    assert (found.verdict, found.why) == (Verdict.HOLDS, None)
    assert (found.answer, found.weighted_by) == ("yes", ("tenure",))
    # weights 1.6 and 0.4: mean of squares 1.36
    assert found.design_effect == pytest.approx(1.36)
    assert found.worth == 44


def test_a_conclusion_changes_where_the_missing_group_says_another():
    found = told(yes_no(40, 20), [0] * 40 + [1] * 20, [30, 70])
    assert (found.verdict, found.answer) == (Verdict.CHANGES, "yes")


@pytest.mark.parametrize(
    ("answers", "code", "target", "why"),
    [
        (yes_no(20, 9), [0, 1] * 14 + [0], [50, 50], Why.TOO_FEW),
        # what four have written could tell who they are
        ([*yes_no(4, 3), *map(str, range(25))], [0, 1] * 16, [50, 50], Why.TOO_FEW),
        (yes_no(20, 20), [0, 1] * 20, [60, 40], Why.TIED),
        # weighted, both have half
        (yes_no(40, 20), [0] * 40 + [1] * 20, [50, 50], Why.TIED),
        (yes_no(40, 20), [0] * 60, [50, 50], Why.NO_WEIGHTS_FIT),
        (yes_no(40, 5), [0] * 40 + [1] * 5, [10, 90], Why.WEIGHTS_TOO_UNEVEN),
        # 4 carry 52 %: worth few where many; cut at five times the mean they do not
        (yes_no(400, 4), [0] * 400 + [1] * 4, [48, 52], Why.WEIGHTS_TOO_UNEVEN),
        (yes_no(960, 40), [0] * 960 + [1] * 40, [48, 52], Why.RESTS_ON_FEW),
    ],
)
def test_where_weighting_cannot_tell_it_says_why(answers, code, target, why):
    found = told(answers, code, target)
    assert (found.verdict, found.why) == (Verdict.CANNOT_TELL, why)


def test_without_groups_there_is_nothing_to_weight_by():
    found = told(yes_no(40, 20), [], [], by=())
    assert found.why is Why.NOTHING_TO_WEIGHT_BY
    assert found.answer == "yes"
