"""Which unit figures are in: as the headings and cells say, or else as is most likely."""

from __future__ import annotations

from dataclasses import dataclass

from nabolag.sources.describing.figure_columns import Column, Figures
from nabolag.sources.describing.headings import (
    KRONER,
    NUMBER,
    PER_1000,
    PERCENT,
    SHARE,
    Role,
)
from nabolag.sources.describing.sketch_checks import numbers_in
from nabolag.sources.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyUnit:
    """A unit that is known, or one that is only guessed; neither where counts tell it."""

    known: str | None = None
    guess: str | None = None


def likely_unit(table: Table, figures: Figures, *, decimal: str | None) -> LikelyUnit:
    """Give the unit of a measure."""
    value = figures.value
    if value is None:
        return _of_counts(table, figures, decimal)
    said = value.said.unit or _in_cells(table, value)
    if said is not None:
        return LikelyUnit(known=said)
    if value.said.role is not Role.VALUE:
        return LikelyUnit(known=NUMBER)
    numbers = numbers_in(table, value.name, decimal=decimal).values.drop_nulls()
    largest = float(numbers.abs().max() or 0.0)  # type: ignore[arg-type]  # floats
    whole = bool((numbers == numbers.round()).all())
    if value.said.share:
        return LikelyUnit(known=SHARE if largest <= 1 and not whole else PERCENT)
    if figures.counted:
        return LikelyUnit()
    return LikelyUnit(guess=_guess(largest, whole=whole))


def _of_counts(table: Table, figures: Figures, decimal: str | None) -> LikelyUnit:
    part, all_ = (
        numbers_in(table, column.name, decimal=decimal).values
        for column in figures.columns
    )
    within = bool((part <= all_).fill_null(value=True).all())
    return LikelyUnit(known=SHARE) if within else LikelyUnit(guess=PER_1000)


def _in_cells(table: Table, value: Column) -> str | None:
    cells = table.cells[value.name].drop_nulls()
    if cells.str.ends_with("%").any():
        return PERCENT
    return KRONER if cells.str.contains(r"(?i)^kr\b|\bkr\.?$").any() else None


def _guess(largest: float, *, whole: bool) -> str:
    if whole:
        return NUMBER
    if largest <= 1:
        return SHARE
    return PERCENT if largest <= 100 else NUMBER
