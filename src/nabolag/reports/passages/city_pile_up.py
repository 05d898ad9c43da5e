"""In how many of the city's areas difficulties pile up, beside what chance would show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from statistics import fmean, median
from typing import Any

import polars as pl

from nabolag.reports.page import Column, Entry, Figure, Grid
from nabolag.reports.passages.pile_up import some_of
from nabolag.reports.standings.reading import Reading, alphabetical
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.wording.in_words import chance
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import levels_title, some_of_level
from nabolag.reports.wording.numbers import number

_PILED = 2
"""Dimensions from which difficulties are said to pile up."""

Row = Mapping[str, Any]
"""A row of :data:`nabolag.areas.result.PILE_UP`."""


def city_pile_up(reading: Reading) -> Figure | None:
    """Give how many areas are in the fifth on two dimensions, or nothing if not counted."""
    rows, words = _rows(reading), reading.words
    if not rows:
        return None
    levels = [list(some) for _, some in groupby(rows, key=lambda row: row["level"])]
    return Figure(
        id="pile-up",
        title=_title(levels[0], words),
        subtitle=_subtitle(levels[0], words),
        summary="",
        notes=(
            words.gettext("Pile-up in the areas, not necessarily for the same people."),
        ),
        entries=tuple(_entries(levels[0], words)) if _told(levels[0]) else (),
        tables=tuple(_table(some, words) for some in levels),
        table_link=words.gettext("Show as table"),
        source=words.gettext(
            "A dimension is measured from two measures on. Areas stand in alphabetical"
            " order."
        ),
        cards=("pile_up", "worst_fifth"),
    )


def _rows(reading: Reading) -> list[Row]:
    """Give the areas where anything is measured, finest level first, by name."""
    table = reading.diagnosis.pile_up.areas.filter(pl.col("measured") > 0)
    levels = reading.levels()
    return sorted(
        table.to_dicts(),
        key=lambda row: (levels.index(row["level"]), alphabetical(row["name"])),
    )


def _title(rows: Sequence[Row], words: Words) -> str:
    if not _told(rows):
        return words.gettext(
            "We cannot tell where difficulties pile up: only one dimension is measured"
        )
    some = sum(row["in_fifth"] >= _PILED for row in rows)
    return words.gettext(
        "Difficulties pile up on two dimensions or more in %(some)s",
        some=some_of_level(rows[0]["level"], some, len(rows), words),
    )


def _told(rows: Sequence[Row]) -> bool:
    """Tell whether enough dimensions are measured for any pile-up to be seen."""
    return any(row["measured"] >= _PILED for row in rows)


def _subtitle(rows: Sequence[Row], words: Words) -> str:
    if not _told(rows):
        return words.gettext(
            "The table shows the areas that are likelier than not in the fifth where the"
            " challenges are greatest on that dimension"
        )
    return words.gettext(
        "Areas that are likelier than not in the fifth where the challenges are"
        " greatest, on two measured dimensions or more"
    )


def _entries(rows: Sequence[Row], words: Words) -> Iterator[Entry]:
    language = words.language
    yield Entry(
        kind=words.gettext("Independent measures"),
        text=words.gettext(
            "Two measures that always go together are worth no more than one. Those counted"
            " here are worth about %(n)s, so some areas will be there on several dimensions"
            " by chance alone.",
            n=number(median(row["independent"] for row in rows), language, decimals=1),
        ),
    )
    expected = [row["by_chance"] for row in rows if row["in_fifth"] == _PILED]
    if expected:
        yield Entry(
            kind=words.gettext("By pure chance"),
            text=words.gettext(
                "An area taken at random is there on two dimensions or more with a"
                " probability of %(chance)s. Counted here are only areas where it is"
                " likelier than not, so the two must not be held against each other.",
                chance=chance(fmean(expected), words),
            ),
        )


def _table(rows: Sequence[Row], words: Words) -> Grid:
    return Grid(
        caption=words.gettext(
            "Measured dimensions in the fifth: %(levels)s in alphabetical order",
            levels=levels_title(rows[0]["level"], words).lower(),
        ),
        columns=(
            Column(text=words.gettext("Area")),
            Column(text=words.gettext("Dimensions"), number=True),
            Column(text=words.gettext("Probability of at least so many"), number=True),
            Column(text=words.gettext("By pure chance"), number=True),
        ),
        rows=tuple(_cells(row, words) for row in rows),
    )


def _cells(row: Row, words: Words) -> tuple[str, ...]:
    # At least none is always so: there is nothing to be sure of.
    told = row["in_fifth"] > 0
    return (
        row["name"],
        some_of(row["in_fifth"], row["measured"], words),
        chance(row["probability"], words) if told else NOTHING,
        chance(row["by_chance"], words) if told else NOTHING,
    )
