"""Each person's chance to be drawn, as equal as the quotas allow.

Answers: How likely is each person in the pool to sit on the panel, and which panels can
be drawn so that no one could be given a better chance without taking it from someone
who has no more?

Method: Leximin: the smallest chance is made as large as the quotas allow, then the next
smallest, and so on. (Maximin stops after the smallest.) Which panels to draw among is
found by column generation: a linear program shares the draw among the panels known so
far, and an integer program looks for a panel that would make it fairer, until there is
none. People with the same features, in households alike, always have the same chance
and are counted together. The answer is shared out as about two thousand billion
tickets, so that every chance is an exact fraction.

Assumes: That everyone in the pool is willing and may be drawn, and that features are as
the list says. It makes the draw fair among those in the pool; who came into the pool is
another question.

Uncertainty: None: the chances are exact for the tickets told. The smallest chance is the
largest possible to about one in ten million.

Refuses: A panel larger than the number of households, and quotas that no panel meets.

Checked: Against every possible panel of small random pools, by a linear program for
each person; two pools worked out by hand; pools of 200 and 2,000 people of four kinds,
of the shape of the published ones whose smallest chance is 10 %; 10,000 draws against
the chances.

Source: B. Flanigan, P. Gölz, A. Gupta, B. Hennig and A. D. Procaccia, “Fair algorithms
for selecting citizens' assemblies”, Nature 596 (2021), pp. 548–552.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from nabolag.errors import Refused
from nabolag.residents.lottery.panels import Counts, Panels
from nabolag.residents.lottery.sharing_out import Share, share

TICKETS = lcm(*range(1, 31))
"""How many tickets a draw is shared out in: about 2.3 thousand billion.

Thirds, sevenths and all other shares down to thirtieths are whole tickets.
"""

_ENOUGH = 1e-9
"""A panel that would better the smallest chance by less is left unused."""
_SLACK = 1e-9
_HELD_BACK = 1e-2
"""A kind whose dual is this part of the largest keeps the smallest chance from rising.

What its chance can be off is ``_ENOUGH`` through its dual, so that small duals, that
may be rounding, wait for a later round.
"""


class Fairness(StrEnum):
    """What is made as equal as the quotas allow."""

    LEXIMIN = "leximin"
    MAXIMIN = "maximin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The panels that may be drawn, and each person's chance.

    ``panels`` and ``tickets`` go together: a panel's chance is its tickets of
    :data:`TICKETS`. ``each`` is one person's chance, for each of the pool's kinds.
    """

    among: Panels
    fairness: Fairness
    panels: tuple[Counts, ...]
    tickets: tuple[int, ...]
    each: tuple[Fraction, ...]

    @property
    def smallest(self) -> Fraction:
        """Give the smallest chance that anyone has."""
        return min(self.each)

    @property
    def largest(self) -> Fraction:
        """Give the largest chance that anyone has."""
        return max(self.each)

    @property
    def gini(self) -> float:
        """Give how unequal the chances are: 0 when all are alike (Gini 1912)."""
        chance = np.array([float(each) for each in self.each])
        order = np.argsort(chance, kind="stable")
        people = self.among.people[order]
        held = np.concatenate([[0.0], np.cumsum(people * chance[order])])
        area = float(people @ (held[1:] + held[:-1]))
        return max(0.0, 1 - area / (float(people.sum()) * float(held[-1])))


def chances(panels: Panels, *, fairness: Fairness = Fairness.LEXIMIN) -> Chances:
    """Give the fairest chances, and the panels to draw among.

    Raises :class:`Refused` where no panel meets the quotas.
    """
    known, drawable = _covering(panels)
    fixed = np.where(drawable, np.nan, 0.0)
    found = _fairest(panels, known, fixed)
    while fairness is Fairness.LEXIMIN and np.isnan(fixed).any():
        fixed[_held_back(found)] = max(0.0, found.least - _SLACK)
        if np.isnan(fixed).any():
            found = _fairest(panels, known, fixed)
    return _shared_out(panels, known, found.weights, fairness)


def _covering(panels: Panels) -> tuple[list[Counts], NDArray[np.bool_]]:
    """Give panels that hold every kind that any panel can hold, and which those are."""
    known: list[Counts] = []
    waiting = np.ones(len(panels.people), dtype=bool)
    while waiting.any():
        panel = panels.best(waiting / panels.people)
        if panel is None:
            raise Refused(
                found="No panel meets all the quotas.",
                needed="quotas that can be met together by people in the pool",
                remedy="Relax the quotas; see the smallest relaxations that will do.",
            )
        if panel not in known:
            known.append(panel)
        held = np.array(panel) > 0
        if not (waiting & held).any():
            break
        waiting &= ~held
    return known, ~waiting


def _fairest(panels: Panels, known: list[Counts], fixed: NDArray[np.float64]) -> Share:
    """Give the best sharing, adding the panels it takes to those known."""
    while True:
        found = share(np.array(known) / panels.people, fixed)
        panel = panels.best(found.duals / panels.people)
        if panel is None or panel in known:
            return found
        gain = float(found.duals @ (np.array(panel) / panels.people)) - found.price
        if gain <= _ENOUGH:
            return found
        known.append(panel)


def _held_back(found: Share) -> NDArray[np.bool_]:
    """Say which kinds can have no more: by complementary slackness, those with a dual.

    The duals of those that are free sum to one, so that every round settles someone.
    """
    duals = np.where(found.free, found.duals, 0.0)
    held: NDArray[np.bool_] = found.free & (duals >= _HELD_BACK * duals.max())
    return held


def _shared_out(
    panels: Panels,
    known: list[Counts],
    weights: NDArray[np.float64],
    fairness: Fairness,
) -> Chances:
    """Turn weights into whole tickets: the fullest panel takes what rounding leaves."""
    tickets = [int(ticket) for ticket in np.rint(weights / weights.sum() * TICKETS)]
    tickets[int(np.argmax(weights))] += TICKETS - sum(tickets)
    used = sorted(
        (panel, ticket) for panel, ticket in zip(known, tickets, strict=True) if ticket
    )
    each = tuple(
        Fraction(
            sum(ticket * panel[place] for panel, ticket in used), TICKETS * kind.people
        )
        for place, kind in enumerate(panels.pool.kinds)
    )
    return Chances(
        among=panels,
        fairness=fairness,
        panels=tuple(panel for panel, _ in used),
        tickets=tuple(ticket for _, ticket in used),
        each=each,
    )
