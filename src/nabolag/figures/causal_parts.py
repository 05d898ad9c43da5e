"""What a causal diagram is drawn from: factors, arrows, loops, and finished texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.feedback_loops import LoopKind
from nabolag.values import Dimension

Floats = NDArray[np.float64]


class ArrowSign(StrEnum):
    """Which way a factor moves when the one before it grows."""

    SAME = "+"
    OPPOSITE = "−"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A factor in a box. ``key`` is what arrows and loops call it by."""

    key: str
    label: str  # "Andel som flytter"
    stock: bool = False  # it fills and empties over time: square corners, double edge
    dimension: Dimension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An arrow from a factor to another, or to itself."""

    start: str
    end: str
    sign: ArrowSign
    delayed: bool = False
    strength: float | None = None  # 0–1: how thick; None where it is not known
    supported: bool = True  # dashed where nothing supports it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLoop:
    """A loop by the keys of its factors in the order its arrows go."""

    label: str  # "R1"
    kind: LoopKind
    factors: tuple[str, ...]
    text: str = ""  # "Tilhørighet", below the mark where the loop is in focus


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalDiagram:
    """Factors with the arrows between them; ``focus`` is the label of a loop to show.

    Raises :class:`Misbuilt` where a key is used twice, an arrow or loop names a factor
    that is not there, or the loop in focus is not among the loops.
    """

    factors: tuple[Factor, ...]
    arrows: tuple[Arrow, ...] = ()
    loops: tuple[DrawnLoop, ...] = ()
    focus: str | None = None

    def __post_init__(self) -> None:
        keys = [factor.key for factor in self.factors]
        named = {key for loop in self.loops for key in loop.factors}
        named |= {key for arrow in self.arrows for key in (arrow.start, arrow.end)}
        unknown = sorted(named - set(keys))
        twice = sorted({key for key in keys if keys.count(key) > 1})
        labels = {loop.label for loop in self.loops}
        if unknown or twice or (self.focus is not None and self.focus not in labels):
            raise Misbuilt(
                value="a causal diagram",
                found=f"unknown factors {unknown}, factors named twice {twice}, "
                f"focus {self.focus!r} among loops {sorted(labels)}",
                expected="arrows and loops between factors that are there once",
            )

    @property
    def places(self) -> dict[str, int]:
        """Give the number of each factor by its key."""
        return {factor.key: number for number, factor in enumerate(self.factors)}

    @property
    def links(self) -> list[tuple[int, int]]:
        """Give the arrows as numbers of factors."""
        place = self.places
        return [(place[arrow.start], place[arrow.end]) for arrow in self.arrows]

    @property
    def rings(self) -> list[list[int]]:
        """Give the loops as numbers of factors, the shortest first."""
        place = self.places
        rings = [[place[key] for key in loop.factors] for loop in self.loops]
        return sorted(rings, key=len)

    @property
    def ring_in_focus(self) -> list[int]:
        """Give the factors of the loop in focus, as numbers; none without one."""
        place = self.places
        found = [loop for loop in self.loops if loop.label == self.focus]
        return [place[key] for loop in found[:1] for key in loop.factors]


def around(ring: list[int]) -> Iterator[tuple[int, int]]:
    """Give the arrows of a ring, from each factor to the next and back to the first.

    >>> list(around([4, 7, 2]))
    [(4, 7), (7, 2), (2, 4)]
    """
    return pairwise([*ring, *ring[:1]])


def clockwise(corners: Floats) -> bool:
    """Tell whether corners (n × 2, px) go round clockwise on a screen.

    >>> clockwise(np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]))
    True
    """
    return turn(corners) >= 0


def turn(corners: Floats) -> float:
    """Give twice the area corners go around, in px²: negative where anticlockwise."""
    ahead = np.roll(corners, -1, axis=0)
    crossed = corners[:, 0] * ahead[:, 1] - ahead[:, 0] * corners[:, 1]
    return float(crossed.sum())
