"""What each operation does to rows of lanes, as the kernel calls it."""

from __future__ import annotations

import numpy as np
from numba import njit

from nabolag.spirals.engine.bytecode import Floats, Op

# The kernel holds these as plain numbers. The last of each kind is found by what is left.
_ADD, _SUBTRACT, _MULTIPLY, _DIVIDE, _POWER, _NEGATE, _COPY = (
    int(op)
    for op in (
        Op.ADD,
        Op.SUBTRACT,
        Op.MULTIPLY,
        Op.DIVIDE,
        Op.POWER,
        Op.NEGATE,
        Op.COPY,
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


@njit(cache=True, error_model="numpy")
def worked_out(op: int, result: Floats, a: Floats, b: Floats, c: Floats) -> None:
    """Work one operation out for each lane of a block."""
    if op <= _COPY:
        _arithmetic(op, result, a, b)
    elif op <= _NOT:
        _logic(op, result, a, b)
    elif op <= _REMAINDER:
        _choice(op, result, a, b, c)
    elif op <= _TANGENT:
        _curve(op, result, a)
    else:
        _arc(op, result, a)


@njit(cache=True, error_model="numpy")
def _arithmetic(op: int, result: Floats, a: Floats, b: Floats) -> None:
    if op == _ADD:
        np.add(a, b, result)
    elif op == _SUBTRACT:
        np.subtract(a, b, result)
    elif op == _MULTIPLY:
        np.multiply(a, b, result)
    elif op == _DIVIDE:
        np.divide(a, b, result)
    elif op == _POWER:
        np.power(a, b, result)
    elif op == _NEGATE:
        np.negative(a, result)
    else:
        result[:] = a


@njit(cache=True, error_model="numpy")
def _logic(op: int, result: Floats, a: Floats, b: Floats) -> None:
    if op == _EQUAL:
        np.equal(a, b, result)
    elif op == _UNEQUAL:
        np.not_equal(a, b, result)
    elif op == _LESS:
        np.less(a, b, result)
    elif op == _LESS_OR_EQUAL:
        np.less_equal(a, b, result)
    elif op == _AND:
        np.logical_and(a, b, result)
    elif op == _OR:
        np.logical_or(a, b, result)
    else:
        np.logical_not(a, result)


@njit(cache=True, error_model="numpy")
def _choice(op: int, result: Floats, a: Floats, b: Floats, c: Floats) -> None:
    if op == _CHOOSE:
        _choose(result, a, b, c)
    elif op == _LEAST:
        np.minimum(a, b, result)
    elif op == _MOST:
        np.maximum(a, b, result)
    elif op == _SIZE:
        np.absolute(a, result)
    elif op == _WHOLE:
        np.trunc(a, result)
    else:
        np.fmod(a, b, result)


@njit(cache=True, error_model="numpy")
def _curve(op: int, result: Floats, a: Floats) -> None:
    if op == _EXPONENTIAL:
        np.exp(a, result)
    elif op == _LOGARITHM:
        np.log(a, result)
    elif op == _ROOT:
        np.sqrt(a, result)
    elif op == _SINE:
        np.sin(a, result)
    elif op == _COSINE:
        np.cos(a, result)
    else:
        np.tan(a, result)


@njit(cache=True, error_model="numpy")
def _arc(op: int, result: Floats, a: Floats) -> None:
    if op == _ARC_SINE:
        np.arcsin(a, result)
    elif op == _ARC_COSINE:
        np.arccos(a, result)
    elif op == _ARC_TANGENT:
        np.arctan(a, result)
    elif op == _HYPERBOLIC_SINE:
        np.sinh(a, result)
    elif op == _HYPERBOLIC_COSINE:
        np.cosh(a, result)
    else:
        np.tanh(a, result)


@njit(cache=True, error_model="numpy")
def _choose(result: Floats, condition: Floats, then: Floats, otherwise: Floats) -> None:
    for lane in range(len(result)):
        # Both are read whatever the condition, so that lanes are worked out together.
        chosen, other = then[lane], otherwise[lane]
        result[lane] = chosen if condition[lane] != 0.0 else other
