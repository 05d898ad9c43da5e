"""What a paper says, as frozen values: finished texts, ready for any edition.

HTML, PDF and Word are made from the same document, so that they cannot say different
things. Signs that no document can hold are left out here, once for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import datetime

from nabolag.reports.wording.language import Span

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_TURNING = frozenset("\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what comes after, other people's words too. Text
that is read from the right needs none of them. And the mark that opens some files."""
_NOT_TEXT = frozenset({"Cc", "Cs", "Co"})
_LAST_TWO = 0xFFFE


def printable(text: str) -> str:
    r"""Give a text without the signs that no document can hold.

    >>> printable("a\x00b\r\nc")
    'ab\nc'
    """
    return "".join(s for s in _LINE_ENDS.sub("\n", text) if _can_be_held(s))


def _can_be_held(sign: str) -> bool:
    if sign in "\n\t":
        return True
    code = ord(sign)
    is_no_character = code & _LAST_TWO == _LAST_TWO or 0xFDD0 <= code <= 0xFDEF
    left_out = unicodedata.category(sign) in _NOT_TEXT or sign in _TURNING
    return not (is_no_character or left_out)


class _Printable:
    """What every part of a document is: made of texts that can be held."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # each part is a dataclass
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Span):
        return replace(value, text=printable(value.text))
    if isinstance(value, tuple):
        return tuple(_cleaned(each) for each in value)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(_Printable):
    """A heading within a sheet; ``minor`` stands below another."""

    text: str
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(_Printable):
    """A paragraph; a quiet one supports what stands above it."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Printable):
    """Things in a list, numbered where their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(_Printable):
    """What is known, each by its name."""

    pairs: tuple[tuple[str, str], ...]


Cell = tuple[Span, ...]
"""A cell of a table: lines, some of them strong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(_Printable):
    """A table. Each row's first cell names it; ``shares`` is how wide the columns are."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(_Printable):
    """What asks someone to decide or to act; notes are said smaller."""

    title: str
    text: str
    notes: tuple[str, ...] = ()


Block = Heading | Passage | Listing | Facts | Board | Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(_Printable):
    """What belongs together under one heading; on paper it may open a new page."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Printable):
    """A whole paper.

    ``notice`` is what must be read with all of it, and ``mark`` is the same in a word,
    to stand on every page.
    ``one_page_each`` where every sheet that opens a page should fill no more than one.
    """

    language: str
    title: str
    kicker: str
    author: str
    meta: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    made_at: datetime
    notice: str = ""
    mark: str = ""
    one_page_each: bool = False
