"""Systems turned into programs.

Each value is worked out once, whatever equations ask for it, and what no step can change
is worked out before the first (value numbering: Cocke and Schwartz 1970). Registers are
used again once nothing needs what they hold, so that a block of lanes stays in cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np

from nabolag.spirals.engine.bytecode import OPERATIONS, RISKY, Code, Op
from nabolag.spirals.engine.registers import Row, Rows, allotted
from nabolag.spirals.language.tree import Call, Name, Number, Tree
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.system.expanding import owner_of
from nabolag.spirals.system.system import System

KINDS: Mapping[TableKind, int] = MappingProxyType(
    {TableKind.CLAMPED: 0, TableKind.EXTENDED: 1, TableKind.STEPS: 2}
)
"""How the kernel knows the kinds of tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A system's code, and the names behind its numbers.

    ``inputs``, ``outputs`` and ``events`` are in the order of their registers;
    ``checked`` names what is found to be no number; ``tables`` and ``stocks`` what is
    counted of tables and stocks.
    """

    code: Code
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    events: tuple[str, ...]
    checked: tuple[str, ...]
    tables: tuple[str, ...]
    stocks: tuple[str, ...]


def program_of(
    system: System, *, inputs: Sequence[str] = (), outputs: Sequence[str]
) -> Program:
    """Turn a system into a program.

    ``inputs`` are constants to be replaced lane by lane, ``outputs`` the names whose
    values are kept.
    """
    return _Compiler(system, tuple(inputs), tuple(outputs)).program()


class _Compiler:
    """Gives each value a number, and writes down how it comes about."""

    def __init__(
        self, system: System, inputs: tuple[str, ...], outputs: tuple[str, ...]
    ) -> None:
        self._system, self._inputs, self._outputs = system, inputs, outputs
        self._rows = Rows()
        self._checked: list[str] = []
        self._known: dict[tuple[int, ...], int] = {}
        self._numbers: dict[float, int] = {}
        self._fixed: set[int] = set()
        self._risky: set[int] = set()
        self._seen_to: set[int] = set()
        self._tables = list(system.tables)
        self._scoring = False
        self._time = self._rows.new_value()
        self._input_at = [self._leaf() for _ in inputs]
        self._stock_at = {name: self._rows.new_value() for name in system.stocks}
        self._before_at = {name: self._rows.new_value() for name in system.before}
        self._stock_name = [self._number_of(name) for name in system.stocks]

    def program(self) -> Program:
        values = self._constants()
        values |= self._started(values)
        values |= self._stock_at | self._before_at | {"time": self._time}
        for name in self._system.order:
            values[name] = self._named(name, self._system.equations[name], values)
        change = [
            self._value(stock.change, values) for stock in self._system.stocks.values()
        ]
        # What a step needs is found by now: scores may use it, and not the other way.
        self._scoring = True
        for name, tree in self._system.scores.items():
            values[name] = self._value(tree, values)
        output = [values[name] for name in self._outputs]
        self._check_kept(values)
        event = [values[name] for name in self._system.events.values()]
        self._now = [values[name] for name in self._system.before.values()]
        return Program(
            code=self._code(change, output, event),
            inputs=self._inputs,
            outputs=self._outputs,
            events=tuple(self._system.events),
            checked=tuple(self._checked),
            tables=tuple(self._tables),
            stocks=tuple(self._stock_at),
        )

    def _constants(self) -> dict[str, int]:
        inputs = dict(zip(self._inputs, self._input_at, strict=True))
        constants = self._system.constants.items()
        return {name: self._number(value) for name, value in constants} | inputs

    def _started(self, constants: Mapping[str, int]) -> dict[str, int]:
        """Work out the start, and give what stays as it was there."""
        system = self._system
        values = {**constants, "time": self._number(system.times.start)}
        for name in system.start_order:
            values[name] = self._named(name, system.at_start(name), values)
        self._start = [values[name] for name in system.stocks]
        return {name: values[name] for name in system.frozen}

    def _named(self, name: str, tree: Tree, values: Mapping[str, int]) -> int:
        """Work out an equation, and have it checked if it may be no number."""
        value = self._value(tree, values)
        if value in self._risky:
            self._risky.discard(value)
            self._seen_to.add(value)
            row = Row(op=Op.CHECK, result=self._number_of(name), given=(value,))
            self._rows_for(value).append(row)
        return value

    def _check_kept(self, values: Mapping[str, int]) -> None:
        """Have outputs checked when they are kept: sums and products can overflow."""
        for name in self._outputs:
            value = values[name]
            if name in self._system.equations and value not in self._seen_to:
                row = Row(op=Op.CHECK, result=self._number_of(name), given=(value,))
                self._rows.keeping.append(row)

    def _number_of(self, name: str) -> int:
        shown = owner_of(name)
        if shown not in self._checked:
            self._checked.append(shown)
        return self._checked.index(shown)

    def _value(self, tree: Tree, values: Mapping[str, int]) -> int:
        if isinstance(tree, Number):
            return self._number(tree.value)
        if isinstance(tree, Name):
            return values[tree.name]
        if tree.function == "lookup":
            return self._looked_up(tree, values)
        given = [self._value(argument, values) for argument in tree.arguments]
        return self._worked_out(tree, given)

    def _worked_out(self, tree: Call, given: list[int]) -> int:
        match tree.function:
            case ">" | ">=":
                return self._step(OPERATIONS[f"<{tree.function[1:]}"], *given[::-1])
            case "min" | "max":
                op = OPERATIONS[tree.function]
                return reduce(lambda left, right: self._step(op, left, right), given)
            case "^" if tree.arguments[1] == Number(value=2.0):
                return self._step(Op.MULTIPLY, given[0], given[0])
        return self._step(OPERATIONS[tree.function], *given)

    def _looked_up(self, tree: Call, values: Mapping[str, int]) -> int:
        table, at = tree.arguments
        number = self._tables.index(table.name if isinstance(table, Name) else "")
        return self._step(Op.LOOK_UP, self._value(at, values), table=number)

    def _step(self, op: Op, *given: int, table: int | None = None) -> int:
        """Give the value of an operation, worked out now unless it is known."""
        key = (op, *given, -1 if table is None else table)
        if key in self._known:
            return self._known[key]
        fixed = all(value in self._fixed for value in given)
        value = self._leaf() if fixed else self._rows.new_value()
        row = Row(op=op, result=value, given=given, table=table)
        self._rows_for(value).append(row)
        if op in RISKY or any(part in self._risky for part in given):
            self._risky.add(value)
        self._known[key] = value
        return value

    def _rows_for(self, value: int) -> list[Row]:
        """Give where an operation belongs: what no step changes is worked out once."""
        if value in self._fixed:
            return self._rows.starting
        return self._rows.keeping if self._scoring else self._rows.stepping

    def _number(self, value: float) -> int:
        if value not in self._numbers:
            self._numbers[value] = self._leaf()
        return self._numbers[value]

    def _leaf(self) -> int:
        """Give a value that no step changes."""
        value = self._rows.new_value()
        self._fixed.add(value)
        return value

    def _code(
        self, change: Sequence[int], output: Sequence[int], event: Sequence[int]
    ) -> Code:
        leaves = [*self._numbers.values(), *self._input_at]
        stocks, before = list(self._stock_at.values()), list(self._before_at.values())
        given = allotted(
            self._rows,
            before=[*leaves, self._time],
            stocks=[*stocks, *before],
            start=self._start,
            after=[*change, *output, *event, *self._now],
        )
        stocks_of = self._system.stocks.values()
        tables = list(self._system.tables.values())
        return Code(
            starting=given.starting,
            stepping=given.stepping,
            keeping=given.keeping,
            registers=given.registers,
            number_at=given.at(self._numbers.values()),
            numbers=np.array(list(self._numbers), dtype=np.float64),
            input_at=given.at(self._input_at),
            time=int(given.at([self._time])[0]),
            start=given.at(self._start),
            stock=given.at(stocks),
            change=given.at(change),
            non_negative=np.array([stock.non_negative for stock in stocks_of], bool),
            stock_name=np.array(self._stock_name, dtype=np.int64),
            output=given.at(output),
            event=given.at(event),
            now=given.at(self._now),
            before=given.at(before),
            tables=_where_tables_lie(tables),
            table_x=_joined(table.x for table in tables),
            table_y=_joined(table.y for table in tables),
        )


def _where_tables_lie(
    tables: Sequence[Table],
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    ends = np.cumsum([0, *(len(table.x) for table in tables)])
    kinds = [KINDS[table.kind] for table in tables]
    return np.column_stack([ends[:-1], ends[1:], kinds]).astype(np.int64).reshape(-1, 3)


def _joined(
    points: Iterable[tuple[float, ...]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([number for row in points for number in row], dtype=np.float64)
