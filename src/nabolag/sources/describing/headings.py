"""What a column's heading says in a table that people made for people.

"Andel trangbodde 2023 (prosent)" holds a period, a unit and what is measured; "Antall"
and "I alt" hold only which of two counts a column is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from nabolag.sources.files.columns import folded

PERCENT, SHARE, NUMBER, KRONER, PER_1000 = (
    *("percent", "share", "number", "kr", "per 1000"),
)
"""Units as the long format writes them."""

_PERIOD = re.compile(
    r"(?<![\d.,])((?:19|20)\d\d)"
    r"(?:\s*[-–/]\s*((?:19|20)?\d\d)(?!\d)|\s*([KkQqTt])(?:v\.?|vartal)?\s*([1-4])(?!\d)"
    r"|\s*[Mm](\d\d)(?!\d))?(?!\d)"
)
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        r"\(?\b(?:i\s+)?(?:prosent|pst|percent|per cent|pct)\b\.?\)?|\(?%\)?": PERCENT,
        r"\(?(?:‰|promille)\)?": "‰",
    }
)
_MONEY = re.compile(
    r"\(?\b(?:i\s+)?(?:kroner|kr|nok)\b\.?(?:\s*(?:/|per\b)\s*([\w²]+))?\)?",
    re.IGNORECASE,
)
_PER = re.compile(r"\(?\b(?:per|pr)\.?\s*(1\s?(?:000|00\s?000|0\s?000|00))\b([^)]*)\)?")


class Role(StrEnum):
    """What a column of figures is for its measure."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(
            ("verdi", "value", "andel", "del", "share", "rate", "figur", "figure"),
            Role.VALUE,
        ),
        **dict.fromkeys(
            ("antall", "antal", "tall", "tal", "talet", "teller", "teljar", "n"),
            Role.NUMERATOR,
        ),
        **dict.fromkeys(("number", "count", "numerator"), Role.NUMERATOR),
        **dict.fromkeys(
            ("av", "ialt", "avialt", "totalt", "total", "sum", "alle", "avalle"),
            Role.DENOMINATOR,
        ),
        **dict.fromkeys(
            (
                "antallialt",
                "antalialt",
                "antalltotalt",
                "nevner",
                "nemnar",
                "denominator",
            ),
            Role.DENOMINATOR,
        ),
        **dict.fromkeys(("of", "all", "ofall", "outof"), Role.DENOMINATOR),
    }
)
_SHARES = ("andel", "del", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a heading says; ``name`` is nothing where it only tells the column's role.

    ``share`` where it says that the figures are parts of a whole.
    """

    role: Role
    name: str | None = None
    period: str | None = None
    unit: str | None = None
    share: bool = False


def heading_of(text: str) -> Heading:
    """Give what a heading says.

    >>> said = heading_of("Trangbodde 2023 (prosent)")
    >>> said.name, said.period, said.unit
    ('Trangbodde', '2023', 'percent')
    >>> heading_of("I alt").role
    <Role.DENOMINATOR: 'denominator'>
    """
    period, rest = period_in(text)
    unit, rest = _unit_in(rest)
    name = " ".join(rest.split()).strip(" ,;:-–()")
    word = folded(name)
    return Heading(
        role=_ROLES.get(word, Role.VALUE),
        name=None if not word or word in _ROLES else name,
        period=period,
        unit=unit,
        share=word.startswith(_SHARES),
    )


def period_in(text: str) -> tuple[str | None, str]:
    """Give the first period in a text as the long format writes it, and the rest.

    >>> period_in("2. kvartal 2021"), period_in("2015–2017"), period_in("2021 K4")[0]
    (('2021', '2. kvartal '), ('2015-2017', ''), '2021K4')
    """
    found = _PERIOD.search(text)
    if found is None:
        return None, text
    year, last, _, quarter, month = found.groups()
    period = year
    if last is not None:
        period = f"{year}-{last if len(last) == len(year) else year[:2] + last}"
    elif quarter is not None:
        period = f"{year}K{quarter}"
    elif month is not None:
        period = f"{year}M{month}"
    return period, text[: found.start()] + text[found.end() :]


def _unit_in(text: str) -> tuple[str | None, str]:
    per = _PER.search(text.casefold())
    if per is not None:
        digits = re.sub(r"\D", "", per[1])
        unit = f"per {digits} {per[2].strip()}".strip()
        return unit, text[: per.start()] + text[per.end() :]
    money = _MONEY.search(text)
    if money is not None:
        unit = f"{KRONER}/{money[1]}" if money[1] else KRONER
        return unit, text[: money.start()] + " " + text[money.end() :]
    for pattern, unit in _UNITS.items():
        found = re.search(pattern, text, re.IGNORECASE)
        if found is not None:
            return unit, text[: found.start()] + " " + text[found.end() :]
    return None, text
