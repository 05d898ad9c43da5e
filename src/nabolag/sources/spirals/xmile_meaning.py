"""Equations put in the functions that XMILE has, so that they mean the same.

XMILE's ``INT`` goes down, ours towards 0; its ``MOD`` has the sign of what is divided by,
ours that of what is divided. Pulses and ramps are written out, and so are steps at a
moment between two of the run: programs go to the nearest, or the next. A moment that is
a millionth of a step early counts as the moment itself, as here.

Source: XML Interchange Language for System Dynamics 1.0 (OASIS 2015), chapter 3.5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from types import MappingProxyType

from nabolag.errors import Misbuilt
from nabolag.sources.spirals.xmile_names import XmileNames
from nabolag.spirals.language.functions import NEGATIVE
from nabolag.spirals.language.tree import Call, Name, Number, Tree, rewritten
from nabolag.spirals.model.factors import Table
from nabolag.spirals.model.model import Times

Given = tuple[Tree, ...]

_HAIR = 1e-6  # of a step, as in the system's own steps and pulses
_FINE = 2**20  # times of so fine a grid are added up without rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An equation as XMILE is to have it; with a table, what is looked up in it.

    Functions of XMILE are in capitals. ``IF`` and ``MOD`` are among them.
    """

    tree: Tree
    table: Table | None = None


@dataclass(slots=True, kw_only=True)
class Meaning:
    """Puts the equations of a model in XMILE's functions.

    ``constants`` are the names of plain numbers. ``helpers`` are the variables that
    equations need beside them: XMILE gives a table to a variable, not to an equation.
    ``arriving`` are the names of equations where something comes from other areas.
    """

    names: XmileNames
    tables: Mapping[str, Table]
    constants: Mapping[str, float]
    times: Times
    helpers: dict[str, Written] = field(default_factory=dict)
    arriving: list[str] = field(default_factory=list)

    def of_variable(self, tree: Tree, owner: str) -> Written:
        """Put an equation in XMILE; one that only looks up keeps the table itself."""
        if isinstance(tree, Call) and tree.function == "lookup":
            inside = self.of_equation(tree.arguments[1], owner)
            return Written(tree=inside, table=self._table(tree.arguments[0]))
        return Written(tree=self.of_equation(tree, owner))

    def of_equation(self, tree: Tree, owner: str) -> Tree:
        """Put an equation in XMILE; what it looks up is looked up by helpers."""
        return rewritten(tree, partial(self._changed, owner))

    def _changed(self, owner: str, tree: Tree) -> Tree:
        if not isinstance(tree, Call) or tree.function in _KEPT:
            return tree
        if tree.function == "lookup":
            return self._looked_up(owner, tree.arguments)
        if tree.function == "from_areas":
            self.arriving.append(owner)
            return tree.arguments[0]
        write = _WRITERS.get(tree.function)
        if write is None:
            return _call(tree.function.upper(), *tree.arguments)
        return write(self, owner, tree.arguments)

    def _looked_up(self, owner: str, given: Given) -> Tree:
        table = self._table(given[0])
        name = self.names.new(f"{owner}: {table.name}")
        self.helpers[name] = Written(tree=given[1], table=table)
        return Name(name=name)

    def _table(self, tree: Tree) -> Table:
        if isinstance(tree, Name):
            return self.tables[tree.name]
        raise Misbuilt(value="a table", found=str(tree), expected="its name")

    def _named(self, owner: str, tree: Tree) -> Tree:
        """Give a name to what stands more than once, unless it is short."""
        if not isinstance(tree, Call):
            return tree
        name = self.names.new(f"{owner}: part")
        self.helpers[name] = Written(tree=tree)
        return Name(name=name)

    def _nested(self, function: str, _: str, given: Given) -> Tree:
        """Write the least or most of many as that of two, and that of one as itself."""
        return reduce(lambda left, right: _call(function, left, right), given)

    def _whole(self, owner: str, given: Given) -> Tree:
        x = self._named(owner, given[0])
        up = _negative(_call("INT", _negative(x)))
        return _if(_sign("<", x, _number(0)), up, _call("INT", x))

    def _remainder(self, owner: str, given: Given) -> Tree:
        x = self._named(owner, given[0])
        by = given[1] if isinstance(given[1], Number) else _call("ABS", given[1])
        by = self._named(owner, by)
        below = _negative(_call("MOD", _negative(x), by))
        return _if(_sign("<", x, _number(0)), below, _call("MOD", x, by))

    def _hyperbolic(self, sign: str, owner: str, given: Given) -> Tree:
        x = self._named(owner, given[0])
        both = _sign(sign, _call("EXP", x), _call("EXP", _negative(x)))
        return _sign("/", both, _number(2))

    def _tanh(self, _: str, given: Given) -> Tree:
        twice = _call("EXP", _sign("*", _number(2), given[0]))
        part = _sign("/", _number(2), _sign("+", twice, _number(1)))
        return _sign("-", _number(1), part)

    def _in_stages(self, function: str, owner: str, given: Given) -> Tree:
        """Write a delay: of order 1 and 3 by XMILE's own names, others stage by stage.

        XMILE has names for any order too, which not every program knows.
        """
        through, time, *start = (*given[:2], *given[3:])
        order = _order(given)
        if order in (1, 3):
            return _call(f"{function}{order}", through, time, *start)
        each = _sign("/", self._named(owner, time), _number(order))
        for _ in range(order - 1):
            stage = _call(f"{function}1", through, each, *start)
            through = self._named(owner, stage)
        return _call(f"{function}1", through, each, *start)

    def _stepped(self, _: str, given: Given) -> Tree:
        height, begun = given
        if self._met(begun):
            return _call("STEP", height, begun)
        late = _sign("+", Name(name="time"), self._hair())
        return _if(_sign(">=", late, begun), height, _number(0))

    def _pulsed(self, owner: str, given: Given) -> Tree:
        begun = self._named(owner, given[0])
        length = given[1] if given[1:] else Name(name="dt")
        since = _sign("+", _sign("-", Name(name="time"), begun), self._hair())
        within = _call("MOD", since, given[2]) if given[2:] else since
        on = _sign("and", _sign(">=", since, _number(0)), _sign("<", within, length))
        return _if(on, _number(1), _number(0))

    def _ramped(self, _: str, given: Given) -> Tree:
        slope, begun = given[:2]
        now = Name(name="time")
        until = _call("MIN", now, given[2]) if given[2:] else now
        return _sign("*", slope, _call("MAX", _sign("-", until, begun), _number(0)))

    def _hair(self) -> Tree:
        # Not a part of DT: PySD does not know that word.
        return _number(_HAIR * self.times.step)

    def _met(self, moment: Tree) -> bool:
        """Tell whether a moment of the run falls on this one, without rounding."""
        step, start = self.times.step, self.times.start
        grid = max(number.as_integer_ratio()[1] for number in (step, start))
        value = moment.value if isinstance(moment, Number) else None
        if isinstance(moment, Name):
            value = self.constants.get(moment.name)
        if value is None or grid > _FINE:
            return False
        return (value - start) / step % 1 == 0


def _order(given: Given) -> int:
    number = given[2] if given[2:] else _number(1)
    return int(number.value) if isinstance(number, Number) else 1


def _call(function: str, *arguments: Tree) -> Tree:
    return Call(function=function, arguments=arguments)


def _sign(sign: str, left: Tree, right: Tree) -> Tree:
    return _call(sign, left, right)


def _if(condition: Tree, then: Tree, otherwise: Tree) -> Tree:
    return _call("IF", condition, then, otherwise)


def _negative(tree: Tree) -> Tree:
    return _call(NEGATIVE, tree)


def _number(value: float) -> Tree:
    return Number(value=float(value))


_KEPT = frozenset(
    {
        *("+", "-", "*", "/", "^", "=", "<>", "<", "<=", ">", ">="),
        *("and", "or", "not", NEGATIVE),
    }
)
_WRITERS: Mapping[str, Callable[[Meaning, str, Given], Tree]] = MappingProxyType(
    {
        "min": lambda self, owner, given: self._nested("MIN", owner, given),
        "max": lambda self, owner, given: self._nested("MAX", owner, given),
        "int": Meaning._whole,
        "mod": Meaning._remainder,
        "sinh": lambda self, owner, given: self._hyperbolic("-", owner, given),
        "cosh": lambda self, owner, given: self._hyperbolic("+", owner, given),
        "tanh": Meaning._tanh,
        "smooth": lambda self, owner, given: self._in_stages("SMTH", owner, given),
        "delay": lambda self, owner, given: self._in_stages("DELAY", owner, given),
        "step": Meaning._stepped,
        "pulse": Meaning._pulsed,
        "ramp": Meaning._ramped,
    }
)
