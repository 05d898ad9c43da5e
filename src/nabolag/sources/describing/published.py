"""The figures' columns of a table, read from text to numbers with their signs.

Every column is read once and whole, also the rows that are not asked for: a broken
number anywhere says that the file cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from nabolag.sources.describing.naming import LINE
from nabolag.sources.describing.recipes import Count, Figure, Measured, Recipe
from nabolag.sources.describing.selecting import holds
from nabolag.sources.files.columns import needed_column
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.table import Table
from nabolag.values import Note, Notice

VALUE, NUMERATOR, DENOMINATOR = ":value", ":numerator", ":denominator"
NOTE = ":note"
_FIGURES = (VALUE, NUMERATOR, DENOMINATOR)


def with_numbers(
    recipe: Recipe, table: Table
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give the table's cells with ``:line``, and numbers and notes per figure column.

    The numbers of a column "antall" stand in ``:number antall``, the notes in ``:note
    antall``. Raises :class:`BadInput` with the line of a cell that is no number.
    """
    rows = table.cells.with_columns(table.lines.alias(LINE))
    signs = {**table.signs, **recipe.signs}
    notices: list[Notice] = []
    for column in figure_columns(recipe, table):
        read = read_numbers(
            table.cells[column],
            lines=table.lines,
            file=table.file,
            column=column,
            signs=signs,
            decimal=recipe.decimal,
        )
        rows = rows.with_columns(
            read.values.alias(_number(column)), read.notes.alias(_note(column))
        )
        notices += read.notices
    return rows, tuple(notices)


def figure_columns(recipe: Recipe, table: Table) -> tuple[str, ...]:
    """Give the table's columns that hold figures of the recipe's indicators."""
    names = [part.column for m in recipe.indicators for part in _parts(m)]
    return tuple(dict.fromkeys(needed_column(name, table) for name in names))


def count_columns(recipe: Recipe, table: Table) -> tuple[str, ...]:
    """Give the table's columns that hold counts of people or other wholes."""
    counts = [c for m in recipe.indicators for c in (m.numerator, m.denominator) if c]
    own = [m.value for m in recipe.indicators if m.value and m.adds_up]
    names = [*(part.column for part in counts), *(part.column for part in own)]
    return tuple(dict.fromkeys(needed_column(name, table) for name in names))


def number_of(rows: pl.DataFrame, column: str) -> pl.Series:
    """Give the numbers read from a column of the table."""
    return rows[_number(column)]


def figures_of(measured: Measured, rows: pl.DataFrame, *, table: Table) -> pl.DataFrame:
    """Give an indicator's rows with ``:value``, both counts and ``:note``.

    The value is the published one in our unit; the note is that of the first of
    value, numerator and denominator that has one.
    """
    for only in measured.where:
        rows = rows.filter(holds(only, table))
    parts = dict(_expressions(measured, table))
    notes = [part[1] for part in parts.values()]
    empty = (pl.lit(None, pl.Float64), pl.lit(None, pl.String))
    return rows.with_columns(
        *(parts.get(name, empty)[0].alias(name) for name in _FIGURES),
        pl.coalesce(notes).alias(NOTE),
    )


def added(measured: Measured, rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Add figures over rows of the same keys; a sum with a hole in it is no sum."""
    return rows.group_by(keys, maintain_order=True).agg(
        *(_sum(name) for name in _FIGURES),
        _why(measured).alias(NOTE),
        pl.col(LINE).min(),
    )


def decimals_of(figure: Figure, table: Table) -> int:
    """Give how many decimals a column's values are published with."""
    if figure.decimals is not None:
        return figure.decimals
    texts = table.cells[needed_column(figure.column, table)].drop_nulls()
    found = texts.str.extract(r"[.,](\d+)\s*\*?$").str.len_chars().max()
    return int(found) if isinstance(found, int) else 0


def _parts(measured: Measured) -> list[Figure | Count]:
    parts = (measured.value, measured.numerator, measured.denominator)
    return [part for part in parts if part is not None]


_Both = tuple[pl.Expr, pl.Expr]


def _expressions(measured: Measured, table: Table) -> Iterator[tuple[str, _Both]]:
    if measured.value is not None:
        yield VALUE, _value(measured.value, table)
    if measured.numerator is not None:
        yield NUMERATOR, _count(measured.numerator, table)
    if measured.denominator is not None:
        yield DENOMINATOR, _count(measured.denominator, table)


def _value(figure: Figure, table: Table) -> _Both:
    column = needed_column(figure.column, table)
    absent = pl.col(column).is_in(list(figure.missing)).fill_null(value=False)
    number, note = pl.col(_number(column)), pl.col(_note(column))
    return (
        # 64.1 / 100 is 0.6409999999999999; twelve decimals are more than anyone has.
        pl.when(~absent).then((number / figure.divide_by).round(12)),
        pl.when(absent).then(pl.lit(Note.MISSING.value)).otherwise(note),
    )


def _count(count: Count, table: Table) -> _Both:
    """Give a count, which is nought on rows that are not to be counted."""
    column = needed_column(count.column, table)
    number, note = pl.col(_number(column)), pl.col(_note(column))
    if not count.where:
        return number, note
    wanted = pl.all_horizontal(holds(only, table) for only in count.where)
    return pl.when(wanted).then(number).otherwise(0.0), pl.when(wanted).then(note)


def _sum(name: str) -> pl.Expr:
    whole = pl.col(name).null_count() == 0
    return pl.when(whole).then(pl.col(name).sum()).alias(name)


def _why(measured: Measured) -> pl.Expr:
    """Why a sum is missing: the first note of a part that is; else provisional."""
    note = pl.col(NOTE)
    parts = (measured.value, measured.numerator, measured.denominator)
    used = [name for name, part in zip(_FIGURES, parts, strict=True) if part]
    hole = pl.any_horizontal(pl.col(name).is_null() for name in used)
    missing = note.filter(hole & (note != Note.PROVISIONAL.value)).first()
    provisional = (note == Note.PROVISIONAL.value).any()
    return pl.coalesce(
        missing, pl.when(provisional).then(pl.lit(Note.PROVISIONAL.value))
    )


def _number(column: str) -> str:
    return f":number {column}"


def _note(column: str) -> str:
    return f":note {column}"
