"""What cannot be read in a small table, told with the line and column of the cell."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.describing.figure_columns import Column
from nabolag.sources.files.columns import short
from nabolag.sources.files.numbers import Numbers, read_numbers
from nabolag.sources.table import Table

_YEAR = r"^(19|20)\d\d$"
_WITH_DECIMALS = r"^-?[0-9 ]*[.,][0-9]+\s?%?$"
_ONLY_FIGURES = r"^[+-]?[0-9][0-9., ]*\s?%?$"


def check_areas(table: Table, area: str) -> None:
    """Refuse a first column that names no areas."""
    named = table.cells[area].drop_nulls()
    if len(named) == 0 or named.str.contains(_WITH_DECIMALS).all():
        raise _no_areas(table, area, "Nothing in the first column looks like an area.")
    if named.str.contains(_YEAR).all():
        raise _no_areas(
            table, area, f"The first column holds years ({named[0]} …), not areas."
        )


def check_figures(table: Table, columns: Sequence[Column]) -> None:
    """Refuse figures that stand where the headings should, and cells that are no number."""
    like = [c for c in columns if c.said.period is None and _is_number(c.name)]
    if like:
        raise BadInput(
            where=Where(file=table.file, column=like[0].name),
            found=f"“{short(like[0].name)}” stands where a heading should.",
            expected="a first row that says what each column holds",
            remedy="Mark the row with the headings too, and paste it again.",
        )
    for column in columns:
        _check_numbers(table, column.name)


def decimal_of(table: Table, columns: Sequence[Column]) -> str | None:
    """Give the decimal sign all columns agree on; nothing where none of them tells.

    Raises :class:`BadInput` with the cell where one has another sign than the rest.
    """
    agreed: str | None = None
    for column in columns:
        faults = {sign: _fault(table, column.name, sign) for sign in ",."}
        possible = [sign for sign, fault in faults.items() if fault is None]
        fault = faults[agreed] if agreed is not None else None
        if agreed is not None and fault is not None:
            raise _other_sign(fault, agreed)
        if len(possible) == 1:
            agreed = possible[0]
    return agreed


def numbers_in(table: Table, name: str, *, decimal: str | None) -> Numbers:
    """Read a column of figures; kroner beside a number are no part of it."""
    bare = table.cells[name].str.replace(r"(?i)^kr\.?\s*|\s*kr\.?$", "")
    return read_numbers(
        bare,
        lines=table.lines,
        file=table.file,
        column=name,
        signs=table.signs,
        decimal=decimal,
    )


def _check_numbers(table: Table, name: str) -> None:
    try:
        numbers_in(table, name, decimal=None)
    except BadInput as error:
        raise BadInput(
            where=error.where,
            found=error.found,
            expected=error.expected,
            remedy="Correct the cell in the spreadsheet, and paste the table again.",
        ) from error


def _no_areas(table: Table, area: str, found: str) -> BadInput:
    line = int(table.lines[0]) if len(table.lines) else None
    return BadInput(
        where=Where(file=table.file, line=line, column=area),
        found=found,
        expected="a row for each area, with its name or code in the first column",
        remedy="Turn the table around in the spreadsheet (paste special, transpose), or"
        " mark the column of names too.",
    )


def _is_number(heading: str) -> bool:
    return bool(pl.Series([heading]).str.contains(_ONLY_FIGURES).all())


def _fault(table: Table, name: str, sign: str) -> BadInput | None:
    """Give what is wrong with a column where it has this decimal sign, or nothing."""
    try:
        numbers_in(table, name, decimal=sign)
    except BadInput as error:
        return error
    return None


def _other_sign(fault: BadInput, agreed: str) -> BadInput:
    return BadInput(
        where=fault.where,
        found=fault.found,
        expected=f"the decimal sign “{agreed}”, as in the columns before it",
        remedy="Find out which sign is meant and use it in all cells; a figure read"
        " with the wrong one can be a thousand times too large.",
    )
