"""Which variable works on which: every name in an equation is the start of a wire.

Constants are left out, and so is whatever follows from constants alone: they never
change, so nothing goes round through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from nabolag.spirals.language.tree import Tree, names_in
from nabolag.spirals.system.system import System

Wire: TypeAlias = tuple[str, str]
"""The two ends: cause, then effect."""

Route: TypeAlias = tuple[str, ...]
"""Names from a cause to an effect, both ends among them."""


def moving_trees(system: System) -> Mapping[str, Tree]:
    """Give what changes over time, by name: equations, and the changes of stocks."""
    trees = {name: stock.change for name, stock in system.stocks.items()}
    moving = {*system.stocks, "time"}
    for name in system.order:
        if names_in(system.equations[name]) & moving:
            moving.add(name)
            trees[name] = system.equations[name]
    return trees


def routes_of(system: System) -> Mapping[Wire, tuple[Route, ...]]:
    """Give how each variable of the model works on the next, in order of their names.

    A route goes from one variable to another, or back to the same, through names that no
    one wrote (the parts of a delay, say) and no others. Variables that never change are
    left out.
    """
    trees = moving_trees(system)
    shown = [name for name in sorted(system.names) if name in trees]
    follows: dict[str, list[str]] = {name: [] for name in trees}
    for target in sorted(trees):
        for source in sorted(names_in(trees[target]) & trees.keys()):
            follows[source].append(target)
    found: dict[Wire, list[Route]] = {}
    for source in shown:
        for route in _routes_from(source, follows, frozenset(shown)):
            found.setdefault((source, route[-1]), []).append(route)
    return {wire: tuple(found[wire]) for wire in sorted(found)}


def _routes_from(
    source: str, follows: Mapping[str, Sequence[str]], shown: frozenset[str]
) -> Iterator[Route]:
    waiting: list[Route] = [(source,)]
    while waiting:
        route = waiting.pop()
        for name in follows[route[-1]]:
            if name in shown:
                yield (*route, name)
            elif name not in route:
                waiting.append((*route, name))
