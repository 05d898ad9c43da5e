"""Whether there is a gap between opinion groups, or a slope that is cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nabolag.residents.groups.gaps import fewer_in_the_middle, gap_is_shown, shading


def cut_in_two(places):
    """Give people on a line, cut at the middle of it, as two groups."""
    on = np.stack([places, np.zeros_like(places)], axis=1)
    return on[places < 0], on[places >= 0]


@given(middle=st.integers(0, 40), centre=st.integers(1, 40))
def test_the_interval_is_the_exact_one_of_scipy(middle, centre):
    exact = binomtest(middle, middle + centre).proportion_ci(0.95, method="exact")
    assert fewer_in_the_middle(middle, centre) == (exact.high < 0.5)


def test_nobody_at_a_centre_shows_no_gap():
    assert not fewer_in_the_middle(0, 0)
    assert not fewer_in_the_middle(3, 0)


@pytest.mark.parametrize("seed", range(20))
def test_an_even_slope_and_a_bell_have_no_gap(seed):
    draw = np.random.default_rng(seed)
    assert not gap_is_shown(*cut_in_two(draw.uniform(-1, 1, 400)))
    assert not gap_is_shown(*cut_in_two(draw.normal(0, 1, 400)))


@pytest.mark.parametrize("seed", range(20))
def test_two_clouds_far_apart_have_one(seed):
    draw = np.random.default_rng(seed)
    one, other = draw.normal(-3, 1, (60, 2)), draw.normal(3, 1, (40, 2))
    assert gap_is_shown(one, other)
    assert shading([one, other]) == ()


def test_each_pair_of_groups_is_told_for_itself():
    draw = np.random.default_rng(1)
    left, right = cut_in_two(draw.uniform(-1, 1, 200))
    far = draw.normal((0, 20), 0.3, (60, 2))
    assert shading([left, right, far]) == ((0, 1),)


def test_groups_in_one_place_have_no_gap():
    assert shading([np.zeros((9, 2)), np.zeros((9, 2))]) == ((0, 1),)


@given(turn=st.floats(0, 6.3), scale=st.floats(0.01, 100))
def test_turning_and_scaling_the_map_changes_nothing(turn, scale):
    draw = np.random.default_rng(5)
    one, other = draw.normal(-3, 1, (60, 2)), draw.normal(3, 1, (40, 2))
    way = scale * np.array(
        [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    )
    assert gap_is_shown(one @ way, other @ way)
