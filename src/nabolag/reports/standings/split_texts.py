"""The parts of a change in numbers: shares in points with one decimal."""

from __future__ import annotations

from nabolag.reports.standings.splits import Behind
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import from_to, number, rounded, signed
from nabolag.values import Measure


def stayers_text(each: Behind) -> str:
    """Give the part of those who stayed, with its interval: "0,1 (−0,8 til 1,0)"."""
    low, high = each.row["stayers_low"], each.row["stayers_high"]
    told = plain(each.row["stayers"], each)
    if low is None or high is None:
        return told
    decimals, scale = _decimals(each), each.unit.scale
    below, above = (rounded(end, decimals, scale=scale) for end in (low, high))
    ends = from_to(below, above, each.unit.language, decimals=decimals)
    # On one line, however narrow the page.
    return f"{told} ({ends})".replace(" ", "\u00a0")


def plain(value: float, each: Behind) -> str:
    """Give a change as it stands in a sentence: a sign only where it is below nought."""
    decimals = _decimals(each)
    shown = rounded(value, decimals, scale=each.unit.scale)
    return number(shown, each.unit.language, decimals=decimals)


def signed_text(value: float, each: Behind) -> str:
    """Give a change with its sign: "+3,0"."""
    decimals = _decimals(each)
    shown = rounded(value, decimals, scale=each.unit.scale)
    return signed(shown, each.unit.language, decimals=decimals)


def with_unit(text: str, each: Behind, words: Words) -> str:
    """Give a number with what it is counted in: "3,0 poeng", "kr 900"."""
    if each.indicator.measure is Measure.SHARE:
        return words.gettext("%(n)s points", n=text)
    return f"{each.unit.before}{text} {each.unit.word}".rstrip()


def _decimals(each: Behind) -> int:
    return each.unit.fewest + (1 if each.indicator.measure is Measure.SHARE else 0)
