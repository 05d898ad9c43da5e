"""Persons who move, age and change in a simulated city.

Every person is of one of two kinds, each with its own chance of being affected, and
has a situation that mostly lasts from year to year. An area may change because others
move there (``drawn``), or because the chances of those who live there change
(``eased``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

OUTSIDE = -1
USUAL = 0.3
"""Part of the people of a usual area who are of the second kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """How large the city is, how long it is followed, and how much people move."""

    areas: int = 20
    people: int = 2_000
    years: int = 10
    turnover: float = 0.1
    within: float = 0.5  # of those who move, how many stay in the city
    replaced: float = 0.02  # die or grow out of the age counted, each year
    chances: tuple[float, float] = (0.05, 0.6)  # of being affected, by kind
    lasting: float = 0.8  # chance that a situation simply lasts to the next year
    drawn: tuple[tuple[int, float], ...] = ()  # area, part of newcomers of kind two
    eased: tuple[tuple[int, float], ...] = ()  # area, chances times this at the end


@dataclass(slots=True, kw_only=True, eq=False)
class People:
    """Everyone who ever lived in the city; one place in each array to a person."""

    kind: Ints
    affected: Flags
    area: Ints
    born_in: Ints  # OUTSIDE for those who were there from the first or moved in
    from_first: Flags
    first_area: Ints
    first_affected: Flags
    alive: Flags


def settled(town: Town, rng: np.random.Generator) -> People:
    """Give the people of the first year."""
    count = town.areas * town.people
    area = np.repeat(np.arange(town.areas), town.people)
    kind = (rng.random(count) < USUAL).astype(np.int64)
    affected = rng.random(count) < np.array(town.chances)[kind]
    return People(
        kind=kind,
        affected=affected,
        area=area,
        born_in=np.full(count, OUTSIDE),
        from_first=np.ones(count, dtype=bool),
        first_area=area.copy(),
        first_affected=affected.copy(),
        alive=np.ones(count, dtype=bool),
    )


def a_year(
    people: People, town: Town, year: int, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Let a year pass; give moves in and out by area."""
    _change(people, town, year, rng)
    _renew(people, town, rng)
    return _move(people, town, rng)


def _change(people: People, town: Town, year: int, rng: np.random.Generator) -> None:
    ease = np.ones(town.areas + 1)  # the last is for those outside
    for area, factor in town.eased:
        ease[area] = 1 + (factor - 1) * (year + 1) / town.years
    chance = np.array(town.chances)[people.kind]
    again = rng.random(len(people.kind)) > town.lasting
    anew = rng.random(len(people.kind)) < chance * ease[people.area]
    people.affected = np.where(again, anew, people.affected)


def _renew(people: People, town: Town, rng: np.random.Generator) -> None:
    """Let some die or grow out, and as many grow in where they lived, of like kind."""
    here = people.alive & (people.area != OUTSIDE)
    gone = here & (rng.random(len(here)) < town.replaced)
    people.alive &= ~gone
    born, others = people.area[gone], np.flatnonzero(here)
    like = others[rng.integers(len(others), size=len(born))]
    for area in np.unique(born):
        own = others[people.area[others] == area]
        chosen = born == area
        like[chosen] = own[rng.integers(len(own), size=int(chosen.sum()))]
    kind = people.kind[like]
    affected = rng.random(len(like)) < np.array(town.chances)[kind]
    _add(people, kind=kind, area=born, affected=affected, born=True)


def _move(people: People, town: Town, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Let people move, as many into each area as out of it."""
    here = people.alive & (people.area != OUTSIDE)
    goes = np.flatnonzero(here & (rng.random(len(here)) < town.turnover))
    left = people.area[goes]
    out = np.bincount(left, minlength=town.areas)
    homes = rng.permutation(np.repeat(np.arange(town.areas), out))
    inside = rng.random(len(goes)) < town.within
    people.area[goes] = OUTSIDE
    drawn = dict(town.drawn)
    free = []
    for area in range(town.areas):
        own = np.flatnonzero(homes == area)
        free.append(own[~inside[own]] if area not in drawn else own)
    taken = np.zeros(len(goes), dtype=bool)
    taken[np.concatenate(free)] = True
    # Those who find a home in the city do not return to the one they left.
    movers = goes[rng.permutation(len(goes))[: int((~taken).sum())]]
    people.area[movers] = homes[~taken]
    wanted = np.full(town.areas, USUAL)
    for area, part in town.drawn:
        wanted[area] = part
    new = homes[taken]
    kind = (rng.random(len(new)) < wanted[new]).astype(np.int64)
    chance = np.array(town.chances)[kind]
    _add(people, kind=kind, area=new, affected=rng.random(len(new)) < chance)
    return np.bincount(homes, minlength=town.areas), out


def _add(
    people: People, *, kind: Ints, area: Ints, affected: Flags, born: bool = False
) -> None:
    count = len(kind)
    no, nowhere = np.zeros(count, dtype=bool), np.full(count, OUTSIDE)
    grown = {
        "kind": kind,
        "affected": affected,
        "born_in": area if born else nowhere,
        "area": area,
        "from_first": no,
        "first_area": nowhere,
        "first_affected": no,
        "alive": ~no,
    }
    for name, new in grown.items():
        setattr(people, name, np.concatenate([getattr(people, name), new]))


def groups_of(people: People, town: Town) -> dict[str, Floats]:
    """Give people, and those counted before and after, by status and area."""
    here = people.alive & (people.area != OUTSIDE)
    stayed = here & people.from_first & (people.area == people.first_area)
    entered = here & ~people.from_first & (people.area == people.born_in)
    left = people.from_first & ~people.alive & (people.area == people.first_area)
    members = {
        "stayed": stayed,
        "moved_in": here & ~stayed & ~entered,
        "moved_out": people.from_first & ~stayed & ~left,
        "entered": entered,
        "left": left,
    }
    found = {}
    for status, who in members.items():
        gone = status in ("moved_out", "left")
        area = people.first_area if gone else people.area
        for name, chosen in (
            (status, who),
            (f"{status}_before", who & people.first_affected),
            (f"{status}_after", who & people.affected),
        ):
            counted = np.bincount(area[chosen], minlength=town.areas)
            found[name] = counted.astype(np.float64)
    return found


def people_in(people: People, town: Town) -> Floats:
    """Give how many live in each area."""
    here = people.alive & (people.area != OUTSIDE)
    return np.bincount(people.area[here], minlength=town.areas).astype(np.float64)
