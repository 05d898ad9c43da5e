"""A run shared out over workers gives the same numbers, to the last bit."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from tests.library.spirals.models import city, uncertain

from nabolag.errors import WrongUsage
from nabolag.sources.spirals.machines import runner_on
from nabolag.spirals.engine.lanes import Part
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.jobs import job_of

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.filterwarnings("ignore::Warning:distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        dashboard_address=None,
    ) as cluster:
        yield cluster.scheduler_address


def made() -> Model:
    return uncertain(city(3), "pull 0", "pull 2", "birth rate 1")


@pytest.mark.parametrize("draws", [1, 700, 5000])
def test_the_numbers_are_those_of_one_machine(address: str, draws: int) -> None:
    asked = Asked(draws=draws)
    here = run(made(), asked=asked)
    there = run(made(), asked=asked, runner=runner_on(address))
    assert np.array_equal(here.values, there.values)
    assert here.failures == there.failures


def test_every_block_is_run_once_and_in_order(address: str) -> None:
    job = job_of(made(), asked=Asked(draws=3000))
    part: Part = runner_on(address)(job)
    assert part.values.shape[-1] == 3000
    assert len(part.negative) == job.blocks


def test_an_address_where_no_one_answers_is_told() -> None:
    with pytest.raises(WrongUsage, match="No scheduler of dask's answers"):
        runner_on("nowhere")(job_of(made(), asked=Asked()))


def test_without_dask_it_is_told_how_to_get_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongUsage, match=r'pip install "nabolag\[dask\]"'):
        runner_on("tcp://127.0.0.1:1")(job_of(made(), asked=Asked()))
