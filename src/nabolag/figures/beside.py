"""Words beside a drawing, each as near as can be to what it names.

Blocks of lines stand below each other in the order of what they name, moved no further
than they must be, by the least sum of squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from scipy.optimize import isotonic_regression

from nabolag.figures.lettering import wrap
from nabolag.figures.style import AXIS

LINE = 16.0
"""Px from one line of a block to the next."""

GAP = 6.0
"""Px between two blocks, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words that name something at a height, in lines, and where they came to stand."""

    lines: tuple[str, ...]
    wish: float  # px from the top: where what they name is
    colour: str
    bold: bool = False
    y: float = 0.0  # px from the top: the middle of the lines

    @property
    def down(self) -> float:
        """Give how many px the lines take."""
        return LINE * len(self.lines)

    def at(self, y: float) -> Aside:
        """Give the same words with their middle at a height."""
        return Aside(
            lines=self.lines, wish=self.wish, colour=self.colour, bold=self.bold, y=y
        )


def aside(
    words: str, *, wish: float, across: float, colour: str, bold: bool = False
) -> Aside:
    """Break words into lines no wider than ``across`` px; bold ones take more room."""
    room = across / 1.05 if bold else across
    lines = wrap(words, width=room, size=AXIS, most=5)
    return Aside(lines=lines, wish=wish, colour=colour, bold=bold)


def stacked(asides: Sequence[Aside], *, within: tuple[float, float]) -> list[Aside]:
    """Give all words with their heights; they go below the range if it is too low."""
    ordered = sorted(asides, key=lambda one: one.wish)
    heights = spread(
        [one.wish for one in ordered], [one.down for one in ordered], within=within
    )
    return [one.at(y) for one, y in zip(ordered, heights, strict=True)]


def needed(asides: Sequence[Aside]) -> float:
    """Give how many px all words take below each other."""
    return sum(one.down + GAP for one in asides) - (GAP if asides else 0.0)


def spread(
    wishes: Sequence[float], downs: Sequence[float], *, within: tuple[float, float]
) -> list[float]:
    """Give middles nearest to the wishes (in rising order) so that no block meets another.

    ``downs`` are the heights of the blocks. What does not fit in the range goes on
    below it.

    >>> spread([50, 54], [16, 16], within=(0, 100))
    [41.0, 63.0]
    >>> spread([2, 90], [16, 16], within=(0, 100))
    [8.0, 90.0]
    """
    if not wishes:
        return []
    steps = [(a + b) / 2 + GAP for a, b in pairwise(downs)]
    offsets = np.array([0.0, *accumulate(steps)])
    lowest = within[0] + downs[0] / 2
    highest = max(lowest, within[1] - downs[-1] / 2 - float(offsets[-1]))
    free = isotonic_regression(np.asarray(wishes, float) - offsets).x
    return [round(float(y), 2) for y in np.clip(free, lowest, highest) + offsets]
