"""Which statement to show next: what one more vote would tell."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import Misbuilt, Refused
from nabolag.residents.groups.next_statement import (
    Pulls,
    candidates,
    chosen,
    pulls,
)
from nabolag.residents.groups.space import opinion_space
from nabolag.residents.groups.votes import gather

TELLING, DULL = 12, 36
"""Statements that people differ on by where they stand, and by chance alone."""


def known(pull, *, noise=None, seen=None, shown=None):
    width = len(pull)
    return Pulls(
        statements=tuple(f"s{n}" for n in range(width)),
        pull=np.array(pull, dtype=float).reshape(width, 2),
        noise=np.full(width, 0.5) if noise is None else np.array(noise, dtype=float),
        seen=np.full(width, 98) if seen is None else np.array(seen),
        shown=np.ones(width, bool) if shown is None else np.array(shown),
    )


def told(found):
    return [each.statement for each in found]


def test_what_one_vote_tells_by_hand():
    """Pull 1 along one direction and noise a half: ½ ln 3; then half of that is known."""
    (one,) = candidates(known([[1, 0]]), seen=[])
    assert one.of_person == pytest.approx(math.log(3) / 2)
    assert one.of_statement == pytest.approx(math.log(1.01) / 2)
    assert one.chance == 1
    (again, _) = candidates(known([[1, 0], [1, 0], [0, 0]]), seen=[0])
    assert again.of_person == pytest.approx(math.log(1 + (1 / 3) / 0.5) / 2)


def test_what_sets_people_apart_comes_before_what_does_not():
    found = candidates(known([[0, 0], [0.8, 0], [0.3, 0.1]]), seen=[])
    assert told(found) == [1, 2, 0]


def test_a_direction_that_is_known_tells_less_than_one_that_is_not():
    same, other = [0.8, 0], [0, 0.7]
    assert told(candidates(known([same, other]), seen=[])) == [0, 1]
    assert told(candidates(known([same, same, same, other]), seen=[0, 1])) == [3, 2]


def test_a_statement_few_have_seen_is_shown_first():
    found = candidates(known([[0.2, 0], [0, 0]], seen=[400, 1]), seen=[])
    assert told(found) == [1, 0]


def test_what_was_seen_or_taken_out_is_never_shown():
    found = candidates(known([[1, 0]] * 4, shown=[True, False, True, True]), seen=[2])
    assert told(found) == [0, 3]
    assert candidates(known([[1, 0]]), seen=[0]) == ()


@pytest.mark.parametrize("place", [-1, 2])
def test_a_place_outside_the_list_is_misbuilt(place):
    with pytest.raises(Misbuilt, match="among 2 statements"):
        candidates(known([[1, 0]] * 2), seen=[place])


def test_nobody_is_asked_when_all_is_seen():
    with pytest.raises(Refused, match="seen every statement"):
        chosen((), seed=1)


def test_the_draw_follows_the_stated_chances_and_the_seed():
    found = candidates(known([[0.9, 0], [0.5, 0], [0, 0.2]], seen=[9, 9, 0]), seen=[])
    assert sum(each.chance for each in found) == pytest.approx(1)
    drawn = [chosen(found, seed=seed).statement for seed in range(4000)]
    assert chosen(found, seed=7) == chosen(found, seed=7)
    for each in found:
        # Four standard errors: one test of many thousand would fail by chance.
        error = math.sqrt(each.chance * (1 - each.chance) / 4000)
        assert abs(drawn.count(each.statement) / 4000 - each.chance) < 4 * error


@settings(max_examples=50)
@given(
    pull=st.lists(
        st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=8
    ),
    turn=st.floats(0, 2 * math.pi),
)
def test_turning_the_map_changes_nothing(pull, turn):
    turned = np.array(
        [[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]
    )
    as_it_was = candidates(known(pull), seen=[0])
    after = candidates(known(np.array(pull) @ turned), seen=[0])
    for place in range(1, len(pull)):
        one, other = (
            next(each for each in found if each.statement == place)
            for found in (as_it_was, after)
        )
        assert one.worth == pytest.approx(other.worth)


def conversation(dice, people, *, shown):
    """Draw people on one line and their votes; gives the votes and where people stand."""
    stand = dice.normal(size=people)
    pull = np.concatenate([np.full(TELLING, 1.5), np.zeros(DULL)])
    wish = stand[:, None] * pull + dice.normal(size=(people, TELLING + DULL))
    vote = np.sign(wish).astype(int)
    who, what = np.nonzero(dice.random(vote.shape) < shown)
    votes = gather(
        people=who,
        statements=what,
        marks=vote[who, what],
        participants=tuple(f"p{n}" for n in range(people)),
        texts=tuple(f"s{n}" for n in range(TELLING + DULL)),
    )
    return votes, stand, vote


def test_the_pulls_of_a_drawn_conversation_are_found():
    votes, _, _ = conversation(np.random.default_rng(5), 400, shown=0.4)
    found = pulls(votes, opinion_space(votes))
    strength = np.linalg.norm(found.pull, axis=1)
    assert strength[:TELLING].min() > 2 * np.median(strength[TELLING:])
    assert (found.noise > 0).all()
    assert (
        found.seen.tolist()
        == np.bincount(votes.cells.indices, minlength=TELLING + DULL).tolist()
    )


def test_people_shown_what_tells_most_are_placed_nearer_to_where_they_stand():
    """Eight votes each: the first are chosen, the others drawn by chance."""
    dice = np.random.default_rng(11)
    votes, _, _ = conversation(dice, 400, shown=0.4)
    found = pulls(votes, opinion_space(votes))
    _, stand, vote = conversation(dice, 200, shown=1.0)

    def placed(seen, person):
        pull = found.pull[seen]
        weighed = (pull / found.noise[seen, None]).T
        place = np.linalg.solve(
            np.eye(2) + weighed @ pull, weighed @ vote[person, seen]
        )
        return float(place @ found.pull[:TELLING].sum(axis=0))

    def by_choice(person):
        seen = []
        for turn in range(8):
            among = candidates(found, seen=seen)
            seen.append(chosen(among, seed=person * 8 + turn).statement)
        return placed(seen, person)

    chosen_places = [by_choice(person) for person in range(200)]
    drawn_places = [
        placed(dice.choice(TELLING + DULL, 8, replace=False), person)
        for person in range(200)
    ]
    by_chance = abs(np.corrcoef(drawn_places, stand)[0, 1])
    assert abs(np.corrcoef(chosen_places, stand)[0, 1]) > by_chance + 0.1


def test_votes_that_do_not_differ_still_give_candidates():
    votes = gather(
        people=[0, 1, 2],
        statements=[0, 0, 0],
        marks=[1, 1, 1],
        participants=("a", "b", "c"),
        texts=("s0", "s1"),
    )
    found = candidates(pulls(votes, opinion_space(votes)), seen=[])
    assert told(found) == [1, 0]
    assert all(each.of_person == pytest.approx(0) for each in found)


def test_a_conversation_without_votes_shows_all_alike():
    votes = gather(
        people=[], statements=[], marks=[], participants=(), texts=("s0", "s1")
    )
    found = candidates(pulls(votes, opinion_space(votes)), seen=[])
    assert [each.chance for each in found] == [0.5, 0.5]
