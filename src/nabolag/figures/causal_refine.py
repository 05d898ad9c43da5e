"""Better places for boxes, one at a time: fewer crossings, and no arrow through a box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabolag.figures.causal_stress import Floats, Wishes

_CROSSING, _THROUGH, _MEETING, _STRETCH = 16.0, 20.0, 40.0, 8.0
"""What a crossing, an arrow through a box, and two boxes on each other cost, and how
much the wishes for distance weigh."""

_CLOSE = 6.0  # px around a box that no arrow should come into
_SWEEPS = 8
_BETTER = 1e-6
_RADII, _ANGLES, _ANYWHERE = (14.0, 40.0, 90.0, 160.0), 8, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What is to be placed: sizes of boxes (n × 2, px), arrows, wishes, and room.

    ``unit`` is how many px a step of the wishes takes across and down; ``gaps`` (n × n)
    the px between two boxes.
    """

    sizes: Floats
    links: NDArray[np.int64]
    wished: Wishes
    unit: Floats
    gaps: Floats
    across: float

    def clipped(self, at: Floats) -> Floats:
        """Give places (… × n × 2) moved so far that all boxes are inside, across."""
        half = self.sizes[:, 0] / 2
        x = np.clip(at[..., 0], half, np.maximum(self.across - half, half))
        return np.stack([x, at[..., 1]], axis=-1)


def refined(at: Floats, board: Board, *, seed: int) -> Floats:
    """Move box after box to the best of many places, as long as that makes it better."""
    dice = np.random.default_rng(seed)
    at = at.copy()
    for _ in range(_SWEEPS):
        moved = False
        for box in dice.permutation(len(at)).tolist():
            tried = _tries(at, box, board, dice)
            costs = costs_of(box, tried, at, board)
            best = int(costs.argmin())
            if costs[best] < costs[0] - _BETTER:
                at[box], moved = tried[best], True
        if not moved:
            break
    return at


def _tries(at: Floats, box: int, board: Board, dice: np.random.Generator) -> Floats:
    """Give places to try: where it is, around there, between its neighbours, anywhere."""
    turns = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    around = [at[box] + radius * ring for radius in _RADII]
    links = board.links[(board.links == box).any(axis=1)]
    beside = np.unique(links[links != box])
    middle = at[beside].mean(axis=0, keepdims=True) if len(beside) else at[[box]]
    low, high = at.min(axis=0) - board.unit / 2, at.max(axis=0) + board.unit / 2
    anywhere = dice.uniform(low, high, (_ANYWHERE, 2))
    tried = np.concatenate([at[[box]], *around, middle, anywhere])
    half = board.sizes[box, 0] / 2
    tried[:, 0] = np.clip(tried[:, 0], half, max(half, board.across - half))
    return tried


def costs_of(box: int, tried: Floats, at: Floats, board: Board) -> Floats:
    """Give what it costs to have one box at each of some places (k × 2), all else fixed."""
    others = np.arange(len(at)) != box
    gaps = tried[:, None] - at[others]
    near = board.gaps[box, others]
    short = _short(gaps, board.sizes[box], board.sizes[others], near)
    apart, weight = board.wished.apart[box, others], board.wished.weight[box, others]
    return np.asarray(
        _meeting(short, board).sum(axis=1)
        + _stretch(gaps, board, apart, weight).sum(axis=1)
        + _tangle(box, tried, at, board)
    )


def cost(at: Floats, board: Board) -> float:
    """Give how bad places (n × 2) are altogether."""
    pairs = np.triu(np.ones((len(at), len(at)), bool), 1)
    gaps = at[:, None] - at
    a, b = at[board.links[:, 0]], at[board.links[:, 1]]
    crossed = segments_cross(a[:, None], b[:, None], a, b)
    shared = (board.links[:, None, :, None] == board.links[:, None, :]).any(axis=(2, 3))
    run = segments_meet_boxes(a[:, None], b[:, None], at, board.sizes / 2 + _CLOSE)
    np.put_along_axis(run, board.links, values=False, axis=1)
    short = _short(gaps, board.sizes[:, None], board.sizes, board.gaps)
    return float(
        (_meeting(short, board) * pairs).sum()
        + (_stretch(gaps, board, board.wished.apart, board.wished.weight) * pairs).sum()
        + _CROSSING * (crossed & ~shared).sum() / 2
        + _THROUGH * run.sum()
    )


def _short(gaps: Floats, one: Floats, other: Floats, near: Floats) -> Floats:
    """Give how many px two boxes are too near each other; below 0 where they are not."""
    need = (one + other) / 2
    across = need[..., 0] + near - np.abs(gaps[..., 0])
    return np.minimum(across, need[..., 1] + near - np.abs(gaps[..., 1]))


def _meeting(short: Floats, board: Board) -> Floats:
    return np.asarray(_MEETING * (short > 0) * (1 + short / board.unit[1]))


def _stretch(gaps: Floats, board: Board, apart: Floats, weight: Floats) -> Floats:
    distance = np.hypot(gaps[..., 0] / board.unit[0], gaps[..., 1] / board.unit[1])
    return np.asarray(_STRETCH * weight * (distance - apart) ** 2)


def _tangle(box: int, tried: Floats, at: Floats, board: Board) -> Floats:
    """Count crossings of its arrows, boxes its arrows run through, and arrows through it."""
    mine = (board.links == box).any(axis=1)
    far = np.setdiff1d(board.links[mine], [box])
    rest = board.links[~mine]
    a, b = at[rest[:, 0]], at[rest[:, 1]]
    half = board.sizes / 2 + _CLOSE
    start = tried[:, None, None]
    crossed = segments_cross(start, at[far][:, None], a, b)
    crossed &= (rest != far[:, None, None]).all(axis=-1)
    run = segments_meet_boxes(start, at[far][:, None], at, half)
    run[..., box] = False
    run[:, np.arange(len(far)), far] = False
    through = segments_meet_boxes(a, b, tried[:, None], half[box])
    return np.asarray(
        _CROSSING * crossed.sum(axis=(1, 2))
        + _THROUGH * run.sum(axis=(1, 2))
        + _THROUGH * through.sum(axis=1)
    )


def segments_cross(a: Floats, b: Floats, c: Floats, d: Floats) -> NDArray[np.bool_]:
    """Tell which segments a–b (… × 2) cross c–d, ends that only touch left out.

    >>> a, b, c, d = (np.array(p, float) for p in ([0, 0], [2, 2], [0, 2], [2, 0]))
    >>> bool(segments_cross(a, b, c, d)), bool(segments_cross(a, c, b, d))
    (True, False)
    """
    one = _side(a, b, c) * _side(a, b, d) < 0
    return np.asarray(one & (_side(c, d, a) * _side(c, d, b) < 0))


def segments_meet_boxes(
    a: Floats, b: Floats, middle: Floats, half: Floats
) -> NDArray[np.bool_]:
    """Tell which segments a–b (… × 2) run into boxes around middles.

    >>> a, b = np.array([0.0, 0.0]), np.array([10.0, 0.0])
    >>> bool(segments_meet_boxes(a, b, np.array([5.0, 1.0]), np.array([2.0, 2.0])))
    True
    >>> bool(segments_meet_boxes(a, b, np.array([5.0, 3.0]), np.array([2.0, 2.0])))
    False
    """
    (x_in, x_out), (y_in, y_out) = (
        _span(a[..., n], b[..., n], middle[..., n], half[..., n]) for n in (0, 1)
    )
    enters, leaves = np.maximum(x_in, y_in), np.minimum(x_out, y_out)
    return np.asarray((enters < leaves) & (leaves > 0) & (enters < 1))


def _span(a: Floats, b: Floats, middle: Floats, half: Floats) -> tuple[Floats, Floats]:
    """Give the parts of the way from a to b between which it is level with a box."""
    run = b - a
    run = np.where(np.abs(run) < _BETTER, _BETTER, run)
    first, second = (middle - half - a) / run, (middle + half - a) / run
    return np.minimum(first, second), np.maximum(first, second)


def _side(a: Floats, b: Floats, point: Floats) -> Floats:
    along = (b[..., 0] - a[..., 0]) * (point[..., 1] - a[..., 1])
    return np.asarray(along - (b[..., 1] - a[..., 1]) * (point[..., 0] - a[..., 0]))
