"""A model looked through: what it holds, and what a reader must know before trusting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nabolag.errors import Where
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import MOST_STEPS, Level, Model
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.checking_units import check_units
from nabolag.spirals.runs.ensemble import Run, run
from nabolag.spirals.runs.jobs import drawn_by_area, drawn_from
from nabolag.spirals.runs.leading import Leading
from nabolag.values import Notice

Floats = npt.NDArray[np.float64]

COARSE = 0.01
"""How much of an output's range half the step may change before that is told."""

_ROUNDING = 1e-9
"""An output that moves by less than this part of its size does not move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a model holds: how far it is filled in, and how many there are of each."""

    level: Level
    factors: int
    stocks: int
    constants: int
    uncertain: int
    arrows: int
    notices: tuple[Notice, ...]


def checked(model: Model) -> Checked:
    """Look a model through; it is run, once with its own step and once with half of it.

    Raises :class:`BadInput` for equations that cannot be run, and for units that clash.
    """
    check_units(model)
    ready = lowered(model)
    return Checked(
        level=model.level,
        factors=len(model.factors),
        stocks=sum(factor.is_stock for factor in model.factors),
        constants=sum(_is_constant(factor) for factor in model.factors),
        uncertain=len({*drawn_from(ready), *drawn_by_area(ready)}),
        arrows=len(model.arrows),
        notices=tuple(_notices(ready)),
    )


def notices_of(told: Run) -> Iterator[Notice]:
    """Give what must be known of a run: failures, tables left, stocks below 0."""
    yield from failures_of(told)
    for table, times in told.outside.items():
        yield _notice("spiral_table_left", table, times=times)
    for stock, times in told.negative.items():
        yield _notice("spiral_stock_negative", stock, times=times)


def failures_of(told: Run | Leading) -> Iterator[Notice]:
    """Give what failed first, and in how many variants."""
    for failure in told.failures:
        yield _notice(
            "spiral_failed",
            failure.name,
            variants=failure.variants,
            of=told.failed.size,
            time=failure.at,
        )


def coarse_steps(model: Model, outputs: Sequence[str]) -> Iterator[Notice]:
    """Give the outputs that half the time step changes, at central values.

    Where half the step would be too many steps to run, that cannot be told.
    """
    ready = lowered(model)
    asked = Asked(outputs=tuple(outputs))
    return _coarse(ready, run(ready, asked=asked), asked)


def _notices(model: Model) -> Iterator[Notice]:
    """Give what is seen when a model runs once, and once with half the step."""
    everything = Asked(outputs=tuple(factor.name for factor in model.factors))
    usual = run(model, asked=everything)
    yield from notices_of(usual)
    yield from _coarse(model, usual, everything)


def _coarse(model: Model, usual: Run, asked: Asked) -> Iterator[Notice]:
    times = model.times
    if 2 * times.steps > MOST_STEPS:
        return
    kept = times.save_every or times.step
    finer = replace(times, step=times.step / 2, save_every=kept)
    halved = run(replace(model, times=finer), asked=asked)
    for output in usual.outputs:
        off, reach = _apart(usual.of(output), halved.of(output))
        if off > COARSE * reach:
            percent = round(100 * off / reach, 1)
            yield _notice(
                "spiral_step_coarse", output, percent=percent, step=times.step
            )


def _apart(whole: Floats, half: Floats) -> tuple[float, float]:
    """Give how far two runs of an output are apart at most, and how far it reaches.

    An output that stays where it is, but for rounding, reaches as far as its size.
    """
    count = min(len(whole), len(half))
    with np.errstate(invalid="ignore"):  # what is no number is told of elsewhere
        off = np.abs(whole[:count] - half[:count]).max(initial=0.0)
        size, reach = float(np.abs(half).max()), float(np.ptp(half))
    return float(off), reach if reach > _ROUNDING * size else max(size, _ROUNDING)


def _is_constant(factor: Factor) -> bool:
    return factor.has_number and not factor.is_stock


def _notice(code: str, name: str, **facts: str | float) -> Notice:
    return Notice(code=code, where=Where(part=name), facts=facts)
