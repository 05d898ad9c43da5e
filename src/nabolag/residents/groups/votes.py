"""Votes on statements, as a matrix that holds only what was voted.

A cell that is in the matrix was seen: 1 agrees, −1 disagrees, and a 0 that is there is a
pass. A cell that is not there was never seen. The last vote of a person on a statement
is the one that counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from nabolag.errors import Misbuilt

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
_SIXTEEN = 0xFFFF
FEWEST_VOTES = 7
"""As in Polis: a person with fewer votes has too little to be placed by."""
FEWEST_PLACED = 15
"""As in Polis: where fewer have enough votes, the most active are let in as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Who has voted what: a row for each participant, a column for each statement.

    ``cells`` is a CSR array of whole numbers with passes stored as explicit noughts.
    ``moderated`` marks the statements that were taken out: they stay as columns, and
    count for nothing.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    cells: csr_array[Any, tuple[int, int]]
    moderated: Flags = field(default_factory=lambda: np.zeros(0, bool))

    def __post_init__(self) -> None:
        if not self.moderated.size:
            object.__setattr__(self, "moderated", np.zeros(len(self.statements), bool))
        named = (len(self.participants), len(self.statements))
        if self.cells.shape != named or len(self.moderated) != named[1]:
            raise Misbuilt(
                value="votes",
                found=f"cells {self.cells.shape}, moderated {len(self.moderated)}",
                expected=f"{named[0]} participants and {named[1]} statements",
            )

    @property
    def seen(self) -> Whole:
        """How many statements each participant has voted on."""
        return np.diff(self.cells.indptr).astype(np.int64)

    def of(self, rows: Whole) -> Votes:
        """Give the votes of some participants, by their rows and in that order."""
        return Votes(
            participants=tuple(self.participants[row] for row in rows),
            statements=self.statements,
            cells=self.cells[rows],
            moderated=self.moderated,
        )


def gather(
    *,
    people: ArrayLike,
    statements: ArrayLike,
    marks: ArrayLike,
    participants: tuple[str, ...],
    texts: tuple[str, ...],
    times: ArrayLike | None = None,
) -> Votes:
    """Gather cast votes, one at each place of the arrays, into a matrix.

    ``people`` and ``statements`` are places in ``participants`` and ``texts``. Without
    ``times`` the votes were cast in the order they are listed; of votes cast at the same
    time, the one listed last counts.

    >>> votes = gather(
    ...     people=[0, 1, 0], statements=[0, 1, 0], marks=[1, 0, -1],
    ...     participants=("ann", "bo"), texts=("more trees", "fewer cars"),
    ... )
    >>> votes.cells.toarray().tolist(), votes.cells.nnz  # bo's pass is there
    ([[-1, 0], [0, 0]], 2)
    """
    who, what = np.asarray(people, np.int64), np.asarray(statements, np.int64)
    cast = np.asarray(marks)
    shape = len(participants), len(texts)
    when = None if times is None else np.asarray(times)
    _checked(who, what, cast, shape)
    if when is not None and len(when) != len(cast):
        _refuse(f"{len(cast)} votes and {len(when)} times", "as many of each")
    cell = who * max(shape[1], 1) + what
    order = _last_of_each(cell, when)
    starts = np.concatenate(
        [[0], np.cumsum(np.bincount(who[order], minlength=shape[0]))]
    )
    cells = csr_array((cast[order].astype(np.int8), what[order], starts), shape=shape)
    return Votes(participants=participants, statements=texts, cells=cells)


def _checked(who: Whole, what: Whole, cast: Any, shape: tuple[int, int]) -> None:
    if not len(who) == len(what) == len(cast):
        _refuse(f"{len(who)}, {len(what)} and {len(cast)} places", "as many of each")
    if not len(who):
        return
    low, high = min(who.min(), what.min()), (who.max(), what.max())
    if low < 0 or high[0] >= shape[0] or high[1] >= shape[1]:
        _refuse("someone or something that is not listed", "places in the lists")
    if not ((cast == AGREE) | (cast == PASS) | (cast == DISAGREE)).all():
        _refuse("a mark that is no vote", "1, 0 and −1")


def _refuse(found: str, expected: str) -> None:
    raise Misbuilt(value="cast votes", found=found, expected=expected)


def _last_of_each(cell: Whole, times: Any) -> Whole:
    """Give the places of the last vote in each cell, cell by cell."""
    if times is None and (np.diff(cell) > 0).all():
        return np.arange(len(cell))
    if times is None or (np.diff(times) >= 0).all():
        order = _in_order(cell)
    else:
        order = np.argsort(times, kind="stable")
        order = order[_in_order(cell[order])]
    ordered = cell[order]
    last = np.append(ordered[1:] != ordered[:-1], True)[: len(order)]
    found: Whole = order[last]
    return found


def _in_order(cell: Whole) -> Whole:
    """Give the order of cells, those alike in the order they came.

    Sixteen bits at a time, the lowest first: numpy sorts those by counting, which for ten
    million votes takes a fifth of the time of comparing them.
    """
    order = np.argsort((cell & _SIXTEEN).astype(np.uint16), kind="stable")
    high = cell >> 16
    while high.any():
        of_them = (high[order] & _SIXTEEN).astype(np.uint16)
        order = order[np.argsort(of_them, kind="stable")]
        high >>= 16
    return order


def admitted(votes: Votes, *, already: frozenset[str] = frozenset()) -> Whole:
    """Give the rows of those who have voted enough to be placed on the map.

    Enough is seven votes, or all where there are fewer statements. Who has come in stays
    in (``already``). Where fewer than fifteen have come in, the most active do too, with
    all who are as active as the last of them: only their order could tell them apart.
    """
    seen = votes.seen
    enough = seen >= min(FEWEST_VOTES, len(votes.statements))
    stays = np.fromiter((name in already for name in votes.participants), bool)
    inside = (enough | stays) & (seen > 0)
    lacking = FEWEST_PLACED - int(inside.sum())
    if lacking > 0:
        waiting = np.sort(seen[~inside & (seen > 0)])[::-1]
        if len(waiting):
            inside |= seen >= waiting[min(lacking, len(waiting)) - 1]
    return np.flatnonzero(inside)
