"""How indicators go together over the areas, and what that makes likely by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.gists import SOME, Gist

LEAST_SURE = 0.1
"""A correlation is made up for chance as if at least this much of each indicator's
spread were known; otherwise one that is nearly all chance would seem to follow any."""
FEWEST_SHARED = 4
"""Areas two indicators need in common before they are said to go together."""


def correlations(gists: Sequence[Gist], *, signs: Sequence[int]) -> Floats:
    """Give how indicators' true figures go together over areas, shape (n, n).

    By normal scores of the areas' order within each draw, so that no single area
    decides. Chance in each indicator hides a part of what they have in common; it is
    made up for by how well each is known. ``signs`` are 1 where more is the challenge
    and −1 where less is. Two with fewer than four areas in common count as 0.
    """
    means, known, sure = _scores(gists, signs)
    shared = known @ known.T
    seen = means @ means.T / np.maximum(shared, 1.0)
    true = np.where(shared >= FEWEST_SHARED, seen / np.outer(sure, sure), 0.0)
    np.fill_diagonal(true, 1.0)
    return np.asarray(np.clip(true, -1.0, 1.0))


def _scores(gists: Sequence[Gist], signs: Sequence[int]) -> tuple[Floats, ...]:
    """Give areas' mean scores and whether they have one, (n, areas), and how sure, (n,).

    How sure is the share of the scores' variance that stays from draw to draw. A mean
    over the draws holds a hundredth of the chance in one; that is taken away.
    """
    place = _places(gists)
    means, known = np.zeros((2, len(gists), len(place)))
    sure = np.zeros(len(gists))
    for at, (gist, sign) in enumerate(zip(gists, signs, strict=True)):
        columns = [place[code] for code in gist.codes]
        scores = _normal_scores(len(gist.codes))
        order = np.argsort(gist.some, axis=1)
        drawn = np.empty(gist.some.shape)
        np.put_along_axis(drawn, order, np.broadcast_to(scores, drawn.shape), axis=1)
        mean, whole = drawn.mean(axis=0), np.mean(scores**2)
        part = (SOME * np.mean(mean**2) / whole - 1) / (SOME - 1)
        sure[at] = max(part, LEAST_SURE)
        means[at, columns] = sign * mean / np.sqrt(whole)
        known[at, columns] = 1.0
    return means, known, sure


def _places(gists: Sequence[Gist]) -> Mapping[str, int]:
    codes = sorted({code for gist in gists for code in gist.codes})
    return {code: at for at, code in enumerate(codes)}


def _normal_scores(areas: int) -> Floats:
    return np.asarray(ndtri((np.arange(areas) + 0.5) / areas))


def independent(together: Floats, counted: npt.ArrayLike) -> Floats:
    """Give how many independent indicators the counted ones are worth.

    ``counted`` has shape (…, n), 1 for those that count. The square of the sum of the
    correlations' eigenvalues over the sum of their squares; 0 where none counts.

    >>> pair = np.array([[1, 0.5], [0.5, 1]])
    >>> independent(pair, [[1, 1], [1, 0], [0, 0]])
    array([1.6, 1. , 0. ])
    """
    chosen = np.asarray(counted, dtype=np.float64)
    # The eigenvalues sum to how many there are, their squares to the squares of all.
    squares = np.einsum("...i,ij,...j->...", chosen, together**2, chosen)
    return np.asarray(chosen.sum(axis=-1) ** 2 / np.maximum(squares, 1.0))
