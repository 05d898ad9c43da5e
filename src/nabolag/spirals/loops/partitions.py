"""Which variables are in loops with each other.

The share that a loop has in what happens is counted among the loops of its own
partition, as loops of another partition have no part in it (Schoenberg, Davidsen and
Eberlein 2020). Found by searching forwards and then backwards, as S. R. Kosaraju
described and M. Sharir published (Computers & Mathematics with Applications 7, 1981).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from nabolag.spirals.loops.links import Link, Pair

Neighbours = Mapping[str, Sequence[str]]


def cycle_partitions(links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Give the sets of variables that can each reach all others of the set and itself.

    Each loop lies in one of them. A variable in no loop is in none. Ordered by name.

    >>> from nabolag.spirals.loops.links import Sign
    >>> ends = ["ab", "ba", "bc", "cd", "dc", "ce"]
    >>> cycle_partitions(
    ...     Link(source=a, target=b, sign=Sign.POSITIVE) for a, b in ends
    ... )
    (('a', 'b'), ('c', 'd'))
    """
    return partitions_of({link.pair for link in links})


def partitions_of(pairs: Collection[Pair]) -> tuple[tuple[str, ...], ...]:
    """Give the cycle partitions of arrows that are told by their ends alone.

    >>> partitions_of([("a", "a"), ("a", "b")])
    (('a',),)
    """
    onwards, backwards = neighbours(pairs), neighbours((b, a) for a, b in pairs)
    left = set[str]()
    found = list[tuple[str, ...]]()
    for start in reversed(_in_order_of_leaving(onwards)):
        if start not in left:
            part = _reached(start, backwards, left)
            left |= part
            if len(part) > 1 or start in onwards[start]:
                found.append(tuple(sorted(part)))
    return tuple(sorted(found))


def neighbours(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Give where the arrows from each variable lead, in the order of their names.

    >>> neighbours([("b", "c"), ("b", "a")])
    {'a': [], 'b': ['a', 'c'], 'c': []}
    """
    sorted_pairs = sorted(set(pairs))
    led = {
        name: list[str]() for name in sorted({end for p in sorted_pairs for end in p})
    }
    for source, target in sorted_pairs:
        led[source].append(target)
    return led


def _in_order_of_leaving(onwards: Neighbours) -> list[str]:
    """Give the variables as a search that goes deep first is done with them."""
    entered = set[str]()
    done = list[str]()
    for start in onwards:
        if start in entered:
            continue
        entered.add(start)
        way: list[tuple[str, Iterator[str]]] = [(start, iter(onwards[start]))]
        while way:
            here, ahead = way[-1]
            further = next((name for name in ahead if name not in entered), None)
            if further is None:
                done.append(here)
                way.pop()
            else:
                entered.add(further)
                way.append((further, iter(onwards[further])))
    return done


def _reached(start: str, onwards: Neighbours, without: Collection[str]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = [
            name
            for name in onwards[waiting.pop()]
            if name not in reached and name not in without
        ]
        reached.update(new)
        waiting.extend(new)
    return reached
