"""Who moves in and out of an area, group by group, and the net beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from nabolag.figures.parts import MoverRow
from nabolag.reports.page import Column, Figure, Grid, Key, Movers
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.life_stages import by_age, group_in_text, group_label
from nabolag.reports.wording.numbers import from_to, number, signed
from nabolag.reports.wording.periods import period_text, stretch
from nabolag.reports.wording.verdicts import capital
from nabolag.values import Estimate

Row = Mapping[str, Any]
"""A row of :data:`nabolag.areas.result.TURNOVER`."""


def movers(reading: Reading, code: str, *, name: str) -> Figure | None:
    """Give who moves in and out of an area, or nothing where nothing is known of it."""
    rows, words = _rows(reading, code), reading.words
    if all(row["net"] is None for row in rows):
        return None
    return Figure(
        id="movers",
        title=_title(rows, words),
        subtitle=_subtitle(rows, words),
        summary=_summary(rows, words),
        key=(
            Key(sign="moved-in", text=words.gettext("moved in")),
            Key(sign="moved-out", text=words.gettext("moved out")),
        ),
        movers=Movers(rows=tuple(_drawn(row, words) for row in rows)),
        tables=(_table(rows, name, words),),
        table_link=words.gettext("Show as table"),
        source=_source(reading),
        cards=("turnover",),
    )


def _rows(reading: Reading, code: str) -> list[Row]:
    """Give the groups from the youngest, everybody last."""
    table = reading.diagnosis.moving.turnover.filter(pl.col("code") == code)
    found = {row["group"]: row for row in table.iter_rows(named=True)}
    groups = by_age([group for group in found if group is not None])
    return [
        *(found[group] for group in groups),
        *(found[g] for g in found if g is None),
    ]


def _title(rows: Sequence[Row], words: Words) -> str:
    groups = [row for row in rows if row["group"] is not None]
    if not groups:
        return _title_of_all(rows[0], words)
    known = [row for row in groups if row["net"] is not None]
    came = max((r for r in known if r["net_low"] > 0), key=_net, default=None)
    went = min((r for r in known if r["net_high"] < 0), key=_net, default=None)
    names = [row["group"] for row in groups]
    return capital(
        _in_and_out(_who(came, names, words), _who(went, names, words), words)
    )


def _net(row: Row) -> float:
    return float(row["net"])


def _who(row: Row | None, names: Sequence[str], words: Words) -> str:
    return "" if row is None else group_in_text(row["group"], names, words)


def _in_and_out(came: str, went: str, words: Words) -> str:
    if came and went:
        return words.gettext(
            "%(came)s move in, %(went)s move out", came=came, went=went
        )
    if came:
        return words.gettext("%(came)s move in, no age group clearly out", came=came)
    if went:
        return words.gettext("%(went)s move out, no age group clearly in", went=went)
    return words.gettext("No age group clearly moves more in than out, or out than in")


def _title_of_all(row: Row, words: Words) -> str:
    if row["net_low"] > 0:
        return words.gettext("More people move in than out")
    if row["net_high"] < 0:
        return words.gettext("More people move out than in")
    return words.gettext("We cannot tell whether more people move in than out")


def _subtitle(rows: Sequence[Row], words: Words) -> str:
    facts = {"years": stretch([row[end] for row in rows for end in _ENDS], words)}
    if any(row["group"] is not None for row in rows):
        return words.gettext(
            "Moves per 1,000 residents of the age group in a year, mean of %(years)s,"
            " with 95%% interval. To the right: net per 1,000.",
            **facts,
        )
    return words.gettext(
        "Moves per 1,000 residents in a year, mean of %(years)s, with 95%% interval. To"
        " the right: net per 1,000.",
        **facts,
    )


_ENDS = ("first", "last")


def _summary(rows: Sequence[Row], words: Words) -> str:
    parts = [
        words.gettext(
            "%(group)s: %(came)s in, %(went)s out, net %(net)s",
            group=_label(row, words),
            came=_cell(row, "moved_in", words),
            went=_cell(row, "moved_out", words),
            net=_net_text(row, words),
        )
        for row in rows
    ]
    return words.gettext(
        "Moves in and out per 1,000. %(parts)s. All figures stand in the table below.",
        parts="; ".join(parts),
    )


def _drawn(row: Row, words: Words) -> MoverRow:
    return MoverRow(
        label=_label(row, words),
        moved_in=_estimate(row, "moved_in"),
        moved_out=_estimate(row, "moved_out"),
        net_text=_net_text(row, words),
    )


def _label(row: Row, words: Words) -> str:
    if row["group"] is None:
        return words.gettext("Everybody")
    return group_label(row["group"], words)


def _estimate(row: Row, way: str) -> Estimate | None:
    if row[way] is None:
        return None
    return Estimate(value=row[way], low=row[f"{way}_low"], high=row[f"{way}_high"])


def _net_text(row: Row, words: Words) -> str:
    """Give the net with a star where it may be chance: "+13 *"."""
    if row["net"] is None:
        return words.gettext("not known")
    text = signed(row["net"], words.language)
    return text if row["net_low"] > 0 or row["net_high"] < 0 else f"{text}\u00a0*"


def _cell(row: Row, column: str, words: Words) -> str:
    if row[column] is None:
        return words.gettext("not known")
    show = signed if column == "net" else number
    ends = from_to(row[f"{column}_low"], row[f"{column}_high"], words.language)
    return f"{show(row[column], words.language)} ({ends})"


def _table(rows: Sequence[Row], name: str, words: Words) -> Grid:
    return Grid(
        caption=words.gettext(
            "Moves in and out of %(name)s per 1,000 in a year (95%% interval)",
            name=name,
        ),
        columns=(
            Column(text=words.gettext("Group")),
            Column(text=words.gettext("Moved in"), number=True),
            Column(text=words.gettext("Moved out"), number=True),
            Column(text=words.gettext("Net"), number=True),
            Column(text=words.gettext("Read as")),
            Column(text=words.gettext("Inhabitants"), number=True),
            Column(text=words.gettext("Period"), number=True),
        ),
        rows=tuple(_cells(row, words) for row in rows),
    )


def _cells(row: Row, words: Words) -> tuple[str, ...]:
    people = row["people"]
    return (
        _label(row, words),
        _cell(row, "moved_in", words),
        _cell(row, "moved_out", words),
        _cell(row, "net", words),
        _read_as(row, words),
        words.gettext("not known")
        if people is None
        else number(people, words.language),
        f"{period_text(row['first'], words)}–{period_text(row['last'], words)}",
    )


def _read_as(row: Row, words: Words) -> str:
    if row["net"] is None:
        return words.gettext("Cannot tell: a count is hidden or missing")
    if row["net_low"] > 0:
        return words.gettext("More move in")
    if row["net_high"] < 0:
        return words.gettext("More move out")
    return words.gettext("The difference is uncertain")


def _source(reading: Reading) -> str:
    words = reading.words
    line = source_line(
        moves_sources(reading), reading.diagnosis.sources, words=words, judged=False
    )
    star = words.gettext("* The difference between in and out may be chance.")
    return f"{line} {star}"


def moves_sources(reading: Reading) -> set[str]:
    """Give the ids of the sources that no figure comes from: those of the moves."""
    used = set(reading.diagnosis.table["source"].drop_nulls().unique())
    return {source.id for source in reading.diagnosis.sources} - used
