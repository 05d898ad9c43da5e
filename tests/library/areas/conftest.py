"""Small cities made by the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import polars as pl
import pytest

from nabolag.values import SCHEMA, Break, Indicator, Measure, Observations


class City(Protocol):
    def __call__(
        self,
        rows: Iterable[dict[str, Any]],
        *indicators: Indicator,
        breaks: tuple[Break, ...] = (),
    ) -> Observations: ...


@pytest.fixture
def city() -> City:
    """Make observations from rows that name only what matters to the test."""

    def make(
        rows: Iterable[dict[str, Any]],
        *indicators: Indicator,
        breaks: tuple[Break, ...] = (),
    ) -> Observations:
        filled = [_filled(row) for row in rows]
        described = {i.id: i for i in indicators}
        for id_ in {row["indicator"] for row in filled} - set(described):
            described[id_] = Indicator(id=id_, names={"en": id_}, measure=Measure.SHARE)
        return Observations(
            table=pl.DataFrame(filled, schema=SCHEMA),
            indicators=tuple(described.values()),
            breaks=breaks,
        )

    return make


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    blank: dict[str, Any] = dict.fromkeys(SCHEMA)
    usual = {"level": "area", "period": "2024", "indicator": "turnout"}
    full = blank | usual | {"name": row["area"]} | row
    counts = full["numerator"], full["denominator"]
    if full["value"] is None and None not in counts and counts[1]:
        full["value"] = counts[0] / counts[1]
    return full
