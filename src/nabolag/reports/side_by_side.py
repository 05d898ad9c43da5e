"""Two to four areas side by side, each held against the rest of the city.

All are drawn on the same scale. Areas stand in the order they were asked for, and
nothing is added up: no one is first or last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nabolag.errors import WrongUsage
from nabolag.reports.page import Column, Grid, Key, Panel
from nabolag.reports.passages.headline import main_of, title, verdict
from nabolag.reports.passages.profile import key_of, panels_of
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import (
    NOTHING,
    Standing,
    cell_text,
    difference_text,
)
from nabolag.reports.standings.trend import trends_of
from nabolag.reports.wording.language import Span
from nabolag.reports.wording.naming import dimension_word, level_and_name, listed

FEWEST, MOST = 2, 4
"""How many areas can stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the areas: what it is called, what was found, and its profile."""

    code: str
    name: str
    kicker: str
    title: str
    verdict: tuple[Span, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Areas on one scale, with one table that holds every number."""

    title: str
    subtitle: str
    key: tuple[Key, ...]
    sides: tuple[Side, ...]
    table: Grid
    table_link: str
    source: str


def side_by_side(reading: Reading, codes: Sequence[str]) -> SideBySide:
    """Give areas side by side.

    Raises :class:`WrongUsage` for other than two to four areas, or one without figures.
    """
    if not FEWEST <= len(set(codes)) == len(codes) <= MOST:
        raise WrongUsage(
            found=f"{len(codes)} areas were asked for: {', '.join(codes)}.",
            expected="two to four areas, each once",
            remedy="Choose others.",
        )
    words = reading.words
    names = [reading.name_and_level(code)[0] for code in codes]
    found = {
        code: tuple(s for s in reading.newest(code) if not s.context) for code in codes
    }
    every = [standing for its in found.values() for standing in its]
    return SideBySide(
        title=words.gettext(
            "%(names)s beside the rest of the city", names=listed(names, words)
        ),
        subtitle=words.gettext(
            "The figure for the area less the figure for the rest of the city, shares in"
            " percentage points, with 95%% interval. All on the same scale."
        ),
        key=key_of(every, words),
        sides=tuple(_side(reading, code, its, every) for code, its in found.items()),
        table=_table(reading, found, names),
        table_link=words.gettext("Show as table"),
        source=source_line(
            (s.text_of("source") for s in every),
            reading.diagnosis.sources,
            judged=True,
            words=words,
        ),
    )


def _side(
    reading: Reading, code: str, its: Sequence[Standing], every: Sequence[Standing]
) -> Side:
    words = reading.words
    name, level = reading.name_and_level(code)
    trends = tuple(trends_of(reading, code).values())
    return Side(
        code=code,
        name=name,
        kicker=level_and_name(level, name, words),
        title=title(main_of(its), name, words),
        verdict=verdict(its, (), name, words, trends=trends),
        panels=panels_of(its, words, beside=every),
    )


def _table(
    reading: Reading, found: dict[str, tuple[Standing, ...]], names: Sequence[str]
) -> Grid:
    words = reading.words
    by_indicator = {
        code: {standing.indicator.id: standing for standing in its}
        for code, its in found.items()
    }
    rows = []
    for indicator in reading.ordered():
        cells = [its.get(indicator.id) for its in by_indicator.values()]
        if any(cells):
            dimension = dimension_word(indicator.dimension, words)
            told = [text for standing in cells for text in _cells(standing, reading)]
            rows.append((indicator.name(words.language), *told, dimension))
    return Grid(
        caption=words.gettext("Measures in %(names)s", names=listed(names, words)),
        columns=(
            Column(text=words.gettext("Measure")),
            *(column for name in names for column in _columns(name, reading)),
            Column(text=words.gettext("Dimension")),
        ),
        rows=tuple(rows),
    )


def _columns(name: str, reading: Reading) -> Iterator[Column]:
    words = reading.words
    yield Column(text=words.gettext("%(name)s (95%% interval)", name=name), number=True)
    yield Column(
        text=words.gettext(
            "%(name)s: difference from the rest of the city (95%% interval)", name=name
        ),
        number=True,
    )


def _cells(standing: Standing | None, reading: Reading) -> tuple[str, str]:
    if standing is None:
        return NOTHING, NOTHING
    return cell_text(standing, reading.words), difference_text(standing) or NOTHING
