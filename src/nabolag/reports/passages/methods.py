"""Which way of working costs least per new participation in each group, in words.

A way is best only among those with a record to rest on, and clearly so only where its
whole interval is below those of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from nabolag.figures.methods_layout import MethodCell, MethodRow, Standing
from nabolag.reports.page import Column, Figure, Grid
from nabolag.reports.wording.language import Words, message
from nabolag.reports.wording.numbers import between, kroner, number
from nabolag.residents.methods_advice import Ground, Way, Yield
from nabolag.values import Estimate

_WHY_THIN: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.TOO_FEW_ACTIVITIES: message("too few activities"),
        Ground.MOSTLY_CARD: message("mostly the card"),
    }
)


class Price(StrEnum):
    """What a new participation is told in."""

    COST = "cost"
    HOURS = "hours"


_TITLES = {
    Price.COST: (
        message("We cannot tell which way of working costs least"),
        message("%(group)s: %(way)s costs least"),
        message("%(way)s costs least in %(n)s of %(all)s groups"),
    ),
    Price.HOURS: (
        message("We cannot tell which way of working takes least time"),
        message("%(group)s: %(way)s takes least time"),
        message("%(way)s takes least time in %(n)s of %(all)s groups"),
    ),
}
"""Titles where no way is clearly lowest, where one is in one group, and in several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodsPicture:
    """The figure's texts and table, and what :func:`methods_by_group` draws."""

    figure: Figure
    groups: tuple[str, ...]
    rows: tuple[MethodRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is told: estimates by way and group, in one price and one language."""

    found: Mapping[tuple[Way, str], Yield]
    names: Mapping[Way, str]
    groups: tuple[str, ...]
    price: Price
    words: Words

    def estimate(self, one: Yield) -> Estimate:
        return one.cost if self.price is Price.COST else one.hours

    def best(self, group: str) -> tuple[Yield, bool] | None:
        """Give the lowest with a record, and whether it is clearly so."""
        known = [
            one
            for one in self.found.values()
            if one.group == group and one.ground is Ground.RECORD
        ]
        if len(known) < 2:
            return None
        low, *others = sorted(known, key=lambda one: self.estimate(one).value)
        highest = _ends(self.estimate(low))[1]
        clear = all(highest < _ends(self.estimate(one))[0] for one in others)
        return low, clear


def methods_picture(
    found: Sequence[Yield],
    *,
    names: Mapping[Way, str],
    price: Price = Price.COST,
    words: Words,
) -> MethodsPicture:
    """Give the table-figure; ``names`` is what ways are called, in the order told.

    A way without a name is left out. Groups stand in the order they come in ``found``, under their own names.
    """
    told = _Told(
        found={(one.way, one.group): one for one in found if one.way in names},
        names=names,
        groups=tuple(dict.fromkeys(one.group for one in found)),
        price=price,
        words=words,
    )
    rows = tuple(
        MethodRow(
            label=name, cells=tuple(_cell(told, way, group) for group in told.groups)
        )
        for way, name in names.items()
    )
    return MethodsPicture(figure=_figure(told, rows), groups=told.groups, rows=rows)


def _cell(told: _Told, way: Way, group: str) -> MethodCell:
    said, one = told.words, told.found.get((way, group))
    if one is None:
        return MethodCell(
            value_text=said.gettext("No data"), below_text=said.gettext("not on record")
        )
    if one.ground is not Ground.RECORD:
        return MethodCell(
            value_text=said.gettext("Cannot tell"),
            below_text=said.gettext(_WHY_THIN[one.ground]),
            standing=Standing.THIN,
        )
    return MethodCell(
        value_text=_value(told, one),
        below_text=_interval(told, one),
        standing=_standing(told, one),
    )


def _standing(told: _Told, one: Yield) -> Standing:
    best = told.best(one.group)
    if best is None or best[0] is not one:
        return Standing.PLAIN
    return Standing.BEST if best[1] else Standing.BEST_UNSURE


def _value(told: _Told, one: Yield) -> str:
    value = told.estimate(one).value
    if told.price is Price.COST:
        return kroner(value, told.words.language)
    return told.words.gettext(
        "%(n)s hours", n=number(value, told.words.language, decimals=1)
    )


def _interval(told: _Told, one: Yield) -> str:
    decimals = 0 if told.price is Price.COST else 1
    return between(*_ends(told.estimate(one)), told.words.language, decimals=decimals)


def _ends(found: Estimate) -> tuple[float, float]:
    low = found.value if found.low is None else found.low
    high = found.value if found.high is None else found.high
    return low, high


def _figure(told: _Told, rows: Sequence[MethodRow]) -> Figure:
    said = told.words
    return Figure(
        id="methods",
        title=_title(told),
        subtitle=_subtitle(told),
        summary=_summary(told),
        tables=(_table(told, rows),),
        table_link=said.gettext("Show as table"),
        source=said.gettext(
            "Source: the record of activities and the cards of the ways of working."
        ),
        cards=("methods_advice",),
        notes=(
            said.gettext(
                "A filled disc is the lowest in its group, a hollow one the lowest where"
                " the difference is uncertain. A dashed edge is too thin to tell."
            ),
        ),
    )


def _title(told: _Told) -> str:
    said, (none, one, many) = told.words, _TITLES[told.price]
    clear = [
        (group, best[0])
        for group in told.groups
        if (best := told.best(group)) is not None and best[1]
    ]
    if not clear:
        return said.line(none)
    held = [best.way for _, best in clear]
    most = max(told.names, key=held.count)
    groups = [group for group, best in clear if best.way == most]
    if len(groups) == 1:
        return said.gettext(one, group=groups[0], way=told.names[most])
    return said.gettext(
        many,
        way=told.names[most],
        n=number(len(groups), said.language),
        all=number(len(told.groups), said.language),
    )


def _subtitle(told: _Told) -> str:
    if told.price is Price.COST:
        return told.words.gettext(
            "Cost per new participation, with 90%% interval, by way of working and group."
        )
    return told.words.gettext(
        "Hours per new participation, with 90%% interval, by way of working and group."
    )


def _summary(told: _Told) -> str:
    parts = [_in_group(told, group) for group in told.groups]
    return told.words.gettext(
        "A table of ways of working by group. %(parts)s. All figures stand in the table"
        " below.",
        parts="; ".join(parts),
    )


def _in_group(told: _Told, group: str) -> str:
    best, said = told.best(group), told.words
    if best is None:
        return said.gettext("%(group)s: cannot tell which is lowest", group=group)
    one, clear = best
    facts = {
        "group": group,
        "way": told.names[one.way],
        "value": _value(told, one),
        "interval": _interval(told, one),
    }
    if clear:
        return said.gettext(
            "%(group)s: %(way)s is lowest, %(value)s (%(interval)s)", **facts
        )
    return said.gettext(
        "%(group)s: %(way)s is lowest, %(value)s (%(interval)s), but the difference is"
        " uncertain",
        **facts,
    )


def _table(told: _Told, rows: Sequence[MethodRow]) -> Grid:
    return Grid(
        caption=_subtitle(told),
        columns=(
            Column(text=told.words.gettext("Way of working")),
            *(Column(text=group) for group in told.groups),
        ),
        rows=tuple(
            (row.label, *(_in_table(cell, told.words) for cell in row.cells))
            for row in rows
        ),
    )


def _in_table(cell: MethodCell, said: Words) -> str:
    text = f"{cell.value_text} ({cell.below_text})"
    if cell.standing is Standing.BEST:
        return said.gettext("%(figure)s, lowest", figure=text)
    if cell.standing is Standing.BEST_UNSURE:
        return said.gettext("%(figure)s, lowest, uncertain", figure=text)
    return text
