"""Which columns of a small table name things and which hold figures, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.describing.headings import Heading, Role, period_in
from nabolag.sources.describing.tidy_columns import COLUMNS
from nabolag.sources.files.columns import find_column
from nabolag.sources.table import Table

_NUMBER = r"^(?:kr\.?\s*)?[-−–+]?\s?[0-9][0-9 .,'’]*\s?(?:%|\*|kr\.?)?$"
_CODE = r"^[0-9]{1,10}[A-Za-z]?$"
_PERIODS = (*COLUMNS["period"], "kvartal", "quarter", "måned", "tid", "skoleår")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures and what its heading says."""

    name: str
    said: Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A measure in a period (or in all rows' own), and the columns that hold it."""

    measure: str | None
    period: str | None
    value: Column | None = None
    numerator: Column | None = None
    denominator: Column | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give the columns there are."""
        found = (self.value, self.numerator, self.denominator)
        return tuple(column for column in found if column is not None)

    @property
    def counted(self) -> bool:
        """Tell whether both counts behind the figures are there."""
        return self.numerator is not None and self.denominator is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The columns that name areas and periods, and those that hold no figures."""

    area: str
    name: str | None
    period: str | None
    unused: tuple[str, ...]

    @property
    def taken(self) -> frozenset[str]:
        """Give all columns that hold no figures."""
        names = (self.area, self.name, self.period, *self.unused)
        return frozenset(name for name in names if name is not None)


def text_columns(table: Table) -> Texts:
    """Tell which columns name areas and periods; the first one names areas."""
    area, *others = table.cells.columns
    period = find_column(_PERIODS, others)
    if period is not None and not _holds_periods(table.cells[period]):
        period = None
    plain = [
        name for name in others if name != period and not _holds_figures(table, name)
    ]
    coded = bool(table.cells[area].drop_nulls().str.contains(_CODE).all())
    name = plain[0] if plain and coded and plain[0] == others[0] else None
    return Texts(
        area=area,
        name=name,
        period=period,
        unused=tuple(each for each in plain if each != name),
    )


def figures_of(table: Table, columns: Sequence[Column]) -> tuple[Figures, ...]:
    """Give what the columns hold, counts beside the value they are behind.

    Raises :class:`BadInput` where two columns hold the same, or there is none.
    """
    if not columns:
        raise BadInput(
            where=Where(file=table.file),
            found="No column beside the areas holds figures.",
            expected="at least one column of numbers",
            remedy="Mark the whole table, with its headings, and paste it again.",
        )
    found: dict[tuple[str | None, str | None], Figures] = {}
    for column in columns:
        key = (_measure(column, columns), column.said.period)
        at = found.setdefault(key, Figures(measure=key[0], period=key[1]))
        there = _in_role(at, column.said.role)
        if there is not None:
            raise _twice(table, there, column)
        found[key] = _with(at, column)
    return tuple(_alone(each) for each in found.values())


def _in_role(figures: Figures, role: Role) -> Column | None:
    return {
        Role.VALUE: figures.value,
        Role.NUMERATOR: figures.numerator,
        Role.DENOMINATOR: figures.denominator,
    }[role]


def _with(figures: Figures, column: Column) -> Figures:
    if column.said.role is Role.VALUE:
        return replace(figures, value=column)
    if column.said.role is Role.NUMERATOR:
        return replace(figures, numerator=column)
    return replace(figures, denominator=column)


def _holds_periods(cells: pl.Series) -> bool:
    said = cells.drop_nulls().to_list()
    return bool(said) and all(period_in(text)[0] is not None for text in said)


def _holds_figures(table: Table, name: str) -> bool:
    """Tell whether most filled cells are numbers or signs; a slip is told of later."""
    filled = table.cells[name].drop_nulls()
    numbers = filled.str.contains(_NUMBER) | filled.is_in(list(table.signs))
    most = len(filled) > 0 and 2 * int(numbers.sum()) >= len(filled)
    return most or period_in(name)[0] is not None


def _measure(column: Column, columns: Sequence[Column]) -> str | None:
    """Give what a column measures: counts without a name are of the only one there is."""
    named = {each.said.name for each in columns if each.said.name}
    return column.said.name or (named.pop() if len(named) == 1 else None)


def _alone(figures: Figures) -> Figures:
    """Let a lonely count be the value: there is nothing that it is a part of."""
    one = figures.columns
    if len(one) == 1:
        value = one[0]
        return Figures(measure=figures.measure, period=figures.period, value=value)
    return figures


def _twice(table: Table, first: Column, second: Column) -> BadInput:
    return BadInput(
        where=Where(file=table.file, column=second.name),
        found=f"“{first.name}” and “{second.name}” seem to hold the same figures.",
        expected="one column for each measure and period",
        remedy="Leave one of them out, or say in the headings how they differ.",
    )
