"""Where marks stand in px, and where words may stand among them.

Words come close to what they name, and on none of each other.
Places are tried on a grid of a few px. The nearest is taken that covers few marks, so
that the same words always come to stand in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEP = 6.0  # px between places tried
_AIR = 3.0  # px between words, at least
_EDGE = 12.0  # px inside a sheet that no mark's middle comes into
_ABOVE = 24.0  # px more above and below all marks, where words may stand
_HAIR = 1e-9  # of a unit: what stands in one place still has a scale
_ASIDE = 1e4  # px, more than any figure is wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Room on a figure, in px: its middle, and how far it reaches across and down."""

    x: float
    y: float
    across: float
    down: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two share any room."""
        return (
            abs(self.x - other.x) < (self.across + other.across) / 2
            and abs(self.y - other.y) < (self.down + other.down) / 2
        )


@dataclass(slots=True, kw_only=True)
class Room:
    """A drawing area with marks (n × 2, px), where words are put one by one."""

    across: float
    down: float
    marks: Floats
    taken: list[Box]

    def place(
        self,
        size: tuple[float, float],
        *,
        near: Floats,
        not_near: Floats,
        per_mark: float,
    ) -> Box | None:
        """Give room of a size near a point, or ``None`` where all room is taken.

        ``not_near`` (n × 2) are points that others' words belong to: room closer to
        one of them is taken only where there is no other. ``per_mark`` is how many px
        of distance covering one mark is worth.
        """
        middles = self._free(size)
        if not len(middles):
            return None
        distance = np.hypot(*(middles - near).T)
        strays = (
            np.hypot(*(middles[:, None] - not_near[None]).transpose(2, 0, 1))
            < distance[:, None]
        ).any(axis=1)
        cost = distance + per_mark * self._covered(middles, size) + _ASIDE * strays
        x, y = middles[int(cost.argmin())]
        box = Box(x=float(x), y=float(y), across=size[0], down=size[1])
        self.taken.append(box)
        return box

    def _free(self, size: tuple[float, float]) -> Floats:
        """Give the middles of all room of a size that no words have, inside the area."""
        half_across, half_down = size[0] / 2, size[1] / 2
        across = np.arange(half_across, self.across - half_across + 1e-9, _STEP)
        down = np.arange(half_down, self.down - half_down + 1e-9, _STEP)
        grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        free = np.ones(len(grid), bool)
        for box in self.taken:
            free &= (abs(grid[:, 0] - box.x) >= half_across + box.across / 2 + _AIR) | (
                abs(grid[:, 1] - box.y) >= half_down + box.down / 2 + _AIR
            )
        return grid[free]

    def _covered(self, middles: Floats, size: tuple[float, float]) -> Floats:
        """Give how many marks words would cover at each place."""
        away = abs(middles[:, None] - self.marks[None])
        inside = (away < np.array(size) / 2 + _AIR).all(axis=-1)
        return np.asarray(inside.sum(axis=1), np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A drawing area in px, with a middle and a scale in the unit of what it shows."""

    across: float
    down: float
    middle: Floats
    scale: float

    def px(self, places: Floats) -> Floats:
        """Give whole px for places (n × 2), up being up; what is outside, at the edge."""
        size = np.array([self.across, self.down])
        turned = np.array([self.scale, -self.scale])
        at = size / 2 + (places - self.middle) * turned
        return np.asarray(np.round(np.clip(at, _EDGE, size - _EDGE)))


def sheet_for(shown: Sequence[Floats], *, across: float, most_down: float) -> Sheet:
    """Give a sheet that all places fit on (each n × 2), as low as they are.

    One unit is as many px both ways.
    """
    places = np.concatenate([np.zeros((0, 2)), *shown])
    if not len(places):
        places = np.zeros((1, 2))
    low, high = places.min(axis=0), places.max(axis=0)
    reach = np.maximum(high - low, _HAIR)
    inner = np.array([across, most_down]) - 2 * np.array([_EDGE, _EDGE + _ABOVE])
    scale = float((inner / reach).min())
    down = min(most_down, max(scale * reach[1] + 2 * (_EDGE + _ABOVE), across / 3))
    return Sheet(across=across, down=down, middle=(low + high) / 2, scale=scale)
