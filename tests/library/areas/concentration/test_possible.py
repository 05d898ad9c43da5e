"""The cities that could lie behind counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.concentration.chance import luck
from nabolag.areas.concentration.possible import Affected, possible_cities
from nabolag.values import Measure

BOTH = pytest.mark.parametrize("measure", [Measure.SHARE, Measure.RATE])


def city(count, people, measure=Measure.SHARE, family=1.0) -> Affected:
    people = np.asarray(people, dtype=float)
    return Affected(
        count=np.asarray(count, dtype=float),
        people=people,
        family=np.full_like(people, family),
        measure=measure,
    )


COUNT = np.array([4.0, 30, 22, 18, 9, 60, 25, 31, 12, 17, 20, 14, 8, 33, 21, 19, 5, 16])
PEOPLE = np.linspace(100, 400, 18)


@BOTH
def test_all_cities_have_the_rate_of_the_city_and_the_first_has_equal_areas(measure):
    found = possible_cities(city(COUNT, PEOPLE, measure)).rates
    mean = COUNT.sum() / PEOPLE.sum()
    assert found[0] == pytest.approx(np.full(18, mean))
    assert found[:3] @ PEOPLE / PEOPLE.sum() == pytest.approx([mean] * 3)
    # Making close calls equal keeps what they have together.
    assert found[3:] @ PEOPLE / PEOPLE.sum() == pytest.approx([mean] * 2, rel=1e-3)


@BOTH
def test_areas_keep_their_order_and_come_further_apart(measure):
    found = possible_cities(city(COUNT, np.full(18, 250.0), measure)).rates
    for rates in found[1:3]:
        assert (np.argsort(rates) == np.argsort(COUNT)).all()
    assert found[0].std() < found[1].std() < found[2].std()


@BOTH
def test_the_true_spread_lies_between_the_two_that_are_tried(measure):
    random = np.random.default_rng(2)
    truth = 0.2 * np.exp(random.normal(0, 0.4, 200))
    people = np.full(200, 500.0)
    count = np.minimum(random.poisson(truth * people), people)
    found = possible_cities(city(count, people, measure)).rates
    assert found[1].std() < truth.std() < found[2].std()


def test_close_calls_at_the_edge_of_the_tenth_are_made_equal_and_no_others():
    count = np.array([400.0, 301, 300, 150, *[100] * 16])
    found = possible_cities(city(count, np.full(20, 1_000.0))).rates
    for apart, close in ((found[1], found[3]), (found[2], found[4])):
        assert close[1] == close[2] == pytest.approx((apart[1] + apart[2]) / 2)
        others = [0, *range(3, 20)]
        assert (close[others] == apart[others]).all()


def test_where_nothing_is_close_to_the_edge_nothing_is_made_equal():
    count = np.array([4_000.0, 3_000, *[1_000] * 18])
    found = possible_cities(city(count, np.full(20, 10_000.0))).rates
    assert (found[3:] == found[1:3]).all()


def test_families_stand_for_themselves_together():
    found = possible_cities(city(COUNT, PEOPLE, family=2.5))
    assert (found.independent == np.rint(PEOPLE / 2.5)).all()
    events = possible_cities(city(COUNT, PEOPLE, Measure.RATE, family=2.5))
    assert (events.independent == PEOPLE / 2.5).all()


def test_an_area_smaller_than_a_family_still_stands_for_one():
    found = possible_cities(city(COUNT, np.full(18, 61.0), family=200.0))
    assert (found.independent == 1).all()


@BOTH
def test_draws_are_rates_about_the_citys_own(measure):
    possible = possible_cities(city(COUNT, PEOPLE, measure))
    drawn = possible.drawn(luck(18, draws=200, rng=np.random.default_rng(1)))
    assert drawn.shape == (5, 200, 18)
    assert drawn.mean(axis=1) == pytest.approx(possible.rates, rel=0.1)
    assert (drawn >= 0).all()


@settings(max_examples=30)
@given(st.floats(0.001, 0.999), st.floats(0, 3))
def test_the_rate_stays_in_cities_however_unequal(level, apart):
    random = np.random.default_rng(6)
    off = apart * random.normal(0, 1, 30)
    people = np.exp(random.normal(6, 0.5, 30)).round()
    shares = 1 / (1 + (1 / level - 1) * np.exp(-off))
    count = np.maximum(np.round(shares * people), 1)
    found = possible_cities(city(count, people)).rates
    mean = min(count.sum() / people.sum(), 1 - 0.5 / people.sum())
    assert found[:3] @ people / people.sum() == pytest.approx([mean] * 3, rel=1e-3)
    assert ((found > 0) & (found < 1)).all()
