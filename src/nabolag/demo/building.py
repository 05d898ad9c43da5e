"""Homes: how they are divided among the areas at first, and what is let and rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nabolag.demo.chance import Chance, Flags, Floats, Whole
from nabolag.demo.places import Place, trait
from nabolag.demo.planting import FIRST, trait_in
from nabolag.demo.town import Homes

CHANGES_HANDS, REBUILT = 0.8, 0.006
"""Part of the free homes that change hands, and of all homes that are rebuilt."""
_TURNOVER = np.array([0.052, 0.20, 0.09])
"""About how often homes come free, by who owns them: a home that is let comes free more
often, so more must be let each time for the same share to stand."""


def first_homes(places: Sequence[Place], *, chance: Chance) -> Homes:
    """Build all homes of the city as they are before anything changes."""
    counts = trait(places, "homes").astype(np.int64)
    area = np.repeat(np.arange(len(places)), counts)
    shares = _tenures(places, FIRST - 99)[area]
    return Homes(
        area=area,
        rooms=_rooms(places, area, chance),
        tenure=_drawn(shares, chance),
        far=_far(places, area, chance),
        poor=np.zeros(len(area), dtype=np.bool_),
    )


def let_anew(
    homes: Homes, free: Whole, places: Sequence[Place], *, year: int, chance: Chance
) -> Homes:
    """Let most of the free homes be sold or let anew."""
    likely = _tenures(places, year) * _TURNOVER
    new_hands = free[chance.uniform(len(free)) < CHANGES_HANDS]
    tenure = homes.tenure.copy()
    tenure[new_hands] = _drawn(likely[homes.area[new_hands]], chance)
    return replace(homes, tenure=tenure)


def rebuilt(homes: Homes, places: Sequence[Place], *, chance: Chance) -> Homes:
    """Let a few homes be made larger or smaller, or get a park nearby."""
    new = np.flatnonzero(chance.uniform(len(homes)) < REBUILT)
    rooms, far = homes.rooms.copy(), homes.far.copy()
    rooms[new] = _rooms(places, homes.area[new], chance)
    far[new] = _far(places, homes.area[new], chance)
    return replace(homes, rooms=rooms, far=far)


def _tenures(places: Sequence[Place], year: int) -> Floats:
    rented = trait_in(places, "rented", year)
    municipal = trait_in(places, "municipal", year)
    return np.stack([1 - rented - municipal, rented, municipal], axis=1)


def _drawn(shares: Floats, chance: Chance) -> Whole:
    """Draw a position in each row of shares."""
    edges = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    drawn = chance.uniform(len(shares))
    return np.asarray((drawn[:, None] >= edges[:, :-1]).sum(axis=1))


def _rooms(places: Sequence[Place], area: Whole, chance: Chance) -> Whole:
    small = trait(places, "small")[area]
    large = 1 - small
    shares = [0.2 * small, 0.8 * small, 0.40 * large, 0.34 * large, 0.26 * large]
    return 1 + _drawn(np.stack(shares, axis=1), chance)


def _far(places: Sequence[Place], area: Whole, chance: Chance) -> Flags:
    return chance.happens(trait(places, "far")[area])
