from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.demo.chance import Chance


@given(seed=st.integers(0, 2**32), name=st.text(max_size=10))
def test_the_same_seed_and_name_give_the_same_draws(seed, name):
    one, again = Chance(seed, name), Chance(seed, name)
    assert (one.uniform(5) == again.uniform(5)).all()
    assert (one.normal(5) == again.normal(5)).all()


@pytest.mark.parametrize("other", [Chance(1, "b"), Chance(2, "a")])
def test_another_name_or_seed_gives_other_draws(other):
    assert not np.isin(other.uniform(100), Chance(1, "a").uniform(100)).any()


def test_draws_are_those_the_example_was_made_with():
    drawn = Chance(2025, "life 2014").uniform(2)
    assert drawn == pytest.approx([0.81387, 0.203637], abs=1e-6)


def test_what_is_certain_happens_and_what_is_impossible_does_not(chance):
    assert chance.happens([0.0, 1.0] * 50).tolist() == [False, True] * 50


def test_a_chance_of_one_in_four_comes_true_about_every_fourth_time(chance):
    assert chance.happens(np.full(40_000, 0.25)).mean() == pytest.approx(0.25, abs=0.01)


def test_normal_draws_have_no_lean_and_a_spread_of_one(chance):
    drawn = chance.normal(40_000)
    assert drawn.mean() == pytest.approx(0, abs=0.02)
    assert drawn.std() == pytest.approx(1, abs=0.02)


@given(low=st.integers(-50, 50), wide=st.integers(1, 20))
def test_whole_numbers_stay_within_their_ends(low, wide):
    drawn = Chance(1, "whole").whole(low, low + wide, 200)
    assert drawn.min() >= low
    assert drawn.max() < low + wide


def test_whole_numbers_are_equally_likely_on_both_sides_of_nought(chance):
    often = np.bincount(chance.whole(-3, 4, 35_000) + 3, minlength=7) / 35_000
    assert often == pytest.approx(np.full(7, 1 / 7), abs=0.01)


def test_positions_are_chosen_as_often_as_their_shares_say(chance):
    drawn = chance.chosen([1, 0, 3], 40_000)
    often = np.bincount(drawn, minlength=3) / 40_000
    assert often == pytest.approx([0.25, 0, 0.75], abs=0.01)
