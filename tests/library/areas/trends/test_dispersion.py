from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import polygamma

from nabolag.areas.trends.dispersion import steadied


def draw(areas, freedom, *, steadiness=np.inf, seed=1):
    """Scatter of areas whose true dispersion varies about 2, and those."""
    random = np.random.Generator(np.random.PCG64(seed))
    true = np.full(areas, 2.0)
    if np.isfinite(steadiness):
        true = 2 * steadiness / random.chisquare(steadiness, areas)
    behind = np.broadcast_to(np.asarray(freedom, dtype=float), areas)
    return (true * random.chisquare(behind))[:, None], behind, true


def none(areas):
    return np.zeros(areas, dtype=bool)


def test_scatter_is_drawn_as_far_as_the_areas_are_alike():
    # By hand (Smyth 2004): the variance of the logarithms beyond that of chance is
    # trigamma of half the freedom that the common scatter is worth.
    scatter, freedom = np.array([[1.0], [8], [40], [300]]), np.full(4, 6.0)
    found = steadied(scatter, freedom, exact=none(4))
    own = scatter[:, 0] / 6
    beyond = np.var(np.log(own), ddof=1) - polygamma(1, 3)
    worth = 2 * brentq(lambda x: float(polygamma(1, x)) - beyond, 1e-3, 1e6)
    common = np.exp(
        np.mean(np.log(own))
        - polygamma(0, 3)
        + np.log(3)
        + polygamma(0, worth / 2)
        - np.log(worth / 2)
    )
    drawn = (worth * common + 6 * own) / (worth + 6)
    assert found.dispersion[:, 0] == pytest.approx(drawn, rel=1e-9)
    assert found.freedom[:, 0] == pytest.approx(worth + 6)


@pytest.mark.parametrize("spread", [1e-3, 0.02, 0.5, 3.0, 40.0])
def test_the_freedom_of_the_common_scatter_is_found_for_any_difference(spread):
    freedom = np.full(3, 1e9)  # scatter known exactly, so all of it is difference
    own = np.exp(spread * np.array([-1.0, 0, 1]))
    found = steadied((own * 1e9)[:, None], freedom, exact=none(3)).freedom[0, 0] - 1e9
    beyond = max(spread**2 - polygamma(1, 5e8), 0)
    if spread < 0.01:
        assert found == pytest.approx(1e6, rel=1e-3)
    else:
        assert polygamma(1, found / 2) == pytest.approx(beyond, rel=1e-3)


@pytest.mark.parametrize("steadiness", [3, 10, 40])
def test_how_much_areas_differ_is_found_where_there_are_many(steadiness):
    scatter, freedom, _ = draw(20_000, 8, steadiness=steadiness)
    found = steadied(scatter, freedom, exact=none(20_000))
    assert found.freedom.mean() - 8 == pytest.approx(steadiness, rel=0.12)


def test_drawn_dispersions_lie_nearer_the_truth_than_areas_own():
    scatter, freedom, true = draw(500, 6, steadiness=20)
    drawn = steadied(scatter, freedom, exact=none(500)).dispersion[:, 0]
    own = scatter[:, 0] / 6

    def error(guess):
        return np.mean(np.log(guess / true) ** 2)

    assert error(drawn) < error(own) / 3


def test_areas_alike_share_one_dispersion_and_know_no_more_than_all_have_seen():
    scatter, freedom = np.array([[2.0], [4], [9]]), np.array([2.0, 4, 6])
    found = steadied(scatter, freedom, exact=none(3))
    assert found.dispersion[:, 0] == pytest.approx(15 / 12, rel=1e-4)
    assert found.freedom[:, 0] == pytest.approx(12)


def test_two_areas_say_nothing_of_each_other():
    found = steadied(np.array([[2.0], [40]]), np.array([4.0, 8]), exact=none(2))
    assert found.dispersion[:, 0].tolist() == [0.5, 5]
    assert found.freedom[:, 0].tolist() == [4, 8]


def test_an_area_without_scatter_takes_what_the_others_show():
    scatter, freedom = np.array([[2.0], [1e-300], [4], [6]]), np.full(4, 4.0)
    exact = np.array([False, True, False, False])
    found = steadied(scatter, freedom, exact=exact)
    others = steadied(scatter[~exact], freedom[~exact], exact=none(3))
    np.testing.assert_allclose(found.dispersion[~exact], others.dispersion)
    assert found.dispersion[1, 0] == pytest.approx(1.0, rel=1e-4)


def test_no_scatter_anywhere_stays_unknown():
    found = steadied(np.full((4, 1), 1e-300), np.full(4, 4.0), exact=~none(4))
    assert np.isnan(found.dispersion).all()
    assert (found.freedom == 4).all()


@given(st.floats(1e-6, 1e6))
def test_the_unit_does_not_matter(times):
    scatter, freedom, _ = draw(12, np.arange(2, 14), steadiness=6)
    one = steadied(scatter, freedom, exact=none(12))
    other = steadied(times * scatter, freedom, exact=none(12))
    np.testing.assert_allclose(other.dispersion, times * one.dispersion, rtol=1e-6)
    np.testing.assert_allclose(other.freedom, one.freedom, rtol=1e-6)
