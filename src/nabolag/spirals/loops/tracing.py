"""Going round every loop of a diagram once, in an order that depends on names alone.

A step is taken only when the loop can still be closed from there without crossing
itself and within the length allowed, so that every step is part of some loop: the way
of R. C. Read and R. E. Tarjan (Networks 5, 1975), with the starts of D. B. Johnson
(SIAM Journal on Computing 4, 1975): each loop is found from the first of its variables.
No diagram can therefore keep one waiting long for the next loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Variables = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """Where loops from one start may go, and the shortest way back if none is barred.

    ``steps`` is how many steps it is home from each variable, ``next`` the first one.
    """

    start: str
    onwards: Mapping[str, Sequence[str]]
    steps: Mapping[str, int]
    next: Mapping[str, str]


def loops_around(
    onwards: Mapping[str, Sequence[str]], *, longest: int
) -> Iterator[Variables]:
    """Give each loop of at most ``longest`` variables once, from its first by name.

    ``onwards`` tells for each variable, in order, where its arrows lead, in order. The
    loops are then in the order of dictionaries: by first variable, by second, and on.

    >>> both_ways = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    >>> ["".join(loop) for loop in loops_around(both_ways, longest=3)]
    ['ab', 'abc', 'ac', 'acb', 'bc']
    >>> ["".join(loop) for loop in loops_around(both_ways, longest=2)]
    ['ab', 'ac', 'bc']
    """
    backwards = _turned(onwards)
    for start in onwards if longest > 0 else ():
        home = _way_home(start, onwards, backwards, longest)
        if any(name in home.steps for name in onwards[start]):
            yield from _from_home(home, longest)


def _turned(onwards: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    turned = {name: list[str]() for name in onwards}
    for source, targets in onwards.items():
        for target in targets:
            turned[target].append(source)
    return turned


def _way_home(
    start: str,
    onwards: Mapping[str, Sequence[str]],
    backwards: Mapping[str, Sequence[str]],
    longest: int,
) -> _Home:
    """Find from where the start can be reached over variables that come after it."""
    steps, follow = {start: 0}, dict[str, str]()
    edge = [start]
    while edge and steps[edge[0]] < longest - 1:
        further = list[str]()
        for here in edge:
            for name in backwards[here]:
                if name > start and name not in steps:
                    steps[name], follow[name] = steps[here] + 1, here
                    further.append(name)
        edge = further
    return _Home(start=start, onwards=onwards, steps=steps, next=follow)


def _from_home(home: _Home, longest: int) -> Iterator[Variables]:
    """Go every way from the start that leads back to it."""
    path = dict.fromkeys([home.start])
    ahead = [iter(home.onwards[home.start])]
    while ahead:
        name = next(ahead[-1], None)
        if name is None:
            ahead.pop()
            path.popitem()
        elif name == home.start:
            yield tuple(path)
        elif name not in path and _leads_home(name, home, path, longest - len(path)):
            path[name] = None
            ahead.append(iter(home.onwards[name]))


def _leads_home(name: str, home: _Home, path: Mapping[str, None], left: int) -> bool:
    """Tell whether so many steps lead to the start without crossing the path."""
    if home.steps.get(name, left + 1) > left:
        return False
    here = home.next[name]
    while here not in path:
        here = home.next[here]
    return here == home.start or _another_way_home(name, home, path, left)


def _another_way_home(
    fork: str, home: _Home, path: Mapping[str, None], left: int
) -> bool:
    seen, edge = {fork}, [fork]
    while edge:
        left -= 1
        further = list[str]()
        for here in edge:
            for name in home.onwards[here]:
                if name == home.start:
                    return True
                if name in seen or name in path:
                    continue
                if home.steps.get(name, left + 1) <= left:
                    seen.add(name)
                    further.append(name)
        edge = further
    return False
