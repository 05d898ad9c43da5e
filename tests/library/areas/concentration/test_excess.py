"""How much more gathered than by chance, in cities where the truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from nabolag.areas.concentration.chance import enough_draws, luck
from nabolag.areas.concentration.excess import Gathered, gathered
from nabolag.areas.concentration.inequality import gini, theil
from nabolag.areas.concentration.possible import Affected
from nabolag.areas.concentration.tenth import share_in_tenth
from nabolag.values import Measure

MEASURES = "tenth", "gini", "theil"


def told(count, people, *, measure=Measure.SHARE, family=1.0, seed=0) -> Gathered:
    people = np.asarray(people, dtype=float)
    city = Affected(
        count=np.asarray(count, dtype=float),
        people=people,
        family=np.full_like(people, family),
        measure=measure,
    )
    areas = len(people)
    rng = np.random.default_rng(seed)
    return gathered(city, luck(areas, draws=enough_draws(areas), rng=rng))


def on_average(counts, people):
    rates = counts / people
    found = share_in_tenth(counts, people), gini(rates, people), theil(rates, people)
    return np.array([of.mean() for of in found])


def drawn(random, people, rates, measure, family, size):
    shape = (size, len(people))
    if measure == Measure.SHARE:
        return family * random.binomial((people / family).astype(int), rates, shape)
    return family * random.poisson(people / family * rates, shape)


def simulated(*, areas, people, level, apart, measure=Measure.SHARE, family=1.0):
    """Part of 150 intervals that hold the truth, and the mean error with its own."""
    random, held, off = np.random.default_rng(5), [], []
    for _ in range(15):
        whole = (
            np.round(people / family * np.exp(random.normal(0, 0.5, areas))) * family
        )
        standing = apart * random.normal(0, 1, areas)
        rates = expit(logit(level) + standing)
        true = np.zeros(3)
        if apart:
            equal = np.full(areas, rates @ whole / whole.sum())
            true = on_average(
                drawn(random, whole, rates, measure, family, 1_000), whole
            ) - on_average(drawn(random, whole, equal, measure, family, 4_000), whole)
        for seed, count in enumerate(drawn(random, whole, rates, measure, family, 10)):
            found = told(count, whole, measure=measure, family=family, seed=seed)
            each = [getattr(found, name) for name in MEASURES]
            held.append(
                [one.low <= at <= one.high for one, at in zip(each, true, strict=True)]
            )
            off.append([one.value for one in each] - true)
    return np.mean(held, axis=0), np.mean(off, axis=0), np.std(off, axis=0) / 150**0.5


@pytest.mark.parametrize(
    "world",
    [
        {"areas": 20, "people": 200, "level": 0.1},
        {"areas": 60, "people": 2_000, "level": 0.3},
        {"areas": 60, "people": 500, "level": 0.02, "measure": Measure.RATE},
        {"areas": 40, "people": 600, "level": 0.2, "family": 3.0},
    ],
)
@pytest.mark.parametrize("apart", [0.0, 0.2, 0.8])
def test_the_intervals_hold_the_true_excess_and_the_excess_is_right_on_average(
    world, apart
):
    held, off, unsure = simulated(**world, apart=apart)
    # 95 in 100 are promised; 150 intervals vary by 1.8 about it.
    assert (held >= 0.90).all()
    assert (np.abs(off) <= 3.3 * unsure).all()


def test_a_gathered_challenge_is_told_and_an_even_one_is_not():
    people = np.full(40, 500.0)
    count = np.full(40, 50.0)
    even = told(count, people)
    count[:4] = 150
    found = told(count, people)
    for name in MEASURES:
        assert getattr(found, name).low > 0
        assert getattr(even, name).high < getattr(found, name).low
    # Areas more alike than chance would have them: below 0, told as it is.
    assert even.gini.value < 0


def test_what_is_seen_is_the_plain_measure():
    random = np.random.default_rng(8)
    people = random.integers(50, 500, 30).astype(float)
    count = random.binomial(people.astype(int), 0.2).astype(float)
    found, rates = told(count, people), count / people
    assert found.tenth.seen == float(share_in_tenth(count, people))
    assert found.gini.seen == float(gini(rates, people))
    assert found.theil.seen == float(theil(rates, people))
    assert found.gini.value == found.gini.seen - found.gini.by_chance


def test_what_chance_shows_is_what_dice_show():
    people = np.array([60.0, 150.0, 400.0] * 10)
    random = np.random.default_rng(1)
    count = drawn(random, people, np.full(30, 0.15), Measure.SHARE, 1.0, 1)[0]
    mean = float(count.sum() / people.sum())
    dice = on_average(
        drawn(random, people, np.full(30, mean), Measure.SHARE, 1.0, 20_000), people
    )
    found = told(count, people)
    by_chance = [getattr(found, name).by_chance for name in MEASURES]
    assert by_chance == pytest.approx(dice, rel=0.05)


def test_families_make_chance_larger():
    people = np.full(30, 600.0)
    count = np.random.default_rng(3).binomial(600, 0.1, 30).astype(float)
    alone, together = told(count, people), told(count, people, family=4.0)
    # Four who come together vary as a quarter as many: twice as much.
    assert together.gini.by_chance == pytest.approx(2 * alone.gini.by_chance, rel=0.06)


counts = st.lists(
    st.tuples(st.integers(1, 400), st.floats(0, 1)), min_size=20, max_size=40
)


@settings(max_examples=40)
@given(counts, st.sampled_from([Measure.SHARE, Measure.RATE]))
def test_every_city_gets_finite_figures_inside_their_intervals(areas, measure):
    people = np.array([float(whole) for whole, _ in areas])
    count = np.array([float(round(whole * part)) for whole, part in areas])
    count[0] = people[0]
    found = told(count, people, measure=measure)
    for name in MEASURES:
        one = getattr(found, name)
        assert np.isfinite([one.value, one.low, one.high]).all()
        assert one.low <= one.value <= one.high


def test_a_city_where_everybody_is_affected_is_as_gathered_as_chance_has_it():
    found = told(np.full(20, 80.0), np.full(20, 80.0))
    assert found.tenth.seen == pytest.approx(0.1)
    assert found.tenth.value == pytest.approx(0, abs=0.001)
    assert found.gini.value == pytest.approx(0, abs=0.001)
