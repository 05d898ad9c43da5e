"""Delays, smoothing, steps and pulses written out in plain functions and stocks.

A delay of order n is n stocks in a row, each emptied in the n-th part of the time;
smoothing of order n is n averages in a row, each following the one before
(Forrester 1961, appendices E and H).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.tree import Call, Name, Number, Tree, rewritten
from nabolag.spirals.language.writing import written
from nabolag.spirals.model.factors import HIDDEN
from nabolag.spirals.system.system import Stock

HIGHEST_ORDER = 100

_HAIR = 1e-6  # of a step: moments are told apart by less than this nowhere
_TIME = Name(name="time")


@dataclass(slots=True, kw_only=True)
class Expansion:
    """What equations are written out as: themselves, and the stocks they need."""

    step: float
    stocks: dict[str, Stock] = field(default_factory=dict)
    equations: dict[str, Tree] = field(default_factory=dict)
    frozen: dict[str, Tree] = field(default_factory=dict)

    def expanded(self, tree: Tree, *, owner: str, where: Where) -> Tree:
        """Write one equation out, keeping what it needs. ``owner`` names the needed."""
        writer = _Writer(self, owner, where)
        return rewritten(tree, writer.changed)

    def hidden(self, owner: str, what: str) -> str:
        """Give a name that nothing has yet."""
        taken = len(self.stocks) + len(self.equations) + len(self.frozen)
        return f"{HIDDEN}{owner} {what} {taken + 1}"


class _Writer:
    """Writes the functions of one equation out."""

    def __init__(self, into: Expansion, owner: str, where: Where) -> None:
        self._into, self._owner, self._where = into, owner, where

    def changed(self, tree: Tree) -> Tree:
        if not isinstance(tree, Call):
            return tree
        write = _WRITERS.get(tree.function)
        return write(self, tree.arguments) if write else tree

    def initial(self, given: tuple[Tree, ...]) -> Tree:
        name = self._into.hidden(self._owner, "init")
        self._into.frozen[name] = given[0]
        return Name(name=name)

    def smoothed(self, given: tuple[Tree, ...]) -> Tree:
        follows, time, order, start = self._with_order(given)
        each = _divided(time, order)
        for _ in range(order):
            name = self._into.hidden(self._owner, "smooth")
            follows_now = follows
            follows = Name(name=name)
            change = _divided(_sign("-", follows_now, follows), each)
            self._into.stocks[name] = Stock(start=start, change=change)
        return follows

    def delayed(self, given: tuple[Tree, ...]) -> Tree:
        flow, time, order, start = self._with_order(given)
        each = self._kept(_divided(time, order))
        for _ in range(order):
            name = self._into.hidden(self._owner, "delay")
            leaving = self._kept(_divided(Name(name=name), each))
            self._into.stocks[name] = Stock(
                start=_sign("*", start, each), change=_sign("-", flow, leaving)
            )
            flow = leaving
        return flow

    def stepped(self, given: tuple[Tree, ...]) -> Tree:
        height, begun = given
        return _if(self._from(begun), height, _ZERO)

    def pulsed(self, given: tuple[Tree, ...]) -> Tree:
        begun, length, every = (*given, *(None, None))[:3]
        hair = Number(value=self._into.step * _HAIR)
        since = _sign("+", _sign("-", _TIME, begun or _ZERO), hair)
        within = since if every is None else _call("mod", since, every)
        short = _sign("<", within, length or Number(value=self._into.step))
        on = _sign("and", _sign(">=", since, _ZERO), short)
        return _if(on, Number(value=1.0), _ZERO)

    def ramped(self, given: tuple[Tree, ...]) -> Tree:
        slope, begun = given[:2]
        until = _TIME if len(given) == 2 else _call("min", _TIME, given[2])
        return _sign("*", slope, _call("max", _ZERO, _sign("-", until, begun)))

    def divided_safely(self, given: tuple[Tree, ...]) -> Tree:
        above, below = given[:2]
        otherwise = given[2] if given[2:] else _ZERO
        nothing = _sign("=", below, _ZERO)
        safe = _if(nothing, Number(value=1.0), below)
        return _if(nothing, otherwise, _divided(above, safe))

    def _from(self, begun: Tree) -> Tree:
        # A moment that is a hair before the one meant counts as the one meant.
        hair = Number(value=self._into.step * _HAIR)
        return _sign(">=", _sign("+", _TIME, hair), begun)

    def _kept(self, tree: Tree) -> Tree:
        """Give an equation a name of its own, so that it is worked out once."""
        if not isinstance(tree, Call):
            return tree
        name = self._into.hidden(self._owner, "part")
        self._into.equations[name] = tree
        return Name(name=name)

    def _with_order(self, given: tuple[Tree, ...]) -> tuple[Tree, Tree, int, Tree]:
        through, time = given[:2]
        order = self._order(given[2]) if given[2:] else 1
        return self._kept(through), time, order, given[3] if given[3:] else through

    def _order(self, tree: Tree) -> int:
        value = tree.value if isinstance(tree, Number) else 0.0
        if value != int(value) or not 1 <= value <= HIGHEST_ORDER:
            raise BadInput(
                where=self._where,
                found=f"The order of a delay is “{written(tree)}”.",
                expected=f"a whole number from 1 to {HIGHEST_ORDER}, such as 3",
                remedy="Write the number itself: how many stages the delay has.",
            )
        return int(value)


def owner_of(name: str) -> str:
    """Give the name of the equation that a hidden name was written out for.

    >>> owner_of("·births delay 12"), owner_of("births")
    ('births', 'births')
    """
    hidden = name.startswith(HIDDEN)
    return name.removeprefix(HIDDEN).rsplit(" ", 2)[0] if hidden else name


_ZERO = Number(value=0.0)


def _call(function: str, *arguments: Tree) -> Call:
    return Call(function=function, arguments=arguments)


def _sign(sign: str, left: Tree, right: Tree) -> Call:
    return _call(sign, left, right)


def _if(condition: Tree, then: Tree, otherwise: Tree) -> Call:
    return _call("if", condition, then, otherwise)


def _divided(tree: Tree, by: Tree | int) -> Tree:
    if isinstance(by, int):
        return tree if by == 1 else _sign("/", tree, Number(value=float(by)))
    return _sign("/", tree, by)


_WRITERS: Mapping[str, Callable[[_Writer, tuple[Tree, ...]], Tree]] = MappingProxyType(
    {
        "init": _Writer.initial,
        "smooth": _Writer.smoothed,
        "delay": _Writer.delayed,
        "step": _Writer.stepped,
        "pulse": _Writer.pulsed,
        "ramp": _Writer.ramped,
        "safediv": _Writer.divided_safely,
    }
)
