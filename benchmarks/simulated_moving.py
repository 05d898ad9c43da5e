"""Simulated cities of persons who move, to see whether moving is read as it happened.

Prints tables of readings and coverage; ``deeper_simulations.py`` writes them into the docs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl
from persons_who_move import Town
from simulated_cities import markdown
from simulated_movers import simulated

from nabolag.areas.moving.moves import Moves
from nabolag.areas.moving.moving import moving
from nabolag.areas.result import MovingReading

RUNS = 50
"""Cities for each row; two areas in each are planted, the other 18 are as usual."""
SIZES = (800, 2_000, 4_000)
DRAWN, EASED = ((0, 0.05), (1, 0.6)), ((0, 0.4), (1, 1.6))
PLANTED = {
    "nothing": Town(),
    "moving alone": Town(drawn=DRAWN),
    "those who stayed": Town(eased=EASED),
    "both": Town(drawn=DRAWN, eased=((0, 0.5), (1, 1.5))),
}
SITUATIONS = {
    "as usual": Town(),
    "twice as many move": Town(turnover=0.2),
    "nobody's situation lasts": Town(chances=(0.2, 0.2), lasting=0.0),
}
_EXACT = [
    MovingReading.MOVING_ALONE,
    MovingReading.STAYERS,
    MovingReading.BOTH,
    MovingReading.CANNOT_TELL,
]


def moving_read() -> str:
    """Give, by what truly happened and people, per cent of areas with each reading."""
    rows = []
    for happened, usual in PLANTED.items():
        for people in SIZES:
            planted = len(usual.drawn or usual.eased) or usual.areas
            said = Counter(
                reading
                for splits in _splits(replace(usual, people=people))
                for reading in splits["reading"].head(planted)
            )
            shares = [f"{100 * said[r] / said.total():.1f}" for r in _EXACT]
            rows.append([happened, f"{people:,}", *shares])
    return markdown(["happened", "people", *(r.value for r in _EXACT)], rows)


def stayers_held() -> str:
    """Give per cent of intervals that hold that those who stayed did not change."""
    rows = []
    for name, usual in SITUATIONS.items():
        for people in SIZES:
            splits = pl.concat(_splits(replace(usual, people=people)))
            holds = (pl.col("stayers_low") <= 0) & (pl.col("stayers_high") >= 0)
            wide = pl.col("stayers_high") - pl.col("stayers_low")
            held, width = splits.select(holds.mean() * 100, wide.mean() * 100).row(0)
            rows.append([name, f"{people:,}", f"{held:.1f}", f"{width:.1f}"])
    return markdown(["situation", "people", "held", "width, points"], rows)


def bounds_held() -> str:
    """Give how often the bounds hold what those who did not move did, and how wide."""
    rows = []
    for years in (1, 2, 4):
        for turnover in (0.02, 0.05, 0.1):
            town = Town(years=years, turnover=turnover, eased=((0, 0.5),))
            found = list(_bounded(town))
            held = sum(row[0] for row in found) / len(found)
            width = sum(row[1] for row in found) / len(found)
            rows.append(
                [
                    str(years),
                    f"{turnover:.0%}",
                    f"{100 * held:.1f}",
                    f"{100 * width:.0f}",
                ]
            )
    return markdown(["years", "move each year", "held", "width, points"], rows)


def _splits(town: Town) -> Iterator[pl.DataFrame]:
    for seed in range(RUNS):
        told = simulated(town, seed=seed)
        yield moving(told.moves, table=told.table, trends=told.trends)[0].splits


def _bounded(town: Town) -> Iterator[tuple[bool, float]]:
    for seed in range(RUNS):
        told = simulated(town, seed=seed)
        flows = told.moves.table.filter(pl.col("indicator").is_null())
        found, _ = moving(Moves(table=flows), table=told.table, trends=told.trends)
        ends = found.splits.select("stayers_low", "stayers_high").iter_rows()
        for (low, high), real in zip(ends, told.not_movers, strict=True):
            yield low - 1e-12 <= real <= high + 1e-12, high - low


def _tables() -> Iterable[str]:
    yield from (moving_read(), stayers_held(), bounds_held())


if __name__ == "__main__":
    print("\n\n".join(_tables()))  # noqa: T201 - a script for people
