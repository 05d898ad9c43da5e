"""Which way each arrow bends, so that it meets as few boxes and other arrows as it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.figures.causal_curves import POINTS, along, bows, cut, detours, turns
from nabolag.figures.causal_parts import around, turn
from nabolag.figures.causal_refine import segments_cross
from nabolag.figures.causal_stress import Floats

_BENDS = np.array([0.0, 0.05, 0.1, 0.16, 0.24, 0.34, 0.46])
_BENDS = np.unique(np.concatenate([-_BENDS, _BENDS]))
_FAR = 150.0  # px from which an arrow may take a detour
_SWINGS = [(90, 90), (55, 55), (70, -70), (80, 0), (0, 80)]  # px aside near both ends
_DETOURS = np.array([*_SWINGS, *((-a, -b) for a, b in _SWINGS)], np.float64)
_LONG = 0.9  # what a detour costs
_HOPELESS = 6.0  # so much worse than another by itself, a way is never tried
_TURN = 15.0  # px that an arrow from a box to itself reaches out
_THROUGH, _CROSSING, _ALONG, _OUTSIDE = 2.0, 1.0, 0.2, 4.0
"""What it costs, for each point in a box, each crossing, each two points of arrows close
to each other, and each point outside the figure."""
_MET, _TIPS = 0.8, 14.0  # for a tip so few px from another
_UNLIKE, _CURVED = 9.0, 1.0  # for a bend that is not the wished one, and for any
_AIR, _BESIDE = 5.0, 7.0  # px around a box, and around another arrow
_USUAL = 0.06  # the bend of an arrow in no loop
_PASSES = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The curve of each arrow (m × 4 × 2), and points along it (m × p × 2)."""

    curves: Floats
    points: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The curves an arrow may take, points along them, and what each costs by itself."""

    curves: Floats
    points: Floats
    costs: Floats


def routed(
    at: Floats,
    sizes: Floats,
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    across: float,
) -> Ways:
    """Choose curves for all arrows, one after the other, until none wants another.

    Arrows of loops bend outwards, as on a ring.
    """
    wished = _wished(at, links, rings)
    choices = [
        _choice(at, sizes, link, bend, across)
        for link, bend in zip(links, wished, strict=True)
    ]
    chosen = [int(choice.costs.argmin()) for choice in choices]
    points = np.array([c.points[n] for c, n in zip(choices, chosen, strict=True)])
    settled = False
    # Every change lowers what all arrows cost together, so that there is an end.
    while not settled:
        settled = True
        for number, choice in enumerate(choices):
            costs = choice.costs + _company(choice.points, points, number)
            if costs.min() < costs[chosen[number]] - _PASSES:
                chosen[number] = int(costs.argmin())
                points[number] = choice.points[chosen[number]]
                settled = False
    curves = [c.curves[n] for c, n in zip(choices, chosen, strict=True)]
    return Ways(curves=np.array(curves).reshape(-1, 4, 2), points=points)


def _wished(
    at: Floats, links: Sequence[tuple[int, int]], rings: Sequence[Sequence[int]]
) -> list[float]:
    """Give each arrow the bend of a ring through its loop, the first loop deciding."""
    bends: dict[tuple[int, int], float] = {}
    for ring in rings:
        area = turn(at[list(ring)])
        bend = np.tan(np.pi / (2 * max(len(ring), 3))) / 2
        for link in around(list(ring)):
            bends.setdefault(link, float(-np.sign(area) * bend))
    return [
        bends.get(link, -_USUAL if (link[1], link[0]) not in links else -2 * _USUAL)
        for link in links
    ]


def _choice(
    at: Floats, sizes: Floats, link: tuple[int, int], wish: float, across: float
) -> _Choice:
    start, end = link
    half = sizes / 2
    if start == end:
        whole = turns(at[start], half[start], _TURN)
        liking = np.zeros(len(whole))
    else:
        whole, liking = _bent(at[start], at[end], wish)
    curves = cut(whole, (at[start], half[start]), (at[end], half[end]))
    points = along(curves, np.linspace(0, 1, POINTS))
    away = np.abs(points[:, :, None] - at) < half + _AIR
    inside = away[..., 0] & away[..., 1]
    # Near its own boxes an arrow has to be.
    inside[:, :2, start] = inside[:, -2:, end] = False
    outside = (points[..., 0] < _AIR) | (points[..., 0] > across - _AIR)
    costs = _THROUGH * inside.sum(axis=(1, 2)) + _OUTSIDE * outside.sum(axis=1)
    costs += liking
    hopeful = costs <= costs.min() + _HOPELESS
    return _Choice(curves=curves[hopeful], points=points[hopeful], costs=costs[hopeful])


def _bent(start: Floats, end: Floats, wish: float) -> tuple[Floats, Floats]:
    """Give bows, and detours where it is far, with how little each is liked."""
    bends = np.append(_BENDS, wish)
    whole = bows(start, end, bends)
    liking = _UNLIKE * (bends - wish) ** 2 + _CURVED * bends**2
    if np.hypot(*(end - start)) < _FAR:
        return whole, liking
    ways = detours(start, end, _DETOURS)
    long = np.full(len(ways), _LONG)
    return np.concatenate([whole, ways]), np.concatenate([liking, long])


def _company(tried: Floats, points: Floats, number: int) -> Floats:
    """Give what each way costs beside the ways of the other arrows."""
    low, high = tried.min(axis=(0, 1)) - _TIPS, tried.max(axis=(0, 1)) + _TIPS
    near = ((points.max(axis=1) > low) & (points.min(axis=1) < high)).all(axis=1)
    near[number] = False
    others = points[near]
    if not len(others):
        return np.zeros(len(tried))
    a, b = tried[:, :-1, None, None], tried[:, 1:, None, None]
    c, d = others[None, None, :, :-1], others[None, None, :, 1:]
    crossed = segments_cross(a, b, c, d).sum(axis=(1, 2, 3))
    gaps = tried[:, 1:-1, None, None] - others[None, None, :, 1:-1]
    distance = gaps[..., 0] ** 2 + gaps[..., 1] ** 2
    close = (distance < _BESIDE**2).sum(axis=(1, 2, 3))
    tips = others[:, -1] - tried[:, -1:]
    met = (np.hypot(tips[..., 0], tips[..., 1]) < _TIPS).sum(axis=1)
    return np.asarray(_CROSSING * crossed + _ALONG * close + _MET * met)
