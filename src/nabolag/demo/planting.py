"""The changes planted in Storvik: which traits of which areas move, how fast and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.demo.chance import Floats
from nabolag.demo.places import Place, trait

FIRST, LAST = 2014, 2025
"""The first and last year with figures."""
STARTS = 2006
"""The last year in which nothing had begun to change. It lies before the first figures,
so that changes are under way, and fairly even, when the figures begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A planted change: what happens to an area's traits each year, and the story."""

    area: str
    kind: str
    moves: Mapping[str, float]
    why: str


PLANTED_CHANGES: tuple[Planted, ...] = (
    Planted(
        area="Dalen",
        kind="falls_behind",
        moves={
            "work": 0.0042,
            "poverty": 0.005,
            "school": 0.009,
            "appeal": -0.05,
            "rented": 0.009,
            "turnover": 0.026,
            "vote": -0.005,
        },
        why="Residents lose work and income, homes are let that were owned, people "
        "move more often, and those who can choose move elsewhere.",
    ),
    Planted(
        area="Kvernlia",
        kind="falls_behind",
        moves={
            "work": 0.0045,
            "poverty": 0.0045,
            "school": 0.015,
            "appeal": -0.05,
            "rented": 0.008,
            "municipal": 0.004,
        },
        why="A large workplace closed: residents lose work, fewer finish school, and "
        "homes are bought for letting.",
    ),
    Planted(
        area="Havnekvartalet",
        kind="moving_alone",
        moves={"appeal": 0.2},
        why="New quays make the area sought after. Those who move in are better off "
        "than those who move out; for those who stay nothing changes.",
    ),
    Planted(
        area="Lyngheia",
        kind="stayers_improve",
        moves={"work": -0.008, "poverty": -0.008, "school": -0.011},
        why="Residents get work and finish school. Who moves in and out is as before.",
    ),
)
"""In all other areas nothing changes but by chance."""


def trait_in(places: Sequence[Place], name: str, year: int) -> Floats:
    """Give one trait of all places as it is in a year, in their order."""
    since = min(max(year - STARTS, 0), LAST - STARTS)
    per_year = {change.area: change.moves.get(name, 0.0) for change in PLANTED_CHANGES}
    moved = np.array([per_year.get(place.square.name, 0.0) for place in places])
    return np.asarray(trait(places, name) + since * moved)
