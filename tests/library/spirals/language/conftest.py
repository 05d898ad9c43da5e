"""What an equation is worth, worked out in the most obvious way."""

from __future__ import annotations

import math
import operator

import pytest

from nabolag.spirals.language.functions import NEGATIVE
from nabolag.spirals.language.tree import Name, Number

_DONE = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "not": operator.not_,
    NEGATIVE: operator.neg,
    "min": min,
    "max": max,
    "abs": abs,
    "sqrt": math.sqrt,
    "exp": math.exp,
}


def _worth(tree, values):
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return values[tree.name]
    first, *rest = tree.arguments
    if tree.function == "and":
        return _worth(first, values) and _worth(rest[0], values)
    if tree.function == "or":
        return _worth(first, values) or _worth(rest[0], values)
    if tree.function == "if":
        return _worth(rest[0] if _worth(first, values) else rest[1], values)
    return _DONE[tree.function](*(_worth(part, values) for part in tree.arguments))


@pytest.fixture(scope="session")
def worth():
    return _worth
