"""A distribution with another spread above its median than below."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lopsided:
    """Half of it on each side of a median, each the half of a normal distribution.

    ``below`` and ``above`` are the standard deviations of the two; with ``ratios`` those
    of natural logarithms, so that all of it is above 0. Within bounds, where they are
    given, still half of it is on each side.
    """

    median: float
    below: float
    above: float
    ratios: bool = False
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Refuse spreads below 0, no spread at all, and bounds that leave one side out."""
        bounds = [end for end in (self.low, self.high) if end is not None]
        numbers = (self.median, self.below, self.above, *bounds)
        spread = min(self.below, self.above) >= 0 < max(self.below, self.above)
        inside = self._bound(self.low, -1) <= self.median <= self._bound(self.high, 1)
        above = self.median > 0 or not self.ratios
        if not (spread and inside and above and all(map(math.isfinite, numbers))):
            raise Misbuilt(
                value="a distribution",
                found=f"{self}",
                expected="numbers that have an end: spreads of 0 or more, not both 0,"
                " around a median that is within bounds, and above 0 with ratios",
            )

    def at(self, u: Floats) -> Floats:
        """Give the values that parts ``u`` of the distribution lie below.

        >>> lopsided = Lopsided(median=10, below=1, above=3)
        >>> lopsided.at(np.array([0.1587, 0.5, 0.8413])).round(2)
        array([ 9., 10., 13.])
        """
        from scipy.special import ndtr, ndtri

        low, high = ndtr(self._scores())
        under = low + (0.5 - low) * 2 * np.minimum(u, 0.5)
        over = (1 - high) + (high - 0.5) * 2 * np.minimum(1 - u, 0.5)
        moved = self.below * ndtri(under) - self.above * ndtri(over)
        if self.ratios:
            return np.asarray(self.median * np.exp(moved))
        return np.asarray(self.median + moved)

    def _scores(self) -> tuple[float, float]:
        """Give the bounds as scores, each by the spread of its own side."""
        return (
            self._score(self._bound(self.low, -1), self.below),
            self._score(self._bound(self.high, 1), self.above),
        )

    def _score(self, bound: float, spread: float) -> float:
        apart = bound - self.median
        if self.ratios:
            apart = math.log(bound / self.median) if bound > 0 else -math.inf
        # A side without a spread is all at the median.
        return apart / spread if spread else apart

    def _bound(self, bound: float | None, side: int) -> float:
        return side * math.inf if bound is None else bound
