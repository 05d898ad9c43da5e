"""Who is counted where, and what became of everybody between two years."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nabolag.areas.moving.moves import Status
from nabolag.demo.migrations import Span, of_age
from nabolag.demo.move_tables import COUNTED, GROUPS
from nabolag.demo.registers import (
    Register,
    home_counts,
    people_counts,
    register,
)
from nabolag.demo.town import NOWHERE

S = Status


def a_register(year: int, area: list[int], **other: object) -> Register:
    many = len(area)
    known = {
        "latest": np.array(area),
        "age": np.full(many, 40),
        "born_in": np.full(many, NOWHERE),
        "died": np.zeros(many, dtype=bool),
        "has": {},
    }
    told = {key: np.array(value) for key, value in other.items()}
    return Register(year=year, area=np.array(area), **{**known, **told})


def everyone(*registers: Register) -> list[np.ndarray]:
    return [np.ones(len(each.area), dtype=bool) for each in registers]


def test_each_status_by_an_example():
    # Stayed, moved within the city, died, left the city, moved away and then died;
    # then, unknown at the start: came, was born here, was born elsewhere in the city.
    first = a_register(2014, [0, 0, 0, 0, 0])
    last = a_register(
        2025,
        [0, 1, NOWHERE, NOWHERE, NOWHERE, 1, 1, 1],
        latest=[0, 1, 0, 0, 1, 1, 1, 1],
        died=[False, False, True, False, True, False, False, False],
        born_in=[NOWHERE] * 6 + [1, 0],
    )
    became = Span(first=first, last=last).became(*everyone(first, last))
    ids = {status: np.flatnonzero(area != NOWHERE) for status, area in became.items()}
    assert {status: found.tolist() for status, found in ids.items()} == {
        S.STAYED: [0],
        S.MOVED_OUT: [1, 3, 4],
        S.LEFT: [2],
        S.MOVED_IN: [1, 5, 7],
        S.ENTERED: [6],
    }


def test_growing_in_or_out_of_the_age_counted_is_no_move():
    first, last = a_register(2014, [0, 0]), a_register(2025, [0, 0])
    grown = np.array([False, True]), np.array([True, False])
    became = Span(first=first, last=last).became(*grown)
    assert became[S.ENTERED].tolist() == [0, NOWHERE]
    assert became[S.LEFT].tolist() == [NOWHERE, 0]


AREAS = st.integers(NOWHERE, 3)


@given(data=st.data(), known=st.integers(1, 30), new=st.integers(0, 20))
def test_everybody_counted_has_one_status_at_each_end(data, known, new):
    many = known + new
    first = a_register(2014, data.draw(arrays(int, known, elements=AREAS)).tolist())
    last = a_register(
        2025,
        data.draw(arrays(int, many, elements=AREAS)).tolist(),
        latest=data.draw(arrays(int, many, elements=AREAS)),
        died=data.draw(arrays(bool, many)),
        born_in=data.draw(arrays(int, many, elements=AREAS)),
    )
    at_start, at_end = data.draw(arrays(bool, known)), data.draw(arrays(bool, many))
    became = Span(first=first, last=last).became(at_start, at_end)
    counts = {
        status: np.bincount(area[area != NOWHERE], minlength=4)
        for status, area in became.items()
    }
    was = first.area[at_start & (first.area != NOWHERE)]
    is_ = last.area[at_end & (last.area != NOWHERE)]
    before = counts[S.STAYED] + counts[S.MOVED_OUT] + counts[S.LEFT]
    after = counts[S.STAYED] + counts[S.MOVED_IN] + counts[S.ENTERED]
    assert before.tolist() == np.bincount(was, minlength=4).tolist()
    assert after.tolist() == np.bincount(is_, minlength=4).tolist()


def test_registers_remember_the_dead_and_those_who_have_left(years):
    one = register(years[0], None)
    two = register(years[1], one)
    dead = years[1].died
    assert (two.area[dead] == NOWHERE).all()
    assert (two.latest[dead] == one.area[dead]).all()
    assert two.died[dead].all()
    gone = (one.area != NOWHERE) & (two.area[: len(one.area)] == NOWHERE)
    assert (two.age[: len(one.age)][gone] == one.age[gone] + 1).all()
    assert (two.latest[: len(one.area)][gone] == one.area[gone]).all()


def test_registers_tell_the_same_counts_as_the_town(years, some_places):
    areas = len(some_places)
    known = register(years[0], None)
    counted = people_counts(years[0].town, areas=areas)
    for indicator, (low, high, _) in COUNTED.items():
        among = of_age(known, low, high) & (known.area != NOWHERE)
        has = among & known.has[indicator]
        whole = np.bincount(known.area[among], minlength=areas)
        part = np.bincount(known.area[has], minlength=areas)
        assert whole.tolist() == counted[indicator].denominator.tolist()
        assert part.tolist() == counted[indicator].numerator.tolist()


def test_no_count_is_above_its_whole(years, some_places):
    town, areas = years[-1].town, len(some_places)
    for counted in (
        *home_counts(town, areas=areas).values(),
        *people_counts(town, areas=areas).values(),
    ):
        assert (counted.numerator >= 0).all()
        assert (counted.numerator <= counted.denominator).all()
    every = people_counts(town, areas=areas)["far_from_green"].denominator
    assert every.sum() == len(town.people)


def everybody(small_city) -> pl.DataFrame:
    return small_city.moves.table.filter(
        pl.col("indicator").is_null() & pl.col("group").is_null()
    )


def test_people_who_stay_come_and_go_add_up_from_year_to_year(whole_city):
    rows = everybody(whole_city).pivot(
        "status", index=["area", "first", "last"], values="people"
    )
    start = pl.col("stayed") + pl.col("moved_out") + pl.col("left")
    end = pl.col("stayed") + pl.col("moved_in") + pl.col("entered")
    both = rows.select("area", "first", "last", "population", start=start, end=end)
    following = both.join(
        both.select("area", next_start="start", last="first"), on=["area", "last"]
    )
    assert following.height == 60 * 10
    assert (following["end"] == following["next_start"]).all()
    assert (both["population"] == (both["start"] + both["end"]) / 2).all()


def test_moves_by_age_add_up_to_all_moves(whole_city):
    by_age = whole_city.moves.table.filter(pl.col("group").is_not_null())
    assert by_age["last"].unique().sort().to_list() == ["2023", "2024", "2025"]
    assert set(by_age["group"]) == set(GROUPS)
    shown = by_age.group_by("area", "last", "status").agg(
        pl.col("people").sum(), hidden=pl.col("people").null_count()
    )
    both = shown.join(
        everybody(whole_city), on=["area", "last", "status"], suffix="_in_all"
    )
    whole = both.filter(hidden=0)
    assert whole.height > 400
    assert (whole["people"] == whole["people_in_all"]).all()


@pytest.mark.parametrize("indicator", COUNTED)
def test_the_split_has_the_counts_of_the_published_figures(whole_city, indicator):
    rows = whole_city.moves.table.filter(indicator=indicator)
    figures = whole_city.observations.table.filter(indicator=indicator, level="area")
    for status, period, numerator in (
        ({"stayed", "moved_out", "left"}, "first", "numerator_before"),
        ({"stayed", "moved_in", "entered"}, "last", "numerator"),
    ):
        added = (
            rows.filter(pl.col("status").is_in(status))
            .group_by("area", pl.col(period).alias("period"))
            .agg(pl.col("people", numerator).sum(), pl.col("note").count())
            .filter(note=0)
            .join(figures, on=["area", "period"], suffix="_published")
        )
        assert added.height > 20
        assert (added["people"] == added["denominator"]).all()
        published = "numerator" + "_published" * (numerator == "numerator")
        assert (added[numerator] == added[published]).all()


def test_small_counts_of_moves_are_withheld_whole(small_city):
    table = small_city.moves.table
    hidden = table.filter(note="confidential")
    assert hidden.height > 0
    for count in ("people", "numerator_before", "numerator"):
        assert hidden[count].null_count() == hidden.height
        shown = table[count].drop_nulls()
        assert ((shown == 0) | (shown >= 5)).all()
