"""Fifths and pile-ups in simulated cities, where the truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from nabolag.areas.fifths.at_random import at_random, going_together
from nabolag.areas.fifths.boards import Standing, board_of
from nabolag.areas.fifths.draws import newest_draws
from nabolag.areas.fifths.gists import gist_of
from nabolag.areas.fifths.mapping import Counted
from nabolag.areas.fifths.worst_fifth import a_fifth, worst_fifth
from nabolag.values import Dimension, Direction

MORE = Direction.MORE_IS_WORSE


def drawn(table, random, truth, people, *, indicator="x", seed=1):
    """The library's draws from people counted once, in areas of unlike size."""
    sizes = np.maximum(15, np.round(people * np.exp(random.normal(0, 0.6, len(truth)))))
    counted = random.binomial(sizes.astype(int), truth)
    figures = {
        f"a{n:03}": (float(part), float(whole))
        for n, (part, whole) in enumerate(zip(counted, sizes, strict=True))
    }
    rows = table({"2024": figures}, indicator=indicator)
    return newest_draws(rows, breaks=(), seed=seed)


def truly(random, truth):
    order = np.lexsort((random.random(len(truth)), -truth))
    inside = np.zeros(len(truth), dtype=bool)
    inside[order[: a_fifth(len(truth))]] = True
    return inside


@pytest.mark.parametrize(
    ("people", "middle", "spread"),
    [(300, -1.4, 0.3), (100, -3.5, 0.8), (2000, -1.4, 0.3)],
)
def test_areas_are_in_the_fifth_as_often_as_was_stated(table, people, middle, spread):
    random, stated, true = np.random.default_rng(6), [], []
    for city in range(60):
        truth = expit(middle + spread * random.normal(size=60))
        draws = drawn(table, random, truth, people, seed=city)
        stated.append(worst_fifth(draws, challenge=MORE, seed=city).probability)
        true.append(truly(random, truth))
    probability, inside = np.concatenate(stated), np.concatenate(true)
    place = np.digitize(probability, [0.1, 0.3, 0.7, 0.9])
    for group in range(5):
        here = place == group
        error = np.sqrt(max(probability[here].mean(), 0.02) / here.sum())
        assert inside[here].mean() == pytest.approx(
            probability[here].mean(), abs=0.015 + 3 * error
        )


def test_where_all_areas_are_equal_each_has_about_a_fifth(table):
    random, found = np.random.default_rng(7), []
    for city in range(30):
        draws = drawn(table, random, np.full(60, 0.2), 300, seed=city)
        found.append(worst_fifth(draws, challenge=MORE, seed=city).probability)
    assert np.mean(found) == pytest.approx(0.2)
    assert np.quantile(found, [0.05, 0.95]) == pytest.approx([0.2, 0.2], abs=0.12)


@pytest.mark.parametrize("together", [0.0, 0.6])
def test_the_chance_of_an_area_at_random_is_how_many_there_are(table, together):
    random, chances, there = np.random.default_rng(8), [], []
    dimensions = list(Dimension)
    for city in range(25):
        common, own = random.normal(size=60), random.normal(size=(8, 60))
        standing = np.sqrt(together) * common + np.sqrt(1 - together) * own
        truths = expit(-1.4 + 0.3 * standing)
        standings = []
        for number, truth in enumerate(truths):
            name = f"i{number}"
            draws = drawn(table, random, truth, 400, indicator=name, seed=city)
            standings.append(
                Standing(
                    counted=Counted(
                        indicator=name,
                        dimension=dimensions[number // 2],
                        challenge=MORE,
                    ),
                    gist=gist_of(draws),
                    inside=worst_fifth(draws, challenge=MORE, seed=city).inside,
                )
            )
        board = board_of(standings)
        chance = at_random(board, going_together(board), seed=city, level="area")
        chances.append(chance[0, 1:3])
        inside = np.array([truly(random, truth) for truth in truths])
        sides = inside.reshape(4, 2, 60).all(axis=1).sum(axis=0)
        there.append([np.mean(sides >= 1), np.mean(sides >= 2)])
    assert np.mean(chances, axis=0) == pytest.approx(np.mean(there, axis=0), abs=0.025)
