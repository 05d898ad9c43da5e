"""What the trends are made from, and the lines fitted to it, as frozen arrays.

Arrays are by area, shape (A,), or by area and period, shape (A, T). Areas stand in
the order of their codes. NaN means that there is nothing: no figure, or no line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt
from nabolag.values import Measure, Notice

Floats = npt.NDArray[np.float64]

FEWEST_PERIODS = 4
"""Figures a line needs: two more than it has ends, so that scatter can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """Figures of one indicator at one level, in a stretch that is not broken.

    ``counted`` tells that chance is known from counts; then ``people`` and
    ``other_people`` are known wherever ``value`` is, and elsewhere all are NaN.
    """

    indicator: str
    level: str
    measure: Measure
    per: float
    counted: bool
    codes: tuple[str, ...]  # (A,), sorted
    names: tuple[str, ...]  # (A,)
    periods: tuple[str, ...]  # (T,), in order of time
    years: Floats  # (T,), the middle of each period
    value: Floats  # (A, T)
    other: Floats  # (A, T), what each is held against in the same period
    people: Floats  # (A, T), the denominator
    other_people: Floats  # (A, T)
    cluster: Floats  # (A, T)

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        shape = (len(self.codes), len(self.periods))
        tables = (self.value, self.other, self.people, self.other_people, self.cluster)
        if self.years.shape != shape[1:] or any(t.shape != shape for t in tables):
            raise Misbuilt(
                value="Series",
                found=str([self.years.shape, *(t.shape for t in tables)]),
                expected=f"tables of {shape} by area and period",
            )

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Where there is a distance, shape (A, T)."""
        return ~np.isnan(self.value - self.other)

    @property
    def step(self) -> float:
        """Typical number of years from one period to the next."""
        return float(np.median(np.diff(self.years))) if len(self.years) > 1 else 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Correlation:
    """How alike neighbouring periods' scatter is, one for all areas: what is likely.

    ``per_year`` holds possible correlations between errors one year apart, shape (K,),
    and ``weight`` how likely each is; the weights sum to 1.
    """

    per_year: Floats
    weight: Floats

    @property
    def mean(self) -> float:
        """The correlation from one year to the next that is expected."""
        return float(self.per_year @ self.weight)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A straight line for every area, arrays of shape (A,), NaN where there is none.

    ``level`` is the line's height midway between the area's own first and last figure.
    ``slope`` and ``level`` are judged by t with ``freedom`` degrees of freedom. The level
    is never less sure than one figure. ``dispersion`` goes with the slope's own error:
    with the correlation averaged over, as in ``designs.design_spread``.
    """

    slope: Floats  # per year
    spread: Floats  # standard error of the slope
    freedom: Floats
    low: Floats  # 95 % interval of the slope
    high: Floats
    level: Floats
    level_spread: Floats
    together: Floats  # correlation of the errors of slope and level
    first: Floats  # height in the area's own first period
    last: Floats
    dispersion: Floats  # scatter as a multiple of ``Fitted.chance`` (a variance)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """The lines through the distances and through the ratios of one series.

    ``chance`` is the variance by chance of each distance, shape (A, T), NaN where
    there is no figure; without counts it only says how scatter goes with the city's
    level, and ``distance.dispersion`` holds the size of it.
    """

    series: Series
    correlation: Correlation
    distance: Line
    ratio: Line  # value / other; NaN where other is not above 0
    chance: Floats
    first_period: tuple[str | None, ...]  # (A,), with a figure; None without a line
    last_period: tuple[str | None, ...]
    periods: npt.NDArray[np.int64]  # (A,), figures behind the line
    first_distance: Floats  # (A,), in the first period, as published
    first_variance: Floats  # (A,), of it: chance times dispersion
    notices: tuple[Notice, ...] = field(default_factory=tuple)
