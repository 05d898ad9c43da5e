"""How likely an area is where the challenge is greatest, and where that begins."""

from __future__ import annotations

from collections.abc import Iterable

from nabolag.reports.standings.standing import NOTHING, Standing
from nabolag.reports.wording.in_words import chance
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number, rounded
from nabolag.values import Measure

_MORE = 3
"""Numbers of decimals tried, so that a small distance is not shown as none."""


def any_fifth(standings: Iterable[Standing]) -> bool:
    """Tell whether any figure has a probability, so that a table needs the column."""
    return any(s.number_of("p_worst_fifth") is not None for s in standings)


def fifth_heading(words: Words) -> str:
    """Give the heading of a table's column of probabilities."""
    return words.gettext(
        "Probability of being in the fifth where the challenge is greatest"
    )


def fifth_text(standing: Standing, words: Words) -> str:
    """Give "83 %; femdelen begynner 4,2 poeng over byen", or that there is nothing."""
    probability = standing.number_of("p_worst_fifth")
    begins = standing.number_of("fifth_from")
    if probability is None:
        return NOTHING
    told = chance(probability, words)
    return told if begins is None else f"{told}; {_begins(begins, standing, words)}"


def _begins(begins: float, standing: Standing, words: Words) -> str:
    decimals = _decimals(begins, standing)
    if rounded(begins, decimals, scale=standing.unit.scale) == 0:
        return words.gettext("the fifth begins at the city's figure")
    distance = _distance(abs(begins), decimals, standing, words)
    if begins > 0:
        return words.gettext(
            "the fifth begins %(distance)s above the city", distance=distance
        )
    return words.gettext(
        "the fifth begins %(distance)s below the city", distance=distance
    )


def _decimals(begins: float, standing: Standing) -> int:
    share = standing.indicator.measure is Measure.SHARE
    fewest = standing.unit.fewest + (1 if share else 0)
    tried = range(fewest, fewest + _MORE)
    seen = (d for d in tried if rounded(begins, d, scale=standing.unit.scale) != 0)
    return next(seen, fewest)


def _distance(size: float, decimals: int, standing: Standing, words: Words) -> str:
    shown = rounded(size, decimals, scale=standing.unit.scale)
    text = number(shown, words.language, decimals=decimals)
    if standing.indicator.measure is Measure.SHARE:
        return words.gettext("%(n)s points", n=text)
    unit = standing.unit
    return f"{unit.before}{text} {unit.word}".rstrip()
