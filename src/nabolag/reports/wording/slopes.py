"""Lines over time in numbers: with the decimals that let what is said be seen.

A distance said to grow is never shown as the same number twice, and a yearly change
that surely is not nought is never shown as nought.
"""

from __future__ import annotations

from decimal import Decimal

from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import from_to, number, percent, rounded, signed
from nabolag.reports.wording.units import Unit
from nabolag.values import Indicator, Measure

_MORE = 5
"""Numbers of decimals tried beyond the fewest."""
_STEPS, _STEPS_ALONE = 1.5, 3.5
"""Steps of the last decimal in half an interval, and in a size that stands alone: so
that rounding takes little away."""


def ends(first: float, last: float, unit: Unit) -> tuple[str, str]:
    """Give a line's ends with their signs: ("+9", "+9"); stored values go in."""
    return _both(first, last, unit.fewest, unit)


def ends_apart(first: float, last: float, unit: Unit) -> tuple[str, str]:
    """Give a line's ends so that one is seen to be larger than the other."""
    tried = range(unit.fewest, unit.fewest + _MORE)
    found = (
        d for d in tried if abs(_shown(first, d, unit)) != abs(_shown(last, d, unit))
    )
    return _both(first, last, next(found, unit.fewest), unit)


def _both(first: float, last: float, decimals: int, unit: Unit) -> tuple[str, str]:
    return _signed(first, decimals, unit), _signed(last, decimals, unit)


def ratios(first: float, last: float, language: str) -> tuple[str, str]:
    """Give the ratio at a line's ends: ("1,58", "1,67"), seen apart where they are."""
    decimals = _apart(first, last, 2)
    before, now = (number(end, language, decimals=decimals) for end in (first, last))
    return before, now


def parts_of_city(first: float, last: float, language: str) -> tuple[str, str]:
    """Give the same in per cent of the city's figure: ("83,1 %", "78,0 %")."""
    decimals = _apart(first * 100, last * 100, 1)
    before, now = (percent(end, language, decimals=decimals) for end in (first, last))
    return before, now


def _apart(first: float, last: float, fewest: int) -> int:
    tried = range(fewest, fewest + _MORE)
    found = (d for d in tried if rounded(first, d) != rounded(last, d))
    return next(found, fewest)


def slope_text(slope: float, low: float, high: float, unit: Unit) -> str:
    """Give a yearly change with its interval: "−0,3 (−0,5 til −0,1)".

    >>> slope_text(-0.003, -0.005, -0.001, Unit(language="nb", scale=100))
    '−0,3 (−0,5 til −0,1)'
    """
    decimals = _for_interval(slope, low, high, unit)
    below, above = (_shown(end, decimals, unit) for end in (low, high))
    interval = from_to(below, above, unit.language, decimals=decimals)
    return f"{_signed(slope, decimals, unit)} ({interval})"


def _for_interval(slope: float, low: float, high: float, unit: Unit) -> int:
    clear = low > 0 or high < 0
    half = (high - low) / 2 * unit.scale
    decimals = unit.fewest
    while decimals < unit.fewest + _MORE:
        seen = all(_shown(x, decimals, unit) for x in (low, slope, high))
        if half * 10**decimals >= _STEPS and (seen or not clear):
            break
        decimals += 1
    return decimals


def change_in_a_year(
    size: float, unit: Unit, indicator: Indicator, words: Words
) -> str:
    """Give a size of change as it stands before "a year": "0,6 poeng", "kr 900"."""
    decimals = unit.fewest
    while decimals < unit.fewest + _MORE:
        if abs(size) * unit.scale * 10**decimals >= _STEPS_ALONE:
            break
        decimals += 1
    text = number(_shown(size, decimals, unit), unit.language, decimals=decimals)
    if indicator.measure is Measure.SHARE:
        return words.gettext("%(n)s points", n=text)
    return " ".join(part for part in (unit.before + text, unit.word) if part)


def _shown(value: float, decimals: int, unit: Unit) -> Decimal:
    return rounded(value, decimals, scale=unit.scale)


def _signed(value: float, decimals: int, unit: Unit) -> str:
    shown = _shown(value, decimals, unit)
    return unit.before + signed(shown, unit.language, decimals=decimals)
