"""Where signs, marks of delay and marks of loops stand: by their arrows, in no box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabolag.figures.causal_curves import all_along, along
from nabolag.figures.causal_routing import Ways
from nabolag.figures.causal_stress import Floats

RADIUS = 8.0
"""Px from the middle of a sign to the edge of its disc."""

HEAD = 9.0
"""Px that an arrow's head is long."""

_PARTS = np.linspace(0, 1, 61)
_FROM_HEAD = HEAD + RADIUS + 6.0  # px from the tip to the middle of the sign
_DELAYED_AT = 0.4  # of the way
_DELAY, _ACROSS_DELAY = 4.0, 5.0  # px around a mark of delay, along its arrow and aside
_AIR = 2.0  # px from a sign to a box, another sign, or another arrow
_TAKEN, _COVERED, _OFF = 1e4, 40.0, 4.0
"""What it costs to be in a box or on a sign, on another arrow, and a px aside; a px along
the way costs 1."""
_ASIDE = np.array([0.0, 11.0, -11.0, 20.0, -20.0, 30.0, -30.0])
_FAR, _STEP = 160.0, 8.0  # px around a way, where all else is taken
_CORNERS = 3  # at least, to have an inside
_ROWS = 4  # of places for marks, below all else
_DISC = np.full(2, RADIUS)
_PER_POINT, _OUT = 50.0, 400.0  # to cover a point of an arrow, to be out of the loop


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What stands already: boxes (middles and sizes, n × 2), ways, and room across.

    ``delayed`` are the numbers of the arrows that have a mark of delay.
    """

    at: Floats
    sizes: Floats
    ways: Ways
    across: float
    delayed: Sequence[int] = ()

    def boxed(self, spots: Floats, reach: float) -> NDArray[np.bool_]:
        """Tell which spots (k × 2) come too near a box or leave the figure."""
        return np.asarray(
            self.meets(spots, np.full(2, reach)) | self.outside(spots, reach)
        )

    def meets(self, spots: Floats, reach: Floats) -> NDArray[np.bool_]:
        """Tell which spots come so near a box that what reaches so far would meet it."""
        room = self.sizes / 2 + reach + _AIR
        level = np.abs(spots[:, None, 0] - self.at[:, 0]) < room[:, 0]
        beside = np.abs(spots[:, None, 1] - self.at[:, 1]) < room[:, 1]
        return np.asarray((level & beside).any(axis=1))

    def outside(self, spots: Floats, reach: float) -> NDArray[np.bool_]:
        """Tell which spots reach over the sides of the figure."""
        x = spots[:, 0]
        return np.asarray((x < reach + _AIR) | (x > self.across - reach - _AIR))


def signs(scene: Scene) -> Floats:
    """Give each arrow's sign a place (m × 2) near its head, in no box, on no other sign.

    Short arrows choose first. Where an arrow has no room, its sign stands aside.
    """
    ways = all_along(scene.ways.curves, _PARTS)
    lengths = _lengths(ways)
    found = np.full((len(ways), 2), np.inf)
    for number in np.argsort(lengths[:, -1], kind="stable").tolist():
        left = lengths[number, -1] - lengths[number]
        wish = _wish(lengths[number, -1], delayed=number in scene.delayed)
        spots, cost = _spots(ways[number], np.abs(left - wish))
        cost += _costs(spots, number, scene, found)
        if cost.min() >= _TAKEN:
            spots, cost = _around(spots[cost.argmin()])
            cost += _costs(spots, number, scene, found)
        found[number] = spots[cost.argmin()]
    return found


def _wish(length: float, *, delayed: bool) -> float:
    """Give the px from the head to the sign; a short arrow keeps room for a delay."""
    middle = (length + HEAD) / 2
    if delayed:
        middle = max(middle - _DELAY - _AIR, HEAD + RADIUS + 1)
    return min(_FROM_HEAD, middle)


def delays(scene: Scene, signed: Floats) -> list[Floats]:
    """Give points across each delayed arrow (2 × 2: where, and where to), on no sign."""
    found = []
    for number in scene.delayed:
        way = along(scene.ways.curves[number], _PARTS)
        cost = np.abs(_PARTS - _DELAYED_AT) * _lengths(way[None])[0, -1]
        gaps = np.hypot(*(way[:, None] - signed).transpose(2, 0, 1)).min(axis=1)
        others = np.delete(scene.ways.points, number, axis=0).reshape(-1, 2)
        # Where there is no room at all, it stands as far from signs and boxes as it can.
        cost += _TAKEN * np.clip(RADIUS + _DELAY + _AIR - gaps, 0, None)
        cost += _TAKEN * scene.boxed(way, _ACROSS_DELAY)
        cost += _COVERED * _near(way, others, _ACROSS_DELAY)
        best = int(cost[:-1].argmin())
        found.append(way[best : best + 2])
    return found


def marks(
    scene: Scene,
    signed: Floats,
    rings: Sequence[Sequence[int]],
    sizes: Sequence[tuple[float, float]],
) -> Floats:
    """Give each loop's mark (r × 2, middles) room of its size amid its factors.

    It stands on no box, no sign and no other mark, and on few arrows.
    """
    ways = all_along(scene.ways.curves, _PARTS[::3]).reshape(-1, 2)
    found: list[tuple[Floats, Floats]] = [(at, _DISC) for at in signed]
    for ring, size in zip(rings, sizes, strict=True):
        half = np.array(size) / 2
        middle = scene.at[list(ring)].mean(axis=0)
        spots, cost = _around(middle)
        below = _below(scene, half)
        spots = np.concatenate([spots, below])
        cost = np.append(cost, _OFF * np.hypot(*(below - middle).T))
        cost += _TAKEN * (scene.meets(spots, half) | scene.outside(spots, half[0]))
        cost += _TAKEN * _meets(spots, half, found)
        free = cost < cost.min() + _TAKEN
        spots, cost = spots[free], cost[free]
        cost += _PER_POINT * _covered(spots, half, ways)
        cost += _OUT * _beyond(spots, scene.at[list(ring)])
        best = spots[cost.argmin()]
        found.append((best, half))
    return np.array([at for at, _ in found[len(signed) :]]).reshape(-1, 2)


def _below(scene: Scene, half: Floats) -> Floats:
    """Give places in rows below all boxes, where there is always room."""
    bottom = (scene.at[:, 1] + scene.sizes[:, 1] / 2).max()
    x = np.arange(half[0] + _AIR + 1, scene.across - half[0] - _AIR, half[0])
    y = bottom + half[1] + _AIR + 1 + np.arange(_ROWS) * 2 * (half[1] + _AIR)
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)


def _beyond(spots: Floats, corners: Floats) -> NDArray[np.bool_]:
    """Tell which spots are not amid corners; of one or two there is no amid."""
    if len(corners) < _CORNERS:
        return np.zeros(len(spots), bool)
    import shapely

    return np.asarray(~shapely.contains_xy(shapely.Polygon(corners), spots))


def _meets(
    spots: Floats, half: Floats, others: Sequence[tuple[Floats, Floats]]
) -> NDArray[np.bool_]:
    met = np.zeros(len(spots), bool)
    for at, other in others:
        away = np.abs(spots - at) - half - other - _AIR
        met |= (away[:, 0] < 0) & (away[:, 1] < 0)
    return met


def _covered(spots: Floats, half: Floats, points: Floats) -> Floats:
    """Give how many points something at each spot covers."""
    points = _window(points, spots, float(half.max()))
    level = np.abs(spots[:, None, 0] - points[:, 0]) < half[0] + _AIR
    beside = np.abs(spots[:, None, 1] - points[:, 1]) < half[1] + _AIR
    return np.asarray((level & beside).sum(axis=1), np.float64)


def _lengths(ways: Floats) -> Floats:
    steps = np.hypot(*np.moveaxis(np.diff(ways, axis=1), -1, 0))
    start = np.zeros((len(ways), 1))
    return np.concatenate([start, np.cumsum(steps, axis=1)], axis=1)


def _spots(way: Floats, cost: Floats) -> tuple[Floats, Floats]:
    """Give points on a way and aside of it, with what each costs."""
    ahead = np.gradient(way, axis=0)
    ahead /= np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    left = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    spots = way[:, None] + _ASIDE[None, :, None] * left[:, None]
    costs = cost[:, None] + _OFF * np.abs(_ASIDE)[None]
    return spots.reshape(-1, 2), costs.reshape(-1)


def _around(spot: Floats) -> tuple[Floats, Floats]:
    """Give a grid of points around one, each costing as much as it is away."""
    line = np.arange(-_FAR, _FAR + 1, _STEP)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    return spot + grid, np.asarray(_OFF * np.hypot(*grid.T))


def _costs(spots: Floats, number: int, scene: Scene, found: Floats) -> Floats:
    others = np.delete(scene.ways.points, number, axis=0).reshape(-1, 2)
    known = found[np.isfinite(found[:, 0])]
    taken = scene.boxed(spots, RADIUS) | _near(spots, known, 2 * RADIUS)
    return np.asarray(_TAKEN * taken + _COVERED * _near(spots, others, RADIUS))


def _near(spots: Floats, points: Floats, reach: float) -> NDArray[np.bool_]:
    """Tell which spots come too near any of some points."""
    points = _window(points, spots, reach + _AIR)
    across = (spots[:, None, 0] - points[:, 0]) ** 2
    down = (spots[:, None, 1] - points[:, 1]) ** 2
    return np.asarray((across + down < (reach + _AIR) ** 2).any(axis=1))


def _window(points: Floats, spots: Floats, reach: float) -> Floats:
    """Give the points that lie near enough to all spots together to matter."""
    low, high = spots.min(axis=0) - reach, spots.max(axis=0) + reach
    inside = (points > low) & (points < high)
    return np.asarray(points[inside[:, 0] & inside[:, 1]])
