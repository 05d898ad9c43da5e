"""What the trend says of the distance, and when it cannot tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabolag.areas.trends.verdicts import judge

APART = np.array([-6.0, -2.0, 2.0, 6.0] * 3)
"""Levels whose standard deviation is about 4.7, so that the margin is about 0.12."""


def told_first(lines, slope, **told):
    """The verdicts of one area among eleven that stand still."""
    slopes = np.zeros(12)
    slopes[0] = slope
    level = APART.copy()
    level[0] = told.pop("level", 5.0)
    judged = judge(lines(slopes, level=level, **told))
    return str(judged.verdict[0]), str(judged.verdict_alone[0]), judged


@pytest.mark.parametrize(
    ("slope", "level", "verdict"),
    [
        (1.0, 5.0, "widening"),
        (-1.0, 5.0, "narrowing"),
        (1.0, -5.0, "narrowing"),
        (-1.0, -5.0, "widening"),
    ],
)
def test_the_distance_grows_where_the_line_goes_away_from_the_city(
    lines, slope, level, verdict
):
    watched, alone, judged = told_first(lines, slope, level=level)
    assert (watched, alone) == (verdict, verdict)
    assert (judged.p_widening[0] > 0.5) == (verdict == "widening")


def test_a_line_that_crosses_the_city_midway_cannot_be_told(lines):
    # From 5 under the city to 5 over it: as far away as it was
    watched, alone, judged = told_first(lines, 1.0, level=0.0)
    assert (watched, alone) == ("cannot_tell", "cannot_tell")
    assert judged.p_widening[0] == pytest.approx(0.5)


def test_the_lucky_one_among_many_is_told_only_where_it_was_named_beforehand(lines):
    watched, alone, judged = told_first(lines, 0.25)
    assert (watched, alone) == ("cannot_tell", "widening")
    assert 0 < judged.shrunk_slope[0] < 0.15


def test_a_standstill_is_told_where_the_slope_surely_lies_inside_the_margin(lines):
    for spread, verdict in ((0.05, "unchanged"), (0.1, "cannot_tell")):
        watched, alone, judged = told_first(lines, 0.0, spread=spread)
        assert 0.11 < judged.margin < 0.13
        assert (watched, alone) == (verdict, verdict)


def test_unchanged_must_be_right_in_nineteen_of_twenty_cases_on_both_sides_together(
    lines,
):
    # 1.8 standard errors on either side: 3.6 % lie outside on each, 7.2 % in all
    *_, plain = told_first(lines, 0.0)
    for widths, verdict in ((1.8, "cannot_tell"), (2.0, "unchanged")):
        watched, _, judged = told_first(lines, 0.0, spread=plain.margin / widths)
        assert (judged.margin, watched) == (plain.margin, verdict)


def test_a_certain_change_too_small_to_matter_is_unchanged(lines):
    watched, alone, judged = told_first(lines, 0.05, spread=0.01)
    assert (watched, alone) == ("unchanged", "unchanged")
    assert judged.p_widening[0] > 0.99


def test_unchanged_in_points_but_not_in_ratio_depends_on_the_scale(lines):
    watched, alone, _ = told_first(lines, 0.0, spread=0.01, ratio_slope=0.05)
    assert (watched, alone) == ("depends_on_scale", "depends_on_scale")


def test_a_ratio_that_changes_less_than_its_own_margin_changes_nothing(lines):
    # The margin is about 0.12 points of 20: 0.006
    watched, alone, _ = told_first(lines, 0.0, spread=0.01, ratio_slope=0.004)
    assert (watched, alone) == ("unchanged", "unchanged")


@pytest.mark.parametrize("slope", [1.0, -1.0])
def test_points_and_ratio_that_go_opposite_ways_depend_on_the_scale(lines, slope):
    watched, alone, _ = told_first(lines, slope, ratio_slope=-slope / 20)
    assert (watched, alone) == ("depends_on_scale", "depends_on_scale")


@pytest.mark.parametrize("slope", [1.0, -1.0])
def test_points_that_move_while_the_ratio_stands_depend_on_the_scale(lines, slope):
    # The margin of the ratio is about 0.006: surely still, though it goes along.
    watched, alone, _ = told_first(
        lines, slope, ratio_slope=slope / 1000, ratio_spread=0.001
    )
    assert (watched, alone) == ("depends_on_scale", "depends_on_scale")


def test_beside_a_city_at_nothing_the_points_decide(lines):
    fitted = lines([1.0, 0.0, 0.0, 0.0], level=APART[:4])
    without = np.full(4, np.nan)
    alone = replace(
        fitted,
        series=replace(fitted.series, other=fitted.series.other * 0),
        ratio=replace(fitted.ratio, slope=without, low=without, high=without),
    )
    assert judge(alone).verdict_alone[0] == judge(fitted).verdict_alone[0]


def test_half_of_the_city_is_as_far_away_as_twice(lines):
    # In points 5 below and growing; the ratio goes from 0.75 to 0.6, so away from 1 too
    watched, _, _ = told_first(lines, -1.0, level=-5.0, ratio_slope=-0.01)
    assert watched == "widening"


def test_without_a_ratio_the_points_decide(lines):
    watched, alone, _ = told_first(
        lines, 1.0, ratio_slope=np.nan, ratio_level=np.full(12, np.nan)
    )
    assert (watched, alone) == ("widening", "widening")


def test_a_ratio_line_below_nothing_contradicts_nothing(lines):
    watched, _, _ = told_first(
        lines, 1.0, ratio_slope=-0.1, ratio_level=np.full(12, 0.3)
    )
    assert watched == "widening"


def test_an_area_without_a_line_gets_nothing_and_takes_nothing_from_others(lines):
    slopes = np.array([1.0, 0.2, -0.1, 0.0, 0.1, np.nan])
    level = np.array([5.0, -6.0, 4.0, 1.0, -3.0, np.nan])
    with_hole = judge(lines(slopes, level=level))
    without = judge(lines(slopes[:5], level=level[:5]))
    assert (with_hole.verdict[5], with_hole.verdict_alone[5]) == (None, None)
    assert np.isnan([with_hole.p_widening[5], with_hole.shrunk_slope[5]]).all()
    assert with_hole.verdict[:5].tolist() == without.verdict.tolist()
    assert with_hole.p_widening[:5] == pytest.approx(without.p_widening)


def test_a_level_without_any_line_is_judged_without_complaint(lines):
    judged = judge(lines(np.full(3, np.nan)))
    assert judged.verdict.tolist() == [None, None, None]
    assert np.isnan(judged.margin)


def test_under_four_areas_unchanged_is_never_told(lines):
    judged = judge(lines(np.zeros(3), spread=0.0001, level=np.array([-9.0, 0.0, 9.0])))
    assert np.isnan(judged.margin)
    assert set(judged.verdict) == {"cannot_tell"}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(-9, 9)), min_size=5, max_size=12),
    st.floats(0.02, 50),
)
def test_the_unit_and_the_way_the_scale_is_turned_do_not_matter(lines, areas, unit):
    slope, level = np.array(areas).T
    plain = judge(lines(slope, level=level, level_spread=0.5))
    larger = judge(
        lines(slope * unit, level=level * unit, spread=unit / 10, level_spread=unit / 2)
    )
    turned = judge(lines(-slope, level=-level, level_spread=0.5))
    assert larger.p_widening == pytest.approx(plain.p_widening, abs=1e-3)
    assert turned.p_widening == pytest.approx(plain.p_widening, abs=1e-6)
    assert turned.shrunk_slope == pytest.approx(-plain.shrunk_slope, abs=1e-6)
