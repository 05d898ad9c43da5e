"""What the registers know at the end of a year: counts by area, and each person's own.

Nothing is withheld here; see :mod:`nabolag.demo.tables` for what is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from nabolag.demo.chance import Flags, Whole
from nabolag.demo.history import Year
from nabolag.demo.town import MUNICIPAL, NOWHERE, OWNED, Town, households

Kind = TypeVar("Kind", np.int64, np.bool_)

NEW_WITHIN = 2
"""Those who have lived fewer whole years in their home are new there."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """How many, of how many, in each area."""

    numerator: npt.NDArray[np.float64]
    denominator: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """Everybody by id at the end of a year: where they live, and what is known of them.

    ``area`` is :data:`NOWHERE` for those who do not live in the city; ``latest`` is the
    last area they lived in. ``born_in`` and ``died`` tell of all who have been born or
    have died so far in the record. ``has`` tells, by indicator, who has what it counts.
    """

    year: int
    area: Whole
    latest: Whole
    age: Whole
    born_in: Whole
    died: Flags
    has: Mapping[str, Flags]


def home_counts(town: Town, *, areas: int) -> Mapping[str, Counted]:
    """Count the homes of each area by size, owner and crowding."""
    homes = town.homes
    crowded = households(town.people, homes).size > homes.rooms
    of_all = {
        "overcrowded": crowded,
        "rented_homes": homes.tenure != OWNED,
        "small_homes": homes.rooms <= 2,
        "municipal_homes": homes.tenure == MUNICIPAL,
    }
    everyone = np.ones(len(homes), dtype=np.bool_)
    return {
        name: _counted(which, everyone, homes.area, areas)
        for name, which in of_all.items()
    }


def people_counts(town: Town, *, areas: int) -> Mapping[str, Counted]:
    """Count the people of each area by income, work, school, time there and voting."""
    people, homes = town.people, town.homes
    age = people.age
    of_some = {
        "child_low_income": (homes.poor[people.home], age < 18),
        "not_employed_30_59": (~people.works, (age >= 30) & (age < 60)),
        "no_upper_secondary_21_29": (~people.schooled, (age >= 21) & (age < 30)),
        "recent_residents": (people.settled < NEW_WITHIN, age >= NEW_WITHIN),
        "voted": (people.voter, age >= 18),
        "far_from_green": (homes.far[people.home], age >= 0),
    }
    area = homes.area[people.home]
    return {
        name: _counted(which, among, area, areas)
        for name, (which, among) in of_some.items()
    }


def register(now: Year, before: Register | None) -> Register:
    """Give everybody by id, the dead and those who have left among them."""
    town, many = now.town, now.town.born
    people, homes = town.people, town.homes
    ids = people.id
    blank = before or _nobody()
    area = homes.area[people.home]
    died = _later(blank.died, many, 0)
    died[now.died] = True
    return Register(
        year=now.year,
        area=_by_id(ids, area, _later(blank.area[:0], many, NOWHERE)),
        latest=_by_id(ids, area, _later(blank.latest, many, NOWHERE)),
        age=_by_id(ids, people.age, _later(blank.age + 1, many, 0)),
        born_in=_by_id(ids, people.born_in, _later(blank.born_in, many, NOWHERE)),
        died=died,
        has={
            "child_low_income": _true_of(ids[homes.poor[people.home]], many),
            "not_employed_30_59": _true_of(ids[~people.works], many),
            "no_upper_secondary_21_29": _true_of(ids[~people.schooled], many),
        },
    )


def _nobody() -> Register:
    none = np.zeros(0, dtype=np.int64)
    return Register(
        year=0,
        area=none,
        latest=none,
        age=none,
        born_in=none,
        died=none.astype(np.bool_),
        has={},
    )


def _counted(which: Flags, among: Flags, area: Whole, areas: int) -> Counted:
    return Counted(
        numerator=np.bincount(area[which & among], minlength=areas).astype(float),
        denominator=np.bincount(area[among], minlength=areas).astype(float),
    )


def _later(before: npt.NDArray[Kind], many: int, newcomers: int) -> npt.NDArray[Kind]:
    """Give what was known before, with room for those who have come since."""
    out = np.full(many, newcomers, dtype=before.dtype)
    out[: len(before)] = before
    return out


def _by_id(ids: Whole, values: Whole, otherwise: Whole) -> Whole:
    otherwise[ids] = values
    return otherwise


def _true_of(ids: Whole, many: int) -> Flags:
    out = np.zeros(many, dtype=np.bool_)
    out[ids] = True
    return out
