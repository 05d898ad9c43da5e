"""Counts as the calculations want them: checked, and families counted as one answer.

Everything here works on whole arrays of any shapes that fit together (numpy's
broadcasting). NaN means "not known" and stays NaN. A group with nobody in it has no
figure, so its counts become NaN as well. Counts need not be whole numbers: older
published series are weighted.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from nabolag.errors import Misbuilt

Floats = npt.NDArray[np.float64]

ROUNDING = 1e-9
"""What a count may miss by, after weighted counts have been added and taken away."""


def share_counts(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, cluster_size: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Give those counted and everybody, both divided by the cluster size.

    :raises Misbuilt: for negative or infinite counts, for more counted than there
        are, and for a cluster size that is not positive.

    >>> share_counts([5, 0], [10, 0], 2.0)
    (array([2.5, nan]), array([ 5., nan]))
    """
    part, whole = _amounts(numerator, "numerator"), _amounts(denominator, "denominator")
    _refuse(part > whole * (1 + ROUNDING) + ROUNDING, "numerator above denominator")
    part, whole = _per_cluster(part, whole, cluster_size)
    return np.minimum(part, whole), whole


def rate_counts(
    events: npt.ArrayLike, exposure: npt.ArrayLike, cluster_size: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Give events and exposure, both divided by the cluster size.

    :raises Misbuilt: for negative or infinite counts, and for a cluster size that is
        not positive.

    >>> rate_counts(30.0, [1000.0, 0.0], 3.0)
    (array([10., nan]), array([333.33333333,          nan]))
    """
    return _per_cluster(
        _amounts(events, "events"), _amounts(exposure, "exposure"), cluster_size
    )


def standard_score(confidence: float) -> float:
    """Give how many standard errors an interval of this confidence reaches out.

    :raises Misbuilt: for a confidence outside 0–1.

    >>> round(standard_score(0.95), 4)
    1.96
    """
    if not 0 < confidence < 1:
        raise Misbuilt(
            value="confidence", found=str(confidence), expected="between 0 and 1"
        )
    return float(ndtri((1 + confidence) / 2))


def _amounts(counts: npt.ArrayLike, name: str) -> Floats:
    amounts = np.asarray(counts, dtype=np.float64)
    _refuse(amounts < -ROUNDING, f"negative {name}")
    _refuse(np.isinf(amounts), f"infinite {name}")
    return np.maximum(amounts, 0.0)


def _per_cluster(
    part: Floats, whole: Floats, cluster_size: npt.ArrayLike
) -> tuple[Floats, Floats]:
    size = np.asarray(cluster_size, dtype=np.float64)
    _refuse(size <= 0, "cluster size of 0 or less")
    known = (whole > 0) & ~np.isnan(part)
    part, whole = np.where(known, part, np.nan), np.where(known, whole, np.nan)
    return part / size, whole / size


def _refuse(wrong: npt.NDArray[np.bool_], found: str) -> None:
    if np.any(wrong):
        raise Misbuilt(
            value="Counts",
            found=f"{found} in {int(np.sum(wrong))} places",
            expected="0 <= numerator <= denominator and a positive cluster size",
        )
