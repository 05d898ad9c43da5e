"""What chance makes of counts, against the exact distributions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from nabolag.areas.concentration.chance import (
    FEW,
    Luck,
    enough_draws,
    events_by_chance,
    luck,
    shares_by_chance,
)

DRAWS = 4_000


@pytest.fixture
def lucky() -> Luck:
    return luck(1, draws=DRAWS, rng=np.random.default_rng(3))


@pytest.mark.parametrize(
    ("people", "share"),
    [
        (1, 0.4),
        (9, 0.5),
        (100, 0.001),
        (100, 0.97),
        (11, 0.999999),
        (30, 0.5),
        (200, 0.05),
        (5_000, 0.3),
        (40, 0.8),
    ],
)
def test_counts_of_people_are_those_of_the_binomial_distribution(people, share, lucky):
    found = shares_by_chance(np.array([[share]]), np.array([float(people)]), lucky)
    exact = stats.binom.ppf(lucky.chance[:, 0], people, share)
    off = np.abs(found[0, :, 0] - exact)
    assert off.max() <= 1
    assert np.mean(off > 0) <= (0 if min(share, 1 - share) * people < FEW else 0.003)


@pytest.mark.parametrize("expected", [0.001, 0.7, 5.9, 6.1, 40.0, 3_000.0])
def test_counts_of_events_are_those_of_the_poisson_distribution(expected, lucky):
    found = events_by_chance(np.array([[expected]]), lucky)
    off = np.abs(found[0, :, 0] - stats.poisson.ppf(lucky.chance[:, 0], expected))
    assert off.max() <= 1
    assert np.mean(off > 0) <= (0 if expected < FEW else 0.003)


def test_cities_and_areas_are_drawn_each_with_their_own_chance():
    rates = np.array([[0.01, 0.5, 0.3], [0.9, 0.02, 0.6]])
    people = np.array([50.0, 400.0, 1_000.0])
    drawn = shares_by_chance(
        rates, people, luck(3, draws=500, rng=np.random.default_rng(1))
    )
    assert drawn.shape == (2, 500, 3)
    assert drawn.mean(axis=1) == pytest.approx(rates * people, rel=0.03)
    events = events_by_chance(
        rates * people, luck(3, draws=500, rng=np.random.default_rng(1))
    )
    assert events.mean(axis=1) == pytest.approx(rates * people, rel=0.03)


def test_every_area_meets_every_part_of_its_luck_once():
    found = luck(5, draws=40, rng=np.random.default_rng(9))
    parts = np.sort(np.floor(found.chance * 40), axis=0)
    assert (parts == np.arange(40)[:, np.newaxis]).all()
    assert np.corrcoef(found.score.T)[0, 1] != pytest.approx(1)


def test_chance_is_never_none_nor_certain():
    class Ends:
        """Dice that only fall on their two ends."""

        def random(self, size):
            return np.where(np.arange(np.prod(size)) % 2, 0.0, 1 - 2**-53).reshape(size)

    found = luck(3, draws=4, rng=Ends())  # type: ignore[arg-type]
    assert np.isfinite(found.score).all()


def test_some_areas_luck_is_theirs_in_the_whole():
    whole = luck(6, draws=8, rng=np.random.default_rng(4))
    some = whole.of(np.array([4, 1]))
    assert (some.chance == whole.chance[:, [4, 1]]).all()
    assert (some.score == whole.score[:, [4, 1]]).all()


def test_cities_of_many_areas_are_drawn_fewer_times_but_never_few():
    assert [enough_draws(n) for n in (10, 20, 100, 5_000)] == [300, 250, 50, 25]
