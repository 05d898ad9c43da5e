"""The marks of loops: a filled disc reinforces, a dashed square balances, or a diamond.

They are told apart by shape, edge and letter, so that no colour is needed.
"""

from __future__ import annotations

from nabolag.figures.drawing import written
from nabolag.figures.style import AXIS, INK, INK_3, PAPER
from nabolag.spirals.loops.feedback_loops import LoopKind

RADIUS = 13.0
"""Px from the middle of a mark to its edge."""

_BASELINE = 0.36  # of the letters' size, from their middle


def loop_mark(
    label: str, kind: LoopKind, *, x: float, y: float, quiet: bool = False
) -> str:
    """Draw a loop's mark with its short name, its middle on a point.

    A quiet mark is hollow and grey: another loop is looked at.

    >>> loop_mark("R1", LoopKind.REINFORCING, x=20, y=20).count("<circle")
    1
    """
    edge = INK_3 if quiet else INK
    filled = kind is LoopKind.REINFORCING and not quiet
    ink = PAPER if filled else edge
    return (
        _shape(kind, x, y, fill=INK if filled else PAPER, edge=edge)
        + f'<text x="{x:g}" y="{y + _BASELINE * AXIS:.1f}" text-anchor="middle" '
        f'font-size="{AXIS}" font-weight="600" fill="{ink}">{written(label)}</text>'
    )


def _shape(kind: LoopKind, x: float, y: float, *, fill: str, edge: str) -> str:
    looks = f'fill="{fill}" stroke="{edge}" stroke-width="1.5"'
    if kind is LoopKind.REINFORCING:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS - 0.75:g}" {looks}/>'
    if kind is LoopKind.BALANCING:
        half = RADIUS - 1
        return (
            f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" '
            f'height="{2 * half:g}" rx="4" {looks} stroke-dasharray="4 3"/>'
        )
    reach = RADIUS + 4
    return (
        f'<path d="M{x:g} {y - reach:g}L{x + reach:g} {y:g}L{x:g} {y + reach:g}'
        f'L{x - reach:g} {y:g}Z" {looks}/>'
    )
