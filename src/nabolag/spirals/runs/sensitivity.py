"""Which constants decide what a model says, and which hardly matter.

Answers: Of all that nobody knows for certain, what does the answer hang on? That is what
should be found out next.

Method: The model runs once at each point of a design that moves its constants apart from
each other, and the output at one moment is looked at. By Morris' way each constant is
moved from level to level through the middle nine tenths of what it may be, and the size
of what the output changes by is told: few runs tell what hardly matters. By Sobol's way
the output's variance is split among the constants: more runs tell how much.

Assumes: That the model is right, and that constants vary each on its own: where the model
says that some go together, that is left out here, and their number is told.

Uncertainty: Each figure has an interval of what other points would have given. It says
nothing of distributions that are wrong: a constant said to be nearly certain seems to
matter little.

Refuses: Fewer than 10 trajectories of Morris or 128 draws of Sobol, and an answer where
more than one in a hundred runs failed. Fewer are counted and left out, with all that
needs them.

Checked: A model that adds two constants up: the parts of the variance are those of its
squared coefficients times their variances, and the effects are the coefficients times
their middle nine tenths.

Source: A. Saltelli and others, Global Sensitivity Analysis: The Primer, Wiley 2008.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from nabolag.errors import Refused, WrongUsage
from nabolag.spirals.draws.distributions import is_certain
from nabolag.spirals.draws.morris import (
    Effect,
    MorrisPoints,
    morris_effects,
    morris_points,
)
from nabolag.spirals.draws.sobol import (
    Index,
    SobolPoints,
    sobol_indices,
    sobol_points,
)
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import Model, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.ensemble import Floats, run
from nabolag.spirals.runs.jobs import drawn_by_area, drawn_from
from nabolag.spirals.system.building import start_of


class Way(StrEnum):
    """How the constants are held against each other."""

    MORRIS = "morris"
    SOBOL = "sobol"


USUAL_DRAWS: Mapping[Way, int] = MappingProxyType({Way.MORRIS: 100, Way.SOBOL: 1024})
"""Trajectories, or draws in each matrix, where nothing else is asked for."""

FEWEST_DRAWS: Mapping[Way, int] = MappingProxyType({Way.MORRIS: 10, Way.SOBOL: 128})
"""Fewer are refused. In simulations intervals for some constants held the truth in 79 of
100 cases with 32 draws and in 83 with 64, and in 74 with 4 trajectories, where they say 95.
"""

_HAIR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How much an output at a time depends on each constant, the most important first.

    ``runs`` is how many runs that took, of which ``failed`` failed; ``left_out`` is how
    many effects, or draws of all matrices, were left out for that. ``untied`` is how many
    pairs of constants go together in the model and do not here. A stock's name stands for
    what it starts at.
    """

    output: str
    at: float
    way: Way
    runs: int
    failed: int
    left_out: int
    untied: int
    constants: tuple[Effect, ...] | tuple[Index, ...]


def sensitivity(
    model: Model,
    *,
    output: str,
    at: float | None = None,
    way: Way = Way.SOBOL,
    asked: Asked | None = None,
    area: int = 0,
) -> Sensitivity:
    """Tell what an output at a time (the last, if none is given) depends on.

    ``asked`` gives draws (trajectories of Morris, or draws in each matrix of Sobol), seed
    and threads; runs are draws × (constants + 1) or × (constants + 2).

    Raises :class:`WrongUsage` for a model without distributions, or an output or a time
    that it does not have, :class:`Refused` for fewer draws than ``FEWEST_DRAWS`` and
    where more than one in a hundred runs failed, and :class:`BadInput` for equations that
    cannot be run.

    >>> from nabolag.spirals.draws.distributions import Uniform
    >>> from nabolag.spirals.model.factors import Factor
    >>> model = Model(name="m", factors=(
    ...     Factor(name="a", equation="1", distribution=Uniform(low=0, high=2)),
    ...     Factor(name="b", equation="1", distribution=Uniform(low=0, high=2)),
    ...     Factor(name="c", equation="3 * a - b"),
    ... ))
    >>> told = sensitivity(model, output="c", way=Way.MORRIS, asked=Asked(draws=10))
    >>> told.runs, [(one.name, round(one.mu, 6)) for one in told.constants]
    (30, [('a', 5.4), ('b', -1.8)])
    """
    asked = asked or Asked()
    ready = lowered(model)
    moment = _moment(ready.times, at)
    names = _drawn(ready)
    points = _points(way, list(names), asked)
    ran = run(
        replace(model, times=_only(model.times, moment)),
        asked=replace(asked, draws=points.runs, outputs=(output,)),
        numbers=points.numbers,
    )
    ran.check()
    outputs = ran.of(output)[min(moment, 1), :, area].copy()
    outputs[ran.failed.any(axis=1)] = float("nan")
    return Sensitivity(
        output=output,
        at=ready.times.start + moment * ready.times.step,
        way=way,
        runs=points.runs,
        failed=ran.failed_draws,
        left_out=points.left_out(outputs),
        untied=sum({one.first, one.second} <= set(names) for one in ready.correlations),
        constants=_constants(points, outputs, names),
    )


def _drawn(ready: Model) -> Mapping[str, str]:
    """Give the constants that are drawn, each with the name that it is told by.

    One that is held, or that every area has a value of its own for, is not. What is
    measured in each area is one constant, with the same number in all of them.
    """
    stocks = {start_of(one.name): one.name for one in ready.factors if one.is_stock}
    own = ready.areas.values if ready.areas else {}
    every = {name: (one,) for name, one in drawn_from(ready).items()}
    told = {
        name: stocks.get(name, name)
        for name, each in {**every, **drawn_by_area(ready)}.items()
        if not all(map(is_certain, each))
    }
    drawn = {name: shown for name, shown in told.items() if shown not in own}
    if not drawn:
        raise WrongUsage(
            found="Nothing in the model is uncertain: no constant has a distribution.",
            expected="at least one constant with a distribution, or one that is measured",
            remedy="Say what is not known for certain, and between which values.",
        )
    return drawn


def _moment(times: Times, at: float | None) -> int:
    """Give the number of steps to a time; to the last that is kept, if none is given."""
    if at is None:
        return times.steps // times.steps_between * times.steps_between
    steps = round((at - times.start) / times.step) if math.isfinite(at) else -1
    if 0 <= steps <= times.steps and math.isclose(
        times.start + steps * times.step, at, rel_tol=_HAIR, abs_tol=_HAIR * times.step
    ):
        return steps
    raise WrongUsage(
        found=f"The model is at no step at {at:g}.",
        expected=f"a time from {times.start:g} to {times.stop:g} in steps of"
        f" {times.step:g}",
        remedy="Ask for one of these, or change --dt.",
    )


def _only(times: Times, moment: int) -> Times:
    """Keep the start and a moment, and as few as can be besides."""
    return replace(times, save_every=(moment or times.steps) * times.step)


def _points(way: Way, names: list[str], asked: Asked) -> MorrisPoints | SobolPoints:
    draws = USUAL_DRAWS[way] if asked.draws is None else asked.draws
    if draws < FEWEST_DRAWS[way]:
        raise Refused(
            found=f"{draws} draws are too few: intervals of so few hold the truth much"
            " less often than they say.",
            needed=f"at least {FEWEST_DRAWS[way]} with --way {way.value}",
            remedy=f"Ask for {USUAL_DRAWS[way]:,}, say.",
        )
    if way is Way.MORRIS:
        return morris_points(names, trajectories=draws, seed=asked.seed)
    return sobol_points(names, draws=draws, seed=asked.seed)


def _constants(
    points: MorrisPoints | SobolPoints, outputs: Floats, names: Mapping[str, str]
) -> tuple[Effect, ...] | tuple[Index, ...]:
    """Give the constants' figures, the most important first, what cannot be told last."""
    if isinstance(points, MorrisPoints):
        effects = [
            replace(one, name=names[one.name])
            for one in morris_effects(points, outputs)
        ]
        return tuple(sorted(effects, key=lambda one: _place(one.mu_star, one.name)))
    indices = [
        replace(one, name=names[one.name]) for one in sobol_indices(points, outputs)
    ]
    return tuple(sorted(indices, key=lambda one: _place(one.total, one.name)))


def _place(figure: float | None, name: str) -> tuple[float, str]:
    return (math.inf if figure is None else -figure, name)
