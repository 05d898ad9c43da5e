"""One measure in the whole city: a map, all areas by name, and where distances go.

Areas stand in alphabetical order, levels apart. The title names no area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nabolag.reports.page import Edition, Figure, Page
from nabolag.reports.passages.city_trends import city_trends, trends_told
from nabolag.reports.passages.context import context_figure
from nabolag.reports.passages.frame import cards, made, remarks_on, scope
from nabolag.reports.passages.level_tables import plain_tables, spread
from nabolag.reports.passages.maps import map_below_finding
from nabolag.reports.passages.provenance import references, source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import Standing
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.naming import dimension_word, some_of_level
from nabolag.values import Indicator, Kind


def measure_page(reading: Reading, edition: Edition, indicator: Indicator) -> Page:
    """Give one measure's page of an answer that holds nothing else.

    :func:`nabolag.areas.selection.about` makes one. A measure for orientation is told
    in tables only, and not judged.
    """
    words = reading.words
    levels = [x for x in reading.levels() if reading.across(x, indicator.id)]
    finest = reading.across(levels[0], indicator.id) if levels else ()
    context = indicator.kind is Kind.CONTEXT
    whole = Page(
        language=words.language,
        place=edition.place,
        about=words.gettext("How the areas stand against their city"),
        one_area=False,
        kicker=dimension_word(indicator.dimension, words),
        title=spread(indicator, finest, words),
        verdict=(),
        meta=scope(finest, words)[1:],  # that it is one measure need not be said
        made=made(edition, words),
        remarks=remarks_on(reading.diagnosis.notices, reading=reading),
        references=references(reading.diagnosis.sources, words),
    )
    if not levels:
        return whole
    if context:
        table = _table(reading, indicator, levels, finest)
        return _with_cards(replace(whole, context=table), [table], words)
    shown = map_below_finding(reading, edition, indicator, id_="measure")
    trends = city_trends(reading, (indicator,))
    return _with_cards(
        replace(
            whole,
            verdict=(*_counted(finest, words), *_heading(reading, indicator)),
            maps=(shown,),
            development=trends,
        ),
        [shown, trends],
        words,
    )


def _table(
    reading: Reading,
    indicator: Indicator,
    levels: Sequence[str],
    finest: Sequence[Standing],
) -> Figure:
    return context_figure(
        plain_tables(reading, indicator, levels),
        source=source_line(
            (s.text_of("source") for s in finest),
            reading.diagnosis.sources,
            judged=False,
            words=reading.words,
        ),
        words=reading.words,
    )


def _with_cards(page: Page, shown: Sequence[Figure | None], words: Words) -> Page:
    """Give the page with the cards of what it shows, and no others."""
    used = {slug for figure in shown if figure for slug in figure.cards}
    kept = tuple(card for card in cards(words, room="areas") if card.slug in used)
    return replace(page, cards=kept)


def _counted(finest: Sequence[Standing], words: Words) -> tuple[Span, ...]:
    judged = [s for s in finest if s.judged]
    if not judged:
        return words.spans(
            "The source does not give the spread, so we cannot tell which areas differ"
            " by more than chance."
        )
    level = finest[0].text_of("level")
    return words.spans(
        "**%(areas)s** surely differ from the rest of the city.",
        areas=some_of_level(level, sum(s.certain for s in judged), len(judged), words),
    )


def _heading(reading: Reading, indicator: Indicator) -> Iterator[Span]:
    if told := trends_told(reading, indicator):
        yield Span(text=f" {told}")
