"""Models made ready to run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import reduce

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.functions import NEGATIVE, WORDS
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import (
    Call,
    Name,
    Number,
    Tree,
    names_in,
    parts_of,
    rewritten,
)
from nabolag.spirals.language.words import marked
from nabolag.spirals.model.factors import HIDDEN, Factor
from nabolag.spirals.model.model import Model, Times
from nabolag.spirals.system.expanding import Expansion
from nabolag.spirals.system.ordering import ordered
from nabolag.spirals.system.system import Stock, System

_LISTED = 20  # names in a message: a line or two


def system_of(model: Model) -> System:
    """Make a model ready to run: every factor has an equation, or is a stock.

    Raises :class:`BadInput` for a factor without either, an equation that cannot be
    read, a name that nothing has, and equations that wait for each other.
    """
    return _Builder(model).system()


def start_of(stock: str) -> str:
    """Give the name of the constant that a stock starts at, if it starts at a number."""
    return f"{HIDDEN}{stock} start"


class _Builder:
    """Reads a model's equations one by one."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._tables = {table.name: table for table in model.tables}
        self._known = {*(factor.name for factor in model.factors), *WORDS}
        self._into = Expansion(step=model.times.step)
        self._constants: dict[str, float] = {}
        self._fixed = _fixed_words(model.times)

    def system(self) -> System:
        for factor in self._model.factors:
            self._add(factor)
        events = {
            event.name: self._event(event.name, event.when)
            for event in self._model.events
        }
        into = self._into
        return System(
            constants=self._constants,
            stocks=into.stocks,
            equations=into.equations,
            frozen=into.frozen,
            order=self._order(),
            start_order=self._start_order(),
            tables=self._tables,
            times=self._model.times,
            names=tuple(factor.name for factor in self._model.factors),
            events=events,
        )

    def _add(self, factor: Factor) -> None:
        if factor.is_open:
            raise _open(factor)
        if factor.name in WORDS:
            raise _taken(factor)
        if factor.start is not None:
            self._into.stocks[factor.name] = self._stock(factor, factor.start)
            return
        tree = self._read(factor.equation or "", factor.name, "equation")
        number = _number(tree)
        if number is None:
            self._into.equations[factor.name] = tree
        else:
            self._constants[factor.name] = number

    def _stock(self, factor: Factor, start: str) -> Stock:
        where = Where(part=f"{factor.name}, flows")
        for flow in (*factor.inflows, *factor.outflows):
            self._check_name(Name(name=flow), flow, where)
        begun = self._read(start, factor.name, "start")
        number = _number(begun)
        if number is not None:
            # A number is a constant, so that draws and areas can start elsewhere.
            self._constants[start_of(factor.name)] = number
            begun = Name(name=start_of(factor.name))
        return Stock(
            start=begun,
            change=rewritten(_net(factor.inflows, factor.outflows), self._plain),
            non_negative=factor.non_negative,
        )

    def _event(self, name: str, when: str) -> str:
        hidden = self._into.hidden(name, "event")
        self._into.equations[hidden] = self._read(when, name, "when")
        return hidden

    def _read(self, equation: str, owner: str, part: str) -> Tree:
        where = Where(part=f"{owner}, {part}")
        tree = parsed(equation, where=where)
        self._check(tree, equation, where)
        plain = rewritten(tree, self._plain)
        return self._into.expanded(plain, owner=owner, where=where)

    def _check(self, tree: Tree, equation: str, where: Where) -> None:
        tables = {
            self._table(part, equation, where).at
            for part in parts_of(tree)
            if isinstance(part, Call) and part.function == "lookup"
        }
        for part in parts_of(tree):
            if isinstance(part, Name) and part.at not in tables:
                self._check_name(part, equation, where)

    def _table(self, call: Call, equation: str, where: Where) -> Name:
        table = call.arguments[0]
        if isinstance(table, Name) and table.name in self._tables:
            return table
        raise BadInput(
            where=where,
            found=f"There is no table {marked(equation, table.at)}.",
            expected=f"the name of a table: {_list(self._tables)}",
            remedy="Write lookup(table, x), and give the table its points.",
        )

    def _check_name(self, name: Name, equation: str, where: Where) -> None:
        if name.name in self._known:
            return
        near = get_close_matches(name.name, self._known, n=1)
        table = name.name in self._tables
        raise BadInput(
            where=where,
            found=f"Nothing is called “{name.name}” {marked(equation, name.at)}.",
            expected=f"the name of a factor: {_list(self._known - set(WORDS))}",
            remedy=(
                f"It is a table: write lookup({name.name}, …)."
                if table
                else f"Did you mean {near[0]}?"
                if near
                else "Give it an equation of its own, or mend the name."
            ),
        )

    def _plain(self, tree: Tree) -> Tree:
        """Put numbers for the words that always stand for the same."""
        if isinstance(tree, Name) and tree.name in self._fixed:
            return Number(value=self._fixed[tree.name], at=tree.at)
        return tree

    def _order(self) -> tuple[str, ...]:
        equations = self._into.equations
        needs = {
            name: self._needed(tree, equations) for name, tree in equations.items()
        }
        return ordered(needs, at="at every step")

    def _start_order(self) -> tuple[str, ...]:
        """Order what stocks and frozen values need at the start."""
        into = self._into
        trees = {
            **into.equations,
            **into.frozen,
            **{name: stock.start for name, stock in into.stocks.items()},
        }
        needs = {name: self._needed(tree, trees) for name, tree in trees.items()}
        wanted = _reached([*into.stocks, *into.frozen], needs)
        return ordered(
            {name: needs[name] for name in trees if name in wanted}, at="at the start"
        )

    def _needed(self, tree: Tree, among: Mapping[str, object]) -> list[str]:
        return sorted(names_in(tree) & among.keys())


def _fixed_words(times: Times) -> dict[str, float]:
    return {
        "pi": math.pi,
        "dt": times.step,
        "start_time": times.start,
        "stop_time": times.stop,
    }


def _number(tree: Tree) -> float | None:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Call) and tree.function == NEGATIVE:
        inside = tree.arguments[0]
        return -inside.value if isinstance(inside, Number) else None
    return None


def _net(inflows: Iterable[str], outflows: Iterable[str]) -> Tree:
    """Give what flows in less what flows out."""
    flows_in = [Name(name=name) for name in inflows]
    flows_out = [Name(name=name) for name in outflows]
    if not flows_in and not flows_out:
        return Number(value=0.0)
    if not flows_in:
        return Call(function=NEGATIVE, arguments=(_sum(flows_out),))
    return reduce(_joined("-"), flows_out, _sum(flows_in))


def _sum(trees: Iterable[Tree]) -> Tree:
    return reduce(_joined("+"), trees)


def _joined(sign: str) -> Callable[[Tree, Tree], Tree]:
    return lambda left, right: Call(function=sign, arguments=(left, right))


def _reached(begun: Iterable[str], needs: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(needs[name])
    return reached


def _list(names: Iterable[str]) -> str:
    found = sorted(names)
    more = " …" if len(found) > _LISTED else ""
    return (", ".join(found[:_LISTED]) or "there is none") + more


def _open(factor: Factor) -> BadInput:
    return BadInput(
        where=Where(part=factor.name),
        found="The factor has no equation and is no stock.",
        expected="an equation, or a start and flows",
        remedy="Give it one, or let the whole drawing run by its arrows.",
    )


def _taken(factor: Factor) -> BadInput:
    return BadInput(
        where=Where(part=factor.name),
        found=f"“{factor.name}” always stands for {WORDS[factor.name]}.",
        expected=f"a name other than {', '.join(WORDS)}",
        remedy="Give the factor another name.",
    )
