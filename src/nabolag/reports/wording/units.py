"""How an indicator's numbers are shown: in per cent, per thousand, kroner or its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nabolag.reports.wording.distances import Shown
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import (
    STYLES,
    Number,
    between,
    from_to,
    number,
    rounded,
    signed,
)
from nabolag.values import Indicator, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one indicator's numbers are shown in.

    ``scale`` turns stored values into shown ones, ``fewest`` is the number of
    decimals to begin with, ``before`` and ``after`` stand around every value, and
    ``word`` is said once, in headings ("per 1 000", "minutter").
    """

    language: str
    scale: int = 1
    fewest: int = 0
    before: str = ""
    after: str = ""
    word: str = ""

    def text(self, value: Number, decimals: int) -> str:
        """Give a value already in the shown scale: "46 %", "kr 38 400", "12,4"."""
        digits = number(value, self.language, decimals=decimals)
        return f"{self.before}{digits}{self.after}"

    def plain(self, value: Number) -> str:
        """Give a stored value with the fewest decimals."""
        return self.text(rounded(value, self.fewest, scale=self.scale), self.fewest)

    def range(self, low: Number, high: Number, decimals: int) -> str:
        """Give the interval of a stored value, without the unit: "45–48"."""
        below, above = (rounded(end, decimals, scale=self.scale) for end in (low, high))
        return between(below, above, self.language, decimals=decimals)

    def difference(self, apart: Shown) -> str:
        """Give a difference with its sign: "−18", "kr −7 900"."""
        return self.before + signed(
            apart.difference, self.language, decimals=apart.decimals
        )

    def interval(self, apart: Shown) -> str:
        """Give the interval of a difference, or nothing: "−20 til −17"."""
        if apart.low is None or apart.high is None:
            return ""
        return from_to(apart.low, apart.high, self.language, decimals=apart.decimals)


def unit_of(indicator: Indicator, values: Iterable[float], words: Words) -> Unit:
    """Give how an indicator is shown, with decimals that suit its largest value."""
    style = STYLES[words.language]
    if indicator.measure is Measure.SHARE:
        return Unit(language=words.language, scale=100, after=style.percent)
    fewest = _decimals([abs(value) for value in values])
    if indicator.measure is Measure.RATE:
        per = number(indicator.per, words.language)
        word = words.gettext("per %(number)s", number=per)
        return Unit(language=words.language, fewest=fewest, word=word)
    return _amount(indicator.unit, fewest, words)


def _decimals(sizes: list[float]) -> int:
    if all(size == int(size) for size in sizes) or max(sizes) >= 100:
        return 0
    return 1 if max(sizes) >= 10 else 2


def _amount(unit: str, fewest: int, words: Words) -> Unit:
    """Money stands before the number, and what is left of the unit is said once."""
    money = re.match(r"(?:kroner|kr|nok)\b[\s/]*(?:per\b\s*)?(.*)", unit, re.IGNORECASE)
    if money is None:
        return Unit(language=words.language, fewest=fewest, word=unit)
    per = words.gettext("per %(number)s", number=money[1]) if money[1] else ""
    before = STYLES[words.language].kroner
    return Unit(language=words.language, fewest=fewest, before=before, word=per)
