"""A year of births and deaths, of growing up, finding someone and parting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nabolag.demo.arriving import newborn, newcomers, partners_age, taking_after
from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.town import Households, People, Town, households

LEAVES_HOME, PARTS, FINDS_SOMEONE = 0.24, 0.007, 0.10
"""Chances in a year: of a grown child, of each partner, and of someone young alone."""
GROWN = 19


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lived:
    """The city after the year's lives, before anyone has found a new home.

    ``leavers`` have left their household and want a home of their own; they are no
    longer in ``town``. ``died`` are ids.
    """

    town: Town
    leavers: People
    died: Whole


def year_of_life(town: Town, *, chance: Chance) -> Lived:
    """Let everybody grow a year older, and some be born, die, meet or part."""
    people = replace(
        town.people, age=town.people.age + 1, settled=town.people.settled + 1
    )
    dies = chance.happens(_death_chance(people.age))
    town = town.with_people(people.kept(~dies))
    own = households(town.people, town.homes)
    children = _children(town, own, chance)
    partners = _partners(own, first_id=town.born + len(children), chance=chance)
    joined = town.people.joined_by(children, partners)
    heads = own.heads + np.bincount(partners.home, minlength=len(town.homes))
    leaves = _leaves(joined, heads, chance)
    grown = replace(
        town,
        people=joined.kept(~leaves),
        born=town.born + len(children) + len(partners),
    )
    return Lived(
        town=_in_order(grown), leavers=joined.kept(leaves), died=people.id[dies]
    )


def _death_chance(age: Whole) -> Floats:
    # Gompertz's law with Norwegian-like numbers: 1.5 per cent at 67, 22 at 90.
    return np.asarray(np.minimum(6e-6 * np.exp(0.117 * age), 0.6))


def _children(town: Town, own: Households, chance: Chance) -> People:
    homes = np.flatnonzero(chance.happens(_birth_chance(own)))
    return newborn(
        homes,
        own.strain[homes],
        town.homes.area[homes],
        first_id=town.born,
        chance=chance,
    )


def _birth_chance(own: Households) -> Floats:
    fertile = (own.youngest >= 21) & (own.youngest <= 41)
    together = np.where(own.heads == 2, 0.19, 0.03)
    by_children = np.array([1.0, 1.2, 0.40, 0.15, 0.05])
    return np.asarray(fertile * together * by_children[np.minimum(own.children, 4)])


def _partners(own: Households, *, first_id: int, chance: Chance) -> People:
    alone = (own.heads == 1) & (own.youngest >= 20) & (own.youngest <= 45)
    homes = np.flatnonzero(chance.happens(alone * FINDS_SOMEONE))
    age = partners_age(own.youngest[homes], chance)
    strain = taking_after(own.strain[homes], chance)
    return newcomers(homes, age, strain, first_id=first_id, chance=chance)


def _leaves(people: People, heads: Whole, chance: Chance) -> Flags:
    grown = ~people.head & (people.age >= GROWN)
    couple = people.head & (heads[people.home] == 2)
    return chance.happens(grown * LEAVES_HOME + couple * PARTS)


def _in_order(town: Town) -> Town:
    """Let grown children run homes that nobody else does; small ones go elsewhere."""
    people = town.people
    headless = ~_headed(people, len(town.homes))
    promoted = headless[people.home] & (people.age >= GROWN - 1)
    people = replace(people, head=people.head | promoted)
    cared_for = _headed(people, len(town.homes))[people.home]
    return town.with_people(people.kept(cared_for))


def _headed(people: People, homes: int) -> Flags:
    return np.bincount(people.home[people.head], minlength=homes) > 0
