"""The model object: factors, arrows and whatever else is filled in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor, Measured, Table


class Level(IntEnum):
    """How far a model is filled in."""

    DRAWN = 0  # factors and signed arrows
    JUDGED = 1  # arrows with strength and speed
    EQUATIONS = 2  # every factor has an equation


class Method(StrEnum):
    """How a step is taken."""

    EULER = "euler"
    RK4 = "rk4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a model starts and stops, how long its steps are and which are kept."""

    start: float = 0.0
    stop: float = 20.0
    step: float = 0.25
    save_every: float | None = None
    method: Method = Method.EULER
    unit: str = "year"

    def __post_init__(self) -> None:
        """Refuse times that cannot be run through."""
        numbers = (self.start, self.stop, self.step, self.save_every or self.step)
        if (
            not all(math.isfinite(number) for number in numbers)
            or self.stop <= self.start
            or not 0 < self.step <= self.stop - self.start
            or (self.save_every is not None and self.save_every <= 0)
            or self.steps > MOST_STEPS
        ):
            raise Misbuilt(
                value="the times",
                found=f"from {self.start} to {self.stop} in steps of {self.step}",
                expected=f"a start before the stop, and 1 to {MOST_STEPS:,} steps",
            )

    @property
    def steps(self) -> int:
        """Give the number of steps from start to stop."""
        return math.floor((self.stop - self.start) / self.step + _NEARLY)

    @property
    def steps_between(self) -> int:
        """Give the steps from one kept moment to the next."""
        return max(1, round((self.save_every or self.step) / self.step))

    @property
    def kept(self) -> tuple[float, ...]:
        """Give the moments that are kept."""
        return tuple(
            self.start + step * self.step
            for step in range(0, self.steps + 1, self.steps_between)
        )


MOST_STEPS = 1_000_000
_NEARLY = 1e-9  # 20 / 0.1 is a hair below 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """Two constants that go together, by rank (−1 to 1)."""

    first: str
    second: str
    rank: float

    def __post_init__(self) -> None:
        """Refuse a rank that cannot be, and a constant that goes with itself."""
        if not -1 <= self.rank <= 1 or self.first == self.second:
            raise Misbuilt(
                value="a correlation",
                found=f"{self.first!r} with {self.second!r} by {self.rank:g}",
                expected="two constants, and a rank from −1 to 1",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that may come about: when an equation is so for the first time."""

    name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Areas that a model runs for side by side.

    ``values`` give constants and starts per area, in the order of ``names``, and
    ``measured`` what these are measured to be, each area apart from the others.
    ``moving`` is a row for each receiving area: which part of what leaves each sending
    area comes to it.
    """

    names: tuple[str, ...]
    values: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    measured: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    moving: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse values that are not one per area, and two for one constant."""
        for part in ("values", "measured"):
            proxy = MappingProxyType(dict(getattr(self, part)))
            object.__setattr__(self, part, proxy)
        count = len(self.names)
        rows = [*self.values.values(), *self.measured.values(), *self.moving]
        wrong = [len(row) for row in rows if len(row) != count]
        square = not self.moving or len(self.moving) == count
        if wrong or not square or not count or len(set(self.names)) < count:
            raise Misbuilt(
                value="areas",
                found=f"{count} names and {wrong or len(self.moving)} values in a row",
                expected="areas, each name once, and one value for each in every row",
            )
        if both := sorted(self.values.keys() & self.measured.keys()):
            raise Misbuilt(
                value="areas",
                found=f"values and measured values of {both}",
                expected="one of the two",
            )

    @property
    def matrix(self) -> npt.NDArray[np.float64] | None:
        """Give the moving matrix, areas × areas, or nothing where none is given."""
        return np.array(self.moving) if self.moving else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model of self-reinforcing processes, as far as it is filled in.

    ``fictional`` marks a model that tells of no real place. ``outputs`` name what is
    told of a run where nothing else is asked for; without them, every factor.
    """

    name: str
    factors: tuple[Factor, ...]
    arrows: tuple[Arrow, ...] = ()
    times: Times = field(default_factory=Times)
    tables: tuple[Table, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    events: tuple[Event, ...] = ()
    areas: Areas | None = None
    outputs: tuple[str, ...] = ()
    about: str = ""
    sources: tuple[str, ...] = ()
    fictional: bool = False

    def __post_init__(self) -> None:
        """Refuse names that are used twice, or that nothing has."""
        factors = [factor.name for factor in self.factors]
        names = [*factors, *(table.name for table in self.tables)]
        events = Counter(event.name for event in self.events)
        counts = [*Counter(names).items(), *events.items()]
        twice = [name for name, count in counts if count > 1]
        ends = {end for arrow in self.arrows for end in (arrow.source, arrow.target)}
        pairs = Counter((arrow.source, arrow.target) for arrow in self.arrows)
        doubled = [pair for pair, count in pairs.items() if count > 1]
        loose = sorted({*self.outputs, *ends} - {*factors})
        faults = {
            f"{doubled} with more than one arrow": doubled,
            f"{loose} without a factor": loose,
            f"{twice} more than once": twice,
            "no factors": not factors,
        }
        for found, is_so in faults.items():
            if is_so:
                raise Misbuilt(
                    value=f"the model {self.name!r}",
                    found=found,
                    expected="factors, each name once, and arrows between them",
                )

    @property
    def level(self) -> Level:
        """Say how far the model is filled in, by the factor that is least so."""
        if not any(factor.is_open for factor in self.factors):
            return Level.EQUATIONS
        judged = any(arrow.judgements for arrow in self.arrows)
        return Level.JUDGED if judged else Level.DRAWN

    def factor(self, name: str) -> Factor:
        """Give a factor by its name."""
        return next(factor for factor in self.factors if factor.name == name)
