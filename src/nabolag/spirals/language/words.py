"""An equation cut into words: numbers, names and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.functions import RESERVED


class Kind(Enum):
    """What a word is."""

    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word. ``text`` of a quoted name is what stands between the quotation marks."""

    kind: Kind
    text: str
    at: int
    quoted: bool = False


_WORD = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r'|"(?P<quoted>[^"\n]*)"'
    r"|(?P<sign><=|>=|<>|!=|==|[-+*/^<>=(),−×·÷≤≥≠])"
    r"|(?P<space>\s+)"
)
_ALSO = {
    "!=": "<>",
    "==": "=",
    "−": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
}
_FOR = {
    "{": "round brackets",
    "[": "round brackets; arrays are written out, one variable each",
    "%": "a share such as 0.05 instead of 5 %",
    "&": "the word and",
    "|": "the word or",
    "!": "the word not",
    "'": 'names in quotation marks of this kind: "',
    "“": 'names in quotation marks of this kind: "',
    "«": 'names in quotation marks of this kind: "',
    '"': "a quotation mark after the name too",
    ";": "a comma",
}


def words_of(equation: str, *, where: Where) -> Iterator[Word]:
    """Cut an equation into words, an end after the last.

    Raises :class:`BadInput` for a letter that no word begins with.

    >>> [word.text for word in words_of("2 * births", where=Where())]
    ['2', '*', 'births', '']
    """
    at = 0
    while at < len(equation):
        found = _WORD.match(equation, at)
        if found is None:
            raise _unknown(equation, at, where)
        if found.lastgroup != "space":
            yield _word(found)
        at = found.end()
    yield Word(kind=Kind.END, text="", at=at)


def marked(equation: str, at: int) -> str:
    """Say where in an equation something is, in words that need no fixed letters.

    >>> marked("births - deathss", 9)
    'at letter 10 of “births - deathss”, before “deathss”'
    """
    begun = max(0, at - 30)
    part = _printable(equation[begun : at + 50])
    part = ("…" if begun else "") + part + ("…" if at + 50 < len(equation) else "")
    rest = _printable(equation[at : at + 20])
    before = f", before “{rest}”" if rest.strip() else ""
    return f"at letter {at + 1} of “{part}”{before}"


def shown(text: str) -> str:
    """Give some letters as they can stand in a message, shortened where there are many.

    >>> shown("births")
    '“births”'
    """
    kept = 60
    return f"“{_printable(text[:kept])}{'…' if len(text) > kept else ''}”"


def _printable(text: str) -> str:
    """Put a sign in place of letters that no screen shows, and spaces for new lines."""
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "\ufffd"
        for letter in text
    )


def _word(found: re.Match[str]) -> Word:
    kind = found.lastgroup or ""
    text = found[kind]
    if kind == "sign":
        return Word(kind=Kind.SIGN, text=_ALSO.get(text, text), at=found.start())
    if kind == "number":
        return Word(kind=Kind.NUMBER, text=text, at=found.start())
    if kind == "quoted":
        return Word(kind=Kind.NAME, text=text, at=found.start(), quoted=True)
    text = text.lower() if text.lower() in RESERVED else text
    return Word(kind=Kind.NAME, text=text, at=found.start())


def _unknown(equation: str, at: int, where: Where) -> BadInput:
    letter = equation[at]
    return BadInput(
        where=where,
        found=f"There is {shown(letter)} {marked(equation, at)}.",
        expected=_FOR.get(letter, "numbers, names and the signs + - * / ^ = < > ( ) ,"),
        remedy="Write the equation without it.",
    )
