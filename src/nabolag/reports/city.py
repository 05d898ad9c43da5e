"""The report of a whole city: every measure on a map and in a table, no ranks.

Areas stand in alphabetical order, levels apart. No title names an area.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from nabolag.reports.page import Aside, Edition, Entry, Figure, Page, Section
from nabolag.reports.passages.city_concentration import city_concentration
from nabolag.reports.passages.city_news import city_news
from nabolag.reports.passages.city_pile_up import city_pile_up
from nabolag.reports.passages.city_trends import city_trends, trends_in_short
from nabolag.reports.passages.context import context_figure
from nabolag.reports.passages.frame import cards, made, remarks_on, scope
from nabolag.reports.passages.level_tables import plain_tables, spread
from nabolag.reports.passages.maps import map_below_finding, map_of_city
from nabolag.reports.passages.provenance import references, source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import Standing
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.naming import dimension_word, levels_title
from nabolag.reports.wording.numbers import number
from nabolag.values import Indicator, Kind


def city_page(reading: Reading, edition: Edition) -> Page:
    """Give the report of the whole city."""
    judged = _told_of(reading, context=False)
    return replace(
        _frame(reading, edition, judged, main_of(reading, judged)),
        sections=tuple(_sections(reading, edition, judged)),
        development=city_trends(reading, judged),
        context=_context(reading),
    )


def city_front(reading: Reading, edition: Edition) -> Page:
    """Give the whole city in short, with what each measure came to.

    Figures of ``sections`` are only findings: each measure has a page of its own, with
    its map and its table (:func:`nabolag.reports.measure.measure_page`). Only the
    measure that the title is about is drawn.
    """
    judged = _told_of(reading, context=False)
    main = main_of(reading, judged)
    trends, told = trends_in_short(reading, judged)
    drawn = [map_below_finding(reading, edition, i, id_="main") for i in [main] if i]
    return replace(
        _frame(reading, edition, judged, main),
        maps=tuple(drawn),
        sections=(*_findings(reading, judged, told), *_for_orientation(reading)),
        development=trends,
    )


def _frame(
    reading: Reading,
    edition: Edition,
    judged: Sequence[Indicator],
    main: Indicator | None,
) -> Page:
    words = reading.words
    all_standings = [s for i in judged for s in _finest(reading, i)]
    return Page(
        language=words.language,
        place=edition.place,
        about=words.gettext("How the areas stand against their city"),
        one_area=False,
        kicker=words.gettext("The whole city"),
        title=_title(reading, main, edition.place),
        verdict=_verdict(all_standings, words),
        meta=(*_areas(reading), *scope(all_standings, words)),
        made=made(edition, words),
        asides=_asides(reading, judged),
        concentration=city_concentration(reading),
        pile_up=city_pile_up(reading),
        news=city_news(reading, judged),
        remarks=remarks_on(reading.diagnosis.notices, reading=reading),
        references=references(reading.diagnosis.sources, words),
        cards=cards(words, room="areas"),
    )


def _told_of(reading: Reading, *, context: bool) -> tuple[Indicator, ...]:
    """Give the measures that any area has figures of: context, or all others."""
    return tuple(
        i
        for i in reading.ordered()
        if (i.kind is Kind.CONTEXT) is context and _levels(reading, i)
    )


def main_of(reading: Reading, judged: Sequence[Indicator]) -> Indicator | None:
    """Choose the measure the report opens with: where most areas surely differ.

    Counted on each measure's finest level; a measure where one way is wished for goes
    before one where none is.
    """

    def spread_out(indicator: Indicator) -> tuple[bool, int]:
        found = _finest(reading, indicator)
        wished = any(s.directed and s.judged for s in found)
        return wished, sum(s.certain for s in found)

    return max(judged, key=spread_out, default=None)


def _finest(reading: Reading, indicator: Indicator) -> tuple[Standing, ...]:
    return reading.across(_levels(reading, indicator)[0], indicator.id)


def _title(reading: Reading, main: Indicator | None, place: str) -> str:
    found = () if main is None else _finest(reading, main)
    if main is None or all(s.value is None for s in found):
        return reading.words.gettext("No figures for %(name)s", name=place)
    return spread(main, found, reading.words)


def _verdict(standings: Sequence[Standing], words: Words) -> tuple[Span, ...]:
    judged = [s for s in standings if s.judged]
    if not judged:
        return words.spans(
            "No source gives the spread of its figures, so we cannot tell which areas"
            " differ from the rest of the city by more than chance."
        )
    certain = sum(s.certain for s in judged)
    return words.spans(
        "**%(some)s of %(total)s differences** between an area and the rest of the city"
        " are certain, the others are uncertain. Areas stand in alphabetical order: a"
        " distance is no rank.",
        some=number(certain, words.language),
        total=number(len(judged), words.language),
    )


def _areas(reading: Reading) -> Iterator[str]:
    for level in reading.levels():
        codes = reading.codes(level)
        yield f"{levels_title(level, reading.words)}: " + number(
            len(codes), reading.words.language
        )


def _sections(
    reading: Reading, edition: Edition, judged: Sequence[Indicator]
) -> Iterator[Section]:
    numbered = enumerate(judged, start=1)
    for dimension, some in groupby(numbered, key=lambda pair: pair[1].dimension):
        yield Section(
            id=f"dimension-{dimension.value if dimension else 'other'}",
            dimension=dimension,
            heading=dimension_word(dimension, reading.words),
            figures=tuple(
                map_of_city(reading, edition, indicator, id_=f"measure-{n}")
                for n, indicator in some
            ),
        )


def _findings(
    reading: Reading, judged: Sequence[Indicator], told: Mapping[str, str]
) -> Iterator[Section]:
    for dimension, some in groupby(judged, key=lambda i: i.dimension):
        yield Section(
            id=f"dimension-{dimension.value if dimension else 'other'}",
            dimension=dimension,
            heading=dimension_word(dimension, reading.words),
            figures=tuple(
                _finding(
                    i,
                    spread(i, _finest(reading, i), reading.words),
                    told.get(i.id, ""),
                )
                for i in some
            ),
        )


def _for_orientation(reading: Reading) -> Iterator[Section]:
    """Give context measures by name only: they are not held against each other."""
    words = reading.words
    if apart := _told_of(reading, context=True):
        yield Section(
            id="for-orientation",
            dimension=None,
            heading=words.gettext("For orientation"),
            figures=tuple(_finding(i, i.name(words.language), "") for i in apart),
        )


def _finding(indicator: Indicator, title: str, subtitle: str) -> Figure:
    return Figure(
        id=indicator.id,
        title=title,
        subtitle=subtitle,
        summary="",
        tables=(),
        table_link="",
        source="",
        indicator=indicator.id,
    )


def _levels(reading: Reading, indicator: Indicator) -> tuple[str, ...]:
    return tuple(x for x in reading.levels() if reading.across(x, indicator.id))


def _asides(reading: Reading, judged: Sequence[Indicator]) -> tuple[Aside, ...]:
    words = reading.words
    entries = tuple(
        Entry(
            kind=words.gettext("Without interval"),
            subject=indicator.name(words.language),
            text=words.gettext(
                "The source does not give the spread, so we cannot tell which areas"
                " differ by more than chance."
            ),
        )
        for indicator in judged
        if not any(s.judged for s in _finest(reading, indicator))
    )
    title = words.gettext("What we do not see here")
    return (Aside(title=title, entries=entries),) if entries else ()


def _context(reading: Reading) -> Figure | None:
    """Give context figures as tables only: never drawn, so never seen as a pattern."""
    apart = _told_of(reading, context=True)
    if not apart:
        return None
    found = [s for i in apart for s in _finest(reading, i)]
    return context_figure(
        tuple(t for i in apart for t in plain_tables(reading, i, _levels(reading, i))),
        source=source_line(
            (s.text_of("source") for s in found),
            reading.diagnosis.sources,
            judged=False,
            words=reading.words,
        ),
        words=reading.words,
    )
