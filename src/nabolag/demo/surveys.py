"""What is asked, counted and written about the areas, beside the registers.

Residents answer for themselves; others in the city answer about an area they do not
live in. Walkways have a memory: a stretch with a fault often has one next year too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.indicators import EACH_YEAR, EVERY_SECOND
from nabolag.demo.places import Place, trait
from nabolag.demo.planting import trait_in
from nabolag.demo.registers import Counted
from nabolag.demo.town import OWNED, Town

WEAR_LASTS = 0.55
"""Part of the walkway stretches that are as they were the year before."""


def residents_answers(
    town: Town, places: Sequence[Place], *, year: int, chance: Chance
) -> Mapping[str, Counted]:
    """Ask some of the adults of each area, drawn among all who live there."""
    grown = np.flatnonzero(town.people.age >= 18)
    area = town.homes.area[town.people.home[grown]]
    asked = _sample(area, trait(places, "answers").astype(np.int64), chance)
    likely = _opinions(town, places, year)
    return {
        name: _answers(chance.happens(chances[grown[asked]]), area[asked], len(places))
        for name, chances in likely.items()
    }


def expected_answers(
    town: Town, places: Sequence[Place], *, year: int
) -> Mapping[str, Counted]:
    """Give what the survey would show if every adult answered and chance had no say."""
    grown = town.people.age >= 18
    area = town.homes.area[town.people.home]
    many = len(places)
    return {
        name: Counted(
            numerator=np.bincount(area[grown], chances[grown], minlength=many).astype(
                float
            ),
            denominator=np.bincount(area[grown], minlength=many).astype(float),
        )
        for name, chances in _opinions(town, places, year).items()
    }


def others_answers(places: Sequence[Place], *, chance: Chance) -> Counted:
    """Ask people elsewhere in the city whether they would recommend each area."""
    asked = trait(places, "asked")
    likely = 0.57 + trait(places, "recommend")
    return _drawn(likely, asked, chance)


def press_items(places: Sequence[Place], *, chance: Chance) -> Counted:
    """Count what the local paper writes about each area in a year."""
    about = trait(places, "mentions") * (0.8 + 0.4 * chance.uniform(len(places)))
    return _drawn(trait(places, "press"), np.round(about), chance)


def walkways(places: Sequence[Place], *, chance: Chance) -> Iterator[Counted]:
    """Give the stretches with reported faults, year after year without end."""
    area = np.repeat(np.arange(len(places)), trait(places, "stretches").astype(int))
    likely = trait(places, "faults")[area]
    faulty = chance.happens(likely)
    while True:
        yield _answers(faulty, area, len(places))
        lasts = chance.uniform(len(area)) < WEAR_LASTS
        faulty = np.where(lasts, faulty, chance.happens(likely))


def beside_the_registers(
    places: Sequence[Place], *, seed: int
) -> Mapping[tuple[str, int], Counted]:
    """Give all figures that need no residents: by indicator and year."""
    faults = walkways(places, chance=Chance(seed, "walkways"))
    figures: dict[tuple[str, int], Counted] = {}
    for year in EACH_YEAR:
        figures["path_faults", year] = next(faults)
        figures["positive_press", year] = press_items(
            places, chance=Chance(seed, f"press {year}")
        )
    for year in EVERY_SECOND:
        figures["would_recommend", year] = others_answers(
            places, chance=Chance(seed, f"others {year}")
        )
    return figures


def _opinions(town: Town, places: Sequence[Place], year: int) -> Mapping[str, Floats]:
    """Give each person's chance of saying so."""
    people = town.people
    area = town.homes.area[people.home]
    rents = town.homes.tenure[people.home] != OWNED
    unsafe = 0.16 + 0.22 * people.strain + 0.05 * (people.age >= 67)
    known = 0.44 + 0.028 * np.minimum(people.settled, 9) - 0.06 * rents
    return {
        "unsafe_evening": unsafe + trait_in(places, "unsafe", year)[area],
        "knows_neighbours": known + trait_in(places, "neighbours", year)[area],
    }


def _sample(area: Whole, sizes: Whole, chance: Chance) -> Whole:
    """Draw so many places in each area, each place at most once."""
    order = np.lexsort((chance.uniform(len(area)), area))
    first = np.searchsorted(area[order], np.arange(len(sizes)))
    rank = np.arange(len(area)) - first[area[order]]
    return np.sort(order[rank < sizes[area[order]]])


def _answers(said: Flags, area: Whole, areas: int) -> Counted:
    return Counted(
        numerator=np.bincount(area[said], minlength=areas).astype(float),
        denominator=np.bincount(area, minlength=areas).astype(float),
    )


def _drawn(likely: Floats, asked: Floats, chance: Chance) -> Counted:
    area = np.repeat(np.arange(len(asked)), asked.astype(np.int64))
    return _answers(chance.happens(likely[area]), area, len(asked))
