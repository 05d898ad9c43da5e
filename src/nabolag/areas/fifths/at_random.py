"""How often an area taken at random is in the fifth on so many dimensions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.boards import FEWEST_INDICATORS, Board, Side
from nabolag.areas.fifths.correlations import correlations
from nabolag.areas.fifths.draws import chance
from nabolag.areas.fifths.worst_fifth import a_fifth
from nabolag.values import Direction

AT_RANDOM = 20_000
"""Areas drawn: the chance of one has a standard error of 0.4 percentage points at most."""
BLOCK = 50
"""Sets of known indicators looked up at a time: few enough for little memory."""


def going_together(board: Board) -> Floats:
    """Give how the challenges on a board go together over areas (see correlations)."""
    return correlations(
        [standing.gist for standing in board.standings],
        signs=[
            -1 if standing.counted.challenge is Direction.MORE_IS_BETTER else 1
            for standing in board.standings
        ],
    )


def at_random(board: Board, together: Floats, *, seed: int, level: str) -> Floats:
    """Give how likely an area at random is on at least 0, 1, … dimensions, (areas, …).

    Indicators are normal and go together as said. Each area of the board is answered
    for by areas with figures of the same indicators.
    """
    fifths = [
        a_fifth(len(standing.gist.codes)) / len(standing.gist.codes)
        for standing in board.standings
    ]
    drawn = areas_at_random(
        together, number=AT_RANDOM, random=chance(seed, level, "by chance")
    )
    inside = (drawn > -ndtri(fifths)).astype(np.float32)
    sets, which = np.unique(board.known.T, axis=0, return_inverse=True)
    chances = [
        _at_least(board.sides, inside, sets[first : first + BLOCK].astype(np.float32).T)
        for first in range(0, len(sets), BLOCK)
    ]
    return np.asarray(np.concatenate(chances)[which.ravel()])


def _at_least(
    sides: Sequence[Side],
    inside: npt.NDArray[np.float32],
    known: npt.NDArray[np.float32],
) -> Floats:
    number = np.zeros((len(inside), known.shape[1]), dtype=np.uint8)
    for side in sides:
        members = list(side.members)
        of = known[members].sum(axis=0)
        holds = 2 * (inside[:, members] @ known[members]) > of
        number += holds & (of >= FEWEST_INDICATORS)
    return np.stack(
        [np.mean(number >= least, axis=0) for least in range(len(sides) + 1)], axis=1
    )


def areas_at_random(
    together: Floats, *, number: int, random: np.random.Generator
) -> Floats:
    """Give areas that are normal on each indicator and go together so, (number, n)."""
    values, vectors = np.linalg.eigh(together)
    # Correlations found one by one may not fit together; the nearest that do are used.
    roots = vectors * np.sqrt(np.maximum(values, 0.0))
    roots /= np.linalg.norm(roots, axis=1, keepdims=True)
    return np.asarray(random.standard_normal((number, len(together))) @ roots.T)
