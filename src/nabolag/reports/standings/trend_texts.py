"""What a trend says in a sentence: read off its line, never across a break."""

from __future__ import annotations

from math import inf, log

from nabolag.areas.result import Verdict
from nabolag.reports.standings.timelines import Line, moved, moved_as_part, time_of
from nabolag.reports.standings.trend import Ends, Trend
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.periods import moment, period_text, stretch
from nabolag.reports.wording.slopes import (
    change_in_a_year,
    ends,
    ends_apart,
    parts_of_city,
    ratios,
    slope_text,
)
from nabolag.reports.wording.verdicts import capital, verdict_word
from nabolag.values import Measure


def points(trend: Trend) -> tuple[str, str]:
    """Give the distance at both ends of the line: ("+11", "+8")."""
    if trend.alone in (Verdict.UNCHANGED, Verdict.CANNOT_TELL):
        return ends(trend.points.first, trend.points.last, trend.unit)
    return ends_apart(trend.points.first, trend.points.last, trend.unit)


def covered(trend: Trend, words: Words) -> str:
    """Give the years a line goes through: "2016–2025"."""
    return stretch([trend.first, trend.last], words)


def told(trend: Trend, line: Line, words: Words) -> str:
    """Give what stands under a trend's picture, without a full stop at its end."""
    sentence = _said(trend, words)
    if not is_cut(trend, line):
        return sentence
    return words.gettext(
        "%(sentence)s. The line covers %(years)s, as the figures outside it cannot be"
        " compared",
        sentence=sentence,
        years=covered(trend, words),
    )


def heading(trend: Trend, words: Words) -> str:
    """Give a trend in one line: verdict, where it goes, and the change a year."""
    slope = words.gettext(
        "%(change)s a year",
        change=slope_text(trend.slope, trend.low, trend.high, trend.unit),
    )
    verdict = capital(verdict_word(trend.alone, words))
    return " · ".join((verdict, _way(trend, words), slope))


def is_cut(trend: Trend, line: Line) -> bool:
    """Tell whether there are figures before or after those the line goes through."""
    inside = [moment(period) for period in (trend.first, trend.last)]
    return inside != [time_of(line.standings[0]), time_of(line.last)]


def _said(trend: Trend, words: Words) -> str:
    if trend.alone is Verdict.CANNOT_TELL:
        return _why_not(trend, words)
    return _way(trend, words)


def _way(trend: Trend, words: Words) -> str:
    if trend.alone is Verdict.DEPENDS_ON_SCALE and trend.ratio is not None:
        return _by_scale(trend, trend.ratio, words)
    return _by_line(trend, words)


def _by_line(trend: Trend, words: Words) -> str:
    """Give the line's ends with their periods, an amount's as part of the city's."""
    years = {
        "first": period_text(trend.first, words),
        "last": period_text(trend.last, words),
    }
    if trend.indicator.measure is Measure.AMOUNT and trend.ratio is not None:
        parts = parts_of_city(trend.ratio.first, trend.ratio.last, words.language)
        return moved_as_part(*parts, years, words)
    return moved(trend.indicator.measure, *points(trend), years, words)


def _why_not(trend: Trend, words: Words) -> str:
    if not trend.swings:
        return words.gettext(
            "The area lies so near the city that it cannot be seen whether the distance"
            " grows or shrinks"
        )
    if trend.detectable is None:
        return words.gettext("The figure swings more than the line moves")
    return words.gettext(
        "The figure swings more than the line moves. Only a change of %(size)s a year"
        " would be seen",
        size=change_in_a_year(trend.detectable, trend.unit, trend.indicator, words),
    )


def _by_scale(trend: Trend, ratio: Ends, words: Words) -> str:
    before, now = points(trend)
    share = trend.indicator.measure is Measure.SHARE
    amount = trend.indicator.measure is Measure.AMOUNT
    written = parts_of_city if amount else ratios
    ratio_before, ratio_now = written(ratio.first, ratio.last, words.language)
    facts = {
        "scale": words.gettext("In points") if share else words.gettext("In figures"),
        "before": before,
        "now": now,
        "ratio_before": ratio_before,
        "ratio_now": ratio_now,
    }
    grows = _off_one(ratio.last) > _off_one(ratio.first)
    # Points and ratio that go the same way depend on the scale only by size.
    if trend.stands or grows is trend.points_grow:
        return _stands(facts, words, grows=grows)
    return _opposite(facts, words, grows=grows)


def _off_one(ratio: float) -> float:
    """Give how far a ratio is from 1, twice and half being equally far."""
    return abs(log(ratio)) if ratio > 0 else inf


def _stands(facts: dict[str, str], words: Words, *, grows: bool) -> str:
    if grows:
        return words.gettext(
            "%(scale)s the distance is unchanged (%(before)s to %(now)s), as a ratio it"
            " widens (%(ratio_before)s to %(ratio_now)s)",
            **facts,
        )
    return words.gettext(
        "%(scale)s the distance is unchanged (%(before)s to %(now)s), as a ratio it"
        " narrows (%(ratio_before)s to %(ratio_now)s)",
        **facts,
    )


def _opposite(facts: dict[str, str], words: Words, *, grows: bool) -> str:
    if grows:
        return words.gettext(
            "%(scale)s the distance narrows (%(before)s to %(now)s), as a ratio it"
            " widens (%(ratio_before)s to %(ratio_now)s)",
            **facts,
        )
    return words.gettext(
        "%(scale)s the distance widens (%(before)s to %(now)s), as a ratio it narrows"
        " (%(ratio_before)s to %(ratio_now)s)",
        **facts,
    )
