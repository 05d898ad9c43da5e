"""A paper as PDF: for readers of every kind (PDF/UA-1), and for the archive (PDF/A-2a).

Letters that Inter has not are taken from the machine's fonts. A sign that no font there
has becomes a sign that says so, since neither standard allows one that cannot be seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from nabolag.reports.editions.typesetting import Standard, Typeset
from nabolag.reports.papers.document import Block, Document

UNSEEN = "\ufffd"
"""What stands for a sign that no font has."""

_SCALES = (1.05, 1.0, 0.95, 0.9, 0.86)
"""How small papers may be set for each case to fill one page; below it, text flows on."""

_TEMPLATE = "paper.typ"
_SPACE = re.compile(r"(\s+)")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING = {
    "language": "nb",
    "title": "Nabolag",
    "kicker": "",
    "author": "Nabolag",
    "notice": "",
    "mark": "",
    "sheets": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file for the archive, and the SHA-256 of its bytes."""

    data: bytes
    sha256: str


def pdf_of(document: Document) -> bytes:
    """Give a document as PDF/UA-1.

    The same document gives the same bytes with the same fonts.
    """
    return _made(document, ("ua-1",))


def archived(document: Document) -> Sealed:
    """Give a document as PDF/A-2a and PDF/UA-1 at once, with the hash of its bytes."""
    data = _made(document, ("a-2a", "ua-1"))
    return Sealed(data=data, sha256=hashlib.sha256(data).hexdigest())


def told(document: Document) -> dict[str, Any]:
    """Give what the PDF says, as plain values that its template reads."""
    return {
        "language": document.language,
        "title": document.title,
        "kicker": document.kicker,
        "author": document.author,
        "meta": list(document.meta),
        "notice": document.notice,
        "mark": document.mark,
        "sheets": [
            {
                "title": sheet.title,
                "new_page": sheet.new_page,
                "blocks": [_block(block) for block in sheet.blocks],
            }
            for sheet in document.sheets
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__, **asdict(block)}


def _made(document: Document, standards: tuple[Standard, ...]) -> bytes:
    """Set it in Inter alone where that will do, and else with what fonts there are."""
    import typst

    said = told(document)
    try:
        return _fitting(_Setting(said=said), document).pdf(document.made_at, standards)
    except typst.TypstError:
        setting = _Setting(said=as_seen(said, standards), any_script=True)
        return _fitting(setting, document).pdf(document.made_at, standards)


def _fitting(setting: _Setting, document: Document) -> Typeset:
    """Give it as small as one page each needs, or in full size where none will do."""
    whole = setting.at(_SCALES[0])
    if not document.one_page_each:
        return whole
    most = 1 + sum(sheet.new_page for sheet in document.sheets)
    scaled = (whole, *(setting.at(scale) for scale in _SCALES[1:]))
    return next((each for each in scaled if each.pages() <= most), whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    said: Mapping[str, Any]
    any_script: bool = False

    def at(self, scale: float) -> Typeset:
        return Typeset(
            template=_TEMPLATE,
            said={**self.said, "scale": scale},
            any_script=self.any_script,
        )


def as_seen(
    said: Mapping[str, Any], standards: tuple[Standard, ...] = ("ua-1",)
) -> dict[str, Any]:
    """Give what is said with a sign of its own for every sign that no font here has."""
    unseen = frozenset(_unseen(sorted(_strange_words(said)), standards))
    return {key: _replaced(each, unseen) for key, each in said.items()}


def _strange_words(value: Any) -> set[str]:
    """Give the words that hold anything but Latin letters and common signs."""
    if isinstance(value, str):
        return {word for word in value.split() if not word.isascii()}
    if isinstance(value, Mapping):
        return _strange_words(list(value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_strange_words, value))
    return set()


def _unseen(words: Sequence[str], standards: tuple[Standard, ...]) -> Iterator[str]:
    """Give the words that no font here can show, by halving those that fail."""
    if not words or _can_be_seen(words, standards):
        return
    if len(words) == 1:
        yield words[0]
        return
    middle = len(words) // 2
    yield from _unseen(words[:middle], standards)
    yield from _unseen(words[middle:], standards)


def _can_be_seen(words: Sequence[str], standards: tuple[Standard, ...]) -> bool:
    import typst

    said = {**_NOTHING, "meta": list(words)}
    try:
        _Setting(said=said, any_script=True).at(1.0).pdf(_ANY_TIME, standards)
    except typst.TypstError:
        return False
    return True


def _without(unseen: frozenset[str], text: str) -> str:
    """Give a text where words that cannot be seen keep only what can."""
    pieces = _SPACE.split(text)
    return "".join(
        "".join(s if s.isascii() else UNSEEN for s in piece)
        if piece in unseen
        else piece
        for piece in pieces
    )


def _replaced(value: Any, unseen: frozenset[str]) -> Any:
    if isinstance(value, str):
        return _without(unseen, value)
    if isinstance(value, Mapping):
        return {key: _replaced(each, unseen) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(each, unseen) for each in value]
    return value
