"""What is planted in Storvik, with the true size of every trend it causes.

Every other area has a true slope of 0 on every indicator, but for about 0.05
percentage points a year at most: the planted areas are part of the city that the others are
held against, and the city settles slowly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nabolag.demo.names import squares
from nabolag.demo.planting import PLANTED_CHANGES

TRUE_SLOPES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "Dalen": {
            "overcrowded": -0.0010,
            "far_from_green": 0.0001,
            "child_low_income": 0.0096,
            "not_employed_30_59": 0.0054,
            "no_upper_secondary_21_29": 0.0077,
            "unsafe_evening": 0.0011,
            "knows_neighbours": -0.0016,
            "voted": -0.0053,
            "rented_homes": 0.0045,
            "small_homes": 0.0000,
            "municipal_homes": -0.0003,
            "recent_residents": 0.0045,
        },
        "Kvernlia": {
            "overcrowded": 0.0000,
            "far_from_green": 0.0000,
            "child_low_income": 0.0087,
            "not_employed_30_59": 0.0056,
            "no_upper_secondary_21_29": 0.0077,
            "unsafe_evening": 0.0010,
            "knows_neighbours": -0.0007,
            "voted": -0.0015,
            "rented_homes": 0.0065,
            "small_homes": 0.0000,
            "municipal_homes": 0.0022,
            "recent_residents": 0.0014,
        },
        "Havnekvartalet": {
            "overcrowded": -0.0008,
            "far_from_green": 0.0000,
            "child_low_income": -0.0095,
            "not_employed_30_59": -0.0060,
            "no_upper_secondary_21_29": -0.0084,
            "unsafe_evening": -0.0031,
            "knows_neighbours": 0.0002,
            "voted": 0.0051,
            "rented_homes": -0.0004,
            "small_homes": 0.0000,
            "municipal_homes": 0.0000,
            "recent_residents": -0.0010,
        },
        "Lyngheia": {
            "overcrowded": -0.0001,
            "far_from_green": 0.0000,
            "child_low_income": -0.0094,
            "not_employed_30_59": -0.0059,
            "no_upper_secondary_21_29": -0.0085,
            "unsafe_evening": 0.0000,
            "knows_neighbours": 0.0001,
            "voted": 0.0002,
            "rented_homes": -0.0006,
            "small_homes": 0.0000,
            "municipal_homes": -0.0002,
            "recent_residents": -0.0002,
        },
    }
)
"""Share (0–1) per year, by area and indicator: the means of 14 cities lived again with
four times as many people, with standard errors of at most 0.0004. See
:func:`nabolag.demo.expected.true_slopes`, which finds them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The true trend of one indicator in an area where something is planted.

    ``slope`` is that of the distance to the rest of the city, in share (0–1) per year.
    ``kind`` is ``falls_behind``, ``moving_alone`` or ``stayers_improve``.
    """

    area: str
    name: str
    kind: str
    indicator: str
    slope: float
    why: str


def truths() -> tuple[Truth, ...]:
    """Give the true trends of the areas where something is planted."""
    codes = {square.name: square.code for square in squares()}
    return tuple(
        Truth(
            area=codes[change.area],
            name=change.area,
            kind=change.kind,
            indicator=indicator,
            slope=slope,
            why=change.why,
        )
        for change in PLANTED_CHANGES
        for indicator, slope in TRUE_SLOPES[change.area].items()
    )
