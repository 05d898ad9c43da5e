"""The program that a model becomes: rows of (operation, result, up to three operands).

Operands and results are registers, each a row of numbers, one per lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nabolag.spirals.language.functions import NEGATIVE, NOT

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Op(IntEnum):
    """Operations. Those of a kind lie together, so that they are found in few steps."""

    ADD = 0
    SUBTRACT = 1
    MULTIPLY = 2
    DIVIDE = 3
    POWER = 4
    NEGATE = 5
    EQUAL = 6
    UNEQUAL = 7
    LESS = 8
    LESS_OR_EQUAL = 9
    AND = 10
    OR = 11
    NOT = 12
    CHOOSE = 13
    LEAST = 14
    MOST = 15
    SIZE = 16
    WHOLE = 17
    REMAINDER = 18
    EXPONENTIAL = 19
    LOGARITHM = 20
    ROOT = 21
    SINE = 22
    COSINE = 23
    TANGENT = 24
    ARC_SINE = 25
    ARC_COSINE = 26
    ARC_TANGENT = 27
    HYPERBOLIC_SINE = 28
    HYPERBOLIC_COSINE = 29
    HYPERBOLIC_TANGENT = 30
    LOOK_UP = 31  # the second operand is the number of a table
    ARRIVE = 32  # what comes from other areas
    CHECK = 33  # the result is the number of a name, the operand its value


OPERATIONS: Mapping[str, Op] = MappingProxyType(
    {
        "+": Op.ADD,
        "-": Op.SUBTRACT,
        "*": Op.MULTIPLY,
        "/": Op.DIVIDE,
        "^": Op.POWER,
        NEGATIVE: Op.NEGATE,
        "=": Op.EQUAL,
        "<>": Op.UNEQUAL,
        "<": Op.LESS,
        "<=": Op.LESS_OR_EQUAL,
        "and": Op.AND,
        "or": Op.OR,
        NOT: Op.NOT,
        "if": Op.CHOOSE,
        "min": Op.LEAST,
        "max": Op.MOST,
        "abs": Op.SIZE,
        "int": Op.WHOLE,
        "mod": Op.REMAINDER,
        "exp": Op.EXPONENTIAL,
        "ln": Op.LOGARITHM,
        "sqrt": Op.ROOT,
        "sin": Op.SINE,
        "cos": Op.COSINE,
        "tan": Op.TANGENT,
        "arcsin": Op.ARC_SINE,
        "arccos": Op.ARC_COSINE,
        "arctan": Op.ARC_TANGENT,
        "sinh": Op.HYPERBOLIC_SINE,
        "cosh": Op.HYPERBOLIC_COSINE,
        "tanh": Op.HYPERBOLIC_TANGENT,
        "from_areas": Op.ARRIVE,
    }
)
"""The operation of each function; ``>`` and ``>=`` are read from the other side."""

RISKY = frozenset(
    {
        *(Op.DIVIDE, Op.POWER, Op.REMAINDER, Op.EXPONENTIAL, Op.LOGARITHM, Op.ROOT),
        *(Op.TANGENT, Op.ARC_SINE, Op.ARC_COSINE),
        *(Op.HYPERBOLIC_SINE, Op.HYPERBOLIC_COSINE),
    }
)
"""Operations that can make something else than a number out of numbers."""


class Code(NamedTuple):
    """A program, as the kernel reads it.

    ``starting`` runs once, ``stepping`` at every step and ``keeping`` after it at those
    that are kept; all are rows × 5. Numbers and
    inputs are put into their registers before either. ``start``, ``stock`` and
    ``change`` are the registers of each stock's value at the start, its value and its
    change; ``before`` that of what ``now`` was one step earlier. Table ``t`` has the points ``table_x[first:last]``, where ``tables[t]`` is
    (first, last, kind).
    """

    starting: Ints
    stepping: Ints
    keeping: Ints
    registers: int
    number_at: Ints
    numbers: Floats
    input_at: Ints
    time: int
    start: Ints
    stock: Ints
    change: Ints
    non_negative: npt.NDArray[np.bool_]
    stock_name: Ints
    output: Ints
    event: Ints
    now: Ints
    before: Ints
    tables: Ints
    table_x: Floats
    table_y: Floats


class Lanes(NamedTuple):
    """Which lanes are run, and what each is given.

    A lane's number is (scenario × draws + draw) × areas + area. Input ``i`` of a lane is
    ``values[first[i] + scenario × strides[i, 0] + …]``. Blocks are numbered from 0 over
    all lanes; those from ``first_block`` are run. ``moving`` is a sparse matrix by rows.
    """

    shape: Ints
    width: int
    first_block: int
    values: Floats
    first: Ints
    strides: Ints
    moving_rows: Ints
    moving_from: Ints
    moving_share: Floats


class Clock(NamedTuple):
    """When a run starts, how many steps it takes and how often it is kept."""

    start: float
    step: float
    steps: int
    every: int
    rk4: bool


class Kept(NamedTuple):
    """What is kept, filled in by the kernel. Lanes count from the first that is run.

    ``values`` is outputs × moments × lanes; ``first`` events × lanes (when it first was
    so); ``failed_at`` and ``failed_name`` the step and name at which a lane was no number
    any more; ``outside`` blocks × tables and ``negative`` blocks × stocks count lanes and
    steps.
    """

    values: Floats
    first: Floats
    failed_at: Ints
    failed_name: Ints
    outside: Ints
    negative: Ints
