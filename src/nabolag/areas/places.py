"""An area with the codes and names publishers use, and what keeps areas in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from unicodedata import normalize

from nabolag.values import UNPLACED

CODE, NAME, CODE_AND_NAME = "code", "name", "code and name"
"""What a text was known by, where it was no publisher's code scheme: the division's own
code, a name or alias, or a label such as "01 Bydel Gamle Oslo"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place in a division: one code of ours, and all codes and names it goes by.

    ``code`` is unique in the division and stays with the place for as long as its
    borders do. ``level`` is one of the division's levels, or ``unplaced``: people
    counted in the city but in no area. ``parent`` is the code of the area it lies in.
    ``valid_from`` and ``valid_to`` are the first and the last year it existed, ``None``
    where no such year is known. ``codes`` holds publishers' codes by scheme, and
    ``aliases`` other names they have used.
    """

    code: str
    name: str
    level: str
    parent: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Keep the codes from changing."""
        object.__setattr__(self, "codes", MappingProxyType(dict(self.codes)))

    def valid_in(self, year: int) -> bool:
        """Tell whether the area existed in a year.

        >>> Area(code="1", name="Lodalen", level="area", valid_to=2016).valid_in(2017)
        False
        """
        starts = self.valid_from is None or self.valid_from <= year
        return starts and (self.valid_to is None or year <= self.valid_to)

    def known_by(self) -> Iterator[tuple[str, str]]:
        """Give every (scheme, text) the area is found by, texts as :func:`spelled`."""
        schemes = [(CODE, self.code), *self.codes.items()]
        names = [spelled(name) for name in (self.name, *self.aliases)]
        for scheme, code in schemes:
            yield scheme, spelled(code)
            yield from ((CODE_AND_NAME, f"{spelled(code)} {name}") for name in names)
        yield from ((NAME, name) for name in names)


def spelled(text: str) -> str:
    """Give a name or code in the one spelling that areas are looked up by.

    Case, dots, kinds of dash and the number of spaces do not count. Letters do: there
    is no guessing.

    >>> spelled("Bydel St.Hanshaugen") == spelled("bydel  St. Hanshaugen ")
    True
    """
    # Letters typed as "u" and two dots are the same "ü" (some systems decompose).
    composed = normalize("NFC", text).casefold().replace(".", " ")
    dashes = re.sub(r"\s*[-‐‑–—]\s*", "-", composed)
    return " ".join(dashes.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an area beside the others; ``index`` tells which it is."""

    index: int
    found: str
    expected: str


def faults(areas: Sequence[Area], *, levels: Sequence[str]) -> Iterator[Fault]:
    """Find what makes areas unfit to be a division: readers say where, values refuse.

    Codes are unique, levels known, parents exist on a level above, years in order, and
    no scheme gives one code to two areas valid in the same year.
    """
    by_code: dict[str, Area] = {}
    for index, area in enumerate(areas):
        if area.code in by_code:
            yield Fault(
                index=index,
                found=f"the code {area.code} twice",
                expected="a code of its own for each area",
            )
        by_code.setdefault(area.code, area)
    for index, area in enumerate(areas):
        yield from _own_faults(index, area, levels)
        yield from _parent_faults(index, area, by_code, levels)
    yield from _scheme_faults(areas)


def _own_faults(index: int, area: Area, levels: Sequence[str]) -> Iterator[Fault]:
    if area.level not in (*levels, UNPLACED):
        yield Fault(
            index=index,
            found=f"the level {area.level} of {area.code}",
            expected=f"one of {[*levels, UNPLACED]}",
        )
    if (area.valid_from or 0) > (area.valid_to or 9999):
        yield Fault(
            index=index,
            found=f"{area.code} ending in {area.valid_to}, before it begins",
            expected="the first year before the last",
        )


def _parent_faults(
    index: int, area: Area, by_code: Mapping[str, Area], levels: Sequence[str]
) -> Iterator[Fault]:
    if area.parent is None:
        return
    parent = by_code.get(area.parent)
    if parent is None:
        yield Fault(
            index=index,
            found=f"the parent {area.parent} of {area.code}",
            expected="the code of another area",
        )
    elif _depth(parent, levels) >= _depth(area, levels):
        yield Fault(
            index=index,
            found=f"{area.code} within {parent.code} of level {parent.level}",
            expected=f"a parent on a level above {area.level}",
        )


def _depth(area: Area, levels: Sequence[str]) -> int:
    return levels.index(area.level) if area.level in levels else len(levels)


def _scheme_faults(areas: Sequence[Area]) -> Iterator[Fault]:
    owners: dict[tuple[str, str], list[int]] = {}
    for index, area in enumerate(areas):
        for scheme, code in area.codes.items():
            owners.setdefault((scheme, code), []).append(index)
    for (scheme, code), indices in owners.items():
        for first, second in combinations(indices, 2):
            if _meet(areas[first], areas[second]):
                yield Fault(
                    index=second,
                    found=f"{scheme} {code} for {areas[first].code} and "
                    f"{areas[second].code} in the same years",
                    expected="a code of a scheme to mean one area at a time",
                )


def _meet(one: Area, other: Area) -> bool:
    starts = max(one.valid_from or 0, other.valid_from or 0)
    return starts <= min(one.valid_to or 9999, other.valid_to or 9999)
