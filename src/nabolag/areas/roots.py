"""Roots of many rising curves at once: Newton's method with a bracket to keep it safe.

Curves that are done are set aside, and a step that leaves the bracket, or has no
slope to go by, halves the bracket instead. Each root depends on its own facts only,
not on what else is being solved.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nabolag.areas.counts import Floats

Curve = Callable[[Floats, Floats], tuple[Floats, Floats]]
"""From places, shape (n,), and facts, shape (k, n), to heights and slopes, (n,)."""

CLOSE_ENOUGH = 1e-8
"""Relative last step. Steps shrink quadratically: the next would be under 1e-15."""
ROUNDS = 100
"""More than halving a bracket to nothing takes; four are enough for most."""
BLOCK = 8192
"""Curves worked on at a time: few enough for the processor's own memory."""


def rising_root(
    curve: Curve, facts: Floats, *, start: Floats, ceiling: Floats
) -> Floats:
    """Give where each curve crosses 0 between 0 and its ceiling, shape (n,).

    ``facts`` has shape (k, n), ``start`` and ``ceiling`` shape (n,), positive.

    >>> def square(place, facts):
    ...     return place**2 - facts[0], 2 * place
    >>> start = np.array([1.0, 1.0])
    >>> rising_root(square, np.array([[4.0, 9.0]]), start=start, ceiling=start * 10)
    array([2., 3.])
    """
    root = np.empty_like(start)
    for first in range(0, len(start), BLOCK):
        block = slice(first, first + BLOCK)
        root[block] = _roots(curve, facts[:, block], start[block], ceiling[block])
    return root


def _roots(curve: Curve, facts: Floats, place: Floats, high: Floats) -> Floats:
    root, low, at = np.array(place), np.zeros_like(place), np.arange(len(place))
    # Room above the ceiling: a root that lies on it must not look out of reach.
    high = high * (1 + CLOSE_ENOUGH)
    for _ in range(ROUNDS):
        # A curve may run flat at first: no slope, and the bracket is halved.
        with np.errstate(divide="ignore", invalid="ignore"):
            height, slope = curve(place, facts)
            newton = place - height / slope
        below = height < 0
        low, high = np.where(below, place, low), np.where(below, high, place)
        inside = (newton >= low) & (newton <= high)
        root[at] = np.where(inside, newton, (low + high) / 2)
        going = ~inside | (np.abs(newton - place) > CLOSE_ENOUGH * place)
        if not going.any():
            break
        at, facts = at[going], facts[:, going]
        place, low, high = root[at], low[going], high[going]
    return root
