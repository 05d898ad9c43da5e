"""The whole answer: how areas stand, where they are heading, and what piles up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from nabolag.areas.caveats import caveats
from nabolag.areas.compared import compared
from nabolag.areas.concentration.concentration import concentration
from nabolag.areas.fifths.fifths import fifths
from nabolag.areas.fifths.mapping import Counted, challenges, own_mapping
from nabolag.areas.moving.moves import Moves
from nabolag.areas.moving.moving import moving
from nabolag.areas.news import news
from nabolag.areas.result import COLUMNS, Diagnosis, Moving
from nabolag.areas.trends.trends import trends
from nabolag.values import Notice, Observations

SEED = 1
"""The draws that are made unless others are asked for."""


def diagnose(
    observations: Observations,
    *,
    as_of: int | None = None,
    mapping: Sequence[Counted] | None = None,
    moves: Moves | None = None,
    seed: int = SEED,
) -> Diagnosis:
    """Give every area's figures with how sure they are, and what follows from them.

    One row per area × indicator × period (see :data:`nabolag.areas.result.COLUMNS`),
    figures up to and including the year ``as_of``. Periods that repeat the one before
    are set aside. ``mapping`` says which indicators count for which dimension in the
    pile-up; without it their own descriptions do. ``moves`` are counts of who stayed,
    came and went. ``seed`` is for the draws behind probabilities: the same seed gives
    the same answer. Raises :class:`Refused` where there is no figure for any area.
    """
    table = compared(observations, as_of=as_of)
    indicators, breaks = observations.indicators, observations.breaks
    counted = own_mapping(indicators) if mapping is None else tuple(mapping)
    ways = challenges(indicators, counted)
    trend, of_trends = trends(table, breaks=breaks)
    fifth = fifths(
        table, indicators=indicators, mapping=counted, breaks=breaks, seed=seed
    )
    gathered, of_gathered = concentration(table, challenges=ways, seed=seed)
    moved, of_moves = _moved(moves, table, trend, observations)
    return Diagnosis(
        table=_with_fifths(table, fifth.worst).select(*COLUMNS),
        news=news(table, breaks=breaks),
        indicators=indicators,
        trends=trend,
        pile_up=fifth.pile_up,
        similar=fifth.similar,
        concentration=gathered,
        moving=moved,
        sources=(*observations.sources, *(() if moves is None else moves.sources)),
        breaks=breaks,
        notices=(
            *observations.notices,
            *caveats(table, indicators=indicators, breaks=breaks),
            *of_trends,
            *fifth.notices,
            *of_gathered,
            *of_moves,
        ),
    )


def _moved(
    moves: Moves | None,
    table: pl.DataFrame,
    trend: pl.DataFrame,
    observations: Observations,
) -> tuple[Moving, tuple[Notice, ...]]:
    if moves is None:
        return Moving(), ()
    moved, notices = moving(
        moves, table=table, trends=trend, indicators=observations.indicators
    )
    return moved, (*moves.notices, *notices)


def _with_fifths(table: pl.DataFrame, worst: pl.DataFrame) -> pl.DataFrame:
    """Add the two columns to the newest figures, without copying a large table."""
    keys = ["code", "level", "indicator"]
    found = (
        table.select(*keys, "latest")
        .with_row_index("row")
        .filter("latest")
        .join(worst, on=keys)
    )
    rows, added = found["row"].to_numpy(), {}
    for name in ("p_worst_fifth", "fifth_from"):
        column = np.full(table.height, np.nan)
        column[rows] = found[name].to_numpy()
        added[name] = pl.Series(column).fill_nan(None)
    return table.with_columns(**added)
