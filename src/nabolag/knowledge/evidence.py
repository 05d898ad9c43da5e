"""How well a finding is backed, by the evidence for and against it.

Answers: How sure can a group be of a finding, and where is it weak?

Method: Evidence is of four kinds: statistics, place analyses, staff and residents.
Pieces that rest on the same origin count as one, by the strongest of them. A finding
without evidence for it is not backed. It is contested when what speaks against it is as
strong as the strongest for it, or comes from as many kinds. Otherwise it is well backed
when three kinds or more speak for it, two of them more than weakly, nothing speaks
against it and someone has looked for what would; partly backed when two kinds or more
speak for it, one of them more than weakly; and thinly backed when less than that.

Assumes: That whoever adds a piece says what it rests on. Two pieces that rest on the
same survey under two names are taken for two.

Uncertainty: The levels are words and no probabilities. The kinds that are missing are
named, so that a group can see what would change them.

Refuses: To be set by anyone: it follows from the evidence alone.

Checked: One more piece for a finding never makes it less backed, and one more against
never more; order and repeated origins change nothing; each edge of the rule one by one.

Source: Nabolag's own rule, after triangulation as it is meant by N. K. Denzin, The
Research Act (1970): agreement between sources that can be wrong in different ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """The four kinds of sources that a knowledge base is made from."""

    STATISTICS = "statistics"
    PLACE = "place"
    STAFF = "staff"
    RESIDENTS = "residents"


class Strength(IntEnum):
    """How much a piece of evidence says by itself."""

    WEAK = 1
    FAIR = 2
    STRONG = 3


class Backing(IntEnum):
    """How well a finding is backed. A higher level is better backed."""

    NONE = 0
    CONTESTED = 1
    THIN = 2
    PART = 3
    WELL = 4


class WeakSpot(StrEnum):
    """Where a finding is weak, to be told where it stands."""

    ONE_KIND = "one_kind_only"
    SAME_ORIGIN = "several_pieces_rest_on_the_same"
    ALL_WEAK = "only_weak_evidence"
    NOT_LOOKED = "nobody_looked_for_evidence_against"
    NO_RESIDENT = "no_resident_asked"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence; ``origin`` is what it rests on, as a survey or a walk."""

    kind: Kind
    strength: Strength
    supports: bool
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """How well a finding is backed, and what it lacks.

    ``kinds`` speak for it, ``against`` speak against it, and ``missing`` say nothing
    either way. All are in the order of :class:`Kind`.
    """

    level: Backing
    kinds: tuple[Kind, ...]
    against: tuple[Kind, ...]
    missing: tuple[Kind, ...]
    weak_spots: tuple[WeakSpot, ...]


_MANY_KINDS, _TWO_KINDS = 3, 2


def backed(evidence: Iterable[Evidence], *, looked_against: bool = False) -> Backed:
    """Give how well a finding is backed.

    ``looked_against`` is whether someone has looked for what would speak against it;
    evidence against it shows that someone has.

    >>> survey = Evidence(kind=Kind.RESIDENTS, strength=Strength.FAIR, supports=True,
    ...                   origin="survey 2025")
    >>> backed([survey]).level
    <Backing.THIN: 2>
    """
    given = list(evidence)
    pros, cons = _strongest(given, supports=True), _strongest(given, supports=False)
    level = _level(pros, cons, looked_against=looked_against)
    kinds = _kinds(pros)
    return Backed(
        level=level,
        kinds=kinds,
        against=_kinds(cons),
        missing=tuple(k for k in Kind if k not in {*kinds, *_kinds(cons)}),
        weak_spots=tuple(_weak_spots(given, pros, cons, level, looked=looked_against)),
    )


def _strongest(given: Iterable[Evidence], *, supports: bool) -> list[Evidence]:
    """Give one piece for each origin: the strongest, and of those the first kind."""
    found: dict[str, Evidence] = {}
    order = list(Kind)
    for piece in sorted(given, key=lambda e: (-e.strength, order.index(e.kind))):
        if piece.supports is supports:
            found.setdefault(piece.origin, piece)
    return list(found.values())


def _kinds(pieces: Iterable[Evidence]) -> tuple[Kind, ...]:
    there = {piece.kind for piece in pieces}
    return tuple(kind for kind in Kind if kind in there)


def _level(
    pros: list[Evidence], cons: list[Evidence], *, looked_against: bool
) -> Backing:
    if not pros:
        return Backing.NONE
    if cons and (
        max(c.strength for c in cons) >= max(p.strength for p in pros)
        or len(_kinds(cons)) >= len(_kinds(pros))
    ):
        return Backing.CONTESTED
    firm = _kinds(p for p in pros if p.strength > Strength.WEAK)
    if len(_kinds(pros)) < _TWO_KINDS or not firm:
        return Backing.THIN
    is_well = (
        len(_kinds(pros)) >= _MANY_KINDS
        and len(firm) >= _TWO_KINDS
        and looked_against
        and not cons
    )
    return Backing.WELL if is_well else Backing.PART


def _weak_spots(
    given: list[Evidence],
    pros: list[Evidence],
    cons: list[Evidence],
    level: Backing,
    *,
    looked: bool,
) -> Iterator[WeakSpot]:
    if level is Backing.CONTESTED:
        yield WeakSpot.CONTESTED
    if len(_kinds(pros)) == 1:
        yield WeakSpot.ONE_KIND
    if sum(piece.supports for piece in given) > len(pros):
        yield WeakSpot.SAME_ORIGIN
    if pros and all(piece.strength is Strength.WEAK for piece in pros):
        yield WeakSpot.ALL_WEAK
    if not looked and not cons:
        yield WeakSpot.NOT_LOOKED
    if all(piece.kind is not Kind.RESIDENTS for piece in given):
        yield WeakSpot.NO_RESIDENT
