"""The map of opinion: the two directions in which votes differ most.

Answers: Who has voted alike, and which statements set people apart?

Method: Principal components. An unseen cell is taken as the mean of its statement, so
that after centring it is exactly nought: the centred matrix is as sparse as the votes,
and its truncated singular value decomposition is the principal components. A person is
placed by what that person has seen, scaled up by √(statements / seen), so that those who
have voted little are not drawn towards the middle.

Assumes: That agree, pass and disagree stand at equal steps, and that which statements a
person has seen says nothing of what the person thinks of the others.

Uncertainty: Two directions hold a part of what sets people apart, never all of it. Those
with few votes are placed less surely. Neither the sign of a direction nor what is up and
down has any meaning.

Refuses: To draw directions out of votes that do not differ: all are placed in one point.

Checked: Against the directions that Polis publishes for two conversations (cosine above
0.9999), and against a full decomposition of the matrix with means filled in.

Source: C. Small et al., “Polis: scaling deliberation by mapping high dimensional opinion
spaces”, Recerca 26 (2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from nabolag.residents.groups.votes import Floats, Votes, Whole

AXES = 2
_DENSE = 64  # up to this many rows or columns a dense decomposition is quicker
_OF_EVERYTHING = 0.01  # enough not to be rounding, too little to lead astray
_ROUNDING = 1e-9  # a singular value this small beside the largest is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Where participants and statements stand.

    ``mean`` (statements) and ``directions`` (2 × statements, of length 1, or 0 where the
    votes differ in fewer ways) make the map; ``positions`` (participants × 2) and
    ``statements`` (statements × 2: a person with that one vote, an agree) are on it.
    """

    mean: Floats
    directions: Floats
    positions: Floats
    statements: Floats


def opinion_space(votes: Votes, *, near: Floats | None = None) -> Space:
    """Give the map that all the votes make.

    ``near`` (2 × statements) are directions to begin looking from, those of yesterday.
    They change how quickly the answer is found, not what it is.
    """
    mean = _means(votes)
    from_mean = centred(votes, mean)
    directions = _directions(from_mean, near)
    raw = np.asarray(from_mean @ directions.T)
    turned = np.where((raw**3).sum(axis=0) < 0, -1.0, 1.0)
    directions = directions * turned[:, None]
    width = len(votes.statements)
    alone = np.where(votes.moderated, 0, 1 - mean)[:, None] * directions.T
    return Space(
        mean=mean,
        directions=directions,
        positions=raw * turned * _scale(votes)[:, None],
        statements=alone * np.sqrt(width),
    )


def _means(votes: Votes) -> Floats:
    """Give the mean vote on each statement, nought where nobody has seen it."""
    where, width = votes.cells.indices, len(votes.statements)
    seen = np.bincount(where, minlength=width)
    total = np.bincount(where, weights=votes.cells.data, minlength=width)
    mean: Floats = np.where(votes.moderated, 0, total / np.maximum(seen, 1))
    return mean


def centred(votes: Votes, mean: Floats) -> csr_array[Any, tuple[int, int]]:
    """Give each vote's distance from its statement's mean, nought where it is taken out."""
    cells = votes.cells
    data = cells.data - mean[cells.indices]
    if votes.moderated.any():
        data[votes.moderated[cells.indices]] = 0
    return csr_array((data, cells.indices, cells.indptr), shape=cells.shape)


def _scale(votes: Votes) -> Floats:
    """Give √(statements / seen) for each participant.

    A statement that was taken out counts as seen by all, as it does in Polis.
    """
    out = votes.moderated[votes.cells.indices].astype(np.int64)
    held = np.concatenate([[0], np.cumsum(out)])
    of_them = held[votes.cells.indptr[1:]] - held[votes.cells.indptr[:-1]]
    seen: Whole = votes.seen - of_them + votes.moderated.sum()
    scale: Floats = np.sqrt(len(votes.statements) / np.maximum(seen, 1))
    return scale


def _directions(
    centred: csr_array[Any, tuple[int, int]], near: Floats | None
) -> Floats:
    """Give the leading right singular vectors; 0 for those that only rounding makes."""
    if not centred.nnz or not np.any(centred.data):
        return np.zeros((AXES, centred.shape[1]))
    if min(centred.shape) <= _DENSE:
        _, sizes, found = np.linalg.svd(centred.toarray(), full_matrices=False)
    else:
        _, sizes, found = svds(centred, k=AXES, v0=_start(centred, near))
        sizes, found = sizes[::-1], found[::-1]
    kept = np.zeros((AXES, centred.shape[1]))
    real = sizes[:AXES] > _ROUNDING * sizes[0]
    kept[: len(real)][real] = found[:AXES][real]
    return kept


def _start(centred: csr_array[Any, tuple[int, int]], near: Floats | None) -> Floats:
    """Give a vector to begin from: yesterday's directions, or how contested each is.

    It lies on the shorter side, since that is where the decomposition is done. A little
    of everything is mixed in: from a beginning at right angles to a direction, such as
    yesterday's to what new people say of new statements, that direction is never found.
    """
    if near is None:
        side = np.sqrt(np.asarray(abs(centred).sum(axis=0)))
    else:
        side = near.sum(axis=0)
    start: Floats = side if centred.shape[0] >= centred.shape[1] else centred @ side
    everything = np.random.default_rng(0).standard_normal(len(start))
    size = np.linalg.norm(start) or 1.0
    return start + _OF_EVERYTHING * size / np.linalg.norm(everything) * everything
