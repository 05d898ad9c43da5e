"""Whether groups would be found again among other people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nabolag.errors import Misbuilt
from nabolag.residents.groups.space import opinion_space
from nabolag.residents.groups.stability import Stability, stability
from nabolag.residents.groups.votes import gather


@pytest.mark.parametrize(
    ("median", "low", "stable"),
    [(0.6, 0.4, True), (0.59, 0.4, False), (0.9, 0.39, False), (1.0, 1.0, True)],
)
def test_both_limits_must_be_reached(median, low, stable):
    assert Stability(median=median, low=low, halves=20).stable is stable


def test_planted_groups_are_alike_in_every_half(made):
    votes, planted = made(200, 40, 0.6, 1, 2)
    found = stability(votes, space=opinion_space(votes), labels=planted, seed=1)
    assert (found.median, found.halves) == (pytest.approx(1), 20)
    assert found.low > 0.9


def test_labels_drawn_by_chance_are_alike_in_none(made):
    votes, planted = made(200, 40, 0.6, 1, 2)
    drawn = np.random.default_rng(3).permutation(planted)
    found = stability(votes, space=opinion_space(votes), labels=drawn, seed=1)
    assert abs(found.median) < 0.1


def test_a_half_without_groups_is_alike_in_nothing():
    """All vote alike, so no half has groups, whatever the labels say."""
    votes = gather(
        people=np.repeat(np.arange(20), 7),
        statements=np.tile(np.arange(7), 20),
        marks=np.ones(140, int),
        participants=tuple(f"p{at}" for at in range(20)),
        texts=tuple(f"s{at}" for at in range(7)),
    )
    found = stability(
        votes, space=opinion_space(votes), labels=np.arange(20) % 2, seed=1
    )
    assert (found.median, found.low) == (0, 0)


def test_people_in_no_group_are_alike_in_nothing(made):
    votes, _ = made(60, 20, 0.6, 1, 2)
    nobody = np.full(60, -1)
    found = stability(votes, space=opinion_space(votes), labels=nobody, seed=1)
    assert (found.median, found.low) == (0, 0)


def test_the_seed_decides_which_people_are_drawn(made):
    votes, _ = made(100, 40, 0.5, 4)
    space = opinion_space(votes)
    one, again, other = (
        stability(votes, space=space, labels=np.arange(100) % 2, seed=seed)
        for seed in (1, 1, 2)
    )
    assert one == again
    assert one != other


def test_neither_names_nor_the_order_of_the_list_change_who_is_drawn(made):
    votes, _ = made(100, 40, 0.5, 4)
    labels = (opinion_space(votes).positions[:, 0] > 0).astype(int)
    order = np.random.default_rng(2).permutation(100)
    names = tuple(f"other {at}" for at in range(100))
    turned = replace(votes.of(order), participants=names)
    one, other = (
        stability(each, space=opinion_space(each), labels=of, seed=1)
        for each, of in ((votes, labels), (turned, labels[order]))
    )
    assert other.median == pytest.approx(one.median)
    assert other.low == pytest.approx(one.low)


def test_one_half_is_too_few():
    with pytest.raises(Misbuilt, match="2 or more"):
        stability(None, space=None, labels=None, seed=1, halves=1)
