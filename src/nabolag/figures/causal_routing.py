"""Which way each arrow bends, so that it meets as few boxes and other arrows as it can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nabolag.figures.causal_curves import (
    POINTS,
    along,
    bows,
    cut,
    detours,
    through,
    turns,
)
from nabolag.figures.causal_detours import maze, ways_round
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
_THROUGH, _CROSSING, _ALONG, _OUTSIDE = 1.0, 1.0, 0.05, 3.0
"""What it costs, for each point in a box, each crossing, each two points of arrows close
to each other, and each point outside the figure."""
_MET, _TIPS = 0.8, 14.0  # for a tip so few px from another
_UNLIKE, _CURVED = 9.0, 1.0  # for a bend that is not the wished one, and for any
_AIR, _BESIDE = 5.0, 7.0  # px around a box, and around another arrow
_UPON, _COVERING = 3.0, 0.2  # px in which arrows lie on each other; what a point costs
_USUAL = 0.06  # the bend of an arrow in no loop
_PASSES, _ROUNDS = 1e-6, 10
_FINE = 2  # times as many points, to see what is behind boxes
_BEHIND, _MET_BOX = (
    1.0,
    12.0,
)  # px around a box in which an arrow is behind it; its cost
_IN_THE_WAY = 2.9  # what company may cost before an arrow looks for a way around
_AROUND = 1.5  # what a way around costs
_SHIFTS, _TENSIONS = (0.0, -5.0, 7.0), (0.15, 0.25, 0.4)
_EDGE = 7.0  # px from the sides of the figure to a turn, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The curve of each arrow ((3k + 1) × 2), and points along it (m × p × 2)."""

    curves: Sequence[Floats]
    points: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The curves an arrow may take, points along them, and what each costs by itself.

    ``met`` tells which of them run behind a box.
    """

    curves: Sequence[Floats]
    points: Floats
    costs: Floats
    met: NDArray[np.bool_]


def routed(
    at: Floats,
    sizes: Floats,
    links: Sequence[tuple[int, int]],
    rings: Sequence[Sequence[int]],
    across: float,
) -> Ways:
    """Choose curves for all arrows, one after the other, until none wants another.

    Arrows of loops bend outwards, as on a ring. Those that would run behind a box, or
    cross many others, may go around.
    """
    field = _Field(at=at, half=sizes / 2, across=across)
    choices = [
        _choice(field, link, *_plain(field, link, bend))
        for link, bend in zip(links, _wished(at, links, rings), strict=True)
    ]
    chosen = _settled(choices, [int(choice.costs.argmin()) for choice in choices])
    points = _points(choices, chosen)
    stuck = [
        n for n in range(len(links)) if _is_stuck(n, choices[n], chosen[n], points)
    ]
    around = ways_round(maze(at, sizes, across), links, points, stuck)
    for number, lines in zip(stuck, around, strict=True):
        for line in lines:
            choices[number] = _joined(
                choices[number], _round(field, links[number], line)
            )
    chosen = _settled(choices, chosen)
    curves = [c.curves[n] for c, n in zip(choices, chosen, strict=True)]
    return Ways(curves=curves, points=_points(choices, chosen))


def _points(choices: Sequence[_Choice], chosen: Sequence[int]) -> Floats:
    points = [c.points[n] for c, n in zip(choices, chosen, strict=True)]
    return np.array(points).reshape(-1, POINTS, 2)


def _settled(choices: Sequence[_Choice], chosen: Sequence[int]) -> list[int]:
    """Give which way each takes, when none wants another any more."""
    chosen = list(chosen)
    points = _points(choices, chosen)
    changed, rounds = True, 0
    # Every change lowers what all arrows cost together: an end mostly comes soon.
    while changed and rounds < _ROUNDS:
        changed = _changed(choices, chosen, points)
        rounds += 1
    return chosen


def _changed(choices: Sequence[_Choice], chosen: list[int], points: Floats) -> bool:
    """Let each arrow take the way that is best for it now; tell whether any did."""
    before = list(chosen)
    for number, choice in enumerate(choices):
        costs = choice.costs + _company(choice.points, points, number)
        if costs.min() < costs[chosen[number]] - _PASSES:
            chosen[number] = int(costs.argmin())
            points[number] = choice.points[chosen[number]]
    return chosen != before


def _is_stuck(number: int, choice: _Choice, chosen: int, points: Floats) -> bool:
    """Tell whether an arrow runs behind a box, or is much in the way of others."""
    if choice.met[chosen]:
        return True
    tried = choice.points[[chosen]]
    return bool(_company(tried, points, number)[0] >= _IN_THE_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """The boxes (middles and halves of sizes, n × 2), and how wide the figure is."""

    at: Floats
    half: Floats
    across: float


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


def _plain(field: _Field, link: tuple[int, int], wish: float) -> tuple[Floats, Floats]:
    """Give bows from middle to middle, or around corners to itself, and their liking."""
    start, end = link
    if start == end:
        whole = turns(field.at[start], field.half[start], _TURN)
        return whole, np.zeros(len(whole))
    return _bent(field.at[start], field.at[end], wish)


def _round(field: _Field, link: tuple[int, int], line: Floats) -> _Choice:
    """Give curves along a line around boxes, closer to them or further off."""
    shapes = [
        through(np.concatenate([line[:1], pushed, line[-1:]]), tension)
        for pushed in _lanes(field, line)
        for tension in _TENSIONS
    ]
    return _choice(field, link, np.array(shapes), np.full(len(shapes), _AROUND))


def _lanes(field: _Field, line: Floats) -> Iterator[Floats]:
    """Give the turns of a line, each moved to or from the box that it goes around."""
    inner = line[1:-1]
    near = np.abs(inner[:, None] - field.at) - field.half
    closest = near.max(axis=-1).argmin(axis=1)
    away = np.sign(inner - field.at[closest])
    for shift in _SHIFTS:
        pushed = inner + shift * away
        pushed[:, 0] = np.clip(pushed[:, 0], _EDGE, field.across - _EDGE)
        yield pushed


def _choice(
    field: _Field, link: tuple[int, int], whole: Floats, liking: Floats
) -> _Choice:
    """Cut curves off at both boxes, and keep those that are not hopeless."""
    start, end = link
    at, half = field.at, field.half
    curves = cut(whole, (at[start], half[start]), (at[end], half[end]))
    fine = along(curves, np.linspace(0, 1, _FINE * (POINTS - 1) + 1))
    away = np.abs(fine[:, :, None] - at) - half
    inside = np.asarray((away < _AIR).all(axis=-1))
    # Near its own boxes an arrow has to be.
    inside[:, : 4 * _FINE, start] = inside[:, -4 * _FINE :, end] = False
    behind = np.asarray((away < _BEHIND).all(axis=-1))
    behind[..., list(link)] = False
    side = np.minimum(fine[..., 0], field.across - fine[..., 0])
    costs = liking + _THROUGH / _FINE * inside.sum(axis=(1, 2))
    costs += _MET_BOX * behind.any(axis=1).sum(axis=1)
    costs += _OUTSIDE / _FINE * (side < _AIR).sum(axis=1)
    costs += _MET_BOX * (side < _BEHIND).any(axis=1)
    hopeful = np.flatnonzero(costs <= costs.min() + _HOPELESS)
    return _Choice(
        curves=[curves[n] for n in hopeful],
        points=fine[hopeful, ::_FINE],
        costs=costs[hopeful],
        met=np.asarray(behind[hopeful].any(axis=(1, 2))),
    )


def _joined(one: _Choice, other: _Choice) -> _Choice:
    return _Choice(
        curves=[*one.curves, *other.curves],
        points=np.concatenate([one.points, other.points]),
        costs=np.concatenate([one.costs, other.costs]),
        met=np.concatenate([one.met, other.met]),
    )


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
    others = np.delete(points, number, axis=0)
    a, b = tried[:, :-1, None], tried[:, 1:, None]
    crossed = segments_cross(a, b, *_parts_within(others, low, high)).sum(axis=(1, 2))
    inner = others[:, 1:-1].reshape(-1, 2)
    inside = (inner > low) & (inner < high)
    gaps = tried[:, 1:-1, None] - inner[inside[:, 0] & inside[:, 1]]
    distance = gaps[..., 0] ** 2 + gaps[..., 1] ** 2
    close = (distance < _BESIDE**2).sum(axis=(1, 2))
    upon = (distance < _UPON**2).sum(axis=(1, 2))
    tips = others[:, -1] - tried[:, -1:]
    met = (np.hypot(tips[..., 0], tips[..., 1]) < _TIPS).sum(axis=1)
    beside = _ALONG * close + _COVERING * upon
    return np.asarray(_CROSSING * crossed + beside + _MET * met)


def _parts_within(ways: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Give both ends of all parts of ways that reach into a window."""
    a, b = ways[:, :-1].reshape(-1, 2), ways[:, 1:].reshape(-1, 2)
    inside = (np.maximum(a, b) > low) & (np.minimum(a, b) < high)
    inside = inside[:, 0] & inside[:, 1]
    return a[inside], b[inside]
