"""Trends in simulated cities, where the truth is known. Larger ones, and more kinds of
cities, are drawn in ``benchmarks/simulated_trends.py``."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.trends.fitted import Series
from nabolag.areas.trends.slopes import fit
from nabolag.values import Measure


def people_followed(random, *, areas, periods, alike, people, share):
    """Counts of people who keep their situation with a chance or draw it anew."""
    slopes = random.normal(0, share / 100, areas)
    truth = share + slopes[:, None] * (np.arange(periods) - (periods - 1) / 2)
    counted = np.empty(truth.shape)
    counted[:, 0] = random.binomial(people, truth[:, 0])
    for now in range(1, periods):
        anew = truth[:, now] - alike * truth[:, now - 1]
        before = counted[:, now - 1].astype(int)
        stayed = random.binomial(before, alike + anew)
        counted[:, now] = stayed + random.binomial(people - before, anew)
    return counted / people, slopes


def series(values, city, people):
    blank = np.ones(values.shape)
    return Series(
        indicator="x",
        level="area",
        measure=Measure.SHARE,
        per=1.0,
        counted=True,
        codes=tuple(f"{at:03}" for at in range(len(values))),
        names=tuple(f"{at:03}" for at in range(len(values))),
        periods=tuple(f"{at:02}" for at in range(values.shape[1])),
        years=2000.5 + np.arange(values.shape[1]),
        value=values,
        other=np.broadcast_to(city, values.shape),
        people=blank * people,
        other_people=blank * people * 60,
        cluster=blank,
    )


def held(*, areas, periods, alike, people=1_000, share=0.2, cities=60):
    """Per cent of slopes' intervals that hold the truth: of the distance, the ratio."""
    random = np.random.Generator(np.random.PCG64(20240907))
    inside = []
    for _ in range(cities):
        values, slopes = people_followed(
            random,
            areas=areas,
            periods=periods,
            alike=alike,
            people=people,
            share=share,
        )
        fitted = fit(series(values, share, people))
        for line, truth in ((fitted.distance, slopes), (fitted.ratio, slopes / share)):
            inside.append(np.mean((line.low <= truth) & (truth <= line.high)))
    return 100 * np.mean(inside[::2]), 100 * np.mean(inside[1::2])


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6, 0.8])
def test_intervals_hold_the_truth_as_often_as_they_say_whatever_years_share(alike):
    found = held(areas=60, periods=12, alike=alike)
    assert all(93 <= each <= 98 for each in found), found


def homes_rebuilt(random, *, areas, periods, rebuilt, homes, share):
    """Counts of homes that mostly stay as they are, and now and then are made anew."""
    small = random.binomial(homes, share, areas)
    counted = np.empty((areas, periods))
    for now in range(periods):
        counted[:, now] = small
        lost = random.binomial(small, rebuilt * (1 - share))
        small = small - lost + random.binomial(homes - small, rebuilt * share)
    return counted / homes


def test_intervals_hold_the_drift_of_a_stock_that_hardly_changes():
    random, inside = np.random.Generator(np.random.PCG64(20240907)), []
    for _ in range(40):
        values = homes_rebuilt(
            random, areas=60, periods=12, rebuilt=0.01, homes=1_000, share=0.3
        )
        line = fit(series(values, 0.3, 1_000)).distance
        inside.append(np.mean((line.low <= 0) & (line.high >= 0)))
    # It is 90 where nobody thinks of what chance alone would do.
    assert 92 <= 100 * np.mean(inside) <= 98


def test_intervals_hold_the_truth_where_a_thing_is_rare():
    found = held(areas=30, periods=15, alike=0.3, people=300, share=0.02)
    assert all(92.5 <= each <= 98 for each in found), found


@pytest.mark.parametrize("alike", [0.0, 0.6])
def test_few_areas_and_few_figures_make_intervals_rather_too_wide(alike):
    found = held(areas=5, periods=6, alike=alike, cities=150)
    assert all(each >= 94 for each in found), found
