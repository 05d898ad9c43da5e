"""Whether the answer given most often stays so when groups count as in the population.

Only whether it does is told, never a weighted share: those who took part are not a
sample of residents, and a number would be read as if they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from nabolag.disclosure import is_small
from nabolag.errors import Refused
from nabolag.residents.reach.raking import Floats, design_effect, rake, trimmed

FEWEST = 30
"""Fewer participations than this, or worth fewer when weighted, are too few to say."""


class Verdict(StrEnum):
    """What weighting says of a conclusion."""

    HOLDS = "holds"
    CHANGES = "changes"
    CANNOT_TELL = "cannot_tell"


class Why(StrEnum):
    """Why weighting cannot tell."""

    TOO_FEW = "too_few"
    TIED = "tied"
    NOTHING_TO_WEIGHT_BY = "nothing_to_weight_by"
    NO_WEIGHTS_FIT = "no_weights_fit"
    WEIGHTS_TOO_UNEVEN = "weights_too_uneven"
    RESTS_ON_FEW = "rests_on_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The answer given most often, and whether it holds when weighted.

    ``design_effect`` and ``worth`` (how many participations they are worth when
    weighted, rounded) are nothing where no weights were found.
    """

    verdict: Verdict
    why: Why | None = None
    answer: str | None = None
    weighted_by: tuple[str, ...] = ()
    design_effect: float | None = None
    worth: int | None = None


def conclusion_when_weighted(
    answers: Sequence[str],
    *,
    weighted_by: Sequence[str],
    codes: Sequence[npt.ArrayLike],
    targets: Sequence[npt.ArrayLike],
) -> Conclusion:
    """Tell whether the answer given most often holds.

    ``codes`` and ``targets`` are those of :func:`~nabolag.residents.reach.raking.rake`,
    for the characteristics in ``weighted_by``.

    >>> told = conclusion_when_weighted(
    ...     ["yes"] * 40 + ["no"] * 20,
    ...     weighted_by=["tenure"],
    ...     codes=[[0] * 40 + [1] * 20],
    ...     targets=[[30, 70]],
    ... )
    >>> told.verdict.value, told.answer
    ('changes', 'yes')
    """
    if len(answers) < FEWEST:
        return _cannot_tell(Why.TOO_FEW)
    said, places = np.unique(np.asarray(answers, dtype=np.str_), return_inverse=True)
    raw = _most(places, np.ones(len(answers)))
    if is_small(int(np.bincount(places).max())):
        return _cannot_tell(Why.TOO_FEW)
    if raw is None:
        return _cannot_tell(Why.TIED)
    answer = str(said[raw])
    if not weighted_by:
        return _cannot_tell(Why.NOTHING_TO_WEIGHT_BY, answer=answer)
    try:
        weights = rake(codes, targets)
    except Refused:
        # What is refused elsewhere is an answer here: the conclusion is not tested.
        return _cannot_tell(Why.NO_WEIGHTS_FIT, answer=answer)
    verdict, why = _verdict(places, weights, raw)
    return Conclusion(
        verdict=verdict,
        why=why,
        answer=answer,
        weighted_by=tuple(weighted_by),
        design_effect=design_effect(weights),
        worth=_worth(weights),
    )


def _verdict(
    places: npt.NDArray[np.intp], weights: Floats, raw: int
) -> tuple[Verdict, Why | None]:
    if _worth(weights) < FEWEST:
        return Verdict.CANNOT_TELL, Why.WEIGHTS_TOO_UNEVEN
    whole, cut = _most(places, weights), _most(places, trimmed(weights))
    if whole is None or whole != cut:
        return Verdict.CANNOT_TELL, Why.RESTS_ON_FEW if whole != cut else Why.TIED
    return (Verdict.HOLDS if whole == raw else Verdict.CHANGES), None


def _most(places: npt.NDArray[np.intp], weights: Floats) -> int | None:
    """Give which answer weighs most, or nothing where two weigh alike."""
    held = np.bincount(places, weights=weights)
    first = int(held.argmax())
    alike = np.isclose(held, held[first], rtol=1e-9, atol=0.0)
    return first if alike.sum() == 1 else None


def _worth(weights: Floats) -> int:
    return round(weights.size / design_effect(weights))


def _cannot_tell(why: Why, *, answer: str | None = None) -> Conclusion:
    return Conclusion(verdict=Verdict.CANNOT_TELL, why=why, answer=answer)
