"""Conversations the tests share: made ones with and without groups, and Polis' own."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from nabolag.residents.groups.votes import Votes, Whole, gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Polis:
    """What Polis found in a conversation, and the votes it found it in."""

    votes: Votes
    found: dict[str, Any]

    def row(self, person: int) -> int:
        return self.votes.participants.index(str(person))

    @property
    def placed(self) -> Whole:
        return np.array([self.row(person) for person in sorted(self.found["in-conv"])])

    @property
    def labels(self) -> Whole:
        bases = self.found["base-clusters"]
        people = dict(zip(bases["id"], bases["members"], strict=True))
        labels = np.full(len(self.votes.participants), -1)
        for group in self.found["group-clusters"]:
            for base in group["members"]:
                labels[[self.row(person) for person in people[base]]] = group["id"]
        return labels


def _polis(folder) -> Polis:
    cast = json.loads((folder / "votes.json").read_text(encoding="utf-8"))
    found = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    old = "pid" in cast[0]
    person, statement = ("pid", "tid") if old else ("participant_id", "statement_id")
    people = sorted({vote[person] for vote in cast})
    votes = gather(
        people=[people.index(vote[person]) for vote in cast],
        statements=[vote[statement] for vote in cast],
        marks=[vote["vote"] for vote in cast],
        times=[float(vote["modified"]) for vote in cast],
        participants=tuple(map(str, people)),
        texts=tuple(map(str, found["tids"])),
    )
    out = np.zeros(len(found["tids"]), bool)
    out[found["mod-out"]] = True
    return Polis(votes=replace(votes, moderated=out), found=found)


@pytest.fixture(params=["below-100-ptpts", "25ptpt-3gp-no-strict-with-meta"])
def polis(request, shared_data) -> Polis:
    return _polis(shared_data / "polis" / "math-fixtures" / request.param)


@pytest.fixture(scope="session")
def made():
    """Give what makes votes: people, statements, share seen, seed, and groups planted."""

    def make(people, statements, share, seed, groups=0) -> tuple[Votes, Whole]:
        draw = np.random.default_rng(seed)
        label = np.arange(people) % max(groups, 1)
        agree = draw.uniform(0.1, 0.8, (1, statements))
        if groups:  # each group is for or against, and which is drawn for each
            agree = np.where(draw.random((groups, statements)) < 0.5, 0.08, 0.92)
        who, what = np.nonzero(draw.random((people, statements)) < share)
        chance = draw.random(len(who))
        sure = agree[label[who], what] * 0.9
        marks = np.where(chance < sure, 1, np.where(chance < 0.9, -1, 0))
        votes = gather(
            people=who,
            statements=what,
            marks=marks,
            participants=tuple(f"p{at}" for at in range(people)),
            texts=tuple(f"s{at}" for at in range(statements)),
        )
        return votes, label

    return make
