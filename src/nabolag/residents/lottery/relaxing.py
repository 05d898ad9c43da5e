"""The smallest relaxations that let quotas be met.

Smallest is by how many people quotas are moved in all; of ways as small, the one that
touches the fewest quotas. The panel's size, and one from each household, are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from nabolag.residents.lottery.panels import Panels, counts_from
from nabolag.residents.lottery.pool import Quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A quota as it was set, and as wide as it had to be."""

    before: Quota
    after: Quota


def relaxed(panels: Panels) -> tuple[Quota, ...]:
    """Give the quotas, in their order, no wider than it takes for a panel to meet them.

    Raises :class:`~nabolag.errors.Refused` where the search ends without an answer.
    """
    moved = counts_from(*_least_moved(panels))
    quotas = len(panels.quotas)
    kinds = len(panels.people)
    down, up = moved[kinds : kinds + quotas], moved[kinds + quotas : kinds + 2 * quotas]
    return tuple(
        replace(quota, least=quota.least - less, most=quota.most + more)
        for quota, less, more in zip(panels.quotas, down, up, strict=True)
    )


def relaxations(
    before: Sequence[Quota], after: Sequence[Quota]
) -> tuple[Relaxation, ...]:
    """Give the quotas that were moved.

    >>> old = Quota(category="age", feature="16-24", least=3, most=4)
    >>> relaxations([old], [old])
    ()
    """
    return tuple(
        Relaxation(before=one, after=other)
        for one, other in zip(before, after, strict=True)
        if one != other
    )


def _least_moved(panels: Panels) -> tuple[NDArray[np.float64] | None, str]:
    """Solve for counts, moves down, moves up, and which quotas are touched."""
    kinds, quotas, size = len(panels.people), len(panels.quotas), panels.size
    least = np.array([quota.least for quota in panels.quotas], dtype=float)
    touched = 1 / (2 * quotas)  # all of them together weigh less than one person
    have, one = panels.rows[:quotas], np.eye(quotas)
    none = np.zeros((quotas, quotas))
    fixed = panels.rows[quotas:]
    reach = np.diag(np.maximum(least, size))  # as far as each quota can be moved
    found = milp(
        np.concatenate(
            [np.zeros(kinds), np.ones(2 * quotas), np.full(quotas, touched)]
        ),
        constraints=[
            LinearConstraint(np.hstack([have, one, none, none]), lb=least),
            LinearConstraint(
                np.hstack([have, none, -one, none]), ub=panels.high[:quotas]
            ),
            LinearConstraint(np.hstack([np.zeros_like(have), one, one, -reach]), ub=0),
            LinearConstraint(
                np.hstack([fixed, np.zeros((len(fixed), 3 * quotas))]),
                panels.low[quotas:],
                panels.high[quotas:],
            ),
        ],
        bounds=Bounds(
            0,
            np.concatenate(
                [
                    [kind.households for kind in panels.pool.kinds],
                    least,  # no quota is let down under 0
                    np.full(quotas, float(size)),
                    np.ones(quotas),
                ]
            ),
        ),
        integrality=np.ones(kinds + 3 * quotas, dtype=int),
        options={"mip_rel_gap": 0.0},
    )
    return found.x, found.message
