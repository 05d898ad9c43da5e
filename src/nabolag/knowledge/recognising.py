"""Words by which someone could be recognised, or is sorted by what was seen of them.

What staff tell must lead to no person, no family and no stairwell, and never sort people
by origin, language, religion or health. These patterns, in bokmål, nynorsk and English,
find what often does: addresses, telephone numbers, national identity numbers, names
after words like «heter», and words about the four. They are broad and know nothing of
what a sentence means, so what they find is asked about, never taken out. A text may give
someone away without any of them, and that is for people to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What the words that were found may give away."""

    IDENTITY = "identity_number"
    PHONE = "telephone_number"
    ADDRESS = "address"
    NAME = "name"
    ORIGIN = "origin"
    LANGUAGE = "language"
    RELIGION = "religion"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognisable:
    """Words that may give someone away, what they tell, and where they stand."""

    sign: Sign
    words: str
    start: int
    end: int


def recognisable(text: str) -> tuple[Recognisable, ...]:
    """Give the words of a text that may give someone away, in their order.

    What is part of something found before it, as a number in an address, is told once.

    >>> [(found.sign.value, found.words) for found in recognisable(
    ...     "Jenta i Storgata 5 heter Amina.")]
    [('address', 'Storgata 5'), ('name', 'heter Amina')]
    >>> recognisable("Flere ungdommer blir sittende ute etter stengetid.")
    ()
    """
    found: list[Recognisable] = []
    for one in _all(text):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _all(text: str) -> Iterator[Recognisable]:
    """Give everything that is found, the surest signs first."""
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Recognisable(
                sign=sign, words=match[0], start=match.start(), end=match.end()
            )


def _words(*parts: str) -> re.Pattern[str]:
    """Match words that begin as one of the parts, whatever their endings."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})\w*", re.IGNORECASE)


_CAPITAL = "[A-ZÆØÅÄÖÜÉ]"
_NUMBER = r"\d{1,3}\s?[A-Za-z]?(?!\w)"
_STREET = (
    r"(?:gata|gaten|gate|veien|vegen|vei|veg|alleen|alléen|allé|plassen|plass|stien|"
    r"svingen|bakken|tunet|ringen|street|road|avenue|lane)"
)

_PATTERNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (Sign.IDENTITY, re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")),
    (
        Sign.PHONE,
        re.compile(
            r"(?<![\d+])(?:(?:\+|00)47[ ]?)?"
            r"(?:[2-9]\d(?:[ ]?\d{2}){3}|[489]\d{2}[ ]?\d{2}[ ]?\d{3})(?!\d)"
        ),
    ),
    (
        Sign.ADDRESS,
        re.compile(
            rf"(?<!\w)(?-i:{_CAPITAL}\w+[ -])?\w*{_STREET}\s+{_NUMBER}"
            rf"|(?<!\w)(?:oppgang(?:en)?|stairwell|entrance|leilighet|leilegheit|"
            rf"apartment|flat)\s+(?:{_CAPITAL}(?!\w)|H?{_NUMBER}|H\d{{4}})",
            re.IGNORECASE,
        ),
    ),
    (
        Sign.NAME,
        re.compile(
            r"(?<!\w)(?i:heter|heiter|ved navn|ved namn|kalles|kalla|som kalles|named|"
            r"is called|name is|navnet er|namnet er|fru|herr|mrs?\.?|ms\.?)\s+"
            rf"{_CAPITAL}\w+(?:[ -]{_CAPITAL}\w+)*"
        ),
    ),
    (
        Sign.ORIGIN,
        _words(
            "innvandr",
            "utlending",
            "fremmedkult",
            "framandkult",
            r"ikke.?vestlig",
            r"ikkje.?vestleg",
            "etnisk",
            "flyktning",
            "asylsøk",
            "romfolk",
            "sigøyn",
            "(?:mørk|brun|svart|lys)(?:hudet|huda)",
            "hudfarge",
            "afrikan",
            "arab(?:er|isk)",
            "asiat",
            "soma(?:li|lier)",
            "pakistan",
            "polakk",
            "syr(?:er|isk)",
            "(?:af)ghan",
            "irak",
            "eritre",
            "tyrk(?:er|isk)",
            "vietnames",
            "immigrant",
            "foreigner",
            "refugee",
            "asylum",
            "ethnic",
            r"(?:dark|brown|black)[ -]skin",
            "african",
            "asian",
        ),
    ),
    (
        Sign.LANGUAGE,
        _words(
            "morsmål",
            "språk",
            r"snakker (?:ikke|dårlig|gebrokkent)",
            r"snakkar (?:ikkje|dårleg|gebroke)",
            "gebrokken",
            r"(?:speaks?|spoke) (?:no|little|bad|broken)",
            "mother.?tongue",
            "language",
        ),
    ),
    (
        Sign.RELIGION,
        _words(
            "muslim",
            "islam",
            "kristn",
            "kristen(?!d)",
            "jøde",
            "jødisk",
            "hindu",
            "buddhist",
            "hijab",
            "niqab",
            "slør",
            "skaut",
            "religi",
            "christian",
            "jewish",
            "headscar",
            "veil",
        ),
    ),
    (
        Sign.HEALTH,
        _words(
            r"syk(?!kel|l|ehus|ehjem)",
            r"sjuk(?!ehus|eheim)",
            "diagnos",
            r"psyk(?!olog)",
            "depres",
            "angst",
            "adhd",
            "autis",
            "rus(?:et|a|avheng|misbruk|bruker|brukar|problem|ede)",
            r"rus(?!\w)",
            "narkoman",
            "alkoholi",
            "funksjonshem",
            "funksjonsned",
            "ufør",
            "dement",
            "gravid",
            "ill(?:ness)?(?!\\w)",
            r"sick(?!\w)",
            "mental",
            "disab",
            "addict",
            "drunk",
            "pregnan",
        ),
    ),
)
"""What is looked for, the surest first. A new word is added here and nowhere else."""
