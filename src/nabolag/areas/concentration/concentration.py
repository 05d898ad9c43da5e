"""How far those affected live in few areas, beyond what chance alone would show.

Answers: Is this challenge gathered in a few areas of the city, or does it only look
so because small areas vary by chance? Is it more gathered now than before?

Method: Areas are put in order by the share affected, and those affected who live in
the first tenth of the areas are counted: a tenth of the number of areas, however many
live there. A tenth of 25 areas is two and a half, so the third area counts by half. The coefficients of Gini and Theil say how unequal the
shares are over all areas, each area counting by its people. Chance makes all three
larger than the truth, since some areas always come out on top. So the same is worked
out for a city in which all areas have the city's own share and the same number of
people as now, drawn again and again from a seed, and taken away.

Assumes: Those affected are counted, each person once, and areas vary by chance
independently of each other; families who come together are taken in where their size
is known. Areas whose counts are withheld are left out with all who live there. Each
year stands for itself: that two years' intervals overlap does not mean that nothing
has changed, and years on each side of a break are not of the same thing.

Uncertainty: The interval takes in every degree of difference between areas under which
what was seen would be no surprise. It tries the areas more and less apart, and areas
close to the edge of the tenth also as equals, since chance may set their order. It
reaches below 0 where areas are as alike as chance would have them. It says nothing of
why people live where they do, and a figure for the whole city tells of no single area.

Refuses: With counts for fewer than 20 areas there is nothing to speak of as a tenth.
Averages and prices have nobody affected to count, and neither have events of which
more is better. Indicators of origin, language, religion or health, and those without a
wished direction, are never taken in. Of many years, three are told: the first, the
newest and the one in the middle.

Checked: State incomes in the United States in 1929 and 2009 give the Gini coefficients
0.2010 and 0.0788 and the Theil coefficients 0.0625 and 0.0100 that are published. In
simulated cities whose areas are equal, the mean excess is 0 within the error of the
simulation. In 60 kinds of simulated cities, equal and unequal, with 20 to 200 areas,
the intervals of Gini and Theil hold the true excess in 92 to 98 per cent of cases, and
in 95 on average. Those of the tenth hold it in no fewer than 93, and in nearly all
where it is hard to say which areas belong there. The figures stand in the documentation
of the simulations.

Source: Gini (1912), Variabilità e mutabilità. Theil (1967), Economics and information
theory. Carrington and Troske (1997), On measuring segregation in samples with small
units.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from nabolag.areas.concentration.chance import Luck, enough_draws, luck
from nabolag.areas.concentration.excess import Excess, gathered
from nabolag.areas.concentration.possible import Affected
from nabolag.areas.result import CONCENTRATION
from nabolag.errors import Where
from nabolag.values import CITY, UNPLACED, Direction, Measure, Notice

FEWEST_AREAS = 20
"""Areas with counts below which a tenth of them is nothing to speak of."""

MOST_PERIODS = 3
"""Periods told of each indicator and level: the first, the newest, and evenly between.
More would take longer than they tell: where people live changes slowly."""

_LINE = ["indicator", "level"]
_CELL = [*_LINE, "period"]

_Row = dict[str, object]


def concentration(
    rows: pl.DataFrame, *, challenges: Mapping[str, Direction], seed: int
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give how gathered each challenge is, with columns ``CONCENTRATION``, and notices.

    Takes rows with ``code``, ``level``, ``indicator``, ``period``, ``year``,
    ``latest``, ``measure``, ``numerator``, ``people`` and ``cluster_size``; which way
    is the challenge, for those indicators that have one; and a seed, 0 or more. The
    order of rows means nothing, and an indicator's numbers are the same whichever
    others are there. Periods in which nobody at all is affected are left out. Codes:
    ``concentration_too_few``, ``concentration_without_counts``.
    """
    asked = rows.filter(
        pl.col("indicator").is_in(list(challenges)),
        ~pl.col("level").is_in([CITY, UNPLACED]),
    )
    counted = _counted(asked, challenges)
    told = [
        row
        for group in _in_order(_told_periods(counted), challenges)
        for row in _over_time(group, seed)
    ]
    table = pl.DataFrame(told, schema=dict(CONCENTRATION))
    return table, tuple(_refusals(asked, counted, challenges))


def _counted(asked: pl.DataFrame, challenges: Mapping[str, Direction]) -> pl.DataFrame:
    """Give areas that have counts of those affected."""
    ways = {indicator: way.value for indicator, way in challenges.items()}
    worse = pl.col("indicator").replace_strict(ways) == Direction.MORE_IS_WORSE
    share = pl.col("measure") == Measure.SHARE
    others = pl.col("people") - pl.col("numerator")
    return (
        asked.filter(
            share | (worse & (pl.col("measure") == Measure.RATE)), pl.col("people") > 0
        )
        .select(
            *("code", *_CELL, "year", "latest", "measure", "people"),
            affected=pl.when(worse).then("numerator").otherwise(others).clip(0.0),
            family=pl.col("cluster_size").fill_null(1.0),
        )
        .drop_nulls("affected")
    )


def _told_periods(counted: pl.DataFrame) -> pl.DataFrame:
    """Keep the first period that is not refused, the newest, and some evenly between."""
    cells = (
        counted.group_by(_CELL)
        .agg(pl.first("year"), areas=pl.len(), everybody=pl.sum("affected"))
        .filter(pl.col("areas") >= FEWEST_AREAS, pl.col("everybody") > 0)
        .sort("year", "period")
        .with_columns(
            place=pl.int_range(pl.len()).over(_LINE), periods=pl.len().over(_LINE)
        )
    )
    told = [
        place in _evenly(periods)
        for place, periods in cells.select("place", "periods").iter_rows()
    ]
    chosen = cells.filter(pl.Series(told, dtype=pl.Boolean))
    return counted.join(chosen.select(*_CELL, "areas"), on=_CELL)


def _evenly(periods: int) -> set[int]:
    """Give the places of the periods to tell, the first and the newest among them.

    >>> sorted(_evenly(2)), sorted(_evenly(9))
    ([0, 1], [0, 4, 8])
    """
    places = np.linspace(0, periods - 1, min(periods, MOST_PERIODS))
    return {int(place) for place in np.rint(places)}


def _in_order(
    told: pl.DataFrame, challenges: Mapping[str, Direction]
) -> list[pl.DataFrame]:
    """Give a table for each indicator and level, in order, areas numbered from 0."""
    return (
        told.with_columns(place=pl.col("code").rank("dense").over(_LINE) - 1)
        .sort(
            pl.col("indicator").cast(pl.Enum(list(challenges))),
            *("level", "year", "period", "place"),
        )
        .partition_by(_LINE, maintain_order=True)
    )


def _over_time(group: pl.DataFrame, seed: int) -> Iterator[_Row]:
    """Tell an indicator's periods at one level, an area having the same luck in all."""
    areas = group["code"].n_unique()
    names = group["indicator"][0], group["level"][0]
    rng = np.random.Generator(
        np.random.PCG64([seed, *(zlib.crc32(name.encode()) for name in names)])
    )
    everybodys = luck(areas, draws=enough_draws(areas), rng=rng)
    for cell in group.partition_by("period", maintain_order=True):
        yield _told(cell, everybodys.of(cell["place"].to_numpy()))


def _told(cell: pl.DataFrame, luck: Luck) -> _Row:
    city = Affected(
        count=cell["affected"].to_numpy(),
        people=cell["people"].to_numpy(),
        family=cell["family"].to_numpy(),
        measure=Measure(cell["measure"][0]),
    )
    found = gathered(city, luck)
    named = {name: cell[name][0] for name in (*_CELL, "latest", "areas")}
    return named | {
        "affected": float(city.count.sum()),
        "share_in_tenth": found.tenth.seen,
        "by_chance": found.tenth.by_chance,
        **_with_ends("excess", found.tenth),
        **_with_ends("gini", found.gini),
        **_with_ends("theil", found.theil),
    }


def _with_ends(name: str, found: Excess) -> _Row:
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}


def _refusals(
    asked: pl.DataFrame, counted: pl.DataFrame, challenges: Mapping[str, Direction]
) -> Iterator[Notice]:
    """Give a notice for each indicator of which no level can be told."""
    present = set(asked["indicator"].unique())
    areas = counted.group_by(_CELL).len().group_by("indicator").agg(pl.col("len").max())
    most = dict(areas.iter_rows())
    for indicator in (name for name in challenges if name in present):
        where = Where(indicator=indicator)
        if indicator not in most:
            yield Notice(code="concentration_without_counts", where=where)
        elif most[indicator] < FEWEST_AREAS:
            yield Notice(
                code="concentration_too_few",
                where=where,
                facts={"areas": most[indicator], "needed": FEWEST_AREAS},
            )
