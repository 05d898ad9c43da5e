"""Counts of movers laid side by side."""

from __future__ import annotations

import pytest

from nabolag.areas.moving.counted import on_their_levels, side_by_side, with_years


def test_each_status_has_its_own_columns_and_what_is_absent_is_null(moves):
    rows = moves(
        [
            {"status": "stayed", "people": 5, "numerator_before": 2, "numerator": 3},
            {"status": "moved_out", "people": 4, "numerator_before": 1},
        ]
    )
    (found,) = side_by_side(rows, keys=["area"]).iter_rows(named=True)
    assert (found["from_year"], found["to_year"], found["years"]) == (2014, 2024, 10)
    stayed = ("stayed", "stayed_before", "stayed_after")
    assert [found[name] for name in stayed] == [5, 2, 3]
    assert [found["moved_out"], found["moved_out_before"]] == [4, 1]
    assert [found["moved_in"], found["moved_in_after"]] == [None, None]


def test_of_nobody_nobody_is_counted_and_of_an_unknown_number_nothing_is_known(moves):
    rows = moves(
        [{"status": "entered", "people": 0}, {"status": "left", "people": None}]
    )
    (found,) = side_by_side(rows, keys=["area"]).iter_rows(named=True)
    assert (found["entered_after"], found["left_before"]) == (0, None)


def test_years_are_read_from_any_period(moves):
    rows = moves([{"first": "2014K4", "last": "2024-01-01"}])
    assert with_years(rows).row(0)[-3:] == (2014, 2024, 10)


def test_no_rows_have_no_years(moves):
    assert with_years(moves([])).height == 0


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(["delbydel"], "delbydel", id="the figures know better"),
        pytest.param(["delbydel", "district"], "area", id="two levels say nothing"),
        pytest.param([], "area", id="not in the figures"),
    ],
)
def test_levels_are_those_of_the_figures_where_these_are_sure(
    moves, figures, known, expected
):
    table = figures({"level": level} for level in [*known, *known])
    assert on_their_levels(moves([{}]), table)["level"].to_list() == [expected]
