"""Lanes split in any way give the same numbers, to the last bit."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import city, model, one, stock

from nabolag.errors import Misbuilt
from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape, joined, run_part
from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.model import Times
from nabolag.spirals.system.building import system_of

RNG = np.random.default_rng(20)
SHAPE = Shape(scenarios=2, draws=300, areas=3)


def coupled(areas: int = 3) -> Job:
    made = model(
        stock("people", 100, ("coming",), ("going",)),
        one("pull", 0.1),
        one("growth", 0.01),
        one("going", "pull * people"),
        one("coming", "from_areas(going) + growth * exp(-people / 500)"),
        times=Times(stop=5, step=0.25, save_every=1),
    )
    program = program_of(
        system_of(made), inputs=("pull", "growth"), outputs=("people", "coming")
    )
    return Job(
        program=program,
        times=made.times,
        shape=Shape(scenarios=2, draws=300, areas=areas),
        inputs={
            "pull": RNG.uniform(0, 0.3, (2, 300, 1)),
            "growth": RNG.uniform(0, 0.1, (1, 1, areas)),
        },
        moving=RNG.dirichlet(np.ones(areas), areas).T,
    )


def alone() -> Job:
    made = city(4)
    names = ("birth rate 1", "pull 2")
    program = program_of(system_of(made), inputs=names, outputs=("everyone", "mood 3"))
    return Job(
        program=program,
        times=made.times,
        shape=Shape(draws=1500),
        inputs={name: RNG.uniform(0.01, 0.2, (1, 1500, 1)) for name in names},
    )


JOBS = {"coupled": coupled(), "alone": alone(), "seven areas": coupled(7)}


@given(name=st.sampled_from(sorted(JOBS)), threads=st.integers(1, 3), data=st.data())
@settings(max_examples=25, deadline=None)
def test_parts_put_together_are_the_whole(
    name: str, threads: int, data: st.DataObject
) -> None:
    job = JOBS[name]
    whole = run_part(job)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, job.blocks - 1)))))
    ends = [0, *(cut for cut in cuts if cut < job.blocks), job.blocks]
    parts = [
        run_part(job, first_block=first, blocks=last - first, threads=threads)
        for first, last in pairwise(ends)
    ]
    together = joined(parts)
    for field in type(whole).__dataclass_fields__:
        same = np.array_equal(
            getattr(together, field), getattr(whole, field), equal_nan=True
        )
        assert same, field


def test_a_block_holds_all_areas_of_a_draw_where_they_are_tied() -> None:
    for name, areas in (("coupled", 3), ("seven areas", 7)):
        assert JOBS[name].width % areas == 0
        assert JOBS[name].blocks == math.ceil(600 * areas / JOBS[name].width)


def test_each_lane_has_its_own_scenario_draw_and_area() -> None:
    job = JOBS["coupled"]
    values = run_part(job).values.reshape(2, 6, 2, 300, 3)
    pull = np.broadcast_to(job.inputs["pull"], job.shape.sizes).reshape(-1)
    growth = np.broadcast_to(job.inputs["growth"], job.shape.sizes).reshape(-1)
    made = model(
        stock("people", 100, ("coming",), ("going",)),
        one("pull", 0.1),
        one("growth", 0.01),
        one("going", "pull * people"),
        one("coming", "from_areas(going) + growth * exp(-people / 500)"),
        times=job.times,
    )
    plain = run_plainly(
        system_of(made), inputs={"pull": pull, "growth": growth}, moving=job.moving
    )
    assert values[0].reshape(6, -1) == pytest.approx(plain["people"], rel=1e-12)


def test_inputs_of_another_shape_are_refused() -> None:
    job = JOBS["coupled"]
    for inputs, moving in (
        ({"pull": job.inputs["pull"]}, job.moving),
        ({**job.inputs, "growth": np.zeros((1, 2, 3))}, job.moving),
        ({**job.inputs, "growth": np.zeros(3)}, job.moving),
        (job.inputs, np.eye(2)),
    ):
        with pytest.raises(Misbuilt, match="what lanes are given"):
            Job(
                program=job.program,
                times=job.times,
                shape=SHAPE,
                inputs=inputs,
                moving=moving,
            )


def test_memory_grows_with_what_is_kept_and_not_with_what_is_run() -> None:
    made = city(2)
    program = program_of(system_of(made), outputs=("everyone",))
    sizes = []
    for step in (1.0, 0.125):
        times = Times(stop=20, step=step, save_every=5)
        job = Job(program=program, times=times, shape=Shape(draws=500), inputs={})
        part = run_part(job)
        sizes.append(sum(getattr(part, name).nbytes for name in type(part).__slots__))
    assert sizes[0] == sizes[1]
