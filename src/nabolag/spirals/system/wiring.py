"""Which variable works on which: every name in an equation is the start of a wire.

Constants are left out, and so is whatever follows from constants alone: they never
change, so nothing goes round through them.
"""

from __future__ import annotations

from collections.abc import Mapping

from nabolag.spirals.language.tree import Tree, names_in
from nabolag.spirals.system.system import System

Wire = tuple[str, str]
"""The two ends: cause, then effect."""


def moving_trees(system: System) -> Mapping[str, Tree]:
    """Give what changes over time, by name: equations, and the changes of stocks."""
    trees = {name: stock.change for name, stock in system.stocks.items()}
    moving = {*system.stocks, "time"}
    for name in system.order:
        if names_in(system.equations[name]) & moving:
            moving.add(name)
            trees[name] = system.equations[name]
    return trees


def wires_of(system: System) -> tuple[Wire, ...]:
    """Give the wires between variables that change, in order of their names."""
    trees = moving_trees(system)
    return tuple(
        (source, target)
        for target in sorted(trees)
        for source in sorted(names_in(trees[target]) & trees.keys())
    )
