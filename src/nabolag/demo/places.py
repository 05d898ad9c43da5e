"""What each area of Storvik is like, the same whatever the seed: only people are drawn.

An area's traits are chances and shares that its residents meet. They stand still but
for the few changes that are planted (see :mod:`nabolag.demo.planting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nabolag.demo.chance import Chance, Floats
from nabolag.demo.names import Square, squares
from nabolag.errors import WrongUsage

_SEED = 1849
"""Of the areas' traits, not of the people: the same city each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area with what its residents meet there.

    Shares are 0–1. ``work``, ``poverty``, ``school``, ``vote``, ``unsafe``,
    ``neighbours`` and ``recommend`` are added to people's own chances, for all who live
    there alike; ``turnover`` multiplies their chance of moving. ``appeal`` settles who
    gets a home there: those with most to choose from go where it is high.
    """

    square: Square
    homes: int
    appeal: float = 0.0
    turnover: float = 1.0
    small: float = 0.29
    rented: float = 0.27
    municipal: float = 0.04
    far: float = 0.21
    work: float = 0.0
    poverty: float = 0.0
    school: float = 0.0
    vote: float = 0.0
    unsafe: float = 0.0
    neighbours: float = 0.0
    recommend: float = 0.0
    press: float = 0.45
    faults: float = 0.27
    stretches: int = 45
    answers: int = 150
    asked: int = 240
    mentions: float = 40.0

    @property
    def code(self) -> str:
        """The code of the area in the division."""
        return self.square.code


_OWN: dict[str, dict[str, float]] = {
    "Dalen": {
        "homes": 3180,
        "appeal": -0.7,
        "turnover": 0.86,
        "small": 0.36,
        "rented": 0.29,
        "municipal": 0.085,
        "far": 0.18,
        "work": -0.02,
        "poverty": -0.055,
        "school": -0.03,
        "vote": 0.015,
        "unsafe": 0.03,
        "neighbours": -0.03,
        "recommend": -0.17,
        "press": 0.36,
        "faults": 0.34,
        "stretches": 62,
        "answers": 412,
        "asked": 640,
        "mentions": 88.0,
    },
    "Kvernlia": {
        "homes": 2640,
        "appeal": -0.1,
        "small": 0.33,
        "rented": 0.26,
        "municipal": 0.04,
        "work": -0.025,
        "school": -0.055,
        "poverty": -0.045,
        "recommend": -0.09,
        "stretches": 58,
        "answers": 300,
        "asked": 420,
        "mentions": 52.0,
    },
    "Havnekvartalet": {
        "homes": 3200,
        "appeal": -3.2,
        "turnover": 1.1,
        "small": 0.40,
        "rented": 0.38,
        "municipal": 0.04,
        "work": 0.01,
        "recommend": -0.04,
    },
    "Lyngheia": {
        "homes": 2800,
        "appeal": -0.3,
        "work": 0.12,
        "poverty": 0.15,
        "school": 0.17,
        "recommend": -0.05,
        "answers": 240,
    },
    "Sentrum": {"homes": 2900, "appeal": 0.2, "turnover": 1.4, "small": 0.52},
    "Steinsletta": {"homes": 720, "appeal": 0.6, "answers": 26, "municipal": 0.004},
    "Øvre Vik": {"homes": 1600, "appeal": 1.5, "rented": 0.16, "municipal": 0.012},
    "Nedre Vik": {"homes": 1350, "appeal": 1.0, "rented": 0.2},
}
"""What is settled for the areas that are known by name; the rest is drawn."""

PLANTED = ("Dalen", "Kvernlia", "Havnekvartalet", "Lyngheia")


def places(areas: int = 60, *, scale: float = 1.0) -> tuple[Place, ...]:
    """Give the first so many areas of Storvik, those with planted changes always among.

    ``scale`` multiplies the number of homes in each. Raises :class:`WrongUsage` for
    fewer than 4 areas, or more than the city has.
    """
    everywhere = squares()
    if not len(PLANTED) <= areas <= len(everywhere):
        raise WrongUsage(
            found=f"Storvik with {areas} areas.",
            expected=f"from {len(PLANTED)} to {len(everywhere)} areas",
            remedy="Ask for a number of areas between the two.",
        )
    others = [each for each in everywhere if each.name not in PLANTED]
    taken = np.linspace(0, len(others) - 1, areas - len(PLANTED)).round().astype(int)
    kept = {others[index].code for index in taken}
    return tuple(
        _place(square, scale)
        for square in everywhere
        if square.name in PLANTED or square.code in kept
    )


def trait(places: Sequence[Place], name: str) -> Floats:
    """Give one trait of all places, in their order."""
    return np.array([getattr(place, name) for place in places], dtype=np.float64)


def _place(square: Square, scale: float) -> Place:
    drawn = _drawn(square)
    place = replace(drawn, **_OWN.get(square.name, {}))  # type: ignore[arg-type]
    return replace(place, homes=max(round(place.homes * scale), 1))


def _drawn(square: Square) -> Place:
    chance = Chance(_SEED, square.code)
    size, standing, *rest = chance.normal(12)
    appeal = 0.75 * standing
    return Place(
        square=square,
        homes=round(760 + 900 * chance.uniform(1)[0] ** 1.5 + 90 * abs(size)),
        appeal=appeal,
        turnover=float(np.exp(0.10 * rest[0])),
        small=_between(0.29 - 0.05 * standing + 0.05 * rest[1], 0.08, 0.6),
        rented=_between(0.26 - 0.05 * standing + 0.04 * rest[2], 0.08, 0.5),
        municipal=_between(0.04 - 0.015 * standing + 0.01 * rest[3], 0.006, 0.12),
        far=_between(0.21 + 0.09 * rest[4], 0.03, 0.6),
        work=0.006 * rest[5],
        poverty=0.01 * rest[6],
        vote=0.012 * rest[7],
        unsafe=-0.02 * standing + 0.015 * rest[8],
        neighbours=0.03 * rest[8],
        recommend=0.07 * standing + 0.04 * rest[9],
        press=_between(0.45 + 0.05 * standing, 0.2, 0.8),
        faults=_between(0.27 + 0.06 * rest[6], 0.08, 0.6),
        stretches=round(32 + 6 * rest[4]),
        answers=round(130 + 15 * size),
    )


def _between(value: float, low: float, high: float) -> float:
    return float(min(max(value, low), high))
