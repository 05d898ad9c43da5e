"""The bands of a figure of leading loops: how they are stacked, filled and hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nabolag.errors import Misbuilt
from nabolag.figures.style import (
    CLASSES,
    EDGE,
    GRID,
    HATCH,
    INK,
    INK_2,
    INK_3,
    PAPER,
)
from nabolag.spirals.loops.feedback_loops import LoopKind

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]

MOST_NAMED = 7
"""Loops with a band of their own; more would be too thin to see."""

_FILLS = (INK, INK_3, EDGE, INK_2, HATCH)
_SLANTS = {LoopKind.BALANCING: (45, -45, 20, -20), LoopKind.MIXED: (90, 0)}
_STEP, _ALONE = 6.0, 16.0  # px between lines of a hatch; px across of a single year
_WHOLE = 1e-6  # shares may sum to this much more than 1, by rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopShare:
    """A loop, and the share of variants (0–1) it leads in each year."""

    label: str  # "R1"
    text: str  # "Tilhørighet"
    kind: LoopKind
    shares: tuple[float | None, ...]  # None where no variant has a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a band is filled: with a colour, or with lines at an angle on it."""

    fill: str
    slant: float | None = None
    line: str = INK_3


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band from ``low`` to ``high`` (shares, one for each year; NaN where unknown)."""

    label: str  # empty for other loops, and for none
    text: str
    kind: LoopKind
    look: Look
    low: Floats
    high: Floats

    def shapes(self, x: Floats, y: Floats) -> list[Polygon]:
        """Give the band in px, one shape for each run of years with figures.

        ``x`` are the px of the years, ``y`` those of the shares 0 and 1.
        """
        from shapely.geometry import Polygon

        found = []
        for run in _runs(np.isfinite(self.low)):
            across = x[run]
            if len(run) == 1:
                across = np.array([across[0] - _ALONE / 2, across[0] + _ALONE / 2])
            ends = [np.interp(end[run], [0, 1], y) for end in (self.low, self.high)]
            low, high = (np.resize(end, len(across)) for end in ends)
            there = np.concatenate([across, across[::-1]])
            shape = Polygon(
                np.stack([there, np.concatenate([low, high[::-1]])], axis=1)
            )
            found.append(shape)
        return [shape for shape in found if shape.area > 0]


def bands(
    loops: Sequence[LoopShare], *, years: int, others_text: str, none_text: str
) -> list[Band]:
    """Stack loops from below in the order given, then the others, then none at the top.

    The loops that lead most are named. Raises :class:`Misbuilt` where shares are not
    one for each year between 0 and 1, or sum to more than 1.
    """
    shares = _checked(loops, years)
    mean = np.nan_to_num(shares).sum(axis=1)
    named = sorted(np.argsort(-mean, kind="stable")[:MOST_NAMED].tolist())
    rest = [n for n in range(len(loops)) if n not in named]
    parts = [(loops[n].label, loops[n].text, loops[n].kind, shares[n]) for n in named]
    looks = _looks([loops[n].kind for n in named])
    if rest:
        parts.append(("", others_text, LoopKind.MIXED, shares[rest].sum(axis=0)))
        looks.append(Look(fill=GRID, slant=0, line=EDGE))
    left = np.clip(1 - shares.sum(axis=0), 0, 1)
    parts.append(("", none_text, LoopKind.MIXED, left))
    looks.append(Look(fill=CLASSES[2]))
    tops = np.minimum(np.cumsum([share for *_, share in parts], axis=0), 1)
    lows = np.concatenate([tops[:1] * 0, tops[:-1]])
    return [
        Band(label=label, text=text, kind=kind, look=look, low=low, high=high)
        for (label, text, kind, _), look, low, high in zip(
            parts, looks, lows, tops, strict=True
        )
    ]


def filled(shape: Polygon, look: Look) -> str:
    """Draw a shape with its fill and lines, and a white edge to the next."""
    corners = "L".join(f"{x:.1f} {y:.1f}" for x, y in shape.exterior.coords[:-1])
    edge = f'stroke="{PAPER}" stroke-width="1.5" stroke-linejoin="round"'
    area = f'<path d="M{corners}Z" fill="{look.fill}" {edge}/>'
    if look.slant is None:
        return area
    path = _hatch(shape, look.slant)
    return area + f'<path d="{path}" stroke="{look.line}" stroke-width="1.4"/>'


def _checked(loops: Sequence[LoopShare], years: int) -> Floats:
    """Give loops × years; a year that one loop has no figure for has none at all."""
    lengths = {len(loop.shares) for loop in loops} - {years}
    if lengths:
        found = f"{sorted(lengths)} shares for {years} years"
        raise Misbuilt(value="leading loops", found=found, expected="one for each year")
    raw = [[math.nan if s is None else s for s in loop.shares] for loop in loops]
    shares = np.array(raw, np.float64).reshape(len(loops), years)
    shares[:, ~np.isfinite(shares).all(axis=0)] = math.nan
    known = shares[:, np.isfinite(shares).all(axis=0)]
    if (known < 0).any() or (known.sum(axis=0) > 1 + _WHOLE).any():
        raise Misbuilt(
            value="leading loops",
            found=f"shares from {known.min():g}, summing to {known.sum(axis=0).max():g}",
            expected="shares from 0 that sum to at most 1 in each year",
        )
    return shares


def _looks(kinds: Sequence[LoopKind]) -> list[Look]:
    """Give each loop a fill or a slant that others of its kind do not have, if it can."""
    seen: dict[LoopKind, int] = {}
    found = []
    for kind in kinds:
        number = seen.get(kind, 0)
        seen[kind] = number + 1
        if kind is LoopKind.REINFORCING:
            found.append(Look(fill=_FILLS[number % len(_FILLS)]))
        else:
            slants = _SLANTS[kind]
            found.append(Look(fill=PAPER, slant=slants[number % len(slants)]))
    return found


def _runs(known: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    return [
        np.array([n for n, _ in run])
        for there, run in groupby(enumerate(known), key=lambda one: bool(one[1]))
        if there
    ]


def _hatch(shape: BaseGeometry, slant: float) -> str:
    """Give lines at an angle that fill a shape and stop at its edge."""
    import shapely
    from shapely.affinity import rotate

    turned = rotate(shape, slant, origin=(0, 0))
    left, top, right, bottom = turned.bounds
    first = math.ceil(top / _STEP)
    heights = [_STEP * n for n in range(first, math.ceil(bottom / _STEP))]
    lines = shapely.MultiLineString([[(left, y), (right, y)] for y in heights])
    cut = rotate(lines.intersection(turned), -slant, origin=(0, 0))
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece.coords)
        for piece in shapely.get_parts(cut)
        if piece.geom_type == "LineString"
    )
