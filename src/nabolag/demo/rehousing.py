"""A year of moving: who gives up a home, who leaves the city and who gets which home.

Those who want a home and the homes that are free are lined up, first by size, then by
what people have to choose with and how sought after the home is. So areas differ in
who lives there, and stay so for as long as they are sought after as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nabolag.demo.arriving import Arrivals, arrivals
from nabolag.demo.building import let_anew, rebuilt
from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.fortune import poor_chance
from nabolag.demo.living import Lived
from nabolag.demo.places import Place
from nabolag.demo.planting import trait_in
from nabolag.demo.town import MUNICIPAL, OWNED, Homes, People, Town, households

MOVES = np.array([0.036, 0.17, 0.065])
"""Chance that a household moves in a year, by who owns the home."""
CROWDED_MOVE, LEAVES_THE_CITY = 1.4, 0.40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seekers:
    """Households that want a home; ``people.home`` numbers them from 0."""

    people: People
    poor: Flags

    def joined_by(self, others: Seekers) -> Seekers:
        """Give these and, after them, the others."""
        moved = replace(others.people, home=others.people.home + len(self.poor))
        return Seekers(
            people=self.people.joined_by(moved),
            poor=np.concatenate([self.poor, others.poor]),
        )


def year_of_moving(
    lived: Lived, places: Sequence[Place], *, year: int, chance: Chance
) -> Town:
    """Let households move within, out of and into the city until every home is let."""
    town = lived.town
    moves = _moves(town, places, year, chance)
    free = np.flatnonzero(moves | _empty(town))
    staying = town.people.kept(~moves[town.people.home])
    homes = rebuilt(town.homes, places, chance=chance)
    homes = let_anew(homes, free, places, year=year, chance=chance)
    seekers = _remaining(_movers(town, moves), chance).joined_by(
        _remaining(_alone(lived.leavers, chance), chance)
    )
    seekers = _at_most(len(free), seekers, chance)
    missing = len(free) - len(seekers.poor)
    coming = arrivals(missing, first_id=town.born, chance=chance)
    seekers = seekers.joined_by(as_seekers(coming, chance))
    housed, homes = rehoused(seekers, free, homes, places, year=year, chance=chance)
    born = town.born + len(coming.people)
    return Town(people=staying.joined_by(housed), homes=homes, born=born)


def rehoused(
    seekers: Seekers,
    free: Whole,
    homes: Homes,
    places: Sequence[Place],
    *,
    year: int,
    chance: Chance,
) -> tuple[People, Homes]:
    """Give every household one of the free homes, as many as there are households."""
    own = households(seekers.people, _as_homes(len(seekers.poor)))
    means = -own.strain - 0.12 * seekers.poor + 0.12 * chance.normal(len(own.size))
    sought = _sought(homes, free, places, year) + 0.65 * chance.normal(len(free))
    room = homes.rooms[free]
    wanted = _by_size(own.size - 2.4 * own.strain, room, chance)
    given = np.empty(len(free), dtype=np.int64)
    given[np.lexsort((means, wanted))] = free[np.lexsort((sought, room))]
    poor = homes.poor.copy()
    poor[given] = seekers.poor
    moved = replace(
        seekers.people,
        home=given[seekers.people.home],
        settled=np.zeros(len(seekers.people), dtype=np.int64),
    )
    return moved, replace(homes, poor=poor)


def as_seekers(coming: Arrivals, chance: Chance) -> Seekers:
    """Give households from outside as seekers, with an income."""
    own = households(coming.people, _as_homes(coming.count))
    return Seekers(people=coming.people, poor=chance.happens(poor_chance(own)))


def _moves(town: Town, places: Sequence[Place], year: int, chance: Chance) -> Flags:
    own = households(town.people, town.homes)
    age = own.youngest
    by_age = np.select([age < 30, age < 40, age < 60], [1.5, 1.15, 0.75], 0.4)
    crowded = np.where(own.size > town.homes.rooms, CROWDED_MOVE, 1.0)
    here = trait_in(places, "turnover", year)[town.homes.area]
    likely = MOVES[town.homes.tenure] * by_age * crowded * here * (own.heads > 0)
    return chance.happens(likely)


def _empty(town: Town) -> Flags:
    return np.asarray(np.bincount(town.people.home, minlength=len(town.homes)) == 0)


def _movers(town: Town, moves: Flags) -> Seekers:
    people = town.people.kept(moves[town.people.home])
    number = np.cumsum(moves) - 1
    return Seekers(
        people=replace(people, home=number[people.home]), poor=town.homes.poor[moves]
    )


def _alone(leavers: People, chance: Chance) -> Seekers:
    count = len(leavers)
    people = replace(
        leavers, home=np.arange(count), head=np.ones(count, dtype=np.bool_)
    )
    own = households(people, _as_homes(count))
    return Seekers(people=people, poor=chance.happens(poor_chance(own)))


def _remaining(seekers: Seekers, chance: Chance) -> Seekers:
    leaves = chance.uniform(len(seekers.poor)) < LEAVES_THE_CITY
    return _those(seekers, ~leaves)


def _at_most(count: int, seekers: Seekers, chance: Chance) -> Seekers:
    """Send those away who find no home, drawn among all."""
    place = np.argsort(np.argsort(chance.uniform(len(seekers.poor)), kind="stable"))
    return _those(seekers, place < count)


def _those(seekers: Seekers, which: Flags) -> Seekers:
    people = seekers.people.kept(which[seekers.people.home])
    number = np.cumsum(which) - 1
    return Seekers(
        people=replace(people, home=number[people.home]), poor=seekers.poor[which]
    )


def _as_homes(count: int) -> Homes:
    nothing = np.zeros(count, dtype=np.int64)
    no = np.zeros(count, dtype=np.bool_)
    return Homes(area=nothing, rooms=nothing, tenure=nothing, far=no, poor=no)


def _sought(homes: Homes, free: Whole, places: Sequence[Place], year: int) -> Floats:
    tenure = homes.tenure[free]
    appeal = trait_in(places, "appeal", year)[homes.area[free]]
    return np.asarray(appeal + 0.4 * (tenure == OWNED) - 1.0 * (tenure == MUNICIPAL))


def _by_size(size: Floats, room: Whole, chance: Chance) -> Whole:
    """Tell how many rooms each household gets: those who need most get most, roughly."""
    wanted = np.empty(len(size), dtype=np.int64)
    wanted[np.argsort(size + 1.3 * chance.normal(len(size)))] = np.sort(room)
    return wanted
