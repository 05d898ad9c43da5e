"""The fast engine against the plain one: the same equations, worked out in another way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import BUILT, one, with_method
from tests.library.spirals.random_models import EXACT, FORMS, MODELS, made_of

from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape, run_part
from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.model import Method, Model
from nabolag.spirals.system.building import system_of
from nabolag.spirals.system.scoring import scored
from nabolag.spirals.system.wiring import routes_of

DRAWS, AREAS = 5, 3
MOVING = np.array([[0.5, 0.2, 0.0], [0.1, 0.8, 0.0], [0.4, 0.0, 1.0]])


def both(
    made: Model, moving: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Give every factor by both engines, each constant and start spread by a tenth.

    Factors × moments × lanes.
    """
    system = system_of(made)
    throw = np.random.default_rng(7)
    lanes = DRAWS * AREAS
    spread = {
        name: value * throw.uniform(0.9, 1.1, lanes)
        for name, value in system.constants.items()
    }
    program = program_of(system, inputs=tuple(spread), outputs=system.names)
    shape = Shape(draws=DRAWS, areas=AREAS)
    job = Job(
        program=program,
        times=made.times,
        shape=shape,
        inputs={name: values.reshape(shape.sizes) for name, values in spread.items()},
        moving=moving,
    )
    plain = run_plainly(system, inputs=spread, moving=moving)
    return run_part(job).values, np.array([plain[each] for each in system.names])


def far(fast: np.ndarray, plain: np.ndarray) -> float:
    """Give how far two runs are apart, as a part of their size."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(fast - plain) / (1 + np.abs(plain))
    same = (fast == plain) | (np.isnan(fast) & np.isnan(plain))
    return float(np.where(same, 0.0, apart).max())


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("name", list(BUILT))
def test_five_models_of_25_to_151_equations_agree_to_ten_digits(
    name: str, method: Method
) -> None:
    made = with_method(BUILT[name](), method)
    fast, plain = both(made)
    assert far(fast, plain) < 1e-10
    assert np.ptp(plain, axis=1).max() > 0.05  # something happens in it


def test_the_five_models_are_of_the_sizes_that_are_told() -> None:
    assert [len(build().factors) for build in BUILT.values()] == [25, 45, 50, 84, 151]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("form", FORMS)
def test_every_function_agrees(form: str, method: Method) -> None:
    for first, exact in enumerate((*EXACT, *EXACT)):
        part = (form, first, first + 3, EXACT.index(exact))
        fast, plain = both(made_of(part, method=method), MOVING)
        assert far(fast, plain) < 1e-10


@given(made=MODELS, moving=st.sampled_from([None, MOVING]))
@settings(max_examples=150, deadline=None)
def test_any_equations_agree(made: Model, moving: np.ndarray | None) -> None:
    fast, plain = both(made, moving)
    assert far(fast, plain) < 1e-10


def test_scores_agree_too() -> None:
    system = system_of(BUILT["rumour"]())
    ring = ["hearing 0", "telling 0", "told"]
    told = scored(system, routes_of(system), rings=[ring])
    names = (*told.rings, *told.shares, *told.links)
    job = Job(
        program=program_of(told.system, outputs=names),
        times=system.times,
        shape=Shape(),
        inputs={},
    )
    plain = run_plainly(told.system)
    fast = run_part(job).values
    assert far(fast, np.array([plain[name] for name in names])) < 1e-10
    assert np.abs(fast[0]).max() > 0.01


@pytest.mark.parametrize("build", BUILT.values())
def test_what_no_step_can_change_is_worked_out_before_the_first(
    build: Callable[[], Model],
) -> None:
    made = build()
    system = system_of(made)
    doubled = system_of(
        Model(
            name="more",
            factors=(*made.factors, one("never", "exp(sqrt(3) + 2) / 7")),
            tables=made.tables,
            times=made.times,
        )
    )
    steps = [
        len(program_of(each, outputs=each.names).code.stepping)
        for each in (system, doubled)
    ]
    assert steps[0] == steps[1]
