"""The map of opinion: principal components of what was voted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nabolag.residents.groups.space import opinion_space
from nabolag.residents.groups.votes import Votes, gather

UNSEEN = 9
TABLES = arrays(
    np.int64,
    st.tuples(st.integers(1, 12), st.integers(1, 9)),
    elements=st.sampled_from([-1, 0, 1, UNSEEN]),
)


def table(rows) -> Votes:
    """Give the votes in a table of people by statements, 9 where nothing was seen."""
    cast = np.asarray(rows)
    who, what = np.nonzero(cast != UNSEEN)
    return gather(
        people=who,
        statements=what,
        marks=cast[who, what],
        participants=tuple(f"p{at}" for at in range(len(cast))),
        texts=tuple(f"s{at}" for at in range(cast.shape[1])),
    )


def dense(votes: Votes):
    """Give the votes with the mean of a statement in each unseen cell, centred."""
    cast = votes.cells.tocoo()
    full = np.full(cast.shape, np.nan)
    full[cast.coords] = cast.data
    seen = ~np.isnan(full)
    means = np.where(seen, full, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    means[votes.moderated] = 0
    full[:, votes.moderated] = 0
    return np.where(np.isnan(full), means, full) - means, seen


def singular(space, votes):
    """Give what the directions of a map explain, as singular values."""
    return np.linalg.norm(dense(votes)[0] @ space.directions.T, axis=0)


@given(TABLES)
def test_the_map_explains_as_much_as_the_dense_decomposition(rows):
    votes = table(rows)
    space = opinion_space(votes)
    filled, seen = dense(votes)
    best = np.linalg.svd(filled, compute_uv=False)[:2]
    np.testing.assert_allclose(singular(space, votes)[: len(best)], best, atol=1e-9)
    lengths = np.linalg.norm(space.directions, axis=1)
    assert np.all(np.isclose(lengths, 1) | (lengths == 0))
    assert space.directions[0] @ space.directions[1] == pytest.approx(0, abs=1e-9)
    scale = np.sqrt(rows.shape[1] / np.maximum(seen.sum(axis=1), 1))
    np.testing.assert_allclose(
        space.positions, filled @ space.directions.T * scale[:, None], atol=1e-12
    )


@pytest.mark.parametrize(("people", "statements"), [(300, 90), (90, 300), (40, 200)])
@pytest.mark.parametrize("taken_out", [(), (0, 7)])
def test_large_maps_equal_the_dense_decomposition(made, people, statements, taken_out):
    votes, _ = made(people, statements, 0.4, seed=5, groups=3)
    out = np.zeros(statements, bool)
    out[list(taken_out)] = True
    votes = replace(votes, moderated=out)
    space = opinion_space(votes)
    _, _, best = np.linalg.svd(dense(votes)[0], full_matrices=False)
    np.testing.assert_allclose(
        np.abs(np.sum(space.directions * best[:2], axis=1)), 1, atol=1e-10
    )
    np.testing.assert_allclose(space.directions[:, out], 0, atol=1e-15)
    assert not space.statements[out].any()


def test_a_map_reckoned_by_hand():
    """Two for and one against the one statement: mean 1/3, so 2/3 and −4/3 from it.

    The sum of cubes is below nought, so the map is turned and those against lie to the
    right. The other statement all agree on, and it counts only as one that was seen.
    """
    space = opinion_space(table([[1, 1], [1, 1], [-1, 1]]))
    np.testing.assert_allclose(space.mean, [1 / 3, 1])
    np.testing.assert_allclose(space.directions, [[-1, 0], [0, 0]], atol=1e-12)
    np.testing.assert_allclose(
        space.positions, [[-2 / 3, 0], [-2 / 3, 0], [4 / 3, 0]], atol=1e-12
    )
    root = np.sqrt(2)  # of two statements, one seen
    np.testing.assert_allclose(
        space.statements, [[-2 / 3 * root, 0], [0, 0]], atol=1e-12
    )


def test_who_has_seen_little_is_not_drawn_to_the_middle():
    """The last has seen one statement of four, and stands √4 of the way out for it."""
    rows = [[1, 1, 1, 1]] * 3 + [[-1, -1, -1, -1]] * 3 + [[1, UNSEEN, UNSEEN, UNSEEN]]
    space = opinion_space(table(rows))
    alone = (1 - space.mean[0]) * space.directions[0, 0]
    assert space.positions[-1, 0] == pytest.approx(2 * alone)


@pytest.mark.parametrize("people", [3, 200])
def test_where_all_vote_alike_all_stand_in_the_middle(people):
    space = opinion_space(table(np.tile([1, -1, 0] * 30, (people, 1))))
    assert not space.directions.any()
    assert not space.positions.any()


@pytest.mark.parametrize("size", [10, 100])
def test_two_camps_make_one_direction_and_no_other(size):
    """What is left is rounding, and rounding is no direction."""
    rows = np.ones((size, size), int)
    rows[size // 2 :] = -1
    space = opinion_space(table(rows))
    assert np.linalg.norm(space.directions[0]) == pytest.approx(1)
    assert not space.directions[1].any()
    assert not space.positions[:, 1].any()


def test_nothing_voted_makes_no_directions():
    space = opinion_space(table(np.full((3, 2), UNSEEN)))
    assert not space.directions.any()
    assert space.positions.shape == (3, 2)


@given(st.integers(0, 20), st.randoms(use_true_random=False))
def test_order_and_swapped_sides_change_nothing_but_signs(made, seed, random):
    votes, _ = made(80, 70, 0.5, seed, groups=3)
    space = opinion_space(votes)
    people, columns = list(range(80)), list(range(70))
    random.shuffle(people)
    random.shuffle(columns)
    sign = random.choice([1, -1])
    other = opinion_space(table_of(votes, people, columns, sign))
    np.testing.assert_allclose(
        other.positions, space.positions[people], atol=1e-8 * np.ptp(space.positions)
    )
    np.testing.assert_allclose(
        other.directions, sign * space.directions[:, columns], atol=1e-8
    )


def table_of(votes, people, columns, sign):
    cells = votes.cells[people][:, columns]
    return replace(votes, cells=(cells * np.int8(sign)).tocsr())


def test_new_people_on_new_statements_are_found_from_the_directions_of_yesterday():
    """Yesterday's directions say nothing of them: they lie at right angles."""
    draw = np.random.default_rng(3)
    old = draw.choice([-1, 1], (80, 70))
    camp = np.repeat([1, -1], 45)[:, None]
    new = camp * draw.choice([-1, 1], 80) * np.where(draw.random((90, 80)) < 0.9, 1, -1)
    rows = np.full((170, 150), UNSEEN)
    rows[:80, :70], rows[80:, 70:] = old, new
    votes = table(rows)
    near = np.zeros((2, 150))
    near[:, :70] = opinion_space(table(old)).directions
    full, again = opinion_space(votes), opinion_space(votes, near=near)
    assert np.linalg.norm(full.directions[0, 70:]) == pytest.approx(1)
    np.testing.assert_allclose(again.directions, full.directions, atol=1e-9)
