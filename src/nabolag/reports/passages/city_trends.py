"""Where distances grow and shrink in the whole city, with every area watched at once.

Areas are named in alphabetical order, never by the size of their trend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from nabolag.areas.result import Verdict
from nabolag.reports.page import Column, Entry, Figure, Grid
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.standings.trend import Trend, trends_across
from nabolag.reports.standings.trend_texts import covered
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import levels_title, some_of, some_of_level
from nabolag.reports.wording.numbers import number, percent
from nabolag.reports.wording.periods import stretch
from nabolag.reports.wording.slopes import slope_text
from nabolag.reports.wording.verdicts import capital, verdict_word
from nabolag.values import Indicator

_NAMED = 6
"""Areas named in a sentence; of more than that it says how many."""
_NEVER, _ALWAYS = 0.01, 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One measure with the trends of all areas, and those of its finest level."""

    indicator: Indicator
    trends: tuple[Trend, ...]
    finest: tuple[Trend, ...]


def city_trends(reading: Reading, indicators: Sequence[Indicator]) -> Figure | None:
    """Give the city's trends, or nothing where no area has any."""
    words = reading.words
    watched = _watched(reading, indicators)
    if not watched:
        return None
    return replace(
        _in_short(watched, reading),
        entries=tuple(
            Entry(
                kind=each.indicator.name(words.language),
                subject=_years(each.finest, words),
                text=" ".join(_sentences(each.finest, words)),
            )
            for each in watched
        ),
        tables=tuple(_tables(watched, reading)),
    )


def trends_in_short(
    reading: Reading, indicators: Sequence[Indicator]
) -> tuple[Figure | None, Mapping[str, str]]:
    """Give what the city's trends come to without tables, and a text on each measure.

    In a large city the tables are long; each then stands on its measure's own page.
    """
    watched = _watched(reading, indicators)
    told = {
        each.indicator.id: " ".join(_sentences(each.finest, reading.words))
        for each in watched
    }
    return (_in_short(watched, reading) if watched else None), told


def trends_told(reading: Reading, indicator: Indicator) -> str:
    """Give where one measure's distances grow and shrink; empty where none is known."""
    return trends_in_short(reading, (indicator,))[1].get(indicator.id, "")


def _in_short(watched: Sequence[Watched], reading: Reading) -> Figure:
    words = reading.words
    return Figure(
        id="development",
        title=_title(watched, words),
        subtitle=words.gettext(
            "The distance between each area and the rest of the city, by a straight"
            " line through the figures of %(years)s",
            years=_years([t for each in watched for t in each.trends], words),
        ),
        notes=(_false_alarms(words),),
        summary="",
        tables=(),
        table_link=words.gettext("Show as table"),
        source=_source(reading, [each.indicator.id for each in watched]),
        cards=("verdicts", "drawn_together"),
    )


def _watched(reading: Reading, indicators: Sequence[Indicator]) -> tuple[Watched, ...]:
    found = ((each, trends_across(reading, each.id)) for each in indicators)
    return tuple(
        Watched(indicator=each, trends=trends, finest=_finest(trends, reading))
        for each, trends in found
        if trends
    )


def _finest(trends: Sequence[Trend], reading: Reading) -> tuple[Trend, ...]:
    """Give the trends of the finest level that has any."""
    level = next(x for x in reading.levels() if any(t.level == x for t in trends))
    return tuple(t for t in trends if t.level == level)


def _title(watched: Sequence[Watched], words: Words) -> str:
    if len(watched) == 1:
        return _title_of_one(watched[0], words)
    widens, narrows = (
        sum(bool(_where(each.finest, verdict)) for each in watched)
        for verdict in (Verdict.WIDENING, Verdict.NARROWING)
    )
    total = number(len(watched), words.language)
    if widens and narrows:
        return words.gettext(
            "On %(widening)s of %(total)s measures the distance widens in some areas, on"
            " %(narrowing)s it narrows in some",
            widening=number(widens, words.language),
            narrowing=number(narrows, words.language),
            total=total,
        )
    return _title_one_way(widens, narrows, total, words)


def _title_one_way(widens: int, narrows: int, total: str, words: Words) -> str:
    if widens:
        return words.gettext(
            "On %(n)s of %(total)s measures the distance widens in some areas, on none"
            " it narrows",
            n=number(widens, words.language),
            total=total,
        )
    if narrows:
        return words.gettext(
            "On %(n)s of %(total)s measures the distance narrows in some areas, on none"
            " it widens",
            n=number(narrows, words.language),
            total=total,
        )
    return words.gettext(
        "On none of %(total)s measures does any area's distance clearly widen or narrow",
        total=total,
    )


def _title_of_one(only: Watched, words: Words) -> str:
    widens, narrows = (
        len(_where(only.finest, verdict))
        for verdict in (Verdict.WIDENING, Verdict.NARROWING)
    )
    level, total = only.finest[0].level, len(only.finest)
    return words.gettext(
        "%(indicator)s %(years)s: the distance widens in %(some)s, narrows in"
        " %(narrowing)s",
        indicator=only.indicator.name(words.language),
        years=_years(only.finest, words),
        some=some_of_level(level, widens, total, words),
        narrowing=number(narrows, words.language),
    )


def _where(trends: Sequence[Trend], verdict: Verdict) -> list[str]:
    """Give the names of the areas with a verdict."""
    return [trend.name for trend in trends if trend.among_all is verdict]


def _years(trends: Sequence[Trend], words: Words) -> str:
    return stretch([p for t in trends for p in (t.first, t.last)], words)


def _false_alarms(words: Words) -> str:
    return words.gettext(
        "Among many areas some always seem to move by chance. All are therefore weighed"
        " together, and an area is named only where the chance of naming the wrong"
        " direction is under one in twenty. A report on one area asks of that area"
        " alone, and may tell more."
    )


def _sentences(trends: Sequence[Trend], words: Words) -> Iterator[str]:
    widens, narrows = (
        _where(trends, verdict) for verdict in (Verdict.WIDENING, Verdict.NARROWING)
    )
    if widens:
        yield words.gettext(
            "The distance widens in %(areas)s.", areas=some_of(widens, _NAMED, words)
        )
    if narrows:
        yield words.gettext(
            "The distance narrows in %(areas)s.", areas=some_of(narrows, _NAMED, words)
        )
    if not widens and not narrows:
        yield words.gettext("The distance clearly widens or narrows in no area.")
    if depends := _where(trends, Verdict.DEPENDS_ON_SCALE):
        yield words.gettext(
            "In %(areas)s it depends on the measure.",
            areas=some_of(depends, _NAMED, words),
        )
    yield from _counted(trends, words)


def _counted(trends: Sequence[Trend], words: Words) -> Iterator[str]:
    """Give how many cannot be told and how many stand still."""
    untold, same = (
        len(_where(trends, verdict))
        for verdict in (Verdict.CANNOT_TELL, Verdict.UNCHANGED)
    )
    level, total = trends[0].level, len(trends)
    if untold:
        yield words.gettext(
            "For %(areas)s we cannot tell.",
            areas=some_of_level(level, untold, total, words),
        )
    if same:
        yield words.gettext(
            "The distance is unchanged in %(areas)s.",
            areas=some_of_level(level, same, total, words),
        )


def _tables(watched: Sequence[Watched], reading: Reading) -> Iterator[Grid]:
    for each in watched:
        for level in reading.levels():
            if some := [trend for trend in each.trends if trend.level == level]:
                yield _table(each.indicator, level, some, reading.words)


def _table(
    indicator: Indicator, level: str, trends: Sequence[Trend], words: Words
) -> Grid:
    return Grid(
        caption=words.gettext(
            "%(indicator)s: %(levels)s in alphabetical order",
            indicator=indicator.name(words.language),
            levels=levels_title(level, words).lower(),
        ),
        columns=(
            Column(text=words.gettext("Area")),
            Column(text=words.gettext("Years"), number=True),
            Column(text=words.gettext("Change a year (95%% interval)"), number=True),
            Column(text=words.gettext("Judged with all areas watched")),
            Column(text=words.gettext("Chance that the distance widens"), number=True),
        ),
        rows=tuple(_cells(trend, words) for trend in trends),
    )


def _cells(trend: Trend, words: Words) -> tuple[str, ...]:
    return (
        trend.name,
        covered(trend, words),
        slope_text(trend.slope, trend.low, trend.high, trend.unit),
        capital(verdict_word(trend.among_all, words)),
        _chance(trend.p_widening, words),
    )


def _chance(probability: float | None, words: Words) -> str:
    """Give a chance in per cent, never as certainty."""
    if probability is None:
        return NOTHING
    if probability < _NEVER:
        return words.gettext("under %(share)s", share=percent(_NEVER, words.language))
    if probability > _ALWAYS:
        return words.gettext("over %(share)s", share=percent(_ALWAYS, words.language))
    return percent(probability, words.language)


def _source(reading: Reading, ids: Sequence[str]) -> str:
    rows = reading.diagnosis.table.filter(pl.col("indicator").is_in(ids))
    return source_line(
        rows["source"].drop_nulls().unique(maintain_order=True),
        reading.diagnosis.sources,
        judged=False,
        words=reading.words,
    )
