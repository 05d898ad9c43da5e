"""Functions of other programs, by the names that PySD gives them, in ours."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from nabolag.spirals.language.tree import Call, Name, Number, Tree

_SAME = frozenset(
    {
        "pulse",
        *("abs", "min", "max", "exp", "ln", "sqrt", "sin", "cos", "tan", "arcsin"),
        *("arccos", "arctan", "sinh", "cosh", "tanh", "step", "ramp"),
    }
)
_OTHER: Mapping[str, str] = MappingProxyType(
    {
        "if_then_else": "if",
        "integer": "int",
        "int": "int",
        "modulo": "mod",
        "mod": "mod",
        "xramp": "ramp",
        "zidz": "safediv",
        "xidz": "safediv",
    }
)


def function_called(
    name: str, given: Sequence[Tree], *, rounds_down: bool
) -> Tree | None:
    """Give the call of a function of another program, or nothing where there is none.

    ``rounds_down`` says whether INT and MOD do so for numbers below 0.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> from nabolag.spirals.language.writing import written
    >>> written(function_called("log10", [parsed("a")], rounds_down=False))
    'ln(a) / 2.302585092994046'
    """
    if rounds_down and name in _DOWN:
        return _DOWN[name](given)
    if name == "log" and len(given) != 2:
        return None  # to what base is not said
    if name in _WRITTEN_OUT:
        return _WRITTEN_OUT[name](given)
    ours = name if name in _SAME else _OTHER.get(name)
    return None if ours is None else call(ours, *given)


def call(function: str, *arguments: Tree) -> Tree:
    """Give a function of some equations."""
    return Call(function=function, arguments=arguments)


def _pulse(given: Sequence[Tree]) -> Tree:
    return _over_step(given[1], call("pulse", given[0]))


def _pulses(given: Sequence[Tree]) -> Tree:
    train = call("pulse", given[0], Name(name="dt"), given[1])
    return _over_step(given[2], train)


def _train(given: Sequence[Tree]) -> Tree:
    begun, every, length, end = given  # PySD's own order
    until = call("<", Name(name="time"), end)
    return call("*", call("pulse", begun, length, every), until)


def _log10(given: Sequence[Tree]) -> Tree:
    return call("/", call("ln", given[0]), Number(value=math.log(10)))


def _log(given: Sequence[Tree]) -> Tree:
    number, base = given
    return call("/", call("ln", number), call("ln", base))


def _over_step(size: Tree, pulse: Tree) -> Tree:
    return call("*", call("/", size, Name(name="dt")), pulse)


def _floor(given: Sequence[Tree]) -> Tree:
    whole = call("int", given[0])
    return call("-", whole, call(">", whole, given[0]))


def _modulus(given: Sequence[Tree]) -> Tree:
    by = given[1]
    return call("mod", call("+", call("mod", given[0], by), by), by)


_DOWN: Mapping[str, Callable[[Sequence[Tree]], Tree]] = MappingProxyType(
    {"integer": _floor, "modulo": _modulus}
)
_WRITTEN_OUT: Mapping[str, Callable[[Sequence[Tree]], Tree]] = MappingProxyType(
    {
        "xpulse": _pulse,
        "xpulse_train": _pulses,
        "pulse_train": _train,
        "log10": _log10,
        "log": _log,
        "pi": lambda _: Name(name="pi"),
    }
)
