"""The one kernel that runs every model: it reads a program, and works on blocks of lanes.

It is compiled once and kept beside this file (or where ``NUMBA_CACHE_DIR`` says). All
arithmetic is the machine's own, in the order of the program and lane by lane, so that a
lane's numbers do not depend on the block it is in or on what else is run.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from nabolag.spirals.engine.bytecode import Clock, Code, Floats, Ints, Kept, Lanes, Op
from nabolag.spirals.engine.operations import worked_out

_MADE_OF = "d867ff64bc66e5e0"
"""A print of the other files that the kernel is made of. Numba compiles it anew when this
file changes, and does not look at them: so this changes with them, and a test says how."""

NOT_FAILED = -1
_CLAMPED, _EXTENDED, _STEPS = range(3)
_LOOK_UP, _ARRIVE = int(Op.LOOK_UP), int(Op.ARRIVE)


class _Desk(NamedTuple):
    """What one block works with; ``own`` of its lanes are no repeats of the last."""

    own: int
    registers: Floats
    before: Floats
    slope: Floats
    failed_at: Ints
    failed_name: Ints
    outside: Ints
    negative: Ints


@njit(cache=True, error_model="numpy", nogil=True)
def run_blocks(
    code: Code, lanes: Lanes, clock: Clock, kept: Kept, blocks: tuple[int, int]
) -> None:
    """Run the blocks from the first of ``blocks`` to before the last.

    They are counted from the first that ``kept`` has room for. It can run in several
    threads at a time, each with blocks of its own.
    """
    for block in range(blocks[0], blocks[1]):
        _run_block(code, lanes, clock, kept, block)


@njit(error_model="numpy")
def _run_block(code: Code, lanes: Lanes, clock: Clock, kept: Kept, block: int) -> None:
    width, stocks = lanes.width, len(code.stock)
    here = block * width
    desk = _Desk(
        min(width, len(kept.failed_at) - here),
        np.empty((code.registers, width)),
        np.empty((stocks, width)),
        np.empty((stocks, width)),
        np.full(width, NOT_FAILED),
        np.full(width, NOT_FAILED),
        kept.outside[block],
        kept.negative[block],
    )
    _begin(code, lanes, desk, lanes.first_block * width + here)
    _execute(code.starting, code, lanes, desk, 0)
    for stock in range(stocks):
        desk.registers[code.stock[stock]] = desk.registers[code.start[stock]]
    for number in range(len(code.before)):
        desk.registers[code.before[number]] = 0.0
    for step in range(clock.steps + 1):
        desk.registers[code.time] = clock.start + step * clock.step
        _execute(code.stepping, code, lanes, desk, step)
        if step % clock.every == 0:
            _execute(code.keeping, code, lanes, desk, step)
        _keep(code, clock, kept, desk.registers, (step, here))
        if (step + 1) % clock.every == 0:
            _remember(code, desk.registers)
        if step < clock.steps:
            _advance(code, lanes, clock, desk, step)
            _check_stocks(code, desk, step + 1)
    done = slice(here, here + desk.own)
    kept.failed_at[done] = desk.failed_at[: desk.own]
    kept.failed_name[done] = desk.failed_name[: desk.own]


@njit(error_model="numpy")
def _begin(code: Code, lanes: Lanes, desk: _Desk, first_lane: int) -> None:
    """Put numbers and inputs into their registers."""
    scenarios, draws, areas = lanes.shape
    last = scenarios * draws * areas - 1
    for number in range(len(code.numbers)):
        desk.registers[code.number_at[number]] = code.numbers[number]
    for at in range(lanes.width):
        # A block that is not full repeats the last lane: every block is as wide.
        lane = min(first_lane + at, last)
        scenario, draw = lane // (draws * areas), lane // areas % draws
        for number in range(len(lanes.first)):
            strides = lanes.strides[number]
            place = scenario * strides[0] + draw * strides[1]
            place += lane % areas * strides[2] + lanes.first[number]
            desk.registers[code.input_at[number], at] = lanes.values[place]


@njit(error_model="numpy")
def _execute(rows: Ints, code: Code, lanes: Lanes, desk: _Desk, step: int) -> None:
    registers = desk.registers
    for at in range(len(rows)):
        row = rows[at]
        if row[0] < _LOOK_UP:
            worked_out(registers, row)
        elif row[0] == _LOOK_UP:
            given, result = registers[row[2]], registers[row[1]]
            desk.outside[row[3]] += _look_up(code, row[3], result, given, desk.own)
        elif row[0] == _ARRIVE:
            _arrive(lanes, registers[row[1]], registers[row[2]])
        else:
            _check(desk, row[1], registers[row[2]], step)


@njit(error_model="numpy")
def _look_up(code: Code, table: int, result: Floats, given: Floats, count: int) -> int:
    """Read a table off for each lane; gives how many of the first are outside it."""
    first, last, kind = code.tables[table]
    x, y = code.table_x[first:last], code.table_y[first:last]
    outside = 0
    for lane in range(count):
        outside += (given[lane] < x[0]) | (given[lane] > x[-1])
    # Counting the points passed, one point for all lanes at a time, is faster than
    # searching for each lane. The result's own row holds the count meanwhile.
    result[:] = 0.0
    for point in range(1, len(x) - (kind != _STEPS)):
        for lane in range(len(given)):
            result[lane] += 1.0 if given[lane] >= x[point] else 0.0
    for lane in range(len(given)):
        below, at = int(result[lane]), given[lane]
        at = at if at - at == 0.0 else np.nan  # also where it is infinite
        if kind == _STEPS:
            # A table of what is no number gives none, as the other kinds do.
            result[lane] = y[below] if at == at else at
        else:
            if kind == _CLAMPED:
                at = min(max(at, x[0]), x[-1])
            slope = (y[below + 1] - y[below]) / (x[below + 1] - x[below])
            result[lane] = y[below] + slope * (at - x[below])
    return outside


@njit(error_model="numpy")
def _arrive(lanes: Lanes, result: Floats, given: Floats) -> None:
    """Give each area what comes to it from all areas, draw by draw."""
    areas = len(lanes.moving_rows) - 1
    if areas < 1:
        result[:] = given
        return
    for first in range(0, len(given), areas):
        for area in range(areas):
            arriving = 0.0
            for at in range(lanes.moving_rows[area], lanes.moving_rows[area + 1]):
                sender = first + lanes.moving_from[at]
                arriving += lanes.moving_share[at] * given[sender]
            result[first + area] = arriving


@njit(error_model="numpy")
def _check(desk: _Desk, name: int, given: Floats, step: int) -> None:
    """Note the lanes in which a value is no number, unless they were noted before."""
    found = 0
    for lane in range(len(given)):
        found |= not abs(given[lane]) < np.inf
    if not found:
        return
    for lane in range(len(given)):
        fails = not abs(given[lane]) < np.inf
        if fails and desk.failed_at[lane] == NOT_FAILED:
            desk.failed_at[lane], desk.failed_name[lane] = step, name


@njit(error_model="numpy")
def _keep(
    code: Code, clock: Clock, kept: Kept, registers: Floats, place: tuple[int, int]
) -> None:
    """Keep the outputs of a moment that is kept, and when events first were so."""
    step, here = place
    count = min(registers.shape[1], len(kept.failed_at) - here)
    if step % clock.every == 0:
        for number in range(len(code.output)):
            values = registers[code.output[number], :count]
            kept.values[number, step // clock.every, here : here + count] = values
    for number in range(len(code.event)):
        first = kept.first[number, here : here + count]
        so = registers[code.event[number]]
        for lane in range(count):
            told = so[lane] != 0.0 and so[lane] - so[lane] == 0.0  # is a number
            if told and np.isnan(first[lane]):
                first[lane] = clock.start + step * clock.step


@njit(error_model="numpy")
def _remember(code: Code, registers: Floats) -> None:
    """Let what is now be what was before, at the next step."""
    for number in range(len(code.before)):
        registers[code.before[number]] = registers[code.now[number]]


@njit(error_model="numpy")
def _advance(code: Code, lanes: Lanes, clock: Clock, desk: _Desk, step: int) -> None:
    """Take a step: along the change now, or along the mean of four (Runge and Kutta)."""
    registers = desk.registers
    for stock in range(len(code.stock)):
        desk.before[stock] = registers[code.stock[stock]]
        desk.slope[stock] = registers[code.change[stock]]
    if clock.rk4:
        begun = clock.start + step * clock.step
        for stage in range(1, 4):
            part = clock.step if stage == 3 else clock.step / 2
            for stock in range(len(code.stock)):
                at = registers[code.stock[stock]]
                change = registers[code.change[stock]]
                _move(at, desk.before[stock], change, part)
                if code.non_negative[stock]:
                    _stop_at_zero(at)
            registers[code.time] = begun + part
            _execute(code.stepping, code, lanes, desk, step)
            weight = 1.0 if stage == 3 else 2.0
            for stock in range(len(code.stock)):
                change = registers[code.change[stock]]
                _move(desk.slope[stock], desk.slope[stock], change, weight)
    whole = clock.step / 6 if clock.rk4 else clock.step
    for stock in range(len(code.stock)):
        at = registers[code.stock[stock]]
        _move(at, desk.before[stock], desk.slope[stock], whole)


@njit(error_model="numpy")
def _move(result: Floats, begun: Floats, change: Floats, weight: float) -> None:
    for lane in range(len(result)):
        result[lane] = begun[lane] + weight * change[lane]


@njit(error_model="numpy")
def _stop_at_zero(at: Floats) -> None:
    for lane in range(len(at)):
        at[lane] = 0.0 if at[lane] < 0.0 else at[lane]


@njit(error_model="numpy")
def _check_stocks(code: Code, desk: _Desk, step: int) -> None:
    for stock in range(len(code.stock)):
        at = desk.registers[code.stock[stock]]
        _check(desk, code.stock_name[stock], at, step)
        below = 0
        for lane in range(desk.own):
            below += at[lane] < 0.0
        desk.negative[stock] += below
        if code.non_negative[stock]:
            _stop_at_zero(at)
