"""Shrinkage: hand calculations, oracles and what always holds."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from esda.smoothing import Empirical_Bayes
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit
from scipy.stats import binom
from statsmodels.stats.meta_analysis import combine_effects

from nabolag.areas.shrinkage import (
    Shrunk,
    empirical_logit,
    shrink_rates,
    shrink_shares,
)
from nabolag.errors import Misbuilt

Floats = npt.NDArray[np.float64]
Areas = list[tuple[float, float]]


@st.composite
def cities(draw: st.DrawFn, *, least: int = 4) -> Areas:
    wholes = draw(st.lists(st.integers(1, 5000), min_size=least, max_size=40))
    return [(draw(st.integers(0, whole)), whole) for whole in wholes]


def columns(areas: Areas) -> tuple[Floats, Floats]:
    part, whole = np.array(areas, dtype=float).T
    return part, whole


# Log odds


def test_log_odds_and_their_variance_by_hand() -> None:
    found, variance = empirical_logit(np.array([3.0]), np.array([12.0]))
    assert found == pytest.approx([log(3.5 / 9.5)])
    assert variance == pytest.approx([13 * 14 / (12 * 4 * 10)])


@pytest.mark.parametrize("people", [50, 200, 1000])
@pytest.mark.parametrize("share", [0.1, 0.2, 0.5, 0.9])
def test_log_odds_and_their_variance_are_nearly_free_of_bias(
    people: int, share: float
) -> None:
    counted = np.arange(people + 1.0)
    chance = binom.pmf(counted, people, share)
    found, variance = empirical_logit(counted, np.full_like(counted, people))
    assert chance @ found == pytest.approx(logit(share), abs=0.003)
    expected = 1 / (people * share * (1 - share))
    assert chance @ variance == pytest.approx(expected, rel=0.01)
    actual = chance @ (found - chance @ found) ** 2
    assert chance @ variance == pytest.approx(actual, rel=0.1)


# Shares, by hand and by oracle


def test_four_areas_are_drawn_to_their_city_as_worked_by_hand() -> None:
    # 20 of 100 and 80 of 100 mirror each other: log odds ∓1.3678, one variance.
    found = shrink_shares([20, 20, 80, 80], [100] * 4)
    far, chance = log(80.5 / 20.5), 101 * 102 / (100 * 21 * 81)
    # All four lie as far from the mean, 0. Less chance, this is how much they vary:
    between = 4 * far**2 / 3 - chance
    weight = between / (between + chance)
    assert found.between == pytest.approx(between)
    assert found.between_districts == 0
    assert found.weight == pytest.approx([weight] * 4)
    low = 1 / (1 + exp(weight * far))
    assert found.value == pytest.approx([low, low, 1 - low, 1 - low])
    assert low == pytest.approx(0.2084, abs=5e-5)


def test_eight_areas_are_drawn_to_two_districts_as_worked_by_hand() -> None:
    # North has three low areas and a high one, south the opposite.
    found = shrink_shares(
        [20, 20, 20, 80, 80, 80, 80, 20], [100] * 8, ["N"] * 4 + ["S"] * 4
    )
    far, chance = log(80.5 / 20.5), 101 * 102 / (100 * 21 * 81)
    # The districts' means are half of that from 0. About them, three areas lie half
    # of it away and one lies one and a half: six independent distances in all.
    between = 2 * (3 * 0.5**2 + 1.5**2) * far**2 / 6 - chance
    chance_of_mean = (between + chance) / 4
    between_districts = 2 * (far / 2) ** 2 / 1 - chance_of_mean
    assert found.between == pytest.approx(between)
    assert found.between_districts == pytest.approx(between_districts)
    # District means are drawn halfway to the city's 0, and areas a little to them.
    district = far / 2 * between_districts / (between_districts + chance_of_mean)
    weight = between / (between + chance)
    assert found.weight == pytest.approx([weight] * 8)
    drawn = 1 / (1 + exp(weight * far + (1 - weight) * district))
    assert found.value[0] == pytest.approx(drawn)
    assert found.value[4] == pytest.approx(1 - drawn)
    assert drawn == pytest.approx(0.2084, abs=5e-5)


@pytest.mark.parametrize("seed", range(5))
def test_the_variance_between_areas_agrees_with_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    whole = random.integers(50, 5000, 30)
    part = random.binomial(whole, expit(random.normal(-1, 0.4, 30)))
    log_odds, variance = empirical_logit(part * 1.0, whole * 1.0)
    expected = combine_effects(log_odds, variance, method_re="iterated", atol=1e-9)
    assert shrink_shares(part, whole).between == pytest.approx(expected.tau2, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(cities(least=5))
def test_distances_are_as_large_as_expected_under_the_variance_found(
    areas: Areas,
) -> None:
    log_odds, variance = empirical_logit(*columns(areas))
    found = shrink_shares(*columns(areas))
    sure = 1 / (variance + found.between)
    mean = (sure @ log_odds) / sure.sum()
    distances, expected = sure @ (log_odds - mean) ** 2, len(areas) - 1
    if found.between > 0:
        assert distances == pytest.approx(expected, rel=1e-9)
    else:
        assert distances <= expected * (1 + 1e-9)
    drawn = found.weight * log_odds + (1 - found.weight) * mean
    assert found.value == pytest.approx(expit(drawn), abs=1e-9)


# Shares: what always holds


@settings(max_examples=60, deadline=None)
@given(cities())
def test_shrunken_shares_stay_within_the_city_and_weights_within_0_and_1(
    areas: Areas,
) -> None:
    found = shrink_shares(*columns(areas))
    own = expit(empirical_logit(*columns(areas))[0])
    assert (found.value >= own.min() - 1e-12).all()
    assert (found.value <= own.max() + 1e-12).all()
    assert (found.weight >= 0).all()
    assert (found.weight <= 1).all()


def districts(areas: Areas, *, size: int = 3) -> list[str | None]:
    """Districts of some areas each, and every seventh area in none."""
    return [None if at % 7 == 6 else str(at // size) for at in range(len(areas))]


@settings(max_examples=60, deadline=None)
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(areas: Areas, random: object) -> None:
    names = districts(areas)
    order = np.arange(len(areas))
    random.shuffle(order)  # type: ignore[attr-defined]
    part, whole = columns(areas)
    first = shrink_shares(part, whole, names)
    second = shrink_shares(part[order], whole[order], [names[at] for at in order])
    assert second.value == pytest.approx(first.value[order], abs=1e-9)
    assert second.weight == pytest.approx(first.weight[order], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(cities())
def test_counting_those_left_out_mirrors_the_shrunken_shares(areas: Areas) -> None:
    part, whole = columns(areas)
    names = districts(areas)
    found = shrink_shares(part, whole, names)
    mirrored = shrink_shares(whole - part, whole, names)
    assert mirrored.value == pytest.approx(1 - found.value, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(cities())
def test_an_area_without_counts_changes_nothing_for_the_others(areas: Areas) -> None:
    part, whole = columns(areas)
    names = districts(areas)
    found = shrink_shares(part, whole, names)
    more = shrink_shares(
        [*part, np.nan, 0], [*whole, 100, 0], [*names, names[0], "another"]
    )
    assert more.value[:-2] == pytest.approx(found.value, abs=1e-12)
    assert np.isnan(more.value[-2:]).all()
    assert np.isnan(more.weight[-2:]).all()


def test_an_area_counts_for_more_the_more_people_it_has() -> None:
    found = shrink_shares([2, 20, 200, 90, 40], [20, 200, 2000, 300, 400])
    assert found.weight[0] < found.weight[1] < found.weight[2]


def test_families_are_drawn_further_in() -> None:
    counts = [20, 30, 40, 50], [100] * 4
    alone, together = shrink_shares(*counts), shrink_shares(*counts, cluster_size=3)
    assert (together.weight < alone.weight).all()


def test_areas_that_are_all_equal_stay_where_they_are_with_no_weight() -> None:
    found = shrink_shares([20] * 5, [100] * 5)
    assert found.between == 0
    assert found.weight == pytest.approx([0] * 5)
    assert found.value == pytest.approx([20.5 / 101] * 5)


def test_a_city_where_nobody_is_counted_has_small_shares_and_no_error() -> None:
    found = shrink_shares([0] * 5, [50, 100, 200, 400, 800])
    assert ((found.value > 0) & (found.value < 0.01)).all()


@pytest.mark.parametrize("shrink", [shrink_shares, shrink_rates])
@pytest.mark.parametrize("areas", [0, 1, 3])
def test_fewer_than_four_areas_keep_their_raw_figures(
    shrink: Callable[..., Shrunk], areas: int
) -> None:
    part, whole = np.array([2, 30, 5])[:areas], np.array([10, 100, 40])[:areas]
    found = shrink([*part, np.nan], [*whole, 10])
    assert found.value[:-1] == pytest.approx(part / whole)
    assert found.weight[:-1] == pytest.approx(np.ones(areas))
    assert np.isnan([found.value[-1], found.weight[-1], found.between]).all()


@pytest.mark.parametrize("shrink", [shrink_shares, shrink_rates])
def test_counts_that_cannot_be_are_a_bug_in_the_caller(
    shrink: Callable[..., Shrunk],
) -> None:
    with pytest.raises(Misbuilt):
        shrink([-1, 2, 3, 4], [10] * 4)


def test_each_area_needs_its_district_told() -> None:
    with pytest.raises(ValueError, match="zip"):
        shrink_shares([1, 2, 3, 4], [10] * 4, ["N"])


# When districts count

SPREAD = [10, 14, 12, 16, 40, 44, 36, 42]


@pytest.mark.parametrize(
    ("counted", "names"),
    [
        (SPREAD[:7], ["N"] * 4 + ["S"] * 3),
        (SPREAD, ["N"] * 8),
        (SPREAD, ["A", "B", "C", "D", "E", "F", "F", "F"]),
        ([*SPREAD, 20, 22], ["N"] * 4 + ["S"] * 3 + [None] * 3),
    ],
    ids=["under eight areas", "one district", "hardly two to a district", "unplaced"],
)
def test_districts_are_left_out_where_they_are_too_few(
    counted: list[int], names: list[str | None]
) -> None:
    people = [100] * len(counted)
    found, city = shrink_shares(counted, people, names), shrink_shares(counted, people)
    assert found.value == pytest.approx(city.value)
    assert found.between == city.between > 0
    assert found.between_districts == 0


def test_eight_areas_in_two_districts_are_enough() -> None:
    found = shrink_shares(SPREAD, [100] * 8, ["N"] * 4 + ["S"] * 4)
    assert found.between_districts > 0
    assert found.between < shrink_shares(SPREAD, [100] * 8).between


def test_an_area_without_a_district_is_drawn_straight_to_the_city() -> None:
    names = ["N"] * 4 + ["S"] * 4 + [None]
    found = shrink_shares([*SPREAD, 90], [100] * 9, names)
    both = found.between + found.between_districts
    assert found.weight[8] == pytest.approx(both / (both + 101 * 102 / (100 * 91 * 11)))
    assert 0.25 < found.value[8] < 0.9


# Rates


def sids(shared_data: Path) -> pl.DataFrame:
    return pl.read_csv(shared_data / "index" / "spatial" / "sids2_expected_eb.csv")


@pytest.mark.shared_data
def test_infant_deaths_in_north_carolina_shrink_as_in_esda(shared_data: Path) -> None:
    table = sids(shared_data)
    found = shrink_rates(table["SID74"].to_numpy(), table["BIR74"].to_numpy())
    assert np.abs(found.value - table["eb74"].to_numpy()).max() < 1e-12
    live = Empirical_Bayes(table["SID74"].to_numpy(), table["BIR74"].to_numpy()).r
    assert np.abs(found.value - live.ravel()).max() < 1e-12
    assert found.value[:2] == pytest.approx([0.0016973, 0.00170538], abs=5e-8)


@settings(max_examples=60, deadline=None)
@given(cities())
def test_rates_agree_with_esda_wherever_areas_differ_beyond_chance(
    areas: Areas,
) -> None:
    events, exposure = columns(areas)
    found = shrink_rates(events, exposure)
    if found.between > 0:
        expected = Empirical_Bayes(events, exposure).r.ravel()
        assert found.value == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_rates_that_chance_alone_explains_become_the_city_rate() -> None:
    # esda gives negative variance and weights here; ours stops at 0.
    found = shrink_rates([10, 11, 9, 10], [100] * 4)
    assert found.between == 0
    assert found.value == pytest.approx([0.1] * 4)
    assert found.weight == pytest.approx([0] * 4)


@settings(max_examples=60, deadline=None)
@given(cities())
def test_shrunken_rates_are_never_negative_nor_beyond_the_raw_ones(
    areas: Areas,
) -> None:
    events, exposure = columns(areas)
    found = shrink_rates(events, exposure)
    raw = events / exposure
    assert (found.value >= raw.min() - 1e-12).all()
    assert (found.value <= raw.max() + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(cities(), st.floats(0.01, 1000))
def test_the_unit_of_exposure_scales_the_shrunken_rates(
    areas: Areas, times: float
) -> None:
    events, exposure = columns(areas)
    plain, scaled = (
        shrink_rates(events, exposure),
        shrink_rates(events, exposure * times),
    )
    assert scaled.value * times == pytest.approx(plain.value, rel=1e-6, abs=1e-9)


def test_a_city_without_events_has_rates_of_nothing() -> None:
    found = shrink_rates([0] * 5, [10, 20, 30, np.nan, 40])
    assert found.value[[0, 1, 2, 4]] == pytest.approx([0] * 4)
    assert np.isnan([found.value[3], found.weight[3]]).all()
