"""The part of those affected who live in the tenth of areas hardest affected."""

from __future__ import annotations

from math import ceil

import numpy as np
import numpy.typing as npt

from nabolag.areas.counts import Floats

TENTH = 0.1
"""The part of the areas that is looked at."""


def share_in_tenth(affected: npt.ArrayLike, people: npt.ArrayLike) -> Floats:
    """Give the share 0–1 of those affected who live in the hardest affected tenth.

    Takes those affected, shape (…, areas), and people of the same shape or one that
    fits. Areas are ordered by affected / people. A tenth of 25 areas is two and a
    half: the third area counts by half. Areas of equal rates share equally the room
    that is left for them. Where nobody is affected all areas are equal, and the tenth
    has its tenth.

    >>> affected = [9, *[1] * 18, 3]
    >>> float(share_in_tenth(affected, np.full(20, 10)))
    0.4
    """
    count, whole = np.broadcast_arrays(
        np.asarray(affected, dtype=np.float64), np.asarray(people, dtype=np.float64)
    )
    rate, areas = count / whole, count.shape[-1]
    last = areas - reaching_into_tenth(areas)
    edge = np.partition(rate, last, axis=-1)[..., last, np.newaxis]
    above, level = rate > edge, rate == edge
    room = (TENTH * areas - above.sum(axis=-1)) / level.sum(axis=-1)
    held = np.einsum("...i,...i", count, above)
    held = held + room * np.einsum("...i,...i", count, level)
    everybody = count.sum(axis=-1)
    nobody = everybody == 0
    return np.asarray(np.where(nobody, TENTH, held / np.where(nobody, 1.0, everybody)))


def reaching_into_tenth(areas: int) -> int:
    """Give how many areas are in the tenth, wholly or in part.

    >>> reaching_into_tenth(20), reaching_into_tenth(25)
    (2, 3)
    """
    return ceil(round(TENTH * areas, 6))
