"""Factors: what a drawing has as a word, and a running model as a number over time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from nabolag.errors import Misbuilt
from nabolag.spirals.draws.distributions import Distribution
from nabolag.values import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a factor is measured to be: a value with its interval, and whence.

    ``low`` and ``high`` hold the middle ``inside`` of what it may be (0.95 for a usual
    interval). ``indicator``, ``area`` and ``period`` bind it to published figures.
    """

    value: float
    low: float
    high: float
    inside: float = 0.95
    indicator: str | None = None
    area: str | None = None
    period: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that does not hold the value."""
        if not self.low <= self.value <= self.high or not 0 < self.inside < 1:
            raise Misbuilt(
                value="a measured value",
                found=f"{self.value} in {self.low}–{self.high}, {self.inside} inside",
                expected="low ≤ value ≤ high, and between 0 and 1 inside",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor. What is known of it is filled in as the work goes on.

    In a drawing it has only a name. With an equation it can run: a *stock* has a value
    at ``start`` and flows that fill and empty it; everything else has an ``equation``,
    and a *constant* is a plain number there, which may have a ``distribution``.
    ``measured`` is what such a constant, or the start of a stock, is measured to be; for a
    factor that is only drawn it is on a scale from −1 to 1. ``better`` says whether more of it is better, worse or neither.
    """

    name: str
    equation: str | None = None
    start: str | None = None
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()
    non_negative: bool = False
    unit: str | None = None
    distribution: Distribution | None = None
    measured: Measured | None = None
    better: Direction = Direction.NEITHER
    about: str = ""
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be: two kinds at once, or a name that cannot be written."""
        if self.equation is not None and self.start is not None:
            raise _misbuilt(self, "an equation and a start", "one of them")
        if self.start is None and (self.inflows or self.outflows or self.non_negative):
            raise _misbuilt(self, "flows without a start", "a start for a stock")
        if self.distribution is not None and (self.is_stock or not self.has_number):
            raise _misbuilt(self, "a distribution", "a number for it to be around")
        if not self.name.strip() or self.name != " ".join(self.name.split()):
            raise _misbuilt(self, "loose spaces", "a name without them")
        if '"' in self.name or self.name.startswith(HIDDEN):
            raise _misbuilt(self, f'" or a first {HIDDEN}', "a name without them")

    @property
    def is_stock(self) -> bool:
        """Say whether it is filled and emptied over time."""
        return self.start is not None

    @property
    def has_number(self) -> bool:
        """Say whether it is a constant, or a stock whose start is a plain number."""
        return _is_number(self.start if self.is_stock else self.equation)

    @property
    def is_drawn(self) -> bool:
        """Say whether its number is another in each draw."""
        return self.distribution is not None or (
            self.measured is not None and self.has_number
        )

    @property
    def is_open(self) -> bool:
        """Say whether it is only drawn: nothing tells yet how it changes."""
        return self.start is None and self.equation is None


HIDDEN = "·"
"""What names begin with that no one wrote: the parts of a delay, say."""


class TableKind(StrEnum):
    """What a table gives between and outside its points."""

    CLAMPED = "clamped"  # straight lines; the end values outside
    EXTENDED = "extended"  # straight lines, also outside
    STEPS = "steps"  # the value of the point before


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A curve given by points, x rising."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    kind: TableKind = TableKind.CLAMPED
    x_unit: str | None = None
    y_unit: str | None = None

    def __post_init__(self) -> None:
        """Refuse points that are no curve."""
        if fault := fault_of_points(self.x, self.y):
            raise Misbuilt(
                value=f"the table {self.name!r}",
                found=fault,
                expected="at least two points, x rising and as many y",
            )


def fault_of_points(x: Sequence[float], y: Sequence[float]) -> str | None:
    """Say what keeps points from being a curve, or nothing.

    >>> fault_of_points([0, 1, 1], [5, 6, 7])
    'x does not rise from 1 to 1'
    """
    if len(x) < 2 or len(x) != len(y):
        return f"{len(x)} x and {len(y)} y"
    if not all(math.isfinite(number) for number in (*x, *y)):
        return "a point that is no number"
    for before, after in pairwise(x):
        if after <= before:
            return f"x does not rise from {before:g} to {after:g}"
    return None


def _is_number(equation: str | None) -> bool:
    try:
        return math.isfinite(float(equation or ""))
    except ValueError:
        return False


def _misbuilt(factor: Factor, found: str, expected: str) -> Misbuilt:
    return Misbuilt(value=f"the factor {factor.name!r}", found=found, expected=expected)
