"""Votes gathered into a matrix, and who has voted enough to be placed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.residents.groups.votes import admitted, gather

CAST = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 300),
        st.sampled_from([-1, 0, 1]),
        st.integers(0, 9),
    ),
    max_size=60,
)
TEXTS = tuple(f"s{at}" for at in range(301))


def gathered(rows, *, timed=True, people=5, texts=TEXTS):
    who, what, marks, times = zip(*rows, strict=True) if rows else ((), (), (), ())
    return gather(
        people=who,
        statements=what,
        marks=marks,
        participants=tuple(f"p{at}" for at in range(people)),
        texts=texts,
        times=times if timed else None,
    )


@given(CAST, st.booleans())
def test_the_last_vote_counts_and_passes_are_kept(rows, timed):
    last = {}
    for who, what, mark, _ in sorted(rows, key=lambda r: r[3]) if timed else rows:
        last[who, what] = mark
    cells = gathered(rows, timed=timed).cells.tocoo()
    assert dict(zip(zip(*cells.coords, strict=True), cells.data, strict=True)) == last


def test_large_numbers_of_cells_are_put_in_order():
    """More cells than sixteen bits tell apart, and some voted on twice."""
    draw = np.random.default_rng(1)
    who, what = draw.integers(0, 900, 5000), draw.integers(0, 200, 5000)
    marks = draw.integers(-1, 2, 5000)
    votes = gather(
        people=who,
        statements=what,
        marks=marks,
        participants=tuple(map(str, range(900))),
        texts=tuple(map(str, range(200))),
    )
    last = dict(zip(zip(who, what, strict=True), marks, strict=True))
    assert votes.cells.nnz == len(last)
    assert all(votes.cells[cell] == mark for cell, mark in last.items())


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"marks": [2]}, "no vote"),
        ({"marks": [0.5]}, "no vote"),
        ({"marks": [1, 1]}, "places"),
        ({"times": [1.0, 2.0]}, "1 votes and 2 times"),
        ({"people": [1]}, "not listed"),
        ({"people": [-1]}, "not listed"),
        ({"statements": [1]}, "not listed"),
    ],
)
def test_what_cannot_be_votes_is_refused(change, found):
    sound = {"people": [0], "statements": [0], "marks": [1]}
    with pytest.raises(Misbuilt, match=found):
        gather(**{**sound, **change}, participants=("p",), texts=("s",))


def test_a_matrix_must_have_its_names():
    votes = gathered([(0, 0, 1, 0)])
    with pytest.raises(Misbuilt, match="4 participants"):
        replace(votes, participants=("a", "b", "c", "d"))
    with pytest.raises(Misbuilt, match="moderated 2"):
        replace(votes, moderated=np.zeros(2, bool))


def cast(counts):
    return gathered(
        [(who, what, 1, 0) for who, n in enumerate(counts) for what in range(n)],
        people=len(counts),
        texts=TEXTS[:20],
    )


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ([7] * 15 + [6, 6], range(15)),  # fifteen have enough
        ([7] * 14 + [3, 6, 0], [*range(14), 15]),  # the most active fills up
        ([7] * 14 + [3, 3, 2], range(16)),  # nothing tells the two apart
        ([1, 0, 2], [0, 2]),  # too few: all who have voted
        ([0, 0], []),
        ([], []),
    ],
)
def test_who_is_placed(counts, rows):
    assert admitted(cast(counts)).tolist() == list(rows)


def test_who_has_come_in_stays_in_but_not_without_a_vote():
    votes = cast([9] * 20 + [1, 1, 0])
    inside = admitted(votes, already=frozenset({"p21", "p22"}))
    assert inside.tolist() == [*range(20), 21]


def test_all_statements_are_enough_where_they_are_few():
    votes = gathered([(0, 0, 1, 0), (0, 1, 1, 0)], texts=TEXTS[:2])
    assert admitted(votes).tolist() == [0]
