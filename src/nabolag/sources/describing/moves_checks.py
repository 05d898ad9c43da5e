"""What rows of moves cannot say, refused with their lines."""

from __future__ import annotations

from typing import NoReturn

import polars as pl

from nabolag.areas.moving.moves import Status
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.moves_columns import STATUSES
from nabolag.sources.files.columns import folded, short
from nabolag.sources.table import Table
from nabolag.values import Note, year_of

_SAME = ["area", "level", "first", "last", "group", "status", "indicator"]
_WORDS = {"first": "a year, as 2014", "last": "a year, as 2025", "status": "a status"}
_ENDS = {
    "numerator_before": (Status.STAYED, Status.MOVED_OUT, Status.LEFT),
    "numerator": (Status.STAYED, Status.MOVED_IN, Status.ENTERED),
}
_ROUNDING = 1e-9
_WHEN = {"numerator_before": "start", "numerator": "end"}

WITHHELD = (Note.CONFIDENTIAL, Note.MISSING, Note.NOT_POSSIBLE)
"""Notes of a figure that is not there, and is no nought."""


def refuse_incomplete(own: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Give rows with their statuses in our words; refuse what does not say enough."""
    if own.height == 0:
        raise BadInput(
            where=Where(file=table.file),
            found="The file has headings but no rows.",
            expected="one row per area, span and status",
            remedy="Check that the export was finished.",
        )
    for column, words in _WORDS.items():
        for line in own.filter(pl.col(column).is_null())["line"].head(1):
            raise BadInput(
                where=Where(file=table.file, line=line, column=column),
                found=f"The {column} is empty.",
                expected=f"{words} on every row",
                remedy="Fill it in, or take the row out.",
            )
    _refuse_strange_spans(own, table.file)
    return _with_statuses(own, table.file)


def refuse_impossible(rows: pl.DataFrame, file: str) -> None:
    """Refuse negative counts, more counted than there are, and counts that lack."""
    for column in ("people", *_ENDS):
        _refuse(
            rows.filter(pl.col(column) < 0),
            Where(file=file, column=column),
            found="The {column} is negative",
            expected="a number of people, 0 or more",
            remedy="Give people, and not how the number changed.",
        )
    for column in _ENDS:
        _refuse(
            rows.filter(pl.col(column) > pl.col("people") + _ROUNDING),
            Where(file=file, column=column),
            found="The {column} is larger than the people it is part of",
            expected="a part of the people in the row",
            remedy="Check whether the columns have been exchanged.",
        )
    _refuse_absent(rows, file)


def refuse_repeated(rows: pl.DataFrame, file: str) -> None:
    """Refuse two rows about the same area, span, group, status and indicator."""
    twice = rows.filter(pl.len().over(_SAME) > 1).sort(*_SAME, "line")
    if twice.height:
        one, other = twice.head(2).iter_rows(named=True)
        raise BadInput(
            where=Where(file=file, line=other["line"]),
            found=f"The row is about the same as line {one['line']}: "
            f"{short(one['name'])}, {one['first']} to {one['last']}, {one['status']}.",
            expected="one row per area, span, group, status and indicator",
            remedy="Take one of them out, or say in group what tells them apart.",
        )


def _refuse_strange_spans(own: pl.DataFrame, file: str) -> None:
    for row in own.unique(["first", "last"], maintain_order=True).iter_rows(named=True):
        years = {column: year_of(row[column]) for column in ("first", "last")}
        for column, year in years.items():
            if year is None:
                raise BadInput(
                    where=Where(file=file, line=row["line"], column=column),
                    found=f"“{short(row[column])}” has no year.",
                    expected=_WORDS[column],
                    remedy="Give the year that people were counted in.",
                )
        if (years["first"] or 0) >= (years["last"] or 0):
            raise BadInput(
                where=Where(file=file, line=row["line"], column="last"),
                found=f"The span goes from {short(row['first'])} to "
                f"{short(row['last'])}.",
                expected="a last year after the first",
                remedy="Moves during 2024 have first 2024 and last 2025, the two "
                "1 Januaries that people are counted on.",
            )


def _with_statuses(own: pl.DataFrame, file: str) -> pl.DataFrame:
    said = own["status"].unique(maintain_order=True)
    known = {word: STATUSES.get(folded(word)) for word in said}
    for row in own.unique("status", maintain_order=True).iter_rows(named=True):
        if known[row["status"]] is None:
            raise BadInput(
                where=Where(file=file, line=row["line"], column="status"),
                found=f"“{short(row['status'])}” is not a known status.",
                expected=f"one of {', '.join(Status)}",
                remedy="Use one of these words; docs/moves.md explains them, and has "
                "Norwegian ones.",
            )
    words = {word: str(status) for word, status in known.items()}
    return own.with_columns(pl.col("status").replace_strict(words))


def _refuse_absent(rows: pl.DataFrame, file: str) -> None:
    """Refuse an empty cell that nothing explains: empty could be read as nought."""
    unexplained = ~pl.col(":note").is_in(WITHHELD).fill_null(value=False)
    tabulated = pl.col("indicator").is_not_null()
    _refuse(
        rows.filter(unexplained & pl.col("people").is_null()),
        Where(file=file, column="people"),
        found="The people are not given",
        expected="a number, or a sign that says why it is missing",
        remedy="Fill it in; a withheld number is written “:”, a true nought 0.",
    )
    _refuse(
        rows.filter(tabulated & (pl.col("status") == Status.POPULATION)),
        Where(file=file, column="indicator"),
        found="A population is given for an indicator",
        expected="the status population only without an indicator",
        remedy="Leave indicator empty; the population is for rates of moving.",
    )
    for column, statuses in _ENDS.items():
        counted = pl.col("status").is_in(statuses) & (pl.col("people") > 0)
        _refuse(
            rows.filter(unexplained & tabulated & counted & pl.col(column).is_null()),
            Where(file=file, column=column),
            found="A row with the status {status} has no {column}",
            expected=f"how many are counted at the {_WHEN[column]} of the span",
            remedy="Fill it in; a withheld number is written “:”, a true nought 0.",
        )


def _refuse(
    rows: pl.DataFrame, where: Where, *, found: str, expected: str, remedy: str
) -> None:
    for row in rows.head(1).iter_rows(named=True):
        _stop(row, where, found=found, expected=expected, remedy=remedy)


def _stop(
    row: dict[str, object], where: Where, *, found: str, expected: str, remedy: str
) -> NoReturn:
    line = row["line"]
    raise BadInput(
        where=Where(
            file=where.file,
            line=line if isinstance(line, int) else None,
            column=where.column,
        ),
        found=f"{found.format(column=where.column, status=row['status'])}.",
        expected=expected,
        remedy=remedy,
    )
