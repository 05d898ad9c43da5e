"""Reading conversations as Polis exports them, and writing them again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput, Refused
from nabolag.residents.groups.opinion_map import opinion_map
from nabolag.sources.describing.conversation_writing import (
    comments_rows,
    participants_rows,
    votes_rows,
)
from nabolag.sources.describing.conversations import read_conversation
from nabolag.sources.files.cleaning import protected

VOTES = """timestamp,datetime,comment-id,voter-id,vote
20,,10,2,1
10,,10,2,-1
30,,9,1,0
"""
COMMENTS = """comment-id,moderated,comment-body
9,0,More trees
10,-1,
11,,Fewer cars
"""


@pytest.fixture
def read(tmp_path):
    def reading(votes=VOTES, comments=None):
        (tmp_path / "votes.csv").write_text(votes, encoding="utf-8")
        if comments is None:
            return read_conversation(tmp_path / "votes.csv")
        (tmp_path / "comments.csv").write_text(comments, encoding="utf-8")
        return read_conversation(tmp_path / "votes.csv", tmp_path / "comments.csv")

    return reading


def test_the_last_vote_by_the_clock_counts_whatever_the_order_of_lines(read):
    votes = read().votes
    assert (votes.participants, votes.statements) == (("1", "2"), ("9", "10"))
    # The pass on 9 was seen; nobody else has seen anything more
    assert votes.cells.toarray().tolist() == [[0, 0], [0, 1]]
    assert (votes.cells.nnz, votes.seen.tolist()) == (2, [1, 1])


@pytest.mark.parametrize(
    "votes",
    [
        "comment-id,voter-id,vote\n10,2,1\n10,2,-1\n",
        "timestamp,comment-id,voter-id,vote\n,10,2,1\n,10,2,-1\n",
        "timestamp,comment-id,voter-id,vote\n7,10,2,1\n7,10,2,-1\n",
    ],
)
def test_without_a_clock_the_last_line_counts(read, votes):
    assert read(votes).votes.cells.toarray().tolist() == [[-1]]


def test_comments_tell_all_statements_their_texts_and_what_was_taken_out(read):
    told = read(comments=COMMENTS)
    assert told.votes.statements == ("9", "10", "11")
    assert told.votes.moderated.tolist() == [False, True, False]
    assert told.texts == {"9": "More trees", "11": "Fewer cars"}


def test_a_list_of_statements_alone_will_do(read):
    told = read(comments="comment-id\n9\n10\n")
    assert (told.texts, told.votes.moderated.any()) == ({}, np.False_)


def test_norwegian_headings_and_a_true_minus_sign_will_do(read):
    told = read("utsagn;deltaker;stemme\nA;kari;−1\nB; ola ;1\n")
    assert told.votes.participants == ("kari", "ola")
    assert told.votes.cells.toarray().tolist() == [[-1, 0], [0, 1]]


def test_names_are_ordered_as_numbers_and_then_as_words(read):
    long = "9" * 5000  # more digits than Python would make a number of
    votes = "comment-id,voter-id,vote\n" + "".join(
        f"1,{name},1\n" for name in ("b", "10", "a", "9", "010", long, "²")
    )
    told = read(votes).votes.participants
    assert told == ("9", "010", "10", long, "a", "b", "²")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("2,-1", "2,2", "votes.csv, line 3, column vote: “2” stands here"),
        ("2,-1", "2,agree", "line 3, column vote: “agree” stands here"),
        ("2,-1", "2,", "line 3, column vote: The cell is empty"),
        ("9,1,0", ",1,0", "line 4, column comment-id: The cell is empty"),
        ("9,1,0", "9, ,0", "line 4, column voter-id: The cell is empty"),
        ("30,,", "noon,,", "line 4, column timestamp: “noon” stands here"),
        ("30,,", "nan,,", "line 4, column timestamp: “nan” stands here"),
        ("30,,", "1.5,,", "line 4, column timestamp: “1.5” stands here"),
        ("30,,", ",,", "line 4, column timestamp: The cell is empty"),
        ("voter-id", "voter", "no column “voter-id”"),
        (VOTES[VOTES.index("20") :], "", "line 1: There is a header, but no figures"),
    ],
)
def test_votes_that_cannot_be_read_are_refused_by_their_place(read, was, now, said):
    with pytest.raises(BadInput, match=said):
        read(VOTES.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("\n10,", "\n12,", "votes.csv, line 2, column comment-id: Statement 10 is not"),
        (
            "\n10,",
            "\n9,",
            "comments.csv, line 3, column comment-id: Statement 9 is list",
        ),
        ("\n10,", "\n,", "comments.csv, line 3, column comment-id: The cell is empty"),
        (",-1,", ",out,", "comments.csv, line 3, column moderated: “out” stands here"),
        (COMMENTS[COMMENTS.index("9") :], "", "comments.csv, line 1"),
    ],
)
def test_comments_that_cannot_be_used_are_refused_by_their_place(read, was, now, said):
    with pytest.raises(BadInput, match=said):
        read(comments=COMMENTS.replace(was, now))


def test_a_statement_that_a_spreadsheet_would_run_is_written_harmless(read):
    told = read(comments=COMMENTS)
    texts = dict.fromkeys(told.texts, "=1+1")
    written = comments_rows(replace(told, texts=texts))["comment-body"].drop_nulls()
    assert written.to_list() == ["'=1+1"] * len(texts)


casts = st.lists(
    st.tuples(
        st.integers(-(2**62), 2**62),
        st.sampled_from(["0", "7", "10", "parken"]),
        st.sampled_from(["1", "2", "kari"]),
        st.sampled_from([-1, 0, 1]),
    ),
    min_size=1,
    max_size=30,
)
TEXTS = st.dictionaries(
    st.sampled_from(["0", "7", "10", "parken"]),
    st.text("abæå ,;\"'\n=-", min_size=1).map(str.strip).filter(bool),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cast=casts, texts=TEXTS, timed=st.booleans(), out=st.sets(st.integers(0, 3)))
def test_what_was_written_is_read_again(tmp_path, cast, texts, timed, out):
    names = ["0", "7", "10", "parken"]
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    rows = [(time if timed else None, *rest) for time, *rest in cast]
    pl.DataFrame(
        rows,
        schema={
            "timestamp": pl.Int64,
            "comment-id": pl.String,
            "voter-id": pl.String,
            "vote": pl.Int8,
        },
        orient="row",
    ).write_csv(votes)
    pl.DataFrame(
        {
            "comment-id": names,
            "moderated": [-1 if at in out else 1 for at in range(4)],
            "comment-body": protected(
                pl.Series("text", [texts.get(n) for n in names], pl.String)
            ),
        }
    ).write_csv(comments)
    once = read_conversation(votes, comments)
    votes_rows(once).write_csv(votes)
    comments_rows(once).write_csv(comments)
    again = read_conversation(votes, comments)
    assert again.cast.equals(once.cast)
    assert dict(again.texts) == dict(once.texts) == texts
    assert again.votes.participants == once.votes.participants
    assert again.votes.statements == once.votes.statements
    assert (again.votes.moderated == once.votes.moderated).all()
    assert (again.votes.cells != once.votes.cells).nnz == 0
    assert again.votes.cells.nnz == once.votes.cells.nnz


def test_written_files_have_the_columns_of_polis(read):
    told = read(comments=COMMENTS)
    assert votes_rows(told).columns == VOTES.partition("\n")[0].split(",")
    rows = comments_rows(told)
    assert ",".join(rows.columns) == (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
    )
    assert rows["agrees"].to_list() == [0, 1, 0]
    assert rows["moderated"].to_list() == [1, -1, 1]


def two_sides(statements="0123456"):
    """Give twelve who agree with all statements, and eight who disagree with all."""
    lines = ["comment-id,voter-id,vote"]
    for person in range(20):
        vote = 1 if person < 12 else -1
        lines += [f"{name},{person},{vote}" for name in statements]
    return "\n".join([*lines, "0,late,0", ""])


def test_people_are_written_with_their_group_and_votes(read):
    rows = participants_rows(opinion_map(read(two_sides()).votes, seed=1))
    assert rows.columns[:6] == [
        *("participant", "group-id", "n-comments"),
        *("n-votes", "n-agree", "n-disagree"),
    ]
    assert rows.columns[6:] == list("0123456")
    assert rows["group-id"].to_list() == [0] * 12 + [1] * 8 + [None]
    assert rows.row(0)[2:] == (None, 7, 7, 0, 1, 1, 1, 1, 1, 1, 1)
    assert rows.row(20) == ("late", None, None, 1, 0, 0, 0, *[None] * 6)


def test_a_statement_named_as_another_column_is_refused(read):
    votes = two_sides(["n-votes", *"0123456"])
    found = opinion_map(read(votes).votes, seed=1)
    with pytest.raises(Refused, match="Statement “n-votes” is named as another column"):
        participants_rows(found)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "name",
    [
        "london.youth.policing",
        "scoop-hivemind.biodiversity",
        "scoop-hivemind.ubi",
        "vtaiwan.uberx",
    ],
)
def test_real_conversations_are_written_as_they_were_read(shared_data, tmp_path, name):
    folder = shared_data / "polis" / name
    once = read_conversation(folder / "votes.csv", folder / "comments.csv")
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes_rows(once).write_csv(votes)
    comments_rows(once).write_csv(comments)
    again = read_conversation(votes, comments)
    assert again.cast.equals(once.cast)
    assert dict(again.texts) == dict(once.texts)
    assert (again.votes.cells != once.votes.cells).nnz == 0
    published = pl.read_csv(folder / "participants-votes.csv", infer_schema=False)
    seen = dict(zip(once.votes.participants, once.votes.seen.tolist(), strict=True))
    theirs = dict(
        zip(published["participant"], published["n-votes"].cast(int), strict=True)
    )
    alike = sum(seen[name] == theirs.get(name) for name in seen)
    assert alike >= 0.9 * len(seen)
