"""Arrows as curves: Bézier curves cut where they leave and enter boxes.

A bundle of curves is an array … × 4 × 2 of cubic control points, in px.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nabolag.figures.causal_stress import Floats

POINTS = 13
"""Points along a curve by which it is compared with others."""

_HALVINGS = 16
_SAMPLES = 41
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


def along(curves: Floats, at: Floats) -> Floats:
    """Give points (… × p × 2) at parts 0–1 of curves; parts are p, or … × p."""
    t = at[..., None]
    a, b, c, d = (curves[..., None, n, :] for n in range(4))
    u = 1 - t
    return np.asarray(u**3 * a + 3 * u**2 * t * b + 3 * u * t**2 * c + t**3 * d)


def cut(
    curves: Floats, first: tuple[Floats, Floats], last: tuple[Floats, Floats]
) -> Floats:
    """Give the pieces of curves (k × 4 × 2) between the borders of two boxes.

    A box is its middle and its half size; a curve begins in the first, ends in the last.
    """
    leaves = _border(curves, *first)
    enters = 1 - _border(curves[:, ::-1], *last)
    return _piece(curves, leaves, np.maximum(enters, leaves))


def shortened(curve: Floats, length: float) -> Floats:
    """Give a curve (4 × 2) without its last px, of which the half is kept at least.

    >>> line = np.array([[0.0, 0.0], [30.0, 0.0], [60.0, 0.0], [90.0, 0.0]])
    >>> shortened(line, 10.0)[3].round(6).tolist()
    [80.0, 0.0]
    """
    parts = np.linspace(0, 1, _SAMPLES)
    points = along(curve, parts)
    left = np.hypot(*(points - curve[3]).T)
    # Going back from the tip, until it is far enough away.
    low = float(np.interp(-length, -left[_SAMPLES // 2 :], parts[_SAMPLES // 2 :]))
    return np.asarray(_left(curve[None], np.array([max(low, 0.5)]))[0])


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
    return _left(_left(curves[:, ::-1], 1 - low)[:, ::-1], _share(low, high))


def _share(low: Floats, high: Floats) -> Floats:
    return (high - low) / np.maximum(1 - low, 1e-9)


def _left(curves: Floats, part: Floats) -> Floats:
    t = part[:, None, None]
    first = curves[:, :-1] * (1 - t) + curves[:, 1:] * t
    second = first[:, :-1] * (1 - t) + first[:, 1:] * t
    third = second[:, :-1] * (1 - t) + second[:, 1:] * t
    return np.concatenate(
        [curves[:, :1], first[:, :1], second[:, :1], third[:, :1]], axis=1
    )
