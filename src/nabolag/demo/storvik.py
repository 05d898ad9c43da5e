"""The whole fictional city from a seed: figures, moves, map and planted truths.

Nothing here is about anyone: every person is drawn, and no area exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nabolag.areas.geography import Division, Outline, Tile
from nabolag.areas.moving.moves import Moves
from nabolag.demo import atlas
from nabolag.demo.move_tables import published_moves
from nabolag.demo.names import districts
from nabolag.demo.places import Place, places
from nabolag.demo.record import recorded
from nabolag.demo.tables import Figures, observations
from nabolag.demo.truths import Truth, truths
from nabolag.values import AREA, DISTRICT, Observations

SEED = 2026
"""Of the city in ``examples/dalen``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Storvik:
    """The fictional city: what is published of it, and what is true.

    ``exact`` are the counts behind the figures with nothing withheld, by indicator and
    year, in the order of ``places``. ``tiles`` are tile maps by level.
    """

    observations: Observations
    moves: Moves
    division: Division
    outlines: tuple[Outline, ...]
    tiles: Mapping[str, tuple[Tile, ...]]
    truths: tuple[Truth, ...]
    exact: Figures
    places: tuple[Place, ...]


def storvik(seed: int = SEED, *, areas: int = 60, scale: float = 1.0) -> Storvik:
    """Give the city from a seed; the same seed gives the same city anywhere.

    ``areas`` takes a part of it, always with the four where changes are planted;
    ``scale`` multiplies the number of homes. Raises :class:`WrongUsage` for fewer than
    4 areas, or more than 60.
    """
    where = places(areas, scale=scale)
    record = recorded(where, seed=seed)
    present = {place.square.district for place in where}
    return Storvik(
        observations=observations(record.figures, where),
        moves=published_moves(record.registers, where),
        division=atlas.division(where),
        outlines=atlas.outlines(where),
        tiles={
            DISTRICT: atlas.tiles([d for d in districts() if d.code in present]),
            AREA: atlas.tiles([place.square for place in where]),
        },
        truths=truths(),
        exact=record.figures,
        places=where,
    )
