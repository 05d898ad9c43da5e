"""Where words may stand among marks: close to what they name, and on none of each other.

Places are tried on a grid of a few px. The nearest is taken that covers few marks, so
that the same words always come to stand in the same place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEP = 6.0  # px between places tried
_PER_MARK = 7.0  # px of distance that covering one mark is worth
_AIR = 3.0  # px between words, at least
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
        self, size: tuple[float, float], *, near: Floats, not_near: Floats
    ) -> Box | None:
        """Give room of a size near a point, or ``None`` where all room is taken.

        ``not_near`` (n × 2) are points that others' words belong to: room closer to
        one of them is taken only where there is no other.
        """
        middles = self._free(size)
        if not len(middles):
            return None
        distance = np.hypot(*(middles - near).T)
        strays = (
            np.hypot(*(middles[:, None] - not_near[None]).transpose(2, 0, 1))
            < distance[:, None]
        ).any(axis=1)
        cost = distance + _PER_MARK * self._covered(middles, size) + _ASIDE * strays
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
        return inside.sum(axis=1).astype(np.float64)
