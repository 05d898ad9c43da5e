"""Groups that are tabulated: each area's beside those of all others, split exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats
from nabolag.areas.moving.counted import FIGURES, PLACE, WHAT, in_areas, side_by_side
from nabolag.areas.moving.moves import Status
from nabolag.areas.moving.readings import readings
from nabolag.areas.moving.split import (
    Certainty,
    Split,
    certainty,
    certainty_less,
    split,
    split_less,
)

ENOUGH = 0.75
"""Part of the rest's people who must be tabulated before they stand for the rest. With
small groups withheld, a few areas nearly always lack; parts of a change hardly differ
for that, while without the rest the whole city's change would be read as the area's."""

_TOGETHER = ["level", "indicator", "first", "last"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tabulated:
    """Exact splits, and the areas × indicators whose groups are not all there.

    ``splits`` has the columns of ``result.SPLITS`` with ``level``, ``with_rest`` (whether the
    rest of the city was taken away) and ``covered`` (how much of it is tabulated).
    """

    splits: pl.DataFrame
    withheld: pl.DataFrame


def split_exactly(
    rows: pl.DataFrame, *, figures: pl.DataFrame, trends: pl.DataFrame
) -> Tabulated:
    """Split the change of every area × indicator over the widest span in its trend.

    Takes moves, the diagnosis' table, and trends with :func:`with_years`' columns.
    """
    spans = _within(_spans(rows), trends)
    whole = _with_rest(_spans(rows).filter("whole"), _sizes(figures))
    widest = (
        _within(whole, trends)
        .sort(*WHAT, "years", "to_year", descending=[False] * 3 + [True] * 2)
        .unique(WHAT, keep="first", maintain_order=True)
    )
    return Tabulated(
        splits=_split(widest),
        withheld=spans.join(widest, on=WHAT, how="anti", maintain_order="left"),
    )


def _spans(rows: pl.DataFrame) -> pl.DataFrame:
    everybody = rows.filter(
        pl.col("indicator").is_not_null() & pl.col("group").is_null() & in_areas
    )
    every_group = pl.all_horizontal(pl.col(FIGURES).is_not_null())
    return (
        side_by_side(everybody, keys=[*PLACE, "indicator"])
        .with_columns(whole=every_group & (pl.col(Status.STAYED) > 0))
        .rename({"area": "code"})
    )


def _within(spans: pl.DataFrame, trends: pl.DataFrame) -> pl.DataFrame:
    """Keep spans that lie within the trend's own: never across a break."""
    stretches = trends.select(*WHAT, begins="from_year", ends="to_year")
    return (
        spans.join(stretches, on=WHAT, maintain_order="left")
        .filter(pl.col("from_year") >= pl.col("begins"))
        .filter(pl.col("to_year") <= pl.col("ends"))
    )


def _sizes(figures: pl.DataFrame) -> pl.DataFrame:
    """Give how many people are usually behind an indicator, and how many come together.

    For each area; ``level_size`` is of all areas of its level.
    """
    return (
        figures.filter(in_areas)
        .group_by(WHAT, maintain_order=True)
        .agg(
            size=pl.col("people").mean(),
            cluster_size=pl.col("cluster_size").fill_null(1.0).mean(),
        )
        .with_columns(level_size=pl.col("size").sum().over("level", "indicator"))
    )


def _with_rest(whole: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """Add what all other tabulated areas have together, and whether it is enough."""
    sized = whole.join(sizes, on=WHAT, how="left", maintain_order="left")
    others = {
        name: pl.col(name).sum().over(_TOGETHER) - pl.col(name)
        for name in (*FIGURES, "size")
    }
    covered = others.pop("size") / (pl.col("level_size") - pl.col("size"))
    rest = [other.alias(f"rest_{name}") for name, other in others.items()]
    # Where there are no others at all, the part tabulated is 0 of 0 and no number.
    enough = pl.col("covered").is_finite() & (pl.col("covered") >= ENOUGH)
    return sized.with_columns(*rest, covered=covered).with_columns(
        with_rest=(enough & (pl.col("rest_stayed") > 0)).fill_null(value=False)
    )


def _split(spans: pl.DataFrame) -> pl.DataFrame:
    own, rest = _counts(spans, ""), _counts(spans, "rest_")
    parts, sure = split(own), certainty(own)
    less = split_less(parts, split(rest))
    sure_less = certainty_less(sure, certainty(rest))
    with_rest = spans["with_rest"].to_numpy()
    columns = np.where(with_rest, _columns(less, sure_less), _columns(parts, sure))
    said = np.where(with_rest, readings(sure_less), readings(sure))
    return spans.with_columns(
        pl.Series(name, figures) for name, figures in zip(_NAMES, columns, strict=True)
    ).with_columns(exact=pl.lit(value=True), reading=pl.Series(said, dtype=pl.String))


_NAMES = (
    *("change", "stayers", "stayers_low", "stayers_high"),
    *("moved_in", "moved_out", "entered", "left"),
)


def _counts(spans: pl.DataFrame, whose: str) -> Mapping[str, Floats]:
    """Give the counts, people who come together as one: the shares stay the same."""
    size = spans["cluster_size"].fill_null(1.0).to_numpy()
    return {name: spans[f"{whose}{name}"].to_numpy() / size for name in FIGURES}


def _columns(parts: Split, sure: Certainty) -> npt.NDArray[np.float64]:
    within = (parts.change, parts.stayers, sure.stayers.low, sure.stayers.high)
    return np.stack(
        [*within, parts.moved_in, parts.moved_out, parts.entered, parts.left]
    )
