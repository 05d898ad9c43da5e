"""Which loop leads, when, and in how many variants.

Answers: Which of the loops in a model drive what happens now, and when does another take
over?

Method: A link is scored by how much of the change of its end would have come about had
only its beginning changed, with the sign of the effect. Into a stock it is the part of
the change in what flows in and out together. A loop's score is the product of the scores
of its links; its share is its size among the loops that hang together with it (Schoenberg,
Davidsen and Eberlein 2020; the formulation from flow to stock of 2023). A loop leads in a
variant at a moment where its share is the largest among them; loops that hang apart each
have a lead of their own. Told is in how many variants each loop leads, year by year and
area by area. A link's sign is what it is seen to be in the run at
central values; one that changes sign makes its loops mixed.

Assumes: That the model is right. Scores are of this model's loops, and where the model is
at rest there is nothing to score.

Uncertainty: The number of variants in which a loop leads shows how much that depends on
constants no one knows for certain.

Refuses: To rank what could be done. A score explains what happens; it does not say what
would happen if a link were made stronger or weaker. Try that by running the model with
the link changed. Scores of more than 200 loops: the 200 shortest are scored, and that
is said.

Checked: Logistic growth, and births and deaths with a limit, against another program to
twelve digits at every step. In logistic growth the lead goes over where half of what
there is room for is reached.

Source: W. Schoenberg, P. Davidsen and R. Eberlein, “Understanding model behavior using
the Loops that Matter method”, System Dynamics Review 36 (2020), pp. 158–190; W.
Schoenberg, J. Hayward and R. Eberlein, “Improving Loops that Matter”, System Dynamics
Review 39 (2023), pp. 140–151.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape, run_part
from nabolag.spirals.loops.feedback_loops import Loop, Loops, find_loops
from nabolag.spirals.loops.links import Link, Sign
from nabolag.spirals.loops.partitions import partitions_of
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.failing import (
    Failure,
    check_failed,
    draws_failed,
    failed_in,
    failures_in,
)
from nabolag.spirals.runs.jobs import inputs_of, shape_of
from nabolag.spirals.system.building import system_of
from nabolag.spirals.system.scoring import scored
from nabolag.spirals.system.system import System
from nabolag.spirals.system.wiring import Route, Wire, routes_of

Floats = npt.NDArray[np.float64]

MOST_SCORED = 200
"""Loops that are scored at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """Which loops lead.

    ``share`` is each loop's share, with its sign, loops × moments × draws × areas;
    ``leads`` the number of draws in which it leads in its part, loops × moments × areas.
    Both are for ``scored`` loops. ``parts`` are the places of those that hang together,
    the part with the most loops first. ``failed`` are draws × areas; what failed leads
    nowhere.
    """

    times: tuple[float, ...]
    loops: Loops
    scored: tuple[Loop, ...]
    share: Floats
    leads: npt.NDArray[np.int64]
    parts: tuple[tuple[int, ...], ...]
    failed: npt.NDArray[np.bool_]
    failures: tuple[Failure, ...]
    areas: tuple[str, ...]

    @property
    def variants(self) -> int:
        """Give how many draws there are."""
        return len(self.failed)

    @property
    def failed_draws(self) -> int:
        """Give how many draws failed, in whichever area."""
        return draws_failed(self.failed)

    @property
    def kept(self) -> int:
        """Give how many draws did not fail: of so many a loop leads in some."""
        return self.variants - self.failed_draws

    def none_leads(self, part: int = 0) -> npt.NDArray[np.int64]:
        """Give in how many draws no loop of a part leads, moments × areas."""
        leads = self.leads[list(self.parts[part])]
        return np.asarray(self.kept - leads.sum(axis=0))


def loops_in(model: Model) -> Loops:
    """Give the loops of a model: as drawn, or as its equations make them."""
    return find_loops(links_in(model))


def links_in(model: Model) -> tuple[Link, ...]:
    """Give a model's links: arrows to factors that are only drawn, equations for others.

    The sign of a link in an equation is what it is seen to be when the model runs once
    at central values; an arrow that says whether it is delayed is believed.
    """
    opened = {factor.name for factor in model.factors if factor.is_open}
    drawn = [
        Link(
            source=arrow.source,
            target=arrow.target,
            sign=arrow.sign,
            delayed=arrow.delayed,
        )
        for arrow in model.arrows
        if arrow.target in opened
    ]
    if len(opened) == len(model.factors):
        return tuple(drawn)
    delayed = {(one.source, one.target) for one in model.arrows if one.delayed}
    written = [
        Link(source=source, target=target, sign=sign, delayed=late)
        for (source, target), (sign, late) in _links_written(model).items()
        if target not in opened
    ]
    return (
        *drawn,
        *(
            replace(link, delayed=link.delayed or (link.source, link.target) in delayed)
            for link in written
        ),
    )


def leading(
    model: Model,
    *,
    asked: Asked | None = None,
    loops: Loops | None = None,
    most: int = MOST_SCORED,
) -> Leading:
    """Run a model and tell which loops lead.

    ``loops`` are those of the model, where they have been found already; the shortest of
    them are scored, ``most`` of them.
    Raises :class:`BadInput` for equations that cannot be run, and :class:`Refused` where
    more than one in a hundred variants failed.
    """
    asked = asked or Asked()
    ready = lowered(model)
    loops = loops or loops_in(model)
    rings = loops.loops[:most]
    job = _job(ready, _system(ready, model), rings, asked)
    part = run_part(job, threads=asked.threads)
    failed, failures = failed_in(job, part), failures_in(job, part)
    check_failed(failed, failures)
    share = part.values.reshape(*part.values.shape[:2], *failed.shape)
    parts = _parts(rings)
    return Leading(
        times=ready.times.kept,
        loops=loops,
        scored=rings,
        share=share,
        leads=_leads(share[:, :, ~failed.any(axis=1)], parts),
        parts=parts,
        failed=failed,
        failures=failures,
        areas=ready.areas.names if ready.areas else ("",),
    )


def _system(ready: Model, model: Model) -> System:
    """Give the system, in which only the model's own factors count as variables."""
    names = tuple(factor.name for factor in model.factors)
    return replace(system_of(ready), names=names)


def _links_written(model: Model) -> Mapping[Wire, tuple[Sign, bool]]:
    """Give the signs of links as they are seen in a run, and whether they are delayed."""
    ready = lowered(model)
    system = _system(ready, model)
    routes = routes_of(system)
    told = scored(system, routes)
    times = replace(ready.times, save_every=None)
    program = program_of(told.system, outputs=told.links)
    job = Job(program=program, times=times, shape=Shape(), inputs={})
    seen = run_part(job).values[:, :, 0]
    return {
        wire: (_sign(scores), any(len(route) > len(wire) for route in routes[wire]))
        for wire, scores in zip(routes, seen, strict=True)
    }


def _sign(scores: Floats) -> Sign:
    up, down = bool((scores > 0).any()), bool((scores < 0).any())
    if up == down:
        return Sign.UNKNOWN
    return Sign.POSITIVE if up else Sign.NEGATIVE


def _job(ready: Model, system: System, rings: Sequence[Loop], asked: Asked) -> Job:
    """Give what is to be run for each loop's share."""
    routes = routes_of(system)
    needed: dict[Wire, tuple[Route, ...]] = {
        pair: routes[pair] for ring in rings for pair in ring.pairs
    }
    told = scored(system, needed, rings=[ring.variables for ring in rings])
    inputs = inputs_of(ready, asked)
    return Job(
        program=program_of(told.system, inputs=tuple(inputs), outputs=told.shares),
        times=ready.times,
        shape=shape_of(ready, asked),
        inputs=inputs,
        moving=ready.areas.matrix if ready.areas else None,
    )


def _parts(rings: Sequence[Loop]) -> tuple[tuple[int, ...], ...]:
    """Give the places of loops that hang together, part by part."""
    together = partitions_of([pair for ring in rings for pair in ring.pairs])
    part_of = {name: at for at, names in enumerate(together) for name in names}
    found: dict[int, list[int]] = {}
    for at, ring in enumerate(rings):
        found.setdefault(part_of[ring.variables[0]], []).append(at)
    return tuple(map(tuple, sorted(found.values(), key=lambda part: -len(part))))


def _leads(share: Floats, parts: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    """Count the draws in which each loop has the largest share of its part."""
    loops, moments, _, areas = share.shape
    leads = np.zeros((loops, moments, areas), dtype=np.int64)
    for part in parts:
        leads[list(part)] = _leads_among(share[list(part)])
    return leads


def _leads_among(share: Floats) -> npt.NDArray[np.int64]:
    """Count the draws in which each loop has the largest share; none where all are 0."""
    loops, moments, _, areas = share.shape
    leads = np.zeros((loops, moments, areas), dtype=np.int64)
    for moment in range(moments):
        sizes = np.abs(share[:, moment])
        first, some = sizes.argmax(axis=0), sizes.max(axis=0) > 0
        for area in range(areas):
            found = first[some[:, area], area]
            leads[:, moment, area] = np.bincount(found, minlength=loops)
    return leads
