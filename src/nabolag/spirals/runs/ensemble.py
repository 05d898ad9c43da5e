"""What a model gives, in many variants, and how sure that makes us.

Answers: How does it go if things are as the model says, and how much does that depend on
what nobody knows for certain?

Method: The model runs once for each draw of the constants that have a distribution, and
of the starting values that are measured with an interval. Each output is told as the
median of the variants with the middle nine tenths, at every moment that is kept. The
quantiles are those of the kept values themselves. An event is told as the number of
variants in which it has come about by each moment.

Assumes: That the structure of the model is right. The band says what follows from the
constants that are not known; it says nothing of an arrow that was left out.

Uncertainty: The band is one of variants, not of what will happen: it holds nine of ten
variants. A drawing without equations is told only as “better than without in so many of
so many variants”: its strengths are nobody's measurement.

Refuses: A summary where more than one in a hundred variants failed, by a division by
zero, say. Those that failed are always counted, and named with what failed first.

Checked: Logistic growth and predators with prey against their exact solutions; the plain
engine, in five models of 20 to 150 equations, to ten digits; the same numbers to the last
bit however the variants are split.

Source: J. W. Forrester, Industrial Dynamics, MIT Press 1961; J. D. Sterman, Business
Dynamics, McGraw-Hill 2000, chapter 21.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nabolag.errors import BadInput, Refused, Where
from nabolag.spirals.draws.correlation import Pair, together
from nabolag.spirals.draws.designs import numbers_of
from nabolag.spirals.draws.distributions import Distribution
from nabolag.spirals.engine.compiling import Program, program_of
from nabolag.spirals.engine.lanes import Job, Part, Shape, run_part
from nabolag.spirals.model.factors import HIDDEN
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.measuring import distribution_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked, unknown_factor
from nabolag.spirals.system.building import start_of, system_of

Floats = npt.NDArray[np.float64]

MOST_FAILED = 0.01
"""Of the variants that may fail before a summary is refused."""

LOW, HIGH = 0.05, 0.95
"""Between which quantiles nine of ten variants lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A name that was no number, when that was, and in how many variants it was first."""

    name: str
    at: float
    variants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An output over time: median and middle nine tenths, moments each."""

    median: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of a run.

    ``values`` are outputs × moments × draws × areas; ``first`` events × draws × areas,
    the time at which each first was so, NaN for never. ``failed`` are draws × areas.
    ``drawn`` says whether constants were drawn; if not, there is one draw of central values.
    """

    times: tuple[float, ...]
    outputs: tuple[str, ...]
    values: Floats
    events: tuple[str, ...]
    first: Floats
    failed: npt.NDArray[np.bool_]
    failures: tuple[Failure, ...]
    outside: Mapping[str, int]
    negative: Mapping[str, int]
    areas: tuple[str, ...]
    drawn: bool

    @property
    def variants(self) -> int:
        """Give how many draws there are."""
        return len(self.failed)

    @property
    def failed_draws(self) -> int:
        """Give how many draws failed, in whichever area."""
        return int(self.failed.any(axis=1).sum())

    def of(self, output: str) -> Floats:
        """Give one output: moments × draws × areas."""
        return np.asarray(self.values[self.outputs.index(output)])

    def band(self, output: str, *, area: int = 0) -> Band:
        """Give an output's median and middle nine tenths, of the draws that did not fail.

        Raises :class:`Refused` where more than one in a hundred failed.
        """
        self.check()
        kept = self.of(output)[:, ~self.failed.any(axis=1), area]
        low, median, high = np.quantile(kept, [LOW, 0.5, HIGH], axis=1)
        return Band(median=median, low=low, high=high)

    def come_about(self, event: str, *, area: int = 0) -> npt.NDArray[np.int64]:
        """Give in how many variants an event had come about by each moment."""
        first = self.first[self.events.index(event), :, area]
        hair = 1e-9 * max(1.0, *(abs(time) for time in self.times))
        reached = first[:, None] <= np.array(self.times)[None, :] + hair
        return np.asarray(reached.sum(axis=0), dtype=np.int64)

    def check(self) -> None:
        """Refuse a summary of variants too many of which failed."""
        draws = len(self.failed)
        if self.failed_draws > MOST_FAILED * draws:
            first = self.failures[0]
            raise Refused(
                found=f"{self.failed_draws} of {draws} variants failed; most of them"
                f" first at {first.at:g}, where “{first.name}” was no number.",
                needed=f"at most {MOST_FAILED:.0%} that fail",
                remedy="Look at divisions and logarithms there, or draw its constants"
                " within bounds.",
            )


def run(
    model: Model,
    *,
    asked: Asked | None = None,
    numbers: Mapping[str, Floats] | None = None,
    runner: Callable[[Job], Part] | None = None,
) -> Run:
    """Run a model.

    ``numbers``, between 0 and 1 and as many as draws, stand for those that a design
    would give the constants; what the model ties together is then left untied.
    ``runner`` runs the job somewhere else than here; the numbers are the same.

    Raises :class:`BadInput` for equations that cannot be run.
    """
    asked = asked or Asked()
    job = job_of(model, asked=asked, numbers=numbers)
    part = runner(job) if runner else run_part(job, threads=asked.threads)
    return _told(model, job, part, drawn=asked.draws is not None)


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
    # A constant that is set has a column still, so that what goes together with it is in
    # each draw what it would be if it were not set.
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


def _told(model: Model, job: Job, part: Part, *, drawn: bool) -> Run:
    shape = (job.shape.draws, job.shape.areas)
    program = job.program
    return Run(
        times=job.times.kept,
        outputs=program.outputs,
        values=part.values.reshape(*part.values.shape[:2], *shape),
        events=program.events,
        first=part.first.reshape(-1, *shape),
        failed=(part.failed_at >= 0).reshape(shape),
        failures=_failures(job, program, part),
        outside=_counted(program.tables, part.outside),
        negative=_counted(program.stocks, part.negative),
        areas=model.areas.names if model.areas else ("",),
        drawn=drawn,
    )


def _failures(job: Job, program: Program, part: Part) -> tuple[Failure, ...]:
    """Tell what failed first, the commonest before the others."""
    lanes = np.flatnonzero(part.failed_at >= 0)
    found = Counter(int(part.failed_name[lane]) for lane in lanes)
    return tuple(
        Failure(
            name=program.checked[name],
            at=job.times.start + job.times.step * _earliest(part, name),
            variants=count,
        )
        for name, count in found.most_common()
    )


def _earliest(part: Part, name: int) -> int:
    return int(part.failed_at[(part.failed_name == name) & (part.failed_at >= 0)].min())


def _counted(
    names: tuple[str, ...], counts: npt.NDArray[np.int64]
) -> Mapping[str, int]:
    """Give what was counted of what the model itself names."""
    pairs = zip(names, counts.sum(axis=0).tolist(), strict=True)
    shown = {name: count for name, count in pairs if not name.startswith(HIDDEN)}
    return MappingProxyType({name: count for name, count in shown.items() if count})
