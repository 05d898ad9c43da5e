"""The people of Storvik and the homes they live in, as arrays side by side.

A home is a dwelling with one household. People point at their home by its number;
what a household has in common stands with the home and moves when the household does.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from nabolag.demo.chance import Flags, Floats, Whole

OWNED, RENTED, MUNICIPAL = 0, 1, 2
"""Who owns a home: those who live there, a private landlord, or the municipality."""

NOWHERE = -1
"""The area of people outside the city."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Everybody in the city: one place in each array for each person, oldest id first.

    ``head`` are the one or two who run the household; others are children at home,
    small or grown. ``strain`` is what people carry with them for life that makes work
    and school harder, 0–1. ``settled`` is whole years in the home, ``voter`` whether
    they vote for the time being, ``born_in`` the area they were born in while their
    parents lived in the city.
    """

    id: Whole
    home: Whole
    age: Whole
    head: Flags
    strain: Floats
    schooled: Flags
    works: Flags
    voter: Flags
    settled: Whole
    born_in: Whole

    def __len__(self) -> int:
        """Count the people."""
        return len(self.id)

    def kept(self, which: npt.NDArray[np.bool_]) -> People:
        """Give those for whom it is true."""
        places = np.flatnonzero(which)
        return People(**{f.name: getattr(self, f.name)[places] for f in fields(self)})

    def joined_by(self, *others: People) -> People:
        """Give these people and, after them, the others."""
        groups = (self, *others)
        return People(
            **{
                f.name: np.concatenate([getattr(group, f.name) for group in groups])
                for f in fields(self)
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Homes:
    """Every home: its area (a place in the list of places), size and who owns it.

    ``far`` is more than five minutes' walk to green; ``poor`` whether the household
    that lives there has a low income.
    """

    area: Whole
    rooms: Whole
    tenure: Whole
    far: Flags
    poor: Flags

    def __len__(self) -> int:
        """Count the homes."""
        return len(self.area)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Households:
    """What the people of each home add up to, in the order of the homes."""

    size: Whole
    heads: Whole
    children: Whole
    strain: Floats
    """Mean of the heads'; 0 where there is none."""
    idle: Floats
    """Part of the heads aged 19–66 who do not work; 0 where there is none."""
    youngest: Whole
    """Age of the youngest head; 999 where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Town:
    """The city at the end of a year; ``born`` is how many ids have been given."""

    people: People
    homes: Homes
    born: int

    def with_people(self, people: People) -> Town:
        """Give the same city with other people."""
        return replace(self, people=people)


def households(people: People, homes: Homes) -> Households:
    """Add up the people of each home."""
    many = len(homes)
    at = np.flatnonzero(people.head)
    home, age = people.home[at], people.age[at]
    headed = np.bincount(home, minlength=many)
    able = (age >= 19) & (age < 67)
    idle = np.bincount(home, weights=able & ~people.works[at], minlength=many)
    strain = np.bincount(home, weights=people.strain[at], minlength=many)
    youngest = np.full(many, 999)
    np.minimum.at(youngest, home, age)
    return Households(
        size=np.bincount(people.home, minlength=many),
        heads=headed,
        children=np.bincount(people.home[people.age < 18], minlength=many),
        strain=strain / np.maximum(headed, 1),
        idle=idle / np.maximum(np.bincount(home, weights=able, minlength=many), 1),
        youngest=youngest,
    )
