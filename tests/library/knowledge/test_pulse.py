"""A month's marks: what is told is right, and no small service can be worked out."""

from __future__ import annotations

from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.disclosure import FLOOR
from nabolag.knowledge.pulse import NOTHING, Told, month_told

MARK = st.integers(1, 5)
PERSON = st.fixed_dictionaries({"safe": MARK, "reach": MARK})
ANSWERS = st.lists(st.lists(PERSON, max_size=9), max_size=6).map(
    lambda services: dict(enumerate(services))
)


def marks(*given_marks):
    return [{"safe": mark} for mark in given_marks]


def test_a_service_with_five_or_more_is_told_of():
    told = month_told({1: marks(1, 2, 2, 5, 5), 2: marks(3, 4, 4, 4, 4, 5)})
    assert told.alone[1]["safe"] == Told(n=5, mean=3.0, median=2.0)
    assert told.alone[2]["safe"] == Told(n=6, mean=4.0, median=4.0)
    assert told.whole["safe"] == Told(n=11, mean=pytest.approx(39 / 11), median=4.0)
    assert (told.others, told.together) == ((), {})


def test_a_small_service_is_told_together_with_another():
    told = month_told(
        {1: marks(1, 2), 2: marks(1, 2, 3, 3, 3, 4, 4, 5), 3: marks(1, 2, 3, 4, 5)}
    )
    assert list(told.alone) == [3]
    assert (told.others, told.together["safe"].n) == ((1, 2), 10)


def test_where_all_are_small_only_all_together_are_told():
    told = month_told({1: marks(1, 2), 2: marks(3, 4, 5)})
    assert (told.alone, told.together) == ({}, {})
    assert told.whole["safe"].n == 5


def test_fewer_than_five_in_all_tell_nothing():
    assert month_told({1: marks(1, 2), 2: marks(5)}).whole == {}
    assert month_told({}) == NOTHING


def test_a_service_where_all_marked_alike_is_not_told_of():
    told = month_told(
        {1: marks(5, 5, 5, 5, 5), 2: marks(1, 2, 3, 4, 5), 3: marks(1, 1, 1, 2, 2)}
    )
    assert (list(told.alone), told.others) == ([3], (1, 2))


def test_those_told_together_have_never_all_marked_alike():
    told = month_told(
        {
            1: marks(4, 4),
            2: marks(4, 4, 4, 4, 4, 4, 4, 4),
            3: marks(4, 4, 4, 4, 4),
            4: marks(1, 2, 3, 4, 5),
            5: marks(1, 2, 3, 4, 5),
        }
    )
    assert (list(told.alone), told.others) == ([5], (1, 2, 3, 4))


def test_one_service_is_put_with_them_where_all_told_together_marked_alike():
    told = month_told(
        {
            1: marks(4, 4, 4, 4, 4),
            2: [{"safe": 4, "reach": mark} for mark in (1, 2, 3, 4, 5)],
            3: [{"safe": mark, "reach": mark} for mark in (1, 2, 3, 4, 5)],
            4: [{"safe": mark, "reach": mark} for mark in (1, 2, 3, 4, 5)],
        }
    )
    assert (list(told.alone), told.others) == ([4], (1, 2, 3))


def test_a_statement_that_all_marked_alike_is_left_out():
    told = month_told({1: marks(3, 3, 3, 3, 3, 3)})
    assert told.whole == {}


@given(ANSWERS)
def test_every_number_and_every_difference_is_about_five_or_more(answers):
    told = month_told(answers)
    for statement in ("safe", "reach"):
        shown = [told.alone[key][statement] for key in told.alone]
        assert all(one.n >= FLOOR for one in shown)
        if statement in told.whole:
            whole = told.whole[statement]
            left = whole.n - sum(one.n for one in shown)
            assert whole.n >= FLOOR
            assert left == 0 or left >= FLOOR
            assert not told.alone or left == 0 or left >= 2 * FLOOR


@given(ANSWERS)
def test_no_one_s_answer_can_be_worked_out_by_taking_one_number_from_another(answers):
    told = month_told(answers)
    if not (told.alone and told.others):
        return
    for statement in ("safe", "reach"):
        hidden = [p[statement] for key in told.others for p in answers[key]]
        whole = told.whole[statement]
        shown = [told.alone[key][statement] for key in told.alone]
        left = whole.mean * whole.n - sum(one.mean * one.n for one in shown)
        assert left == pytest.approx(sum(hidden))
        # At either end of the scale a sum would give every answer behind it.
        assert len(hidden) < round(left) < 5 * len(hidden)
        assert len(told.others) > 1


@given(ANSWERS)
def test_what_is_told_is_what_was_marked(answers):
    told = month_told(answers)
    for key, of_service in told.alone.items():
        for statement, one in of_service.items():
            given_marks = [person[statement] for person in answers[key]]
            assert one.mean == pytest.approx(fmean(given_marks))
            assert one.median == median(given_marks)


@given(ANSWERS)
def test_the_same_services_are_hidden_for_every_statement(answers):
    told = month_told(answers)
    assert all(set(one) == {"safe", "reach"} for one in told.alone.values())
