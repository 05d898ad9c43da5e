"""One measure for all areas of a level, in alphabetical order, and its spread."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.reports.page import Column, Grid
from nabolag.reports.standings.fifth import any_fifth, fifth_heading, fifth_text
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import (
    NOTHING,
    Standing,
    cell_text,
    count_text,
    difference_text,
    read_as,
)
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import levels_title, levels_word
from nabolag.values import Indicator


def spread(indicator: Indicator, found: Sequence[Standing], words: Words) -> str:
    """Give how far a measure reaches over a level, without naming any area."""
    valued = sorted((s for s in found if s.value is not None), key=_value)
    name = indicator.name(words.language)
    if not valued:
        return words.gettext("%(indicator)s: no figures", indicator=name)
    # Both ends with the same decimals, whatever each area needs beside its distance.
    low, high = (s.unit.plain(_value(s)) for s in (valued[0], valued[-1]))
    level = levels_word(valued[0].text_of("level"), words)
    if low == high:
        return words.gettext(
            "%(indicator)s: %(value)s in all %(areas)s",
            indicator=name,
            value=low,
            areas=level,
        )
    return words.gettext(
        "%(indicator)s: from %(low)s to %(high)s between %(areas)s",
        indicator=name,
        low=low,
        high=high,
        areas=level,
    )


def _value(standing: Standing) -> float:
    return 0.0 if standing.value is None else standing.value


def level_tables(
    reading: Reading, indicator: Indicator, levels: Sequence[str]
) -> tuple[Grid, ...]:
    """Give each level's areas with value, distance and how it is read."""
    return tuple(_level_table(reading, indicator, level) for level in levels)


def _level_table(reading: Reading, indicator: Indicator, level: str) -> Grid:
    words = reading.words
    found = reading.across(level, indicator.id)
    fifth = any_fifth(found)
    return Grid(
        caption=_caption(reading, indicator, level),
        columns=(
            *_columns(words),
            Column(
                text=words.gettext(
                    "Difference from the rest of the city (95%% interval)"
                ),
                number=True,
            ),
            Column(text=words.gettext("Read as")),
            *((Column(text=fifth_heading(words)),) if fifth else ()),
        ),
        rows=tuple(
            (
                *_cells(s, words),
                difference_text(s) or NOTHING,
                read_as(s, words),
                *((fifth_text(s, words),) if fifth else ()),
            )
            for s in found
        ),
    )


def plain_tables(
    reading: Reading, indicator: Indicator, levels: Sequence[str]
) -> tuple[Grid, ...]:
    """Give each level's areas with their values only, as context is shown."""
    return tuple(
        Grid(
            caption=_caption(reading, indicator, level),
            columns=_columns(reading.words),
            rows=tuple(
                _cells(s, reading.words) for s in reading.across(level, indicator.id)
            ),
        )
        for level in levels
    )


def _caption(reading: Reading, indicator: Indicator, level: str) -> str:
    return reading.words.gettext(
        "%(indicator)s: %(levels)s in alphabetical order",
        indicator=indicator.name(reading.words.language),
        levels=levels_title(level, reading.words).lower(),
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(text=words.gettext("Area")),
        Column(text=words.gettext("Value (95%% interval)"), number=True),
        Column(text=words.gettext("Count"), number=True),
    )


def _cells(standing: Standing, words: Words) -> tuple[str, ...]:
    return (
        standing.text_of("name"),
        cell_text(standing, words),
        count_text(standing, words) or NOTHING,
    )
