"""Simulated areas counted twice, to see whether a change's interval holds the true one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl
from simulated_cities import markdown

from nabolag.areas.differences import share_difference
from nabolag.areas.news import news
from nabolag.areas.result import REST

SIZES = (100, 300, 1_000, 5_000)
CHANGES = ((0.05, 0.05), (0.3, 0.3), (0.3, 0.4), (0.6, 0.6), (0.6, 0.55))
CITY, CITY_SHARE = 500_000, 0.4


def changes_held(rng: np.random.Generator, runs: int) -> str:
    """Give, as a table, per cent of intervals that hold the true change."""
    head = ["people", *(f"{before:.0%} to {after:.0%}" for before, after in CHANGES)]
    rows = [
        [f"{size:,}", *(f"{held:.1f}" for held in _row(rng, runs, size))]
        for size in SIZES
    ]
    return markdown(head, rows)


def _row(rng: np.random.Generator, runs: int, size: int) -> Iterator[float]:
    for before, after in CHANGES:
        table = pl.concat(
            [
                _year(rng, 2022, before, size=size, runs=runs),
                _year(rng, 2023, after, size=size, runs=runs),
            ]
        )
        told = news(table.sort("code", "year"))
        holds = pl.col("change_low").le(after - before) & pl.col("change_high").ge(
            after - before
        )
        yield 100 * float(told.select(holds.mean()).item())


def _year(
    rng: np.random.Generator, year: int, share: float, *, size: int, runs: int
) -> pl.DataFrame:
    counted = _draw(rng, size, share, runs), np.full(runs, float(size))
    rest = _draw(rng, CITY, CITY_SHARE, runs), np.full(runs, float(CITY))
    apart = share_difference(*counted, *rest)
    return pl.DataFrame(
        {
            "code": [f"a{n}" for n in range(runs)],
            "name": "A",
            "level": "area",
            "indicator": "x",
            "period": str(year),
            "year": year,
            "latest": year == 2023,
            "value": counted[0] / counted[1],
            "against": REST,
            "difference": apart.value,
            "difference_low": apart.low,
            "difference_high": apart.high,
        }
    )


def _draw(
    rng: np.random.Generator, size: int, share: float, runs: int
) -> npt.NDArray[np.float64]:
    return rng.binomial(size, share, runs).astype(np.float64)
