"""Conversations and their groups, in the form Polis exports them.

All columns of Polis' files are there, so that what reads those reads these. Columns for
what is not kept, such as who wrote a statement, are empty. A text that a spreadsheet would
run as a formula gets an apostrophe before it, which reading takes off again.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from nabolag.errors import Refused
from nabolag.residents.groups.opinion_map import OpinionMap
from nabolag.residents.groups.votes import AGREE, DISAGREE
from nabolag.sources.describing.conversations import Conversation
from nabolag.sources.files.cleaning import protected

_EMPTY = pl.lit(None, pl.String)


def votes_rows(conversation: Conversation) -> pl.DataFrame:
    """Give ``votes.csv``: each vote as it was cast, revotes with them.

    ``datetime`` is left empty: it says again, in one town's time, what the timestamp says.
    """
    return conversation.cast.select(
        "timestamp",
        _EMPTY.alias("datetime"),
        pl.col("statement").alias("comment-id"),
        pl.col("participant").alias("voter-id"),
        "vote",
    )


def comments_rows(conversation: Conversation) -> pl.DataFrame:
    """Give ``comments.csv``: the statements, how many agree, and which were taken out."""
    votes = conversation.votes
    width = len(votes.statements)
    where, marks = votes.cells.indices, votes.cells.data
    texts = [conversation.texts.get(name) for name in votes.statements]
    return pl.DataFrame(
        {
            "comment-id": votes.statements,
            "agrees": np.bincount(where[marks == AGREE], minlength=width),
            "disagrees": np.bincount(where[marks == DISAGREE], minlength=width),
            "moderated": np.where(votes.moderated, -1, 1),
            "comment-body": protected(pl.Series("text", texts, dtype=pl.String)),
        }
    ).select(
        _EMPTY.alias("timestamp"),
        _EMPTY.alias("datetime"),
        "comment-id",
        _EMPTY.alias("author-id"),
        pl.exclude("comment-id"),
    )


def participants_rows(found: OpinionMap) -> pl.DataFrame:
    """Give ``participants-votes.csv``: group and counts, and a column per statement.

    A cell that was not seen, and the group of someone in none, is empty. Raises
    :class:`Refused` where a statement is named as one of the other columns.
    """
    votes, labels = found.votes, found.labels
    rows = np.repeat(np.arange(len(labels)), np.diff(votes.cells.indptr))
    marks = votes.cells.data

    def count(mark: int) -> list[int]:
        of_them = np.bincount(rows[marks == mark], minlength=len(labels))
        return [int(each) for each in of_them]

    told = pl.DataFrame(
        {
            "participant": votes.participants,
            "group-id": [int(label) if label >= 0 else None for label in labels],
            "n-comments": None,
            "n-votes": votes.seen,
            "n-agree": count(AGREE),
            "n-disagree": count(DISAGREE),
        },
        schema_overrides={"group-id": pl.Int64, "n-comments": pl.Int64},
    )
    _refuse_headings(votes.statements, told.columns)
    return told.hstack(_columns(found))


def _refuse_headings(statements: tuple[str, ...], headings: list[str]) -> None:
    alike = [name for name in statements if name in headings]
    if alike:
        raise Refused(
            found=f"Statement “{alike[0]}” is named as another column of the file.",
            needed="statements with numbers or names of their own",
            remedy="Give the statement another name.",
        )


def _columns(found: OpinionMap) -> list[pl.Series]:
    by_statement = found.votes.cells.tocsc()
    columns = []
    for at, name in enumerate(found.votes.statements):
        held = slice(by_statement.indptr[at], by_statement.indptr[at + 1])
        cells: list[int | None] = [None] * len(found.votes.participants)
        for row, mark in zip(
            by_statement.indices[held], by_statement.data[held], strict=True
        ):
            cells[row] = int(mark)
        columns.append(pl.Series(name, cells, dtype=pl.Int8))
    return columns
