"""How concentrated a challenge is in the city, newest and oldest comparable figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from nabolag.reports.standings.reading import Reading
from nabolag.reports.wording.periods import moment
from nabolag.values import Break, Indicator

Row = Mapping[str, Any]
"""A row of :data:`nabolag.areas.result.CONCENTRATION`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One challenge on one level: all its periods, oldest first."""

    indicator: Indicator
    level: str
    rows: tuple[Row, ...]
    since_break: tuple[Row, ...]

    @property
    def newest(self) -> Row:
        """Give the newest figure."""
        return self.rows[-1]

    @property
    def first(self) -> Row | None:
        """Give the oldest figure the newest can be compared with, or nothing."""
        return self.since_break[0] if len(self.since_break) > 1 else None

    @property
    def certain(self) -> bool:
        """Tell whether it is more concentrated than equal areas would be by chance."""
        low = self.newest["excess_low"]
        return low is not None and bool(low > 0)


def gathered(reading: Reading) -> tuple[Gathered, ...]:
    """Give every challenge that is counted, by level (finest first) and dimension."""
    table = reading.diagnosis.concentration.filter(
        pl.col("share_in_tenth").is_not_null()
    )
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in table.iter_rows(named=True):
        groups.setdefault((row["level"], row["indicator"]), []).append(row)
    return tuple(
        _gathered(groups[level, i.id], i, reading.diagnosis.breaks)
        for level in reading.levels()
        for i in reading.ordered()
        if (level, i.id) in groups
    )


def _gathered(
    rows: Sequence[Row], indicator: Indicator, breaks: Sequence[Break]
) -> Gathered:
    level = rows[0]["level"]
    ordered = sorted(rows, key=_when)
    edges = [
        moment(b.period) or 0.0
        for b in breaks
        if b.level == level and b.indicator in (None, indicator.id)
    ]
    within = [edge for edge in edges if edge <= _when(ordered[-1])]
    last = max(within, default=float("-inf"))
    return Gathered(
        indicator=indicator,
        level=level,
        rows=tuple(ordered),
        since_break=tuple(row for row in ordered if _when(row) >= last),
    )


def _when(row: Row) -> float:
    return moment(row["period"]) or 0.0
