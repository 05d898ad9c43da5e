"""What a small table seems to hold, so that nobody needs to describe it by a recipe.

The first column names areas. Other columns hold a measure in a period: years side by
side, measures side by side, or one row for each area and year. What the table does not
say, three questions at most, is asked for, each with a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from nabolag.areas.geography import spelled
from nabolag.sources.describing.figure_columns import (
    Column,
    Figures,
    Texts,
    figures_of,
    text_columns,
)
from nabolag.sources.describing.guessing import LikelyUnit, likely_unit
from nabolag.sources.describing.headings import heading_of, period_in
from nabolag.sources.describing.sketch_checks import (
    check_areas,
    check_figures,
    decimal_of,
)
from nabolag.sources.describing.tidy_columns import is_tidy
from nabolag.sources.describing.whole_city import level_by_words
from nabolag.sources.table import Table
from nabolag.values import CITY


class Shape(StrEnum):
    """How a table is laid out."""

    LONG = "long"  # our own long format: nothing is asked
    PERIODS = "periods"  # a row per area, a column per period
    MEASURES = "measures"  # a row per area, a column per measure
    ROWS = "rows"  # a row per area and period


class Ask(StrEnum):
    """What may have to be asked for."""

    MEASURED = "measured"
    PERIOD = "period"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """What was recognised in a table, and what is missing.

    ``area`` is the column that names areas, ``period`` one of periods. ``figures`` tell which columns hold which measure when;
    a measure without a name is what :attr:`Ask.MEASURED` asks for. ``asks`` has a guess
    for each question, or nothing. ``units`` are those that are known by measure.
    ``city`` is what the whole city is called in the table. ``unused`` are columns that
    hold no figures. ``names`` are the areas' names or codes of all rows, ``labels`` the
    names beside codes, and ``whole`` tells which rows are of the whole city.
    """

    table: Table
    shape: Shape
    names: pl.Series = field(default_factory=pl.Series)
    whole: pl.Series = field(default_factory=pl.Series)
    area: str = ""
    labels: pl.Series = field(default_factory=pl.Series)
    period: str | None = None
    figures: tuple[Figures, ...] = ()
    decimal: str | None = None
    areas: int = 0
    city: str | None = None
    periods: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    units: Mapping[str | None, str | None] = field(default_factory=dict)
    asks: Mapping[Ask, str | None] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def sketch(table: Table, *, city: str | None = None) -> Sketch:
    r"""Tell what a table holds and what must be asked; ``city`` is the city's name.

    Raises :class:`BadInput` with line and column where no row names an area, headings
    are missing or say the same twice, or a cell is no number.

    >>> from nabolag.sources.formats.pasted import read_pasted
    >>> seen = sketch(read_pasted("\t2021\t2022\nIla\t12 %\t9 %", name="pasted"))
    >>> seen.shape, seen.periods, dict(seen.asks)
    (<Shape.PERIODS: 'periods'>, ('2021', '2022'), {<Ask.MEASURED: 'measured'>: None})
    """
    if is_tidy(table):
        return Sketch(table=table, shape=Shape.LONG)
    texts = text_columns(table)
    columns = tuple(
        Column(name=name, said=heading_of(name))
        for name in table.cells.columns
        if name not in texts.taken
    )
    check_areas(table, texts.area)
    check_figures(table, columns)
    figures, decimal = figures_of(table, columns), decimal_of(table, columns)
    names, labels = (
        _filled(table, column, texts) for column in (texts.area, texts.name)
    )
    whole = _whole_city(names, city) | _whole_city(labels, city)
    units = _units(table, figures, decimal)
    shape = _shape(figures, texts.period)
    return Sketch(
        table=table,
        shape=shape,
        area=texts.area,
        labels=labels,
        period=texts.period,
        figures=figures,
        decimal=decimal,
        names=names,
        whole=whole,
        areas=names.filter(~whole).drop_nulls().n_unique(),
        city=next(iter(names.filter(whole)), None),
        periods=_periods(table, figures, texts.period),
        measures=tuple(dict.fromkeys(f.measure for f in figures if f.measure)),
        units={m: unit.known for m, unit in units.items()},
        asks=_asks(table, figures, texts.period, [u.guess for u in units.values()]),
        unused=texts.unused,
    )


def _filled(table: Table, column: str | None, texts: Texts) -> pl.Series:
    """Give what areas are called; a cell may be merged over the years of its area."""
    if column is None:
        return pl.repeat(None, table.cells.height, dtype=pl.String, eager=True)
    names = table.cells[column]
    return names if texts.period is None else names.forward_fill()


def _whole_city(names: pl.Series, city: str | None) -> pl.Series:
    """Tell which rows are of the whole city, by its name or by words for it."""
    own = {spelled(city)} if city else set()
    called = pl.Series([spelled(n or "") in own for n in names], dtype=pl.Boolean)
    words = names.fill_null("").to_frame("area").select(level_by_words("area") == CITY)
    return called | words.to_series()


def _units(
    table: Table, figures: Sequence[Figures], decimal: str | None
) -> dict[str | None, LikelyUnit]:
    """Give the unit of each measure, by the first of its columns that tells."""
    found: dict[str | None, LikelyUnit] = {}
    for each in figures:
        likely = likely_unit(table, each, decimal=decimal)
        known = found.get(each.measure)
        if known is None or (known.guess is not None and likely.guess is None):
            found[each.measure] = likely
    return found


def _shape(figures: Sequence[Figures], period: str | None) -> Shape:
    if period is not None:
        return Shape.ROWS
    if any(each.period for each in figures):
        return Shape.PERIODS
    return Shape.MEASURES


def _periods(
    table: Table, figures: Sequence[Figures], period: str | None
) -> tuple[str, ...]:
    said = [] if period is None else table.cells[period].drop_nulls().to_list()
    read = [period_in(text)[0] or text for text in said]
    return tuple(dict.fromkeys([*read, *(f.period for f in figures if f.period)]))


def _asks(
    table: Table,
    figures: Sequence[Figures],
    period: str | None,
    guesses: Sequence[str | None],
) -> dict[Ask, str | None]:
    """Give the questions with a guess for each, from the title where there is one."""
    title = table.facts.get("title", "")
    asks: dict[Ask, str | None] = {}
    if any(each.measure is None for each in figures):
        asks[Ask.MEASURED] = heading_of(title).name
    if period is None and any(each.period is None for each in figures):
        asks[Ask.PERIOD] = period_in(title)[0]
    open_ = [guess for guess in guesses if guess is not None]
    if open_:
        said = heading_of(title).unit
        asks[Ask.UNIT] = said or open_[0]
    return asks
