"""Equations of other programs, as PySD's translator has read them, put in our language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias, TypeGuard

from nabolag.errors import BadInput, Where
from nabolag.sources.spirals.calls import call, function_called
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

    ``arrays`` are the names that have elements. ``rounds_down`` says whether INT and MOD
    do so below 0; ``xmile`` whether ``(-2) ^ 2`` is told from ``-2 ^ 2``.
    """

    called: Mapping[str, str]
    arrays: frozenset[str]
    dimensions: Mapping[str, Sequence[str]]
    tables: dict[str, Table] = field(default_factory=dict)
    file: str = ""
    rounds_down: bool = False
    xmile: bool = False

    def element(self, one: str, elements: Elements) -> str:
        """Give the element that a dimension stands for, or that is named itself."""
        if (found := elements.get(alike(one))) is not None:
            return found
        known = (name for names in self.dimensions.values() for name in names)
        return next((name for name in known if alike(name) == alike(one)), one)


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
        """Raise from the right. PySD reads ``-2 ^ 2`` and ``(-2) ^ 2`` as the same.

        Of XMILE, brackets around a number below 0 were put otherwise before it read them.
        """
        *bases, tree = parts
        for base in reversed(bases):
            if not _is_negative_number(base):
                tree = call("^", base, tree)
            elif self._names.xmile:
                tree = call(NEGATIVE, call("^", base.arguments[0], tree))
            else:
                raise self.outside(found="a number below 0 that is raised to a power")
        return tree

    def _logic(self, ast: Any) -> Tree:
        parts = [self.tree(part) for part in ast.arguments]
        if ast.operators == [":NOT:"]:
            return Call(function=NOT, arguments=(parts[0],))
        signs = [_LOGIC.get(sign, sign) for sign in ast.operators]
        return _either(signs, parts) if "or" in signs else _chain(signs, parts)

    def _reference(self, ast: Any) -> Tree:
        given = [] if ast.subscripts is None else list(ast.subscripts.subscripts)
        return Name(name=self._element_name(ast.reference, given))

    def _call(self, ast: Any) -> Tree:
        name = ast.function.reference.lower()
        if name in self._names.tables:
            table = Name(name=self._names.tables[name].name)
            return call("lookup", table, self.tree(ast.arguments[0]))
        if name in {"vmin_xmile", "vmax_xmile"}:
            return call(name[1:4], *self._each(ast.arguments[0]))
        given = [self.tree(part) for part in ast.arguments]
        called = function_called(name, given, rounds_down=self._names.rounds_down)
        if called is None:
            raise self.outside(found=f"the function “{name}”")
        return called

    def _initial(self, ast: Any) -> Tree:
        return call("init", self.tree(ast.initial))

    def _smooth(self, ast: Any) -> Tree:
        time = self.tree(ast.smooth_time)
        given = self.tree(ast.input), time, self.tree(ast.order), self.tree(ast.initial)
        return call("smooth", *given)

    def _delay(self, ast: Any) -> Tree:
        time = self.tree(ast.delay_time)
        given = self.tree(ast.input), time, self.tree(ast.order), self.tree(ast.initial)
        return call("delay", *given)

    def _game(self, ast: Any) -> Tree:
        return self.tree(ast.expression)

    def _inline_table(self, ast: Any) -> Tree:
        table = self.table(ast.lookups, f"{self._owner} table")
        self._names.tables[table.name] = table
        return call("lookup", Name(name=table.name), self.tree(ast.argument))

    def table(self, ast: Any, name: str) -> Table:
        """Give a table."""
        x, y = ([float(number) for number in numbers] for numbers in (ast.x, ast.y))
        return Table(name=name, x=tuple(x), y=tuple(y), kind=_KINDS[ast.type])

    def _each(self, ast: Any) -> list[Tree]:
        """Give a reference for every element of its dimensions."""
        dimension = next(
            name
            for name in ast.subscripts.subscripts
            if alike(name) in self._names.dimensions
        )
        return [
            Translator(
                self._names, self._owner, {**self._elements, alike(dimension): element}
            )._reference(ast)
            for element in self._names.dimensions[alike(dimension)]
        ]

    def _element_name(self, reference: str, given: Sequence[str]) -> str:
        name = re.sub(r"[\s_]+", "_", reference).lower()
        called = self._names.called.get(name)
        if called is None:
            if name in _WORDS:
                return _WORDS[name]
            raise self.outside(found=f"the name “{reference}”, which nothing has")
        chosen = [self._names.element(one, self._elements) for one in given]
        if not given and name in self._names.arrays:
            chosen = list(self._here)  # an array by its name alone: the same element
        return element_name(called, chosen)


def alike(name: str) -> str:
    """Give the same for all ways to write the name of a dimension or an element.

    >>> alike("North_side") == alike("north side")
    True
    """
    return " ".join(name.replace("_", " ").lower().split())


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


def _either(signs: Sequence[str], parts: Sequence[Tree]) -> Tree:
    """Join by and first: PySD gives both words in one row."""
    row, rows = [parts[0]], []
    for sign, part in zip(signs, parts[1:], strict=True):
        if sign == "or":
            rows.append(row)
            row = []
        row.append(part)
    joined = [_chain(["and"] * (len(row) - 1), row) for row in (*rows, row)]
    return _chain(["or"] * len(rows), joined)


def _is_negative_number(tree: Tree) -> TypeGuard[Call]:
    return (
        isinstance(tree, Call)
        and tree.function == NEGATIVE
        and isinstance(tree.arguments[0], Number)
    )


def _number(value: float) -> Tree:
    if value < 0:
        return Call(function=NEGATIVE, arguments=(Number(value=-value),))
    return Number(value=value)


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
