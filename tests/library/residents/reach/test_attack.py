"""An attack by subtraction on all tables of random months.

Someone has every table that is told of a month: in all, by method and by process. They
know that counts are whole and not below nought. From that they reckon the least and the
most that each count can be. No count below five may be found out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from nabolag.residents.reach.counting import Participation
from nabolag.residents.reach.whole import Reach, reach

from .months import AGES, METHODS, PROCESSES, margin_of_ages, month

KINDS = {"method": 1, "process": 2}
Cell = tuple[str | None, str, str]
Held = Callable[[Cell], bool]


def told(found: Reach) -> Iterator[tuple[Held, int]]:
    """Every number that is told, with the cells it is the sum of."""
    yield everywhere, found.participations
    for group in found.characteristics[0].groups:
        yield among(0, group.bundle.keys), group.participations
    for division in found.divisions:
        at = KINDS[division.kind]
        for names, count in division.totals.items():
            yield among(at, names), count
        for part in division.parts:
            yield among(at, part.names), part.participations
            for group in part.characteristics[0].groups:
                inside, of_part = among(0, group.bundle.keys), among(at, part.names)
                yield both(inside, of_part), group.participations


def everywhere(cell: Cell) -> bool:
    return True


def among(at: int, names: tuple[str | None, ...]) -> Held:
    return lambda cell: cell[at] in names


def both(one: Held, other: Held) -> Held:
    return lambda cell: one(cell) and other(cell)


def asked_for(keys: list[str | None]) -> Iterator[Held]:
    """Every count that a table could have: by group, by part and by both."""
    for key in keys:
        yield among(0, (key,))
    for at, names in ((1, METHODS), (2, PROCESSES)):
        for name in names:
            yield among(at, (name,))
            for key in keys:
                yield both(among(0, (key,)), among(at, (name,)))


def found_out(numbers: list[tuple[Held, int]], truth: Counter[Cell]) -> list[int]:
    """The counts below five that lie within less than four of what they may be."""
    keys = list(dict.fromkeys([*AGES, *(cell[0] for cell in truth)]))
    # A method or process that was not in use that month is in no table.
    used = [sorted({cell[at] or "" for cell in truth}) for at in (1, 2)]
    cells = list(product(keys, *used))
    sums = np.array([[float(held(cell)) for cell in cells] for held, _ in numbers])
    counts = np.array([count for _, count in numbers])
    actual = np.array([truth[cell] for cell in cells])
    assert (sums @ actual == counts).all()
    known = []
    for held in asked_for(keys):
        goal = np.array([float(held(cell)) for cell in cells])
        if goal.any() and goal @ actual < 5:
            least = linprog(goal, A_eq=sums, b_eq=counts).fun
            most = -linprog(-goal, A_eq=sums, b_eq=counts).fun
            known += [int(goal @ actual)] * (most - least < 3.999)
    return known


def counted(people: list[Participation]) -> Counter[Cell]:
    return Counter(
        (each.groups.get("age"), each.part["method"], each.part["process"])
        for each in people
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_small_number_can_be_had_from_all_that_is_told(seed):
    people, margin = month(seed)
    numbers = list(told(reach(people, [margin], per=list(KINDS))))
    assert all(count >= 5 for _, count in numbers)
    assert found_out(numbers, counted(people)) == []


def test_the_attack_finds_what_is_only_left_out_of_one_column():
    people = [one("13-19", "door")] * 3 + [one("13-19", "web")] * 20
    people += [one("20-34", name) for name in ("door", "web") for _ in range(9)]
    truth = counted(people)
    numbers = [(everywhere, 41), (among(0, ("13-19",)), 23)]
    numbers += [(both(among(0, ("13-19",)), among(1, ("web",))), 20)]
    assert 3 in found_out(numbers, truth)


def one(age: str, method: str) -> Participation:
    return Participation(
        groups={"age": age}, part={"method": method, "process": "park"}
    )


def test_nothing_that_is_told_depends_on_what_is_withheld():
    def told_of(youngest: int) -> Reach:
        ages = {"13-19": youngest, "20-34": 40 - youngest, "35-49": 30, "50-66": 25}
        people = [
            Participation(
                groups={"age": age},
                part={"method": ("door", "web")[at % 2]},
                answer="yes" if at % 5 else "no",
            )
            for age, count in ages.items()
            for at in range(count)
        ]
        silent = Participation(groups={}, part={"method": "web"}, answer="no")
        everyone = [*people, *[silent] * 6]
        return reach(everyone, [margin_of_ages()], per=["method"])

    assert told_of(2) == told_of(4)
