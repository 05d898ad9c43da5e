"""Which activities to hold for a budget, so that the largest gaps are closed most.

Answers: With this much money and time, how many of which activities reach those missing?

Method: Whole numbers of activities, by mixed integer programming, in two steps: the
largest gap that is left is made as small as it can be, then the sum of what is left.
Each activity gives what its way gives per hour, times how long it lasts.

Assumes: That the next activity of a kind gives as much as the one before, up to the most
that may be held of it, and that none is reached twice.

Uncertainty: What is left is told as expected, and where each way gives only the low end
of its interval, which is worse than what would happen by chance in all ways at once.

Refuses: Nothing for being thin: ways with a thin record are named in the answer.

Checked: Equals trying every mix, for random small problems; more money never leaves a
larger largest gap.

Source: Q. Huangfu and J. Hall, “Parallelizing the dual revised simplex method”,
Mathematical Programming Computation 10 (2018), as in scipy's milp (HiGHS).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.residents.methods_advice import Ground, Way, Yield

SLACK = 1e-6
"""How much of a person the first step may be let go of in the second."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An activity that may be held: how long it lasts, its cost, and how many at most."""

    way: Way
    hours: float
    cost: float
    most: int

    def __post_init__(self) -> None:
        """Refuse what cannot be held."""
        possible = 0 < self.hours < math.inf and 0 <= self.cost < math.inf
        if not possible or self.most < 0:
            raise Misbuilt(
                value=f"an offer of {self.way.method}",
                found=f"{self.hours} hours, cost {self.cost}, at most {self.most}",
                expected="hours above nought, and nothing below it",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What may be spent: money, and hours where they are scarce."""

    money: float
    hours: float = math.inf

    def __post_init__(self) -> None:
        """Refuse less than nothing."""
        if not (self.money >= 0 and self.hours >= 0):
            raise Misbuilt(
                value="means",
                found=f"money {self.money}, hours {self.hours}",
                expected="nought or more",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How many of each activity to hold, what that takes, and what it leaves missing.

    ``left`` and ``left_cautious`` are new participations still missing by group: as
    expected, and where each way gives the low end of its interval. ``thin`` names the
    ways that are held and whose record is too thin in a group that is missing.
    """

    held: Mapping[Way, int]
    cost: float
    hours: float
    left: Mapping[str, float]
    left_cautious: Mapping[str, float]
    thin: tuple[Way, ...]


def best_mix(
    found: Sequence[Yield],
    *,
    missing: Mapping[str, float],
    offers: Sequence[Offer],
    means: Means,
) -> Mix:
    """Give the activities that close the largest gaps for the means there are.

    ``missing`` is how many new participations each group lacks. A way that says nothing
    of a group gives none there. Raises :class:`WrongUsage` for gaps below nought, a way
    offered twice or never tried, or a group that no way tells of.

    >>> from nabolag.residents.methods_advice import Activity, Card, yields
    >>> stand = Way("stand", "street")
    >>> done = [Activity(way=stand, hours=4, cost=800, new={"young": 9})] * 3
    >>> found = yields(done, [Card(method="stand", per_hour={"young": 2.0})])
    >>> offer = Offer(way=stand, hours=4, cost=800, most=5)
    >>> mix = best_mix(
    ...     found, missing={"young": 25}, offers=[offer], means=Means(money=2000)
    ... )
    >>> mix.held[stand], mix.cost, round(mix.left["young"], 1)
    (2, 1600.0, 7.2)
    """
    _check(found, missing, offers)
    gives = _gives(found, missing, offers)
    gaps = np.array(list(missing.values()), dtype=float)
    held = _fewest_missing(gives, gaps, offers, means)
    return _told(held, found, missing, offers)


def _check(
    found: Sequence[Yield], missing: Mapping[str, float], offers: Sequence[Offer]
) -> None:
    ways = [offer.way for offer in offers]
    wrong = [
        *(f"{g} lacks {n}" for g, n in missing.items() if not 0 <= n < math.inf),
        *(f"{way} is offered twice" for way in set(ways) if ways.count(way) > 1),
        *(f"{way} has no estimate" for way in set(ways) - {y.way for y in found}),
        *(f"no way tells of {g}" for g in set(missing) - {y.group for y in found}),
    ]
    if wrong or not offers or not missing:
        raise WrongUsage(
            found=f"{'; '.join(sorted(wrong)) or 'nothing to choose, or none missing'}.",
            expected="gaps of nought or more, and each way once, with an estimate",
            remedy="Make the estimates from the record and the cards first.",
        )


def _gives(
    found: Sequence[Yield],
    missing: Mapping[str, float],
    offers: Sequence[Offer],
    *,
    low: bool = False,
) -> Numbers:
    """Give new participations per activity, as groups × offers."""
    rates = {
        (y.way, y.group): (y.per_hour.low or 0.0) if low else y.per_hour.value
        for y in found
    }
    return np.array(
        [
            [rates.get((o.way, group), 0.0) * o.hours for o in offers]
            for group in missing
        ]
    )


def _fewest_missing(
    gives: Numbers, gaps: Numbers, offers: Sequence[Offer], means: Means
) -> Numbers:
    """Give how many to hold of each. Variables: held, left by group, the largest left."""
    groups, kinds = gives.shape
    none = np.zeros((groups, kinds))
    limits = [
        LinearConstraint(
            np.hstack([gives, np.eye(groups), np.zeros((groups, 1))]), lb=gaps
        ),
        LinearConstraint(
            np.hstack([none, np.eye(groups), -np.ones((groups, 1))]), ub=0
        ),
        _spend([offer.cost for offer in offers], means.money, groups),
        _spend([offer.hours for offer in offers], means.hours, groups),
    ]
    most = [float(offer.most) for offer in offers]
    first = np.array([0.0] * (kinds + groups) + [1.0])
    largest = float(_solved(first, limits, [*most, *gaps, gaps.max()], kinds=kinds)[-1])
    # Among equals the cheapest, by less than a person's worth in all.
    cheap = [offer.cost * SLACK / (1 + means.money) for offer in offers]
    second = np.array([*cheap, *np.ones(groups), 0.0])
    found = _solved(second, limits, [*most, *gaps, largest + SLACK], kinds=kinds)
    return np.rint(found[:kinds])


def _spend(each: Sequence[float], at_most: float, groups: int) -> LinearConstraint:
    return LinearConstraint(np.array([[*each, *[0.0] * (groups + 1)]]), ub=at_most)


def _solved(
    aim: Numbers,
    limits: Sequence[LinearConstraint],
    most: Sequence[float],
    *,
    kinds: int,
) -> Numbers:
    """Give the best values; the first ``kinds`` are whole numbers."""
    whole = np.array([1] * kinds + [0] * (len(aim) - kinds))
    answer = milp(
        aim,
        constraints=limits,
        integrality=whole,
        bounds=Bounds(0, most),
        options={"mip_rel_gap": 0},
    )
    return np.asarray(answer.x, dtype=float)


def _told(
    held: Numbers,
    found: Sequence[Yield],
    missing: Mapping[str, float],
    offers: Sequence[Offer],
) -> Mix:
    chosen = {o.way: int(n) for o, n in zip(offers, held, strict=True)}
    thin = {
        y.way for y in found if y.ground is not Ground.RECORD and missing.get(y.group)
    }
    return Mix(
        held=MappingProxyType(chosen),
        cost=float(sum(o.cost * chosen[o.way] for o in offers)),
        hours=float(sum(o.hours * chosen[o.way] for o in offers)),
        left=_left(_gives(found, missing, offers) @ held, missing),
        left_cautious=_left(_gives(found, missing, offers, low=True) @ held, missing),
        thin=tuple(way for way, n in chosen.items() if n and way in thin),
    )


def _left(reached: Numbers, missing: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType(
        {
            group: max(0.0, gap - float(new))
            for (group, gap), new in zip(missing.items(), reached, strict=True)
        }
    )
