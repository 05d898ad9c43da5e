"""The fast engine against the plain one: the same equations, worked out in another way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import BUILT, model, one, stock, with_method

from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape, run_part
from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.model import Method, Model, Times
from nabolag.spirals.system.building import system_of
from nabolag.spirals.system.scoring import scored
from nabolag.spirals.system.wiring import routes_of

LANES = 9


def both(made: Model, name: str | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Give every factor by both engines: factors × moments × lanes."""
    system = system_of(made)
    constants = [name] if name else []
    spread = {each: np.linspace(0.6, 1.7, LANES) for each in constants}
    program = program_of(system, inputs=tuple(constants), outputs=system.names)
    job = Job(
        program=program,
        times=made.times,
        shape=Shape(draws=LANES if name else 1),
        inputs={each: values.reshape(1, -1, 1) for each, values in spread.items()},
    )
    plain = run_plainly(system, inputs=spread)
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


NUMBERS = st.sampled_from(["0.5", "1", "2", "3.25", "a", "level", "other", "time"])
TWO = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "=", "<>", "and", "or"]
ONE = [
    *("abs", "int", "exp", "ln", "sqrt", "sin", "cos", "tan", "arcsin", "arccos"),
    *("arctan", "sinh", "cosh", "tanh", "init"),
]
MORE = [
    "min({0}, {1}, 2)",
    "max({0}, {1})",
    "mod({0}, {1})",
    "if({0}, {1}, 3)",
    "safediv({0}, {1})",
    "safediv({0}, {1}, 7)",
    "smooth({0}, 2, 2, 1)",
    "smooth({0}, 1.5)",
    "delay({0}, 3, 3, 2)",
    "delay(a, 2)",
    "step({0}, 2)",
    "pulse(1, 0.5, 2) * {0}",
    "pulse(1) + {0}",
    "ramp({0}, 1, 3)",
    "ramp({0}, 1)",
    "lookup(clamped, {0})",
    "lookup(extended, {0})",
    "lookup(steps, {0})",
    "from_areas({0})",
    "not {0} + {1}",
    "-({0})",
]
TREES = st.recursive(
    NUMBERS,
    lambda inside: st.one_of(
        st.tuples(inside, st.sampled_from(TWO), inside).map(
            "({0[0]} {0[1]} {0[2]})".format
        ),
        st.tuples(st.sampled_from(ONE), inside).map("{0[0]}({0[1]})".format),
        st.tuples(st.sampled_from(MORE), inside, inside).map(
            lambda parts: f"({parts[0].format(parts[1], parts[2])})"
        ),
    ),
    max_leaves=8,
).map(lambda text: text.replace("(a = b)", "(a)"))


@given(first=TREES, second=TREES, method=st.sampled_from(Method))
@settings(max_examples=150, deadline=None)
def test_any_equations_agree(first: str, second: str, method: Method) -> None:
    points = {"x": (0.0, 1.0, 2.5), "y": (1.0, -1.0, 4.0)}
    made = model(
        one("a", 1.25),
        stock("level", 1, ("first flow",)),
        stock("other", "a + 1", (), ("second flow",), non_negative=True),
        one("first flow", f"0.1 * sin({first})"),
        one("second flow", f"0.1 * tanh({second})"),
        tables=tuple(Table(name=kind.value, kind=kind, **points) for kind in TableKind),
        times=Times(stop=4, step=0.25, save_every=0.5, method=method),
    )
    fast, plain = both(made, "a")
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
