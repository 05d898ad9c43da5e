"""Arrows from cause to effect, with the way in which the effect follows the cause.

Two arrows between the same two variables cannot both be followed: which of them a loop
goes through would decide what the loop does. :func:`merged` makes one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from nabolag.errors import Misbuilt

Pair: TypeAlias = tuple[str, str]
"""The two ends of an arrow: the cause, then the effect."""


class Sign(Enum):
    """Which way the effect goes when the cause goes up and all else stays as it is."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "?"
    """Now the one way, now the other, or nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An arrow from a cause to an effect; delayed where the effect takes its time.

    Raises :class:`Misbuilt` where an end has no name.

    >>> Link(source="crime", target="moving out", sign=Sign.POSITIVE).pair
    ('crime', 'moving out')
    """

    source: str
    target: str
    sign: Sign
    delayed: bool = False

    def __post_init__(self) -> None:
        """Refuse an arrow from or to nothing."""
        if not (self.source and self.target):
            raise Misbuilt(
                value="an arrow", found=repr(self.pair), expected="a name at each end"
            )

    @property
    def pair(self) -> Pair:
        """The two ends."""
        return self.source, self.target


def merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Give one arrow for each two ends, ordered by their names.

    Arrows that differ in sign become one whose sign is not known. It is delayed where
    any of them is.

    >>> up = Link(source="a", target="b", sign=Sign.POSITIVE)
    >>> down = Link(source="a", target="b", sign=Sign.NEGATIVE, delayed=True)
    >>> merged([up, down]) == merged([down, up])
    True
    >>> [(link.sign.value, link.delayed) for link in merged([up, down])]
    [('?', True)]
    """
    sharing = dict[Pair, list[Link]]()
    for link in links:
        sharing.setdefault(link.pair, []).append(link)
    return tuple(_one_of(sharing[pair]) for pair in sorted(sharing))


def by_pair(links: Iterable[Link]) -> dict[Pair, Link]:
    """Give the arrows by their ends, ordered by name.

    Raises :class:`Misbuilt` where two arrows have both ends in common.

    >>> list(by_pair([Link(source="b", target="a", sign=Sign.UNKNOWN)]))
    [('b', 'a')]
    """
    held = dict[Pair, Link]()
    for link in links:
        if link.pair in held:
            raise Misbuilt(
                value="arrows",
                found=f"two from {link.source!r} to {link.target!r}",
                expected="one at most; nabolag.spirals.loops.links.merged makes one",
            )
        held[link.pair] = link
    return {pair: held[pair] for pair in sorted(held)}


def _one_of(links: Sequence[Link]) -> Link:
    first = links[0]
    signs = {link.sign for link in links}
    return Link(
        source=first.source,
        target=first.target,
        sign=first.sign if len(signs) == 1 else Sign.UNKNOWN,
        delayed=any(link.delayed for link in links),
    )
