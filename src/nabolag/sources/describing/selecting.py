"""Which rows of a file are wanted: leaving out, breakdowns and choices.

Where a table is broken down, its totals are the figures unless a part is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.describing.naming import LINE
from nabolag.sources.describing.recipes import Breakdown, Only, Recipe
from nabolag.sources.files.columns import (
    either,
    find_column,
    folded,
    listed,
    needed_column,
)
from nabolag.sources.table import Table
from nabolag.values import Notice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selected:
    """The wanted rows; ``summed`` are the columns whose parts are to be added.

    ``chosen`` are the parts asked for, by the breakdown's id.
    """

    rows: pl.DataFrame
    summed: tuple[str, ...]
    chosen: Mapping[str, str]
    notices: tuple[Notice, ...] = ()


def select(
    rows: pl.DataFrame, *, recipe: Recipe, table: Table, choices: Mapping[str, str]
) -> Selected:
    """Keep the rows that hold totals, or the parts that are asked for.

    ``choices`` are by the id of a breakdown or its column. Raises
    :class:`WrongUsage` for a choice that is not in the file, and :class:`BadInput`
    where a total is missing.
    """
    notices = []
    for rule in recipe.leave_out:
        rows, left = _leave_out(rows, rule, table)
        notices += left
    chosen = _choices(recipe, choices)
    summed: list[str] = []
    for breakdown in recipe.breakdowns:
        column = find_column(breakdown.column, table.cells.columns)
        if column is None:
            _refuse_choice(breakdown, chosen, table)
        elif breakdown.id in chosen:
            rows = _part(rows, column, chosen[breakdown.id])
        elif breakdown.summed:
            summed.append(column)
        else:
            rows = _total(rows, column, breakdown, table)
    return Selected(
        rows=rows, summed=tuple(summed), chosen=chosen, notices=tuple(notices)
    )


def holds(only: Only, table: Table) -> pl.Expr:
    """Say of each row whether the condition holds; an empty cell is the text ""."""
    column = needed_column(only.column, table)
    among = pl.col(column).fill_null("").is_in(list(only.values))
    return ~among if only.out else among


def slug(text: str) -> str:
    """Give a text as part of an identifier.

    >>> slug("25–39 år")
    '25_39_ar'
    """
    letters = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})
    plain = text.casefold().translate(letters)
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _leave_out(
    rows: pl.DataFrame, rule: Only, table: Table
) -> tuple[pl.DataFrame, list[Notice]]:
    left = holds(rule, table)
    gone = rows.filter(left)
    if gone.height == 0:
        return rows, []
    notice = Notice(
        code="rows_left_out",
        where=Where(file=table.file, line=gone[LINE][0], column=rule.column[0]),
        facts={"rows": gone.height, "reason": rule.reason},
    )
    return rows.filter(~left), [notice]


def _choices(recipe: Recipe, choices: Mapping[str, str]) -> dict[str, str]:
    """Give the choices by the breakdown's id, however the column was called."""
    by_name = {
        folded(name): breakdown.id
        for breakdown in recipe.breakdowns
        for name in (*breakdown.column, breakdown.id)
    }
    for name in choices:
        if folded(name) not in by_name:
            raise WrongUsage(
                found=f"The recipe {recipe.id} has no breakdown “{name}”.",
                expected=_one_of([part.id for part in recipe.breakdowns]),
                remedy="Leave out the choice, or choose by another column.",
            )
    return {by_name[folded(name)]: value for name, value in choices.items()}


def _one_of(words: Sequence[str]) -> str:
    return (
        f"one of {', '.join(words)}" if words else "no choice: nothing is broken down"
    )


def _refuse_choice(
    breakdown: Breakdown, chosen: Mapping[str, str], table: Table
) -> None:
    """Let a column be absent, since the rows are totals then; but not choose by it."""
    if breakdown.id in chosen:
        raise WrongUsage(
            found=f"{table.file} is not broken down by “{breakdown.id}”.",
            expected=f"a column {either(breakdown.column)} to choose from",
            remedy="Leave out the choice, or fetch the table with that breakdown.",
        )


def _part(rows: pl.DataFrame, column: str, value: str) -> pl.DataFrame:
    parts = _parts(rows, column)
    named = _called(parts, (value,))
    if not named:
        raise WrongUsage(
            found=f"No row has “{value}” in the column {column}.",
            expected=_one_of(parts),
            remedy="Choose one of these, written as in the file.",
        )
    return rows.filter(pl.col(column).is_in(named))


def _total(
    rows: pl.DataFrame, column: str, breakdown: Breakdown, table: Table
) -> pl.DataFrame:
    parts = _parts(rows, column)
    named = _called(parts, breakdown.total)
    if not named and rows.height:
        raise BadInput(
            where=Where(file=table.file, line=rows[LINE][0], column=column),
            found=f"No row has the total {either(breakdown.total)}, only "
            f"{listed(parts)}.",
            expected="rows with the total",
            remedy=f"Choose a part with --choose {breakdown.id}=…, or fetch the table "
            "with its totals.",
        )
    return rows.filter(pl.col(column).is_in(named))


def _parts(rows: pl.DataFrame, column: str) -> list[str]:
    return rows[column].drop_nulls().unique(maintain_order=True).to_list()


def _called(parts: Sequence[str], names: Sequence[str]) -> list[str]:
    """Find the parts with one of the names: as written, else by letters and digits."""
    exact = [part for part in parts if part in names]
    alike = {folded(name) for name in names}
    return exact or [part for part in parts if folded(part) in alike]
