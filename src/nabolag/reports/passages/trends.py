"""Whether an area falls behind: a verdict and a picture for each measure over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nabolag.areas.result import Verdict
from nabolag.areas.trends.fitted import FEWEST_PERIODS
from nabolag.reports.page import Figure, Small
from nabolag.reports.passages import pictures
from nabolag.reports.passages.pictures import DRAWN
from nabolag.reports.passages.trend_counts import chance, others, title
from nabolag.reports.passages.trend_table import trend_table
from nabolag.reports.standings.timelines import Line
from nabolag.reports.standings.trend import CLEAR, Trend
from nabolag.reports.standings.trend_texts import covered, is_cut, told
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import in_text, listed, some_of
from nabolag.reports.wording.verdicts import verdict_word
from nabolag.values import Indicator

_NAMED = 6
"""Measures named as too short; of more than that it says how many."""

Trends = Mapping[str, Trend]


def distance_trends(  # noqa: PLR0913 - what is told, of whom, and how much of it
    found: Sequence[Line],
    trends: Trends,
    *,
    without_past: Sequence[Indicator],
    name: str,
    source: str,
    words: Words,
    most: int = DRAWN,
) -> Figure:
    """Give what an area's distances come to; at least one line must have a trend.

    ``trends`` are by indicator, ``without_past`` has figures for one period only, and
    ``source`` is of the figures in ``found``, of which ``most`` are drawn. The area is named beforehand, so each
    measure is judged alone.
    """
    judged = [t for line in found if (t := _of(line, trends)) is not None]
    drawn = _drawn(found, trends, most)
    subtitle = pictures.what_is_drawn(drawn, found, name, words)
    return Figure(
        id="development",
        title=title(judged, words),
        subtitle=" ".join(filter(None, (subtitle, others(judged, words)))),
        notes=(
            chance(len(judged), words),
            *_long_ago(judged, words),
            *_too_short([*_without_line(found, trends), *without_past], words),
        ),
        summary=pictures.summary(drawn, words),
        key=pictures.key(drawn, name, words),
        smalls=_smalls(drawn, trends, name, words),
        tables=(
            trend_table(found, trends, name=name, words=words),
            pictures.all_figures(found, name, words),
        ),
        table_link=pictures.table_link(found, words),
        source=f"{source} {_how(found, trends, name, words)}",
        cards=("verdicts", "slopes"),
    )


def _of(line: Line, trends: Trends) -> Trend | None:
    return trends.get(line.last.indicator.id)


def _drawn(found: Sequence[Line], trends: Trends, most: int) -> list[Line]:
    """Choose clear verdicts, then the clearest distances, and keep them in order.

    One that cannot be told is among them where there is one: it is a result as well.
    """

    def place(line: Line) -> tuple[int, float]:
        trend = _of(line, trends)
        clear = trend is not None and trend.alone in CLEAR
        return (0 if clear else 1 if trend else 2), -line.last.clearness

    ranked = sorted(found, key=place)
    untold = [line for line in ranked if _untold(line, trends)]
    chosen = ranked[:most]
    if untold and untold[0] not in chosen:
        chosen[-1] = untold[0]
    kept = {line.last.indicator.id for line in chosen}
    return [line for line in found if line.last.indicator.id in kept]


def _untold(line: Line, trends: Trends) -> bool:
    trend = _of(line, trends)
    return trend is not None and trend.alone is Verdict.CANNOT_TELL


def _long_ago(judged: Sequence[Trend], words: Words) -> tuple[str, ...]:
    past = [trend for trend in judged if trend.past]
    # Of a single measure the title says the years.
    if not past or len(judged) == 1:
        return ()
    return (
        words.gettext(
            "Judged only by the years before a break: %(names)s.",
            names="; ".join(
                f"{in_text(trend.indicator, words)} {covered(trend, words)}"
                for trend in past
            ),
        ),
    )


def _without_line(found: Sequence[Line], trends: Trends) -> list[Indicator]:
    return [
        line.last.indicator
        for line in found
        if _of(line, trends) is None and len(line.since_break) < FEWEST_PERIODS
    ]


def _too_short(short: Sequence[Indicator], words: Words) -> tuple[str, ...]:
    if not short:
        return ()
    named = some_of([in_text(each, words) for each in short], _NAMED, words)
    return (words.gettext("Too few years to judge: %(names)s.", names=named),)


def _smalls(
    drawn: Sequence[Line], trends: Trends, name: str, words: Words
) -> tuple[Small, ...]:
    plain = pictures.smalls(drawn, name, words)
    return tuple(
        _judged(small, line, _of(line, trends), words)
        for small, line in zip(plain, drawn, strict=True)
    )


def _judged(small: Small, line: Line, trend: Trend | None, words: Words) -> Small:
    if trend is None:
        return small
    return replace(
        small,
        caption=told(trend, line, words),
        verdict=trend.alone,
        verdict_word=verdict_word(trend.alone, words),
    )


def _how(found: Sequence[Line], trends: Trends, name: str, words: Words) -> str:
    """Say what the verdicts mean, and which years they are about where figures break."""
    read = words.gettext(
        "Distances under the pictures are read off a straight line through the years."
        " Each measure is judged for %(name)s alone, by the change a year with a 95%%"
        " interval. “Unchanged” means that the change surely is small: over ten years"
        " less than a quarter of the areas' standard deviation. “Depends on the"
        " measure” means that points and ratio go different ways.",
        name=name,
    )
    return " ".join([read, *_cut(found, trends, words)])


def _cut(found: Sequence[Line], trends: Trends, words: Words) -> tuple[str, ...]:
    """Give the years of lines that a break has cut, measures of the same years together."""
    years: dict[str, list[str]] = {}
    for line in found:
        trend = _of(line, trends)
        if trend is not None and is_cut(trend, line):
            span = covered(trend, words)
            years.setdefault(span, []).append(in_text(trend.indicator, words))
    if not years:
        return ()
    return (
        words.gettext(
            "Where a break cuts the figures, the line covers only years that can be"
            " compared: %(years)s.",
            years="; ".join(
                f"{span} ({listed(names, words)})" for span, names in years.items()
            ),
        ),
    )
