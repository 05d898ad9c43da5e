"""What is remembered of an indicator's draws when they are let go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.draws import Draws
from nabolag.areas.fifths.estimates import Singles

SOME = 100
"""Draws that are kept whole: enough to tell a likeness that holds from one that does not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gist:
    """The mean of each area's draws, the areas' true spread, and some of the draws.

    ``mean`` has shape (areas,), ``some`` (SOME, areas). ``spread`` is the standard
    deviation between areas within a draw, chance in the figures taken away.
    """

    indicator: str
    codes: tuple[str, ...]
    mean: Floats
    spread: float
    some: Singles


def gist_of(draws: Draws) -> Gist:
    """Give what is remembered of draws; any part of them stands for all."""
    some = draws.values[:SOME].copy()
    between = some.var(axis=1, dtype=np.float64).mean()
    return Gist(
        indicator=draws.indicator,
        codes=draws.codes,
        mean=draws.values.mean(axis=0, dtype=np.float64),
        spread=max(float(np.sqrt(between)), 1e-300),
        some=some,
    )
