"""Places in which factors stand as far from each other as they are along the arrows.

Those of a loop wish to stand on a ring. All wishes are met as well as can be by
stress majorisation (Gansner, Koren and North 2005, "Graph drawing by stress
majorization"), from several starts at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

Floats = NDArray[np.float64]

_LONGEST_RING, _MOST_RINGS = 10, 60
_SHORT_RING = 6  # factors at most in rings that nobody named
_RING_WEIGHT = 3.0
_STEPS = 60
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How far each two factors wish to be apart, and how much (n × n)."""

    apart: Floats
    weight: Floats


def wishes(
    count: int, links: Sequence[tuple[int, int]], rings: Sequence[Sequence[int]]
) -> Wishes:
    """Give wishes in steps along arrows, and on rings as the crow flies.

    All factors must hang together. Of two rings with the same pair the first decides.

    >>> square = wishes(4, [(0, 1), (1, 2), (2, 3), (3, 0)], [[0, 1, 2, 3]])
    >>> [round(float(apart), 2) for apart in square.apart[0]]
    [0.0, 1.0, 1.41, 1.0]
    """
    joined = np.zeros((count, count))
    for start, end in links:
        joined[start, end] = joined[end, start] = start != end
    apart = shortest_path(joined, unweighted=True)
    weight = 1 / np.maximum(apart, 1) ** 2
    short = sorted(islice(short_rings(count, links), _MOST_RINGS), key=len)
    for ring in reversed([*rings, *short]):
        _round(ring, apart, weight)
    np.fill_diagonal(weight, 0)
    return Wishes(apart=apart, weight=weight)


def relaxed(
    start: Floats, wished: Wishes, *, half: float | None = None, steps: int = _STEPS
) -> Floats:
    """Move places (… × n × 2) to meet the wishes, no further across than ``half``."""
    pull = np.diag(wished.weight.sum(axis=1)) - wished.weight
    inverse = np.linalg.pinv(pull)
    wanted = wished.weight * wished.apart
    at = start
    for _ in range(steps):
        gaps = at[..., :, None, :] - at[..., None, :, :]
        distance = np.sqrt((gaps**2).sum(axis=-1))
        ratio = wanted / np.maximum(distance, _NEAR)
        sums = ratio.sum(axis=-1)[..., None] * at - ratio @ at
        at = inverse @ sums
        if half is not None:
            at[..., 0] = np.clip(at[..., 0], -half, half)
    return at


def stress(at: Floats, wished: Wishes) -> Floats:
    """Give how badly the wishes are met (…), by places … × n × 2."""
    gaps = at[..., :, None, :] - at[..., None, :, :]
    off = np.sqrt((gaps**2).sum(axis=-1)) - wished.apart
    return np.asarray((wished.weight * off**2).sum(axis=(-1, -2)) / 2)


def short_rings(
    count: int, links: Sequence[tuple[int, int]], *, longest: int = _SHORT_RING
) -> Iterator[list[int]]:
    """Give each way round along arrows, of 2 to ``longest`` factors, the lowest first.

    >>> list(short_rings(3, [(0, 1), (1, 0), (1, 2), (2, 0)]))
    [[0, 1], [0, 1, 2]]
    """
    ahead: dict[int, list[int]] = {n: [] for n in range(count)}
    steps = np.zeros((count, count))
    for start, end in sorted({(a, b) for a, b in links if a != b}):
        ahead[start].append(end)
        steps[start, end] = 1
    back = shortest_path(steps, unweighted=True)

    def onward(path: list[int]) -> Iterator[list[int]]:
        for end in ahead[path[-1]]:
            if end == path[0]:
                yield path
            # No way is gone that cannot be back in time.
            in_time = len(path) + 1 + back[end, path[0]] <= longest + 1
            if end > path[0] and end not in path and in_time:
                yield from onward([*path, end])

    for first in range(count):
        yield from onward([first])


def _round(ring: Sequence[int], apart: Floats, weight: Floats) -> None:
    """Wish the distances between corners of a regular polygon with sides of 1."""
    size = len(ring)
    if not 2 < size <= _LONGEST_RING:
        return
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    chords = np.sin(np.pi * steps / size) / np.sin(np.pi / size)
    apart[np.ix_(ring, ring)] = chords
    weight[np.ix_(ring, ring)] = _RING_WEIGHT / np.maximum(chords, 1) ** 2
