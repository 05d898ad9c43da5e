"""The loops of a diagram, and whether they drive a change on or hold it back.

Answers: Which chains of causes come back to where they began? Which of them drive a
change on, and which hold it back?

Method: A loop goes along the arrows from variable to variable and back, and passes each
variable once. With an even number of negative arrows it is reinforcing, with an odd
number balancing. With an arrow whose sign is not known, or that changes, it is mixed. A
loop with a delayed arrow is delayed. All loops of at most 12 variables are listed, up
to 10,000. Where there are more, the shortest are kept, and of equally long ones those
that come first by the names of their variables. Numbers are given in the same order, so
that the order in which arrows were drawn changes nothing.

Assumes: That each arrow says what happens to its effect when the cause alone changes,
and that the arrows drawn are those there are. That loops are listed says nothing of how
strong they are: a diagram has no strengths.

Uncertainty: A list that may not be whole says so, and why: because there are more loops
than are listed, or because longer ones are there or cannot be ruled out. Without such a
mark the list is whole. Longer loops are looked for among the first 10,000 of any
length.

Refuses: Two arrows with the same beginning and the same end: which of them a loop goes
through would decide what it does. They are to be made into one first.

Checked: Where each of 3, 4 or 5 variables acts on all others there are 5, 20 and 84
loops. Against every order of every choice of up to 6 variables, and against another
program on diagrams of up to 150. New names and another order of the arrows give the
same loops. Turning the signs of two arrows of a loop keeps its kind, and turning one
does not.

Source: D. B. Johnson, “Finding all the elementary circuits of a directed graph”, SIAM
Journal on Computing 4 (1975), pp. 77–84; R. C. Read and R. E. Tarjan, “Bounds on
backtrack algorithms for listing cycles, paths, and spanning trees”, Networks 5 (1975),
pp. 237–252; on signs, J. D. Sterman, Business Dynamics (2000), chapter 5.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.links import Link, Pair, Sign, by_pair
from nabolag.spirals.loops.partitions import neighbours, partitions_of
from nabolag.spirals.loops.tracing import Variables, loops_around

LONGEST, MOST = 12, 10_000
LOOKED_AT = 10_000
"""So many loops of any length are looked at to see whether one is too long to list."""


class LoopKind(Enum):
    """What a loop does to a change that comes into it."""

    REINFORCING = "R"
    BALANCING = "B"
    MIXED = "mixed"
    """Now the one, now the other, or nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A chain of causes that comes back to where it began.

    ``id`` is R1, B2 or M3: kind and number. ``variables`` follow from cause to effect,
    beginning with the first by name; the last acts on the first.
    """

    id: str
    kind: LoopKind
    variables: Variables
    delayed: bool

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The ends of its arrows, in the order they are passed."""
        return _pairs(self.variables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loops:
    """The loops found, shortest first, and whether these may not be all.

    ``longest`` and ``most`` are the bounds that were asked for. ``stopped_at_most``
    says that there are more loops than ``most`` within them. ``longer_may_exist`` says
    that a loop longer than ``longest`` was found or could not be ruled out.
    """

    loops: tuple[Loop, ...]
    longest: int | None
    most: int
    stopped_at_most: bool
    longer_may_exist: bool

    @property
    def capped(self) -> bool:
        """Whether there may be loops that are not listed; if not, the list is whole."""
        return self.stopped_at_most or self.longer_may_exist


def find_loops(
    links: Iterable[Link], *, longest: int | None = LONGEST, most: int = MOST
) -> Loops:
    """Give the loops of a diagram: at most so many, of at most so many variables.

    Without ``longest``, loops of any length are listed.

    Raises :class:`Misbuilt` where two arrows have both ends in common, and for bounds
    below 1.

    >>> def arrow(ends, sign):
    ...     return Link(source=ends[0], target=ends[1], sign=Sign(sign))
    >>> found = find_loops([arrow("ab", "+"), arrow("ba", "-"), arrow("bb", "+")])
    >>> [(loop.id, loop.variables) for loop in found.loops]
    [('R1', ('b',)), ('B1', ('a', 'b'))]
    >>> found.capped
    False
    """
    _check_bound("longest", longest)
    _check_bound("most", most)
    held = by_pair(links)
    inside = _arrows_in_loops(held)
    bound = min(len(inside), longest or len(inside))
    kept, stopped = _shortest(inside, bound, most)
    return Loops(
        loops=_numbered(sorted(kept, key=_place), held),
        longest=longest,
        most=most,
        stopped_at_most=stopped,
        longer_may_exist=longest is not None and _may_be_longer(held, longest),
    )


def _check_bound(name: str, bound: int | None) -> None:
    if bound is not None and bound < 1:
        raise Misbuilt(value=name, found=str(bound), expected="1 or more")


def _arrows_in_loops(held: Iterable[Pair], *, over: int = 0) -> dict[str, list[str]]:
    """Give where arrows lead inside the partitions of more than so many variables."""
    pairs = list(held)
    parts = [part for part in partitions_of(pairs) if len(part) > over]
    part_of = {name: at for at, part in enumerate(parts) for name in part}
    return neighbours(
        (a, b) for a, b in pairs if a in part_of and part_of[a] == part_of.get(b)
    )


def _shortest(
    inside: Mapping[str, list[str]], bound: int, most: int
) -> tuple[list[Variables], bool]:
    """Give at most so many loops, and whether any within the bound are left out."""

    def first(length: int) -> list[Variables]:
        return list(islice(loops_around(inside, longest=length), most + 1))

    every = first(bound)
    if len(every) <= most:
        return every, False
    too_many = 1 + bisect_left(
        range(1, bound + 1), most + 1, key=lambda length: len(first(length))
    )
    shorter = first(too_many - 1)
    rest = (
        loop for loop in loops_around(inside, longest=too_many) if len(loop) == too_many
    )
    return [*shorter, *islice(rest, most - len(shorter))], True


def _may_be_longer(held: Iterable[Pair], longest: int) -> bool:
    """Tell whether a loop is longer, or there are too many loops to tell.

    The answer does not depend on which loops are looked at: either all are, or there
    are too many.
    """
    inside = _arrows_in_loops(held, over=longest)
    loops = loops_around(inside, longest=len(inside))
    looked_at = islice(enumerate(loops), LOOKED_AT + 1)
    return any(len(loop) > longest or at == LOOKED_AT for at, loop in looked_at)


def _place(loop: Variables) -> tuple[int, Variables]:
    return len(loop), loop


def _numbered(
    loops: Iterable[Variables], held: Mapping[Pair, Link]
) -> tuple[Loop, ...]:
    count = dict.fromkeys(LoopKind, 0)
    numbered = list[Loop]()
    for variables in loops:
        arrows = [held[pair] for pair in _pairs(variables)]
        kind = _kind(arrows)
        count[kind] += 1
        numbered.append(
            Loop(
                id=f"{kind.value[0].upper()}{count[kind]}",
                kind=kind,
                variables=variables,
                delayed=any(arrow.delayed for arrow in arrows),
            )
        )
    return tuple(numbered)


def _kind(arrows: list[Link]) -> LoopKind:
    signs = [arrow.sign for arrow in arrows]
    if Sign.UNKNOWN in signs:
        return LoopKind.MIXED
    turns = signs.count(Sign.NEGATIVE)
    return LoopKind.BALANCING if turns % 2 else LoopKind.REINFORCING


def _pairs(variables: Variables) -> tuple[Pair, ...]:
    return tuple(zip(variables, (*variables[1:], variables[0]), strict=True))
