"""Groups on a map, and how alike two groupings are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import adjusted_rand_score

from nabolag.residents.groups.grouping import best_grouping, grouping
from nabolag.residents.groups.likeness import likeness

LABELS = st.integers(1, 30).flatmap(
    lambda n: st.tuples(*[arrays(np.int64, n, elements=st.integers(0, 4))] * 2)
)


def clouds(centres, each=20, width=0.2, seed=0):
    draw = np.random.default_rng(seed)
    return np.concatenate([draw.normal(c, width, (each, 2)) for c in centres])


FIVE = [(0, 0), (5, 0), (0, 5), (5, 5), (10, 10)]


@given(LABELS)
def test_likeness_is_that_of_scikit_learn(labels):
    one, other = labels
    assert likeness(one, other) == pytest.approx(adjusted_rand_score(one, other))


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_clouds_far_apart_are_found_and_counted(k):
    found = best_grouping(clouds(FIVE[:k]))
    assert found is not None
    assert found.k == k
    assert likeness(found.labels, np.repeat(np.arange(k), 20)) == 1
    assert 0.8 < found.silhouette <= 1


def test_someone_alone_is_no_group_and_joins_the_nearest():
    points = np.concatenate([clouds(FIVE[:2]), [(100.0, 0.0)]])
    found = best_grouping(points)
    assert found is not None
    assert sorted(np.bincount(found.labels)) == [20, 21]
    assert found.labels[-1] == found.labels[20]


@given(
    arrays(
        np.float64, st.tuples(st.integers(0, 60), st.just(2)), elements=st.floats(-9, 9)
    )
)
def test_no_group_is_of_one_person_and_centres_belong_to_their_group(points):
    found = best_grouping(points)
    if found is None:
        return
    sizes = np.bincount(found.labels)
    assert sizes.min() >= 2
    assert (np.diff(sizes) <= 0).all()
    assert -1 <= found.silhouette <= 1
    off = ((points[:, None] - found.centres[None]) ** 2).sum(axis=2)
    assert np.isclose(off.min(axis=1), off[np.arange(len(points)), found.labels]).all()


@given(st.integers(0, 50), st.permutations(range(60)))
def test_neither_order_nor_sign_changes_groups(seed, order):
    points = clouds(FIVE[:3], width=1.0, seed=seed)
    found = best_grouping(points)
    assert found is not None
    for other in (points[list(order)], -points[list(order)]):
        again = best_grouping(other)
        assert again is not None
        assert likeness(again.labels, found.labels[list(order)]) == 1


def test_points_that_are_all_alike_make_no_groups():
    assert best_grouping(np.zeros((40, 2))) is None
    assert best_grouping(np.zeros((0, 2))) is None


def test_three_places_make_no_four_groups():
    points = np.repeat([(0.0, 0.0), (5.0, 0.0), (0.0, 5.0)], 20, axis=0)
    assert grouping(points, k=4) is None
    best = best_grouping(points)
    assert best is not None
    assert best.k == 3


def test_centres_that_nobody_is_near_make_no_groups():
    points = clouds(FIVE[:2])
    far = np.array([(0.0, 0.0), (5.0, 0.0), (900.0, 0.0)])
    assert grouping(points, k=3, start=far) is None
    near = grouping(points, k=2, start=far[:2])
    assert near is not None
    assert np.bincount(near.labels).tolist() == [20, 20]
