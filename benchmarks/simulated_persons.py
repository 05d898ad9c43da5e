"""The fictional city Storvik lived many times over, to see what trends make of it.

Persons age, move, work and answer surveys there, so the scatter beside the lines is
not drawn from any formula. Used by ``deeper_simulations.py``, which is what to run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from simulated_cities import markdown
from simulated_verdicts import percent

from nabolag.areas.compared import compared
from nabolag.areas.result import Verdict
from nabolag.areas.trends.trends import trends
from nabolag.demo.expected import STANDING_STILL, slopes
from nabolag.demo.indicators import PUBLISHED
from nabolag.demo.places import Place, places
from nabolag.demo.planting import PLANTED_CHANGES
from nabolag.demo.record import recorded
from nabolag.demo.tables import observations

SEED = 9_000
LIVES = 40
"""How many times the city is lived, each time by other persons."""
MOVES = 0.002
"""True slopes further from 0, in share per year, are of areas that truly move."""


def persons_held(lives: int = LIVES, areas: int = 60) -> str:
    """Give, by indicator, how often 95 % intervals hold what the city would show on average.

    Slopes and errors are in percentage points a year.
    """
    found = (
        lived(lives, areas)
        .group_by("indicator")
        .agg(
            pl.col("figures").max(),
            pl.len(),
            pl.col("autocorrelation").mean(),
            pl.col("off").std() * 100,
            pl.col("reach").mean() * 100 / 1.96,
            pl.col("held").mean() * 100,
        )
        .rows_by_key("indicator", unique=True)
    )
    rows = []
    for name in (each.indicator.id for each in PUBLISHED):
        if name in found:  # some have too few figures for a trend
            figures, trends_told, alike, off, reach, held = found[name]
            counts = f"{figures}", f"{trends_told:,}", f"{alike:.2f}"
            rows.append([name, *counts, f"{off:.3f}", f"{reach:.3f}", f"{held:.1f}"])
    heads = "figures", "trends", "likeness found", "true error", "error told", "held"
    return markdown(["indicator", *heads], rows)


def persons_judged(lives: int = LIVES, areas: int = 60) -> str:
    """Give, by what truly happens, per cent of areas with each verdict.

    The last column is of those told as unchanged: whose true slope is within the margin.
    """
    told = lived(lives, areas).drop_nulls("verdict")
    planted = pl.col("name").is_in([change.area for change in PLANTED_CHANGES])
    moving = planted & (pl.col("truth").abs() >= MOVES)
    groups = {
        "widening": told.filter(moving & (pl.col("truth") * pl.col("level") > 0)),
        "narrowing": told.filter(moving & (pl.col("truth") * pl.col("level") < 0)),
        "hardly anything": told.filter(~moving),
    }
    rows = [
        [name, question, f"{group.height:,}", *_verdicts(group, column)]
        for name, group in groups.items()
        for question, column in (("all", "verdict"), ("alone", "verdict_alone"))
    ]
    heads = "truly", "asked about", "trends", *Verdict, "unchanged, right"
    return markdown(list(heads), rows)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Life:
    told: pl.DataFrame
    own: pl.DataFrame


@cache
def lived(lives: int, areas: int) -> pl.DataFrame:
    """Give every trend told in every life, beside the true one.

    The truth is the underlying drift: the slope of the line through the distances that
    the same conditions lead to on average. It is taken as the mean over all the other
    lives, never the life itself.
    """
    where = places(areas)
    each = [_life(where, SEED + number, number) for number in range(lives)]
    own = pl.concat(life.own for life in each)
    told = pl.concat(life.told for life in each).join(
        own, on=["code", "indicator", "life"]
    )
    total = own.group_by("code", "indicator").agg(total=pl.col("own").sum())
    return (
        told.join(total, on=["code", "indicator"])
        .with_columns(
            truth=(pl.col("total") - pl.col("own")) / (lives - 1),
            level=(pl.col("line_first") + pl.col("line_last"))
            .mean()
            .over("code", "indicator")
            / 2,
        )
        .with_columns(
            held=pl.col("truth").is_between(pl.col("low"), pl.col("high")),
            off=pl.col("slope") - pl.col("truth"),
            reach=(pl.col("high") - pl.col("low")) / 2,
        )
    )


def _life(where: Sequence[Place], seed: int, number: int) -> _Life:
    record = recorded(where, seed=seed)
    table = compared(observations(record.figures, where), as_of=None)
    told = trends(table)[0].filter(level="area")
    true = slopes({**record.figures, **record.expected})
    still = np.zeros(len(where))
    own = pl.concat(
        pl.DataFrame(
            {
                "code": [place.code for place in where],
                "indicator": name,
                "own": still if name in STANDING_STILL else true[name],
            }
        )
        for name in true
    )
    return _Life(
        told=told.rename({"periods": "figures"}).with_columns(life=number),
        own=own.with_columns(life=number),
    )


def _verdicts(group: pl.DataFrame, column: str) -> Iterator[str]:
    for verdict in Verdict:
        yield percent((group[column] == verdict).to_numpy())
    unchanged = group.filter(pl.col(column) == Verdict.UNCHANGED)
    yield percent((unchanged["truth"].abs() < unchanged["margin"]).to_numpy())
