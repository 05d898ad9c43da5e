"""Registers for values: each holds a value as long as something needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nabolag.spirals.engine.bytecode import Op

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One operation on values. A check's ``result`` is the number of a name."""

    op: Op
    result: int
    given: tuple[int, ...]
    table: int | None = None


@dataclass(slots=True)
class Rows:
    """Operations as they are found: before the first step, at each, and at kept ones."""

    starting: list[Row] = field(default_factory=list)
    stepping: list[Row] = field(default_factory=list)
    keeping: list[Row] = field(default_factory=list)
    values: int = 0

    def new_value(self) -> int:
        """Give a value that has not been before."""
        self.values += 1
        return self.values - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """Operations on registers, as the kernel reads them."""

    starting: Ints
    stepping: Ints
    keeping: Ints
    registers: int
    register_of: dict[int, int]

    def at(self, values: Iterable[int]) -> Ints:
        """Give the registers of values."""
        return np.array([self.register_of[value] for value in values], dtype=np.int64)


def allotted(
    rows: Rows,
    *,
    before: Sequence[int],
    stocks: Sequence[int],
    start: Sequence[int],
    after: Sequence[int],
) -> Allotted:
    """Give every value a register.

    ``before`` are values that stand ready, ``stocks`` those that steps change and
    ``start`` what they are first; ``after`` are read when a step has been worked out.
    """
    later = [*rows.stepping, *rows.keeping]
    needed = {*after, *(value for row in later for value in row.given)}
    made_later = {row.result for row in later if row.op is not Op.CHECK}
    lasting = (needed - made_later) | {*before, *stocks}
    desk = _Desk()
    for value in sorted(lasting):
        desk.take(value)
    starting = desk.through(rows.starting, kept={*lasting, *start})
    for_keeping = {value for row in rows.keeping for value in row.given}
    kept = {*lasting, *start, *after}
    stepping = desk.through(rows.stepping, kept=kept | for_keeping)
    keeping = desk.through(rows.keeping, kept=kept)
    return Allotted(
        starting=_table(starting),
        stepping=_table(stepping),
        keeping=_table(keeping),
        registers=desk.registers,
        register_of=desk.register_of,
    )


class _Desk:
    """Hands out registers and takes back those that nothing needs any more."""

    def __init__(self) -> None:
        self.register_of: dict[int, int] = {}
        self.registers = 0
        self._free: list[int] = []

    def take(self, value: int) -> int:
        if value in self.register_of:
            return self.register_of[value]
        if not self._free:
            self._free.append(self.registers)
            self.registers += 1
        self.register_of[value] = self._free.pop()
        return self.register_of[value]

    def through(self, rows: Sequence[Row], *, kept: set[int]) -> list[tuple[int, ...]]:
        last = {value: at for at, row in enumerate(rows) for value in row.given}
        done = []
        for at, row in enumerate(rows):
            check = row.op is Op.CHECK
            given = [self.register_of[value] for value in row.given]
            # The result is given a register before the operands leave theirs: a row that
            # reads what it writes is worked out more slowly.
            result = row.result if check else self.take(row.result)
            if row.table is not None:
                given.append(row.table)
            done.append((int(row.op), result, *(*given, 0, 0, 0)[:3]))
            ended = {value for value in row.given if last[value] == at}
            if not check and row.result not in last:
                ended.add(row.result)
            self._free.extend(sorted(self.register_of[value] for value in ended - kept))
        return done


def _table(rows: Sequence[tuple[int, ...]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, 5)
