"""Lanes run: every draw of every area in every scenario, block by block.

A block is a run of lanes that are worked out together. Blocks are numbered over all
lanes, so that any range of them can be run anywhere, and the parts put together are what
one run gives, to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nabolag.errors import Misbuilt
from nabolag.spirals.engine.bytecode import Clock, Floats, Ints, Kept, Lanes
from nabolag.spirals.engine.compiling import Program
from nabolag.spirals.model.model import Method, Times

_CACHE = 2**20
"""Bytes that a block's registers take at most: what a usual second cache holds."""
_FEWEST, _MOST = 64, 512
"""Lanes in a block: fewer are slow, and more leave nothing for other threads."""
_TURNS = 4  # that each thread takes, so that none waits long for the others
_TOGETHER = 8  # numbers that a processor works out at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How many scenarios, draws and areas are run."""

    scenarios: int = 1
    draws: int = 1
    areas: int = 1

    @property
    def lanes(self) -> int:
        """Give how many lanes that is."""
        return self.scenarios * self.draws * self.areas

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Give scenarios, draws and areas."""
        return self.scenarios, self.draws, self.areas


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All there is to run: a program, its times, and what its lanes are given.

    ``inputs`` are by name, scenarios × draws × areas, with 1 where they do not differ.
    ``moving`` is areas × areas, rows receive.
    """

    program: Program
    times: Times
    shape: Shape
    inputs: Mapping[str, Floats]
    moving: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse inputs of another shape."""
        given = {name: values.shape for name, values in self.inputs.items()}
        sizes, areas = self.shape.sizes, self.shape.areas
        odd = {name: shape for name, shape in given.items() if not _fits(shape, sizes)}
        moving = self.moving is None or self.moving.shape == (areas, areas)
        if set(given) != set(self.program.inputs) or odd or not moving:
            raise Misbuilt(
                value="what lanes are given",
                found=f"{odd or sorted(given)}, {moving=}",
                expected=f"{sorted(self.program.inputs)}, each of {sizes} or 1",
            )

    @property
    def width(self) -> int:
        """Give how many lanes a block has: all areas of a draw, where they are tied."""
        whole = _TOGETHER
        if self.moving is not None:
            whole = math.lcm(self.shape.areas, _TOGETHER)
        room = _CACHE // (8 * self.program.code.registers)
        lanes = min(max(room, _FEWEST), _MOST)
        return whole * max(1, lanes // whole)

    @property
    def blocks(self) -> int:
        """Give how many blocks all lanes are."""
        return math.ceil(self.shape.lanes / self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What came of some blocks of a job.

    ``values`` is outputs × moments × lanes; ``first`` events × lanes, NaN for never;
    ``failed_at`` the step at which a lane was no number any more (−1 for never) and
    ``failed_name`` the number of what it was; ``outside`` blocks × tables and
    ``negative`` blocks × stocks count lanes and steps.
    """

    values: Floats
    first: Floats
    failed_at: Ints
    failed_name: Ints
    outside: Ints
    negative: Ints


def run_part(
    job: Job, *, first_block: int = 0, blocks: int | None = None, threads: int = 1
) -> Part:
    """Run a range of a job's blocks; all of them, where nothing else is said."""
    from nabolag.spirals.engine.kernel import run_blocks

    blocks = job.blocks - first_block if blocks is None else blocks
    part = _room_for(job, first_block, blocks)
    given = job.program.code, _lanes(job, first_block), _clock(job.times), _kept(part)
    turns = np.linspace(0, blocks, min(blocks, threads * _TURNS) + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(run_blocks, *given, ends) for ends in pairwise(turns)]
        for turn in running:
            turn.result()
    return part


def joined(parts: Sequence[Part]) -> Part:
    """Put parts together, given in the order of their blocks."""
    return Part(
        values=np.concatenate([part.values for part in parts], axis=-1),
        first=np.concatenate([part.first for part in parts], axis=-1),
        failed_at=np.concatenate([part.failed_at for part in parts]),
        failed_name=np.concatenate([part.failed_name for part in parts]),
        outside=np.concatenate([part.outside for part in parts]),
        negative=np.concatenate([part.negative for part in parts]),
    )


def _room_for(job: Job, first_block: int, blocks: int) -> Part:
    begun = first_block * job.width
    count = min(job.shape.lanes - begun, blocks * job.width)
    code, moments = job.program.code, len(job.times.kept)
    return Part(
        values=np.empty((len(code.output), moments, count)),
        first=np.full((len(code.event), count), np.nan),
        failed_at=np.empty(count, dtype=np.int64),
        failed_name=np.empty(count, dtype=np.int64),
        outside=np.zeros((blocks, len(code.tables)), dtype=np.int64),
        negative=np.zeros((blocks, len(code.stock)), dtype=np.int64),
    )


def _lanes(job: Job, first_block: int) -> Lanes:
    values = [np.ascontiguousarray(job.inputs[name]) for name in job.program.inputs]
    sizes = np.cumsum([0, *(array.size for array in values)])
    rows, senders, shares = _sparse(job.moving)
    return Lanes(
        shape=np.array(job.shape.sizes),
        width=job.width,
        first_block=first_block,
        values=np.concatenate([*(array.ravel() for array in values), np.zeros(1)]),
        first=sizes[:-1].astype(np.int64),
        strides=np.array([_strides(array) for array in values], np.int64).reshape(
            -1, 3
        ),
        moving_rows=rows,
        moving_from=senders,
        moving_share=shares,
    )


def _strides(values: Floats) -> list[int]:
    """Give how far apart the values of neighbours are: 0 where all have the same."""
    apart = [stride // values.itemsize for stride in values.strides]
    return [
        0 if size == 1 else stride
        for size, stride in zip(values.shape, apart, strict=True)
    ]


def _sparse(moving: Floats | None) -> tuple[Ints, Ints, Floats]:
    if moving is None:
        return np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0)
    to, sender = np.nonzero(moving)
    rows = np.searchsorted(to, np.arange(len(moving) + 1)).astype(np.int64)
    return rows, sender.astype(np.int64), np.ascontiguousarray(moving[to, sender])


def _clock(times: Times) -> Clock:
    return Clock(
        start=float(times.start),
        step=float(times.step),
        steps=times.steps,
        every=times.steps_between,
        rk4=times.method is Method.RK4,
    )


def _kept(part: Part) -> Kept:
    return Kept(
        values=part.values,
        first=part.first,
        failed_at=part.failed_at,
        failed_name=part.failed_name,
        outside=part.outside,
        negative=part.negative,
    )


def _fits(shape: tuple[int, ...], sizes: tuple[int, int, int]) -> bool:
    return len(shape) == len(sizes) and all(
        had in (1, size) for had, size in zip(shape, sizes, strict=True)
    )
