"""The functions and signs of the language: how many arguments each takes.

The table is the one place that knows them; the parser, the units, both engines and the
documents go by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MANY = 64
"""Arguments that a function of any number may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function: its arguments, and how it is told of in documents.

    ``plain`` functions give a number from numbers alone; the others need the time, a
    memory or a table, and are turned into plain ones before a model runs.
    """

    name: str
    arguments: str
    least: int
    most: int
    plain: bool = True


def _table(*functions: Function) -> Mapping[str, Function]:
    return MappingProxyType({function.name: function for function in functions})


def _of(name: str, arguments: str, *, plain: bool = True) -> Function:
    """Give a function from its arguments as they are written: ``x, y, [z]``.

    An argument in brackets may be left out; ``…`` stands for more of the same.
    """
    words = [word.strip() for word in arguments.split(",")] if arguments else []
    needed = [word for word in words if not word.startswith("[") and word != "…"]
    most = MANY if "…" in words else len(words)
    return Function(
        name=name, arguments=arguments, least=len(needed), most=most, plain=plain
    )


FUNCTIONS: Mapping[str, Function] = _table(
    _of("if", "condition, then, otherwise"),
    _of("min", "x, …"),
    _of("max", "x, …"),
    _of("abs", "x"),
    _of("int", "x"),
    _of("mod", "x, by"),
    _of("exp", "x"),
    _of("ln", "x"),
    _of("sqrt", "x"),
    _of("sin", "x"),
    _of("cos", "x"),
    _of("tan", "x"),
    _of("arcsin", "x"),
    _of("arccos", "x"),
    _of("arctan", "x"),
    _of("sinh", "x"),
    _of("cosh", "x"),
    _of("tanh", "x"),
    _of("safediv", "x, by, [otherwise]"),
    _of("init", "x", plain=False),
    _of("lookup", "table, x", plain=False),
    _of("smooth", "x, time, [order], [start]", plain=False),
    _of("delay", "x, time, [order], [start]", plain=False),
    _of("step", "height, from", plain=False),
    _of("pulse", "from, [length], [every]", plain=False),
    _of("ramp", "slope, from, [to]", plain=False),
    _of("from_areas", "x", plain=False),
)
"""What can be called by name."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "time": "the time in the model's own unit",
        "pi": "3.14159…",
        "dt": "the length of a step",
        "start_time": "when the model starts",
        "stop_time": "when the model stops",
    }
)
"""Names that always stand for the same."""

SIGNS: Mapping[str, int] = MappingProxyType(
    {
        "or": 1,
        "and": 2,
        "=": 4,
        "<>": 4,
        "<": 4,
        "<=": 4,
        ">": 4,
        ">=": 4,
        "+": 5,
        "-": 5,
        "*": 6,
        "/": 6,
        "^": 8,
    }
)
"""Signs between two equations, and how strongly each binds."""

NOT, NEGATIVE = "not", "negative"
"""The functions of the signs before an equation: ``not x`` and ``-x``."""

BINDING: Mapping[str, int] = MappingProxyType({NOT: 3, NEGATIVE: 7})
"""How strongly the signs before an equation bind."""

COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
"""Signs that say whether something is so: 1 where it is, 0 where it is not."""

RESERVED = frozenset({"and", "or", "not"})
"""Signs that are written as words, in large or small letters; no name without quotation
marks."""
