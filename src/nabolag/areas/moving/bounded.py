"""Changes whose groups nobody tabulated, bounded by how many moved in and out."""

from __future__ import annotations

import numpy as np
import polars as pl

from nabolag.areas.moving.bounds import Ends, bounds
from nabolag.areas.moving.counted import PLACE, WHAT, in_areas, side_by_side
from nabolag.areas.moving.moves import Status
from nabolag.areas.moving.readings import readings_of_bounds

_STRETCH = ["level", "begins", "ends"]
_FLOWS = [Status.MOVED_IN.value, Status.MOVED_OUT.value]
_SAME = 1e-9
"""How near a value must lie to its counts to be a share: published ones are rounded
before they are read, but values are made from counts wherever there are any."""


def bound(
    rows: pl.DataFrame, *, figures: pl.DataFrame, trends: pl.DataFrame
) -> pl.DataFrame:
    """Give bounds for every area × indicator with a trend and moves all through it.

    Takes moves, the diagnosis' table, and trends with :func:`with_years`' columns.
    Gives the columns of ``SPLITS`` that bounds have, with ``level`` and ``with_rest``
    (whether the moves of all other areas are known).
    """
    asked = trends.rename({"from_year": "begins", "to_year": "ends"})
    ended = _with_ends(asked, _shares(figures))
    moved = _moved(_flows(rows), ended.select(_STRETCH).unique(), _areas(figures))
    both = ended.join(moved, on=["code", *_STRETCH], maintain_order="left")
    return _bounded(both)


def _shares(figures: pl.DataFrame) -> pl.DataFrame:
    """Give shares with their people, and the people in the other areas of the level."""
    made = pl.col("numerator") / pl.col("people")
    within = pl.col("other").is_between(0, 1) & (
        pl.col("numerator") <= pl.col("people")
    )
    together = ["level", "indicator", "period"]
    return (
        figures.filter(in_areas)
        .with_columns(others=pl.col("people").sum().over(together) - pl.col("people"))
        .filter(((pl.col("value") - made).abs() < _SAME) & within)
        .select(*WHAT, "period", "value", "other", "difference", "people", "others")
    )


def _with_ends(trends: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    for end in ("first", "last"):
        at_end = shares.rename(
            {
                name: f"{name}_{end}"
                for name in ("value", "other", "difference", "people", "others")
            }
        )
        trends = trends.join(
            at_end,
            left_on=[*WHAT, end],
            right_on=[*WHAT, "period"],
            maintain_order="left",
        )
    return trends


def _flows(rows: pl.DataFrame) -> pl.DataFrame:
    everybody = pl.col("indicator").is_null() & pl.col("group").is_null()
    return (
        side_by_side(rows.filter(everybody & in_areas), keys=PLACE)
        .select("level", "from_year", "to_year", "years", *_FLOWS, code="area")
        .unique(["code", "level", "from_year", "to_year"], maintain_order=True)
    )


def _areas(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.filter(in_areas).select("code", "level").unique()


def _moved(
    flows: pl.DataFrame, stretches: pl.DataFrame, areas: pl.DataFrame
) -> pl.DataFrame:
    """Give moves per area × stretch of years, and those of all other areas.

    A span that is the whole stretch goes first; else single years, if all are there.
    """
    inside = (
        flows.join(areas, on=["code", "level"])
        .join(stretches, on="level")
        .filter(
            (pl.col("from_year") >= pl.col("begins"))
            & (pl.col("to_year") <= pl.col("ends"))
        )
    )
    long = pl.col("ends") - pl.col("begins")
    known = pl.all_horizontal(pl.col(_FLOWS).is_not_null())
    at_once = inside.filter((pl.col("years") == long) & known)
    yearly = (
        inside.filter((pl.col("years") == 1) & known)
        .group_by("code", *_STRETCH, maintain_order=True)
        .agg(pl.col(_FLOWS).sum(), found=pl.len())
        .filter(pl.col("found") == long)
    )
    keys = ["code", *_STRETCH]
    moved = pl.concat(
        [at_once.select(*keys, *_FLOWS), yearly.select(*keys, *_FLOWS)]
    ).unique(keys, keep="first", maintain_order=True)
    return _with_others(moved, areas)


def _with_others(moved: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    count = areas.group_by("level").agg(areas=pl.len())
    every_area = (pl.len().over(_STRETCH) == pl.col("areas")) & (pl.col("areas") > 1)
    return (
        moved.join(count, on="level", maintain_order="left")
        .with_columns(
            (pl.col(flow).sum().over(_STRETCH) - pl.col(flow)).alias(f"others_{flow}")
            for flow in _FLOWS
        )
        .with_columns(with_rest=every_area)
    )


def _bounded(both: pl.DataFrame) -> pl.DataFrame:
    found = bounds(_ends(both, "value", "", "people"), _rest(both))
    said = readings_of_bounds(found.low, found.high)
    nothing = pl.lit(None, pl.Float64)
    return both.with_columns(
        *(nothing.alias(n) for n in ("stayers", *_FLOWS, "entered", "left")),
        change=pl.col("difference_last") - pl.col("difference_first"),
        exact=pl.lit(value=False),
        stayers_low=pl.Series(found.low),
        stayers_high=pl.Series(found.high),
        reading=pl.Series(said, dtype=pl.String),
    )


def _rest(both: pl.DataFrame) -> Ends:
    """Give the rest of the city, as if nobody moved there where that is not known."""
    known = both["with_rest"].to_numpy()
    rest = _ends(both, "other", "others_", "others")
    return Ends(
        first=rest.first,
        last=rest.last,
        moved_out=np.where(known, rest.moved_out, 0.0),
        moved_in=np.where(known, rest.moved_in, 0.0),
    )


def _ends(both: pl.DataFrame, share: str, whose: str, people: str) -> Ends:
    def per_person(flow: str, end: str) -> pl.Expr:
        # Nobody to be movers among: nothing is known of the share of the others.
        movers = pl.col(f"{whose}{flow}") / pl.col(f"{people}_{end}")
        return movers.fill_nan(1.0)

    made = both.select(
        first=f"{share}_first",
        last=f"{share}_last",
        moved_out=per_person("moved_out", "first"),
        moved_in=per_person("moved_in", "last"),
    )
    columns = {name: made[name].to_numpy() for name in made.columns}
    return Ends(**columns)
