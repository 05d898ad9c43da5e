"""A dot for each mark, stacked over the points of a scale."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.figures.drawing import NAMESPACE
from nabolag.figures.style import GRID, INK

_APART, _STEP, _RADIUS = 84, 17, 6.5
_TALLEST = 12
"""Dots in a stack before they are drawn closer together."""


def dots(counts: Sequence[int]) -> str:
    """Draw how many stand on each point, as stacked dots in one SVG.

    ``counts`` holds how many have marked each point, the lowest point first. The figure
    is hidden from screen readers: the page tells the same in words.

    >>> dots([0, 1, 2]).count("<circle")
    3
    """
    highest = max([*counts, 1])
    step = _STEP if highest <= _TALLEST else _STEP * _TALLEST / highest
    height = step * (highest - 1) + 4 * _RADIUS
    width = _APART * len(counts)
    stacks = "".join(
        _stack((number + 0.5) * _APART, count, height=height, step=step)
        for number, count in enumerate(counts)
    )
    return (
        f'<svg xmlns="{NAMESPACE}" class="dots" viewBox="0 0 {width} {height:g}" '
        f'width="{width}" height="{height:g}" aria-hidden="true" focusable="false">'
        f"{stacks}</svg>"
    )


def _stack(x: float, count: int, *, height: float, step: float) -> str:
    line = f'<path d="M{x:g} 0V{height:g}" stroke="{GRID}"/>'
    return line + "".join(
        f'<circle cx="{x:g}" cy="{height - 2 * _RADIUS - step * number:g}" '
        f'r="{_RADIUS:g}" fill="{INK}"/>'
        for number in range(count)
    )
