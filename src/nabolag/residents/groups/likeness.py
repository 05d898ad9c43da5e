"""How alike two groupings of the same people are: the adjusted Rand index.

Of all pairs of people, how many are together in both or apart in both, with what chance
would give taken off. 1 is the same grouping, 0 is what chance gives. From L. Hubert and
P. Arabie, “Comparing partitions”, Journal of Classification 2 (1985).
"""

from __future__ import annotations

import numpy as np

from nabolag.residents.groups.votes import Floats, Whole


def likeness(one: Whole, other: Whole) -> float:
    """Give the adjusted Rand index of two groupings, labels at the same places.

    >>> import numpy as np
    >>> likeness(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    width = int(other.max(initial=0)) + 1
    cells = np.bincount(one * width + other).astype(float)
    rows, columns = np.bincount(one).astype(float), np.bincount(other).astype(float)
    together = _pairs(cells)
    by_chance = _pairs(rows) * _pairs(columns) / max(_pairs(np.array([len(one)])), 1)
    most = (_pairs(rows) + _pairs(columns)) / 2
    if most == by_chance:  # all in one group in both, or each alone in both
        return 1.0
    return float((together - by_chance) / (most - by_chance))


def _pairs(counts: Floats | Whole) -> float:
    return float((counts * (counts - 1) / 2).sum())
