"""Small pictures of measures over time, and the table with every figure in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from nabolag.areas.result import WHOLE_CITY
from nabolag.figures.parts import Development, Point
from nabolag.figures.scale import round_up
from nabolag.reports.page import Column, Grid, Key, Small
from nabolag.reports.standings.standing import (
    NOTHING,
    Standing,
    against_text,
    cell_text,
    difference_text,
    held_against,
    other_text,
    ratio_text,
    value_text,
)
from nabolag.reports.standings.timelines import Line, change_text, part_of_city, time_of
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import dimension_word
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.periods import moment, period_text, stretch
from nabolag.values import Measure

DRAWN = 8
"""How many measures are drawn: two rows of four. The table holds them all."""

_STEPS = 4  # of a scale, at most about so many
_HAIR = 1e-9  # forgiven when a step is read from two sums


def what_is_drawn(
    drawn: Sequence[Line], found: Sequence[Line], name: str, words: Words
) -> str:
    """Give how many measures are drawn, of which years, and what the band is."""
    measures = words.gettext(
        "%(drawn)s of %(all)s measures with figures over time, %(years)s. %(name)s in"
        " colour, %(other)s in black.",
        drawn=number(len(drawn), words.language),
        all=number(len(found), words.language),
        years=years_of(drawn, words),
        name=name,
        other=_other(drawn, words),
    )
    if all(s.row["low"] is None for line in drawn for s in line.standings):
        return measures
    band = words.gettext("The band is a 95%% interval.")
    return f"{measures} {band}"


def years_of(drawn: Sequence[Line], words: Words) -> str:
    """Give the years that the pictures reach over."""
    return stretch(
        [s.text_of("period") for line in drawn for s in line.standings], words
    )


def _other(drawn: Sequence[Line], words: Words) -> str:
    """Give what is drawn in black: the rest of the city, or the whole where all is."""
    if all(line.last.row["against"] == WHOLE_CITY for line in drawn):
        return words.gettext("the whole city")
    return words.gettext("the rest of the city")


def summary(drawn: Sequence[Line], words: Words) -> str:
    """Give the hidden sentence that says what the pictures show."""
    return words.gettext(
        "Small pictures of %(n)s measures over time. The sentence under each says"
        " what it shows, and all figures stand in the table below.",
        n=number(len(drawn), words.language),
    )


def key(drawn: Sequence[Line], name: str, words: Words) -> tuple[Key, ...]:
    """Give the signs of the pictures: the area, what it is held against, a break."""
    both = (
        Key(sign="area", text=name),
        Key(sign="city", text=_other(drawn, words)),
    )
    if not any(line.breaks for line in drawn):
        return both
    broken = words.gettext("break: not comparable before and after")
    return (*both, Key(sign="break", text=broken))


def table_link(found: Sequence[Line], words: Words) -> str:
    """Give the words that open the table of all measures."""
    return words.ngettext(
        "Show %(n)s measure as table",
        "Show all %(n)s measures as table",
        len(found),
        n=number(len(found), words.language),
    )


def smalls(drawn: Sequence[Line], name: str, words: Words) -> tuple[Small, ...]:
    """Give a picture of each measure; all shares on one scale, others on their own."""
    shares = [line for line in drawn if line.last.indicator.measure is Measure.SHARE]
    common = _scale(shares)
    return tuple(
        _small(line, common if line in shares else _scale([line]), name, words)
        for line in drawn
    )


def _scale(some: Sequence[Line]) -> tuple[float, ...]:
    """Give round numbers at even steps that hold 0 and everything drawn."""
    numbers = list(_drawn_numbers(some))
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    step = round_up((high - low or 1.0) / _STEPS)
    ends = floor(low / step), ceil((high or step) / step)
    return tuple(step * n for n in range(ends[0], ends[1] + 1))


def _drawn_numbers(some: Sequence[Line]) -> Iterator[float]:
    yield 0.0
    for line in some:
        for standing in line.standings:
            for column in ("value", "low", "high", "other"):
                found = standing.number_of(column)
                if found is not None:
                    yield found * standing.unit.scale


def _small(line: Line, scale: tuple[float, ...], name: str, words: Words) -> Small:
    last = line.last
    dimension = last.indicator.dimension
    return Small(
        dimension=dimension,
        dimension_word=dimension_word(dimension, words),
        heading=last.indicator.name(words.language),
        development=_drawing(line, scale),
        caption=_caption(line, words),
        summary=words.gettext(
            "%(indicator)s, %(period)s: %(name)s %(against)s.",
            indicator=last.indicator.name(words.language),
            period=period_text(last.text_of("period"), words),
            name=name,
            against=against_text(last, words),
        ),
    )


def _drawing(line: Line, scale: tuple[float, ...]) -> Development:
    last, unit = line.last, line.last.unit
    # The step is 1, 2 or 5 times a power of ten, which tells the decimals it needs.
    decimals = max(0, -floor(log10(scale[1] - scale[0]) + _HAIR))
    return Development(
        dimension=last.indicator.dimension,
        points=tuple(_point(standing) for standing in line.standings),
        breaks=tuple(m for b in line.breaks if (m := moment(b.period)) is not None),
        low=scale[0],
        high=scale[-1],
        value_text=value_text(last),
        other_text=other_text(last),
        tick_texts={tick: unit.text(tick, decimals) for tick in scale},
    )


def _point(standing: Standing) -> Point:
    def drawn(column: str) -> float | None:
        found = standing.number_of(column)
        return None if found is None else found * standing.unit.scale

    return Point(
        year=time_of(standing),
        value=drawn("value"),
        low=drawn("low"),
        high=drawn("high"),
        other=drawn("other"),
    )


def _caption(line: Line, words: Words) -> str:
    change = change_text(line, words)
    if not line.breaks or len(line.since_break) == 1:
        return change
    return words.gettext(
        "%(change)s. Not comparable with the figures before %(year)s",
        change=change,
        year=period_text(line.breaks[-1].period, words),
    )


def all_figures(found: Sequence[Line], name: str, words: Words) -> Grid:
    """Give every figure of the measures, oldest first."""
    return Grid(
        caption=words.gettext("Measures in %(name)s over time", name=name),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Period"), number=True),
            Column(
                text=words.gettext("%(name)s (95%% interval)", name=name), number=True
            ),
            Column(text=words.gettext("Rest of the city"), number=True),
            Column(text=words.gettext("Difference (95%% interval)"), number=True),
            Column(text=words.gettext("Ratio"), number=True),
        ),
        rows=tuple(
            _cells(standing, words) for line in found for standing in line.standings
        ),
    )


def _cells(standing: Standing, words: Words) -> tuple[str, ...]:
    amount = standing.indicator.measure is Measure.AMOUNT
    ratio = part_of_city(standing, words) if amount else ratio_text(standing)
    return (
        standing.indicator.name(words.language),
        period_text(standing.text_of("period"), words),
        cell_text(standing, words),
        held_against(standing, words) or NOTHING,
        difference_text(standing) or NOTHING,
        ratio or NOTHING,
    )
