"""The whole picture of opinion: groups where they are firm, and what is shared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from nabolag.errors import Misbuilt, Refused
from nabolag.residents.groups.opinion_map import opinion_map, weighted_consensus
from nabolag.residents.groups.votes import Votes, gather


def votes_of(marks, people=None, statements=None) -> Votes:
    """Give votes of a full table, people by statements."""
    cast = np.asarray(marks)
    who, what = np.nonzero(np.ones(cast.shape, bool))
    return gather(
        people=who,
        statements=what,
        marks=cast[who, what],
        participants=people or tuple(f"p{at}" for at in range(len(cast))),
        texts=statements or tuple(f"s{at}" for at in range(cast.shape[1])),
    )


@pytest.mark.parametrize("groups", [2, 3])
@pytest.mark.parametrize("seed", range(5))
def test_planted_groups_are_found(made, groups, seed):
    votes, planted = made(240, 40, 0.5, seed, groups)
    found = opinion_map(votes, seed=seed)
    assert found.verdict == "stable_groups"
    assert adjusted_rand_score(planted, found.labels) > 0.9


@pytest.mark.parametrize("seed", range(3))
def test_four_groups_are_found_where_two_things_divide_people(seed):
    """A map has two directions, so four groups are separable where they are corners."""
    draw = np.random.default_rng(seed)
    planted = np.arange(200) % 4
    sides = np.stack([planted % 2, planted // 2], axis=1) * 2 - 1
    marks = np.repeat(sides, 20, axis=1)
    marks = np.where(draw.random(marks.shape) < 0.1, -marks, marks)
    found = opinion_map(votes_of(marks), seed=seed)
    assert adjusted_rand_score(planted, found.labels) > 0.9


def test_noise_gives_no_groups_in_at_least_95_of_100(made):
    """Sizes as conversations have them; five of a hundred is the most there may be."""
    sizes = [(40, 30, 0.6), (80, 40, 0.5), (150, 30, 0.4), (60, 60, 0.4)]
    told = [
        opinion_map(made(*sizes[seed % 4], seed)[0], seed=seed).verdict
        for seed in range(100)
    ]
    assert told.count("no_stable_groups") >= 95


def test_without_firm_groups_what_is_shared_is_told_all_the_same(made):
    votes, _ = made(80, 30, 0.6, 1)
    found = opinion_map(votes, seed=1)
    assert (found.groups, found.divides, found.verdict) == ((), (), "no_stable_groups")
    assert (found.labels == -1).all()
    assert found.stability is not None
    assert found.consensus
    assert all(each.group_informed == each.share for each in found.consensus)


def test_everyone_agreeing_makes_no_groups_and_shares_all():
    found = opinion_map(votes_of(np.ones((20, 8), int)), seed=1)
    assert (found.tried, found.stability, found.groups) == (None, None, ())
    assert {each.side for each in found.consensus} == {"agree"}


@pytest.mark.parametrize("people", [0, 2, 9])
def test_too_few_people_are_refused(people):
    with pytest.raises(Refused, match=f"{people} of {people} people can be placed"):
        opinion_map(votes_of(np.ones((people, 8), int)), seed=1)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 99), groups=st.sampled_from([0, 2, 3]))
def test_order_names_and_swapped_sides_change_nothing_but_signs(made, seed, groups):
    votes, _ = made(60, 16, 0.7, seed, groups)
    found = opinion_map(votes, seed=seed)
    draw = np.random.default_rng(seed)
    rows, columns = draw.permutation(60), draw.permutation(16)
    turned = Votes(
        participants=tuple(f"q{row}" for row in rows),
        statements=tuple(f"t{column}" for column in columns),
        cells=(votes.cells * -1)[rows][:, columns],
    )
    again = opinion_map(turned, seed=seed)
    assert again.verdict == found.verdict
    assert adjusted_rand_score(again.labels, found.labels[rows]) == pytest.approx(1)
    if found.stability is not None:
        assert again.stability.median == pytest.approx(found.stability.median)
    swapped = {"agree": "disagree", "disagree": "agree"}
    ours = shared(found, votes, {side: side for side in swapped})
    assert shared(again, turned, swapped) == ours


def shared(found, votes, sides):
    """Give what most share: how strongly, and which, but for those last that are alike.

    Five are told of each side. Which of those that are equally strong come last among
    them is the order's to say.
    """
    strength = {
        (votes.statements[each.statement][1:], sides[each.side]): round(
            each.share * each.z, 9
        )
        for each in found.consensus
    }
    least = {
        side: min(how for (_, at), how in strength.items() if at == side)
        for _, side in strength
    }
    above = {each for each, how in strength.items() if how > least[each[1]]}
    return sorted(strength.values()), above


def test_the_same_seed_gives_the_same_picture(made):
    votes, _ = made(80, 30, 0.6, 4)
    one, other = (opinion_map(votes, seed=9) for _ in range(2))
    assert one.stability == other.stability


def _later(made):
    """Give yesterday's picture, and today's votes: more people, statements, changes."""
    votes, _ = made(120, 30, 0.5, 3, 2)
    cells = votes.cells.toarray()
    seen = votes.cells.copy()
    seen.data = np.ones_like(seen.data)
    was_seen = seen.toarray().astype(bool)
    yesterday = votes_where(cells[:100, :26], was_seen[:100, :26])
    changed = cells.copy()
    changed[3] *= -1
    return opinion_map(yesterday, seed=1), votes_where(changed, was_seen)


def votes_where(marks, seen):
    who, what = np.nonzero(seen)
    return gather(
        people=who,
        statements=what,
        marks=marks[who, what],
        participants=tuple(f"p{at}" for at in range(len(marks))),
        texts=tuple(f"s{at}" for at in range(marks.shape[1])),
    )


def test_new_votes_give_what_a_full_run_gives(made):
    before, today = _later(made)
    full, after = opinion_map(today, seed=1), opinion_map(today, seed=1, before=before)
    widest = np.abs(full.space.positions).max()
    apart = np.abs(full.space.positions - after.space.positions).max()
    assert apart <= 1e-8 * widest
    assert (full.labels == after.labels).all()
    assert full.stability == after.stability
    assert [g.representative for g in full.groups] == [
        g.representative for g in after.groups
    ]


def test_who_was_placed_stays_placed_with_few_votes_on_more_statements():
    few = np.zeros((20, 12), bool)
    few[:, :3] = True
    marks = np.where(np.arange(20)[:, None] % 2, 1, -1) * np.ones((20, 12), int)
    before = opinion_map(votes_where(marks[:, :3], few[:, :3]), seed=1)
    few[5:] = True
    today = votes_where(marks, few)
    assert len(opinion_map(today, seed=1).admitted) == 15
    assert len(opinion_map(today, seed=1, before=before).admitted) == 20


def test_equal_weights_change_nothing(made):
    for groups in (0, 2):
        votes, _ = made(80, 20, 0.7, 2, groups)
        found = opinion_map(votes, seed=1)
        same = weighted_consensus(found, np.full(80, 3.0))
        assert [(c.statement, c.side) for c in same] == [
            (c.statement, c.side) for c in found.consensus
        ]
        for one, other in zip(same, found.consensus, strict=True):
            assert one.share == pytest.approx(other.share)
            assert one.z == pytest.approx(other.z)


def test_weights_by_hand():
    """Twelve for and eight against; those against weigh three times as much.

    12·1 agree and 8·3 = 24 disagree, of 36. They are worth 36² / (12·1 + 8·9) = 15.43
    votes, of which two thirds disagree: the share is (10.29 + 1) / 17.43.
    """
    marks = np.repeat([[1], [-1]], [12, 8], axis=0) * np.ones((20, 7), int)
    found = opinion_map(votes_of(marks), seed=1)
    # The two sides are firm groups: taken away, all are one, as where none are firm.
    whole = replace(found, groups=())
    assert weighted_consensus(whole, np.ones(20)) == ()
    weights = np.repeat([1.0, 3.0], [12, 8])
    told = weighted_consensus(whole, weights)
    assert {each.side for each in told} == {"disagree"}
    worth = 36**2 / (12 + 8 * 9)
    assert told[0].seen == pytest.approx(worth)
    assert told[0].share == pytest.approx((worth * 24 / 36 + 1) / (worth + 2))


@pytest.mark.parametrize(
    "weights",
    [
        np.ones(19),
        *(np.repeat([1.0, wrong], [19, 1]) for wrong in (0.0, -1.0, np.nan, np.inf)),
    ],
)
def test_weights_that_are_no_weights_are_misbuilt(weights):
    found = opinion_map(votes_of(np.ones((20, 7), int)), seed=1)
    with pytest.raises(Misbuilt, match="one for each"):
        weighted_consensus(found, weights)
