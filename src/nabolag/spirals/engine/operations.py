"""What each operation does to rows of lanes, as the kernel calls it."""

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
    the arithmetic.
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
        np.power(registers[row[2]], registers[row[3]], registers[row[1]])
    else:
        np.negative(registers[row[2]], registers[row[1]])


@njit(error_model="numpy")
def _logic(op: int, registers: Floats, row: Ints) -> None:
    if op == _EQUAL:
        np.equal(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _UNEQUAL:
        np.not_equal(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _LESS:
        np.less(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _LESS_OR_EQUAL:
        np.less_equal(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _AND:
        np.logical_and(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _OR:
        np.logical_or(registers[row[2]], registers[row[3]], registers[row[1]])
    else:
        np.logical_not(registers[row[2]], registers[row[1]])


@njit(error_model="numpy")
def _choice(op: int, registers: Floats, row: Ints) -> None:
    if op == _CHOOSE:
        _choose(registers, row)
    elif op == _LEAST:
        np.minimum(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _MOST:
        np.maximum(registers[row[2]], registers[row[3]], registers[row[1]])
    elif op == _SIZE:
        np.absolute(registers[row[2]], registers[row[1]])
    elif op == _WHOLE:
        np.trunc(registers[row[2]], registers[row[1]])
    else:
        np.fmod(registers[row[2]], registers[row[3]], registers[row[1]])


@njit(error_model="numpy")
def _curve(op: int, registers: Floats, row: Ints) -> None:
    if op == _EXPONENTIAL:
        np.exp(registers[row[2]], registers[row[1]])
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
    elif op == _HYPERBOLIC_SINE:
        np.sinh(registers[row[2]], registers[row[1]])
    elif op == _HYPERBOLIC_COSINE:
        np.cosh(registers[row[2]], registers[row[1]])
    else:
        np.tanh(registers[row[2]], registers[row[1]])


@njit(error_model="numpy")
def _choose(registers: Floats, row: Ints) -> None:
    for lane in range(registers.shape[1]):
        # Both are read whatever the condition, so that lanes are worked out together.
        then, otherwise = registers[row[3], lane], registers[row[4], lane]
        registers[row[1], lane] = then if registers[row[2], lane] != 0.0 else otherwise
