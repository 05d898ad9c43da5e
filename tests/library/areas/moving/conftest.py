"""Moves in a few rows, and a simulated city of persons who move."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import polars as pl
import pytest

from nabolag.areas.moving.moves import MOVES
from nabolag.areas.result import COLUMNS, TRENDS

BENCHMARKS = Path(__file__).parents[4] / "benchmarks"


class Filled(Protocol):
    def __call__(self, rows: Iterable[dict[str, Any]]) -> pl.DataFrame: ...


@pytest.fixture(scope="session")
def movers() -> Iterator[ModuleType]:
    """The simulated city that the benchmarks use, so that both tell the same."""
    sys.path.insert(0, str(BENCHMARKS))
    import simulated_movers

    yield simulated_movers
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="session")
def moves() -> Filled:
    """Make rows of moves that name only what matters to the test."""

    def make(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
        usual = {"area": "a", "level": "area", "first": "2014", "last": "2024"}
        return _filled(({**usual, **row} for row in rows), MOVES)

    return make


@pytest.fixture(scope="session")
def figures() -> Filled:
    """Make rows of a diagnosis that name only what matters to the test."""

    def make(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
        usual = {"code": "a", "level": "area", "indicator": "poor"}
        columns = {**COLUMNS, "cluster_size": pl.Float64}
        return _filled(({**usual, **row} for row in rows), columns)

    return make


@pytest.fixture(scope="session")
def trends() -> Filled:
    """Make trends from 2014 to 2024 that name only what matters to the test."""

    def make(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
        usual = {"code": "a", "level": "area", "indicator": "poor"}
        span = {"first": "2014", "last": "2024"}
        return _filled(({**usual, **span, **row} for row in rows), TRENDS)

    return make


def _filled(rows: Iterable[dict[str, Any]], columns: Any) -> pl.DataFrame:
    blank = dict.fromkeys(columns)
    named = []
    for row in rows:
        name = row.get("name") or row.get("code") or row.get("area")
        named.append({**blank, **row} | ({"name": name} if "name" in columns else {}))
    return pl.DataFrame(named, schema=dict(columns))
