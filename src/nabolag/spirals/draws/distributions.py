"""Distributions of constants that are not known for certain.

Each is given as its quantile function: a number between 0 and 1 gives the value that so
much of the distribution lies below. Truncation takes the part of the numbers that lies
between the bounds, so that it is exact also far out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt
from nabolag.spirals.draws.lopsided import Lopsided

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform:
    """Anything between two values, all alike."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse an empty range."""
        _check(self, self.low < self.high, "low below high")

    def at(self, u: Floats) -> Floats:
        """Give the values that parts ``u`` of the distribution lie below.

        >>> Uniform(low=10, high=20).at(np.array([0.25]))
        array([12.5])
        """
        return self.low + (self.high - self.low) * u


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """Around a mean, with a standard deviation; within bounds where they are given."""

    mean: float
    sd: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Refuse a spread that is none, and bounds that leave nothing."""
        _check(self, self.sd > 0, "a standard deviation above 0")
        _check(self, _mass(*self._bounds()) > 0, "bounds with something between them")

    def at(self, u: Floats) -> Floats:
        """Give the values that parts ``u`` of the distribution lie below.

        >>> Normal(mean=5, sd=2).at(np.array([0.5]))
        array([5.])
        """
        return self.mean + self.sd * _scores(u, *self._bounds())

    def _bounds(self) -> tuple[float, float]:
        return (
            -np.inf if self.low is None else (self.low - self.mean) / self.sd,
            np.inf if self.high is None else (self.high - self.mean) / self.sd,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNormal:
    """Above 0: as likely twice the median as half of it.

    ``spread`` is the standard deviation of the natural logarithm: with 0.5 about two
    thirds lie between 0.6 and 1.6 times the median.
    """

    median: float
    spread: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Refuse a median that is not above 0, and bounds that leave nothing."""
        _check(self, self.median > 0 and self.spread > 0, "a median and spread above 0")
        _check(self, _mass(*self._bounds()) > 0, "bounds with something between them")

    def at(self, u: Floats) -> Floats:
        """Give the values that parts ``u`` of the distribution lie below.

        >>> LogNormal(median=3, spread=0.5).at(np.array([0.5]))
        array([3.])
        """
        return self.median * np.exp(self.spread * _scores(u, *self._bounds()))

    def _bounds(self) -> tuple[float, float]:
        low, high = self.low, self.high
        return (
            -np.inf if low is None or low <= 0 else self._score(low),
            np.inf if high is None else self._score(high) if high > 0 else -np.inf,
        )

    def _score(self, value: float) -> float:
        return float(np.log(value / self.median) / self.spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular:
    """Between two values, most likely near a third."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a mode outside."""
        inside = self.low <= self.mode <= self.high and self.low < self.high
        _check(self, inside, "low ≤ mode ≤ high, and low below high")

    def at(self, u: Floats) -> Floats:
        """Give the values that parts ``u`` of the distribution lie below.

        >>> Triangular(low=0, mode=1, high=2).at(np.array([0.5]))
        array([1.])
        """
        whole, below = self.high - self.low, self.mode - self.low
        rising = self.low + np.sqrt(u * whole * below)
        falling = self.high - np.sqrt((1 - u) * whole * (self.high - self.mode))
        return np.where(u * whole < below, rising, falling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of some values, each with its weight; all alike where none are given."""

    values: tuple[float, ...]
    weights: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse weights that are not one above 0 for each value."""
        fits = len(self.weights) in (0, len(self.values)) and len(self.values) > 0
        _check(self, fits, "values, and as many weights or none")
        _check(self, all(weight > 0 for weight in self.weights), "weights above 0")

    def at(self, u: Floats) -> Floats:
        """Give the value that each part ``u`` of the distribution falls on.

        >>> Choice(values=(1, 2), weights=(3, 1)).at(np.array([0.7, 0.8]))
        array([1., 2.])
        """
        weights = np.array(self.weights or [1.0] * len(self.values))
        ends = np.cumsum(weights)[:-1] / weights.sum()
        return np.array(self.values, float)[np.searchsorted(ends, u, side="right")]


Distribution: TypeAlias = Uniform | Normal | LogNormal | Lopsided | Triangular | Choice
"""What a constant may be, and how likely."""


def centre(distribution: Distribution) -> float:
    """Give the value that half of a distribution lies below.

    >>> centre(Uniform(low=10, high=20))
    15.0
    """
    return float(distribution.at(np.array([0.5]))[0])


def is_certain(distribution: Distribution) -> bool:
    """Say whether there is only one value that it can give.

    >>> is_certain(Choice(values=(3, 3))), is_certain(Choice(values=(3, 4)))
    (True, False)
    """
    return isinstance(distribution, Choice) and len(set(distribution.values)) == 1


def _mass(low: float, high: float) -> float:
    """Give how much of the standard normal distribution lies between two scores."""
    from scipy.special import ndtr

    if low > 0:
        low, high = -high, -low
    return float(ndtr(high) - ndtr(low))


def _scores(u: Floats, low: float, high: float) -> Floats:
    """Give standard normal scores between two bounds."""
    from scipy.special import ndtr, ndtri

    if low > 0:  # far out on the other side numbers near 1 cannot be told apart
        return -_scores(1 - u, -high, -low)
    scores = ndtri(ndtr(low) + u * (ndtr(high) - ndtr(low)))
    return np.asarray(np.clip(scores, low, high), dtype=np.float64)


def _check(value: Distribution, holds: bool, expected: str) -> None:  # noqa: FBT001 - what holds is all it asks
    finite = all(math.isfinite(number) for number in _numbers(value))
    if not (holds and finite):
        told = expected if finite else "only numbers that have an end"
        raise Misbuilt(value="a distribution", found=f"{value}", expected=told)


def _numbers(value: Distribution) -> Iterator[float]:
    """Give all the numbers that a distribution is made of."""
    for name in value.__dataclass_fields__:
        given = getattr(value, name)
        yield from (
            given if isinstance(given, tuple) else [0 if given is None else given]
        )
