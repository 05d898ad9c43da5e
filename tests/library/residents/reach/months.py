"""Random months of participations, for the tests of reach."""

from __future__ import annotations

import numpy as np

from nabolag.residents.reach.counting import Margin, Participation

AGES = ("13-19", "20-34", "35-49", "50-66", "67+")
METHODS, PROCESSES = ("door", "meeting", "stand", "web"), ("park", "school", "streets")


def margin_of_ages(*people: int) -> Margin:
    return Margin(
        characteristic="age",
        people=dict(zip(AGES, people or (210, 700, 600, 520, 380), strict=True)),
        register="Statistics Norway",
    )


def month(seed: int) -> tuple[list[Participation], Margin]:
    """Give a month of any size and shape, with some who did not tell their age."""
    chance = np.random.default_rng(seed)
    shares = {
        "age": chance.dirichlet(np.ones(len(AGES))),
        "method": chance.dirichlet(np.ones(len(METHODS))),
        "process": chance.dirichlet(np.ones(len(PROCESSES))),
    }
    silent = chance.choice([0.0, 0.02, 0.2])
    people = [int(count) for count in chance.integers(300, 2000, len(AGES))]

    def one() -> Participation:
        age = str(chance.choice(AGES, p=shares["age"]))
        return Participation(
            groups={} if chance.random() < silent else {"age": age},
            part={
                "method": str(chance.choice(METHODS, p=shares["method"])),
                "process": str(chance.choice(PROCESSES, p=shares["process"])),
            },
        )

    size = int(chance.integers(5, 300))
    return [one() for _ in range(size)], margin_of_ages(*people)
