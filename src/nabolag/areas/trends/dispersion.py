"""How much figures scatter beside their lines: each area's own, steadied by the others.

The scatter of one area is seen in a few figures only. Areas' true scatters are taken
to vary about a common one, how much is worked out from all of them, and each area's
own is drawn towards it as far as that says (Smyth 2004). Nothing holds it at 1 or
above: figures may scatter less than by chance, as when the same people are counted
year after year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import digamma, polygamma

from nabolag.areas.trends.fitted import Floats

FEWEST_AREAS = 3
"""Areas needed before one says anything of another."""
ALIKE = 1e-4
"""Areas whose log scatters vary by less than this variance are taken as alike."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steadied:
    """Scatter per degree of freedom and the freedom behind it, arrays (A, K)."""

    dispersion: Floats
    freedom: Floats


def steadied(
    scatter: Floats, freedom: Floats, *, exact: npt.NDArray[np.bool_]
) -> Steadied:
    """Draw areas' scatter (A, K) towards the common one; freedom is (A,).

    Areas whose scatter is exactly nothing take what the others say. With fewer than 3
    areas each stands alone, and those have NaN.

    >>> drawn = steadied(np.array([[2.0], [4.0], [9.0]]), np.array([2.0, 2.0, 2.0]),
    ...     exact=np.zeros(3, dtype=bool))
    >>> drawn.dispersion.T.round(4), drawn.freedom.T
    (array([[2.5, 2.5, 2.5]]), array([[6., 6., 6.]]))
    """
    seen = ~exact
    own = np.where(seen[:, None], scatter / freedom[:, None], np.nan)
    if seen.sum() < FEWEST_AREAS:
        return Steadied(dispersion=own, freedom=0 * scatter + freedom[:, None])
    common, steadiness = _common(own[seen], freedom[seen, None])
    added = np.where(seen[:, None], freedom[:, None] * own, freedom[:, None] * common)
    dispersion = (steadiness * common + added) / (steadiness + freedom[:, None])
    # All areas together cannot know more than what they have seen in all.
    known = np.minimum(steadiness + freedom[:, None], freedom[seen].sum())
    return Steadied(dispersion=dispersion, freedom=known)


def _common(own: Floats, freedom: Floats) -> tuple[Floats, Floats]:
    """Give the common scatter and the freedom it is worth, by moments of logs, (K,)."""
    half = freedom / 2
    logs = np.log(own) - digamma(half) + np.log(half)
    beyond = logs.var(axis=0, ddof=1) - polygamma(1, half).mean()
    alike = beyond <= ALIKE
    steadiness = 2 * _trigamma_inverse(np.where(alike, 1.0, beyond))
    typical = logs.mean(axis=0) + digamma(steadiness / 2) - np.log(steadiness / 2)
    pooled = (own * freedom).sum(axis=0) / freedom.sum()
    return np.where(alike, pooled, np.exp(typical)), np.where(alike, 1e6, steadiness)


def _trigamma_inverse(wanted: Floats) -> Floats:
    """Solve trigamma(x) = wanted by Newton's steps on one over it (Smyth 2004)."""
    found = 0.5 + 1 / wanted
    for _ in range(STEPS):
        now = polygamma(1, found)
        found = found + now * (1 - now / wanted) / polygamma(2, found)
    return np.asarray(found)


STEPS = 12
"""Newton's steps; they never go too far, and five are enough for every known case."""
