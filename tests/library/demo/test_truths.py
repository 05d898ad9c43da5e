"""The planted truths are there in the people's lives, and nothing else drifts."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.demo.expected import STANDING_STILL, slopes, true_slopes
from nabolag.demo.indicators import PUBLISHED
from nabolag.demo.places import PLANTED, places
from nabolag.demo.registers import Counted
from nabolag.demo.truths import TRUE_SLOPES, truths


@pytest.fixture(scope="module")
def lived(whole_city) -> pl.DataFrame:
    """Every slope of the registers in the example, and lived again by other people."""
    once = slopes(whole_city.exact)
    own = pl.concat(
        pl.DataFrame({"area": codes, "indicator": [name] * 60, "slope": once[name]})
        for codes in [[place.code for place in whole_city.places]]
        for name in sorted(set(once) - {*STANDING_STILL, *ASKED})
    )
    again = true_slopes(replicates=1, seed=52)
    return own.join(again, on=["area", "indicator"], suffix="_again")


ASKED = ("unsafe_evening", "knows_neighbours")


def test_the_slope_is_that_of_the_distance_to_the_rest_of_the_city():
    def counted(part: list[float]) -> Counted:
        return Counted(numerator=np.array(part), denominator=np.array([100.0, 300.0]))

    # 10, 12, 17 per cent against 10, 10, 10: distances of 0, 2 and 7 points in 0, 1
    # and 4 years, whose line rises by 23/13 points a year.
    figures = {
        ("x", 2014): counted([10, 30]),
        ("x", 2018): counted([17, 30]),
        ("x", 2015): counted([12, 30]),
    }
    rising = (0 * (-5 / 3) + 2 * (-2 / 3) + 7 * (7 / 3)) / (25 + 4 + 49) * 9 / 100
    assert slopes(figures)["x"] == pytest.approx([rising, -rising])


def test_truths_tell_what_is_planted_and_why():
    told = truths()
    assert {truth.name for truth in told} == set(PLANTED)
    assert all(truth.why and truth.kind for truth in told)
    known = {p.indicator.id for p in PUBLISHED} - set(STANDING_STILL)
    assert {truth.indicator for truth in told} == known
    codes = {place.square.name: place.code for place in places(4)}
    assert all(codes[truth.name] == truth.area for truth in told)


def test_two_areas_fall_behind_and_two_come_nearer():
    social = ("child_low_income", "not_employed_30_59", "no_upper_secondary_21_29")
    for name, sign in zip(PLANTED, (1, 1, -1, -1), strict=True):
        assert all(sign * TRUE_SLOPES[name][each] > 0.004 for each in social)
    for name, turned in (
        ("Dalen", "recent_residents"),
        ("Kvernlia", "municipal_homes"),
    ):
        assert TRUE_SLOPES[name]["rented_homes"] > 0.004
        assert TRUE_SLOPES[name][turned] > 0.002


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_slopes_are_those_of_the_people(lived, name):
    found = lived.filter(name=name).with_columns(
        mean=(pl.col("slope") + pl.col("slope_again")) / 2
    )
    told = [TRUE_SLOPES[name][indicator] for indicator in found["indicator"]]
    # The mean of two cities is off by up to 0.15 points a year, one time in three: for
    # children in low income, who are few and share homes.
    assert found["mean"].to_list() == pytest.approx(told, abs=0.0045)


def test_nothing_else_drifts(lived):
    # What drifts would drift in both cities alike; chance has no memory from one to the
    # other.
    noise = lived.filter(~pl.col("name").is_in(PLANTED))
    alike = noise.group_by("indicator").agg(
        together=pl.corr("slope", "slope_again"),
        mean=(pl.col("slope") + pl.col("slope_again")).mean() / 2,
    )
    assert alike.height == 10
    assert abs(alike["together"].mean()) < 0.15
    assert alike["together"].abs().max() < 0.5
    # All lean a little the other way of the planted areas, which are in their rest.
    assert alike["mean"].abs().max() < 0.0008


def test_the_error_is_that_of_the_mean():
    both = true_slopes(replicates=2, seed=5, areas=4, scale=0.05)
    each = [
        true_slopes(replicates=1, seed=seed, areas=4, scale=0.05) for seed in (5, 6)
    ]
    values = np.stack([one["slope"] for one in each])
    assert each[0]["error"].null_count() == each[0].height
    assert both["slope"].to_numpy() == pytest.approx(values.mean(axis=0))
    assert both["error"].to_numpy() == pytest.approx(np.abs(values[0] - values[1]) / 2)
