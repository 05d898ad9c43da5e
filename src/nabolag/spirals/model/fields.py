"""Fields of a JSON document, each taken for what it must be, or refused with its place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from nabolag.errors import BadInput, Misbuilt, Where

_Value = TypeVar("_Value")
_Kind = TypeVar("_Kind", bound=Enum)


class Fields:
    """The fields of one object, taken one by one; what is left over is refused."""

    def __init__(self, document: object, *, file: str, path: str = "") -> None:
        self.file, self.path = file, path
        if not isinstance(document, dict):
            raise self.bad(found=_shown(document), expected="an object in { }")
        self._left: dict[str, object] = dict(document)
        self._known: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of what has not been taken."""
        return tuple(self._left)

    def text(self, name: str) -> str:
        """Take a text that must be there."""
        found = self._take(name)
        if isinstance(found, str) and found.strip():
            return found
        raise self.bad(name, found=_shown(found), expected="a text")

    def text_or_none(self, name: str) -> str | None:
        """Take a text that may be left out."""
        return self.text(name) if self._has(name) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts, empty where it is left out."""
        found = self._take(name) if self._has(name) else []
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(found)
        raise self.bad(name, found=_shown(found), expected="a list of texts")

    def equation(self, name: str) -> str | None:
        """Take an equation, written as a text or as a number."""
        found = self._take(name) if self._has(name) else None
        if found is None or (isinstance(found, str) and found.strip()):
            return found
        if _is_number(found):
            return repr(found)
        raise self.bad(
            name, found=_shown(found), expected="an equation as a text, or a number"
        )

    def number(self, name: str, *, otherwise: float | None = None) -> float:
        """Take a number; it must be there unless something else is to be taken."""
        if otherwise is not None and not self._has(name):
            return otherwise
        found = self._take(name)
        if isinstance(found, int | float) and _is_number(found):
            return float(found)
        raise self.bad(name, found=_shown(found), expected="a number")

    def number_or_none(self, name: str) -> float | None:
        """Take a number that may be left out."""
        return self.number(name) if self._has(name) else None

    def numbers(
        self, name: str, *, otherwise: tuple[float, ...] | None = None
    ) -> tuple[float, ...]:
        """Take a list of numbers; it must be there unless something else is given."""
        if otherwise is not None and not self._has(name):
            return otherwise
        found = self._take(name)
        if isinstance(found, list) and all(_is_number(one) for one in found):
            return tuple(float(one) for one in found)
        raise self.bad(name, found=_shown(found), expected="a list of numbers")

    def truth(self, name: str) -> bool:
        """Take true or false, false where it is left out."""
        found = self._take(name) if self._has(name) else False
        if isinstance(found, bool):
            return found
        raise self.bad(name, found=_shown(found), expected="true or false")

    def one_of(self, name: str, kinds: type[_Kind], *, otherwise: _Kind) -> _Kind:
        """Take one of some words."""
        found = self._take(name) if self._has(name) else otherwise.value
        words = [kind.value for kind in kinds]
        if found in words:
            return kinds(found)
        raise self.bad(name, found=_shown(found), expected=f"one of {', '.join(words)}")

    def one_or_none(self, name: str, kinds: type[_Kind]) -> _Kind | None:
        """Take one of some words, which may be left out."""
        first = next(iter(kinds))
        return self.one_of(name, kinds, otherwise=first) if self._has(name) else None

    def part(self, name: str, read: Callable[[Fields], _Value]) -> _Value | None:
        """Take an object that may be left out."""
        if not self._has(name):
            return None
        inside = Fields(self._take(name), file=self.file, path=self._place(name))
        return _whole(inside, read)

    def parts(self, name: str, read: Callable[[Fields], _Value]) -> tuple[_Value, ...]:
        """Take a list of objects, empty where it is left out."""
        found = self._take(name) if self._has(name) else []
        if not isinstance(found, list):
            raise self.bad(name, found=_shown(found), expected="a list in [ ]")
        return tuple(
            _whole(Fields(one, file=self.file, path=f"{self._place(name)}[{at}]"), read)
            for at, one in enumerate(found)
        )

    def mapping(self, name: str) -> dict[str, object]:
        """Take an object as it is, empty where it is left out."""
        found = self._take(name) if self._has(name) else {}
        if isinstance(found, dict):
            return found
        raise self.bad(name, found=_shown(found), expected="an object in { }")

    def rows(self, name: str) -> tuple[tuple[float, ...], ...]:
        """Take a list of lists of numbers, empty where it is left out."""
        found = self._take(name) if self._has(name) else []
        if not isinstance(found, list):
            raise self.bad(name, found=_shown(found), expected="a list of rows")
        return tuple(
            Fields({str(at): row}, file=self.file, path=self._place(name)).numbers(
                str(at)
            )
            for at, row in enumerate(found)
        )

    def end(self) -> None:
        """Refuse what has not been taken."""
        for name in self._left:
            near = get_close_matches(name, self._known, n=1)
            raise self.bad(
                found=f"a field “{name}”",
                expected=f"only {', '.join(sorted(self._known))}",
                remedy=f"Did you mean {near[0]}?" if near else "Leave it out.",
            )

    def bad(
        self, name: str = "", *, found: str, expected: str, remedy: str = ""
    ) -> BadInput:
        """Give an error with the place in the document."""
        place = self._place(name) if name else self.path
        return BadInput(
            where=Where(file=self.file or None, part=place or None),
            found=f"There is {found}.",
            expected=expected,
            remedy=remedy or "See the format of models in the documents.",
        )

    def cannot_be(self, error: Misbuilt) -> BadInput:
        """Give an error for fields whose values cannot be together."""
        return BadInput(
            where=Where(file=self.file or None, part=self.path or None),
            found=f"There is {error}",
            expected="values that can be together",
            remedy="Mend the document there.",
        )

    def _has(self, name: str) -> bool:
        if self._left.get(name) is not None:
            return True
        self._take(name)
        return False

    def _take(self, name: str) -> object:
        self._known.append(name)
        return self._left.pop(name, None)

    def _place(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _whole(fields: Fields, read: Callable[[Fields], _Value]) -> _Value:
    try:
        value = read(fields)
    except Misbuilt as error:
        raise fields.cannot_be(error) from None
    fields.end()
    return value


def _is_number(found: object) -> bool:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    try:
        return math.isfinite(found)
    except OverflowError:  # a whole number of more than 308 digits
        return False


def _shown(found: object) -> str:
    if found is None:
        return "nothing"
    kinds = {dict: "an object", list: "a list", bool: str(found).lower()}
    if isinstance(found, str):
        return f"the text “{found[:40]}”"
    return kinds.get(type(found), f"the number {found}")


def without_empty(pairs: Iterator[tuple[str, object]]) -> dict[str, object]:
    """Give the fields that say something."""
    return {name: value for name, value in pairs if value not in (None, "", [], {}, ())}
