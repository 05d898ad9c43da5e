"""Units read from what people write: ``people/year``, ``kr per person per år``, ``m²``.

Words beside each other are one name. ``*``, ``/`` and ``per`` go from left to right, so
that what stands below needs brackets: ``kr/(person*year)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.dimensions import (
    NO_UNIT,
    PER,
    SQUARES,
    Unit,
    one_name,
    unit_from,
)
from nabolag.spirals.language.words import marked, shown

LONGEST_UNIT = 200
"""Letters that a unit may have."""

DEEPEST_UNIT = 20
"""Brackets inside each other that a unit may have."""

_RAISED = {"²": 2, "³": 3}
_ALSO = {"−": "-", "·": "*", "×": "*", "÷": "/"}
_WORD = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>(?i:per\s+cent\b)|(?:[%$€£¥°]|[^\W\d_²³])[^\W²³]*)"
    r"|(?P<sign>[-−*/^()·×÷²³])"
    r"|(?P<space>\s+)"
)


def unit_read(text: str, where: Where | None = None) -> Unit:
    """Read a unit.

    Nothing, ``1``, ``%`` and the like are no unit. ``^`` takes a number, or a fraction in
    brackets. Raises :class:`BadInput` with the place in the text. ``where`` says whose
    unit it is.

    >>> str(unit_read("people/year")), str(unit_read("%"))
    ('person/year', '1')
    """
    where = where or Where()
    if len(text) > LONGEST_UNIT:
        raise BadInput(
            where=where,
            found=f"The unit has {len(text):,} letters, more than it may have "
            f"{marked(text, LONGEST_UNIT)}.",
            expected=f"at most {LONGEST_UNIT}",
            remedy="Give it a shorter name.",
        )
    return _Reader(text, where).whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    kind: str
    text: str
    at: int


def _words(text: str, where: Where) -> Iterator[_Word]:
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            raise _bad(text, at, where, found=f"There is {shown(text[at])}")
        kind = found.lastgroup or ""
        if kind != "space":
            yield _Word(kind=kind, text=_ALSO.get(found[0], found[0]), at=at)
        at = found.end()
    yield _Word(kind="end", text="", at=at)


class _Reader:
    """Reads a unit from left to right."""

    def __init__(self, text: str, where: Where) -> None:
        self._text, self._where = text, where
        self._words = tuple(_words(text, where))
        self._next = self._deep = 0

    def whole(self) -> Unit:
        if self._word.kind == "end":
            return Unit()
        unit = self._product()
        if self._word.kind != "end":
            raise self._stuck()
        return unit

    @property
    def _word(self) -> _Word:
        return self._words[self._next]

    def _passes(self, *texts: str) -> str:
        """Go past the next word if it is one of these."""
        word = self._word
        found = word.text.lower()
        if found not in texts:
            return ""
        self._next += 1
        return found

    def _product(self) -> Unit:
        unit = self._factor()
        while sign := self._passes("*", "/", PER):
            factor = self._factor()
            unit = unit * factor if sign == "*" else unit / factor
        return unit

    def _factor(self) -> Unit:
        unit = self._first()
        if raised := self._passes(*_RAISED):
            return unit ** Fraction(_RAISED[raised])
        return unit ** self._power() if self._passes("^") else unit

    def _first(self) -> Unit:
        if self._passes("1"):
            return Unit()
        if self._passes("("):
            self._deep += 1
            if self._deep > DEEPEST_UNIT:
                raise self._stuck()
            unit = self._product()
            self._deep -= 1
            if not self._passes(")"):
                raise self._stuck()
            return unit
        return self._named()

    def _named(self) -> Unit:
        """Read a name; words beside each other are one."""
        words: list[str] = []
        while self._word.kind == "name" and self._word.text.lower() != PER:
            if words and not self._word.text[0].isalpha():
                break
            words.append(self._word.text)
            self._next += 1
        if not words:
            raise self._stuck()
        name = one_name("_".join(" ".join(words).split()))
        if name in NO_UNIT:
            return Unit()
        if name in SQUARES:
            return unit_from({SQUARES[name]: Fraction(2)})
        return unit_from({name: Fraction(1)})

    def _power(self) -> Fraction:
        if not self._passes("("):
            return self._signed()
        power = self._signed()
        if self._passes("/"):
            below = self._signed()
            if not below:
                raise self._stuck()
            power /= below
        if not self._passes(")"):
            raise self._stuck()
        return power

    def _signed(self) -> Fraction:
        negative = self._passes("-")
        word = self._word
        if word.kind != "number":
            raise self._stuck()
        self._next += 1
        return -Fraction(word.text) if negative else Fraction(word.text)

    def _stuck(self) -> BadInput:
        word = self._word
        ended = word.kind == "end"
        found = "The unit ends" if ended else f"There is {shown(word.text)}"
        return _bad(self._text, word.at, self._where, found=found)


def _bad(text: str, at: int, where: Where, *, found: str) -> BadInput:
    return BadInput(
        where=where,
        found=f"{found} {marked(text, at)}.",
        expected="a unit such as people, kr/year, kr/(person*year) or 1",
        remedy="Nothing is converted: give thousands a name too, as in thousand_kr.",
    )
