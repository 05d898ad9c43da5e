"""Shares, distances, rates and their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from nabolag.residents.reach.counting import Margin
from nabolag.residents.reach.reached import exact_interval, reach_by_group
from nabolag.residents.reach.withholding import Bundle

TENURE = Margin(characteristic="tenure", people={"owner": 1400, "renter": 1000})
EACH = [Bundle(groups=("owner",)), Bundle(groups=("renter",))]
COUNTS = {"owner": 175, "renter": 54}


def test_renters_and_owners_by_hand():
    owner, renter = reach_by_group(COUNTS, TENURE, bundles=EACH, drawn=False)
    assert (renter.rate.value, owner.rate.value) == pytest.approx((0.054, 0.125))
    assert renter.population_share == pytest.approx(1000 / 2400)
    assert renter.share.value == pytest.approx(54 / 229)
    assert renter.distance.value == pytest.approx(54 / 229 - 1000 / 2400)


def test_volunteers_have_no_interval():
    for told in reach_by_group(COUNTS, TENURE, bundles=EACH, drawn=False):
        for figure in (told.share, told.distance, told.rate):
            assert (figure.low, figure.high) == (None, None)


def test_distance_and_rate_of_a_draw_have_the_interval_of_the_share():
    _, renter = reach_by_group(COUNTS, TENURE, bundles=EACH, drawn=True)
    low, high = proportion_confint(54, 229, method="beta")
    assert (renter.share.low, renter.share.high) == pytest.approx((low, high))
    assert renter.distance.low == pytest.approx(low - 1000 / 2400)
    assert renter.rate.high == pytest.approx(high * 229 / 1000)


def test_those_who_did_not_tell_are_outside_the_shares_and_have_no_figures():
    bundles = [*EACH, Bundle(groups=(), untold=True)]
    counts = {**COUNTS, None: 20}
    _, renter, untold = reach_by_group(counts, TENURE, bundles=bundles, drawn=False)
    assert renter.share.value == pytest.approx(54 / 229)
    assert (untold.participations, untold.residents, untold.rate) == (20, None, None)


@pytest.mark.parametrize(("part", "whole"), [(0, 9), (9, 9), (1, 9), (54, 229)])
def test_the_interval_is_that_of_statsmodels(part, whole):
    found = exact_interval(part, whole)
    wanted = proportion_confint(part, whole, method="beta")
    assert (found.low, found.high) == pytest.approx(wanted, abs=1e-10)


@pytest.mark.parametrize("size", [20, 150, 1200])
def test_the_interval_holds_in_95_of_100_draws(size):
    chance = np.random.default_rng(size)
    draws = chance.hypergeometric(1000, 1400, size, size=10_000)
    counts, times = np.unique(draws, return_counts=True)
    intervals = [exact_interval(int(count), size) for count in counts]
    held = [each.low <= 1000 / 2400 <= each.high for each in intervals]
    assert np.average(held, weights=times) >= 0.95
