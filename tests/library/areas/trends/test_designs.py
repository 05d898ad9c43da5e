from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.trends.autocorrelation import independent
from nabolag.areas.trends.designs import design_spread
from nabolag.areas.trends.fitted import Correlation

YEARS = np.arange(2015.5, 2025.5)


def spread(variance, *, correlation=None, dispersion=1.0):
    return design_spread(
        YEARS,
        variance,
        correlation=correlation or independent(),
        dispersion=np.full(len(variance), dispersion),
    )


def test_independent_years_give_the_textbook_error():
    # Ten years: the squared distances from the middle add up to 82.5.
    found = spread(np.full((1, 10), 4.0), dispersion=0.5)
    assert found[0] == pytest.approx(np.sqrt(0.5 * 4 / 82.5))


def test_years_that_follow_each_other_closely_tell_the_first_and_last_only():
    # A walk with steps of variance s: the slope is known as well as its two ends.
    nearly = Correlation(per_year=np.array([1 - 1e-7]), weight=np.ones(1))
    found = spread(np.ones((1, 10)), correlation=nearly)
    assert found[0] == pytest.approx(np.sqrt(2e-7 / 9), rel=1e-4)


def test_variances_are_averaged_over_what_is_likely():
    both = Correlation(per_year=np.array([0.0, 0.7]), weight=np.array([0.25, 0.75]))
    each = [
        spread(
            np.ones((1, 10)),
            correlation=Correlation(per_year=np.array([r]), weight=np.ones(1)),
        )
        for r in both.per_year
    ]
    expected = np.sqrt(0.25 * each[0] ** 2 + 0.75 * each[1] ** 2)
    np.testing.assert_allclose(spread(np.ones((1, 10)), correlation=both), expected)


def test_areas_differ_and_one_figure_is_too_few():
    variance = np.ones((4, 10))
    variance[1, 3:] = variance[2, 1:] = variance[3] = np.nan
    found = spread(variance)
    assert found[:2] == pytest.approx([np.sqrt(1 / 82.5), np.sqrt(1 / 2)])
    assert np.isnan(found[2:]).all()
