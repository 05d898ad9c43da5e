"""Arrows as curves: Bézier curves cut where they leave and enter boxes.

A curve is a chain of cubic pieces, each from where the last one ends: 3k + 1 control
points in px. A bundle is an array … × (3k + 1) × 2 of curves with as many pieces.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nabolag.figures.causal_stress import Floats

POINTS = 25
"""Points along a curve by which it is compared with others."""

_HALVINGS = 12
_SAMPLES = 41
_ONE_PIECE = 4  # control points
_TINY = 1e-9
_LONGEST = 100.0  # px
_MIRRORS = np.array([(1, -1), (-1, -1), (1, 1), (-1, 1)], np.float64)
# Points of an arrow from a box to itself: in halves of the box, then in its reach.
_CORNER = np.array(
    [
        [(0.45, 0), (1, 1), (1, 1), (0, 0.2)],
        [(0, 0), (-0.25, 1.5), (1.5, 0.25), (0, 0)],
    ]
)
_SIDE = np.array(
    [
        [(-0.3, 0), (-0.3, 1), (0.3, 1), (0.3, 0)],
        [(0, 0), (-1, 2), (1, 2), (0, 0)],
    ]
)


def bows(start: Floats, end: Floats, bends: Floats) -> Floats:
    """Give curves (k × 4 × 2) from a middle to another, one for each bend (k).

    A bend is how far a curve swings aside of its way, as a part of the distance: to the
    right as one goes on a screen where it is above 0.

    >>> bow = bows(np.array([0.0, 0.0]), np.array([100.0, 0.0]), np.array([0.5]))
    >>> along(bow, np.array([0.5]))[0, 0].round(6).tolist()
    [50.0, 50.0]
    """
    # A cubic curve swings three quarters as far as its two inner points lie aside.
    return _swung(start, end, np.stack([bends, bends], axis=1) * 4 / 3, early=1 / 3)


def detours(start: Floats, end: Floats, aside: Floats) -> Floats:
    """Give curves (k × 4 × 2) that soon swing px aside (k × 2: near start, near end).

    They run beside a row of boxes, where a bow would run into the first of them.
    """
    far = max(float(np.hypot(*(end - start))), 1.0)
    return _swung(start, end, aside * 4 / 3 / far, early=0.18)


def _swung(start: Floats, end: Floats, asides: Floats, *, early: float) -> Floats:
    run = end - start
    aside = np.array([-run[1], run[0]])
    first = start + early * run + asides[:, :1] * aside
    second = end - early * run + asides[:, 1:] * aside
    ends = np.broadcast_to(start, first.shape), np.broadcast_to(end, first.shape)
    return np.stack([ends[0], first, second, ends[1]], axis=1)


def turns(middle: Floats, half: Floats, reach: float) -> Floats:
    """Give curves (8 × 4 × 2) from a box to itself, around its corners and sides."""
    of_box, of_reach = (
        np.concatenate([mirror * part for mirror in _MIRRORS for part in parts])
        for parts in ((_CORNER[:1], _SIDE[:1]), (_CORNER[1:], _SIDE[1:]))
    )
    return np.asarray(middle + half * of_box + reach * of_reach)


def through(line: Floats, tension: float) -> Floats:
    """Give a curve that runs smoothly through all points (n × 2) of a line.

    ``tension`` is how far its control points lie from the points, in parts of the way
    to the next, or of 100 px where that is further (Catmull and Rom 1974, "A class of local interpolating splines").

    >>> bend = through(np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]), 0.3)
    >>> along(bend, np.array([0.0, 0.5, 1.0])).tolist()
    [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]
    """
    steps = np.diff(line, axis=0)
    lengths = np.maximum(np.hypot(*steps.T), _TINY)[:, None]
    ahead = steps[:-1] / lengths[:-1] + steps[1:] / lengths[1:]
    ahead /= np.maximum(np.hypot(*ahead.T), _TINY)[:, None]
    # Long parts would swing far out at sharp turns.
    swing = tension * np.minimum(lengths, _LONGEST)
    before = line[1:-1] - swing[:-1] * ahead
    after = line[1:-1] + swing[1:] * ahead
    # At both ends it aims at the next control point, so that it bends one way.
    first = line[0] + (before[0] - line[0]) / 2
    last = line[-1] + (after[-1] - line[-1]) / 2
    inner = np.stack([before, line[1:-1], after], axis=1).reshape(-1, 2)
    return np.concatenate([line[:1], [first], inner, [last], line[-1:]])


def along(curves: Floats, at: Floats) -> Floats:
    """Give points (… × p × 2) at parts 0–1 of curves; parts are p, or … × p."""
    pieces = curves.shape[-2] // 3
    piece = np.minimum((at * pieces).astype(np.int64), pieces - 1)
    t = (at * pieces - piece)[..., None]
    u = 1 - t
    a, b, c, d = (_control(curves, piece, n) for n in range(4))
    return np.asarray(u**3 * a + 3 * u**2 * t * b + 3 * u * t**2 * c + t**3 * d)


def _control(curves: Floats, piece: NDArray[np.int64], which: int) -> Floats:
    """Give one of the four control points of the piece at each part."""
    if curves.shape[-2] == _ONE_PIECE:
        return np.asarray(curves[..., None, which, :])
    wanted = (*curves.shape[:-2], piece.shape[-1])
    number = np.broadcast_to(3 * piece + which, wanted)[..., None]
    return np.take_along_axis(curves, number, axis=-2)


def all_along(curves: Sequence[Floats], at: Floats) -> Floats:
    """Give points (m × p × 2) at parts 0–1 (p) of curves with pieces as many as each has."""
    return np.array([along(curve, at) for curve in curves]).reshape(-1, len(at), 2)


def cut(
    curves: Floats, first: tuple[Floats, Floats], last: tuple[Floats, Floats]
) -> Floats:
    """Give the pieces of curves (k × 4 × 2) between the borders of two boxes.

    A box is its middle and its half size; a curve begins in the first, ends in the last,
    and leaves and enters them with its first and last piece.
    """
    start, end = curves[:, :4], curves[:, -4:]
    leaves = _border(start, *first)
    enters = 1 - _border(end[:, ::-1], *last)
    if curves.shape[1] == _ONE_PIECE:
        return _piece(curves, leaves, np.maximum(enters, leaves))
    return np.concatenate(
        [_right(start, leaves), curves[:, 4:-3], _left(end, enters)[:, 1:]], axis=1
    )


def shortened(curve: Floats, length: float) -> Floats:
    """Give a curve without its last px; half of its last piece is kept at least.

    >>> line = np.array([[0.0, 0.0], [30.0, 0.0], [60.0, 0.0], [90.0, 0.0]])
    >>> shortened(line, 10.0)[-1].round(6).tolist()
    [80.0, 0.0]
    """
    parts = np.linspace(0, 1, _SAMPLES)
    points = along(curve[-4:], parts)
    left = np.hypot(*(points - curve[-1]).T)
    # Going back from the tip, until it is far enough away.
    low = float(np.interp(-length, -left[_SAMPLES // 2 :], parts[_SAMPLES // 2 :]))
    last = _left(curve[None, -4:], np.array([max(low, 0.5)]))[0]
    return np.concatenate([curve[:-4], last])


def _border(curves: Floats, middle: Floats, half: Floats) -> Floats:
    """Give the part of each curve at which it is last seen to leave a box it begins in."""
    parts = np.linspace(0, 1, _SAMPLES)
    outside = _outside(along(curves, parts), middle, half)
    outside[:, -1] = True
    first = outside.argmax(axis=1)
    low, high = parts[np.maximum(first - 1, 0)], parts[first]
    for _ in range(_HALVINGS):
        between = (low + high) / 2
        there = along(curves, between[:, None])[:, 0]
        out = _outside(there, middle, half)
        low, high = np.where(out, low, between), np.where(out, between, high)
    return np.asarray(high)


def _outside(points: Floats, middle: Floats, half: Floats) -> NDArray[np.bool_]:
    away = np.abs(points - middle) > half
    return np.asarray(away[..., 0] | away[..., 1])


def _piece(curves: Floats, low: Floats, high: Floats) -> Floats:
    """Give the same curves from one part to another (de Casteljau)."""
    return _left(_right(curves, low), _share(low, high))


def _right(curves: Floats, part: Floats) -> Floats:
    return _left(curves[:, ::-1], 1 - part)[:, ::-1]


def _share(low: Floats, high: Floats) -> Floats:
    return (high - low) / np.maximum(1 - low, _TINY)


def _left(curves: Floats, part: Floats) -> Floats:
    t = part[:, None, None]
    first = curves[:, :-1] * (1 - t) + curves[:, 1:] * t
    second = first[:, :-1] * (1 - t) + first[:, 1:] * t
    third = second[:, :-1] * (1 - t) + second[:, 1:] * t
    return np.concatenate(
        [curves[:, :1], first[:, :1], second[:, :1], third[:, :1]], axis=1
    )
