"""Round numbers for axes and map classes."""

from __future__ import annotations

import math
from collections.abc import Sequence

_ROUND = (1.0, 2.0, 5.0, 10.0)
_READABLE = (1.0, 2.0, 3.0, 5.0, 10.0)


def ticks(low: float, high: float, *, step: float) -> tuple[float, ...]:
    """Give every multiple of ``step`` from ``low`` to ``high``.

    >>> ticks(-24, 22, step=10)
    (-20, -10, 0, 10, 20)
    """
    first, last = math.ceil(low / step), math.floor(high / step)
    return tuple(round(n * step, 12) for n in range(first, last + 1))


def round_up(size: float) -> float:
    """Give the next of 1, 2, 5, 10, 20, 50 … (or 0.1, 0.2, 0.5 …).

    >>> round_up(7.3), round_up(0.12)
    (10.0, 0.2)
    """
    power = 10.0 ** math.floor(math.log10(size))
    return next(power * n for n in _ROUND if size <= power * n * (1 + 1e-9))


def near_round(size: float) -> float:
    """Give the nearest, by ratio, of 1, 2, 3, 5, 10, 20 … (or 0.1, 0.2, 0.3 …).

    >>> near_round(7), near_round(0.12), near_round(26)
    (5.0, 0.1, 30.0)
    """
    power = 10.0 ** math.floor(math.log10(size))
    return min(
        (round(power * n, 12) for n in _READABLE),
        key=lambda near: abs(math.log(near / size)),
    )


def typical(sizes: Sequence[float], *, share: float) -> float:
    """Give the size that a share of all sizes do not exceed (a lower quantile).

    >>> typical([1, 2, 3, 80], share=0.75)
    3
    """
    ordered = sorted(sizes)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
