"""The red thread: what a thing rests on and what it led to, followed both ways.

A room tells which ties there are between its own things and those just below, and no
more. Followed from tie to tie, they lead from what a resident said to what was done, and
back. Every tie goes one step or more up the thread, so nothing comes round to itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Model


class Kind(StrEnum):
    """What can stand on the thread, in the order that one leads to the next."""

    SOURCE = "source"
    EVIDENCE = "evidence"
    FINDING = "finding"
    DECISION = "decision"
    MEASURE = "measure"


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLink:
    """A thing on the thread: what it is, what it says, where it is read, and its day."""

    thing: Model
    kind: Kind
    title: str
    text: str = ""
    address: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That one thing led to another, which stands further up the thread."""

    below: ThreadLink
    above: ThreadLink

    def __post_init__(self) -> None:
        if _ORDER[self.below.kind] >= _ORDER[self.above.kind]:
            raise TieGoesBack(self.below.kind, self.above.kind)


class TieGoesBack(ValueError):
    """A room tied a thing to one that stands no further up the thread."""

    def __init__(self, below: Kind, above: Kind) -> None:
        super().__init__(f"a tie goes up the thread, not from {below} to {above}")


Ask = Callable[[Collection[Model]], Iterable[Tie]]
"""Takes things and gives every tie that any of them has, in both directions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The thread through one thing: what it rests on, and what it led to, in order."""

    own: ThreadLink
    below: tuple[ThreadLink, ...]
    above: tuple[ThreadLink, ...]

    def of(self, kind: Kind) -> tuple[ThreadLink, ...]:
        """Give what stands on the thread of one kind."""
        every = (*self.below, self.own, *self.above)
        return tuple(link for link in every if link.kind is kind)


def follow(own: ThreadLink, ask: Ask) -> Thread:
    """Follow the thread from one thing, down to its sources and up to what was done.

    It asks once for each step of the thread, with all the things of that step, so a
    page takes as many queries for many things as for one.
    """
    near = tuple(ask({own.thing}))
    return Thread(
        own=own,
        below=_walk(own, near, ask, lambda tie: (tie.above, tie.below)),
        above=_walk(own, near, ask, lambda tie: (tie.below, tie.above)),
    )


_Turned = Callable[[Tie], tuple[ThreadLink, ThreadLink]]
"""Gives the ends of a tie: the one that is left, and the one that is come to."""


def _walk(
    own: ThreadLink, near: Iterable[Tie], ask: Ask, turned: _Turned
) -> tuple[ThreadLink, ...]:
    found: dict[Model, ThreadLink] = {}
    left: Collection[Model] = {own.thing}
    ties = near
    while left:
        ends = [turned(tie) for tie in ties]
        come = {
            to.thing: to
            for start, to in ends
            if start.thing in left and to.thing not in found
        }
        found |= come
        left = come.keys()
        ties = ask(left) if left else ()
    return tuple(sorted(found.values(), key=_place))


def _place(link: ThreadLink) -> tuple[int, date, int]:
    return _ORDER[link.kind], link.when or date.min, link.thing.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One of several things in a step, and where it is read."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the thread as pages draw it; a missing one says what is missing.

    Where the step is more than one thing, ``links`` are the things.
    """

    kind: str
    title: str
    text: str = ""
    address: str = ""
    links: tuple[Named, ...] = ()
    is_there: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadShown:
    """The thread on a page: in one sentence, and step by step."""

    title: str
    steps: tuple[Step, ...]
