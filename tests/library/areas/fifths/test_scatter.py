"""Chance in figures without counts, from their scatter over the years."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.fifths.scatter import SHARED, scatter

NAN = float("nan")


def fitted_by_least_squares(values, *, lines):
    """Sum of squares left by year effects and a mean, or a line, for each area."""
    areas, periods = values.shape
    area = np.kron(np.eye(areas), np.ones((periods, 1)))
    year = np.kron(np.ones((areas, 1)), np.eye(periods))
    parts = [area, year]
    if lines:
        parts.append(area * np.tile(np.arange(periods), areas)[:, np.newaxis])
    design = np.hstack(parts)
    found, *_ = np.linalg.lstsq(design, values.ravel(), rcond=None)
    left = ((values.ravel() - design @ found) ** 2).reshape(values.shape).sum(axis=1)
    return left, values.size - np.linalg.matrix_rank(design)


@pytest.mark.parametrize(("periods", "lines"), [(2, False), (3, False), (6, True)])
def test_the_scatter_is_that_of_a_least_squares_fit(periods, lines):
    values = np.random.default_rng(1).normal(size=(7, periods)) * 3 + 10
    left, freedom = fitted_by_least_squares(values, lines=lines)
    shared = left.sum() / freedom
    own = freedom / 7
    expected = (SHARED * shared + left) / (SHARED + own)
    assert scatter(values, np.arange(periods)) == pytest.approx(expected)


def test_what_a_year_did_to_all_areas_is_no_scatter():
    assert scatter([[1, 2, 9], [3, 4, 11]], [1, 2, 3]) == pytest.approx(0)


def test_a_line_of_its_own_is_no_scatter_from_four_figures_on():
    years = np.array([2015, 2017, 2018, 2024])
    values = np.outer([1.0, 2.0, -3.0], years) + 5
    assert scatter(values, years) == pytest.approx(0, abs=1e-12)
    assert (scatter(values[:, :3], years[:3]) > 1).all()


def test_an_area_with_one_figure_gets_what_is_shared():
    values = np.random.default_rng(2).normal(size=(6, 5))
    values[:2, :4] = NAN
    found = scatter(values, np.arange(5))
    assert found[0] == found[1]
    assert found[2:].min() < found[0] < found[2:].max()


def test_without_two_figures_anywhere_nothing_is_known():
    assert scatter([[1.0, NAN], [NAN, 2.0], [3.0, NAN]], [1, 2]) is None
    assert scatter([[1.0, 2.0]], [1, 2]) is None


def test_years_nobody_has_a_figure_of_do_not_matter():
    values = np.array([[1.0, 2.0], [2.0, 5.0], [1.0, 0.0]])
    with_hole = np.insert(values, 1, NAN, axis=1)
    assert scatter(with_hole, [1, 2, 3]) == pytest.approx(scatter(values, [1, 3]))


@pytest.mark.parametrize("periods", [2, 3, 5, 10])
def test_the_scatter_is_right_on_average_where_figures_are_missing(periods):
    random = np.random.default_rng(3)
    found = []
    for _ in range(150):
        values = random.normal(0, 2, (30, periods)) + random.normal(0, 9, (30, 1))
        values[:, :-1][random.random((30, periods - 1)) < 0.15] = NAN
        found.append(scatter(values, np.arange(periods)).mean())
    assert np.mean(found) == pytest.approx(4, rel=0.06)
