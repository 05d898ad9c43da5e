"""How many distances grow, shrink, stand still or cannot be told, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from nabolag.areas.result import Verdict
from nabolag.reports.standings.trend import Trend
from nabolag.reports.standings.trend_texts import covered
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number, rounded
from nabolag.reports.wording.verdicts import verdict_word

BY_CHANCE = 0.05
"""Of measures that stand still, how many a verdict on each alone takes to move."""
_NEARLY_ONE = 0.75


def title(trends: Sequence[Trend], words: Words) -> str:
    """Give the finding of an area's trends: how many narrow, widen, cannot be told."""
    if len(trends) == 1:
        return words.gettext(
            "%(indicator)s %(years)s: %(verdict)s",
            indicator=trends[0].indicator.name(words.language),
            years=covered(trends[0], words),
            verdict=verdict_word(trends[0].alone, words),
        )
    count = Counter(trend.alone for trend in trends)
    facts = {
        "total": number(len(trends), words.language),
        "narrowing": number(count[Verdict.NARROWING], words.language),
        "widening": number(count[Verdict.WIDENING], words.language),
    }
    if len(trends) in count.values():
        return _all(next(iter(count)), facts, words)
    return ". ".join([_some(count, facts, words), *_untold(count, words)])


def _all(verdict: Verdict, facts: Mapping[str, str], words: Words) -> str:
    return {
        Verdict.NARROWING: words.gettext(
            "The distance narrows on all %(total)s measures", total=facts["total"]
        ),
        Verdict.WIDENING: words.gettext(
            "The distance widens on all %(total)s measures", total=facts["total"]
        ),
        Verdict.UNCHANGED: words.gettext(
            "The distance is unchanged on all %(total)s measures", total=facts["total"]
        ),
        Verdict.DEPENDS_ON_SCALE: words.gettext(
            "On all %(total)s measures it depends on the measure whether the distance"
            " widens or narrows",
            total=facts["total"],
        ),
        Verdict.CANNOT_TELL: words.gettext(
            "On none of %(total)s measures can we tell whether the distance widens or"
            " narrows",
            total=facts["total"],
        ),
    }[verdict]


def _some(count: Counter[Verdict], facts: Mapping[str, str], words: Words) -> str:
    narrows, widens = count[Verdict.NARROWING], count[Verdict.WIDENING]
    if narrows and widens:
        return words.gettext(
            "The distance narrows on %(narrowing)s of %(total)s measures, widens on"
            " %(widening)s",
            **facts,
        )
    if narrows:
        return words.gettext(
            "The distance narrows on %(narrowing)s of %(total)s measures, widens on"
            " none",
            narrowing=facts["narrowing"],
            total=facts["total"],
        )
    if widens:
        return words.gettext(
            "The distance widens on %(widening)s of %(total)s measures, narrows on"
            " none",
            widening=facts["widening"],
            total=facts["total"],
        )
    return words.gettext(
        "The distance clearly widens or narrows on none of %(total)s measures",
        total=facts["total"],
    )


def _untold(count: Counter[Verdict], words: Words) -> Iterator[str]:
    if n := count[Verdict.CANNOT_TELL]:
        yield words.gettext("For %(n)s we cannot tell", n=number(n, words.language))


def others(trends: Sequence[Trend], words: Words) -> str:
    """Give how many are unchanged or depend on the measure; empty where none is.

    Where all have the same verdict, the title has said so.
    """
    count = Counter(trend.alone for trend in trends)
    if len(count) == 1:
        return ""
    same, depends = count[Verdict.UNCHANGED], count[Verdict.DEPENDS_ON_SCALE]
    facts = {
        "same": number(same, words.language),
        "depends": number(depends, words.language),
    }
    if same and depends:
        return words.gettext(
            "Unchanged on %(same)s, depends on the measure on %(depends)s.", **facts
        )
    if same:
        return words.gettext("Unchanged on %(same)s.", same=facts["same"])
    if depends:
        return words.gettext(
            "Depends on the measure on %(depends)s.", depends=facts["depends"]
        )
    return ""


def chance(total: int, words: Words) -> str:
    """Give how many of the measures could seem to move by chance alone."""
    expected = total * BY_CHANCE
    if total == 1:
        return words.gettext(
            "Of %(n)s such measures about %(few)s could seem to widen or narrow by"
            " chance.",
            n=number(1 / BY_CHANCE, words.language),
            few=number(1, words.language),
        )
    if expected < _NEARLY_ONE:
        return words.gettext(
            "Of %(n)s measures less than one, on average, could seem to widen or narrow"
            " by chance.",
            n=number(total, words.language),
        )
    return words.gettext(
        "Of %(n)s measures about %(few)s could seem to widen or narrow by chance.",
        n=number(total, words.language),
        few=number(rounded(expected), words.language),
    )
