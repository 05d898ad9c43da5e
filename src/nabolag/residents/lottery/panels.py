"""Which panels can be drawn: the quotas, the size and the households as a program.

A panel is told by how many it has of each kind of people. As at most one is drawn from
a household, any numbers that fit these rows can be filled with actual people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from nabolag.errors import Refused
from nabolag.residents.lottery.pool import Pool, Quota

Counts = tuple[int, ...]
"""How many a panel has of each kind, in the order of the pool's kinds."""

_INFEASIBLE = 2
_SCALE = 1000.0
"""HiGHS stops within 1e-6 of the best, so that weights are scaled up first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panels:
    """All panels of a size that meet quotas.

    ``rows`` (quotas + household compositions + 1, kinds) times the counts of a panel
    shall be from ``low`` to ``high``. The quotas come first, in their order; the last
    row is the size. ``people`` (kinds) is how many there are of each kind.
    """

    pool: Pool
    quotas: tuple[Quota, ...]
    size: int
    rows: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    people: NDArray[np.float64]

    def best(self, weights: NDArray[np.float64]) -> Counts | None:
        """Give a panel with the largest sum of weights; nothing where there is none.

        Raises :class:`Refused` where no panel was found in spite of a long search.
        """
        top = float(np.abs(weights).max()) or 1.0
        most = [kind.households for kind in self.pool.kinds]
        found = milp(
            -weights * (_SCALE / top),
            constraints=LinearConstraint(self.rows, self.low, self.high),
            bounds=Bounds(0, most),
            integrality=np.ones(len(weights), dtype=int),
            options={"mip_rel_gap": 0.0},
        )
        if found.status == _INFEASIBLE:
            return None
        return counts_from(found.x, found.message)


def panels_of(pool: Pool, quotas: Sequence[Quota], *, size: int) -> Panels:
    """Give all panels of a size that can be drawn from a pool within quotas.

    Raises :class:`Refused` where there are fewer households than the panel's size.
    """
    if not 1 <= size <= pool.households:
        raise Refused(
            found=f"A panel of {size} was asked for, of {pool.people} people in "
            f"{pool.households} households.",
            needed="at least one, and at most one from each household",
            remedy="Draw a smaller panel, or invite more people.",
        )
    households = sorted({kind.household for kind in pool.kinds})
    counts = {kind.household: kind.households for kind in pool.kinds}
    kinds = len(pool.kinds)
    rows = np.zeros((len(quotas) + len(households) + 1, kinds))
    for row, quota in enumerate(quotas):
        rows[row, pool.having(quota)] = 1
    row_of = {each: len(quotas) + row for row, each in enumerate(households)}
    for place, kind in enumerate(pool.kinds):
        rows[row_of[kind.household], place] = 1
    rows[-1] = 1
    least = [quota.least for quota in quotas]
    most = [quota.most for quota in quotas]
    return Panels(
        pool=pool,
        quotas=tuple(quotas),
        size=size,
        rows=rows,
        low=np.array([*least, *[0] * len(households), size], dtype=float),
        high=np.array([*most, *(counts[h] for h in households), size], dtype=float),
        people=np.array([kind.people for kind in pool.kinds], dtype=float),
    )


def counts_from(solved: NDArray[np.float64] | None, why: str) -> Counts:
    """Give what the solver found as whole numbers; refuse where it found nothing."""
    if solved is None:
        raise Refused(
            found=f"The search for a panel ended without one ({why}).",
            needed="quotas that the solver can handle",
            remedy="Use fewer or wider quotas.",
        )
    return tuple(int(count) for count in np.rint(solved))
