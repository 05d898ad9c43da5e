"""Sections of a TOML file read strictly: nothing misspelt passes, nothing is guessed.

Each question a caller asks names the key and the type; what is missing, misspelt or
of another type is refused with the file, the line and what may stand there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from nabolag.errors import BadInput, Where
from nabolag.values import Break

_Choice = TypeVar("_Choice", bound=StrEnum)
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of a TOML file, with its place."""

    values: Mapping[str, object]
    text: str
    file: str
    name: str = ""

    def only(self, *allowed: str) -> Section:
        """Give the same section, or refuse a key that may not stand in it."""
        for key in self.values:
            if key not in allowed:
                raise self.refusal(
                    found=f"“{key}” is not a key of {self._self()}.",
                    expected=f"one of {', '.join(allowed)}",
                    remedy=_nearest(key, allowed),
                    key=key,
                )
        return self

    def has(self, key: str) -> bool:
        """Tell whether the key stands in the section."""
        return key in self.values

    def needed(self, key: str) -> str:
        """Give a text that must be there."""
        if key not in self.values:
            raise self._lacks(key)
        return self._of(key, str, "a text in quotation marks")

    def maybe(self, key: str) -> str | None:
        """Give a text, or nothing where the key is not there."""
        return self.needed(key) if self.has(key) else None

    def number(self, key: str) -> float | None:
        """Give a number, or nothing where the key is not there."""
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self._wrong(key, "a number")
        return float(found)

    def switch(self, key: str) -> bool:
        """Give true or false; false where the key is not there."""
        return self.has(key) and self._of(key, bool, "true or false")

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; one text stands for a list of one."""
        found = self.values.get(key, [])
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            raise self._wrong(key, "a text or a list of texts")
        return tuple(listed)

    def needed_texts(self, key: str) -> tuple[str, ...]:
        """Give a list of at least one text."""
        found = self.texts(key)
        if not found:
            at_least = "at least one text"
            raise self._wrong(key, at_least) if self.has(key) else self._lacks(key)
        return found

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Give a list whose items are texts, or lists of texts that mean the same."""
        if not self.has(key):
            raise self._lacks(key)
        found = self.values[key]
        if not isinstance(found, list) or not found:
            raise self._wrong(key, "a list of names")
        items = [
            Section(values={key: item}, text=self.text, file=self.file, name=self.name)
            for item in found
        ]
        return tuple(item.needed_texts(key) for item in items)

    def pairs(self, key: str) -> Mapping[str, str]:
        """Give a table of texts by key, such as names by language."""
        found = self.values.get(key, {})
        if not isinstance(found, dict) or not all(
            isinstance(v, str) for v in found.values()
        ):
            raise self._wrong(key, 'a table of texts, as in { nb = "…", en = "…" }')
        return found

    def choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """Give one of a kind's values, or nothing where the key is not there."""
        word = self.maybe(key)
        allowed = [str(member) for member in kind]
        if word is None:
            return None
        if word not in allowed:
            raise self.refusal(
                found=f"“{word}” is not a known {key}.",
                expected=f"one of {', '.join(allowed)}",
                remedy=_nearest(word, allowed),
                key=key,
            )
        return kind(word)

    def section(self, key: str) -> Section | None:
        """Give the section under a key, or nothing where the key is not there."""
        return next(iter(self.sections(key)), None)

    def sections(self, key: str) -> tuple[Section, ...]:
        """Give the sections under a key, whether one ([key]) or several ([[key]])."""
        found = self.values.get(key, [])
        listed = [found] if isinstance(found, dict) else found
        if not isinstance(listed, list) or not all(isinstance(v, dict) for v in listed):
            raise self._wrong(key, f"a section [{key}]")
        return tuple(
            Section(values=v, text=self.text, file=self.file, name=key) for v in listed
        )

    def one(self, key: str) -> Section:
        """Give the section under a key, or refuse the file where it is not there."""
        return self.several(key)[0]

    def several(self, key: str) -> tuple[Section, ...]:
        """Give the sections under a key, of which there must be at least one."""
        found = self.sections(key)
        if not found:
            raise self.refusal(
                found=f"{self._self(start=True)} has no [{key}].",
                expected=f"a section [{key}]",
                remedy="The documentation shows a whole one.",
            )
        return found

    def refusal(
        self, *, found: str, expected: str, remedy: str, key: str | None = None
    ) -> BadInput:
        """Give the error that says what is wrong in this section, to be raised."""
        line = _line(self.text, key) if key else None
        where = Where(file=self.file, line=line)
        return BadInput(where=where, found=found, expected=expected, remedy=remedy)

    def _lacks(self, key: str) -> BadInput:
        return self.refusal(
            found=f"{self._self(start=True)} lacks “{key}”.",
            expected=f"a line with {key} = …",
            remedy=f"Add {key}; The documentation shows what it means.",
            key=self.name or None,
        )

    def _of(self, key: str, kind: type[_Kind], words: str) -> _Kind:
        value = self.values[key]
        if not isinstance(value, kind):
            raise self._wrong(key, words)
        return value

    def _wrong(self, key: str, words: str) -> BadInput:
        return self.refusal(
            found=f"“{key}” in {self._self()} is {self.values[key]!r}.",
            expected=words,
            remedy="The documentation shows what it means.",
            key=key,
        )

    def _self(self, *, start: bool = False) -> str:
        if self.name:
            return f"[{self.name}]"
        return "The file" if start else "the file"


def read_sections(text: str, *, file: str) -> Section:
    """Read a TOML file's text as one section; broken TOML is refused with its line."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadInput(
            where=Where(file=file, line=int(line[1]) if line else None),
            found=f"The file is not TOML: {error}.",
            expected="TOML",
            remedy="Put the line right; texts need quotation marks.",
        ) from error
    return Section(values=values, text=text, file=file)


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Give the known word most like this one, or nothing when none is close.

    >>> nearest("colunm", ["column", "level"])
    'column'
    """
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def _nearest(word: str, known: Sequence[str]) -> str:
    close = nearest(word, known)
    return f"Did you mean “{close}”?" if close else "Take the line out or correct it."


def _line(text: str, key: str) -> int | None:
    """Find the first line where the key is set: near enough to find the fault."""
    pattern = re.compile(rf"(^|[\s{{,\[\"]){re.escape(key)}[\"\]]*\s*(=|\]|$)")
    numbered = enumerate(text.splitlines(), start=1)
    return next((n for n, line in numbered if pattern.search(line)), None)


def break_of(section: Section) -> Break:
    """Read a break as recipes and divisions write it."""
    section.only("period", "level", "reason", "indicator")
    return Break(
        period=section.needed("period"),
        level=section.needed("level"),
        reason=section.needed("reason"),
        indicator=section.maybe("indicator"),
    )
