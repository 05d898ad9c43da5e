"""The part of an answer that anyone may see.

What must never be public is taken out of the answer itself, so that no page, file or
interface that is made from what is left can show it by mistake: other areas than the
programme's own, the probability of being in the fifth where the challenge is greatest,
what piles up, likeness, and figures that are not published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.errors import Where
from nabolag.values import CITY, Notice, Source

_ONLY_BESIDE_OTHERS = (
    "p_worst_fifth",
    "fifth_from",
    "shrunk",
    "weight",
    "shrunk_slope",
    "p_widening",
)
"""Columns that only make sense beside all other areas, or are too easily misread."""

_ABOUT_FIGURES = frozenset(
    {
        "break",
        "context_only",
        "copied_period",
        "no_city_row",
        "trend_before_break",
        "trend_same_moment",
        "trend_too_few_periods",
        "trend_without_year",
    }
)
"""Notices about figures as such. Others name areas, or tell what stood in a file."""

PublicAnswer = Diagnosis
"""An answer that holds nothing but what anyone may see."""


def public_part(
    answer: Diagnosis, *, areas: Collection[str], indicators: Collection[str]
) -> PublicAnswer:
    """Give what is published of an answer: these areas, and the city they lie in."""
    ours = pl.col("code").is_in(list(areas))
    published = pl.col("indicator").is_in(list(indicators))
    seen = (ours | (pl.col("level") == CITY)) & published
    table = _without_others(answer.table.filter(seen))
    levels = set(table["level"])
    return Diagnosis(
        table=table,
        news=answer.news.filter(seen),
        trends=_without_others(answer.trends.filter(ours & published)),
        indicators=tuple(i for i in answer.indicators if i.id in indicators),
        sources=tuple(_told(answer.sources, used=set(table["source"]))),
        breaks=tuple(
            b
            for b in answer.breaks
            if b.level in levels and (b.indicator is None or b.indicator in indicators)
        ),
        notices=tuple(_said(answer.notices, indicators=indicators, levels=levels)),
    )


def only(found: PublicAnswer, indicator: str) -> PublicAnswer:
    """Give what is published of one indicator."""
    return public_part(found, areas=set(found.table["code"]), indicators={indicator})


def _without_others(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(
        pl.lit(None, pl.Float64).alias(name)
        for name in _ONLY_BESIDE_OTHERS
        if name in table.columns
    )


def _told(sources: Iterable[Source], *, used: Collection[str]) -> Iterator[Source]:
    """Give the sources that are used, without what the files were called here."""
    for source in sources:
        if source.id in used:
            yield replace(source, file=None, sha256=None, recipe=None)


def _said(
    notices: Iterable[Notice], *, indicators: Collection[str], levels: Collection[str]
) -> Iterator[Notice]:
    for notice in notices:
        where = notice.where
        concerns = where.indicator is None or where.indicator in indicators
        level = notice.facts.get("level")
        if notice.code not in _ABOUT_FIGURES or not concerns:
            continue
        if level is None or level in levels:
            place = Where(indicator=where.indicator, period=where.period)
            yield replace(notice, where=place)
