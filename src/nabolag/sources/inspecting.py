"""What is in a file: its columns, periods and areas, and which recipe reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from nabolag.areas.geography import Division
from nabolag.errors import NabolagError
from nabolag.sources.describing.recipe_files import shipped_recipes
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.describing.tidy import is_tidy
from nabolag.sources.files.opening import LIMITS, Limits
from nabolag.sources.reading import missing_columns, nearest_recipes, observe, table_of
from nabolag.sources.table import SIGNS, Table
from nabolag.values import Notice, Observations, year_of

_EXAMPLES = 3
_NUMBER = r"^-?[0-9][0-9 .,'\u00a0\u2009\u202f]*(?:[eE][+-]?[0-9]+)?\s?[%*]?$"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """A column as it looks: its type is "number", "year", "text" or "empty"."""

    name: str
    type: str
    different: int
    empty: int
    examples: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a file holds, how it would be read, and what is suspicious.

    ``long_format`` files need no recipe. Where none of the ``recipes`` fits, ``nearest``
    tells what the nearest miss. ``periods``, ``areas`` (number by level) and
    ``indicators`` are there where one reading is possible; ``trouble`` says why where
    it is not.
    """

    file: str
    format: str
    sha256: str
    rows: int
    columns: tuple[ColumnSeen, ...]
    facts: Mapping[str, str]
    notes: tuple[str, ...]
    long_format: bool
    recipes: tuple[str, ...]
    nearest: Mapping[str, tuple[str, ...]]
    periods: tuple[str, ...] = ()
    areas: Mapping[str, int]
    indicators: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    trouble: str | None = None


def inspect(
    path: Path,
    *,
    sheet: str | None = None,
    division: Division | None = None,
    limits: Limits = LIMITS,
) -> Inspection:
    """Give what is in a file, without needing to be told what it is.

    Only a file that cannot be opened or parsed at all is refused; what a recipe
    stumbles on is told in ``trouble``.
    """
    table = table_of(path, sheet=sheet, limits=limits)
    tidy = is_tidy(table)
    fits = [r for r in shipped_recipes() if not missing_columns(r, table)]
    seen, trouble = _tried(table, fits, division)
    return Inspection(
        file=table.file,
        format=table.format,
        sha256=table.sha256,
        rows=table.cells.height,
        columns=tuple(_columns(table)),
        facts=table.facts,
        notes=table.notes,
        long_format=tidy,
        recipes=tuple(recipe.id for recipe in fits),
        nearest={} if fits or tidy else nearest_recipes(table, shipped_recipes()),
        periods=() if seen is None else tuple(_periods(seen)),
        areas={} if seen is None else _areas(seen),
        indicators=() if seen is None else tuple(i.id for i in seen.indicators),
        notices=table.notices if seen is None else seen.notices,
        trouble=trouble,
    )


def _tried(
    table: Table, fits: list[Recipe], division: Division | None
) -> tuple[Observations | None, str | None]:
    if not is_tidy(table) and len(fits) != 1:
        return None, None
    recipe = None if is_tidy(table) else fits[0]
    try:
        return observe(table, recipe=recipe, division=division, choices={}), None
    except NabolagError as error:
        return None, str(error)


def _columns(table: Table) -> Iterator[ColumnSeen]:
    signs = {*SIGNS, *table.signs}
    for column in table.cells:
        said = column.drop_nulls()
        different = said.unique(maintain_order=True)
        yield ColumnSeen(
            name=column.name,
            type=_type(said.filter(~said.is_in(list(signs)))),
            different=len(different),
            empty=column.null_count(),
            examples=tuple(different.head(_EXAMPLES)),
            signs=tuple(sign for sign in different if sign in signs),
        )


def _type(said: pl.Series) -> str:
    if len(said) == 0:
        return "empty"
    if not said.str.contains(_NUMBER).all():
        return "text"
    year = said.str.contains(r"^(1[89]|20|21)\d\d$").all()
    return "year" if year else "number"


def _periods(seen: Observations) -> list[str]:
    periods = seen.table["period"].unique().to_list()
    return sorted(periods, key=lambda period: (year_of(period) or 0, period))


def _areas(seen: Observations) -> dict[str, int]:
    counted = seen.table.group_by("level", maintain_order=True).agg(
        pl.col("area").n_unique()
    )
    return dict(counted.iter_rows())
