"""The plain engine: equations worked out one by one with NumPy, and every step kept.

Slow and obvious. It reads the same :class:`System` as the fast engine, but its equations
and not its program, so that what the two agree on is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nabolag.spirals.language.functions import NEGATIVE, NOT
from nabolag.spirals.language.tree import Name, Number, Tree
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.model import Method
from nabolag.spirals.system.system import System

Floats = npt.NDArray[np.float64]
Values = dict[str, Floats]
_Function = Callable[..., npt.NDArray[np.generic]]


def run_plainly(
    system: System,
    *,
    inputs: Mapping[str, Floats] | None = None,
    moving: Floats | None = None,
) -> Values:
    """Run a system and give every name's values: kept moments × lanes.

    ``inputs`` replace constants, one value per lane. ``moving`` is a square matrix over
    areas (rows receive), with lanes in order of draws, areas innermost.
    """
    return _Run(system, dict(inputs or {}), moving).values()


class _Run:
    def __init__(self, system: System, inputs: Values, moving: Floats | None) -> None:
        self._system, self._moving = system, moving
        self._lanes = max((len(value) for value in inputs.values()), default=1)
        constants = {
            name: self._each(value) for name, value in system.constants.items()
        }
        self._fixed: Values = {**constants, **inputs}

    def values(self) -> Values:
        times = self._system.times
        stocks = self._started()
        names = (*self._system.names, *self._system.scores)
        kept: dict[str, list[Floats]] = {name: [] for name in names}
        before = dict.fromkeys(self._system.before, self._each(0.0))
        for step in range(times.steps + 1):
            at = times.start + step * times.step
            self._fixed |= before
            now = self._worked_out(stocks, at)
            now |= self._scored(now)
            before = {name: now[of] for name, of in self._system.before.items()}
            if step % times.steps_between == 0:
                for name, values in kept.items():
                    values.append(now[name])
            stocks = self._next(stocks, at, now)
        return {name: np.array(values) for name, values in kept.items()}

    def _started(self) -> Values:
        system = self._system
        values = {**self._fixed, "time": self._each(system.times.start)}
        for name in system.start_order:
            values[name] = self._value(system.at_start(name), values)
        self._fixed |= {name: values[name] for name in system.frozen}
        return {name: values[name] for name in system.stocks}

    def _worked_out(self, stocks: Values, at: float) -> Values:
        values = {**self._fixed, **stocks, "time": self._each(at)}
        for name in self._system.order:
            values[name] = self._value(self._system.equations[name], values)
        return values

    def _scored(self, now: Values) -> Values:
        values = dict(now)
        for name, tree in self._system.scores.items():
            values[name] = self._value(tree, values)
        return values

    def _next(self, stocks: Values, at: float, now: Values) -> Values:
        step = self._system.times.step
        change = self._changes(now)
        if self._system.times.method is Method.RK4:
            second = self._changes_after(stocks, change, at, step / 2)
            third = self._changes_after(stocks, second, at, step / 2)
            fourth = self._changes_after(stocks, third, at, step)
            change = {
                name: (change[name] + 2 * second[name] + 2 * third[name] + fourth[name])
                / 6
                for name in stocks
            }
        return self._moved(stocks, change, step)

    def _changes_after(
        self, stocks: Values, change: Values, at: float, part: float
    ) -> Values:
        moved = self._moved(stocks, change, part)
        return self._changes(self._worked_out(moved, at + part))

    def _moved(self, stocks: Values, change: Values, step: float) -> Values:
        moved = {name: stocks[name] + step * change[name] for name in stocks}
        for name, stock in self._system.stocks.items():
            if stock.non_negative:
                moved[name] = np.where(moved[name] < 0, 0.0, moved[name])
        return moved

    def _changes(self, values: Values) -> Values:
        return {
            name: self._value(stock.change, values)
            for name, stock in self._system.stocks.items()
        }

    def _value(self, tree: Tree, values: Values) -> Floats:
        if isinstance(tree, Number):
            return self._each(tree.value)
        if isinstance(tree, Name):
            return values[tree.name]
        if tree.function == "lookup":
            table, at = tree.arguments
            assert isinstance(table, Name)  # noqa: S101 - the builder has seen to it
            return _read_off(self._system.tables[table.name], self._value(at, values))
        given = [self._value(argument, values) for argument in tree.arguments]
        if tree.function == "from_areas":
            return self._arriving(given[0])
        with np.errstate(all="ignore"):
            return np.asarray(_FUNCTIONS[tree.function](*given), dtype=np.float64)

    def _arriving(self, leaving: Floats) -> Floats:
        if self._moving is None:
            return leaving
        by_draw = leaving.reshape(-1, 1, len(self._moving))
        # Where nothing moves nothing comes, even from what is no number.
        arriving = np.where(self._moving == 0, 0.0, by_draw * self._moving)
        return np.asarray(arriving.sum(axis=2)).reshape(-1)

    def _each(self, value: float) -> Floats:
        return np.full(self._lanes, value)


def _read_off(table: Table, at: Floats) -> Floats:
    x, y = np.array(table.x, float), np.array(table.y, float)
    at = np.where(np.isfinite(at), at, np.nan)
    if table.kind is TableKind.STEPS:
        point = np.searchsorted(x, at, side="right") - 1
        return np.where(np.isnan(at), at, y[np.clip(point, 0, len(x) - 1)])
    inside: Floats = np.interp(at, x, y)
    if table.kind is TableKind.CLAMPED:
        return inside
    first, last = np.diff(y)[[0, -1]] / np.diff(x)[[0, -1]]
    before, after = y[0] + first * (at - x[0]), y[-1] + last * (at - x[-1])
    outside = np.where(at < x[0], before, after)
    return np.where((at < x[0]) | (at > x[-1]), outside, inside)


def _least(*values: Floats) -> Floats:
    return reduce(np.minimum, values)


def _most(*values: Floats) -> Floats:
    return reduce(np.maximum, values)


def _known(function: _Function) -> _Function:
    """Give a function that is NaN wherever something it is given is no number."""

    def of_what_is_known(*given: Floats) -> Floats:
        known = reduce(np.logical_and, map(np.isfinite, given))
        return np.where(known, function(*given), np.nan)

    return of_what_is_known


def _both(left: Floats, right: Floats) -> Floats:
    """Give “and” as Kleene (1952) has it: false where one is, whatever the other is."""
    known = np.isfinite(left) & np.isfinite(right)
    return np.where((left == 0) | (right == 0), 0.0, np.where(known, 1.0, np.nan))


def _either(left: Floats, right: Floats) -> Floats:
    """Give “or”: true where one is, whatever the other is."""
    some = (np.isfinite(left) & (left != 0)) | (np.isfinite(right) & (right != 0))
    neither = (left == 0) & (right == 0)
    return np.where(some, 1.0, np.where(neither, 0.0, np.nan))


def _chosen(condition: Floats, then: Floats, otherwise: Floats) -> Floats:
    chosen = np.where(condition != 0, then, otherwise)
    return np.where(np.isfinite(condition), chosen, np.nan)


_FUNCTIONS: Mapping[str, _Function] = MappingProxyType(
    {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": np.divide,
        "^": _known(np.power),
        NEGATIVE: np.negative,
        "=": _known(np.equal),
        "<>": _known(np.not_equal),
        "<": _known(np.less),
        "<=": _known(np.less_equal),
        ">": _known(np.greater),
        ">=": _known(np.greater_equal),
        "and": _both,
        "or": _either,
        NOT: _known(np.logical_not),
        "if": _chosen,
        "min": _known(_least),
        "max": _known(_most),
        "abs": np.abs,
        "int": np.trunc,
        "mod": _known(np.fmod),
        "exp": _known(np.exp),
        "ln": np.log,
        "sqrt": np.sqrt,
        "sin": np.sin,
        "cos": np.cos,
        "tan": np.tan,
        "arcsin": np.arcsin,
        "arccos": np.arccos,
        "arctan": _known(np.arctan),
        "sinh": np.sinh,
        "cosh": np.cosh,
        "tanh": _known(np.tanh),
    }
)
