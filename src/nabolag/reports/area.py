"""The report of one area: how it stands against its city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nabolag.reports.page import Aside, Edition, Extent, Figure, Page
from nabolag.reports.passages import headline, whats_new
from nabolag.reports.passages.context import context
from nabolag.reports.passages.development import development
from nabolag.reports.passages.frame import (
    TOLD_BY_FIGURES,
    cards,
    made,
    remarks_on,
    scope,
)
from nabolag.reports.passages.in_short import in_short
from nabolag.reports.passages.likeness import likeness
from nabolag.reports.passages.maps import map_of_area
from nabolag.reports.passages.movers import movers
from nabolag.reports.passages.moving_behind import moving_behind
from nabolag.reports.passages.pictures import DRAWN
from nabolag.reports.passages.pile_up import pile_up_card
from nabolag.reports.passages.profile import profile
from nabolag.reports.passages.provenance import references, source_line
from nabolag.reports.passages.trends import distance_trends
from nabolag.reports.passages.unseen import newest_year, unseen
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import Standing, count_text
from nabolag.reports.standings.timelines import lines
from nabolag.reports.standings.trend import Trend, followed, trends_of
from nabolag.reports.two_pages import PICTURES, ROWS, two_pages
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.naming import in_text, level_and_name, listed
from nabolag.values import Indicator, Notice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What is known of one area: what it is judged by, and its context apart."""

    reading: Reading
    edition: Edition
    code: str
    name: str
    level: str
    standings: tuple[Standing, ...]
    context: tuple[Standing, ...]
    changes: tuple[whats_new.Change, ...]
    trends: Mapping[str, Trend]

    @property
    def words(self) -> Words:
        """Give the words of the report's language."""
        return self.reading.words


def area_page(reading: Reading, edition: Edition, code: str) -> Page:
    """Give one area's report. Raises :class:`WrongUsage` for an unknown code."""
    area = _found(reading, edition, code)
    whole = _whole(area, headline.main_of(area.standings))
    if edition.extent is Extent.TWO_PAGES:
        return two_pages(whole, edition, area.words)
    return whole


def _whole(area: Found, main: Standing | None) -> Page:
    reading, edition, code, words = area.reading, area.edition, area.code, area.words
    return Page(
        language=words.language,
        place=edition.place,
        about=words.gettext("How the area stands against its city"),
        one_area=True,
        kicker=level_and_name(area.level, area.name, words),
        title=headline.title(main, area.name, words),
        verdict=_verdict(area),
        meta=(*_behind(main, words), *scope(area.standings, words)),
        made=made(edition, words),
        in_short=_in_short(area),
        profile=_profile(area),
        asides=tuple(_asides(area)),
        development=_development(area),
        maps=_maps(area, main),
        movers=movers(reading, code, name=area.name),
        behind=moving_behind(reading, code, name=area.name),
        similar=likeness(reading, code, name=area.name),
        news=_news(area),
        context=_context(area),
        remarks=remarks_on(_concerning(area), reading=reading, told=TOLD_BY_FIGURES),
        references=references(reading.diagnosis.sources, words),
        cards=cards(words, room="areas"),
    )


def _found(reading: Reading, edition: Edition, code: str) -> Found:
    name, level = reading.name_and_level(code)
    newest = reading.newest(code)
    return Found(
        reading=reading,
        edition=edition,
        code=code,
        name=name,
        level=level,
        standings=tuple(s for s in newest if not s.context),
        context=tuple(s for s in newest if s.context),
        changes=whats_new.changes(reading, code),
        trends=trends_of(reading, code),
    )


def _verdict(area: Found) -> tuple[Span, ...]:
    judged = [c.beyond_chance for c in area.changes if c.judged]
    return headline.verdict(
        area.standings,
        judged,
        area.name,
        area.words,
        trends=tuple(area.trends.values()),
    )


def _behind(main: Standing | None, words: Words) -> Iterator[str]:
    if main is not None and (count := count_text(main, words)):
        yield words.gettext(
            "%(indicator)s: %(count)s",
            indicator=main.indicator.name(words.language),
            # On one line, however narrow the page: the two numbers belong together.
            count=count.replace(" ", "\u00a0"),
        )


def _profile(area: Found) -> Figure | None:
    source = _source(area, area.standings, judged=True)
    short = area.edition.extent is Extent.TWO_PAGES
    return profile(
        area.standings,
        name=area.name,
        source=source,
        words=area.words,
        most=ROWS if short else None,
    )


def _in_short(area: Found) -> Figure | None:
    found = lines(area.reading, followed(area.reading, area.code, area.standings))
    return in_short(
        found,
        area.trends,
        name=area.name,
        source=_source(area, [line.last for line in found], judged=False),
        words=area.words,
    )


def _source(area: Found, standings: Sequence[Standing], *, judged: bool) -> str:
    return source_line(
        (s.text_of("source") for s in standings),
        area.reading.diagnosis.sources,
        words=area.words,
        judged=judged,
        interval=any(s.row["low"] is not None for s in standings),
    )


def _asides(area: Found) -> Iterator[Aside]:
    words = area.words
    # A pile-up is for those who work with it, not for a sheet that is handed round.
    if area.edition.extent is Extent.WHOLE:
        yield from filter(None, [pile_up_card(area.reading, area.code)])
    yield Aside(
        title=words.gettext("The figures say where, not why"),
        text=words.gettext(
            "They show where the area differs from the rest of the city. Why it is so"
            " must be worked out with those who live and work there."
        ),
        read_first=True,
    )
    names = [in_text(s.indicator, words) for s in area.standings if not s.directed]
    if names:
        yield Aside(
            title=words.gettext("High is not the same as bad"),
            text=words.gettext(
                "Wished neither higher nor lower: %(names)s. The wish stands in the"
                " table where there is one.",
                names=listed(names, words),
            ),
        )
    entries = unseen(
        area.standings, missing=_missing(area), year=_year(area), words=words
    )
    if entries:
        yield Aside(title=words.gettext("What we do not see here"), entries=entries)


def _missing(area: Found) -> tuple[Indicator, ...]:
    """Give indicators that others on the level have newest figures of, but not this."""
    have = {s.indicator.id for s in (*area.standings, *area.context)}
    return tuple(
        i
        for i in area.reading.ordered()
        if i.id not in have and area.reading.across(area.level, i.id)
    )


def _year(area: Found) -> int | None:
    if area.edition.made_on is not None:
        return area.edition.made_on.year
    return newest_year(area.reading.diagnosis)


def _development(area: Found) -> Figure | None:
    found = lines(area.reading, followed(area.reading, area.code, area.standings))
    drawn_from = [line.last for line in found]
    source = _source(area, drawn_from, judged=False)
    most = PICTURES if area.edition.extent is Extent.TWO_PAGES else DRAWN
    if area.trends:
        told = {line.last.indicator.id for line in found}
        return distance_trends(
            found,
            area.trends,
            without_past=[
                s.indicator for s in area.standings if s.indicator.id not in told
            ],
            name=area.name,
            source=source,
            words=area.words,
            most=most,
        )
    return development(
        found, name=area.name, source=source, words=area.words, most=most
    )


def _maps(area: Found, main: Standing | None) -> tuple[Figure, ...]:
    if main is None:
        return ()
    figure = map_of_area(area.reading, area.edition, main, id_="map-1")
    return () if figure is None else (figure,)


def _news(area: Found) -> Figure | None:
    told = {change.indicator.id for change in area.changes}
    changed = [s for s in area.standings if s.indicator.id in told]
    source = _source(area, changed, judged=False)
    return whats_new.news(area.changes, name=area.name, source=source, words=area.words)


def _context(area: Found) -> Figure | None:
    source = _source(area, area.context, judged=False)
    return context(area.context, name=area.name, source=source, words=area.words)


def _concerning(area: Found) -> Iterator[Notice]:
    """Give the notices that do not concern another area or level only."""
    for notice in area.reading.diagnosis.notices:
        elsewhere = notice.where.area not in (None, area.code)
        same_level = notice.facts.get("level", area.level) == area.level
        if same_level and not elsewhere and not _names_only_others(notice, area.name):
            yield notice


def _names_only_others(notice: Notice, name: str) -> bool:
    """Tell of a notice that names all areas it concerns, and not this one."""
    named = notice.facts.get("areas")
    return (
        isinstance(named, str) and notice.facts.get("more") == 0 and name not in named
    )
