"""What each operation does to rows of lanes, as the kernel calls it.

What cannot be worked out is NaN, or infinite where a number was divided by 0 or is too
large to be held. It stays so through all that asks for it; only a number divided by what
is infinite is 0, as it is in the limit from either side.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from nabolag.spirals.engine.bytecode import Floats, Ints, Op

# The kernel holds these as plain numbers. The last of each kind is found by what is left.
_ADD, _SUBTRACT, _MULTIPLY, _DIVIDE, _POWER, _NEGATE = (
    int(op)
    for op in (
        Op.ADD,
        Op.SUBTRACT,
        Op.MULTIPLY,
        Op.DIVIDE,
        Op.POWER,
        Op.NEGATE,
    )
)
_EQUAL, _UNEQUAL, _LESS, _LESS_OR_EQUAL, _AND, _OR, _NOT = (
    int(op)
    for op in (Op.EQUAL, Op.UNEQUAL, Op.LESS, Op.LESS_OR_EQUAL, Op.AND, Op.OR, Op.NOT)
)
_CHOOSE, _LEAST, _MOST, _SIZE, _WHOLE, _REMAINDER = (
    int(op) for op in (Op.CHOOSE, Op.LEAST, Op.MOST, Op.SIZE, Op.WHOLE, Op.REMAINDER)
)
_EXPONENTIAL, _LOGARITHM, _ROOT, _SINE, _COSINE, _TANGENT = (
    int(op)
    for op in (Op.EXPONENTIAL, Op.LOGARITHM, Op.ROOT, Op.SINE, Op.COSINE, Op.TANGENT)
)
(
    _ARC_SINE,
    _ARC_COSINE,
    _ARC_TANGENT,
    _HYPERBOLIC_SINE,
    _HYPERBOLIC_COSINE,
    _HYPERBOLIC_TANGENT,
) = (
    int(op)
    for op in (
        Op.ARC_SINE,
        Op.ARC_COSINE,
        Op.ARC_TANGENT,
        Op.HYPERBOLIC_SINE,
        Op.HYPERBOLIC_COSINE,
        Op.HYPERBOLIC_TANGENT,
    )
)


@njit(error_model="numpy")
def worked_out(registers: Floats, row: Ints) -> None:
    """Work one operation out for each lane of a block.

    Registers are looked up where they are used: handing them on costs as much as most of
    the arithmetic. They are looked up before a loop over lanes, which is then worked out
    some lanes at a time.
    """
    op = row[0]
    if op <= _NEGATE:
        _arithmetic(op, registers, row)
    elif op <= _NOT:
        _logic(op, registers, row)
    elif op <= _REMAINDER:
        _choice(op, registers, row)
    elif op <= _TANGENT:
        _curve(op, registers, row)
    else:
        _arc(op, registers, row)


@njit(error_model="numpy")
def _arithmetic(op: int, registers: Floats, row: Ints) -> None:
    if op == _ADD:
        np.add(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _SUBTRACT:
        np.subtract(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _MULTIPLY:
        np.multiply(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _DIVIDE:
        np.divide(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _POWER:
        _raise(registers, row)
    else:
        np.negative(registers[row[2]], registers[row[1]])


@njit(error_model="numpy")
def _logic(op: int, registers: Floats, row: Ints) -> None:
    if op == _AND:
        _both(registers, row)
    elif op == _OR:
        _either(registers, row)
    elif op == _NOT:
        _not(registers, row)
    else:
        _compare(op, registers, row)


@njit(error_model="numpy")
def _choice(op: int, registers: Floats, row: Ints) -> None:
    if op == _CHOOSE:
        _choose(registers, row)
    elif op == _LEAST:
        np.minimum(registers[row[2]], registers[row[3]], registers[row[1]])
        _unless_known(registers, row)
    elif op == _MOST:
        np.maximum(registers[row[2]], registers[row[3]], registers[row[1]])
        _unless_known(registers, row)
    elif op == _SIZE:
        np.absolute(registers[row[2]], registers[row[1]])
    elif op == _WHOLE:
        np.trunc(registers[row[2]], registers[row[1]])
    else:
        np.fmod(registers[row[2]], registers[row[3]], registers[row[1]])
        _unless_known(registers, row)


@njit(error_model="numpy")
def _curve(op: int, registers: Floats, row: Ints) -> None:
    if op == _EXPONENTIAL:
        np.exp(registers[row[2]], registers[row[1]])
        _unless_one_known(registers, row)
    elif op == _LOGARITHM:
        np.log(registers[row[2]], registers[row[1]])
    elif op == _ROOT:
        np.sqrt(registers[row[2]], registers[row[1]])
    elif op == _SINE:
        np.sin(registers[row[2]], registers[row[1]])
    elif op == _COSINE:
        np.cos(registers[row[2]], registers[row[1]])
    else:
        np.tan(registers[row[2]], registers[row[1]])


@njit(error_model="numpy")
def _arc(op: int, registers: Floats, row: Ints) -> None:
    if op == _ARC_SINE:
        np.arcsin(registers[row[2]], registers[row[1]])
    elif op == _ARC_COSINE:
        np.arccos(registers[row[2]], registers[row[1]])
    elif op == _ARC_TANGENT:
        np.arctan(registers[row[2]], registers[row[1]])
        _unless_one_known(registers, row)
    elif op == _HYPERBOLIC_SINE:
        np.sinh(registers[row[2]], registers[row[1]])
    elif op == _HYPERBOLIC_COSINE:
        np.cosh(registers[row[2]], registers[row[1]])
    else:
        np.tanh(registers[row[2]], registers[row[1]])
        _unless_one_known(registers, row)


@njit(error_model="numpy")
def _raise(registers: Floats, row: Ints) -> None:
    np.power(registers[row[2]], registers[row[3]], registers[row[1]])
    _unless_known(registers, row)  # NaN ^ 0 and 1 ^ NaN would be 1


@njit(error_model="numpy")
def _compare(op: int, registers: Floats, row: Ints) -> None:
    result, left, right = registers[row[1]], registers[row[2]], registers[row[3]]
    if op == _EQUAL:
        np.equal(left, right, result)
    elif op == _UNEQUAL:
        np.not_equal(left, right, result)
    elif op == _LESS:
        np.less(left, right, result)
    else:
        np.less_equal(left, right, result)
    _unless_known(registers, row)


@njit(error_model="numpy")
def _both(registers: Floats, row: Ints) -> None:
    """Work “and” out as Kleene (1952) does: what is false is so whatever the other is."""
    result, left, right = registers[row[1]], registers[row[2]], registers[row[3]]
    for lane in range(len(result)):
        known = _is_known(left[lane]) & _is_known(right[lane])
        fails = (left[lane] == 0.0) | (right[lane] == 0.0)
        result[lane] = 0.0 if fails else 1.0 if known else np.nan


@njit(error_model="numpy")
def _either(registers: Floats, row: Ints) -> None:
    result, left, right = registers[row[1]], registers[row[2]], registers[row[3]]
    for lane in range(len(result)):
        first = _is_known(left[lane]) & (left[lane] != 0.0)
        second = _is_known(right[lane]) & (right[lane] != 0.0)
        neither = (left[lane] == 0.0) & (right[lane] == 0.0)
        result[lane] = 1.0 if first | second else 0.0 if neither else np.nan


@njit(error_model="numpy")
def _not(registers: Floats, row: Ints) -> None:
    result, given = registers[row[1]], registers[row[2]]
    for lane in range(len(result)):
        none = 1.0 if given[lane] == 0.0 else 0.0
        result[lane] = none if _is_known(given[lane]) else np.nan


@njit(error_model="numpy")
def _choose(registers: Floats, row: Ints) -> None:
    result, condition = registers[row[1]], registers[row[2]]
    then, otherwise = registers[row[3]], registers[row[4]]
    for lane in range(len(result)):
        # Both are read whatever the condition, so that lanes are worked out together.
        first, second, asked = then[lane], otherwise[lane], condition[lane]
        chosen = first if asked != 0.0 else second
        result[lane] = chosen if _is_known(asked) else np.nan


@njit(error_model="numpy")
def _unless_known(registers: Floats, row: Ints) -> None:
    """Let a result be NaN where something it was given is no number."""
    result, left, right = registers[row[1]], registers[row[2]], registers[row[3]]
    for lane in range(len(result)):
        known = _is_known(left[lane]) & _is_known(right[lane])
        result[lane] = result[lane] if known else np.nan


@njit(error_model="numpy")
def _unless_one_known(registers: Floats, row: Ints) -> None:
    result, given = registers[row[1]], registers[row[2]]
    for lane in range(len(result)):
        result[lane] = result[lane] if _is_known(given[lane]) else np.nan


@njit(error_model="numpy")
def _is_known(value: float) -> bool:
    return value - value == 0.0  # not so for NaN, nor for what is infinite
