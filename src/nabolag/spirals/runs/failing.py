"""Variants that failed: counted, named with what failed first, and too many refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.errors import Refused
from nabolag.spirals.engine.lanes import Job, Part

MOST_FAILED = 0.01
"""Of the variants that may fail before a summary is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A name that was no number, when that was, and in how many variants it was first."""

    name: str
    at: float
    variants: int


def failed_in(job: Job, part: Part) -> npt.NDArray[np.bool_]:
    """Say which variants failed, draws × areas."""
    return np.asarray(part.failed_at >= 0).reshape(job.shape.draws, job.shape.areas)


def failures_in(job: Job, part: Part) -> tuple[Failure, ...]:
    """Tell what failed first, the commonest before the others."""
    lanes = np.flatnonzero(part.failed_at >= 0)
    found = Counter(int(part.failed_name[lane]) for lane in lanes)
    return tuple(
        Failure(
            name=job.program.checked[name],
            at=job.times.start + job.times.step * _earliest(part, name),
            variants=count,
        )
        for name, count in found.most_common()
    )


def draws_failed(failed: npt.NDArray[np.bool_]) -> int:
    """Count the draws that failed, in whichever area.

    >>> draws_failed(np.array([[True, True], [False, False], [False, True]]))
    2
    """
    return int(failed.any(axis=1).sum())


def check_failed(failed: npt.NDArray[np.bool_], failures: Sequence[Failure]) -> None:
    """Refuse a summary of variants more than one in a hundred of which failed."""
    draws = len(failed)
    if draws_failed(failed) > MOST_FAILED * draws:
        first = failures[0]
        raise Refused(
            found=f"{draws_failed(failed)} of {draws} variants failed; most of them"
            f" first at {first.at:g}, where “{first.name}” was no number.",
            needed=f"at most {MOST_FAILED:.0%} that fail",
            remedy="Look at divisions and logarithms there, or draw its constants"
            " within bounds.",
        )


def _earliest(part: Part, name: int) -> int:
    return int(part.failed_at[(part.failed_name == name) & (part.failed_at >= 0)].min())
