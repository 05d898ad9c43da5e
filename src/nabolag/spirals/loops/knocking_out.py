"""The fewest arrows that have to be broken for loops to be broken.

Answers: Where can a vicious circle be cut? What is the least that has to give way for
all of them to stop?

Method: A loop is broken when one of its arrows is. Of all sets of arrows that break
every loop asked about, those with the fewest arrows are found by integer programming.
Loops may be spared: then only arrows that none of these goes through are broken. All
sets that are equally small are told, up to ten.

Assumes: That an arrow can be broken whole and alone. What that takes, whether anyone
can do it, and how much it would change are not in a diagram.

Uncertainty: None in the count, for the loops given. Where more than ten sets are
equally small, that is said, and which ten are told has no meaning.

Refuses: To answer where each arrow of a loop is in a loop that is to be spared, and
where the search branches a hundred times without an end, which takes hundreds of
variables.

Checked: Against every set of arrows of diagrams with up to ten. Where each variable
acts on all others, the arrows that are left when all loops are broken can be put in
order, so that half of them have to go: 3 of 6 among three variables, in six ways.

Source: The smallest set that meets each of several others: R. M. Karp, “Reducibility
among combinatorial problems”, in Complexity of Computer Computations (1972), pp.
85–103; solved with HiGHS: Q. Huangfu and J. A. J. Hall, “Parallelizing the dual revised
simplex method”, Mathematical Programming Computation 10 (2018), pp. 119–142.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from nabolag.errors import Misbuilt, Refused
from nabolag.spirals.loops.feedback_loops import Loop
from nabolag.spirals.loops.links import Link, Pair

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

MOST_SETS = 10
BRANCHES = 100
"""Diagrams that people can read are solved without branching; one of 300 variables and
900 arrows is not solved with many times as many."""
_NO_SOLUTION = 2  # as scipy.optimize.milp tells it
PairSet: TypeAlias = tuple[Pair, ...]


class _NotFound(Enum):
    """Why there is no set of arrows."""

    NONE = "none"
    GAVE_UP = "gave up"


@dataclass(frozen=True, slots=True, kw_only=True)
class FewestLinks:
    """The smallest sets of arrows that break loops, all of one size, ordered by name.

    ``more`` says that other sets as small exist or cannot be ruled out.
    """

    sets: tuple[PairSet, ...]
    more: bool

    @property
    def count(self) -> int:
        """How many arrows have to be broken."""
        return len(self.sets[0])


def without_link(
    links: Iterable[Link], *, source: str, target: str
) -> tuple[Link, ...]:
    """Give a diagram without the arrow from one variable to another.

    Raises :class:`Misbuilt` where there is none.

    >>> from nabolag.spirals.loops.links import Sign
    >>> arrow = Link(source="a", target="b", sign=Sign.POSITIVE)
    >>> without_link([arrow], source="a", target="b")
    ()
    """
    held = tuple(links)
    left = tuple(link for link in held if link.pair != (source, target))
    if len(left) == len(held):
        raise Misbuilt(
            value="the arrow to take away",
            found=f"none from {source!r} to {target!r}",
            expected="an arrow of the diagram",
        )
    return left


def loops_by_link(loops: Iterable[Loop]) -> dict[Pair, tuple[Loop, ...]]:
    """Give for each arrow in a loop the loops that break with it, ordered by its ends.

    >>> from nabolag.spirals.loops.feedback_loops import find_loops
    >>> from nabolag.spirals.loops.links import Sign
    >>> found = find_loops(
    ...     Link(source=a, target=b, sign=Sign.POSITIVE) for a, b in ["ab", "ba", "bb"]
    ... )
    >>> broken = loops_by_link(found.loops)
    >>> {pair: [loop.id for loop in through] for pair, through in broken.items()}
    {('a', 'b'): ['R2'], ('b', 'a'): ['R2'], ('b', 'b'): ['R1']}
    """
    through = dict[Pair, list[Loop]]()
    for loop in loops:
        for pair in loop.pairs:
            through.setdefault(pair, []).append(loop)
    return {pair: tuple(through[pair]) for pair in sorted(through)}


def loops_broken_by(
    loops: Iterable[Loop], *, source: str, target: str
) -> tuple[Loop, ...]:
    """Give the loops that go along the arrow from one variable to another.

    >>> from nabolag.spirals.loops.feedback_loops import find_loops
    >>> from nabolag.spirals.loops.links import Sign
    >>> found = find_loops([Link(source="a", target="a", sign=Sign.NEGATIVE)])
    >>> [loop.id for loop in loops_broken_by(found.loops, source="a", target="a")]
    ['B1']
    """
    return tuple(loop for loop in loops if (source, target) in loop.pairs)


def fewest_links_to_break(
    loops: Sequence[Loop], *, sparing: Sequence[Loop] = (), branches: int = BRANCHES
) -> FewestLinks:
    """Give the smallest sets of arrows that break all of some loops, and spare others.

    Where there are no loops, that is the empty set. ``branches`` bounds the search.

    Raises :class:`Refused` where a loop has no arrow that is in no spared loop, and
    where the loops are too entangled.

    >>> from nabolag.spirals.loops.feedback_loops import find_loops
    >>> from nabolag.spirals.loops.links import Sign
    >>> found = find_loops(
    ...     Link(source=a, target=b, sign=Sign.POSITIVE)
    ...     for a, b in ["ab", "ba", "bc", "ca"]
    ... )
    >>> fewest_links_to_break(found.loops).sets
    ((('a', 'b'),),)
    """
    spared = {pair for loop in sparing for pair in loop.pairs}
    choices = [frozenset(loop.pairs) - spared for loop in loops]
    for loop, choice in zip(loops, choices, strict=True):
        if not choice:
            raise _all_spared(loop)
    return _smallest_sets(_without_supersets(choices), branches)


def _all_spared(loop: Loop) -> Refused:
    return Refused(
        found=f"Each arrow of {loop.id} ({' → '.join(loop.variables)}) is in a loop "
        "that is to be spared.",
        needed="an arrow that can be broken",
        remedy="Leave that loop as it is, or spare fewer.",
    )


def _without_supersets(choices: Iterable[frozenset[Pair]]) -> list[frozenset[Pair]]:
    """Leave out what is met whenever another is, in an order of its own."""
    kept = list[frozenset[Pair]]()
    holding = dict[Pair, list[frozenset[Pair]]]()
    for choice in sorted(
        set(choices), key=lambda choice: (len(choice), sorted(choice))
    ):
        if not any(held <= choice for pair in choice for held in holding.get(pair, ())):
            kept.append(choice)
            for pair in choice:
                holding.setdefault(pair, []).append(choice)
    return kept


def _smallest_sets(choices: Sequence[frozenset[Pair]], branches: int) -> FewestLinks:
    """Find a smallest set, then others as small, until there is none or enough."""
    if not choices:
        return FewestLinks(sets=((),), more=False)
    sets = _Sets(choices, branches)
    first = sets.smallest()
    if isinstance(first, _NotFound):
        raise _too_entangled(len(choices), branches)
    found, other = [first], sets.other([first])
    while not isinstance(other, _NotFound) and len(found) < MOST_SETS:
        found.append(other)
        other = sets.other(found)
    return FewestLinks(sets=tuple(sorted(found)), more=other is not _NotFound.NONE)


def _too_entangled(count: int, branches: int) -> Refused:
    return Refused(
        found=f"{count} loops are too entangled to find the fewest arrows.",
        needed=f"an answer within {branches} branches of the search",
        remedy="Ask about fewer loops, such as the shortest ones.",
    )


class _Sets:
    """Sets of arrows that hold one of each choice, as an integer programme."""

    def __init__(self, choices: Sequence[frozenset[Pair]], branches: int) -> None:
        self.branches = branches
        self.choices = choices
        self.pairs = sorted({pair for choice in choices for pair in choice})
        self.place = {pair: at for at, pair in enumerate(self.pairs)}

    def smallest(self) -> PairSet | _NotFound:
        """Give a set with as few arrows as can be."""
        return self._solved(self._rows(self.choices, least=1, most=np.inf))

    def other(self, found: Sequence[PairSet]) -> PairSet | _NotFound:
        """Give another set with as many arrows as those found."""
        size = len(found[0])
        return self._solved(
            self._rows(self.choices, least=1, most=np.inf),
            self._rows(found, least=0, most=size - 1),
            self._rows([self.pairs], least=size, most=size),
        )

    def _rows(
        self, sets: Sequence[Collection[Pair]], *, least: float, most: float
    ) -> LinearConstraint:
        """Say that of each set so many arrows at least and at most are to be broken."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        row = [at for at, pairs in enumerate(sets) for _ in pairs]
        column = [self.place[pair] for pairs in sets for pair in pairs]
        shape = len(sets), len(self.pairs)
        held = csr_array((np.ones(len(row)), (row, column)), shape=shape)
        return LinearConstraint(held, least, most)

    def _solved(self, *rows: LinearConstraint) -> PairSet | _NotFound:
        from scipy.optimize import Bounds, milp  # slow to import, and seldom needed

        one_each = np.ones(len(self.pairs), dtype=np.int64)
        solved = milp(
            one_each,
            constraints=rows,
            integrality=one_each,
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0, "node_limit": self.branches},
        )
        if solved.success:
            return tuple(
                pair for pair, x in zip(self.pairs, solved.x, strict=True) if x > 1 / 2
            )
        return _NotFound.NONE if solved.status == _NO_SOLUTION else _NotFound.GAVE_UP
