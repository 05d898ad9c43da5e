"""Systems that also score their loops, by equations of their own.

The score of a wire is how much of the change of its end would have come about had only
its beginning changed, with the sign of the effect; into a stock it is the part of the
change in the stock's net flow (Schoenberg, Hayward and Eberlein 2023). A loop's score is
the product of its wires'. As everything here is equations, both engines can work it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from nabolag.spirals.language.functions import NEGATIVE
from nabolag.spirals.language.tree import Call, Name, Number, Tree, rewritten
from nabolag.spirals.loops.partitions import partitions_of
from nabolag.spirals.model.factors import HIDDEN
from nabolag.spirals.system.system import System
from nabolag.spirals.system.wiring import Route, Wire, moving_trees

SCORING = 2 * HIDDEN
"""What names of scores begin with."""

_ZERO, _ONE = Number(value=0.0), Number(value=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A system that scores, and the names of its scores, in the order asked for."""

    system: System
    rings: tuple[str, ...]
    shares: tuple[str, ...]
    links: tuple[str, ...]


def scored(
    system: System,
    routes: Mapping[Wire, Sequence[Route]],
    *,
    rings: Sequence[Sequence[str]] = (),
) -> Scored:
    """Give a system that also works out scores.

    ``routes`` are the ways by which each variable works on another (see ``routes_of``):
    the score of the link is the sum over its ways. ``rings`` are variables in causal
    order, the first also following the last; a ring's share is its score as a part of the
    sizes of all scores of rings that hang together with it. At the start every score is 0: nothing has
    changed yet.
    """
    writer = _Writer(moving_trees(system))
    links = {wire: f"{SCORING}link {at}" for at, wire in enumerate(routes)}
    equations: dict[str, Tree] = {}
    for wire, name in links.items():
        equations[name] = reduce(_plus, (writer.route(way) for way in routes[wire]))
    names = [f"{SCORING}ring {at}" for at in range(len(rings))]
    for name, ring in zip(names, rings, strict=True):
        parts: list[Tree] = [Name(name=links[wire]) for wire in wires_in(ring)]
        equations[name] = reduce(_times, parts)
    shares = _shares(names, rings)
    return Scored(
        system=replace(
            system,
            scores={**writer.shared, **equations, **shares},
            before=writer.before,
        ),
        rings=tuple(names),
        shares=tuple(f"{name} share" for name in names),
        links=tuple(links.values()),
    )


def wires_in(ring: Sequence[str]) -> list[Wire]:
    """Give the wires of a ring of variables.

    >>> wires_in(["a", "b"])
    [('a', 'b'), ('b', 'a')]
    """
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _shares(names: Sequence[str], rings: Sequence[Sequence[str]]) -> dict[str, Tree]:
    parts = partitions_of([wire for ring in rings for wire in wires_in(ring)])
    part_of = {name: at for at, part in enumerate(parts) for name in part}
    sizes: dict[int, list[Tree]] = {}
    for name, ring in zip(names, rings, strict=True):
        size = _call("abs", Name(name=name))
        sizes.setdefault(part_of[ring[0]], []).append(size)
    wholes: dict[str, Tree] = {
        f"{SCORING}whole {part}": reduce(_plus, each) for part, each in sizes.items()
    }
    shares: dict[str, Tree] = {}
    for name, ring in zip(names, rings, strict=True):
        whole = Name(name=f"{SCORING}whole {part_of[ring[0]]}")
        share = _call("/", Name(name=name), whole)
        some = _call(">", whole, _ZERO)
        shares[f"{name} share"] = _call("if", some, share, _ZERO)
    return wholes | shares


class _Writer:
    """Writes equations of scores, and keeps what several of them need."""

    def __init__(self, trees: Mapping[str, Tree]) -> None:
        self._trees = trees
        self.shared: dict[str, Tree] = {f"{SCORING}step": _ONE}
        self.before: dict[str, str] = {f"{SCORING}been": f"{SCORING}step"}

    def route(self, route: Route) -> Tree:
        """Give the product of the scores along a way."""
        return reduce(_times, (self._wire(*ends) for ends in pairwise(route)))

    def _wire(self, source: str, target: str) -> Tree:
        return self._kept(f"wire {source}\n{target}", self._score(source, target))

    def _score(self, source: str, target: str) -> Tree:
        """Give |partial change / whole change|, with the sign of partial / cause."""
        tree = self._trees[target]
        was = self._kept(f"was {target}", self._earlier(tree, but=None))
        whole = self._kept(f"change {target}", _call("-", tree, was))
        partial = _call("-", self._earlier(tree, but=source), was)
        cause = _call("-", Name(name=source), self._was(source))
        moved = _call("*", whole, cause)
        told = _call("and", _call("<>", moved, _ZERO), Name(name=f"{SCORING}been"))
        size = _call("abs", _call("/", partial, whole))
        against = _call("<", _call("*", partial, cause), _ZERO)
        signed = _call("if", against, _call(NEGATIVE, size), size)
        return _call("if", told, signed, _ZERO)

    def _earlier(self, tree: Tree, *, but: str | None) -> Tree:
        """Give an equation of what changes as it was, but one name as it is."""

        def put(part: Tree) -> Tree:
            if not isinstance(part, Name) or part.name == but:
                return part
            changes = part.name in self._trees or part.name == "time"
            return self._was(part.name) if changes else part

        return rewritten(tree, put)

    def _was(self, name: str) -> Name:
        hidden = f"{SCORING}before {name}"
        self.before[hidden] = name
        return Name(name=hidden)

    def _kept(self, what: str, tree: Tree) -> Name:
        self.shared[f"{SCORING}{what}"] = tree
        return Name(name=f"{SCORING}{what}")


def _call(function: str, *arguments: Tree) -> Call:
    return Call(function=function, arguments=arguments)


def _plus(left: Tree, right: Tree) -> Tree:
    return _call("+", left, right)


def _times(left: Tree, right: Tree) -> Tree:
    return _call("*", left, right)
