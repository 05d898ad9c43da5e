"""What may be said of moving behind a change."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.differences import Comparison
from nabolag.areas.moving.readings import readings, readings_of_bounds
from nabolag.areas.moving.split import Certainty

NOTHING = (0.0, -0.03, 0.03)


def read(change, stayers, moving):
    found = [
        Comparison(
            **dict(zip(("value", "low", "high"), map(np.array, part), strict=True))
        )
        for part in (change, stayers, moving)
    ]
    return str(readings(Certainty(change=found[0], stayers=found[1], moving=found[2])))


def around(value, arm=0.03):
    return value, value - arm, value + arm


@pytest.mark.parametrize("way", [1, -1])
def test_a_change_made_by_those_who_moved_is_called_so(way):
    change = around(way * 0.1)
    assert read(change, NOTHING, around(way * 0.1)) == "moving_alone"
    assert read(change, around(way * 0.02), around(way * 0.08)) == "moving_alone"
    # Those who stayed pull the other way.
    assert read(change, around(way * -0.05), around(way * 0.15)) == "moving_alone"


@pytest.mark.parametrize("way", [1, -1])
def test_a_change_made_by_those_who_stayed_is_called_so(way):
    change = around(way * 0.1)
    assert read(change, around(way * 0.1), NOTHING) == "stayers"
    assert read(change, around(way * 0.15), around(way * -0.05)) == "stayers"


@pytest.mark.parametrize("way", [1, -1])
def test_a_change_that_both_have_part_in_is_called_so(way):
    assert read(around(way * 0.1), around(way * 0.05), around(way * 0.05)) == "both"


@pytest.mark.parametrize(
    ("change", "stayers", "moving"),
    [
        pytest.param(NOTHING, NOTHING, NOTHING, id="nothing changed"),
        pytest.param(around(0.1, 0.11), NOTHING, around(0.1), id="change by chance"),
        pytest.param(around(0.1), around(0.0, 0.11), around(0.1), id="stayers unsure"),
        pytest.param(around(0.1), NOTHING, around(0.1, 0.11), id="movers unsure"),
        pytest.param(
            around(0.1), around(0.01), around(0.01), id="mostly born and aged"
        ),
        pytest.param(
            around(0.1), around(0.05, 0.06), around(0.05), id="half, perhaps none"
        ),
        pytest.param((np.nan,) * 3, (np.nan,) * 3, (np.nan,) * 3, id="no figures"),
    ],
)
def test_what_cannot_be_told_is_not_told(change, stayers, moving):
    assert read(change, stayers, moving) == "cannot_tell"


def test_many_changes_are_read_at_once():
    change = [np.array([0.1, 0.0]), np.array([0.07, -0.1]), np.array([0.13, 0.1])]
    part = Comparison(value=change[0], low=change[1], high=change[2])
    still = Comparison(value=np.zeros(2), low=np.zeros(2), high=np.zeros(2))
    found = readings(Certainty(change=part, stayers=still, moving=part))
    assert found.tolist() == ["moving_alone", "cannot_tell"]


def test_bounds_that_leave_room_for_no_change_leave_room_for_moving_alone():
    low, high = np.array([-0.1, 0.01, -0.2, 0.0]), np.array([0.1, 0.1, -0.1, 0.0])
    assert readings_of_bounds(low, high).tolist() == [
        "could_be_moving",
        "not_moving_alone",
        "not_moving_alone",
        "could_be_moving",
    ]
