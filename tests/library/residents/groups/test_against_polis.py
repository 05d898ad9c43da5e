"""Conversations whose answers are published: the map, the groups and what is told."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.residents.groups.grouping import grouping
from nabolag.residents.groups.likeness import likeness
from nabolag.residents.groups.opinion_map import opinion_map
from nabolag.residents.groups.space import opinion_space
from nabolag.residents.groups.telling import (
    SURE,
    consensus,
    counted,
    group_informed,
    representative,
)
from nabolag.residents.groups.votes import admitted
from nabolag.sources.describing.conversations import read_conversation

pytestmark = pytest.mark.shared_data


def test_the_map_is_that_of_polis(polis):
    """Polis stores agree as −1, so its components point either way."""
    space, found = opinion_space(polis.votes), polis.found["pca"]
    np.testing.assert_allclose(space.mean, -np.array(found["center"]), atol=1e-12)
    for axis in (0, 1):
        theirs = np.array(found["comps"][axis])
        way = np.sign(theirs @ space.directions[axis])
        assert abs(theirs @ space.directions[axis]) > 0.9999 * np.linalg.norm(theirs)
        np.testing.assert_allclose(
            -way * space.statements[:, axis],
            found["comment-projection"][axis],
            atol=1e-9,
        )
        bases = polis.found["base-clusters"]
        for people, at in zip(bases["members"], bases["xy"[axis]], strict=True):
            mean = space.positions[[polis.row(p) for p in people], axis].mean()
            assert -way * mean == pytest.approx(at, abs=1e-9)


def test_with_its_number_and_centres_the_groups_are_those_of_polis(polis):
    space = opinion_space(polis.votes)
    ways = np.sign(np.sum(np.array(polis.found["pca"]["comps"]) * space.directions, 1))
    centres = -ways * [group["center"] for group in polis.found["group-clusters"]]
    ours = grouping(space.positions[polis.placed], k=3, start=centres)
    assert ours is not None
    assert likeness(ours.labels, polis.labels[polis.placed]) == 1


def test_who_is_placed(polis):
    """Polis has also let in some who were among the most active at an earlier time."""
    ours = {polis.votes.participants[row] for row in admitted(polis.votes)}
    theirs = {str(person) for person in polis.found["in-conv"]}
    assert ours <= theirs
    assert {polis.votes.participants[r] for r in polis.placed} == theirs
    stays = admitted(polis.votes, already=frozenset(theirs))
    assert stays.tolist() == polis.placed.tolist()


def test_what_stands_for_a_group_is_what_polis_says(polis):
    """But for what it tells without its passing both tests, as the least bad."""
    ours = representative(counted(polis.votes, polis.labels, groups=3))
    for group, told in enumerate(ours):
        theirs = polis.found["repness"][str(group)]
        sure = [t for t in theirs if t["p-test"] > SURE and t["repness-test"] > SURE]
        by_name = {(each.statement, each.side): each for each in told}
        assert len(told) >= len(sure)
        for each in sure:
            mine = by_name[each["tid"], each["repful-for"]]
            assert mine.z == pytest.approx(each["repness-test"], abs=1e-6)
            assert mine.z_half == pytest.approx(each["p-test"], abs=1e-9)
            assert mine.ratio == pytest.approx(each["repness"], abs=1e-9)
            assert mine.share == pytest.approx(each["p-success"], abs=1e-9)


def test_consensus_is_that_of_polis(polis):
    """Of all who voted, whether they are placed or not."""
    everyone = counted(polis.votes, np.zeros(len(polis.labels), int), groups=1)
    groups = counted(polis.votes, polis.labels, groups=3)
    ours = {(e.statement, e.side): e for e in consensus(everyone, groups)}
    theirs = polis.found["consensus"]
    for side in ("agree", "disagree"):
        assert len(theirs[side]) == sum(key[1] == side for key in ours)
        for each in theirs[side]:
            mine = ours[each["tid"], side]
            assert mine.z == pytest.approx(each["p-test"], abs=1e-9)
            assert mine.share == pytest.approx(each["p-success"], abs=1e-9)
    informed = group_informed(groups, "agree")
    for name, at in polis.found["group-aware-consensus"].items():
        if not polis.votes.moderated[int(name)]:
            assert informed[int(name)] == pytest.approx(at, abs=1e-12)


@pytest.fixture
def real(shared_data):
    """Give a real conversation's map, and Polis' group of each one placed."""

    def read(name):
        folder = shared_data / "polis" / name
        told = read_conversation(folder / "votes.csv", folder / "comments.csv")
        published = pl.read_csv(folder / "participants-votes.csv", infer_schema=False)
        names, groups = published["participant"], published["group-id"]
        by_name = dict(zip(names, groups, strict=True))
        found = opinion_map(told.votes, seed=1)
        theirs = [by_name[found.votes.participants[row]] for row in found.admitted]
        return found, np.array([-1 if g is None else int(g) for g in theirs])

    return read


@pytest.mark.parametrize(
    ("name", "placed"), [("scoop-hivemind.biodiversity", 441), ("vtaiwan.uberx", 1218)]
)
def test_firm_conversations_give_the_two_published_groups(real, name, placed):
    found, theirs = real(name)
    assert (found.verdict, len(found.groups)) == ("stable_groups", 2)
    assert len(found.admitted) == placed
    assert likeness(found.labels[found.admitted], theirs) >= 0.8


@pytest.mark.parametrize("name", ["london.youth.policing", "scoop-hivemind.ubi"])
def test_conversations_that_are_not_firm_give_none(real, name):
    found, _ = real(name)
    assert (found.verdict, found.groups) == ("no_stable_groups", ())
    assert found.stability.low < 0.4
    assert found.consensus
