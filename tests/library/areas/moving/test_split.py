"""How much of a change is those who stayed, and how much is who moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.areas.moving.counted import FIGURES
from nabolag.areas.moving.split import (
    certainty,
    certainty_less,
    split,
    split_less,
)

ENDS = {
    "stayed": ("before", "after"),
    "moved_in": ("after",),
    "moved_out": ("before",),
    "entered": ("after",),
    "left": ("before",),
}


def counts(**given):
    return {name: np.array([float(given.get(name, 0))]) for name in FIGURES}


@st.composite
def tabulated(draw):
    """Any counts a statistics office could have published, with someone who stayed."""
    given = {}
    for status, ends in ENDS.items():
        least = 1 if status == "stayed" else 0
        given[status] = draw(st.integers(least, 5_000))
        for end in ends:
            given[f"{status}_{end}"] = draw(st.integers(0, given[status]))
    return counts(**given)


def parts(found):
    names = ("stayers", "moved_in", "moved_out", "entered", "left")
    return [float(getattr(found, name)[0]) for name in names]


def test_the_case_on_the_card_worked_by_hand():
    # 60 of 100 stay, 12 of them affected both times; 16 of the 40 who leave and 4 of
    # the 40 who come: from 28 to 16 per cent.
    found = split(
        counts(
            stayed=60,
            stayed_before=12,
            stayed_after=12,
            moved_out=40,
            moved_out_before=16,
            moved_in=40,
            moved_in_after=4,
        )
    )
    assert float(found.change[0]) == pytest.approx(-0.12)
    assert parts(found) == pytest.approx([0, -0.04, -0.08, 0, 0])


def test_the_born_and_the_dead_have_parts_of_their_own():
    # 50 stay with 10 and then 20 affected; 50 die, 25 affected; 150 are born, 30 are.
    found = split(
        counts(
            stayed=50,
            stayed_before=10,
            stayed_after=20,
            left=50,
            left_before=25,
            entered=150,
            entered_after=30,
        )
    )
    # 35 of 100 before, 50 of 200 after. The dead: half of the people, 30 points above
    # those who stayed. The born: three quarters of the people, 20 points below.
    assert float(found.change[0]) == pytest.approx(-0.10)
    assert parts(found) == pytest.approx([0.2, 0, 0, -0.15, -0.15])


@given(tabulated())
def test_the_parts_add_up_to_the_change(own):
    found = split(own)
    first = own["stayed"] + own["moved_out"] + own["left"]
    last = own["stayed"] + own["moved_in"] + own["entered"]
    before = own["stayed_before"] + own["moved_out_before"] + own["left_before"]
    after = own["stayed_after"] + own["moved_in_after"] + own["entered_after"]
    change = (after / last - before / first)[0]
    assert float(found.change[0]) == pytest.approx(change)
    assert sum(parts(found)) == pytest.approx(float(found.change[0]), abs=1e-12)


@given(tabulated(), tabulated())
def test_the_parts_of_a_distance_add_up_to_its_change(own, rest):
    found = split_less(split(own), split(rest))
    change = float(split(own).change[0] - split(rest).change[0])
    assert float(found.change[0]) == pytest.approx(change, abs=1e-12)
    assert sum(parts(found)) == pytest.approx(change, abs=1e-12)


@given(tabulated())
def test_counting_the_others_instead_turns_every_part_over(own):
    unaffected = {
        name: own[name.rsplit("_", 1)[0]] - own[name]
        if name.endswith(("_before", "_after"))
        else own[name]
        for name in own
    }
    turned = [-part for part in parts(split(unaffected))]
    assert parts(split(own)) == pytest.approx(turned, abs=1e-12)


@given(tabulated(), tabulated())
def test_every_figure_lies_within_its_own_interval(own, rest):
    found = certainty_less(certainty(own), certainty(rest))
    for part in (found.change, found.stayers, found.moving):
        assert part.low[0] <= part.value[0] <= part.high[0]


@given(tabulated())
def test_what_is_sure_of_is_what_is_split(own):
    found, sure = split(own), certainty(own)
    moving = float(found.moved_in[0] + found.moved_out[0])
    assert float(sure.change.value[0]) == pytest.approx(float(found.change[0]))
    assert float(sure.stayers.value[0]) == pytest.approx(float(found.stayers[0]))
    assert float(sure.moving.value[0]) == pytest.approx(moving, abs=1e-12)


def test_where_nobody_moved_the_movers_part_is_surely_nothing():
    sure = certainty(counts(stayed=100, stayed_before=20, stayed_after=30))
    assert (sure.moving.low[0], sure.moving.high[0]) == (0, 0)


def test_where_nobody_stayed_nothing_is_split():
    found = split(counts(moved_in=10, moved_in_after=1, moved_out=10))
    assert np.isnan(parts(found)).all()
