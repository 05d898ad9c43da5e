"""A run of every operation, printed as numbers: for the kernel as compiled and as Python."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from tests.library.spirals.models import model, one, stock

from nabolag.spirals.engine.bytecode import Op
from nabolag.spirals.engine.compiling import Program, program_of
from nabolag.spirals.engine.lanes import Job, Shape, run_part
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.model import Event, Method, Model, Times
from nabolag.spirals.system.building import system_of
from nabolag.spirals.system.scoring import scored
from nabolag.spirals.system.system import System
from nabolag.spirals.system.wiring import routes_of

_EQUATIONS = {
    "sums": "a + level - 2 * a / 3 + -level",
    "powers": "level ^ 1.5 + level ^ 2",
    "asks": "(a = 1) + (a <> 1) + (a < level) + (a <= level) + (a > 1 and level > 0)",
    "or not": "(a > 2 or level > 2) + (not a) + if(level > 1.2, 3, 4)",
    "ends": "min(a, level) + max(a, level) + abs(-level) + int(level) + mod(level, 0.7)",
    "curves": "exp(level) + ln(level) + sqrt(level) + sin(level) + cos(a) + tan(a / 9)",
    "arcs": "arcsin(a / 9) + arccos(a / 9) + arctan(level)",
    "hyperbolic": "sinh(a / 9) + cosh(a / 9) + tanh(level)",
    "read": "lookup(clamped, level) + lookup(extended, level) + lookup(steps, level)",
    "arrives": "from_areas(level)",
    "fails": "1 / (a - 3) + ln(4 - level)",
}


def _made(method: Method) -> Model:
    points = {"x": (0.5, 1.0, 1.5), "y": (1.0, -1.0, 4.0)}
    made = model(
        one("a", 1),
        stock("level", "0.5 + a / 10", ("flow",)),
        stock("emptied", 0.3, (), ("flow",), non_negative=True),
        stock("debt", 0.3, (), ("flow",)),
        one("flow", "0.4 * level"),
        *(one(name, equation) for name, equation in _EQUATIONS.items()),
        tables=tuple(Table(name=kind.value, kind=kind, **points) for kind in TableKind),
        times=Times(stop=6, step=0.5, save_every=1, method=method),
    )
    return replace(made, events=(Event(name="high", when="level > 2"),))


def _systems() -> Iterator[tuple[System, tuple[str, ...]]]:
    for method in Method:
        system = system_of(_made(method))
        yield system, system.names
        told = scored(system, routes_of(system), rings=[["level", "flow"]])
        yield told.system, told.shares


def _programs() -> Iterator[tuple[System, Program]]:
    for system, outputs in _systems():
        yield system, program_of(system, inputs=("a",), outputs=outputs)


def operations() -> set[Op]:
    """Give the operations that are tried."""
    return {
        Op(int(row[0]))
        for _, program in _programs()
        for rows in (program.code.starting, program.code.stepping, program.code.keeping)
        for row in rows
    }


def told() -> list[list[float | None]]:
    """Run all, with and without areas that are tied, and give what came of it."""
    numbers = []
    for system, program in _programs():
        for moving in (None, np.array([[0.5, 0.2], [0.0, 0.8]])):
            job = Job(
                program=program,
                times=system.times,
                shape=Shape(draws=4, areas=2),
                inputs={"a": np.array([1.0, 3.0, 0.5, 2.5]).reshape(1, -1, 1)},
                moving=moving,
            )
            part = run_part(job)
            for name in type(part).__slots__:
                values = np.asarray(getattr(part, name), float).ravel().tolist()
                numbers.append([v if np.isfinite(v) else None for v in values])
    return numbers


if __name__ == "__main__":
    json.dump(told(), sys.stdout)
