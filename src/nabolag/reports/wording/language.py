"""Words in the reader's language, read straight from the gettext catalogues.

Messages are whole English sentences with named placeholders; English is what they are
written in, so only Norwegian needs catalogues. A percent sign is written ``%%``.
"""

from __future__ import annotations

import io
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from nabolag.errors import WrongUsage

LANGUAGES = ("nb", "nn", "en")
"""Bokmål, nynorsk and English."""

Fact = str | int | float


def message(text: str) -> str:
    """Mark a text as a message to translate, and give it back unchanged."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a sentence; one piece of a sentence may be strong."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every message in one language; one that is not translated stays English."""

    language: str
    messages: Mapping[str, tuple[str, ...]]

    def gettext(self, text: str, /, **facts: Fact) -> str:
        """Give a message in the language with its facts filled in.

        >>> words("en").gettext("%(share)s of %(name)s", share="46%", name="Romsås")
        '46% of Romsås'
        """
        return self.messages.get(text, (text,))[0] % facts

    def ngettext(self, one: str, many: str, n: int, /, **facts: Fact) -> str:
        """Give the form of a message that fits the number ``n``.

        >>> words("en").ngettext("%(n)s area", "%(n)s areas", 2, n="2")
        '2 areas'
        """
        forms = self.messages.get(one, (one, many))
        # Bokmål, nynorsk and English agree: one thing is singular, all else plural.
        return forms[0 if n == 1 else -1] % facts

    def spans(self, text: str, /, **facts: Fact) -> tuple[Span, ...]:
        """Give a message in pieces, those between ``**`` being strong.

        The signs are looked for before the facts are filled in, so that a name
        cannot make itself strong.

        >>> [s.text for s in words("en").spans("On **%(n)s measures**.", n="2")]
        ['On ', '2 measures', '.']
        """
        pieces = self.messages.get(text, (text,))[0].split("**")
        return tuple(
            Span(text=piece % facts, strong=place % 2 == 1)
            for place, piece in enumerate(pieces)
            if piece
        )

    def line(self, text: str, /) -> str:
        """Give a text that has no placeholders, as a method card's line."""
        return self.messages.get(text, (text,))[0]


@cache
def words(language: str) -> Words:
    """Give the words of a language: "nb", "nn" or "en".

    Raises :class:`WrongUsage` for any other language.
    """
    if language not in LANGUAGES:
        raise WrongUsage(
            found=f"There are no words in the language {language!r}.",
            expected=f"one of {', '.join(LANGUAGES)}",
            remedy="Choose one of them.",
        )
    found = {} if language == "en" else _catalogue(language)
    return Words(language=language, messages=MappingProxyType(found))


def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    from babel.messages.pofile import read_po

    stored = pkgutil.get_data(__package__, f"locale/{language}.po") or b""
    return {
        _first(entry.id): _forms(entry.string)
        for entry in read_po(io.BytesIO(stored), locale=language)
        if entry.id and entry.string and not entry.fuzzy
    }


def _first(id_: str | list[str] | tuple[str, ...]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def _forms(string: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
