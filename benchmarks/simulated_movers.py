"""A simulated city of movers, tabulated as a statistics office would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from persons_who_move import (
    OUTSIDE,
    Floats,
    Ints,
    People,
    Town,
    a_year,
    groups_of,
    people_in,
    settled,
)

from nabolag.areas.compared import compared
from nabolag.areas.moving.moves import MOVES, Moves
from nabolag.areas.result import TRENDS
from nabolag.values import SCHEMA, Indicator, Measure, Observations

_Row = dict[str, str | float | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """What the office publishes, and what only the simulation knows."""

    moves: Moves
    table: pl.DataFrame
    trends: pl.DataFrame
    not_movers: Floats  # change among those who did not move, less the rest's; by area


def simulated(town: Town, *, seed: int) -> Told:
    """Give a city's published tables and what really happened to those who stayed."""
    rng = np.random.Generator(np.random.PCG64(seed))
    people = settled(town, rng)
    figures = [_figures(people, town, 0)]
    flows: list[_Row] = []
    for year in range(town.years):
        before = people_in(people, town)
        came, went = a_year(people, town, year, rng)
        mean = (before + people_in(people, town)) / 2
        counts: dict[str, Ints | Floats] = {
            "moved_in": came,
            "moved_out": went,
            "population": mean,
        }
        flows += _flow_rows(town, counts, year)
        figures.append(_figures(people, town, year + 1))
    groups = groups_of(people, town)
    rows = [*flows, *_group_rows(groups, town)]
    table = _table(pl.concat(figures))
    return Told(
        moves=Moves(table=_moves(rows)),
        table=table,
        trends=_trends(table, town),
        not_movers=_not_movers(groups),
    )


def _flow_rows(
    town: Town, counts: Mapping[str, Ints | Floats], year: int
) -> Iterator[_Row]:
    for status, by_area in counts.items():
        for code, count in zip(_codes(town), by_area, strict=True):
            yield {
                "area": code,
                "first": str(2010 + year),
                "last": str(2011 + year),
                "status": status,
                "people": float(count),
            }


def _figures(people: People, town: Town, year: int) -> pl.DataFrame:
    here = people.alive & (people.area != OUTSIDE)
    everybody = np.bincount(people.area[here], minlength=town.areas)
    affected = np.bincount(people.area[here & people.affected], minlength=town.areas)
    counts = pl.DataFrame(
        {
            "area": [*_codes(town), "city"],
            "level": [*["area"] * town.areas, "city"],
            "numerator": [*affected.astype(float), float(affected.sum())],
            "denominator": [*everybody.astype(float), float(everybody.sum())],
        }
    )
    return counts.with_columns(name="area", period=pl.lit(str(2010 + year)))


def _table(figures: pl.DataFrame) -> pl.DataFrame:
    rows = figures.with_columns(
        indicator=pl.lit("poor"),
        value=pl.col("numerator") / pl.col("denominator"),
        **{
            name: pl.lit(None, SCHEMA[name])
            for name in ("district", "cluster_size", "note", "source", "line")
        },
    )
    poor = Indicator(id="poor", names={"en": "Poor"}, measure=Measure.SHARE)
    return compared(Observations(table=rows.select(*SCHEMA), indicators=(poor,)))


def _trends(table: pl.DataFrame, town: Town) -> pl.DataFrame:
    areas = table.filter(pl.col("level") == "area").select("code", "name", "level")
    rows = areas.unique(maintain_order=True).with_columns(
        indicator=pl.lit("poor"),
        first=pl.lit("2010"),
        last=pl.lit(str(2010 + town.years)),
    )
    return pl.concat([pl.DataFrame(schema=dict(TRENDS)), rows], how="diagonal")


def _group_rows(groups: dict[str, Floats], town: Town) -> list[_Row]:
    statuses = ("stayed", "moved_in", "moved_out", "entered", "left")
    before, after = ("stayed", "moved_out", "left"), ("stayed", "moved_in", "entered")
    return [
        {
            "area": code,
            "first": "2010",
            "last": str(2010 + town.years),
            "status": status,
            "indicator": "poor",
            "people": groups[status][n],
            "numerator_before": groups[f"{status}_before"][n]
            if status in before
            else None,
            "numerator": groups[f"{status}_after"][n] if status in after else None,
        }
        for n, code in enumerate(_codes(town))
        for status in statuses
    ]


def _moves(rows: list[_Row]) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema_overrides=dict(MOVES), infer_schema_length=None)
    filled = pl.concat([pl.DataFrame(schema=dict(MOVES)), table], how="diagonal")
    return filled.with_columns(name="area", level=pl.lit("area"))


def _codes(town: Town) -> list[str]:
    return [f"a{n:03}" for n in range(town.areas)]


def _not_movers(groups: dict[str, Floats]) -> Floats:
    """Change of the share among those who did not move, less the same in the rest."""

    def change(g: dict[str, Floats]) -> Floats:
        after = (g["stayed_after"] + g["entered_after"]) / (g["stayed"] + g["entered"])
        before = (g["stayed_before"] + g["left_before"]) / (g["stayed"] + g["left"])
        return after - before

    others = {name: counts.sum() - counts for name, counts in groups.items()}
    return change(groups) - change(others)
