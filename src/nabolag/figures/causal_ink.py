"""The parts of a causal diagram as SVG: boxes, arrows, signs, and marks of loops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.figures.causal_boxes import SIGN, Plate
from nabolag.figures.causal_curves import along, shortened
from nabolag.figures.causal_parts import Arrow, ArrowSign, Factor
from nabolag.figures.causal_signs import HEAD, RADIUS
from nabolag.figures.causal_stress import Floats
from nabolag.figures.drawing import written
from nabolag.figures.signs import dimension_sign
from nabolag.figures.style import AXIS, EDGE, INK, INK_2, INK_3, PAPER

_BASELINE = 0.36  # of the letters' size, from their middle
_AIR, _SIGN_AIR = 9.0, 6.0
_USUAL, _THIN, _THICK = 1.5, 1.1, 3.4  # px of an arrow, by strength
_WIDE_HEAD, _STROKE, _BETWEEN = 4.5, 6.0, 4.0
_AROUND = 17.5  # px from the middle of a mark to the arrow around it
_INSET = 3.5  # px from a stock's edge to its inner edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How heavy a part is drawn: its line, its words, and how much wider its arrows."""

    line: str
    words: str
    wider: float = 1.0
    edge: float = 1.0


PLAIN = Ink(line=INK_2, words=INK)
IN_FOCUS = Ink(line=INK, words=INK, wider=1.5, edge=1.75)
BEHIND = Ink(line=EDGE, words=INK_2, wider=0.85)


def box(factor: Factor, plate: Plate, at: Floats, ink: Ink) -> str:
    """Draw a factor: round corners, or square ones and a double edge for a stock."""
    left, top = at - np.array([plate.across, plate.down]) / 2
    edge = INK_3 if ink is PLAIN else ink.line
    rect = _rect(left, top, plate, edge, ink.edge, radius=0 if factor.stock else 8)
    if factor.stock:
        lines = "".join(
            f"M{x:g} {top:g}v{plate.down:g}"
            for x in (left + _INSET, left + plate.across - _INSET)
        )
        rect += f'<path d="{lines}" stroke="{edge}" stroke-width="{ink.edge:g}"/>'
    return rect + _label(factor, plate, at, ink)


def _rect(
    left: float, top: float, plate: Plate, edge: str, thick: float, *, radius: float
) -> str:
    return (
        f'<rect x="{left:g}" y="{top:g}" width="{plate.across:g}" '
        f'height="{plate.down:g}" rx="{radius:g}" fill="{PAPER}" stroke="{edge}" '
        f'stroke-width="{thick:g}"/>'
    )


def _label(factor: Factor, plate: Plate, at: Floats, ink: Ink) -> str:
    x, side, sign = float(at[0]), "middle", ""
    if factor.dimension is not None:
        left = x - plate.across / 2 + _AIR + (_INSET if factor.stock else 0)
        x, side = left + SIGN + _SIGN_AIR, "start"
        shape = dimension_sign(factor.dimension, size=SIGN)
        sign = f'<g transform="translate({left:g} {at[1] - SIGN / 2:g})">{shape}</g>'
    first = at[1] - (len(plate.lines) - 1) * plate.line / 2 + _BASELINE * plate.size
    spans = "".join(
        f'<tspan x="{x:g}" y="{first + plate.line * number:.1f}">{written(line)}</tspan>'
        for number, line in enumerate(plate.lines)
    )
    weight = ' font-weight="500"'
    return sign + (
        f'<text text-anchor="{side}" font-size="{plate.size:g}" '
        f'fill="{ink.words}"{weight}>{spans}</text>'
    )


def arrow(one: Arrow, curve: Floats, ink: Ink) -> str:
    """Draw an arrow with its head, dashed where nothing supports it."""
    thick = _thickness(one) * ink.wider
    shaft, tip = shortened(curve, HEAD - 1), curve[-1]
    base = shortened(curve, HEAD)[-1]
    ahead = (tip - base) / max(float(np.hypot(*(tip - base))), 1e-9)
    aside = np.array([-ahead[1], ahead[0]]) * (_WIDE_HEAD + thick / 2)
    dash = "" if one.supported else ' stroke-dasharray="5 4"'
    start, *more = (_point(point) for point in shaft)
    corners = [_point(point) for point in (tip, base + aside, base - aside)]
    return (
        f'<path d="M{start}C{" ".join(more)}" fill="none" stroke="{ink.line}" '
        f'stroke-width="{thick:.2f}"{dash}/>'
        f'<path d="M{corners[0]}L{corners[1]}L{corners[2]}Z" fill="{ink.line}"/>'
    )


def _thickness(one: Arrow) -> float:
    if one.strength is None:
        return _USUAL
    return _THIN + (_THICK - _THIN) * min(max(one.strength, 0.0), 1.0)


def delay(pair: Floats, ink: Ink) -> str:
    """Draw two short strokes across an arrow."""
    ahead = (pair[1] - pair[0]) / max(float(np.hypot(*(pair[1] - pair[0]))), 1e-9)
    aside = np.array([-ahead[1], ahead[0]]) * _STROKE
    strokes = "".join(
        f"M{_point(pair[0] + ahead * shift - aside)}"
        f"L{_point(pair[0] + ahead * shift + aside)}"
        for shift in (-_BETWEEN / 2, _BETWEEN / 2)
    )
    return f'<path d="{strokes}" stroke="{ink.line}" stroke-width="1.75"/>'


def sign(which: ArrowSign, at: Floats, ink: Ink) -> str:
    """Draw a sign in a disc: filled for the same way, hollow for opposite or unknown."""
    x, y = at
    filled = which is ArrowSign.SAME
    dash = ' stroke-dasharray="3 2.5"' if which is ArrowSign.UNKNOWN else ""
    line = INK_3 if ink is BEHIND else ink.line
    disc = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS - 0.75:g}" '
        f'fill="{line if filled else PAPER}" stroke="{line}" stroke-width="1.5"{dash}/>'
    )
    colour = PAPER if filled else line
    if which is ArrowSign.UNKNOWN:
        return disc + (
            f'<text x="{x:.1f}" y="{y + _BASELINE * AXIS:.1f}" text-anchor="middle" '
            f'font-size="{AXIS}" font-weight="600" fill="{colour}">?</text>'
        )
    upright = f"M{x:.1f} {y - 3.75:.1f}v7.5" if filled else ""
    return disc + (
        f'<path d="M{x - 3.75:.1f} {y:.1f}h7.5{upright}" stroke="{colour}" '
        f'stroke-width="1.75"/>'
    )


def ground(curves: Sequence[Floats], colour: str) -> str:
    """Tint what lies inside a loop, along its arrows."""
    parts = np.linspace(0, 1, 12)
    points = [_point(point) for curve in curves for point in along(curve, parts)]
    return f'<path d="M{"L".join(points)}Z" fill="{colour}"/>'


def turning(x: float, y: float, colour: str, *, clockwise: bool) -> str:
    """Draw an arrow around a mark, the way its loop goes."""
    way = 1 if clockwise else -1
    first, last = np.radians([-90 + 45 * way, -90 - 60 * way])
    middle = np.array([x, y])
    start, end = (
        middle + _AROUND * np.array([np.cos(angle), np.sin(angle)])
        for angle in (first, last)
    )
    ahead = np.array([-np.sin(last), np.cos(last)]) * way
    aside = np.array([-ahead[1], ahead[0]])
    corners = end + np.array([ahead * 6.5, aside * 4, aside * -4])
    head = "L".join(_point(corner) for corner in corners)
    return (
        f'<path d="M{_point(start)}A{_AROUND:g} {_AROUND:g} 0 1 {int(clockwise)} '
        f'{_point(end)}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        f'<path d="M{head}Z" fill="{colour}"/>'
    )


def _point(at: Floats) -> str:
    return f"{at[0]:.1f} {at[1]:.1f}"
