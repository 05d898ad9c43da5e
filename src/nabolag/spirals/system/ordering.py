"""In which order equations are worked out, and which ones wait for each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from nabolag.errors import BadInput, Where


def ordered(needs: Mapping[str, Iterable[str]], *, at: str) -> tuple[str, ...]:
    """Put names in order, each after those it needs.

    Raises :class:`BadInput` naming those that wait for each other in a ring. ``at``
    says when: "at every step" or "at the start".

    >>> ordered({"a": ["b"], "b": []}, at="at every step")
    ('b', 'a')
    """
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise _ring(error.args[1], at) from None


def _ring(names: list[str], at: str) -> BadInput:
    least = names.index(min(names[1:]), 1)
    # The sorter tells a ring backwards: each name is needed by the one after it.
    ring = [*names[least:], *names[1 : least + 1]]
    return BadInput(
        where=Where(part=ring[0]),
        found=f"Equations wait for each other {at}: {' → '.join(ring)}.",
        expected="a stock or a delay somewhere in every loop",
        remedy="Let one of them be a stock, or use smooth(…) or delay(…) of it.",
    )
