"""People who come to the city: households drawn with those who are in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.fortune import idle_chance, unschooled_chance, voting_chance
from nabolag.demo.town import NOWHERE, People

NEWCOMERS = (
    (0.42, 1, (19, 29), 0),
    (0.10, 1, (30, 60), 0),
    (0.18, 2, (22, 34), 0),
    (0.23, 2, (27, 44), 3),
    (0.04, 1, (26, 44), 2),
    (0.03, 2, (60, 88), 0),
)
"""Households that come to the city: how many, heads, their age, most children."""

_BAND = (18, 23, 26, 29, 32, 35, 38, 42, 46, 50, 55, 60, 65, 70, 75, 80, 85, 90, 98)
_ALONE = (32, 33, 33, 26, 21, 17, 19, 18, 20, 29, 34, 39, 40, 41, 40, 31, 17, 7)
_COUPLES = (5, 15, 24, 34, 38, 40, 56, 57, 51, 52, 40, 33, 26, 18, 11, 4, 2, 0)
_CHILDREN_ALONE = (2, 7, 15, 24, 36, 50, 68, 73, 60, 37, 12, *[0] * 7)
_CHILDREN_OF_COUPLES = (15, 35, 67, 97, 123, 155, 181, 159, 120, 72, 20, *[0] * 7)
"""The city as it becomes after 150 years, by the head's age: households per thousand,
and children per hundred households. To start with it saves waiting."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arrivals:
    """Households that have come: ``people.home`` numbers them from 0."""

    people: People
    count: int


def arrivals(count: int, *, first_id: int, chance: Chance) -> Arrivals:
    """Draw so many households that come to the city; ids from ``first_id``."""
    shares, heads, ages, most = zip(*NEWCOMERS, strict=True)
    kind = chance.chosen(shares, count)
    low, high = np.array(ages)[kind].T
    age = (low + chance.uniform(count) * (high - low)).astype(np.int64)
    most_children = np.array(most)[kind]
    children = 1 + (chance.uniform(count) * most_children).astype(np.int64)
    return _grouped(
        age,
        couple=np.array(heads)[kind] == 2,
        children=np.where(most_children > 0, children, 0),
        first_id=first_id,
        chance=chance,
    )


def founders(count: int, *, chance: Chance) -> Arrivals:
    """Draw so many households as they live in the city, the first there are."""
    bands = len(_ALONE)
    kind = chance.chosen((*_ALONE, *_COUPLES), count)
    low = np.array(_BAND)[kind % bands]
    wide = np.diff(_BAND)[kind % bands]
    age = (low + chance.uniform(count) * wide).astype(np.int64)
    expected = np.array([*_CHILDREN_ALONE, *_CHILDREN_OF_COUPLES])[kind] / 100
    children = 2 * expected * chance.uniform(count) + chance.uniform(count)
    return _grouped(
        age,
        couple=kind >= bands,
        children=children.astype(np.int64),
        first_id=0,
        chance=chance,
    )


def _grouped(
    age: Whole, *, couple: Flags, children: Whole, first_id: int, chance: Chance
) -> Arrivals:
    count = len(age)
    strain = drawn_strain(count, chance)
    second = np.flatnonzero(couple)
    parents = np.repeat(np.arange(count), children)
    partners = partners_age(age[second], chance)
    ages = np.concatenate([age, partners, _childrens_age(age[parents], chance)])
    family = np.concatenate([second, parents])
    strains = np.concatenate([strain, taking_after(strain[family], chance)])
    homes = np.concatenate([np.arange(count), family])
    head = np.arange(len(homes)) < count + len(second)
    people = newcomers(homes, ages, strains, first_id=first_id, chance=chance)
    return Arrivals(people=replace(people, head=head), count=count)


def newcomers(
    home: Whole, age: Whole, strain: Floats, *, first_id: int, chance: Chance
) -> People:
    """Give people of these ages who are heads of their households and new here."""
    count = len(home)
    schooled = ~chance.happens(unschooled_chance(strain, age)) & (age >= 19)
    works = ~chance.happens(idle_chance(strain, schooled, age)) & (age >= 19)
    return People(
        id=np.arange(first_id, first_id + count),
        home=home,
        age=age,
        head=np.ones(count, dtype=np.bool_),
        strain=strain,
        schooled=schooled,
        works=works,
        voter=chance.happens(voting_chance(strain, age)),
        settled=np.zeros(count, dtype=np.int64),
        born_in=np.full(count, NOWHERE),
    )


def newborn(
    home: Whole, strain: Floats, born_in: Whole, *, first_id: int, chance: Chance
) -> People:
    """Give children born this year in these homes, to parents with this strain."""
    age = np.zeros(len(home), dtype=np.int64)
    own = taking_after(strain, chance)
    child = newcomers(home, age, own, first_id=first_id, chance=chance)
    return replace(child, head=_nobody(len(home)), born_in=born_in)


def drawn_strain(count: int, chance: Chance) -> Floats:
    """Draw what people carry with them: 0–1, 0.3 on average, few with very much.

    Kumaraswamy's distribution (1980), which needs nothing but a power.
    """
    return np.asarray((1 - (1 - chance.uniform(count)) ** (1 / 2.8)) ** (1 / 1.3))


def taking_after(strain: Floats, chance: Chance) -> Floats:
    """Give the strain of partners or children: half theirs, half their own."""
    return np.asarray(0.5 * strain + 0.5 * drawn_strain(len(strain), chance))


def partners_age(age: Whole, chance: Chance) -> Whole:
    """Give partners' ages, within three years of these."""
    return np.asarray(np.maximum(age + chance.whole(-3, 4, len(age)), 19))


def _childrens_age(parents: Whole, chance: Chance) -> Whole:
    oldest = np.clip(parents - 21, 1, 18)
    return (chance.uniform(len(parents)) * oldest).astype(np.int64)


def _nobody(count: int) -> Flags:
    return np.zeros(count, dtype=np.bool_)
