"""Where the challenge is greatest, where challenges pile up, and which areas are alike.

One indicator is drawn at a time, and its draws are let go before the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import polars as pl

from nabolag.areas.fifths.boards import Standing
from nabolag.areas.fifths.draws import Draws, newest_draws
from nabolag.areas.fifths.gists import Gist, gist_of
from nabolag.areas.fifths.mapping import Counted, challenges
from nabolag.areas.fifths.pile_up import pile_up
from nabolag.areas.fifths.similar import (
    FEWEST_FOR_LIKENESS,
    FEWEST_IN_COMMON,
    similar,
)
from nabolag.areas.fifths.worst_fifth import (
    FEWEST_FOR_A_FIFTH,
    WorstFifth,
    worst_fifth,
)
from nabolag.areas.result import SIMILAR, PileUp, nothing_yet
from nabolag.errors import Where
from nabolag.values import CITY, UNPLACED, Break, Direction, Indicator, Notice

WORST: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "level": pl.String,
        "indicator": pl.String,
        "p_worst_fifth": pl.Float64,
        "fifth_from": pl.Float64,
    }
)
"""One row per area × indicator that is put in order, for its newest figure."""


_READ = (
    *("code", "name", "level", "indicator", "period", "latest", "value"),
    *("numerator", "people", "cluster_size", "measure", "per"),
)
"""What is read of each figure; carrying the rest would double a large city's memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fifths:
    """What is told of the newest figures of all areas together.

    ``worst`` has the columns of :data:`WORST`.
    """

    worst: pl.DataFrame
    pile_up: PileUp
    similar: pl.DataFrame
    notices: tuple[Notice, ...]


def fifths(
    rows: pl.DataFrame,
    *,
    indicators: Sequence[Indicator],
    mapping: Sequence[Counted],
    breaks: Sequence[Break],
    seed: int,
) -> Fifths:
    """Give what the newest figures tell of all areas of each level together.

    Takes the columns of :data:`nabolag.areas.result.COLUMNS` with ``measure``, ``per``
    and ``cluster_size``; which indicators count for which dimension; and a seed, 0 or
    more. Indicators of protected topics are never used. Codes: ``fifth_too_few_areas``,
    ``fifth_one_period``, ``pile_up_not_measured``, ``similar_too_few``,
    ``similar_too_few_indicators``.
    """
    unprotected = [indicator.id for indicator in indicators if indicator.topic is None]
    usable = rows.select(_READ).filter(pl.col("indicator").is_in(unprotected))
    asked = _Asked(
        challenges=challenges(indicators, mapping),
        counted={counted.indicator: counted for counted in mapping},
        cities=_cities(usable),
        breaks=tuple(breaks),
        seed=seed,
    )
    levels = usable["level"].unique(maintain_order=True)
    return _together(
        [
            _of_level(usable.filter(level=level), level, asked)
            for level in levels
            if level not in (CITY, UNPLACED)
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked for, the same at all levels."""

    challenges: Mapping[str, Direction]
    counted: Mapping[str, Counted]
    cities: Mapping[tuple[str, str], float]
    breaks: tuple[Break, ...]
    seed: int


def _cities(rows: pl.DataFrame) -> Mapping[tuple[str, str], float]:
    """Give the city's published values by indicator and period."""
    published = rows.filter(pl.col("value").is_not_null(), level=CITY)
    return {
        (indicator, period): value
        for indicator, period, value in published.select(
            "indicator", "period", "value"
        ).iter_rows()
    }


def _together(parts: Sequence[Fifths]) -> Fifths:
    piles = [part.pile_up for part in parts]
    return Fifths(
        worst=pl.concat([nothing_yet(WORST), *(part.worst for part in parts)]),
        pile_up=PileUp(
            areas=pl.concat([PileUp().areas, *(pile.areas for pile in piles)]),
            dimensions=pl.concat(
                [PileUp().dimensions, *(pile.dimensions for pile in piles)]
            ),
            left_out=pl.concat([PileUp().left_out, *(pile.left_out for pile in piles)]),
        ),
        similar=pl.concat([nothing_yet(SIMILAR), *(part.similar for part in parts)]),
        notices=tuple(notice for part in parts for notice in part.notices),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Heard:
    """What is kept of one indicator at one level; nothing where it is refused."""

    indicator: str
    codes: frozenset[str]
    gist: Gist | None = None
    worst: pl.DataFrame | None = None
    standing: Standing | None = None


def _of_level(rows: pl.DataFrame, level: str, asked: _Asked) -> Fifths:
    names = _names(rows)
    heard = [
        _heard(figures, newest, asked)
        for indicator in sorted(rows["indicator"].unique())
        if (newest := _newest(figures := rows.filter(indicator=indicator))).height
    ]
    standings = [found.standing for found in heard if found.standing]
    pile = pile_up(standings, names=names, level=level, seed=asked.seed)
    gists = [found.gist for found in heard if found.gist]
    worst = [found.worst for found in heard if found.worst is not None]
    return Fifths(
        worst=pl.concat([nothing_yet(WORST), *worst]),
        pile_up=pile or PileUp(),
        similar=similar(gists, names=names),
        notices=(
            *_about_fifths(
                level, [h for h in heard if h.indicator in asked.challenges]
            ),
            *_about_pile_up(level, ordered=len(worst), pile=pile),
            *_about_likeness(level, heard),
        ),
    )


def _names(rows: pl.DataFrame) -> Mapping[str, str]:
    """Give areas' names by code; of several, one that newest figures use."""
    used = rows.select("latest", "code", "name").unique().sort("latest", "name")
    return dict(used.select("code", "name").iter_rows())


def _newest(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.filter(pl.col("latest") & pl.col("value").is_not_null())


def _heard(figures: pl.DataFrame, newest: pl.DataFrame, asked: _Asked) -> _Heard:
    indicator, codes = str(newest["indicator"][0]), frozenset(newest["code"])
    silent = _Heard(indicator=indicator, codes=codes)
    if len(codes) < FEWEST_FOR_LIKENESS:
        return silent
    draws = newest_draws(figures, breaks=asked.breaks, seed=asked.seed)
    if draws is None:
        return silent
    gist = gist_of(draws)
    heard = replace(silent, codes=frozenset(draws.codes), gist=gist)
    challenge = asked.challenges.get(indicator)
    found = challenge and worst_fifth(draws, challenge=challenge, seed=asked.seed)
    if not found:
        return heard
    worst = _worst(draws, found, found.begins - _city_value(newest, asked))
    counted = asked.counted.get(indicator)
    if counted is None:
        return replace(heard, worst=worst)
    standing = Standing(counted=counted, gist=gist, inside=found.inside)
    return replace(heard, worst=worst, standing=standing)


def _city_value(newest: pl.DataFrame, asked: _Asked) -> float:
    """Give the city's published value, or else the mean of its areas by people."""
    published = asked.cities.get((newest["indicator"][0], newest["period"][0]))
    if published is not None:
        return published
    people = newest["people"]
    known = people.null_count() == 0 and people.sum() > 0
    weights = people.to_numpy() if known else None
    return float(np.average(newest["value"].to_numpy(), weights=weights))


def _worst(draws: Draws, found: WorstFifth, distance: float) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": draws.codes,
            "level": draws.level,
            "indicator": draws.indicator,
            "p_worst_fifth": found.probability,
            "fifth_from": distance,
        },
        schema=dict(WORST),
    )


def _about_fifths(level: str, heard: Sequence[_Heard]) -> Iterator[Notice]:
    refused = [found for found in heard if found.worst is None]
    few = [found for found in refused if len(found.codes) < FEWEST_FOR_A_FIFTH]
    for number in sorted({len(found.codes) for found in few}):
        alike = [found.indicator for found in few if len(found.codes) == number]
        yield Notice(
            code="fifth_too_few_areas",
            where=Where(indicator=alike[0] if len(alike) == 1 else None),
            facts={
                "level": level,
                "areas": number,
                "needed": FEWEST_FOR_A_FIFTH,
                "indicators": len(alike),
            },
        )
    for found in refused:
        if found not in few:
            yield Notice(
                code="fifth_one_period",
                where=Where(indicator=found.indicator),
                facts={"level": level},
            )


def _about_pile_up(
    level: str, *, ordered: int, pile: PileUp | None
) -> Iterator[Notice]:
    if ordered and pile is None:
        yield Notice(code="pile_up_not_measured", facts={"level": level})


def _about_likeness(level: str, heard: Sequence[_Heard]) -> Iterator[Notice]:
    areas = len(frozenset[str]().union(*(found.codes for found in heard)))
    indicators = sum(found.gist is not None for found in heard)
    if areas < FEWEST_FOR_LIKENESS:
        yield Notice(
            code="similar_too_few",
            facts={"level": level, "areas": areas, "needed": FEWEST_FOR_LIKENESS},
        )
    elif indicators < FEWEST_IN_COMMON:
        yield Notice(
            code="similar_too_few_indicators",
            facts={
                "level": level,
                "indicators": indicators,
                "needed": FEWEST_IN_COMMON,
            },
        )
