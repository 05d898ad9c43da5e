"""Slopes of all areas drawn together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from nabolag.areas.trends.drawn_together import (
    FOR_CHANCES,
    chance_of_growing,
    draw_together,
)

RNG = 20240907


def some_slopes(areas: int = 40):
    random = np.random.Generator(np.random.PCG64(RNG))
    spread = random.uniform(0.5, 2.0, areas)
    truth = random.normal(0, 1.5, areas)
    return truth + spread * random.normal(size=areas), spread


def test_what_is_expected_is_what_adding_up_over_a_fine_grid_gives():
    slope, spread = some_slopes()
    drawn = draw_together(slope, spread)
    level, level_spread, together = 0.7, 0.9, 0.4
    arrays = (np.full(40, each) for each in (level, level_spread, together))
    growing = chance_of_growing(drawn, *arrays)
    weights, widths = mixture_of(drawn, spread)
    for at in (0, 7, int(np.argmax(slope))):
        mean, chance, still = by_brute_force(
            slope[at], spread[at], (level, level_spread, together), weights, widths
        )
        assert drawn.mean[at] == pytest.approx(mean, abs=1e-5)
        assert drawn.standing[at] == pytest.approx(still, abs=1e-6)
        assert growing[at] == pytest.approx(chance, abs=1e-5)


def mixture_of(drawn, spread):
    """The parts of all areas and their widths, told from what single areas keep."""
    widths = spread[0] * np.sqrt(drawn.kept[0] / (1 - drawn.kept[0]))
    density = stats.norm.pdf(drawn.slope[0], 0, np.hypot(spread[0], widths))
    weights = drawn.chance[0] / density
    return weights / weights.sum(), widths


def by_brute_force(slope, spread, level, weights, widths):
    """Expected slope, chance of growing and of standing still, added up."""
    height, height_spread, together = level
    at = np.linspace(-12, 12, 200_001)
    step = at[1] - at[0]
    prior = sum(
        weight * stats.norm.pdf(at, 0, width)
        for weight, width in zip(weights[1:], widths[1:], strict=True)
    )
    moving = prior * stats.norm.pdf(slope, at, spread) * step
    still = weights[0] * stats.norm.pdf(slope, 0, spread)
    whole = moving.sum() + still
    # Where the level may lie, once the error of the slope is known
    error = (at - slope) / spread
    middle = height + together * height_spread * error
    above = stats.norm.cdf(middle / (height_spread * np.sqrt(1 - together**2)))
    growing = moving @ np.where(at > 0, above, 1 - above)
    return moving @ at / whole, growing / whole, still / whole


def test_the_parts_found_fit_better_than_any_beside_them():
    slope, spread = some_slopes()
    drawn = draw_together(slope, spread)
    weights, widths = mixture_of(drawn, spread)
    fit = stats.norm.pdf(slope[:, None], 0, np.hypot(spread[:, None], widths))

    def goodness(parts):
        return np.log(fit @ parts).sum() + 10 * np.log(parts[0])

    best = goodness(weights)
    for part in np.eye(len(weights)):
        assert goodness(0.999 * weights + 0.001 * part) < best + 1e-3


@settings(max_examples=25)
@given(st.permutations(range(12)))
def test_the_order_of_areas_does_not_matter(order):
    slope, spread = (each[:12] for each in some_slopes())
    first = draw_together(slope, spread).mean[list(order)]
    second = draw_together(slope[list(order)], spread[list(order)]).mean
    assert second == pytest.approx(first, rel=1e-6, abs=1e-9)


@settings(max_examples=25)
@given(st.floats(1e-4, 1e4))
def test_the_unit_does_not_matter(unit):
    slope, spread = some_slopes(12)
    found = draw_together(slope * unit, spread * unit).mean
    assert found == pytest.approx(unit * draw_together(slope, spread).mean, rel=1e-3)


@settings(max_examples=25)
@given(st.lists(st.floats(-20, 20), min_size=1, max_size=15))
def test_slopes_are_drawn_in_and_never_past_nothing(slopes):
    slope = np.array(slopes)
    mean = draw_together(slope, np.ones(len(slope))).mean
    assert np.all(mean * slope >= 0)
    assert np.all(np.abs(mean) <= np.abs(slope) + 1e-12)


def test_a_slope_among_many_that_move_is_drawn_in_less_than_one_among_still_ones():
    moving = np.array([3.0, *np.tile([4.0, -4.0], 20)])
    still = np.array([3.0, *np.tile([0.5, -0.5], 20)])
    among_moving, among_still = (
        draw_together(slope, np.ones(41)).mean[0] for slope in (moving, still)
    )
    assert among_still < 1.0 < 2.0 < among_moving


def test_fewer_still_areas_beforehand_let_more_move():
    slope, spread = some_slopes(10)
    wary = draw_together(slope, spread)
    even = draw_together(slope, spread, standing_still=FOR_CHANCES)
    assert even.still < wary.still
    assert np.all(np.abs(even.mean) >= np.abs(wary.mean))


def test_slopes_without_any_scatter_are_kept_as_they_are():
    mean = draw_together(np.array([1.0, -2.0, 0.0]), np.zeros(3)).mean
    assert mean == pytest.approx([1.0, -2.0, 0.0], abs=1e-6)
    assert draw_together(np.zeros(2), np.zeros(2)).mean.tolist() == [0.0, 0.0]


def test_no_areas_give_no_slopes():
    assert draw_together(np.array([]), np.array([])).mean.shape == (0,)


def test_a_spread_that_is_hard_to_find_is_not_sought_for_ever():
    # With nothing known beforehand many mixtures fit figures without change equally
    random = np.random.Generator(np.random.PCG64(RNG))
    spread = np.exp(random.normal(size=100))
    slope = spread * random.normal(size=100)
    mean = draw_together(slope, spread, standing_still=0.0).mean
    assert np.all(np.abs(mean) <= np.abs(slope))
    assert np.median(np.abs(mean / spread)) < 0.1
