"""What each row says of its area: a text, a name and a level, by the recipe's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.describing.recipes import Level, LevelBy, Place
from nabolag.sources.files.columns import find_column, needed_column
from nabolag.sources.table import Table

LINE, PERIOD, TEXT, NAME, RULE, LEVEL, FOREIGN = (
    *(":line", ":period", ":text", ":name", ":rule", ":level", ":district"),
)
"""Our own columns beside the file's while it is read; no file's columns start so."""


def named(
    rows: pl.DataFrame, *, rules: Sequence[Place], table: Table, keys: Sequence[str]
) -> pl.DataFrame:
    """Give each row the area text, name and level that the first fitting rule reads.

    Adds ``:text``, ``:name``, ``:rule`` (its number), ``:level`` (null where the rule
    is silent) and ``:district``. ``keys`` are the columns that tell rows of one area
    and period from each other. A row that names no area is refused with its line.
    """
    ways = [_text_and_name(rule, table) for rule in rules]
    numbers = [
        pl.when(way[0].is_not_null()).then(pl.lit(number))
        for number, way in enumerate(ways)
    ]
    found = rows.with_columns(
        pl.coalesce(way[0] for way in ways).alias(TEXT),
        pl.coalesce(way[1] for way in ways).alias(NAME),
        pl.coalesce(numbers).alias(RULE),
        _district(rules, table).alias(FOREIGN),
    )
    _refuse_nameless(found, table)
    return found.with_columns(_level(rules, table, keys).alias(LEVEL))


def _text_and_name(rule: Place, table: Table) -> tuple[pl.Expr, pl.Expr]:
    code = find_column(rule.code, table.cells.columns)
    name = find_column(rule.name, table.cells.columns)
    if code is None and name is None:
        code = needed_column((*rule.code, *rule.name), table)
    columns = [pl.col(column) for column in (code, name) if column is not None]
    text = pl.coalesce(columns)
    if rule.read_as:
        text = text.replace(dict(rule.read_as))
    return text, pl.when(text.is_not_null()).then(columns[-1])


def _district(rules: Sequence[Place], table: Table) -> pl.Expr:
    names = next((rule.district for rule in rules if rule.district), ())
    return pl.col(needed_column(names, table)) if names else pl.lit(None, pl.String)


def _refuse_nameless(rows: pl.DataFrame, table: Table) -> None:
    for line in rows.filter(pl.col(TEXT).is_null())[LINE].head(1):
        raise BadInput(
            where=Where(file=table.file, line=line),
            found="The row names no area.",
            expected="a code or name of an area on every row",
            remedy="Fill it in, or leave such rows out with [[leave_out]].",
        )


def _level(rules: Sequence[Place], table: Table, keys: Sequence[str]) -> pl.Expr:
    level = pl.lit(None, pl.String)
    for number, rule in enumerate(rules):
        if rule.level is not None:
            told = _told(rule.level, table=table, keys=keys)
            level = pl.when(pl.col(RULE) == number).then(told).otherwise(level)
    return level


def _told(level: Level, *, table: Table, keys: Sequence[str]) -> pl.Expr:
    otherwise = pl.lit(level.otherwise, pl.String)
    if level.by is LevelBy.COLUMN:
        column = needed_column(level.column, table)
        return pl.col(column).replace_strict(
            dict(level.levels), default=otherwise, return_dtype=pl.String
        )
    if level.by is LevelBy.ORDER:
        return _by_order(level.order, keys)
    for part, found in level.levels.items():
        fits = _FITS[level.by](part)
        otherwise = pl.when(fits).then(pl.lit(found)).otherwise(otherwise)
    return otherwise


_FITS: Mapping[LevelBy, Callable[[str], pl.Expr]] = MappingProxyType(
    {
        LevelBy.PREFIX: lambda part: pl.col(TEXT).str.starts_with(part),
        LevelBy.ENDING: lambda part: pl.col(TEXT).str.ends_with(part),
        LevelBy.LENGTH: lambda part: (
            pl.col(TEXT).str.len_chars().cast(pl.String) == part
        ),
    }
)


def _by_order(order: Sequence[str], keys: Sequence[str]) -> pl.Expr:
    """Tell rows of one name apart by which comes first; of one alone nothing is told."""
    group = [TEXT, PERIOD, *keys]
    turn = pl.int_range(pl.len()).over(group).clip(upper_bound=len(order) - 1)
    level = turn.replace_strict(dict(enumerate(order)), return_dtype=pl.String)
    return pl.when(pl.len().over(group) > 1).then(level)
