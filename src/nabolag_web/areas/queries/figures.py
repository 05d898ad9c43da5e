"""The figures of a city that are in use, as the library takes them.

For each area, indicator and period the newest import in use counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from nabolag.areas.fifths.mapping import Counted, own_mapping
from nabolag.areas.geography import Division
from nabolag.areas.keeping.values import values_of
from nabolag.errors import Where
from nabolag.sources.checks.geography import breaks_within, division_changes
from nabolag.values import (
    SCHEMA,
    Break,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Notice,
    Observations,
    Source,
    Topic,
)
from nabolag_web.areas.models import City, Holds, Import, Observation, Stage
from nabolag_web.areas.models import Indicator as StoredIndicator
from nabolag_web.areas.queries.cities import division_of
from nabolag_web.areas.queries.placing import placed

_FIGURE = ["area", "indicator", "period", "level"]
_STORED = ["indicator__key" if name == "indicator" else name for name in SCHEMA]
_BATCH = "batch"

Told = Mapping[str, tuple[Any, ...]]
"""What stands beside an import's figures, by what it is."""


def in_use(city: City, *, holds: Holds = Holds.FIGURES) -> list[Import]:
    """Give the imports that count, the oldest first."""
    used = city.imports.filter(stage=Stage.IN_USE, holds=holds)
    return list(used.order_by("used_at", "pk"))


def observations(city: City) -> Observations:
    """Give a city's figures in use, with what stands beside them."""
    imports, division = in_use(city), division_of(city)
    rows = newest_of_each(placed(_rows(imports), division=division, city=city.name))
    counting, measured = set(rows[_BATCH]), set(rows["indicator"])
    told = [values_of(each.told) for each in imports if each.pk in counting]
    table = rows.drop(_BATCH)
    breaks, changes = _breaks(table, division, told)
    return Observations(
        table=table,
        indicators=tuple(
            indicator_of(each)
            for each in city.indicators.order_by("key")
            if each.key in measured
        ),
        sources=_newest(source for each in told for source in each["sources"]),
        breaks=breaks,
        notices=(*(notice for each in told for notice in each["notices"]), *changes),
    )


def _rows(imports: Sequence[Import]) -> pl.DataFrame:
    """Give all rows of some imports, those of the newest import last."""
    order = {each.pk: number for number, each in enumerate(imports)}
    stored = Observation.objects.filter(batch__in=list(order)).values_list(
        "batch_id", *_STORED
    )
    rows = pl.DataFrame(
        list(stored.iterator(chunk_size=20_000)),
        schema={_BATCH: pl.Int64, **SCHEMA},
        orient="row",
    )
    if len(order) < 2:
        return rows
    by_age = pl.col(_BATCH).replace_strict(order, return_dtype=pl.Int64)
    return rows.sort(by_age, maintain_order=True)


def newest_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the last row of each area, indicator and period."""
    return rows.unique(_FIGURE, keep="last", maintain_order=True)


def _breaks(
    table: pl.DataFrame, division: Division | None, told: Sequence[Told]
) -> tuple[tuple[Break, ...], tuple[Notice, ...]]:
    """Give the breaks of files and division, and those that show between the files."""
    known = (
        *(found for each in told for found in each["breaks"]),
        *breaks_within(division, table["period"]),
    )
    if table.is_empty():
        return known, ()
    shown, changes = division_changes(table, division=division, breaks=known, file="")
    new = [n for n in changes if n.facts["inferred"] == "yes"]
    return tuple(dict.fromkeys((*known, *shown))), tuple(
        replace(notice, where=Where(period=notice.where.period)) for notice in new
    )


def _newest(found: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.id: source for source in found}.values())


def indicator_of(stored: StoredIndicator) -> Indicator:
    """Give a stored indicator as the library knows it."""
    return Indicator(
        id=stored.key,
        names=stored.names,
        measure=Measure(stored.measure),
        unit=stored.unit,
        per=stored.per,
        direction=Direction(stored.direction),
        dimension=Dimension(stored.dimension) if stored.dimension else None,
        kind=Kind(stored.kind),
        counted=stored.counted or None,
        definition=stored.definition or None,
        topic=Topic(stored.topic) if stored.topic else None,
    )


def measured_in(city: City) -> list[StoredIndicator]:
    """Give what is measured in a city now: the indicators of imports in use, by key."""
    keys = {each.id for each in _described(in_use(city))}
    return [each for each in city.indicators.order_by("key") if each.key in keys]


def described_in(city: City, *, without: Import) -> Mapping[str, Indicator]:
    """Give what imports in use say of each indicator, the newest last, but for one."""
    others = [each for each in in_use(city) if each.pk != without.pk]
    return {indicator.id: indicator for indicator in _described(others)}


def _described(imports: Iterable[Import]) -> Iterator[Indicator]:
    for each in imports:
        yield from values_of(each.told)["indicators"]


def mapping_of(city: City) -> tuple[Counted, ...] | None:
    """Give which indicators count for which dimension; nothing where none was said.

    A file of dimensions says it for all indicators. What people have said of one goes
    before that; the others count as their own descriptions say.
    """
    known = list(city.indicators.order_by("key"))
    by_file = city.imports.filter(stage=Stage.IN_USE, holds=Holds.DIMENSIONS).exists()
    if not by_file and not any(COUNTS in each.decided for each in known):
        return None
    own = (
        {}
        if by_file
        else {c.indicator: c for c in own_mapping(map(indicator_of, known))}
    )
    return tuple(c for each in known if (c := _counted(each, own)) is not None)


COUNTS = "counts"
"""Among what people have decided of an indicator: whether it counts in the pile-up."""


def _counted(stored: StoredIndicator, own: Mapping[str, Counted]) -> Counted | None:
    if stored.counts_for and stored.challenge:
        return Counted(
            indicator=stored.key,
            dimension=Dimension(stored.counts_for),
            challenge=Direction(stored.challenge),
        )
    return None if COUNTS in stored.decided else own.get(stored.key)


def counted_in(city: City) -> frozenset[str]:
    """Give the keys of the indicators that count in the pile-up, as things are said."""
    said = mapping_of(city)
    used = (
        own_mapping(map(indicator_of, city.indicators.all())) if said is None else said
    )
    return frozenset(each.indicator for each in used)


def is_counted(stored: StoredIndicator) -> bool:
    """Tell whether an indicator counts in the pile-up, as things are said now."""
    return stored.key in counted_in(stored.city)
