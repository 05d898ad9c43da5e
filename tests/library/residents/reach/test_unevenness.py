"""How unevenly groups took part: hand examples, exact moments and simulated draws."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.residents.reach.counting import Margin
from nabolag.residents.reach.reached import reach_by_group
from nabolag.residents.reach.unevenness import (
    dissimilarity,
    partial_variations,
    r_indicator,
    representativeness,
    unevenness,
    variation,
)
from nabolag.residents.reach.withholding import Bundle

RENTERS_OWNERS = [1000, 1400]
TABLES = st.integers(2, 6).flatmap(
    lambda k: st.tuples(
        st.lists(st.integers(1, 500), min_size=k, max_size=k),
        st.lists(st.integers(500, 9000), min_size=k, max_size=k),
    )
)


def groups(counts, residents):
    names = [f"group {at}" for at in range(len(counts))]
    return reach_by_group(
        dict(zip(names, counts, strict=True)),
        Margin(
            characteristic="tenure", people=dict(zip(names, residents, strict=True))
        ),
        bundles=[Bundle(groups=(name,)) for name in names],
        drawn=False,
    )


def test_renters_at_5_4_and_owners_at_12_5_per_cent_do_not_read_as_fine():
    found = unevenness(groups([54, 175], RENTERS_OWNERS), seed=1)
    assert found.variation.value == pytest.approx(0.37, abs=0.005)
    assert found.variation.beyond_chance is True
    assert found.seek == 0
    # R would say 0.93 here, so it is not told
    told = representativeness([54, 175], RENTERS_OWNERS)
    assert told == pytest.approx(0.93, abs=0.005)
    assert found.r_indicator is None


def test_measures_by_hand():
    # 20 of 100 and 60 of 100: mean rate 0.4, each 0.2 from it
    assert variation([20, 60], [100, 100]) == pytest.approx(0.5)
    assert dissimilarity([20, 60], [100, 100]) == pytest.approx(0.25)
    assert representativeness([20, 60], [100, 100]) == pytest.approx(0.6)
    # the root of a half, times half the mean rate below it and above it
    assert partial_variations([20, 60], [100, 100]) == pytest.approx(
        [-(0.5**1.5), 0.5**1.5]
    )


@pytest.mark.parametrize(
    ("counts", "told"), [([20, 20], None), ([20, 21], True), ([110, 20], None)]
)
def test_r_is_told_above_20_per_cent_where_rates_are_probabilities(counts, told):
    found = r_indicator(np.array(counts), np.array([100, 100]))
    assert (found is not None) == bool(told)


@given(TABLES)
def test_the_squares_of_the_parts_sum_to_the_whole(table):
    counts, residents = table
    parts = partial_variations(counts, residents)
    assert (parts**2).sum() == pytest.approx(float(variation(counts, residents)) ** 2)


@given(TABLES)
def test_measures_are_those_of_rates_written_out(table):
    counts, residents = (np.array(each, dtype=float) for each in table)
    rates, weights = counts / residents, residents / residents.sum()
    mean = (rates * weights).sum()
    spread = np.sqrt((weights * (rates - mean) ** 2).sum())
    assert variation(counts, residents) == pytest.approx(spread / mean, abs=1e-9)
    told = representativeness(counts, residents)
    assert told == pytest.approx(1 - 2 * spread, abs=1e-9)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_groups_changes_nothing(table, chance):
    rows = list(zip(*table, strict=True))
    turned = chance.sample(rows, len(rows))
    for measure in (variation, dissimilarity):
        there, back = (measure(*zip(*each, strict=True)) for each in (rows, turned))
        assert there == pytest.approx(back)


@given(st.integers(1, 50), st.lists(st.integers(1, 50), min_size=2, max_size=6))
def test_groups_that_took_part_alike_are_even(times, counts):
    residents = [count * times * 3 for count in counts]
    assert variation(counts, residents) == pytest.approx(0, abs=1e-7)
    assert dissimilarity(counts, residents) == pytest.approx(0, abs=1e-7)


def test_what_chance_gives_is_its_exact_mean():
    residents, drawn = [300, 500, 1200], 80
    found = unevenness(groups([20, 20, 40], residents), seed=3)
    # by the hypergeometric distribution, one group at a time
    total, apart = sum(residents), 0.0
    for people in residents:
        for k in range(drawn + 1):
            ways = comb(people, k) * comb(total - people, drawn - k)
            apart += ways / comb(total, drawn) * abs(k / drawn - people / total)
    assert found.dissimilarity.mean == pytest.approx(apart / 2, rel=0.01)


def test_a_random_draw_is_above_the_bound_one_time_in_twenty():
    residents = np.array([300, 500, 1200])
    high = unevenness(groups([20, 20, 40], residents.tolist()), seed=3).variation.high
    chance = np.random.default_rng(11)
    draws = chance.multivariate_hypergeometric(residents, 80, size=2000)
    # its mean square is known: (groups - 1) / n, less for what is drawn of all
    squares = (variation(draws, residents) ** 2).mean()
    assert squares == pytest.approx(2 / 80 * (2000 - 80) / (2000 - 1), rel=0.08)
    assert 0.035 < (variation(draws, residents) > high).mean() < 0.065


def test_no_group_is_to_be_sought_where_chance_gives_as_much():
    found = unevenness(groups([19, 31], [100, 150]), seed=0)
    assert (found.variation.beyond_chance, found.seek) == (False, None)


def test_more_participations_than_residents_are_held_against_no_draw():
    found = unevenness(groups([50, 300], [100, 150]), seed=0)
    assert (found.variation.mean, found.variation.high) == (None, None)
    assert (found.variation.beyond_chance, found.r_indicator) == (None, None)
    assert found.seek == 0


def test_groups_alike_with_more_participations_than_residents_seek_nobody():
    assert unevenness(groups([200, 300], [100, 150]), seed=0).seek is None


def test_one_group_is_neither_even_nor_uneven():
    assert unevenness(groups([50, 30], [100, 150])[:1], seed=0) is None


def test_a_seed_gives_the_same_draws_again():
    held = groups([20, 20, 40], [300, 500, 1200])
    assert unevenness(held, seed=5) == unevenness(held, seed=5)
    assert unevenness(held, seed=5) != unevenness(held, seed=6)
