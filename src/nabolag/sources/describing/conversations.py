"""Conversations as Polis exports them: who voted what, and what the statements say.

``votes.csv`` has a line for each vote cast, in any order::

    timestamp,datetime,comment-id,voter-id,vote
    1658933760180,Wed Jul 27 21:56:00 WIB 2022,1,1,-1

1 agrees, −1 disagrees and 0 passes; the last vote of a person on a statement counts, by
``timestamp`` where the file has times and else by the order of lines. ``comments.csv``
has ``comment-id``, and perhaps ``comment-body`` and ``moderated`` (−1: taken out; 1, 0 or
empty: not). Who wrote a statement is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.residents.groups.votes import Votes, gather
from nabolag.sources.files.columns import find_column, short
from nabolag.sources.files.records import own_column
from nabolag.sources.formats.one_column import read_narrow_table
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table

_STATEMENT = ("comment-id", "statement-id", "statement", "tid", "utsagn")
_PERSON = ("voter-id", "participant-id", "participant", "pid", "deltaker")
_VOTE = ("vote", "stemme")
_TIME = ("timestamp", "modified", "tidspunkt")
_MODERATED, _BODY = ("moderated", "mod"), ("comment-body", "txt", "tekst")
_MARKS = {"1": 1, "0": 0, "-1": -1, "−1": -1}
_OUT = -1
_MILLISECONDS = "a whole number of milliseconds on every line, or on none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation: its votes as a matrix, each as it was cast, and the texts.

    ``cast`` has the columns statement, participant, vote and timestamp (perhaps null),
    in the order of the file. ``texts`` holds what statements say, where that is known.
    """

    votes: Votes
    cast: pl.DataFrame
    texts: Mapping[str, str]


def read_conversation(votes: Path, comments: Path | None = None) -> Conversation:
    """Read the votes of a conversation, and perhaps its statements.

    Raises :class:`BadInput`, with file and line, for a vote that is not 1, 0 or −1, a
    line that lacks a person or a statement, a time that is no whole number or lacks where
    others have one, a statement listed twice, a mark of moderation that is none, and a
    vote on a statement that is not among the comments.
    """
    table = read_table(votes)
    cast = _cast(table)
    if comments is None:
        return Conversation(votes=_gathered(cast, None), cast=cast, texts={})
    listed = read_narrow_table(comments, of="statements")
    names = _statements(listed)
    _check_known(table, cast, names, listed.file)
    gathered = _gathered(cast, names)
    out = _taken_out(listed, names)
    return Conversation(
        votes=replace(
            gathered, moderated=np.array([s in out for s in gathered.statements], bool)
        ),
        cast=cast,
        texts=_texts(listed, names),
    )


def _cast(table: Table) -> pl.DataFrame:
    statement, person = own_column(_STATEMENT, table), own_column(_PERSON, table)
    vote, time = own_column(_VOTE, table), find_column(_TIME, table.cells.columns)
    cells = table.cells.select(
        statement=_stripped(statement),
        participant=_stripped(person),
        said=_stripped(vote),
        timed=pl.lit(None, pl.String) if time is None else _stripped(time),
    ).with_columns(
        vote=pl.col("said").replace_strict(_MARKS, default=None, return_dtype=pl.Int8),
        timestamp=pl.col("timed").cast(pl.Int64, strict=False),
    )
    for role, column in (("statement", statement), ("participant", person)):
        _check(table, cells, role, column, "a name or number on every line")
    _check(table, cells, "vote", vote, "1 (agree), 0 (pass) or -1 (disagree)", "said")
    if time is not None and cells["timed"].null_count() < cells.height:
        _check(table, cells, "timestamp", time, _MILLISECONDS, "timed")
    return cells.select("statement", "participant", "vote", "timestamp")


def _stripped(column: str) -> pl.Expr:
    said = pl.col(column).str.strip_chars()
    return pl.when(said != "").then(said)


def _check(
    table: Table,
    cells: pl.DataFrame,
    role: str,
    column: str,
    expected: str,
    said: str | None = None,
) -> None:
    """Refuse the first line where a value is lacking or could not be read."""
    lacking = cells[role].is_null().arg_true()
    if not len(lacking):
        return
    at = int(lacking[0])
    found = cells[said or role][at]
    raise BadInput(
        where=Where(file=table.file, line=int(table.lines[at]), column=column),
        found="The cell is empty."
        if found is None
        else f"“{short(found)}” stands here.",
        expected=expected,
        remedy="Correct the line, or take it out.",
    )


def _statements(listed: Table) -> list[str]:
    """Give the statements that are listed, refusing one that is listed twice."""
    column = own_column(_STATEMENT, listed)
    cells = listed.cells.select(statement=_stripped(column))
    _check(listed, cells, "statement", column, "a name or number on every line")
    names = cells["statement"]
    twice = (~names.is_first_distinct()).arg_true()
    if len(twice):
        at = int(twice[0])
        raise BadInput(
            where=Where(file=listed.file, line=int(listed.lines[at]), column=column),
            found=f"Statement {short(names[at])} is listed twice.",
            expected="each statement once",
            remedy="Take one of the lines out.",
        )
    return names.to_list()


def _check_known(table: Table, cast: pl.DataFrame, names: list[str], file: str) -> None:
    unknown = (~cast["statement"].is_in(pl.Series(names).implode())).arg_true()
    if len(unknown):
        at = int(unknown[0])
        raise BadInput(
            where=Where(
                file=table.file,
                line=int(table.lines[at]),
                column=find_column(_STATEMENT, table.cells.columns),
            ),
            found=f"Statement {short(cast['statement'][at])} is not in {file}.",
            expected="votes on statements that are listed",
            remedy="Check that both files come from the same conversation.",
        )


def _gathered(cast: pl.DataFrame, names: list[str] | None) -> Votes:
    people = _ordered(cast["participant"].unique().to_list())
    texts = _ordered(cast["statement"].unique().to_list() if names is None else names)
    timed = cast["timestamp"].null_count() == 0
    return gather(
        people=_places(cast["participant"], people),
        statements=_places(cast["statement"], texts),
        marks=cast["vote"].to_numpy(),
        participants=people,
        texts=texts,
        times=cast["timestamp"].to_numpy() if timed else None,
    )


def _places(names: pl.Series, listed: tuple[str, ...]) -> pl.Series:
    places = {name: at for at, name in enumerate(listed)}
    return names.replace_strict(places, return_dtype=pl.Int64)


def _ordered(names: list[str]) -> tuple[str, ...]:
    """Give names in order, numbers by their size, whatever order the file has."""

    def by(name: str) -> tuple[bool, int, str, str]:
        number = name.isascii() and name.isdigit()
        digits = name.lstrip("0") if number else ""
        return not number, len(digits), digits, name

    return tuple(sorted(names, key=by))


def _taken_out(listed: Table, names: list[str]) -> set[str]:
    column = find_column(_MODERATED, listed.cells.columns)
    if column is None:
        return set()
    said = listed.cells.select(said=_stripped(column)).with_columns(
        mark=pl.col("said").fill_null("0").replace_strict(_MARKS, default=None)
    )
    _check(listed, said, "mark", column, "-1 (taken out), 0, 1 or nothing", "said")
    return {
        name for name, mark in zip(names, said["mark"], strict=True) if mark == _OUT
    }


def _texts(listed: Table, names: list[str]) -> dict[str, str]:
    column = find_column(_BODY, listed.cells.columns)
    if column is None:
        return {}
    said = listed.cells.select(said=_stripped(column))["said"]
    return {
        name: text for name, text in zip(names, said, strict=True) if text is not None
    }
