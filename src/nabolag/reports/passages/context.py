"""Figures for orientation only: background, told apart and judged by no one."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.reports.page import Column, Figure, Grid
from nabolag.reports.standings.standing import (
    NOTHING,
    Standing,
    cell_text,
    count_text,
    held_against,
)
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.periods import period_text


def context(
    standings: Sequence[Standing], *, name: str, source: str, words: Words
) -> Figure | None:
    """Give an area's context figures as a table, or nothing where there are none."""
    if not standings:
        return None
    table = Grid(
        caption=words.gettext("Figures for orientation in %(name)s", name=name),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(
                text=words.gettext("%(name)s (95%% interval)", name=name), number=True
            ),
            Column(text=words.gettext("Rest of the city"), number=True),
            Column(text=words.gettext("Count in %(name)s", name=name), number=True),
            Column(text=words.gettext("Period"), number=True),
        ),
        rows=tuple(_cells(s, words) for s in standings),
    )
    return context_figure((table,), source=source, words=words)


def context_figure(tables: tuple[Grid, ...], *, source: str, words: Words) -> Figure:
    """Give tables of context figures with the words that set them apart."""
    return Figure(
        id="context",
        title=words.gettext("For orientation"),
        subtitle=words.gettext(
            "These figures are background. They are neither wished higher nor lower, and are"
            " never used to judge or rank an area."
        ),
        summary="",
        tables=tables,
        table_link=words.gettext("Show as table"),
        source=source,
        cards=("intervals",),
    )


def _cells(standing: Standing, words: Words) -> tuple[str, ...]:
    return (
        standing.indicator.name(words.language),
        cell_text(standing, words),
        held_against(standing, words) or NOTHING,
        count_text(standing, words) or NOTHING,
        period_text(standing.text_of("period"), words),
    )
