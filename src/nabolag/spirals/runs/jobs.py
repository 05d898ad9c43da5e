"""What there is to run of a model: its program, and what each lane is given."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from nabolag.errors import BadInput, Where
from nabolag.spirals.draws.correlation import Pair, together
from nabolag.spirals.draws.designs import numbers_of
from nabolag.spirals.draws.distributions import Distribution
from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.measuring import distribution_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked, unknown_factor
from nabolag.spirals.system.building import start_of, system_of

Floats = npt.NDArray[np.float64]


def job_of(
    model: Model, *, asked: Asked, numbers: Mapping[str, Floats] | None = None
) -> Job:
    """Give all there is to run of a model."""
    ready = lowered(model)
    system = system_of(ready)
    inputs = inputs_of(ready, asked, numbers)
    outputs = asked.outputs or model.outputs or tuple(f.name for f in model.factors)
    known = [factor.name for factor in ready.factors]
    for output in outputs:
        if output not in known:
            raise unknown_factor(output, [factor.name for factor in model.factors])
    program = program_of(system, inputs=tuple(inputs), outputs=outputs)
    return Job(
        program=program,
        times=ready.times,
        shape=shape_of(ready, asked),
        inputs=inputs,
        moving=ready.areas.matrix if ready.areas else None,
    )


def shape_of(model: Model, asked: Asked) -> Shape:
    """Give how many draws and areas are run."""
    areas = len(model.areas.names) if model.areas else 1
    return Shape(draws=asked.draws or 1, areas=areas)


def drawn_from(model: Model) -> Mapping[str, Distribution]:
    """Give the distribution of each constant, and of each start that is measured."""
    drawn: dict[str, Distribution] = {}
    for factor in model.factors:
        name = start_of(factor.name) if factor.is_stock else factor.name
        if factor.distribution:
            drawn[name] = factor.distribution
        elif factor.measured and factor.has_number:
            drawn[name] = distribution_of(factor.measured)
    return drawn


def inputs_of(
    model: Model, asked: Asked, numbers: Mapping[str, Floats] | None = None
) -> dict[str, Floats]:
    """Give each constant's values, 1 × draws × 1 or 1 × 1 × areas.

    Raises :class:`BadInput` where areas or correlations name what is no constant.
    """
    _pairs(model)
    inputs = {}
    if asked.draws:
        for name, values in drawn_values(model, asked, numbers).items():
            inputs[name] = values.reshape(1, -1, 1)
    areas = model.areas.values if model.areas else {}
    for name, given in areas.items():
        constant = _constant(model, name, of="areas, values")
        inputs[constant] = np.array(given).reshape(1, 1, -1)
    return inputs


def drawn_values(
    model: Model, asked: Asked, numbers: Mapping[str, Floats] | None = None
) -> Mapping[str, Floats]:
    """Give the draws of each constant that has a distribution."""
    drawn = drawn_from(model)
    if numbers is None:
        numbers = _numbers(model, list(drawn), asked)
    return {name: drawn[name].at(numbers[name]) for name in drawn if name in numbers}


def _numbers(model: Model, names: list[str], asked: Asked) -> Mapping[str, Floats]:
    pairs = _pairs(model)
    # What goes together with a drawn constant has a column, even if it is not drawn itself.
    every = {*names, *(name for first, second, _ in pairs for name in (first, second))}
    numbers = numbers_of(
        asked.design, sorted(every), draws=asked.draws or 1, seed=asked.seed
    )
    return together(numbers, pairs, seed=asked.seed)


def _pairs(model: Model) -> list[Pair]:
    """Give the constants that go together."""
    part = "correlations"
    return [
        (
            _constant(model, one.first, of=part),
            _constant(model, one.second, of=part),
            one.rank,
        )
        for one in model.correlations
    ]


def _constant(model: Model, name: str, *, of: str) -> str:
    """Give the constant that is meant by a factor's name."""
    for factor in model.factors:
        if factor.name == name and factor.has_number:
            return start_of(name) if factor.is_stock else name
    raise BadInput(
        where=Where(part=of),
        found=f"“{name}” is no constant, and no stock that starts at a number.",
        expected="the name of one",
        remedy="Mend the name, or give the factor a plain number.",
    )
