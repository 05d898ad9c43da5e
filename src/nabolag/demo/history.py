"""Storvik through the years: from the first settlers to the last year with figures.

The city lives for two generations before the figures begin, so that who lives where has
settled and nothing drifts but what is planted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nabolag.demo.arriving import founders
from nabolag.demo.building import first_homes
from nabolag.demo.chance import Chance, Whole
from nabolag.demo.fortune import year_of_fortune
from nabolag.demo.living import year_of_life
from nabolag.demo.places import Place
from nabolag.demo.planting import FIRST, LAST
from nabolag.demo.rehousing import as_seekers, rehoused, year_of_moving
from nabolag.demo.town import Town

SETTLING = 45
"""Years the city lives before the first figures."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Year:
    """The city at the end of a year, and the ids of those who died in it."""

    year: int
    town: Town
    died: Whole


def history(places: Sequence[Place], *, seed: int) -> Iterator[Year]:
    """Give the city at the end of each year from :data:`FIRST` to :data:`LAST`."""
    town = _founded(places, Chance(seed, "founding"))
    for year in range(FIRST - SETTLING, LAST + 1):
        lived = year_of_life(town, chance=Chance(seed, f"life {year}"))
        town = year_of_moving(
            lived, places, year=year, chance=Chance(seed, f"moving {year}")
        )
        town = year_of_fortune(
            town, places, year=year, chance=Chance(seed, f"fortune {year}")
        )
        if year == FIRST:
            town = _numbered_anew(town)
        if year >= FIRST:
            died = lived.died if year > FIRST else lived.died[:0]
            yield Year(year=year, town=town, died=died)


def _numbered_anew(town: Town) -> Town:
    """Forget the ids of all who have gone before the first figures."""
    ids = np.arange(len(town.people))
    return Town(people=replace(town.people, id=ids), homes=town.homes, born=len(ids))


def _founded(places: Sequence[Place], chance: Chance) -> Town:
    homes = first_homes(places, chance=chance)
    settlers = founders(len(homes), chance=chance)
    people, homes = rehoused(
        as_seekers(settlers, chance),
        np.arange(len(homes)),
        homes,
        places,
        year=FIRST - SETTLING,
        chance=chance,
    )
    # As if they had come through the years, so that few are new at once.
    settled = chance.whole(0, 20, len(people))
    people = replace(people, settled=np.minimum(settled, people.age))
    return Town(people=people, homes=homes, born=len(people))
