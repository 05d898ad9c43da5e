"""How a draw is best shared among known panels: the linear program of a fair draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from nabolag.errors import Misbuilt

_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Share:
    """The sharing that makes the smallest chance of the free kinds the largest.

    ``weights`` (panels) sum to one. ``duals`` (kinds) say how much the smallest chance
    would gain if a kind's chance were let down, and ``price`` what a panel must be
    worth in them to be of use. ``free`` (kinds) are those not settled before.
    """

    weights: NDArray[np.float64]
    least: float
    duals: NDArray[np.float64]
    price: float
    free: NDArray[np.bool_]


def share(given: NDArray[np.float64], fixed: NDArray[np.float64]) -> Share:
    """Share a draw among panels so that the smallest free chance is the largest.

    ``given`` (panels, kinds) is the chance a panel gives one person of a kind.
    ``fixed`` (kinds) is the chance already settled, and not a number where free.
    """
    panels, kinds = given.shape
    free = np.isnan(fixed)
    solved = linprog(
        np.append(np.zeros(panels), -1.0),
        A_ub=np.column_stack([-given.T, free.astype(float)]),
        b_ub=np.where(free, 0.0, -fixed),
        A_eq=np.append(np.ones(panels), 0.0)[np.newaxis],
        b_eq=[1.0],
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": _TOLERANCE,
            "dual_feasibility_tolerance": _TOLERANCE,
        },
    )
    if not solved.success:
        raise Misbuilt(
            value=f"the sharing of {panels} panels among {kinds} kinds",
            found=solved.message,
            expected="a best sharing, as any sharing will do to begin with",
        )
    *weights, least = np.asarray(solved.x, dtype=float)
    return Share(
        weights=np.maximum(weights, 0.0),
        least=float(least),
        duals=np.maximum(-np.asarray(solved.ineqlin.marginals, dtype=float), 0.0),
        price=-float(np.asarray(solved.eqlin.marginals, dtype=float)[0]),
        free=free,
    )
