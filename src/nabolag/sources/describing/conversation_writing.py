"""Conversations and their groups, in the form Polis exports them."""

from __future__ import annotations

import numpy as np
import polars as pl

from nabolag.residents.groups.finding import OpinionMap
from nabolag.residents.groups.votes import AGREE, DISAGREE
from nabolag.sources.describing.conversations import Conversation


def votes_rows(conversation: Conversation) -> pl.DataFrame:
    """Give ``votes.csv``: each vote as it was cast, revotes with them.

    ``datetime`` is left empty: it says again, in one town's time, what the timestamp says.
    """
    return conversation.cast.select(
        pl.col("timestamp").cast(pl.Int64),
        pl.lit(None, pl.String).alias("datetime"),
        pl.col("statement").alias("comment-id"),
        pl.col("participant").alias("voter-id"),
        "vote",
    )


def comments_rows(conversation: Conversation) -> pl.DataFrame:
    """Give ``comments.csv``: the statements, how many agree, and which were taken out."""
    votes = conversation.votes
    width = len(votes.statements)
    where, marks = votes.cells.indices, votes.cells.data
    return pl.DataFrame(
        {
            "comment-id": votes.statements,
            "agrees": np.bincount(where[marks == AGREE], minlength=width),
            "disagrees": np.bincount(where[marks == DISAGREE], minlength=width),
            "moderated": np.where(votes.moderated, -1, 1),
            "comment-body": [conversation.texts.get(s) for s in votes.statements],
        }
    )


def participants_rows(found: OpinionMap) -> pl.DataFrame:
    """Give ``participants-votes.csv``: group and counts, and a column per statement.

    A cell that was not seen, and the group of someone in none, is empty.
    """
    votes, labels = found.votes, found.labels
    rows = np.repeat(np.arange(len(labels)), np.diff(votes.cells.indptr))
    marks = votes.cells.data

    def count(mark: int) -> list[int]:
        of_them = np.bincount(rows[marks == mark], minlength=len(labels))
        return [int(each) for each in of_them]

    return pl.DataFrame(
        {
            "participant": votes.participants,
            "group-id": [int(label) if label >= 0 else None for label in labels],
            "n-votes": votes.seen,
            "n-agree": count(AGREE),
            "n-disagree": count(DISAGREE),
        },
        schema_overrides={"group-id": pl.Int64},
    ).hstack(_columns(found))


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
