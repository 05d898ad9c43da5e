"""Our own long format: one figure a row, read without a recipe and written back.

The columns and their rules are described in ``docs/long-format.md``. What the file
does not say is decided from its figures, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import polars as pl

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where
from nabolag.sources.checks.counts import count_notices
from nabolag.sources.checks.geography import breaks_within
from nabolag.sources.checks.values import computed, disagreeing
from nabolag.sources.describing.kinds import usual_kind
from nabolag.sources.describing.tidy_areas import placed
from nabolag.sources.describing.tidy_columns import as_own, is_tidy, own_columns
from nabolag.sources.describing.tidy_sources import with_sources
from nabolag.sources.describing.tidy_units import Unit, unit_of
from nabolag.sources.files.columns import listed, short
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.table import SIGNS, Table
from nabolag.values import (
    SCHEMA,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Note,
    Notice,
    Observations,
    Topic,
)

__all__ = ["is_tidy", "read_tidy"]

_NOTES = [note.value for note in Note]
_BY_SIGN = {sign: note.value for sign, note in SIGNS.items()}
_NUMBERS = ("value", "numerator", "denominator", "cluster_size")
_LANGUAGES = ("nb", "nn", "en")


def read_tidy(table: Table, *, division: Division | None = None) -> Observations:
    """Give the figures of a table in the long format (:func:`is_tidy`).

    With a division, areas are looked up in it. Raises :class:`BadInput` with the line
    for a row without area, period or indicator, a number that is none, an unknown
    area, and an indicator that is described in two ways.

    Notices: ``columns_not_used`` (columns), ``unit_decided`` (unit),
    ``note_not_known`` (notes, rows) and those of reading, placing and values.
    """
    own = as_own(table)
    _refuse_empty(own, table.file)
    sources, marked = with_sources(own, table)
    rows, doubts = _with_numbers(marked, table)
    settled = placed(rows, division=division, file=table.file)
    groups = settled.rows.group_by("indicator", maintain_order=True)
    parts = [_part(group, table) for _, group in groups]
    return Observations(
        table=pl.concat([part.table for part in parts]),
        indicators=tuple(part.indicator for part in parts),
        sources=sources,
        breaks=breaks_within(division, own["period"]),
        notices=(
            *table.notices,
            *doubts,
            *_not_used(table),
            *_about_counts(rows, table),
            *_about_notes(rows, table),
            *settled.notices,
            *(notice for part in parts for notice in part.notices),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """One indicator's observations."""

    table: pl.DataFrame
    indicator: Indicator
    notices: tuple[Notice, ...]


def _refuse_empty(own: pl.DataFrame, file: str) -> None:
    for column, words in (("period", "a year"), ("indicator", "the indicator's id")):
        for line in own.filter(pl.col(column).is_null())["line"].head(1):
            raise BadInput(
                where=Where(file=file, line=line, column=column),
                found=f"The {column} is empty.",
                expected=f"{words} on every row",
                remedy="Fill it in, or take the row out.",
            )
    if own.height == 0:
        raise BadInput(
            where=Where(file=file),
            found="The file has headings but no rows.",
            expected="one row per area, indicator and period",
            remedy="Check that the export was finished.",
        )


def _with_numbers(
    own: pl.DataFrame, table: Table
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Read the numbers; ``:note`` is the row's own note, or that of its figures."""
    columns = own_columns(table)
    notes = [own["note"].str.strip_chars().replace(_BY_SIGN)]
    decimals = own["value"].str.extract(r"[.,](\d+)$").str.len_chars().fill_null(0)
    doubts: list[Notice] = []
    for name in _NUMBERS:
        read = read_numbers(
            own[name],
            lines=own["line"],
            file=table.file,
            column=columns.get(name, name),
            signs=table.signs,
        )
        own = own.with_columns(read.values.alias(name))
        notes.append(read.notes)
        doubts += read.notices
    note = pl.select(pl.coalesce(notes)).to_series()
    rows = own.with_columns(decimals.alias(":decimals"), note.alias(":note"))
    return rows, tuple(doubts)


def _part(rows: pl.DataFrame, table: Table) -> _Part:
    unit = unit_of(_one(rows, "unit", table), rows)
    indicator = _indicator(rows, unit, table)
    observed = _observed(rows, indicator, unit)
    decimals = max(rows[":decimals"].to_list())
    last = 10.0**-decimals / unit.divide_by
    return _Part(
        table=observed,
        indicator=indicator,
        notices=(
            *_decided(unit, indicator, rows, table),
            *disagreeing(observed, indicator, unit=last, file=table.file),
        ),
    )


def _indicator(rows: pl.DataFrame, unit: Unit, table: Table) -> Indicator:
    id_ = str(rows["indicator"][0])
    said = {lang: _one(rows, f"indicator_{lang}", table) for lang in _LANGUAGES}
    names = {lang: name for lang, name in said.items() if name} or {"nb": id_}
    topic = _word(rows, "topic", Topic, table)
    usual = usual_kind(id_, *names.values(), topic=topic)
    return Indicator(
        id=id_,
        names=names,
        measure=unit.measure,
        unit=unit.unit,
        per=unit.per,
        direction=_word(rows, "direction", Direction, table) or Direction.NEITHER,
        dimension=_word(rows, "dimension", Dimension, table),
        kind=_word(rows, "kind", Kind, table) or usual,
        topic=topic,
        counted=_one(rows, "counted", table),
        definition=_one(rows, "definition", table),
    )


_Word = TypeVar("_Word", bound=StrEnum)


def _word(
    rows: pl.DataFrame, column: str, kind: type[_Word], table: Table
) -> _Word | None:
    said = _one(rows, column, table)
    allowed = {str(member): member for member in kind}
    if said is None or said.casefold() in allowed:
        return None if said is None else allowed[said.casefold()]
    first = rows.filter(pl.col(column).is_not_null())["line"][0]
    raise BadInput(
        where=Where(file=table.file, line=first, column=column),
        found=f"“{short(said)}” is not a known {column}.",
        expected=f"one of {', '.join(allowed)}, or an empty cell",
        remedy="Use one of these words; docs/long-format.md explains them.",
    )


def _one(rows: pl.DataFrame, column: str, table: Table) -> str | None:
    """Give what all rows of an indicator say in a column; they must not differ."""
    said = rows.drop_nulls(column).unique(column, maintain_order=True)
    if said.height > 1:
        raise BadInput(
            where=Where(file=table.file, line=said["line"][1], column=column),
            found=f"“{short(said['indicator'][0])}” has both "
            f"“{short(said[column][0])}” and “{short(said[column][1])}”.",
            expected=f"one {column} for an indicator on all its rows",
            remedy="Correct the rows, or give the figures different indicators.",
        )
    return said[column][0] if said.height else None


def _observed(rows: pl.DataFrame, indicator: Indicator, unit: Unit) -> pl.DataFrame:
    """Give rows of the one narrow table; what is empty is made from its counts."""
    made = computed(indicator.measure, indicator.per)
    empty = pl.col("value").is_null() & pl.col(":note").is_null()
    counted = indicator.measure is not Measure.AMOUNT
    nobody = (pl.col("denominator") == 0).fill_null(value=False) & counted
    value = (pl.col("value") / unit.divide_by).round(12)
    return rows.select(
        *("area", "name", "level", "district", "period", "indicator"),
        value=pl.when(nobody)
        .then(None)
        .when(empty & counted)
        .then(made)
        .otherwise(value),
        numerator="numerator",
        denominator="denominator",
        cluster_size="cluster_size",
        note=pl.when(nobody)
        .then(pl.lit(Note.NOT_POSSIBLE.value))
        .otherwise(pl.when(pl.col(":note").is_in(_NOTES)).then(":note")),
        source=":source",
        line="line",
    ).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _decided(
    unit: Unit, indicator: Indicator, rows: pl.DataFrame, table: Table
) -> Iterator[Notice]:
    if unit.decided is not None:
        yield Notice(
            code="unit_decided",
            where=Where(file=table.file, line=rows["line"][0], indicator=indicator.id),
            facts={"unit": unit.decided},
        )


def _not_used(table: Table) -> Iterator[Notice]:
    used = {*own_columns(table).values(), *("line", "linje")}
    others = [name for name in table.cells.columns if name not in used]
    if others:
        yield Notice(
            code="columns_not_used",
            where=Where(file=table.file),
            facts={"columns": listed(others), "count": len(others)},
        )


def _about_counts(rows: pl.DataFrame, table: Table) -> Iterator[Notice]:
    for column in ("numerator", "denominator"):
        yield from count_notices(
            rows[column], lines=rows["line"], file=table.file, column=column
        )


def _about_notes(rows: pl.DataFrame, table: Table) -> Iterator[Notice]:
    strange = rows.filter(~pl.col(":note").is_in(_NOTES))
    if strange.height:
        yield Notice(
            code="note_not_known",
            where=Where(file=table.file, line=strange["line"][0], column="note"),
            facts={"example": short(strange[":note"][0]), "rows": strange.height},
        )
