"""School, work, income and voting: what changes from year to year in people's lives.

Each year something happens to some, and their situation is then drawn anew from a
chance made of what they carry with them and of the area; the others are as they were.
So situations last, and a change in an area takes years to show in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.places import Place
from nabolag.demo.planting import trait_in
from nabolag.demo.town import Homes, Households, People, Town, households

WORK_CHANGES, INCOME_CHANGES, HABIT_CHANGES = 0.18, 0.30, 0.15
"""Part of people whose work, income or voting may change in a year."""
FINISHES_LATER = 0.06
"""Part of young people without upper secondary who finish it in a year."""
LEAVES_SCHOOL, LAST_SCHOOL_YEAR, ENTITLED = 19, 34, 18


def year_of_fortune(
    town: Town, places: Sequence[Place], *, year: int, chance: Chance
) -> Town:
    """Let people finish school, get and lose work and income, and take up voting."""
    people, homes = town.people, town.homes
    people = replace(people, schooled=_schooled(people, homes, places, year, chance))
    people = replace(people, works=_works(people, homes, places, year, chance))
    people = replace(people, voter=_votes(people, homes, places, year, chance))
    poor = _poor(people, homes, places, year, chance)
    return replace(town, people=people, homes=replace(homes, poor=poor))


def unschooled_chance(strain: Floats, age: Whole) -> Floats:
    """Give the chance of being without upper secondary at an age, areas aside."""
    later = np.clip(age - LEAVES_SCHOOL, 0, LAST_SCHOOL_YEAR - LEAVES_SCHOOL)
    return np.asarray(
        (0.08 + 0.62 * strain) * (1 - FINISHES_LATER) ** later * (age >= 19)
    )


def idle_chance(strain: Floats, schooled: Flags, age: Whole) -> Floats:
    """Give the chance of not working at an age, areas and years aside."""
    by_age = np.select([age < 25, age < 60, age < 67], [0.28, 0.0, 0.15], 0.9)
    return np.asarray(0.01 + 0.34 * strain + 0.10 * ~schooled + by_age)


def poor_chance(own: Households) -> Floats:
    """Give a household's chance of low income, areas and years aside."""
    return np.asarray(
        0.02
        + 0.40 * own.idle
        + 0.24 * own.strain
        + 0.06 * (own.heads == 1)
        + 0.03 * np.clip(own.children - 2, 0, 3)
    )


def voting_chance(strain: Floats, age: Whole) -> Floats:
    """Give the chance of voting, areas aside."""
    return np.asarray(0.80 - 0.38 * strain - 0.10 * (age < 30) + 0.03 * (age > 50))


def cycle(year: int) -> float:
    """Give what the country's economy adds to all chances of being without work."""
    return 0.006 * float(np.sin((year - 2012) / 1.7)) + 0.012 * (year == 2020)


def _schooled(
    people: People, homes: Homes, places: Sequence[Place], year: int, chance: Chance
) -> Flags:
    young = (people.age >= LEAVES_SCHOOL) & (people.age <= LAST_SCHOOL_YEAR)
    who = np.flatnonzero(young)
    age = people.age[who]
    school = trait_in(places, "school", year)[homes.area[people.home[who]]]
    without = unschooled_chance(people.strain[who], age) + school
    later = np.clip(FINISHES_LATER - school, 0.0, 0.5)
    finishes = chance.happens(np.where(age == LEAVES_SCHOOL, 1 - without, later))
    schooled = people.schooled.copy()
    schooled[who] |= finishes
    return schooled


def _works(
    people: People, homes: Homes, places: Sequence[Place], year: int, chance: Chance
) -> Flags:
    starting = people.age == LEAVES_SCHOOL
    who = np.flatnonzero((chance.uniform(len(people)) < WORK_CHANGES) | starting)
    age = people.age[who]
    here = trait_in(places, "work", year)[homes.area[people.home[who]]]
    idle = idle_chance(people.strain[who], people.schooled[who], age)
    works = people.works.copy()
    works[who] = ~chance.happens(idle + here + cycle(year)) & (age >= LEAVES_SCHOOL)
    return works


def _votes(
    people: People, homes: Homes, places: Sequence[Place], year: int, chance: Chance
) -> Flags:
    starting = people.age == ENTITLED
    who = np.flatnonzero((chance.uniform(len(people)) < HABIT_CHANGES) | starting)
    here = trait_in(places, "vote", year)[homes.area[people.home[who]]]
    likely = voting_chance(people.strain[who], people.age[who]) + here
    voter = people.voter.copy()
    voter[who] = chance.happens(likely)
    return voter


def _poor(
    people: People, homes: Homes, places: Sequence[Place], year: int, chance: Chance
) -> Flags:
    who = np.flatnonzero(chance.uniform(len(homes)) < INCOME_CHANGES)
    here = trait_in(places, "poverty", year)[homes.area]
    likely = poor_chance(households(people, homes)) + here + cycle(year) / 2
    poor = homes.poor.copy()
    poor[who] = chance.happens(likely[who])
    return poor
