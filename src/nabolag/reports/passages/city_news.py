"""What is new in the whole city: how many areas moved by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from nabolag.reports.page import Column, Figure, Grid
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.passages.whats_new import Change, changes, dated
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.wording.naming import in_text, some_of_level
from nabolag.reports.wording.numbers import number
from nabolag.values import CITY, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How many areas of a level moved, of those whose change can be judged."""

    indicator: Indicator
    level: str
    moved: int
    judged: int


def city_news(reading: Reading, indicators: Sequence[Indicator]) -> Figure | None:
    """Give what is new for the city, or nothing where nothing is."""
    words = reading.words
    city = _city_changes(reading)
    moves = _moves(reading, indicators)
    if not city and not moves:
        return None
    return Figure(
        id="news",
        title=_title(moves, reading),
        subtitle=words.gettext(
            "The newest figures beside the ones before, and how many areas whose"
            " distance to the rest of the city changed by more than chance"
        ),
        summary="",
        tables=(_table(reading, indicators, city, moves),),
        table_link=words.gettext("Show as table"),
        source=_source(reading, indicators),
        cards=("news",),
    )


def _city_changes(reading: Reading) -> dict[str, Change]:
    codes = reading.codes(CITY)
    return {c.indicator.id: c for code in codes for c in changes(reading, code)}


def _moves(reading: Reading, indicators: Sequence[Indicator]) -> dict[str, Moves]:
    """Count on the finest level each measure has changes on."""
    found: dict[str, Moves] = {}
    judged = reading.diagnosis.news.filter(pl.col("beyond_chance").is_not_null())
    for indicator in indicators:
        for level in reading.levels():
            rows = judged.filter(
                (pl.col("indicator") == indicator.id) & (pl.col("level") == level)
            )
            if rows.height:
                found[indicator.id] = Moves(
                    indicator=indicator,
                    level=level,
                    moved=rows.filter(pl.col("beyond_chance")).height,
                    judged=rows.height,
                )
                break
    return found


def _title(moves: dict[str, Moves], reading: Reading) -> str:
    words = reading.words
    if not moves:
        return words.gettext("New figures since last time, without intervals")
    most = max(moves.values(), key=lambda m: m.moved / m.judged)
    return words.gettext(
        "%(some)s changed their distance by more than chance in %(indicator)s",
        some=some_of_level(most.level, most.moved, most.judged, words),
        indicator=in_text(most.indicator, words),
    )


def _table(
    reading: Reading,
    indicators: Sequence[Indicator],
    city: dict[str, Change],
    moves: dict[str, Moves],
) -> Grid:
    words = reading.words
    return Grid(
        caption=words.gettext("What is new in the city"),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Whole city before"), number=True),
            Column(text=words.gettext("Whole city now"), number=True),
            Column(text=words.gettext("Changed by more than chance")),
        ),
        rows=tuple(
            _cells(reading, i, city.get(i.id), moves.get(i.id))
            for i in indicators
            if i.id in city or i.id in moves
        ),
    )


def _cells(
    reading: Reading, indicator: Indicator, change: Change | None, moves: Moves | None
) -> tuple[str, ...]:
    words = reading.words
    before = now = counted = NOTHING
    if change is not None:
        before = dated(change, "value_before", "previous", words)
        now = dated(change, "value", "period", words)
    if moves is not None:
        counted = some_of_level(moves.level, moves.moved, moves.judged, words)
    return indicator.name(words.language), before, now, counted


def _source(reading: Reading, indicators: Sequence[Indicator]) -> str:
    words = reading.words
    ids = {i.id for i in indicators}
    rows = reading.diagnosis.table.filter(pl.col("indicator").is_in(ids))
    line = source_line(
        rows["source"].drop_nulls().unique(maintain_order=True),
        reading.diagnosis.sources,
        judged=False,
        words=words,
    )
    chance = words.gettext(
        "Of %(n)s areas where nothing happened, about %(few)s will pass the line by"
        " chance.",
        n=number(100, words.language),
        few=number(5, words.language),
    )
    return f"{line} {chance}"
