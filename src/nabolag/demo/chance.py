"""Draws from a seed that come out the same wherever and whenever they are made.

Only uniform draws are taken from the generator, for they alone are promised never to
change with a new version of numpy; everything else is made from them here.
"""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Chance:
    """A stream of draws of its own for each part of the city, by seed and name.

    >>> Chance(1, "work").uniform(2) == Chance(1, "work").uniform(2)
    array([ True,  True])
    """

    def __init__(self, seed: int, name: str) -> None:
        own = np.random.SeedSequence([seed, zlib.crc32(name.encode())])
        self._draws = np.random.Generator(np.random.PCG64(own))

    def uniform(self, *shape: int) -> Floats:
        """Give numbers between 0 and 1, all equally likely."""
        return self._draws.random(shape)

    def happens(self, probability: npt.ArrayLike) -> Flags:
        """Tell of each chance whether it came true."""
        chances = np.asarray(probability, dtype=np.float64)
        return self._draws.random(chances.shape) < chances

    def normal(self, *shape: int) -> Floats:
        """Give numbers from the normal distribution with mean 0 and spread 1."""
        # random() may give exactly 0, whose quantile is infinite.
        return np.asarray(ndtri(np.maximum(self._draws.random(shape), 1e-16)))

    def whole(self, low: int, high: int, size: int) -> Whole:
        """Give whole numbers from low up to, but not with, high."""
        return low + (self._draws.random(size) * (high - low)).astype(np.int64)

    def chosen(self, shares: npt.ArrayLike, size: int) -> Whole:
        """Give positions in a list of shares, each as often as its share says."""
        edges = np.cumsum(np.asarray(shares, dtype=np.float64))
        return np.searchsorted(edges / edges[-1], self._draws.random(size), "right")
