"""How much of a change is who stayed and how much is who moved, read from the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from nabolag.areas.result import MovingReading
from nabolag.reports.standings.reading import Reading
from nabolag.reports.wording.units import Unit
from nabolag.values import Indicator

_OWN_CHANGE = frozenset({"split_without_rest", "bounds_without_rest"})
"""Notices that some areas' own change is split, for want of a rest to hold it against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A change and its parts; ``row`` is one of :data:`nabolag.areas.result.SPLITS`.

    ``before`` and ``after`` are the distance to the rest of the city at both ends, where
    the change is one of the distance and the figures are known.
    """

    indicator: Indicator
    unit: Unit
    row: Mapping[str, Any]
    reading: MovingReading
    before: float | None
    after: float | None

    @property
    def change(self) -> float:
        """Give the whole change, in the indicator's own unit."""
        return float(self.row["change"])


def behind(reading: Reading, code: str) -> tuple[Behind, ...]:
    """Give what moving has to do with an area's changes, by dimension."""
    table = reading.diagnosis.moving.splits.filter(pl.col("code") == code)
    rows = {row["indicator"]: row for row in table.iter_rows(named=True)}
    known = reading.diagnosis.table.filter(pl.col("code") == code)
    distances = {
        (id_, period): difference
        for id_, period, difference in known.select(
            "indicator", "period", "difference"
        ).iter_rows()
    }
    return tuple(
        _behind(rows[i.id], i, reading, distances)
        for i in reading.ordered()
        if i.id in rows
    )


def _behind(
    row: Mapping[str, Any],
    indicator: Indicator,
    reading: Reading,
    distances: Mapping[tuple[str, str], float | None],
) -> Behind:
    of_distance = not any(
        n.code in _OWN_CHANGE and n.where.indicator == indicator.id
        for n in reading.diagnosis.notices
    )
    before, after = (
        distances.get((indicator.id, row[end])) if of_distance else None
        for end in ("first", "last")
    )
    return Behind(
        indicator=indicator,
        unit=reading.units[indicator.id],
        row=row,
        reading=MovingReading(row["reading"]),
        before=before,
        after=after,
    )
