"""With and without: in how many variants something that is set makes it better.

Both runs have the same draws, so that a variant is held against itself. What is counted
are variants of a model: the count is no probability, and no share of people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.errors import Misbuilt
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.ensemble import Run
from nabolag.values import Direction

Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An output at the end, with against without.

    ``count`` of the variants are better with what was set; where the output is neither
    better nor worse, so many are higher. ``same`` do not differ, ``of`` are compared.
    """

    output: str
    better: Direction
    count: int
    same: int
    of: int


def compared(model: Model, *, without: Run, with_it: Run) -> tuple[Compared, ...]:
    """Compare two runs of a model, variant by variant, at the last moment.

    Variants that failed in either are left out of both. Raises :class:`Misbuilt` for runs
    that do not have the same outputs and draws.
    """
    if without.values.shape != with_it.values.shape:
        raise Misbuilt(
            value="runs to compare",
            found=f"{with_it.values.shape}",
            expected=f"{without.values.shape}",
        )
    kept = ~(without.failed | with_it.failed)
    known = {factor.name: factor.better for factor in model.factors}
    return tuple(
        _one(
            output,
            known.get(output, Direction.NEITHER),
            without.of(output)[-1][kept],
            with_it.of(output)[-1][kept],
        )
        for output in without.outputs
    )


def _one(output: str, better: Direction, before: Floats, after: Floats) -> Compared:
    size = np.maximum(np.abs(before), np.abs(after))
    same = np.abs(after - before) <= _ROUNDING * size
    down = better is Direction.MORE_IS_WORSE
    good = (after < before if down else after > before) & ~same
    return Compared(
        output=output,
        better=better,
        count=int(good.sum()),
        same=int(same.sum()),
        of=len(before),
    )
