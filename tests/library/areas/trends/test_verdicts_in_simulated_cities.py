"""Verdicts in simulated cities, where it is known who moves. Larger ones, and over
more kinds of cities, are drawn in ``benchmarks/simulated_verdicts.py``."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.result import Verdict
from nabolag.areas.trends.verdicts import judge

AREAS, APART = 60, 5.0
MARGIN = 0.025 * APART


def drawn(lines, slopes, spread, cities=60):
    """Verdicts of many cities beside what is true, the scatter itself estimated."""
    random = np.random.Generator(np.random.PCG64(20240909))
    told, truths, grows = [], [], []
    for _ in range(cities):
        truth = slopes(random)
        level = APART * random.normal(size=AREAS)
        own = spread * np.exp(random.normal(0, 0.4, AREAS))
        seen = np.sqrt(random.chisquare(20, AREAS) / 20)
        told.append(
            judge(
                lines(
                    truth + own * random.normal(size=AREAS),
                    spread=own * seen,
                    freedom=20.0,
                    level=level + 3 * own * random.normal(size=AREAS),
                    level_spread=3 * own * seen,
                )
            )
        )
        truths.append(truth)
        grows.append(np.sign(truth * level))
    return told, np.concatenate(truths), np.concatenate(grows)


def joined(told, name):
    return np.concatenate([getattr(judged, name) for judged in told])


def moving(verdict):
    return np.isin(verdict, [Verdict.WIDENING.value, Verdict.NARROWING.value])


def wrong(verdict, grows):
    said = np.where(verdict == Verdict.WIDENING, 1, -1)
    return said[moving(verdict)] != grows[moving(verdict)]


def still(_random):
    return np.zeros(AREAS)


def four_of_sixty(random):
    return np.where(np.arange(AREAS) < 4, random.choice([-1.5, 1.5], AREAS), 0.0)


def all_move(random):
    return random.normal(0, 0.3, AREAS)


def test_where_nothing_moves_hardly_any_area_is_told_to(lines):
    told, _, _ = drawn(lines, still, 0.3)
    assert moving(joined(told, "verdict")).mean() < 0.002
    assert 0.02 < moving(joined(told, "verdict_alone")).mean() < 0.055


def test_the_few_that_move_are_found_and_hardly_any_other(lines):
    told, truth, grows = drawn(lines, four_of_sixty, 0.2)
    verdict = joined(told, "verdict")
    assert moving(verdict)[truth != 0].mean() > 0.6
    assert wrong(verdict, grows).mean() < 0.05
    assert wrong(joined(told, "verdict_alone"), grows).mean() > 0.2


@pytest.mark.parametrize("spread", [0.15, 0.3])
def test_where_all_move_those_told_of_go_the_way_that_is_told(lines, spread):
    told, _, grows = drawn(lines, all_move, spread)
    assert wrong(joined(told, "verdict"), grows).mean() < 0.05


@pytest.mark.parametrize("spread", [0.15, 0.3])
def test_the_probability_holds_what_it_says_over_the_areas(lines, spread):
    told, _, grows = drawn(lines, all_move, spread, cities=100)
    chance = joined(told, "p_widening")
    for low in np.arange(0, 1, 0.2):
        group = (chance >= low) & (chance < low + 0.2)
        assert (grows[group] > 0).mean() == pytest.approx(
            chance[group].mean(), abs=0.11
        )


def test_unchanged_is_right_in_nineteen_of_twenty_cases(lines):
    told, truth, _ = drawn(lines, lambda r: r.normal(0, MARGIN, AREAS), 0.04)
    unchanged = joined(told, "verdict") == Verdict.UNCHANGED
    assert unchanged.sum() > 500
    assert (np.abs(truth[unchanged]) < MARGIN).mean() > 0.95
