"""What is new: the newest figures beside the ones before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from nabolag.reports.page import Column, Entry, Figure, Grid
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.wording.distances import Distance, Shown, shown
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import in_text, listed
from nabolag.reports.wording.numbers import number, signed
from nabolag.reports.wording.periods import period_text
from nabolag.reports.wording.units import Unit
from nabolag.values import Indicator, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one figure and its distance to the city moved since the period before.

    ``row`` is the change's row of :data:`nabolag.areas.result.NEWS`; ``apart`` is the
    distance now, before and the change between them, as they are shown.
    """

    indicator: Indicator
    unit: Unit
    row: Mapping[str, object]
    apart: Shown | None

    @property
    def judged(self) -> bool:
        """Tell whether the change has an interval."""
        return self.row["beyond_chance"] is not None

    @property
    def beyond_chance(self) -> bool:
        """Tell whether the change is more than chance would make it."""
        return self.row["beyond_chance"] is True


def changes(reading: Reading, code: str) -> tuple[Change, ...]:
    """Give what is new for one area or the city, context figures left out."""
    rows = reading.diagnosis.news.filter(pl.col("code") == code)
    found = {row["indicator"]: row for row in rows.iter_rows(named=True)}
    return tuple(
        _change(found[i.id], i, reading.units[i.id])
        for i in reading.ordered()
        if i.id in found and i.kind is not Kind.CONTEXT
    )


def _change(row: Mapping[str, object], indicator: Indicator, unit: Unit) -> Change:
    now, before, change = (
        row[name] for name in ("difference", "difference_before", "change")
    )
    low, high = row["change_low"], row["change_high"]
    apart = None
    if (
        isinstance(now, float)
        and isinstance(before, float)
        and isinstance(change, float)
    ):
        moved = Distance(
            value=now,
            other=before,
            difference=change,
            low=low if isinstance(low, float) else None,
            high=high if isinstance(high, float) else None,
        )
        apart = shown(moved, scale=unit.scale, fewest=unit.fewest)
    return Change(indicator=indicator, unit=unit, row=row, apart=apart)


def news(
    found: Sequence[Change], *, name: str, source: str, words: Words
) -> Figure | None:
    """Give what is new for one area, or nothing where nothing is."""
    if not found:
        return None
    return Figure(
        id="news",
        title=_title(found, words),
        subtitle=words.gettext(
            "The distance between %(name)s and the rest of the city, newest figures"
            " beside the ones before, with 95%% interval of the change",
            name=name,
        ),
        summary="",
        entries=_entries(found, words),
        tables=(_table(found, name, words),),
        table_link=words.gettext("Show as table"),
        source=source,
        cards=("news",),
    )


def _title(found: Sequence[Change], words: Words) -> str:
    judged = [c for c in found if c.judged]
    moved = sum(c.beyond_chance for c in judged)
    if moved:
        return words.ngettext(
            "The distance has changed by more than chance on %(n)s of %(total)s measure",
            "The distance has changed by more than chance on %(n)s of %(total)s measures",
            len(judged),
            n=number(moved, words.language),
            total=number(len(judged), words.language),
        )
    if judged:
        return words.gettext(
            "No distance has changed by more than chance since last time"
        )
    return words.gettext("New figures since last time, without intervals")


def _entries(found: Sequence[Change], words: Words) -> tuple[Entry, ...]:
    moved = [
        Entry(
            kind=c.indicator.name(words.language),
            text=words.gettext(
                "%(before)s in %(previous)s, %(now)s in %(period)s. %(read)s.",
                before=_distance(c, "other", words),
                previous=period_text(str(c.row["previous"]), words),
                now=_distance(c, "value", words),
                period=period_text(str(c.row["period"]), words),
                read=read_as(c, words),
            ),
        )
        for c in found
        if c.beyond_chance
    ]
    unsure = [
        in_text(c.indicator, words) for c in found if c.judged and not c.beyond_chance
    ]
    if unsure:
        kind = words.gettext("The change is uncertain")
        moved.append(Entry(kind=kind, text=_opened(listed(unsure, words))))
    return tuple(moved)


def _opened(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def read_as(change: Change, words: Words) -> str:
    """Give how a change is read: larger or smaller distance, uncertain or unknown."""
    if change.apart is None or not change.judged:
        return words.gettext("Without interval")
    if not change.beyond_chance:
        return words.gettext("The change is uncertain")
    now, before = change.apart.value, change.apart.other
    if now * before < 0:
        return words.gettext("The distance has turned")
    if abs(now) > abs(before):
        return words.gettext("The distance is larger than last time")
    return words.gettext("The distance is smaller than last time")


def _distance(change: Change, which: str, words: Words) -> str:
    if change.apart is None:
        return NOTHING
    distance = change.apart.value if which == "value" else change.apart.other
    return signed(distance, words.language, decimals=change.apart.decimals)


def _table(found: Sequence[Change], name: str, words: Words) -> Grid:
    return Grid(
        caption=words.gettext("What is new in %(name)s", name=name),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Before"), number=True),
            Column(text=words.gettext("Now"), number=True),
            Column(text=words.gettext("Distance before"), number=True),
            Column(text=words.gettext("Distance now"), number=True),
            Column(text=words.gettext("Change (95%% interval)"), number=True),
            Column(text=words.gettext("Read as")),
        ),
        rows=tuple(_cells(change, words) for change in found),
    )


def _cells(change: Change, words: Words) -> tuple[str, ...]:
    return (
        change.indicator.name(words.language),
        dated(change, "value_before", "previous", words),
        dated(change, "value", "period", words),
        _distance(change, "other", words),
        _distance(change, "value", words),
        _moved(change),
        read_as(change, words),
    )


def dated(change: Change, value: str, period: str, words: Words) -> str:
    """Give a value with its period: "2019: 44 %"."""
    found = change.row[value]
    text = change.unit.plain(found) if isinstance(found, float) else NOTHING
    return words.gettext(
        "%(period)s: %(value)s",
        period=period_text(str(change.row[period]), words),
        value=text,
    )


def _moved(change: Change) -> str:
    if change.apart is None:
        return NOTHING
    text = change.unit.difference(change.apart)
    interval = change.unit.interval(change.apart)
    return f"{text} ({interval})" if interval else text
