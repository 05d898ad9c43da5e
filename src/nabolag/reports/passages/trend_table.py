"""The table behind an area's trends: where each line begins and ends, and how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nabolag.areas.trends.fitted import FEWEST_PERIODS
from nabolag.reports.page import Column, Grid
from nabolag.reports.standings.standing import NOTHING, against_text
from nabolag.reports.standings.timelines import Line
from nabolag.reports.standings.trend import Trend
from nabolag.reports.standings.trend_texts import points
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.periods import period_text
from nabolag.reports.wording.slopes import (
    change_in_a_year,
    parts_of_city,
    ratios,
    slope_text,
)
from nabolag.reports.wording.verdicts import capital, verdict_word
from nabolag.values import Measure


def trend_table(
    found: Sequence[Line], trends: Mapping[str, Trend], *, name: str, words: Words
) -> Grid:
    """Give a row for each measure with a past, also those that cannot be judged."""
    return Grid(
        caption=words.gettext(
            "How the distance between %(name)s and the rest of the city changes",
            name=name,
        ),
        columns=_columns(name, words),
        rows=tuple(
            _row(line, trends.get(line.last.indicator.id), words) for line in found
        ),
    )


def _columns(name: str, words: Words) -> tuple[Column, ...]:
    return (
        Column(text=words.gettext("Measure")),
        Column(text=words.gettext("Judged for %(name)s alone", name=name)),
        Column(text=words.gettext("Change a year (95%% interval)"), number=True),
        Column(text=words.gettext("First period"), number=True),
        Column(text=words.gettext("Distance where the line begins"), number=True),
        Column(text=words.gettext("Ratio where the line begins"), number=True),
        Column(text=words.gettext("Last period"), number=True),
        Column(text=words.gettext("Distance where the line ends"), number=True),
        Column(text=words.gettext("Ratio where the line ends"), number=True),
        Column(text=words.gettext("Judged with all areas watched")),
        Column(
            text=words.gettext("Smallest change a year that would be seen"), number=True
        ),
    )


def _row(line: Line, trend: Trend | None, words: Words) -> tuple[str, ...]:
    measure = line.last.indicator.name(words.language)
    if trend is None:
        return (measure, _short(line, words), *[NOTHING] * 9)
    before, now = points(trend)
    ratio_before, ratio_now = _ratios(trend, words)
    return (
        measure,
        capital(verdict_word(trend.alone, words)),
        slope_text(trend.slope, trend.low, trend.high, trend.unit),
        _in_period(line, trend.first, words),
        before,
        ratio_before,
        _in_period(line, trend.last, words),
        now,
        ratio_now,
        capital(verdict_word(trend.among_all, words)),
        _seen(trend, words),
    )


def _short(line: Line, words: Words) -> str:
    few = len(line.since_break) < FEWEST_PERIODS
    return words.gettext("Too few years") if few else NOTHING


def _in_period(line: Line, period: str, words: Words) -> str:
    """Give what was published for one period: "2016: 24 % mot 13 %"."""
    return next(
        words.gettext(
            "%(period)s: %(values)s",
            period=period_text(period, words),
            values=against_text(standing, words),
        )
        for standing in line.standings
        if standing.text_of("period") == period
    )


def _ratios(trend: Trend, words: Words) -> tuple[str, str]:
    if trend.ratio is None:
        return NOTHING, NOTHING
    written = parts_of_city if trend.indicator.measure is Measure.AMOUNT else ratios
    return written(trend.ratio.first, trend.ratio.last, words.language)


def _seen(trend: Trend, words: Words) -> str:
    if trend.detectable is None:
        return NOTHING
    return change_in_a_year(trend.detectable, trend.unit, trend.indicator, words)
