from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit
from statsmodels.regression.linear_model import GLS

from nabolag.areas.trends.designs import design_spread
from nabolag.areas.trends.fitted import Line, Series
from nabolag.areas.trends.slopes import fit
from nabolag.values import Measure

LINE = [field.name for field in fields(Line)]


def series(value, other, **told):
    value = np.atleast_2d(np.asarray(value, dtype=float))
    areas, periods = value.shape
    counted = told.get("counted", False)
    known = np.where(np.isnan(value), np.nan, 1.0)
    usual = {
        "indicator": "x",
        "level": "area",
        "measure": Measure.SHARE if counted else Measure.AMOUNT,
        "per": 1.0,
        "counted": counted,
        "codes": tuple(f"{at:03}" for at in range(areas)),
        "names": tuple(f"Area {at}" for at in range(areas)),
        "periods": tuple(str(2010 + at) for at in range(periods)),
        "years": 2010.5 + np.arange(periods),
        "value": value,
        "other": known * np.asarray(other, dtype=float),
        "people": known * 1_000 if counted else known * np.nan,
        "other_people": known * 40_000 if counted else known * np.nan,
        "cluster": known,
    }
    return Series(**usual | told)


def shares(areas=6, periods=10, *, seed=1, slopes=0.0):
    random = np.random.Generator(np.random.PCG64(seed))
    city = 0.3 + random.normal(0, 0.02, periods)
    slopes = np.broadcast_to(slopes, areas)[:, None]
    truth = city + random.normal(0, 0.05, (areas, 1)) + slopes * np.arange(periods)
    return random.normal(truth, np.sqrt(0.21 / 1_000)), city


def errors(variance, rho):
    """Errors a year apart: what is left of the one before, and something new."""
    whole = np.diag(variance)
    for now in range(1, len(variance)):
        whole[now, :now] = whole[:now, now] = rho * whole[now - 1, :now]
        whole[now, now] += rho**2 * (whole[now - 1, now - 1] - variance[now])
    return whole


def by_hand(found, distances, area):
    """The average of statsmodels' lines over what is likely of the correlation."""
    years = found.series.years
    middle = (years[0] + years[-1]) / 2
    times = np.column_stack([np.ones(len(years)), years - middle])
    level, slope = np.array(
        [
            GLS(distances[area], times, sigma=errors(found.chance[area], rho))
            .fit()
            .params
            for rho in found.correlation.per_year
        ]
    ).T
    weight = found.correlation.weight
    between = (slope - slope @ weight) ** 2 @ weight
    return level @ weight, slope @ weight, between


def test_lines_are_averages_over_what_is_likely_of_the_correlation():
    values, city = shares(slopes=0.004)
    found = fit(series(values, city, counted=True))
    for area in range(6):
        level, slope, _ = by_hand(found, values - city, area)
        assert found.distance.level[area] == pytest.approx(level)
        assert found.distance.slope[area] == pytest.approx(slope)


def test_the_interval_goes_out_from_the_slope_by_its_spread():
    values, city = shares()
    line = fit(series(values, city, counted=True)).distance
    reach = stdtrit(line.freedom, 0.975) * line.spread
    np.testing.assert_allclose(line.high - line.slope, reach)
    np.testing.assert_allclose(line.slope - line.low, reach)
    assert (line.freedom > 8).all()
    assert line.freedom.max() <= 6 * 8 * (1 + 1e-9)


def test_the_ends_of_a_line_lie_on_it():
    values, city = shares()
    values[2, [0, 1, 9]] = np.nan
    line = fit(series(values, city)).distance
    span = np.array([9, 9, 6, 9, 9, 9])
    np.testing.assert_allclose(line.last - line.first, line.slope * span)
    np.testing.assert_allclose((line.last + line.first) / 2, line.level)


def test_figures_that_lie_late_tie_level_and_slope_together():
    values, _ = shares()
    even = fit(series(values, -np.ones(10))).distance
    assert np.abs(even.together).max() < 0.25  # only the averaging ties them
    values[:, 1:5] = np.nan
    late = fit(series(values, -np.ones(10))).distance
    assert (late.together < even.together).all()
    assert (np.abs(late.together) < 1).all()


def test_the_spread_of_a_slope_is_that_of_its_design_and_of_what_is_not_known():
    values, city = shares(seed=8)
    found = fit(series(values, city, counted=True))
    designed = design_spread(
        found.series.years,
        found.chance,
        correlation=found.correlation,
        dispersion=found.distance.dispersion,
    )
    for area in range(6):
        _, _, between = by_hand(found, values - city, area)
        whole = np.sqrt(designed[area] ** 2 + between)
        assert found.distance.spread[area] == pytest.approx(whole)


@pytest.mark.parametrize("alike", [False, True])
def test_the_height_of_a_line_is_never_less_sure_than_a_single_figure(alike):
    # With so few figures errors might last for ever, for all that can be seen.
    random = np.random.Generator(np.random.PCG64(3))
    values = random.normal(0.4, 0.03, (2, 4))
    if alike:
        values = values[:, :1] + random.normal(0, 1e-4, (2, 4))
    found = fit(series(values, 0.3, counted=True))
    chance = found.chance.mean(axis=1)
    left = [np.polyfit(range(4), area, 1, full=True)[1][0] for area in values]
    figure = np.sqrt(np.maximum(np.array(left) / 2, chance))
    assert (found.distance.level_spread < 1.1 * figure).all()
    assert (found.distance.level_spread > 0).all()


def test_an_area_alone_has_only_its_own_figures_to_go_by():
    values, city = shares(areas=1)
    found = fit(series(values, city, counted=True))
    assert found.distance.freedom[0] == pytest.approx(8)
    assert found.distance.low[0] < found.distance.slope[0] < found.distance.high[0]


def test_what_was_planted_is_found():
    slopes = np.array([0.02, -0.02, 0.0, 0.01, 0.0, 0.0])
    values, city = shares(periods=15, slopes=slopes)
    found = fit(series(values, city, counted=True))
    assert found.distance.slope == pytest.approx(slopes, abs=0.002)
    assert found.distance.dispersion == pytest.approx(1, abs=0.6)
    assert found.correlation.mean < 0.4


@pytest.mark.parametrize("times", [0.25, 4.0])
def test_scatter_may_be_less_than_chance_or_more(times):
    random = np.random.Generator(np.random.PCG64(4))
    values = random.normal(0.3, np.sqrt(times * 0.21 / 1_000), (60, 12))
    found = fit(series(values, 0.3, counted=True)).distance.dispersion
    assert np.median(found) == pytest.approx(times, rel=0.15)


def test_the_first_distance_and_its_chance_are_those_of_the_first_period():
    values, city = shares()
    values[1, :2] = np.nan
    found = fit(series(values, city, counted=True))
    assert found.first_period[:2] == ("2010", "2012")
    assert found.last_period == ("2019",) * 6
    assert found.periods.tolist() == [10, 8, 10, 10, 10, 10]
    assert found.first_distance[1] == pytest.approx(values[1, 2] - city[2])
    share = (found.distance.first + np.mean(city))[0]
    rough = share * (1 - share) / 1_000 * found.distance.dispersion[0]
    assert found.first_variance[0] == pytest.approx(rough, rel=0.1)


def test_an_area_with_three_figures_has_no_line_and_changes_none():
    values, city = shares(areas=5)
    short = np.vstack([values, np.full(10, np.nan)])
    short[5, [0, 4, 8]] = 0.9
    found, without = (
        fit(series(short, city, counted=True)),
        fit(series(values, city, counted=True)),
    )
    for side in ("distance", "ratio"):
        for name in LINE:
            there = getattr(getattr(found, side), name)
            assert np.isnan(there[5])
            np.testing.assert_allclose(there[:5], getattr(getattr(without, side), name))
    assert (found.first_period[5], found.last_period[5]) == (None, None)
    assert found.periods[5] == 0
    assert np.isnan(found.first_distance[5])
    assert np.isnan(found.first_variance[5])
    assert np.isfinite(found.chance[5]).sum() == 3
    assert found.notices == ()


def test_too_short_a_series_leaves_what_was_thought_beforehand():
    found = fit(series(np.ones((3, 2)), 2.0))
    assert np.isnan(found.distance.slope).all()
    assert found.correlation.mean == pytest.approx(2 / np.pi, abs=0.02)


def test_figures_without_any_scatter_have_no_line_and_that_is_told():
    found = fit(series(np.full((8, 5), 3.0), 4.0))
    assert np.isnan(found.distance.slope).all()
    (notice,) = found.notices
    assert notice.code == "trend_without_scatter"
    assert notice.where.indicator == "x"
    assert dict(notice.facts) == {
        "level": "area",
        "areas": ", ".join(f"Area {at}" for at in range(6)),
        "more": 2,
        "count": 8,
    }


def test_one_area_without_scatter_among_others_has_a_line_as_unsure_as_theirs():
    values, _ = shares(areas=5)
    values[4] = 0.5
    found = fit(series(values, 0.3))
    assert found.distance.slope[4] == pytest.approx(0, abs=1e-12)
    assert found.distance.spread[4] > found.distance.spread[:4].min() / 3
    assert found.notices == ()


def test_a_ratio_is_the_value_by_the_citys():
    values, city = shares(slopes=0.004)
    found = fit(series(values, city, counted=True))
    still = fit(series(values, 0.3, counted=True))
    assert found.ratio.level == pytest.approx(1 + found.distance.level / 0.3, rel=0.03)
    np.testing.assert_allclose(still.ratio.slope, still.distance.slope / 0.3, rtol=0.02)
    np.testing.assert_allclose(
        still.ratio.low, still.distance.low / 0.3, rtol=0.1, atol=1e-3
    )


def test_an_area_held_against_nothing_has_a_distance_and_no_ratio():
    values, city = shares()
    others = np.broadcast_to(city, values.shape).copy()
    others[0, 4] = 0.0
    found = fit(series(values, others, counted=True))
    assert np.isfinite(found.distance.slope).all()
    assert np.isnan(found.ratio.slope).tolist() == [True, *[False] * 5]


def test_nobody_counted_in_any_year_still_has_an_honest_interval():
    random = np.random.Generator(np.random.PCG64(9))
    values = random.binomial(100, 0.01, (20, 8)) / 100
    values[0] = 0
    found = fit(series(values, 0.01, counted=True, people=np.full(values.shape, 100.0)))
    assert found.distance.low[0] < 0 < found.distance.high[0]
    assert found.distance.spread[0] > found.distance.spread.max() / 10


@settings(max_examples=20)
@given(
    shocks=st.lists(st.floats(-20, 20), min_size=9, max_size=9),
    seed=st.integers(0, 1_000),
)
def test_what_happens_to_the_whole_city_alike_leaves_the_slopes(shocks, seed):
    random = np.random.Generator(np.random.PCG64(seed))
    values = random.normal(size=(5, 9))
    city = np.full(9, -100.0)  # below 0, so that scatter does not go with the level
    before = fit(series(values, city)).distance
    after = fit(series(values + shocks, city + shocks)).distance
    for name in LINE:
        np.testing.assert_allclose(
            getattr(after, name), getattr(before, name), rtol=1e-6, atol=1e-9
        )


@settings(max_examples=20)
@given(times=st.floats(1e-3, 1e4), seed=st.integers(0, 1_000))
def test_the_unit_of_measure_does_not_matter(times, seed):
    random = np.random.Generator(np.random.PCG64(seed))
    values, city = random.normal(30, 3, (5, 9)), random.normal(30, 1, 9)
    one, other = fit(series(values, city)), fit(series(times * values, times * city))
    for name in ("slope", "low", "high", "level", "first", "last"):
        np.testing.assert_allclose(
            getattr(other.distance, name),
            times * getattr(one.distance, name),
            rtol=1e-6,
        )
        np.testing.assert_allclose(
            getattr(other.ratio, name), getattr(one.ratio, name), rtol=1e-6
        )


def test_areas_that_keep_their_ratio_to_a_growing_city_are_told_on_their_own_side():
    # As prices do: everything doubles and scatter with it, and errors last for years.
    random = np.random.Generator(np.random.PCG64(12))
    city = np.linspace(30_000, 60_000, 13) + random.normal(0, 500, 13)
    times = np.linspace(0.7, 1.3, 40)[:, None]
    lasting = random.normal(0, 0.02, (40, 13)).cumsum(axis=1)
    found = fit(series(city * (times + lasting), city))
    assert found.correlation.mean > 0.8
    sides = np.sign(times[:, 0] - 1)
    far = np.abs(times[:, 0] - 1) > 0.15
    assert (np.sign(found.distance.level[far]) == sides[far]).all()
    grown = (times[:, 0] - 1) * 30_000 / 12
    held = (found.distance.low <= grown) & (grown <= found.distance.high)
    assert held.mean() > 0.85
    assert np.median(found.distance.spread) < 0.03 * 60_000 / np.sqrt(12)
    still = (found.ratio.low <= 0) & (found.ratio.high >= 0)
    assert still.mean() > 0.85


@settings(max_examples=20)
@given(order=st.permutations(range(6)))
def test_every_area_keeps_its_line_in_whatever_order_they_stand(order):
    values, city = shares()
    straight = fit(series(values, city, counted=True))
    mixed = fit(series(values[list(order)], city, counted=True))
    for name in LINE:
        np.testing.assert_allclose(
            getattr(mixed.distance, name), getattr(straight.distance, name)[list(order)]
        )


def test_turning_time_round_turns_the_slopes():
    values, _ = shares(slopes=0.004)
    there = fit(series(values, -1.0)).distance
    back = fit(series(values[:, ::-1], -1.0)).distance
    np.testing.assert_allclose(back.slope, -there.slope)
    np.testing.assert_allclose(back.low, -there.high)
    np.testing.assert_allclose(back.first, there.last)
