"""Lines through figures alike in time, against statsmodels with dense matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.regression.linear_model import GLS, WLS

from nabolag.areas.trends.whitening import design, ends, lines

YEARS = np.array([0.0, 1, 2, 3, 5, 6, 8, 9])
RHO = np.array([0.0, 0.4, 0.9, 0.998])


def drawn(areas=4):
    random = np.random.Generator(np.random.PCG64(11))
    figures = random.normal(5, 2, (areas, len(YEARS)))
    figures[0, [0, 3]] = figures[1, 7] = figures[2, [1, 2, 4, 5]] = np.nan
    return figures, np.where(
        np.isnan(figures), np.nan, random.gamma(3, 1, figures.shape)
    )


def covariance(variance, rho, years):
    """Each error is what is left of the one before it and something new of its size."""
    whole = np.diag(variance.astype(float))
    for now in range(1, len(years)):
        left = rho ** (years[now] - years[now - 1])
        whole[now, :now] = whole[:now, now] = left * whole[now - 1, :now]
        whole[now, now] = left**2 * whole[now - 1, now - 1]
        whole[now, now] += (1 - left**2) * variance[now]
    return whole


def by_statsmodels(figures, variance, rho):
    known = ~np.isnan(figures)
    years = YEARS[known]
    times = np.column_stack([np.ones(len(years)), years - (years[0] + years[-1]) / 2])
    shape = covariance(variance[known], rho, years)
    return GLS(figures[known], times, sigma=shape).fit()


def test_lines_are_those_of_generalised_least_squares():
    figures, variance = drawn()
    found = lines(YEARS, figures, variance, RHO)
    for area in range(len(figures)):
        for of, rho in enumerate(RHO):
            oracle = by_statsmodels(figures[area], variance[area], rho)
            shape = oracle.normalized_cov_params
            assert oracle.params == pytest.approx(
                [found.level[area, of], found.slope[area, of]], rel=1e-9
            )
            assert found.design.slope_variance[area, of] == pytest.approx(shape[1, 1])
            assert found.design.level_variance[area, of] == pytest.approx(shape[0, 0])
            assert found.design.covariance[area, of] == pytest.approx(shape[0, 1])
            assert found.scatter[area, of] == pytest.approx(
                oracle.scale * oracle.df_resid, rel=1e-8
            )
            assert found.freedom[area] == oracle.df_resid
    assert not found.exact.any()


def test_independent_figures_are_fitted_by_weighted_least_squares():
    figures, variance = drawn()
    found = lines(YEARS, figures[3:], variance[3:], np.zeros(1))
    times = np.column_stack([np.ones(len(YEARS)), YEARS - 4.5])
    oracle = WLS(figures[3], times, weights=1 / variance[3]).fit()
    assert oracle.params == pytest.approx([found.level[0, 0], found.slope[0, 0]])
    np.testing.assert_allclose(found.at(YEARS)[0], oracle.fittedvalues)


def test_a_line_by_hand():
    found = lines(
        np.arange(4.0), np.array([[1.0, 2, 2, 3]]), np.ones((1, 4)), np.zeros(1)
    )
    assert found.slope[0, 0] == pytest.approx(0.6)
    assert found.level[0, 0] == pytest.approx(2.0)
    assert found.scatter[0, 0] == pytest.approx(0.2)
    assert found.design.slope_variance[0, 0] == pytest.approx(1 / 5)
    assert (found.freedom[0], found.design.span[0], found.design.middle[0]) == (
        2,
        3,
        1.5,
    )


def test_the_determinant_is_that_of_the_whole_matrix():
    figures, variance = drawn()
    found = lines(YEARS, figures, variance, RHO).design.links.log_determinant()
    for area in range(len(figures)):
        years = YEARS[~np.isnan(figures[area])]
        for of, rho in enumerate(RHO):
            alike = covariance(np.ones(len(years)), rho, years)
            assert found[area, of] == pytest.approx(np.linalg.slogdet(alike)[1])


@given(
    turn=st.floats(-1e3, 1e3),
    rise=st.floats(-1e6, 1e6),
    times=st.floats(1e-3, 1e3),
)
def test_a_line_added_is_found_again_and_leaves_the_scatter(turn, rise, times):
    figures, variance = drawn()
    before = lines(YEARS, figures, variance, RHO)
    after = lines(YEARS, times * (figures + rise + turn * YEARS), variance, RHO)
    size = 1e-9 * times * (1 + abs(turn) + abs(rise))
    np.testing.assert_allclose(after.slope, times * (before.slope + turn), atol=size)
    middle = before.level + rise + turn * before.design.middle[:, None]
    np.testing.assert_allclose(after.level, times * middle, atol=10 * size)


@pytest.mark.parametrize("start", [0.0, -7e5])
@pytest.mark.parametrize("turn", [0.0, 0.1, -3e4])
def test_figures_exactly_on_a_line_are_known_as_such(start, turn):
    figures = start + turn * YEARS[None, :]
    found = lines(YEARS, np.repeat(figures, 2, axis=0), np.ones((2, 8)), RHO)
    assert found.exact.all()
    np.testing.assert_allclose(found.slope, turn, atol=1e-9)
    assert (found.scatter > 0).all()


def test_a_little_scatter_about_a_steep_line_is_scatter():
    figures = 1e3 * YEARS + 1e-2 * np.cos(YEARS)
    assert not lines(YEARS, figures[None], np.ones((1, 8)), RHO).exact.any()


def test_no_areas_give_no_lines():
    nothing = np.empty((0, 8))
    found = lines(YEARS, nothing, nothing, RHO)
    assert found.slope.shape == (0, 4)


def test_years_and_quarters_may_stand_in_one_series():
    years = np.array([0.0, 1, 1.25, 1.5, 1.75, 2.75])
    found = design(years, np.ones((1, 6)), RHO)
    times = np.column_stack([np.ones(6), years - 1.375])
    for of, rho in enumerate(RHO):
        inverse = np.linalg.inv(covariance(np.ones(6), rho, years))
        shape = np.linalg.inv(times.T @ inverse @ times)
        assert found.slope_variance[0, of] == pytest.approx(shape[1, 1])


def test_the_ends_are_the_first_and_last_figure():
    known = np.array([[0, 1, 0, 1, 0], [1, 1, 1, 1, 1]], dtype=bool)
    assert ends(known).tolist() == [[1, 0], [3, 4]]
