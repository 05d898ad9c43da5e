"""Where the boxes of a causal diagram stand, in px.

Parts that hang together are laid out one by one and put on shelves below each other.
Everything is drawn from fixed seeds, so the same diagram always looks the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from nabolag.figures.causal_boxes import Plate
from nabolag.figures.causal_parts import turn
from nabolag.figures.causal_refine import Board, cost, refined
from nabolag.figures.causal_stress import Floats, relaxed, wishes
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE

EDGE = 18.0
"""Px that no box comes closer to the sides: an arrow has room to pass there."""

_STEP: Mapping[Width, tuple[float, float]] = MappingProxyType(
    {Width.WIDE: (58.0, 84.0), Width.NARROW: (22.0, 110.0)}
)
"""Px between boxes a step apart, across and down."""
_LINKED: Mapping[Width, float] = MappingProxyType({Width.WIDE: 48, Width.NARROW: 46})
_APART, _SHELF = 26.0, 40.0  # px between boxes without an arrow, and between parts
_STARTS, _KEPT, _TURNS = 14, 2, 12
_NEARLY = 12.0  # px from a row or a column to be brought in line
_SEED = 7

_Laid: TypeAlias = tuple[NDArray[np.int64], Floats]


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
        loops = [
            [number[n] for n in ring] for ring in rings if number.keys() >= set(ring)
        ]
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
    settled = _settled(_facing(best, links, rings, board.across), board)
    return _aligned(np.round(settled), board)


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


def _facing(
    at: Floats,
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    across: float,
) -> Floats:
    """Turn and mirror the layout so that first loops go clockwise, and arrows down."""
    sense = sum(
        np.sign(turn(at[list(ring)])) / rank for rank, ring in enumerate(rings, start=1)
    )
    if sense < 0:
        at = at * [-1, 1] + [across, 0]
    ways = sum(at[end] - at[start] for start, end in links)
    down = ways @ [0.5, 1.0] >= 0
    return at if down else at * [-1, -1] + [across, 0]


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


def _aligned(at: Floats, board: Board) -> Floats:
    """Bring boxes that nearly stand in a row or a column in line, where there is room."""
    for axis in (1, 0):
        for box in range(len(at)):
            off = at[:, axis] - at[box, axis]
            near = np.flatnonzero((off != 0) & (np.abs(off) <= _NEARLY))
            for other in near[np.abs(off[near]).argsort(kind="stable")].tolist():
                tried = at.copy()
                tried[box, axis] = at[other, axis]
                if _clear(box, tried, board):
                    at = tried
                    break
    return at


def _clear(box: int, at: Floats, board: Board) -> bool:
    """Tell whether a box is inside the figure and far enough from all others."""
    need = (board.sizes[box] + board.sizes) / 2 + board.gaps[box][:, None]
    far = (np.abs(at - at[box]) >= need).any(axis=1)
    far[box] = True
    return bool(far.all() and (board.clipped(at)[box] == at[box]).all())


def _shelved(laid: Sequence[_Laid], sizes: Floats, width: Width) -> Floats:
    """Put parts beside each other while there is room, then on the next shelf."""
    room = PAGE[width] - 2 * EDGE
    found = np.zeros_like(sizes)
    top = 0.0
    for shelf in _shelves(laid, sizes, room):
        ends = [(at + sizes[inside] / 2).max(axis=0) for inside, at in shelf]
        taken = sum(end[0] for end in ends) + _SHELF * (len(shelf) - 1)
        left = EDGE + (room - taken) / 2
        for (inside, at), end in zip(shelf, ends, strict=True):
            found[inside] = at + np.array([left, top])
            left += end[0] + _SHELF
        top += max(end[1] for end in ends) + _SHELF
    return np.round(found)


def _shelves(laid: Sequence[_Laid], sizes: Floats, room: float) -> list[list[_Laid]]:
    """Give the parts of each shelf, each part moved up and to the left as far as it can."""
    shelves: list[list[_Laid]] = []
    taken = np.inf
    for inside, at in laid:
        first = at - (at - sizes[inside] / 2).min(axis=0)
        across = (first + sizes[inside] / 2)[:, 0].max()
        if taken + _SHELF + across > room:
            shelves.append([])
            taken = -_SHELF
        shelves[-1].append((inside, first))
        taken += _SHELF + across
    return shelves
