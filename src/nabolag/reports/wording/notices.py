"""Notices in words: what a code and its facts say to a reader, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath
from types import MappingProxyType

from nabolag.errors import Misbuilt, Where
from nabolag.reports.wording.language import Fact, Words, message, words
from nabolag.reports.wording.notice_sentences import CODED, SENTENCES, VARIANTS
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.periods import period_text
from nabolag.values import Notice

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_CODED_FACTS = ("topic", "reason", "unit")
_DECIMALS = 4


def sentence(
    notice: Notice, language: str = "nb", *, names: Mapping[str, str] = _NO_NAMES
) -> str:
    """Give a notice as a sentence that begins with its place, where it has one.

    ``names`` are indicators' names by id, for those who do not know the ids. A fact
    the sentence asks for and the notice lacks is said as "?". Raises :class:`Misbuilt`
    for a code without a sentence.

    >>> sentence(Notice(code="macros_ignored", where=Where(file="a.xlsm")), "en")
    'a.xlsm: The file holds macros. They are never run.'
    """
    said = words(language)
    told = said.line(_sentence(notice)) % _facts(notice, said)
    place = _place(notice.where, said, names)
    return f"{place}: {told}" if place else told


def _sentence(notice: Notice) -> str:
    for variant, (fact, value) in VARIANTS.items():
        about = variant.partition(":")[0] == notice.code and fact in notice.facts
        if about and value in (None, notice.facts[fact]):
            return SENTENCES[variant]
    if notice.code not in SENTENCES:
        raise Misbuilt(
            value="notice", found=notice.code, expected="a code with a sentence"
        )
    return SENTENCES[notice.code]


class _Facts(dict[str, str]):
    """A notice's facts in words; one that is lacking is a question, not a crash."""

    def __missing__(self, name: str) -> str:
        return "?"


def _facts(notice: Notice, said: Words) -> _Facts:
    return _Facts({name: _fact(name, f, said) for name, f in notice.facts.items()})


def _fact(name: str, fact: Fact, said: Words) -> str:
    if isinstance(fact, str):
        coded = name in _CODED_FACTS and fact in CODED
        return said.line(CODED[fact]) if coded else fact
    decimals = next((d for d in range(_DECIMALS) if round(fact, d) == fact), _DECIMALS)
    return number(fact, said.language, decimals=decimals)


def _place(where: Where, said: Words, names: Mapping[str, str]) -> str:
    """Give the place in one phrase: "val.csv, linje 7, kolonne value"."""
    parts = [
        file_name(where.file),
        where.part,
        _part(said, message("line %(what)s"), where.line),
        _part(said, message("column %(what)s"), where.column),
        _part(said, message("area %(what)s"), where.area),
        names.get(where.indicator or "", where.indicator),
        None if where.period is None else period_text(where.period, said),
    ]
    return ", ".join(part for part in parts if part)


def file_name(file: str | None) -> str | None:
    """Give a file's own name: the folders around it are nobody else's business.

    >>> file_name("/home/kari/val.csv"), file_name("C:/data/val.csv")
    ('val.csv', 'val.csv')
    """
    return None if file is None else PureWindowsPath(file).name


def _part(said: Words, text: str, what: str | int | None) -> str:
    return "" if what is None else said.gettext(text, what=what)
