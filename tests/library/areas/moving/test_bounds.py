"""What those who did not move can have done at most."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.areas.moving.bounds import (
    Ends,
    bounds,
    change_of_stayers,
    share_of_stayers,
)


def ends(first, last, moved_out, moved_in):
    figures = {"first": first, "last": last}
    figures |= {"moved_out": moved_out, "moved_in": moved_in}
    return Ends(**{name: np.array([float(x)]) for name, x in figures.items()})


STILL = ends(0.1, 0.1, 0, 0)


def test_the_case_on_the_card_worked_by_hand():
    # 30 of 100 at the end, 20 may be new: at least 10 and at most 30 of the other 80.
    after = share_of_stayers(np.array([0.3]), np.array([0.2]))
    assert (after.low[0], after.high[0]) == pytest.approx((10 / 80, 30 / 80))
    # 20 of 100 at the start, 20 may leave: from none to 20 of the other 80.
    found = change_of_stayers(ends(0.2, 0.3, 0.2, 0.2))
    assert (found.low[0], found.high[0]) == pytest.approx((-0.125, 0.375))


def test_where_nobody_moves_the_change_is_those_who_stayed():
    found = bounds(ends(0.2, 0.3, 0, 0), STILL)
    assert (found.low[0], found.high[0]) == pytest.approx((0.1, 0.1))


@pytest.mark.parametrize("movers", [1.0, 3.7])
def test_where_everyone_may_have_moved_nothing_is_known(movers):
    found = bounds(ends(0.2, 0.3, movers, movers), STILL)
    assert (found.low[0], found.high[0]) == (-1, 1)


def test_movers_in_the_rest_of_the_city_widen_the_bounds():
    still = bounds(ends(0.2, 0.3, 0.1, 0.1), STILL)
    moving = bounds(ends(0.2, 0.3, 0.1, 0.1), ends(0.1, 0.1, 0.05, 0.05))
    assert moving.low[0] < still.low[0]
    assert still.high[0] < moving.high[0]


people = st.integers(0, 400)


@st.composite
def area(draw):
    """Persons who did not move and who moved, with how many are affected of each."""
    sizes = {"kept": draw(st.integers(1, 400)), "out": draw(people), "in": draw(people)}
    affected = {
        name: draw(st.integers(0, sizes[size]))
        for name, size in (
            ("kept_before", "kept"),
            ("kept_after", "kept"),
            ("out", "out"),
            ("in", "in"),
        )
    }
    more = draw(st.integers(0, 50)), draw(st.integers(0, 50))
    return sizes, affected, more


def published(sizes, affected, more):
    first, last = sizes["kept"] + sizes["out"], sizes["kept"] + sizes["in"]
    return ends(
        (affected["kept_before"] + affected["out"]) / first,
        (affected["kept_after"] + affected["in"]) / last,
        # Some move more than once, so moves are at least as many as movers.
        (sizes["out"] + more[0]) / first,
        (sizes["in"] + more[1]) / last,
    )


@given(area(), area())
def test_the_bounds_hold_what_really_happened(own, rest):
    found = bounds(published(*own), published(*rest))
    real = [
        (affected["kept_after"] - affected["kept_before"]) / sizes["kept"]
        for sizes, affected, _ in (own, rest)
    ]
    assert found.low[0] - 1e-12 <= real[0] - real[1] <= found.high[0] + 1e-12


@given(area())
def test_the_bounds_are_reached(own):
    # With all movers affected, or none, and as many moves as movers, one bound is met.
    sizes, affected, _ = own
    worst = published(sizes, {**affected, "in": sizes["in"], "out": 0}, (0, 0))
    real = (affected["kept_after"] - affected["kept_before"]) / sizes["kept"]
    assert change_of_stayers(worst).low[0] == pytest.approx(real, abs=1e-12)
