"""Columns put in an order in which they go together by rank (Iman and Conover 1982).

Every column keeps its own numbers, so that a Latin hypercube stays one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from nabolag.errors import BadInput, Where
from nabolag.spirals.draws.designs import dice

Floats = npt.NDArray[np.float64]
Pair = tuple[str, str, float]


def together(
    columns: Mapping[str, Floats], pairs: Sequence[Pair], *, seed: int
) -> Mapping[str, Floats]:
    """Order columns so that pairs have the rank correlations asked for, nearly.

    ``pairs`` are two names and a rank correlation from −1 to 1. Columns that no pair
    names stay as they are. Raises :class:`BadInput` for correlations that cannot all be.
    """
    named = sorted({name for first, second, _ in pairs for name in (first, second)})
    if not named:
        return columns
    wanted = _wanted(named, pairs)
    scores = _mixed(named, len(columns[named[0]]), wanted, seed)
    ordered = {
        name: np.sort(columns[name])[scores[:, at].argsort(kind="stable").argsort()]
        for at, name in enumerate(named)
    }
    return {**columns, **ordered}


def _wanted(named: Sequence[str], pairs: Sequence[Pair]) -> Floats:
    """Give the correlations of normal scores whose ranks correlate as asked for."""
    wanted = np.eye(len(named))
    for first, second, rank in pairs:
        a, b = named.index(first), named.index(second)
        # Pearson (1907): what normal scores correlate, given what their ranks do.
        wanted[a, b] = wanted[b, a] = 2 * np.sin(np.pi * rank / 6)
    least = float(np.linalg.eigvalsh(wanted)[0])
    if least < -_HAIR:
        raise BadInput(
            where=Where(part="correlations"),
            found=f"The correlations between {', '.join(named)} cannot all be at once.",
            expected="that two which both follow a third also follow each other",
            remedy="Leave one of them out, or make the strongest weaker.",
        )
    return wanted


_HAIR = 1e-9
_FEW = 5
"""Draws for each column under which chance correlations are left: they may be whole."""


def _mixed(named: Sequence[str], draws: int, wanted: Floats, seed: int) -> Floats:
    """Give normal scores with exactly these correlations, in an order of their own."""
    from scipy.special import ndtri

    even = ndtri(np.arange(1, draws + 1) / (draws + 1))
    scores = np.column_stack(
        [dice(seed, f"order of {name}").permutation(even) for name in named]
    )
    if draws > _FEW * len(named):
        # Chance correlations of the scores themselves are taken out first.
        scores = scores @ np.linalg.inv(np.linalg.cholesky(np.corrcoef(scores.T))).T
    values, vectors = np.linalg.eigh(wanted)
    root = vectors * np.sqrt(np.clip(values, 0, None)) @ vectors.T
    return np.asarray(scores @ root)
