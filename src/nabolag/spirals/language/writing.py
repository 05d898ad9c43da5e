"""Trees written as equations, with no more brackets than are needed."""

from __future__ import annotations

import math
import re

from nabolag.spirals.language.functions import (
    BINDING,
    COMPARISONS,
    FUNCTIONS,
    NEGATIVE,
    NOT,
    RESERVED,
    SIGNS,
)
from nabolag.spirals.language.tree import Call, Name, Number, Tree

_PLAIN = re.compile(r"[^\W\d]\w*")
_ALONE = 9  # binds more strongly than any sign


def written(tree: Tree) -> str:
    """Write an equation so that reading it gives the same tree.

    A number below nought is read back as the sign before one above, which is worth the
    same. A name cannot have a quotation mark or a new line in it.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> written(parsed("((a+b))*2 - (c*d)"))
    '(a + b) * 2 - c * d'
    """
    if isinstance(tree, Number):
        return number_written(tree.value)
    if isinstance(tree, Name):
        return name_written(tree.name)
    if tree.function in SIGNS:
        return _between(tree)
    if tree.function == NOT:
        return f"not {_inside(tree.arguments[0], BINDING[NOT])}"
    if tree.function == NEGATIVE:
        return f"-{_inside(tree.arguments[0], BINDING[NEGATIVE])}"
    arguments = ", ".join(written(argument) for argument in tree.arguments)
    return f"{tree.function}({arguments})"


def number_written(value: float) -> str:
    """Write a number with every digit that it takes to read it back.

    >>> number_written(2.0), number_written(0.1)
    ('2', '0.1')
    """
    return repr(float(value)).removesuffix(".0")


def name_written(name: str) -> str:
    """Write a name, in quotation marks where it would be read as something else.

    >>> name_written("births"), name_written("people in work")
    ('births', '"people in work"')
    """
    plain = _PLAIN.fullmatch(name) and name.lower() not in RESERVED
    return name if plain and name.lower() not in FUNCTIONS else f'"{name}"'


def _between(tree: Call) -> str:
    left, right = tree.arguments
    strength = SIGNS[tree.function]
    # A tie goes to the left, but for ^ to the right, and for comparisons to neither. A
    # minus after ^ needs no brackets.
    ties = {"^": (1, BINDING[NEGATIVE] - strength)}.get(tree.function, (0, 1))
    if tree.function in COMPARISONS:
        ties = (1, 1)
    return (
        f"{_inside(left, strength + ties[0])} {tree.function} "
        f"{_inside(right, strength + ties[1])}"
    )


def _inside(tree: Tree, needed: int) -> str:
    text = written(tree)
    return text if _strength(tree) >= needed else f"({text})"


def _strength(tree: Tree) -> int:
    if isinstance(tree, Call):
        if tree.function in SIGNS:
            return SIGNS[tree.function]
        return BINDING.get(tree.function, _ALONE)
    if isinstance(tree, Number) and math.copysign(1, tree.value) < 0:
        return BINDING[NEGATIVE]
    return _ALONE
