"""Our own format for moves: who stayed, came and went, one count a row.

The columns and their rules are described in ``docs/moves.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from nabolag.areas.geography import Division
from nabolag.areas.moving.moves import MOVES, Moves, Status
from nabolag.errors import Where
from nabolag.sources.checks.counts import count_notices
from nabolag.sources.describing.moves_checks import (
    WITHHELD,
    refuse_impossible,
    refuse_incomplete,
    refuse_repeated,
)
from nabolag.sources.describing.moves_columns import (
    as_own,
    needed_columns,
    not_used,
    own_columns,
)
from nabolag.sources.describing.tidy_areas import placed
from nabolag.sources.describing.tidy_sources import with_sources
from nabolag.sources.files.columns import short
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.formats.delivery import merge_pairs
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import SIGNS, Table
from nabolag.values import Note, Notice

_NUMBERS = ("people", "numerator_before", "numerator")
_BY_SIGN = {sign: note.value for sign, note in SIGNS.items()}


def read_moves(path: Path, *, division: Division | None = None) -> Moves:
    """Give the moves in a file in the format of ``docs/moves.md``, whatever its kind.

    With a division, areas are looked up in it. Raises :class:`BadInput` with the line
    for what cannot be: an unknown status, a span that ends before it begins, more
    counted than there are people, a group without what is counted in it, and two rows
    about the same.

    Notices: ``columns_not_used`` (columns), ``note_not_known`` (notes, rows),
    ``moves_figure_not_used`` (rows) and those of reading, placing and counts.
    """
    return moves_of(merge_pairs(read_table(path)), division=division)


def moves_of(table: Table, *, division: Division | None = None) -> Moves:
    """Give the moves of a table that has been read, as :func:`read_moves`."""
    needed_columns(table)
    sources, own = with_sources(as_own(table), table)
    rows, doubts = _with_numbers(refuse_incomplete(own, table), table)
    settled = placed(
        rows.with_columns(period="last"), division=division, file=table.file
    )
    told = _with_what_counts(settled.rows)
    refuse_impossible(told, table.file)
    refuse_repeated(told, table.file)
    return Moves(
        table=told.with_columns(source=":source", note=_note()).select(
            pl.col(name).cast(kind) for name, kind in MOVES.items()
        ),
        sources=sources,
        notices=(
            *table.notices,
            *doubts,
            *not_used(table),
            *_about_counts(rows, table),
            *_about_notes(rows, table),
            *_about_figures(settled.rows, told, table),
            *settled.notices,
        ),
    )


def _with_numbers(
    own: pl.DataFrame, table: Table
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Read the numbers; ``:note`` is the row's own note, or that of its figures."""
    columns = own_columns(table)
    said = own["note"].str.strip_chars().replace(_BY_SIGN)
    notes, doubts = [said], list[Notice]()
    for name in _NUMBERS:
        read = read_numbers(
            own[name],
            lines=own["line"],
            file=table.file,
            column=columns.get(name, name),
            signs=table.signs,
        )
        own = own.with_columns(read.values.alias(name))
        notes.append(read.notes)
        doubts += read.notices
    # A nought that is said to be withheld is no nought.
    withheld = said.is_in(WITHHELD).fill_null(value=False)
    rows = own.with_columns(
        pl.when(withheld & (pl.col(name) == 0)).then(None).otherwise(name).alias(name)
        for name in _NUMBERS
    )
    note = pl.select(_first_that_matters(notes)).to_series()
    return rows.with_columns(note.alias(":note")), tuple(doubts)


def _first_that_matters(notes: list[pl.Series]) -> pl.Expr:
    """Give why a figure of the row is missing, before that one is a true zero."""
    withheld = [pl.when(n.is_in(WITHHELD)).then(n) for n in notes]
    return pl.coalesce([*withheld, *notes])


def _with_what_counts(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep what a status can have counted: leavers only before, newcomers only after."""
    tabulated = pl.col("indicator").is_not_null()
    here_before = pl.col("status").is_in([Status.STAYED, Status.MOVED_OUT, Status.LEFT])
    here_after = pl.col("status").is_in(
        [Status.STAYED, Status.MOVED_IN, Status.ENTERED]
    )
    return rows.with_columns(
        numerator_before=pl.when(tabulated & here_before).then("numerator_before"),
        numerator=pl.when(tabulated & here_after).then("numerator"),
    )


def _note() -> pl.Expr:
    known = [note.value for note in Note]
    return pl.when(pl.col(":note").is_in(known)).then(":note")


def _about_counts(rows: pl.DataFrame, table: Table) -> Iterator[Notice]:
    for column in _NUMBERS:
        counted = rows.filter(pl.col("status") != Status.POPULATION)
        yield from count_notices(
            counted[column], lines=counted["line"], file=table.file, column=column
        )


def _about_notes(rows: pl.DataFrame, table: Table) -> Iterator[Notice]:
    known = [note.value for note in Note]
    strange = rows.filter(~pl.col(":note").is_in(known))
    if strange.height:
        yield Notice(
            code="note_not_known",
            where=Where(file=table.file, line=strange["line"][0], column="note"),
            facts={"example": short(strange[":note"][0]), "rows": strange.height},
        )


def _about_figures(
    rows: pl.DataFrame, kept: pl.DataFrame, table: Table
) -> Iterator[Notice]:
    lost = pl.any_horizontal(
        rows[name].is_not_null() & kept[name].is_null() for name in _NUMBERS[1:]
    )
    unused = rows.filter(lost)
    if unused.height:
        yield Notice(
            code="moves_figure_not_used",
            where=Where(file=table.file, line=unused["line"][0]),
            facts={"status": unused["status"][0], "rows": unused.height},
        )
