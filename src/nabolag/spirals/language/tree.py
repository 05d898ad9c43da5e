"""What an equation is made of, once it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it stands in an equation, where none is below nought."""

    value: float
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Another variable, a table, or one of the words that always stand for something."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function of other equations; an operator is the function of its own sign."""

    function: str
    arguments: tuple[Tree, ...]
    at: int = field(default=0, compare=False)


Tree: TypeAlias = Number | Name | Call
"""An equation. ``at`` is the place of its first letter, or of the sign between two
equations, and no part of what it is."""


def parts_of(tree: Tree) -> Iterator[Tree]:
    """Give an equation and all that it is made of, itself first."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Call):
            waiting.extend(reversed(part.arguments))


def begun_at(tree: Tree) -> int:
    """Give the place where an equation begins, left of its first sign.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> tree = parsed("births * 2 - deaths")
    >>> tree.at, begun_at(tree)
    (11, 0)
    """
    while isinstance(tree, Call) and tree.arguments and tree.arguments[0].at < tree.at:
        tree = tree.arguments[0]
    return tree.at


def names_in(tree: Tree) -> frozenset[str]:
    """Give the names that an equation mentions.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> sorted(names_in(parsed("births - min(deaths, 2 * births)")))
    ['births', 'deaths']
    """
    return frozenset(part.name for part in parts_of(tree) if isinstance(part, Name))


def height_of(tree: Tree) -> int:
    """Give how many functions and signs are worked out one after the other, at most.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> height_of(parsed("1 + 2 * abs(-3)"))
    4
    """
    tallest, waiting = 0, [(tree, 0)]
    while waiting:
        part, above = waiting.pop()
        tallest = max(tallest, above)
        if isinstance(part, Call):
            waiting.extend((below, above + 1) for below in part.arguments)
    return tallest


def rewritten(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """Give an equation with each part changed, the innermost first."""
    if isinstance(tree, Call):
        arguments = tuple(rewritten(part, change) for part in tree.arguments)
        return change(replace(tree, arguments=arguments))
    return change(tree)
