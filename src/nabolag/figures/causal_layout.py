"""Where the boxes of a causal diagram stand, in px.

Parts that hang together are laid out one by one and put on shelves below each other.
Everything is drawn from fixed seeds, so the same diagram always looks the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from scipy.sparse.csgraph import connected_components

from nabolag.figures.causal_boxes import Plate
from nabolag.figures.causal_parts import turn
from nabolag.figures.causal_refine import Board, cost, refined
from nabolag.figures.causal_stress import Floats, relaxed, wishes
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE

EDGE = 8.0
"""Px that no box comes closer to the sides of the figure."""

_STEP: Mapping[Width, tuple[float, float]] = MappingProxyType(
    {Width.WIDE: (58.0, 84.0), Width.NARROW: (26.0, 96.0)}
)
"""Px between boxes a step apart, across and down."""
_LINKED: Mapping[Width, float] = MappingProxyType({Width.WIDE: 40, Width.NARROW: 34})
_APART, _SHELF = 22.0, 40.0  # px between boxes without an arrow, and between parts
_STARTS, _KEPT, _TURNS = 14, 3, 12
_SEED = 7


def places(
    drawn: Sequence[Plate],
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    width: Width,
) -> Floats:
    """Give the middle of each box (n × 2), all inside the figure across.

    Boxes that an arrow joins are further apart than others. Loops (``rings``) that come
    first go clockwise where they can.
    """
    sizes = np.array([(plate.across, plate.down) for plate in drawn]).reshape(-1, 2)
    joined = np.zeros((len(drawn), len(drawn)))
    for start, end in links:
        joined[start, end] = 1
    count, part = connected_components(joined, directed=False)
    members = [np.flatnonzero(part == number) for number in range(count)]
    laid = []
    for inside in sorted(members, key=lambda inside: (-len(inside), inside[0])):
        number = {int(box): n for n, box in enumerate(inside)}
        own = [(number[a], number[b]) for a, b in links if a in number]
        loops = [[number[n] for n in ring] for ring in rings if ring[0] in number]
        laid.append((inside, _part(sizes[inside], own, loops, width)))
    return _shelved(laid, sizes, width)


def _part(
    sizes: Floats,
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    width: Width,
) -> Floats:
    if len(sizes) == 1:
        return sizes / 2
    board = _board(sizes, links, rings, width)
    starts = [_settled(at, board) for at in _starts(board)]
    ordered = sorted(starts, key=lambda at: cost(at, board))
    better = [refined(at, board, seed=_SEED) for at in ordered[:_KEPT]]
    best = min(better, key=lambda at: cost(at, board))
    settled = _settled(_clockwise(best, rings, board), board)
    return np.round(settled)


def _board(
    sizes: Floats,
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    width: Width,
) -> Board:
    pairs = {(min(a, b), max(a, b)) for a, b in links if a != b}
    gaps = np.full((len(sizes), len(sizes)), _APART)
    for a, b in pairs:
        gaps[a, b] = gaps[b, a] = _LINKED[width]
    return Board(
        sizes=sizes,
        links=np.array(sorted(pairs), np.int64).reshape(-1, 2),
        wished=wishes(len(sizes), links, rings),
        unit=sizes.mean(axis=0) + _STEP[width],
        gaps=gaps,
        across=PAGE[width] - 2 * EDGE,
    )


def _starts(board: Board) -> list[Floats]:
    """Give layouts from several starts, each turned so that it fits and has rows."""
    dice = np.random.default_rng(_SEED)
    count = len(board.sizes)
    first = dice.normal(size=(_STARTS, count, 2)) * np.sqrt(count) / 2
    free = relaxed(first, board.wished)
    angles = np.linspace(0, np.pi, _TURNS, endpoint=False)
    half = (board.across - board.sizes[:, 0].mean()) / board.unit[0] / 2
    found = []
    for at in free:
        turned = [_turned(at, angle) for angle in angles]
        best = min(turned, key=lambda one: _unrest(one, half))
        held = relaxed(best, board.wished, half=half)
        px = held * board.unit + [board.across / 2, 0]
        found.append(board.clipped(px))
    return found


def _turned(at: Floats, angle: float) -> Floats:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray((at - at.mean(axis=0)) @ np.array([[cos, -sin], [sin, cos]]))


def _unrest(at: Floats, half: float) -> float:
    """Give how far places reach outside, and how far each is from a row with another."""
    beyond = np.clip(np.abs(at[:, 0]) - half, 0, None).sum()
    off = np.abs(at[:, None, 1] - at[None, :, 1]) + np.diag(np.full(len(at), np.inf))
    return float(beyond + off.min(axis=1).mean())


def _clockwise(at: Floats, rings: Sequence[Sequence[int]], board: Board) -> Floats:
    """Mirror the layout where the first loops go the other way, as most would see it."""
    sense = 0.0
    for rank, ring in enumerate(rings, start=1):
        area = turn(at[list(ring)])
        sense += np.sign(area) / rank
    return at if sense >= 0 else at * [-1, 1] + [board.across, 0]


def _settled(at: Floats, board: Board) -> Floats:
    """Move boxes up or down, as little as need be, until none is too near another."""
    done: list[int] = []
    at = board.clipped(at)
    for box in np.argsort(at[:, 1], kind="stable").tolist():
        need = (board.sizes[box] + board.sizes[done]) / 2 + board.gaps[box, done][
            :, None
        ]
        beside = np.abs(at[box, 0] - at[done, 0]) < need[:, 0]
        blocked = at[done][beside, 1]
        reach = need[beside, 1]
        tried = np.concatenate([at[[box], 1], blocked - reach, blocked + reach])
        clear = np.abs(tried[:, None] - blocked[None]) >= reach[None] - 1e-9
        free = tried[clear.all(axis=1)]
        at[box, 1] = free[np.abs(free - at[box, 1]).argmin()]
        done.append(box)
    return at


def _shelved(
    laid: Sequence[tuple[np.ndarray, Floats]], sizes: Floats, width: Width
) -> Floats:
    """Put parts beside each other while there is room, then on the next shelf."""
    room = PAGE[width] - 2 * EDGE
    shelves: list[list[tuple[np.ndarray, Floats]]] = []
    taken = np.inf
    for inside, at in laid:
        low = (at - sizes[inside] / 2).min(axis=0)
        high = (at + sizes[inside] / 2).max(axis=0)
        across = high[0] - low[0]
        if taken + _SHELF + across > room:
            shelves.append([])
            taken = -_SHELF
        shelves[-1].append((inside, at - low))
        taken += _SHELF + across
    found = np.zeros_like(sizes)
    top = 0.0
    for shelf in shelves:
        bounds = [(at + sizes[inside] / 2).max(axis=0) for inside, at in shelf]
        left = EDGE + (room - sum(b[0] for b in bounds) - _SHELF * (len(shelf) - 1)) / 2
        for (inside, at), bound in zip(shelf, bounds, strict=True):
            found[inside] = at + [left, top]
            left += bound[0] + _SHELF
        top += max(bound[1] for bound in bounds) + _SHELF
    return np.round(found)
