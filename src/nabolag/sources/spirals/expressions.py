"""Equations of other programs, as PySD's translator has read them, put in our language."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.functions import NEGATIVE, NOT
from nabolag.spirals.language.tree import Call, Name, Number, Tree
from nabolag.spirals.model.factors import Table, TableKind

Elements: TypeAlias = Mapping[str, str]
"""Which element of each dimension an equation is written out for."""

_KINDS: Mapping[str, TableKind] = MappingProxyType(
    {
        "interpolate": TableKind.CLAMPED,
        "extrapolate": TableKind.EXTENDED,
        "hold_backward": TableKind.STEPS,
    }
)
_SAME = frozenset(
    {
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
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "time": "time",
        "dt": "dt",
        "time_step": "dt",
        "starttime": "start_time",
        "initial_time": "start_time",
        "stoptime": "stop_time",
        "final_time": "stop_time",
        "pi": "pi",
    }
)
_LOGIC: Mapping[str, str] = MappingProxyType({":AND:": "and", ":OR:": "or"})


@dataclass(slots=True, kw_only=True)
class Names:
    """What a model's names are called here, and what dimensions have which elements.

    ``arrays`` are the names that have elements.
    """

    called: Mapping[str, str]
    arrays: frozenset[str]
    dimensions: Mapping[str, Sequence[str]]
    tables: dict[str, Table] = field(default_factory=dict)
    file: str = ""


class Translator:
    """Puts the equations of one variable, for one element, in our language."""

    def __init__(
        self,
        names: Names,
        owner: str,
        elements: Elements,
        here: Sequence[str] = (),
    ) -> None:
        self._names, self._owner = names, owner
        self._elements, self._here = elements, here

    def tree(self, ast: Any) -> Tree:
        """Give an equation.

        Raises :class:`BadInput` naming the variable, and what the language does not have.
        """
        if isinstance(ast, int | float):
            return _number(float(ast))
        write = _WRITERS.get(type(ast).__name__)
        if write is None:
            raise self.outside(found=_plain(type(ast).__name__))
        return write(self, ast)

    def outside(self, *, found: str) -> BadInput:
        """Give an error for what the language does not have."""
        return BadInput(
            where=Where(file=self._names.file or None, part=self._owner),
            found=f"There is {found}.",
            expected="what the language of equations has",
            remedy="Write it with stocks, delays and tables, or leave it out.",
        )

    def _arithmetic(self, ast: Any) -> Tree:
        parts = [self.tree(part) for part in ast.arguments]
        if ast.operators == ["negative"]:
            return Call(function=NEGATIVE, arguments=(parts[0],))
        if set(ast.operators) == {"^"}:
            return self._power(parts)
        return _chain(ast.operators, parts)

    def _power(self, parts: Sequence[Tree]) -> Tree:
        """Raise from the right. PySD reads ``-2 ^ 2`` and ``(-2) ^ 2`` as the same."""
        *bases, tree = parts
        for base in reversed(bases):
            if _is_negative_number(base):
                raise self.outside(found="a number below 0 that is raised to a power")
            tree = _call("^", base, tree)
        return tree

    def _logic(self, ast: Any) -> Tree:
        parts = [self.tree(part) for part in ast.arguments]
        if ast.operators == [":NOT:"]:
            return Call(function=NOT, arguments=(parts[0],))
        return _chain([_LOGIC.get(sign, sign) for sign in ast.operators], parts)

    def _reference(self, ast: Any) -> Tree:
        given = [] if ast.subscripts is None else list(ast.subscripts.subscripts)
        return Name(name=self._element_name(ast.reference, given))

    def _call(self, ast: Any) -> Tree:
        name = ast.function.reference.lower()
        if name in self._names.tables:
            table = Name(name=self._names.tables[name].name)
            return _call("lookup", table, self.tree(ast.arguments[0]))
        if name in {"vmin_xmile", "vmax_xmile"}:
            return _call(name[1:4], *self._each(ast.arguments[0]))
        return self._function(name, [self.tree(part) for part in ast.arguments])

    def _initial(self, ast: Any) -> Tree:
        return _call("init", self.tree(ast.initial))

    def _smooth(self, ast: Any) -> Tree:
        time = self.tree(ast.smooth_time)
        given = self.tree(ast.input), time, self.tree(ast.order), self.tree(ast.initial)
        return _call("smooth", *given)

    def _delay(self, ast: Any) -> Tree:
        time = self.tree(ast.delay_time)
        given = self.tree(ast.input), time, self.tree(ast.order), self.tree(ast.initial)
        return _call("delay", *given)

    def _game(self, ast: Any) -> Tree:
        return self.tree(ast.expression)

    def _inline_table(self, ast: Any) -> Tree:
        table = self.table(ast.lookups, f"{self._owner} table")
        self._names.tables[table.name] = table
        return _call("lookup", Name(name=table.name), self.tree(ast.argument))

    def table(self, ast: Any, name: str) -> Table:
        """Give a table."""
        x, y = ([float(number) for number in numbers] for numbers in (ast.x, ast.y))
        return Table(name=name, x=tuple(x), y=tuple(y), kind=_KINDS[ast.type])

    def _function(self, name: str, given: list[Tree]) -> Tree:
        if name == "xpulse":
            return _over_step(given[1], _call("pulse", given[0]))
        if name == "xpulse_train":
            train = _call("pulse", given[0], Name(name="dt"), given[1])
            return _over_step(given[2], train)
        if name == "pulse_train":
            begun, every, length, end = given  # PySD's own order
            until = _call("<", Name(name="time"), end)
            return _call("*", _call("pulse", begun, length, every), until)
        if name in {"log10", "log"} and len(given) == 1:
            return _call("/", _call("ln", given[0]), Number(value=math.log(10)))
        if name == "pi":
            return Name(name="pi")
        ours = name if name in _SAME or name == "pulse" else _OTHER.get(name)
        if ours is None:
            raise self.outside(found=f"the function “{name}”")
        return _call(ours, *given)

    def _each(self, ast: Any) -> list[Tree]:
        """Give a reference for every element of its dimensions."""
        dimension = next(
            name
            for name in ast.subscripts.subscripts
            if name.lower() in self._names.dimensions
        )
        return [
            Translator(
                self._names, self._owner, {**self._elements, dimension.lower(): element}
            )._reference(ast)
            for element in self._names.dimensions[dimension.lower()]
        ]

    def _element_name(self, reference: str, given: Sequence[str]) -> str:
        name = re.sub(r"[\s_]+", "_", reference).lower()
        called = self._names.called.get(name)
        if called is None:
            if name in _WORDS:
                return _WORDS[name]
            raise self.outside(found=f"the name “{reference}”, which nothing has")
        chosen = [self._elements.get(one.lower(), one) for one in given]
        if not given and name in self._names.arrays:
            chosen = list(self._here)  # an array by its name alone: the same element
        return element_name(called, chosen)


def element_name(name: str, elements: Sequence[str]) -> str:
    """Give the name of one element of an array, as published outputs have it.

    >>> element_name("people", ["north", "old"])
    'people[north, old]'
    """
    return f"{name}[{', '.join(elements)}]" if elements else name


def _chain(signs: Sequence[str], parts: Sequence[Tree]) -> Tree:
    tree = parts[0]
    for sign, part in zip(signs, parts[1:], strict=True):
        tree = Call(function=sign, arguments=(tree, part))
    return tree


def _is_negative_number(tree: Tree) -> bool:
    return (
        isinstance(tree, Call)
        and tree.function == NEGATIVE
        and isinstance(tree.arguments[0], Number)
    )


def _call(function: str, *arguments: Tree) -> Call:
    return Call(function=function, arguments=arguments)


def _number(value: float) -> Tree:
    if value < 0:
        return Call(function=NEGATIVE, arguments=(Number(value=-value),))
    return Number(value=value)


def _over_step(size: Tree, pulse: Tree) -> Tree:
    return _call("*", _call("/", size, Name(name="dt")), pulse)


def _plain(kind: str) -> str:
    """Name a structure of the translator in plain words."""
    return {
        "DelayFixedStructure": "a delay that lets out what came in just so much later",
        "TrendStructure": "a trend",
        "ForecastStructure": "a forecast",
        "SampleIfTrueStructure": "a value that is kept from when a condition held",
        "AllocateAvailableStructure": "an allocation",
        "AllocateByPriorityStructure": "an allocation",
        "DataStructure": "a series of data",
        "GetDataStructure": "a series in another file",
        "GetLookupsStructure": "a table in another file",
        "GetConstantsStructure": "a constant in another file",
    }.get(kind, f"something that cannot be written here ({kind})")


_WRITERS: Mapping[str, Callable[[Translator, Any], Tree]] = MappingProxyType(
    {
        "ArithmeticStructure": Translator._arithmetic,
        "LogicStructure": Translator._logic,
        "ReferenceStructure": Translator._reference,
        "CallStructure": Translator._call,
        "InitialStructure": Translator._initial,
        "SmoothStructure": Translator._smooth,
        "SmoothNStructure": Translator._smooth,
        "DelayStructure": Translator._delay,
        "DelayNStructure": Translator._delay,
        "GameStructure": Translator._game,
        "InlineLookupsStructure": Translator._inline_table,
    }
)
