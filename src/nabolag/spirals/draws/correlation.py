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
    names stay as they are. Raises :class:`BadInput` for a pair that cannot be, and for
    correlations that cannot all be at once.

    >>> columns = {"a": np.array([0.1, 0.4, 0.7]), "b": np.array([0.9, 0.2, 0.6])}
    >>> joined = together(columns, [("a", "b", 1.0)], seed=1)
    >>> [float(joined["b"][at]) for at in joined["a"].argsort()]
    [0.2, 0.6, 0.9]
    """
    _check_pairs(columns, pairs)
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


def _check_pairs(columns: Mapping[str, Floats], pairs: Sequence[Pair]) -> None:
    """Refuse a pair that names something else, one constant, or what another pair names."""
    seen: set[frozenset[str]] = set()
    for pair in pairs:
        *names, rank = pair
        both = frozenset(names)
        if strangers := sorted(both - columns.keys()):
            raise _bad(
                [pair], f"“{strangers[0]}” is not drawn", "constants that are drawn"
            )
        if len(both) < len(names):
            raise _bad([pair], "that is one constant", "two constants")
        if both in seen:
            raise _bad([pair], "the pair stands twice", "each pair once")
        if not -1 <= rank <= 1:
            raise _bad([pair], "no correlation is so strong", "a rank from −1 to 1")
        seen.add(both)


def _wanted(named: Sequence[str], pairs: Sequence[Pair]) -> Floats:
    """Give the correlations of normal scores whose ranks correlate as asked for."""
    wanted = np.eye(len(named))
    for first, second, rank in pairs:
        a, b = named.index(first), named.index(second)
        # Pearson (1907): what normal scores correlate, given what their ranks do.
        wanted[a, b] = wanted[b, a] = 2 * np.sin(np.pi * rank / 6)
    values, vectors = np.linalg.eigh(wanted)
    if values[0] < -_HAIR:
        # The sum that would have a variance below 0, and the pairs that make it so.
        sum_ = dict(zip(named, vectors[:, 0], strict=True))
        to_blame = [
            pair for pair in pairs if sum_[pair[0]] * sum_[pair[1]] * pair[2] < -_HAIR
        ]
        raise _bad(
            to_blame,
            "they cannot all be at once",
            "that two which both follow a third also follow each other",
        )
    return wanted


def _bad(pairs: Sequence[Pair], fault: str, expected: str) -> BadInput:
    shown = ", ".join(
        f"{first} with {second} ({rank:g})" for first, second, rank in pairs
    )
    return BadInput(
        where=Where(part="correlations"),
        found=f"{shown}: {fault}.",
        expected=expected,
        remedy="Leave one out, or make the strongest weaker."
        if len(pairs) > 1
        else "Change the pair, or leave it out.",
    )


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
