"""The areas most like one area, and how far that answer can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from nabolag.reports.page import Column, Figure, Grid
from nabolag.reports.standings.reading import Reading
from nabolag.reports.wording.in_words import chance
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import listed
from nabolag.reports.wording.numbers import number

_HOLDS, _EVEN = 0.8, 0.5
"""Shares of the draws from which a likeness holds, or holds more often than not."""
_USUAL = 1.4
"""What two areas picked at random lie apart: the root of two."""
_FAR = 1.0
"""Farther apart than this, areas are the nearest there are without being much alike:
the square is half of what is usual between two at random."""


def likeness(reading: Reading, code: str, *, name: str) -> Figure | None:
    """Give the areas most like this one, nearest first, or nothing where refused."""
    table = reading.diagnosis.similar.filter(pl.col("code") == code)
    rows, words = table.to_dicts(), reading.words
    if not rows:
        return None
    return Figure(
        id="similar",
        title=_title(rows, words),
        subtitle=words.gettext(
            "There may be experience to learn from here. Areas are compared on all"
            " measures both have figures of, and all measures count alike."
        ),
        summary="",
        tables=(_table(rows, name, words),),
        table_link=words.gettext("Show as table"),
        source=_source(words),
        cards=("similar",),
    )


def _title(rows: Sequence[Mapping[str, Any]], words: Words) -> str:
    stable = [row for row in rows if row["stability"] >= _HOLDS]
    names = listed([row["other_name"] for row in stable], words)
    if not stable:
        return words.gettext(
            "We cannot say for sure which areas are most like this one"
        )
    if min(row["distance"] for row in stable) > _FAR:
        return words.gettext(
            "No area is much like this one. Nearest: %(names)s", names=names
        )
    return words.gettext("Most like this one: %(names)s", names=names)


def _table(rows: Sequence[Mapping[str, Any]], name: str, words: Words) -> Grid:
    return Grid(
        caption=words.gettext("The areas most like %(name)s, nearest first", name=name),
        columns=(
            Column(text=words.gettext("Area")),
            Column(text=words.gettext("Distance"), number=True),
            Column(
                text=words.gettext("Among the five nearest, share of the draws"),
                number=True,
            ),
            Column(text=words.gettext("Read as")),
            Column(text=words.gettext("Measures compared"), number=True),
        ),
        rows=tuple(_cells(row, words) for row in rows),
    )


def _cells(row: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    return (
        row["other_name"],
        number(row["distance"], words.language, decimals=2),
        chance(row["stability"], words),
        _read_as(row["stability"], words),
        number(row["indicators"], words.language),
    )


def _read_as(stability: float, words: Words) -> str:
    if stability >= _HOLDS:
        return words.gettext("Holds")
    if stability >= _EVEN:
        return words.gettext("Holds more often than not")
    return words.gettext("Uncertain: others may be as near")


def _source(words: Words) -> str:
    return words.gettext(
        "The distance is the typical one on each measure, in the areas' own spread;"
        " %(usual)s is usual between two areas picked at random.",
        usual=number(_USUAL, words.language, decimals=1),
    )
