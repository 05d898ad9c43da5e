"""The profile: one area's distance to the rest of its city on every indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from nabolag.figures.parts import ProfileRow
from nabolag.figures.profile import beyond, profile_scale
from nabolag.reports.page import Column, Figure, Grid, Key, Panel
from nabolag.reports.standings.fifth import any_fifth, fifth_heading, fifth_text
from nabolag.reports.standings.reading import DIMENSIONS
from nabolag.reports.standings.standing import (
    NOTHING,
    Standing,
    against_text,
    cell_text,
    count_text,
    difference_text,
    held_against,
    ratio_text,
    read_as,
    wished,
)
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import dimension_word, in_text, listed
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.periods import period_text
from nabolag.values import Measure

_NAMED = 3
"""How many of the largest distances the title names: what a line can hold."""


def profile(
    standings: Sequence[Standing],
    *,
    name: str,
    source: str,
    words: Words,
    most: int | None = None,
) -> Figure | None:
    """Give the profile of an area's newest figures, or nothing where there are none.

    ``standings`` are without context figures. Only figures with an interval are
    drawn, of them the ``most`` clearest where there is not room for all; the table
    holds all.
    """
    if not standings:
        return None
    judged = [s for s in standings if s.judged]
    shown = standings if most is None else _clearest(judged, most)
    drawn = [s for s in shown if s.judged]
    return Figure(
        id="profile",
        title=_title(judged, words),
        subtitle=_subtitle(drawn, name, words),
        notes=_left_out(len(judged) - len(drawn), words),
        summary=_summary(drawn, words),
        key=key_of(shown, words) if drawn else (),
        panels=panels_of(shown, words),
        tables=(_table(standings, name, words),),
        table_link=words.gettext("Show as table"),
        source=source,
        cards=("intervals", "differences", "city"),
    )


def _clearest(judged: Sequence[Standing], most: int) -> list[Standing]:
    ranked = sorted(judged, key=lambda s: s.clearness, reverse=True)
    chosen = {s.indicator.id for s in ranked[:most]}
    return [s for s in judged if s.indicator.id in chosen]


def _left_out(count: int, words: Words) -> tuple[str, ...]:
    if count == 0:
        return ()
    told = words.ngettext(
        "%(n)s measure with a less clear distance stands in the whole report.",
        "%(n)s measures with less clear distances stand in the whole report.",
        count,
        n=number(count, words.language),
    )
    return (told,)


def _title(drawn: Sequence[Standing], words: Words) -> str:
    if not drawn:
        return words.gettext("No source gives the spread, so no interval can be drawn")
    shares = [s for s in drawn if s.indicator.measure is Measure.SHARE] or list(drawn)
    certain = sorted((s for s in shares if s.certain), key=_size, reverse=True)
    if not certain:
        return words.gettext("All differences from the rest of the city are uncertain")
    names = [in_text(s.indicator, words) for s in certain[:_NAMED]]
    if len(certain) == 1:
        return words.gettext("Clear distance in %(name)s", name=names[0])
    return words.gettext("Largest distance in %(names)s", names=listed(names, words))


def _size(standing: Standing) -> float:
    return 0.0 if standing.distance is None else abs(standing.distance.difference)


def _subtitle(drawn: Sequence[Standing], name: str, words: Words) -> str:
    if not drawn:
        return words.gettext("The figures stand in the table.")
    if all(s.indicator.measure is Measure.SHARE for s in drawn):
        return words.gettext(
            "The share in %(name)s less the share in the rest of the city, in"
            " percentage points, with 95%% interval",
            name=name,
        )
    return words.gettext(
        "The figure for %(name)s less the figure for the rest of the city, shares in"
        " percentage points, with 95%% interval",
        name=name,
    )


def _summary(drawn: Sequence[Standing], words: Words) -> str:
    if not drawn:
        return words.gettext("No drawing: all figures stand in the table below.")
    first = max(drawn, key=lambda s: s.clearness)
    certain = sum(s.certain for s in drawn)
    return words.gettext(
        "Dot plot with intervals for %(n)s measures. %(indicator)s: %(against)s,"
        " %(difference)s. Measures that differ from the rest of the city: %(certain)s."
        " Measures whose difference is uncertain: %(uncertain)s. All figures stand in"
        " the table below.",
        n=number(len(drawn), words.language),
        indicator=first.indicator.name(words.language),
        against=against_text(first, words),
        difference=difference_text(first),
        certain=number(certain, words.language),
        uncertain=number(len(drawn) - certain, words.language),
    )


def key_of(standings: Sequence[Standing], words: Words) -> tuple[Key, ...]:
    """Give what the marks of a profile mean."""
    key = (
        Key(sign="different", text=words.gettext("differs from the city")),
        Key(sign="uncertain", text=words.gettext("the difference is uncertain")),
        Key(sign="rest", text=words.gettext("the rest of the city")),
    )
    far = any(
        beyond(row, profile_scale(panel.scale_rows))
        for panel in panels_of(standings, words)
        for row in panel.rows
    )
    if not far:
        return key
    outside = words.gettext("outside the scale: the number tells how far")
    return (*key, Key(sign="beyond", text=outside))


def panels_of(
    standings: Sequence[Standing], words: Words, *, beside: Sequence[Standing] = ()
) -> tuple[Panel, ...]:
    """Give one panel per unit and dimension; each unit has its own scale.

    The scale holds ``beside`` as well, so that areas can stand side by side.
    """
    drawn = list(_rows(standings, words))
    others = list(_rows(beside, words))
    panels: list[Panel] = []
    for word in dict.fromkeys(word for word, _ in drawn):
        rows, more = ([row for w, row in some if w == word] for some in (drawn, others))
        panels += _panels_of_unit(word, rows, more, words)
    return tuple(panels)


def _panels_of_unit(
    word: str, rows: list[ProfileRow], beside: list[ProfileRow], words: Words
) -> list[Panel]:
    rows.sort(key=lambda row: DIMENSIONS.index(row.dimension))
    parts = [(d, tuple(some)) for d, some in groupby(rows, lambda row: row.dimension)]
    return [
        Panel(
            dimension=dimension,
            heading=_heading(dimension_word(dimension, words), word),
            rows=some,
            axis=place == len(parts),
            scale_rows=(*rows, *beside),
        )
        for place, (dimension, some) in enumerate(parts, start=1)
    ]


def _heading(dimension: str, unit: str) -> str:
    return f"{dimension}, {unit}" if unit else dimension


def _rows(
    standings: Sequence[Standing], words: Words
) -> Iterator[tuple[str, ProfileRow]]:
    """Give what can be drawn, each with the word for its unit."""
    for standing in standings:
        apart, scale = standing.distance, standing.unit.scale
        if apart is None or apart.low is None or apart.high is None:
            continue
        yield (
            standing.unit.word,
            ProfileRow(
                dimension=standing.indicator.dimension,
                label=standing.indicator.name(words.language),
                difference=apart.difference * scale,
                low=apart.low * scale,
                high=apart.high * scale,
                uncertain=not standing.certain,
                against_text=against_text(standing, words),
                difference_text=difference_text(standing),
            ),
        )


def _table(standings: Sequence[Standing], name: str, words: Words) -> Grid:
    fifth = any_fifth(standings)
    return Grid(
        caption=words.gettext(
            "Measures in %(name)s beside the rest of the city", name=name
        ),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Difference (95%% interval)"), number=True),
            Column(text=words.gettext("Ratio"), number=True),
            Column(
                text=words.gettext("%(name)s (95%% interval)", name=name), number=True
            ),
            Column(text=words.gettext("Rest of the city"), number=True),
            Column(text=words.gettext("Count in %(name)s", name=name), number=True),
            Column(text=words.gettext("Period"), number=True),
            Column(text=words.gettext("Read as")),
            Column(text=words.gettext("Wished for")),
            Column(text=words.gettext("Dimension")),
            *((Column(text=fifth_heading(words)),) if fifth else ()),
        ),
        rows=tuple(
            (*_cells(s, words), *((fifth_text(s, words),) if fifth else ()))
            for s in standings
        ),
    )


def _cells(standing: Standing, words: Words) -> tuple[str, ...]:
    dimension = standing.indicator.dimension
    return (
        standing.indicator.name(words.language),
        difference_text(standing) or NOTHING,
        ratio_text(standing) or NOTHING,
        cell_text(standing, words),
        held_against(standing, words) or NOTHING,
        count_text(standing, words) or NOTHING,
        period_text(standing.text_of("period"), words),
        read_as(standing, words),
        wished(standing.indicator, words),
        dimension_word(dimension, words),
    )
