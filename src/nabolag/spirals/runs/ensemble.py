"""What a model gives, in many variants, and how sure that makes us.

Answers: How does it go if things are as the model says, and how much does that depend on
what nobody knows for certain?

Method: The model runs once for each draw of the constants that have a distribution, and
of the constants and starting values that are measured with an interval, in each area
apart where it is measured there. Each output is told as the median of the variants with
the middle nine tenths, at every moment that is kept. The quantiles are those of the kept
values themselves. An event is told as the number of variants in which it has come about
by each moment.

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

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nabolag.spirals.engine.lanes import Job, Part, run_part
from nabolag.spirals.model.factors import HIDDEN
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.failing import (
    Failure,
    check_failed,
    draws_failed,
    failed_in,
    failures_in,
)
from nabolag.spirals.runs.jobs import job_of

Floats = npt.NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
"""Between which quantiles nine of ten variants lie."""


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
        return draws_failed(self.failed)

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
        check_failed(self.failed, self.failures)


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


def _told(model: Model, job: Job, part: Part, *, drawn: bool) -> Run:
    shape = (job.shape.draws, job.shape.areas)
    program = job.program
    return Run(
        times=job.times.kept,
        outputs=program.outputs,
        values=part.values.reshape(*part.values.shape[:2], *shape),
        events=program.events,
        first=part.first.reshape(-1, *shape),
        failed=failed_in(job, part),
        failures=failures_in(job, part),
        outside=_counted(program.tables, part.outside),
        negative=_counted(program.stocks, part.negative),
        areas=model.areas.names if model.areas else ("",),
        drawn=drawn,
    )


def _counted(
    names: tuple[str, ...], counts: npt.NDArray[np.int64]
) -> Mapping[str, int]:
    """Give what was counted of what the model itself names."""
    pairs = zip(names, counts.sum(axis=0).tolist(), strict=True)
    shown = {name: count for name, count in pairs if not name.startswith(HIDDEN)}
    return MappingProxyType({name: count for name, count in shown.items() if count})
