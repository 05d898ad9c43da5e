"""Numbers and dates as people read them in bokmål, nynorsk and English.

Norwegian has decimal comma, a narrow no-break space for thousands, a no-break space
before the percent sign and after "kr", an en dash in ranges and "til" when an end is
negative. The minus is a true minus.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import count
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one language writes numbers and dates."""

    decimal: str
    thousands: str
    percent: str
    kroner: str
    to: str
    day: str
    clock: str


_NORWEGIAN = Style(
    decimal=",",
    thousands="\u202f",
    percent="\u00a0%",
    kroner="kr\u00a0",
    to="til",
    day="{0:%d.%m.%Y}",
    clock="{0:%H.%M}",
)
_ENGLISH = Style(
    decimal=".",
    thousands=",",
    percent="%",
    kroner="NOK\u00a0",
    to="to",
    day="{0.day} {1} {0:%Y}",
    clock="{0:%H:%M}",
)
STYLES: Mapping[str, Style] = MappingProxyType(
    {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": _ENGLISH}
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MINUS, DASH = "\u2212", "\u2013"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST, _LARGEST = 1e-6, 1e10  # numbers that are written without a power of ten
_WIDE = Context(prec=400)  # digits: as many as the largest number has
Number = int | float | Decimal


def rounded(value: Number, decimals: int = 0, *, scale: int = 1) -> Decimal:
    """Round as people do, halves away from zero, on the digits as they are written.

    ``scale`` is multiplied in first, exactly: 0.285 of 100 is 28.5, not 28.4999.

    >>> rounded(0.285, scale=100), rounded(-2.5)
    (Decimal('29'), Decimal('-3'))
    """
    exact = (value if isinstance(value, Decimal) else Decimal(repr(value))) * scale
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def number(value: Number, language: str, *, decimals: int = 0) -> str:
    """Give a number with its language's signs.

    >>> number(7420, "nb") == "7\u202f420", number(-0.5, "en", decimals=1)
    (True, '−0.5')
    """
    style, shown = STYLES[language], rounded(value, decimals)
    text = f"{abs(shown):,.{decimals}f}".translate(
        {ord(","): style.thousands, ord("."): style.decimal}
    )
    return MINUS + text if shown < 0 else text


def significant(value: float, language: str, *, digits: int) -> str:
    """Give a number with so many digits that count; what is no number is a dash.

    One that is very large or small is written with a power of ten.

    >>> significant(0.33671, "nb", digits=3), significant(12345.6, "en", digits=3)
    ('0,337', '12,300')
    >>> significant(-7.19e28, "en", digits=3) == "−7.19\u00a0×\u00a010²⁸"
    True
    """
    if not math.isfinite(value):
        return DASH
    if not is_plain(value):
        return power_of_ten(value, language, digits=digits)
    short = float(f"{value:.{digits}g}")
    decimals = next(at for at in count() if round(short, at) == short)
    return number(short, language, decimals=decimals)


def is_plain(value: float) -> bool:
    """Say whether a number can be written without a power of ten, and be read."""
    return not value or _SMALLEST <= abs(value) < _LARGEST


def power_of_ten(value: float, language: str, *, digits: int) -> str:
    """Give a number with a power of ten.

    >>> power_of_ten(0.00000012, "nb", digits=2) == "1,2\u00a0×\u00a010⁻⁷"
    True
    """
    factor, power = f"{value:.{digits - 1}e}".split("e")
    raised = str(int(power)).translate(_RAISED)
    shown = number(Decimal(factor), language, decimals=digits - 1)
    return f"{shown}\u00a0×\u00a010{raised}"


def signed(value: Number, language: str, *, decimals: int = 0) -> str:
    """Give a difference with its sign; nothing has none.

    >>> signed(11, "nb"), signed(-17.9, "nb"), signed(0.2, "nb")
    ('+11', '−18', '0')
    """
    text = number(value, language, decimals=decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def percent(share: Number, language: str, *, decimals: int = 0) -> str:
    """Give a share between 0 and 1 in per cent.

    >>> percent(0.4616, "en"), percent(0.4616, "nb", decimals=1) == "46,2\u00a0%"
    ('46%', True)
    """
    shown = rounded(share, decimals, scale=100)
    return number(shown, language, decimals=decimals) + STYLES[language].percent


def kroner(value: Number, language: str, *, decimals: int = 0) -> str:
    """Give an amount of money.

    >>> kroner(38400, "nb") == "kr\u00a038\u202f400"
    True
    """
    return STYLES[language].kroner + number(value, language, decimals=decimals)


def between(low: Number, high: Number, language: str, *, decimals: int = 0) -> str:
    """Give a range: with an en dash, or in words when an end is negative.

    >>> between(24, 38, "nb"), between(-13, -3, "nb")
    ('24–38', '−13 til −3')
    """
    if rounded(low, decimals) < 0 or rounded(high, decimals) < 0:
        return from_to(low, high, language, decimals=decimals)
    ends = [number(end, language, decimals=decimals) for end in (low, high)]
    return DASH.join(ends)


def from_to(low: Number, high: Number, language: str, *, decimals: int = 0) -> str:
    """Give the range of a difference, which has a sign: always in words.

    >>> from_to(9, 13, "nb"), from_to(-1, 9, "en")
    ('9 til 13', '−1 to 9')
    """
    ends = [number(end, language, decimals=decimals) for end in (low, high)]
    return f" {STYLES[language].to} ".join(ends)


def day(value: date, language: str) -> str:
    """Give a date as it is written in the language.

    >>> day(date(2025, 12, 31), "nb"), day(date(2025, 12, 31), "en")
    ('31.12.2025', '31 December 2025')
    """
    return STYLES[language].day.format(value, _MONTHS[value.month - 1])


def clock(value: time, language: str) -> str:
    """Give a time of day as it is written in the language.

    >>> clock(time(9, 5), "nb"), clock(time(14, 30), "en")
    ('09.05', '14:30')
    """
    return STYLES[language].clock.format(value)
