"""Moving in simulated cities of persons, where what happened is known.

Larger runs of the same simulation stand in
``docs/simulations-deeper.md``.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.moving.moves import Moves
from nabolag.areas.moving.moving import moving


def answered(movers, town, *, seed):
    told = movers.simulated(town, seed=seed)
    return moving(told.moves, table=told.table, trends=told.trends)[0]


def readings(movers, runs=20, **planted):
    """Readings of the planted areas, and of the areas where nothing happened."""
    found, others = Counter(), Counter()
    town = movers.Town(people=3_000, areas=12, **planted)
    for seed in range(runs):
        said = answered(movers, town, seed=seed).splits["reading"].to_list()
        found.update(said[:2])
        others.update(said[2:])
    return found, others


def test_areas_that_changed_by_moving_alone_are_called_that(movers):
    found, others = readings(movers, drawn=((0, 0.05), (1, 0.6)))
    assert found["moving_alone"] >= 36  # of 40
    assert found["stayers"] == 0
    assert others["cannot_tell"] >= 190  # of 200


def test_areas_where_only_those_who_stayed_changed_are_called_that(movers):
    found, others = readings(movers, eased=((0, 0.4), (1, 1.6)))
    assert found["stayers"] >= 36
    assert found["moving_alone"] == 0
    assert others["cannot_tell"] >= 190


def test_areas_that_changed_both_ways_are_not_said_to_have_changed_one_way(movers):
    planted = {"drawn": ((0, 0.05), (1, 0.6)), "eased": ((0, 0.5), (1, 1.5))}
    found, _ = readings(movers, **planted)
    assert found["both"] >= 30
    assert found["moving_alone"] + found["stayers"] <= 4


@pytest.mark.parametrize(
    ("people", "more"),
    [
        pytest.param(400, {}, id="small areas"),
        # Nobody's situation lasts, so that the two counts truly are independent.
        pytest.param(1_000, {"chances": (0.2, 0.2), "lasting": 0.0}, id="no lasting"),
    ],
)
def test_the_interval_of_those_who_stayed_holds_that_they_did_not_change(
    movers, people, more
):
    town = movers.Town(people=people, areas=20, **more)
    splits = pl.concat(answered(movers, town, seed=n).splits for n in range(20))
    holds = (pl.col("stayers_low") <= 0) & (pl.col("stayers_high") >= 0)
    assert splits.select(holds.mean()).item() > 0.93


towns = st.fixed_dictionaries(
    {
        "areas": st.just(5),
        "people": st.integers(30, 300),
        "years": st.integers(1, 4),
        "turnover": st.floats(0.0, 0.2),
        "within": st.floats(0.0, 1.0),
        "eased": st.floats(0.0, 1.6).map(lambda factor: ((0, factor),)),
    }
)


@settings(max_examples=25)
@given(facts=towns, seed=st.integers(0, 10_000))
def test_bounds_hold_what_those_who_did_not_move_really_did(movers, facts, seed):
    town = movers.Town(**facts)
    told = movers.simulated(town, seed=seed)
    flows = told.moves.table.filter(pl.col("indicator").is_null())
    found, _ = moving(Moves(table=flows), table=told.table, trends=told.trends)
    low, high = (found.splits[f"stayers_{end}"].to_numpy() for end in ("low", "high"))
    assert len(low) == town.areas
    assert np.all(low <= told.not_movers + 1e-12)
    assert np.all(told.not_movers <= high + 1e-12)


def test_the_split_adds_up_to_the_change_that_is_published(movers):
    told = movers.simulated(movers.Town(people=500), seed=1)
    found, _ = moving(told.moves, table=told.table, trends=told.trends)
    parts = ("stayers", "moved_in", "moved_out", "entered", "left")
    added = found.splits.select(pl.sum_horizontal(parts)).to_series()
    # Everyone lives in some area here, so the rest of the city is the other areas.
    ends = told.table.filter(level="area").select("code", "period", "difference")
    last = ends.filter(period="2020")["difference"]
    first = ends.filter(period="2010")["difference"]
    assert added.to_numpy() == pytest.approx((last - first).to_numpy(), abs=1e-12)
