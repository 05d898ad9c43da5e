"""The trend of one area's distance on one indicator, ready to be worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import polars as pl

from nabolag.areas.result import Verdict
from nabolag.reports.standings.reading import Reading, alphabetical
from nabolag.reports.standings.standing import Standing
from nabolag.reports.wording.periods import moment
from nabolag.reports.wording.units import Unit
from nabolag.values import Break, Direction, Indicator, Kind

CLEAR = (Verdict.NARROWING, Verdict.WIDENING)
"""Verdicts that say which way the distance goes."""

_AS_THEY_ARE = (
    *("name", "level", "first", "last", "slope", "low", "high"),
    *("p_widening", "margin", "detectable"),
)
_NORMAL = 1.645 / 1.96
"""A 90 per cent interval as part of one of 95; a little less with few periods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """A line's height in its first and in its last period."""

    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A line through an area's distances to the rest of the city, per year.

    Values are stored ones, not yet in the shown scale; columns of the same names in
    :data:`nabolag.areas.result.TRENDS` tell what they are.
    """

    indicator: Indicator
    unit: Unit
    name: str
    level: str
    first: str
    last: str
    slope: float
    low: float
    high: float
    points: Ends  # the fitted distance, in the value's unit
    ratio: Ends | None  # the fitted ratio
    among_all: Verdict  # watching all areas
    alone: Verdict  # for an area named beforehand
    p_widening: float | None
    margin: float | None
    detectable: float | None
    past: bool  # a break comes after the line, so that it says nothing of today

    @property
    def points_grow(self) -> bool:
        """Tell whether the line ends farther from the city than it began."""
        return abs(self.points.last) > abs(self.points.first)

    @property
    def behind(self) -> bool:
        """Tell whether the area is on the side of the city where the difficulty is."""
        if self.indicator.direction is Direction.MORE_IS_BETTER:
            return self.points.last < 0
        worse = self.indicator.direction is Direction.MORE_IS_WORSE
        return worse and self.points.last > 0

    @property
    def swings(self) -> bool:
        """Tell whether the slope may as well be nought."""
        return self.low <= 0 <= self.high

    @property
    def stands(self) -> bool:
        """Tell whether the change surely is too small to matter."""
        reach = (self.high - self.low) / 2 * _NORMAL
        return self.margin is not None and abs(self.slope) + reach < self.margin

    @property
    def clearness(self) -> float:
        """Give how many half intervals the slope is; 0 where it has no interval."""
        half = (self.high - self.low) / 2
        return abs(self.slope) / half if half else 0.0


def trends_of(reading: Reading, code: str) -> dict[str, Trend]:
    """Give the trends an area has, by indicator and in their order; never context."""
    rows = reading.diagnosis.trends.filter(pl.col("code") == code)
    found = {trend.indicator.id: trend for trend in _judged(rows, reading)}
    ordered = [i for i in reading.ordered() if i.kind is not Kind.CONTEXT]
    return {i.id: found[i.id] for i in ordered if i.id in found}


def trends_across(reading: Reading, indicator: str) -> tuple[Trend, ...]:
    """Give one indicator's trends on all levels, areas in alphabetical order."""
    rows = reading.diagnosis.trends.filter(pl.col("indicator") == indicator)
    found = _judged(rows, reading)
    return tuple(sorted(found, key=lambda t: alphabetical(t.name)))


def _judged(rows: pl.DataFrame, reading: Reading) -> Iterable[Trend]:
    """Give the trends with all that is told of: a verdict, and a line with interval."""
    told = ["slope", "low", "high", "line_first", "line_last", "verdict"]
    for row in rows.drop_nulls([*told, "verdict_alone"]).iter_rows(named=True):
        yield Trend(
            indicator=reading.indicators[row["indicator"]],
            unit=reading.units[row["indicator"]],
            **{column: row[column] for column in _AS_THEY_ARE},
            points=Ends(first=row["line_first"], last=row["line_last"]),
            ratio=_ratio(row),
            among_all=Verdict(row["verdict"]),
            alone=Verdict(row["verdict_alone"]),
            past=_broken_after(row, reading.diagnosis.breaks),
        )


def _ratio(row: Mapping[str, Any]) -> Ends | None:
    first, last = row["ratio_first"], row["ratio_last"]
    return None if first is None or last is None else Ends(first=first, last=last)


def _broken_after(row: Mapping[str, Any], breaks: Sequence[Break]) -> bool:
    last = moment(row["last"]) or inf
    return any(
        b.level == row["level"]
        and b.indicator in (None, row["indicator"])
        and (moment(b.period) or -inf) > last
        for b in breaks
    )


def followed(
    reading: Reading, code: str, standings: Sequence[Standing]
) -> tuple[Standing, ...]:
    """Give an area's newest figures, and the last ones of measures that have a trend.

    A measure may have a trend in an area and no figure in the newest period.
    """
    trends = trends_of(reading, code)
    have = {standing.indicator.id for standing in standings}
    past = [reading.history(code, id_)[-1] for id_ in trends if id_ not in have]
    place = {indicator.id: n for n, indicator in enumerate(reading.ordered())}
    return tuple(sorted([*standings, *past], key=lambda s: place[s.indicator.id]))
