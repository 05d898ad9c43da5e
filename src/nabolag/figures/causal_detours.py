"""Ways around boxes for arrows that have no free way straight to where they go.

Ways turn at corners a little outside boxes. The shortest is looked for among all that
meet no box, in the graph of which corners see each other (Lozano-Pérez and Wesley 1979,
"An algorithm for planning collision-free paths among polyhedral obstacles").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from nabolag.figures.causal_refine import segments_cross, segments_meet_boxes
from nabolag.figures.causal_stress import Floats

LANE = 11.0
"""Px from a box to a way around it: the middle between boxes that stand close."""

_AIR = 4.0  # px around a box that no way comes into
_TURN, _CROSSING = 24.0, 90.0  # px that a turn, and a crossing, are as bad as
_CORNERS = np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)], np.float64)
_LONGEST = 5  # turns
_HEAD = 12.0  # px at least from the last turn to the box


@dataclass(frozen=True, slots=True, kw_only=True)
class Maze:
    """Corners (k × 2) around boxes, and the ways between those in sight.

    ``ends`` are pairs of corners (e × 2), ``lengths`` how far apart they are, in px.
    """

    at: Floats
    half: Floats
    corners: Floats
    ends: NDArray[np.int64]
    lengths: Floats


def maze(at: Floats, sizes: Floats, across: float) -> Maze:
    """Give all corners that are free, inside the figure across, with what each sees."""
    half = sizes / 2
    corners = at[:, None] + (half[:, None] + LANE) * _CORNERS
    corners = corners.reshape(-1, 2)
    met = np.asarray((np.abs(corners[:, None] - at) < half + _AIR).all(axis=-1))
    free = ~met.any(axis=1)
    inside = (corners[:, 0] >= _AIR) & (corners[:, 0] <= across - _AIR)
    corners = corners[inside & free]
    one, other = np.triu_indices(len(corners), 1)
    sight = ~_blocked(corners[one], corners[other], at, half)
    ends = np.stack([one[sight], other[sight]], axis=1)
    lengths = np.hypot(*(corners[ends[:, 0]] - corners[ends[:, 1]]).T)
    return Maze(at=at, half=half, corners=corners, ends=ends, lengths=lengths)


def ways_round(
    found: Maze, links: Sequence[tuple[int, int]], points: Floats, which: Sequence[int]
) -> Iterator[list[Floats]]:
    """Give for some arrows lines (n × 2) around all boxes, from middle to middle.

    ``points`` (m × p × 2) are the ways all arrows take by now: the first line is the
    shortest, the second the one that is short and crosses few of them.
    """
    a, b = found.corners[found.ends[:, 0]], found.corners[found.ends[:, 1]]
    crossed = _crossings(a, b, points)
    for number in which:
        foreign = crossed.sum(axis=1) - crossed[:, number]
        lines = [
            _shortest(found, links[number], np.zeros(len(a))),
            _shortest(found, links[number], _CROSSING * foreign),
        ]
        yield [line for line in lines if 2 < len(line) <= _LONGEST + 2]


def _blocked(a: Floats, b: Floats, at: Floats, half: Floats) -> NDArray[np.bool_]:
    met = segments_meet_boxes(a[:, None], b[:, None], at, half + _AIR)
    return np.asarray(met.any(axis=1))


def _crossings(a: Floats, b: Floats, points: Floats) -> NDArray[np.int64]:
    """Count (e × m) how often each arrow crosses each segment a–b (e × 2)."""
    found = np.zeros((len(a), len(points)), np.int64)
    for number, way in enumerate(points):
        crossed = segments_cross(a[:, None], b[:, None], way[:-1], way[1:])
        found[:, number] = crossed.sum(axis=1)
    return found


def _shortest(found: Maze, link: tuple[int, int], more: Floats) -> Floats:
    """Give the line of the shortest way, where each part is longer by so much more."""
    count = len(found.corners)
    legs = [_seen(found, box) for box in link]
    ends = np.concatenate(
        [found.ends, *(_to(seen, count + n) for n, seen in enumerate(legs))]
    )
    places = np.concatenate([found.corners, found.at[list(link)]])
    out = np.hypot(*(places[ends[:, 0]] - places[ends[:, 1]]).T) + _TURN
    out[: len(more)] += more
    graph = csr_matrix((out, (ends[:, 0], ends[:, 1])), shape=(count + 2, count + 2))
    _, before = dijkstra(
        graph, directed=False, indices=[count], return_predecessors=True
    )
    line = [count + 1]
    while before[0, line[-1]] >= 0:
        line.append(int(before[0, line[-1]]))
    return np.asarray(places[line[::-1]])


def _seen(found: Maze, box: int) -> NDArray[np.int64]:
    """Give the corners that the middle of a box sees, with room for an arrow's head."""
    others = np.arange(len(found.at)) != box
    start = np.broadcast_to(found.at[box], found.corners.shape)
    hidden = _blocked(start, found.corners, found.at[others], found.half[others])
    gaps = np.abs(found.corners - found.at[box]) - found.half[box]
    return np.flatnonzero(~hidden & (gaps.max(axis=1) > _HEAD))


def _to(seen: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    return np.stack([seen, np.full(len(seen), end)], axis=1)
