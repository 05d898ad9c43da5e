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

_MIDDLE = np.array([0.5])


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


def drawn_by_area(model: Model) -> Mapping[str, tuple[Distribution, ...]]:
    """Give the distributions, one for each area, of constants measured there.

    Raises :class:`BadInput` for a name that is no constant.
    """
    measured = model.areas.measured if model.areas else {}
    return {
        _constant(model, name, of="areas, measured"): tuple(map(distribution_of, each))
        for name, each in measured.items()
    }


def inputs_of(
    model: Model, asked: Asked, numbers: Mapping[str, Floats] | None = None
) -> dict[str, Floats]:
    """Give each constant's values, scenarios × draws × areas, with 1 where they are one.

    Raises :class:`BadInput` where areas or correlations name what is no constant.
    """
    _pairs(model)
    by_area = drawn_by_area(model)
    inputs = {}
    if asked.draws:
        if numbers is None:
            numbers = _numbers(model, asked)
        for name, values in drawn_values(model, asked, numbers).items():
            inputs[name] = values.reshape(1, -1, 1)
    own = model.areas.values if model.areas else {}
    for name, given in own.items():
        constant = _constant(model, name, of="areas, values")
        inputs[constant] = np.array(given).reshape(1, 1, -1)
    for name, each in by_area.items():
        columns = [_in_area(name, area, numbers or {}) for area in _area_names(model)]
        drawn = [one.at(u) for one, u in zip(each, columns, strict=True)]
        inputs[name] = np.stack(drawn, axis=-1)[None]
    return inputs


def _in_area(name: str, area: str, numbers: Mapping[str, Floats]) -> Floats:
    """Give the numbers of a constant in an area: its own, or those of all areas.

    Without any it is in the middle.
    """
    return numbers.get(_key(name, area), numbers.get(name, _MIDDLE))


def _key(name: str, area: str) -> str:
    return f"{name}\n{area}"  # no factor has such a name


def _area_names(model: Model) -> tuple[str, ...]:
    return model.areas.names if model.areas else ()


def drawn_values(
    model: Model, asked: Asked, numbers: Mapping[str, Floats] | None = None
) -> Mapping[str, Floats]:
    """Give the draws of each constant that has a distribution."""
    drawn = drawn_from(model)
    if numbers is None:
        numbers = _numbers(model, asked)
    return {name: drawn[name].at(numbers[name]) for name in drawn if name in numbers}


def _numbers(model: Model, asked: Asked) -> Mapping[str, Floats]:
    """Give the column of each constant that is drawn, and of each in each area."""
    pairs, areas = _pairs(model), _area_names(model)
    by_area = [_key(name, area) for name in drawn_by_area(model) for area in areas]
    # What goes together with a drawn constant has a column, even if it is not drawn itself.
    tied = [name for first, second, _ in pairs for name in (first, second)]
    numbers = numbers_of(
        asked.design,
        sorted({*drawn_from(model), *by_area, *tied}),
        draws=asked.draws or 1,
        seed=asked.seed,
    )
    return together(numbers, pairs, seed=asked.seed)


def _pairs(model: Model) -> list[Pair]:
    """Give the constants that go together; refuses those that areas have apart."""
    part = "correlations"
    apart = model.areas.measured if model.areas else {}
    for name in (end for one in model.correlations for end in (one.first, one.second)):
        if name in apart:
            raise BadInput(
                where=Where(part=part),
                found=f"“{name}” is measured in each area, apart from all else.",
                expected="constants that are drawn once for all areas",
                remedy="Leave the correlation out, or measure it for all areas together.",
            )
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
