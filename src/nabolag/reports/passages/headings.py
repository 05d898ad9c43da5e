"""Which way an area is heading, in the sentences a page opens with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.areas.result import Verdict
from nabolag.reports.standings.trend import CLEAR, Trend
from nabolag.reports.standings.trend_texts import covered
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import in_text, some_of
from nabolag.reports.wording.numbers import number

_NAMED = 3
"""Measures named in a sentence; of more than that it says how many."""


def heading_for(trends: Sequence[Trend], words: Words) -> tuple[str, ...]:
    """Give at most two sentences: what comes nearer the city, and what falls behind.

    A distance that grows is only called falling behind on the side where the
    difficulty is. Without a clear verdict there is one sentence that says so.
    """
    if not trends:
        return ()
    if not any(trend.alone in CLEAR for trend in trends):
        return tuple(_untold(trends, words))
    return tuple(_clear(trends, words))[:2]


def _untold(trends: Sequence[Trend], words: Words) -> Iterator[str]:
    untold = sum(trend.alone is Verdict.CANNOT_TELL for trend in trends)
    if untold == len(trends) == 1:
        yield words.gettext("We cannot tell whether the distance grows or shrinks.")
    elif untold:
        yield words.gettext(
            "For %(some)s of %(total)s measures we cannot tell whether the distance"
            " grows or shrinks.",
            some=number(untold, words.language),
            total=number(len(trends), words.language),
        )


def _clear(trends: Sequence[Trend], words: Words) -> Iterator[str]:
    nearer = [t for t in trends if t.alone is Verdict.NARROWING]
    growing = [t for t in trends if t.alone is Verdict.WIDENING]
    behind = [t for t in growing if t.behind]
    away = [t for t in growing if not t.behind]
    if nearer:
        yield words.gettext(
            "Coming nearer the city: %(measures)s.", measures=_named(nearer, words)
        )
    if behind:
        yield words.gettext(
            "Falling behind: %(measures)s.", measures=_named(behind, words)
        )
    if away:
        yield words.gettext(
            "The distance grows: %(measures)s.", measures=_named(away, words)
        )


def _named(trends: Sequence[Trend], words: Words) -> str:
    ranked = sorted(trends, key=lambda trend: trend.clearness, reverse=True)
    kept = {trend.indicator.id for trend in ranked[:_NAMED]}
    named = [_dated(t, words) for t in trends if t.indicator.id in kept]
    left = [_dated(t, words) for t in trends if t.indicator.id not in kept]
    return some_of([*named, *left], _NAMED, words)


def _dated(trend: Trend, words: Words) -> str:
    """Give a measure's name, with its years where they do not reach today."""
    name = in_text(trend.indicator, words)
    return f"{name} ({covered(trend, words)})" if trend.past else name
