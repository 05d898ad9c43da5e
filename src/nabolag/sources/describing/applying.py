"""A recipe applied to a table: what every figure in the file means.

The totals of a breakdown are the indicator unless a part is asked for. Counts are
added over rows only where the recipe says that a file has parts and no total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where
from nabolag.sources.checks.counts import count_notices
from nabolag.sources.checks.geography import breaks_within
from nabolag.sources.checks.repeats import settled
from nabolag.sources.checks.values import computed, disagreeing
from nabolag.sources.describing.naming import LINE, PERIOD, named
from nabolag.sources.describing.placing import Placed, placed_by_words, placed_in
from nabolag.sources.describing.published import (
    DENOMINATOR,
    NOTE,
    NUMERATOR,
    VALUE,
    added,
    count_columns,
    decimals_of,
    figure_columns,
    figures_of,
    number_of,
    with_numbers,
)
from nabolag.sources.describing.recipes import Measured, Recipe
from nabolag.sources.describing.selecting import Selected, select, slug
from nabolag.sources.files.columns import needed_column
from nabolag.sources.table import Table
from nabolag.values import (
    SCHEMA,
    Indicator,
    Note,
    Notice,
    Observations,
    Source,
)

_KEYS = ["area", "name", "level", "district", PERIOD]


def apply(
    recipe: Recipe,
    table: Table,
    *,
    division: Division | None,
    choices: Mapping[str, str],
) -> Observations:
    """Give a table's figures as observations, as the recipe describes them.

    ``choices`` ask for a part of a breakdown instead of its total (``{"alder":
    "25-39 år"}``). Raises :class:`BadInput` for columns, totals or areas that are not
    as described, and :class:`WrongUsage` for a choice the file does not have.
    """
    numbered, doubts = with_numbers(recipe, table)
    rows = numbered.with_columns(_period(recipe, table))
    _refuse_timeless(rows, table)
    selected = select(rows, recipe=recipe, table=table, choices=choices)
    placed = _placed(selected, recipe=recipe, table=table, division=division)
    single = _single(placed.rows, selected=selected, recipe=recipe, table=table)
    source = source_of(table, recipe)
    parts = [
        _part(measured, single.rows, selected=selected, table=table, source=source)
        for measured in recipe.indicators
    ]
    return Observations(
        table=pl.concat([part.table for part in parts]),
        indicators=tuple(part.indicator for part in parts),
        sources=(source,),
        breaks=(*recipe.breaks, *breaks_within(division, placed.rows[PERIOD])),
        notices=(
            *table.notices,
            *doubts,
            *_about_counts(rows, recipe, table),
            *selected.notices,
            *placed.notices,
            *single.notices,
            *(notice for part in parts for notice in part.notices),
        ),
    )


def source_of(table: Table, recipe: Recipe) -> Source:
    """Give where a table's figures come from: the publisher, the file, the recipe."""
    return Source(
        id=f"{recipe.id}@{table.sha256[:12]}",
        publisher=recipe.publisher,
        title=recipe.name(),
        table=recipe.table or table.facts.get("table"),
        licence=recipe.licence,
        address=recipe.address,
        file=table.file,
        sha256=table.sha256,
        recipe=recipe.id,
    )


def _period(recipe: Recipe, table: Table) -> pl.Expr:
    if recipe.period_always is not None:
        return pl.lit(recipe.period_always).alias(PERIOD)
    return pl.col(needed_column(recipe.period, table)).alias(PERIOD)


def _refuse_timeless(rows: pl.DataFrame, table: Table) -> None:
    for line in rows.filter(pl.col(PERIOD).is_null())[LINE].head(1):
        raise BadInput(
            where=Where(file=table.file, line=line),
            found="The row names no period.",
            expected="a year or another period on every row",
            remedy="Fill it in, or leave such rows out with [[leave_out]].",
        )


def _placed(
    selected: Selected, *, recipe: Recipe, table: Table, division: Division | None
) -> Placed:
    rows = named(selected.rows, rules=recipe.places, table=table, keys=selected.summed)
    if division is None:
        return placed_by_words(rows)
    return placed_in(division, rows, rules=recipe.places, file=table.file)


def _single(
    rows: pl.DataFrame, *, selected: Selected, recipe: Recipe, table: Table
) -> Placed:
    """Keep one of equal rows before parts are added, where they would count twice."""
    if not selected.summed:
        return Placed(rows=rows)
    figures = figure_columns(recipe, table)
    keys = [column for column in table.cells.columns if column not in figures]
    settled_ = settled(rows, keys=keys, figures=figures, file=table.file)
    return Placed(rows=settled_[0], notices=settled_[1])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """One indicator's observations."""

    table: pl.DataFrame
    indicator: Indicator
    notices: tuple[Notice, ...]


def _part(
    measured: Measured,
    rows: pl.DataFrame,
    *,
    selected: Selected,
    table: Table,
    source: Source,
) -> _Part:
    indicator = _indicator(measured.indicator, selected.chosen)
    figures = figures_of(measured, rows, table=table)
    if selected.summed or _counts_parts(measured):
        figures = added(measured, figures, _KEYS)
    observed = _observed(figures, indicator, source, published=bool(measured.value))
    notices: Iterator[Notice] = iter(())
    if measured.value is not None:
        unit = 10.0 ** -decimals_of(measured.value, table) / measured.value.divide_by
        notices = disagreeing(observed, indicator, unit=unit, file=table.file)
    return _Part(table=observed, indicator=indicator, notices=tuple(notices))


def _indicator(indicator: Indicator, chosen: Mapping[str, str]) -> Indicator:
    """Name the part that was chosen, so that it is not taken for the whole."""
    if not chosen:
        return indicator
    parts = ", ".join(chosen.values())
    return replace(
        indicator,
        id="_".join([indicator.id, *map(slug, chosen.values())]),
        names={lang: f"{name} ({parts})" for lang, name in indicator.names.items()},
    )


def _counts_parts(measured: Measured) -> bool:
    counts = (measured.numerator, measured.denominator)
    return any(count.where for count in counts if count)


def _observed(
    figures: pl.DataFrame, indicator: Indicator, source: Source, *, published: bool
) -> pl.DataFrame:
    """Give rows of the one narrow table; values not published are made from counts."""
    rows = figures.select(
        *_KEYS[:4],
        period=PERIOD,
        indicator=pl.lit(indicator.id),
        value=VALUE,
        numerator=NUMERATOR,
        denominator=DENOMINATOR,
        cluster_size=pl.lit(None, pl.Float64),
        note=NOTE,
        source=pl.lit(source.id),
        line=LINE,
    )
    if not published:
        rows = rows.with_columns(value=computed(indicator.measure, indicator.per))
    nobody = pl.col("denominator") == 0
    impossible = pl.lit(Note.NOT_POSSIBLE.value)
    return rows.with_columns(
        value=pl.when(nobody.not_() | nobody.is_null()).then("value"),
        note=pl.when(nobody).then(impossible).otherwise("note"),
    ).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _about_counts(rows: pl.DataFrame, recipe: Recipe, table: Table) -> Iterator[Notice]:
    for column in count_columns(recipe, table):
        counts = number_of(rows, column)
        yield from count_notices(
            counts, lines=table.lines, file=table.file, column=column
        )
