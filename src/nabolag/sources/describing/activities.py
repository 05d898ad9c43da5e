"""What has been done to reach residents, what cards expect of it, and what may be done.

The record has one line for each activity, and a column for each group that holds the
new participations in it, named as on the cards::

    method,channel,hours,cost,13-19,67+
    stand,street,4,800,9,1

Cards have one line for each method and group; ``worth`` is how many people of
experience the guess is worth::

    method,group,per_hour,worth
    stand,13-19,2.0,2

Offers are the activities that may be held, and gaps the new participations that are
missing::

    method,channel,hours,cost,most
    group,missing

Norwegian names of columns will do, and any delimiter, code page or workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.residents.method_mix import Offer
from nabolag.residents.methods_advice import USUAL_WORTH, Activity, Card, Way
from nabolag.sources.files.columns import find_column, listed, short
from nabolag.sources.files.records import Record, decimals, own_column, records
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table

_METHOD, _CHANNEL = ("method", "metode"), ("channel", "kanal")
_HOURS, _COST = ("hours", "timer", "timar"), ("cost", "kostnad", "kroner")
_GROUP = ("group", "gruppe")
_PER_HOUR = ("per_hour", "per_time")
_WORTH = ("worth", "verdt", "verd")
_MOST = ("most", "høyst", "høgst")
_MISSING = ("missing", "mangler", "manglar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Activities as they were read; ``unused`` are columns that no card has a group for."""

    activities: tuple[Activity, ...]
    unused: tuple[str, ...]


def read_cards(path: Path) -> tuple[Card, ...]:
    """Read what the cards of methods expect.

    Raises :class:`BadInput`, with file and line, for a group that comes twice on a card,
    a rate that is not above nought, and a card that is worth now this and now that.
    """
    table = read_table(path)
    method, group, rate = (
        own_column(names, table) for names in (_METHOD, _GROUP, _PER_HOUR)
    )
    weight = find_column(_WORTH, table.cells.columns)
    weighs = repeat(None) if weight is None else decimals(table, weight)
    rates: dict[str, dict[str, float]] = {}
    worths: dict[str, float] = {}
    for (record, numbers), worth in zip(_lines(table, rate), weighs, strict=False):
        name, of = record.said(method), record.said(group)
        per_hour = rates.setdefault(name, {})
        if of in per_hour:
            raise _twice(record, f"“{short(of)}” on the card of {short(name)}")
        per_hour[of] = _above_nought(record, rate, numbers[rate])
        if weight is not None and worth is not None:
            said = _above_nought(record, weight, worth)
            _refuse_other(record, weight, said, worths.setdefault(name, said))
    return tuple(
        Card(method=name, per_hour=per_hour, worth=worths.get(name, USUAL_WORTH))
        for name, per_hour in rates.items()
    )


def read_activities(path: Path, cards: Sequence[Card]) -> Held:
    """Read what has been done, one activity on each line.

    Raises :class:`BadInput`, with file and line, for hours that are not above nought, a
    cost below it, people that are no number, and a method that has no card.
    """
    table = read_table(path)
    columns = _of_ways(table)
    groups = _groups(table, columns, cards)
    by_method = {card.method for card in cards}
    found = []
    for record, numbers in _lines(table, columns.hours, columns.cost):
        way = _way(record, columns)
        if way.method not in by_method:
            raise record.refusal(
                columns.method,
                found=f"“{short(way.method)}” has no card.",
                expected=f"one of {listed(sorted(by_method))}",
                remedy="Write a card for it, with a guess and a low worth.",
            )
        found.append(
            Activity(
                way=way,
                hours=_above_nought(record, columns.hours, numbers[columns.hours]),
                cost=_not_below(record, columns.cost, numbers[columns.cost]),
                new=_new(record, groups),
            )
        )
    used = {*groups, *columns.names}
    return Held(
        activities=tuple(found),
        unused=tuple(name for name in table.cells.columns if name not in used),
    )


def read_offers(path: Path) -> tuple[Offer, ...]:
    """Read which activities may be held: hours, cost, and at most how many.

    Raises :class:`BadInput`, with file and line, as for activities, and for a way that
    is offered twice.
    """
    table = read_table(path)
    columns, most = _of_ways(table), own_column(_MOST, table)
    offers: dict[Way, Offer] = {}
    for record, numbers in _lines(table, columns.hours, columns.cost):
        way = _way(record, columns)
        if way in offers:
            raise _twice(record, f"“{short(' '.join(way))}”")
        offers[way] = Offer(
            way=way,
            hours=_above_nought(record, columns.hours, numbers[columns.hours]),
            cost=_not_below(record, columns.cost, numbers[columns.cost]),
            most=record.whole(most, of="activities"),
        )
    return tuple(offers.values())


def read_gaps(path: Path) -> Mapping[str, float]:
    """Read how many new participations are missing in each group.

    Raises :class:`BadInput`, with file and line, for a group that comes twice, and for
    less than nought.
    """
    table = read_table(path)
    group, missing = own_column(_GROUP, table), own_column(_MISSING, table)
    gaps: dict[str, float] = {}
    for record, numbers in _lines(table, missing):
        name = record.said(group)
        if name in gaps:
            raise _twice(record, f"“{short(name)}”")
        gaps[name] = _not_below(record, missing, numbers[missing])
    return gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns that say what an activity was and what it took."""

    method: str
    channel: str | None
    hours: str
    cost: str

    @property
    def names(self) -> set[str | None]:
        return {self.method, self.channel, self.hours, self.cost}


def _of_ways(table: Table) -> _Columns:
    return _Columns(
        method=own_column(_METHOD, table),
        channel=find_column(_CHANNEL, table.cells.columns),
        hours=own_column(_HOURS, table),
        cost=own_column(_COST, table),
    )


def _way(record: Record, columns: _Columns) -> Way:
    return Way(record.said(columns.method), record.perhaps(columns.channel) or "")


def _groups(
    table: Table, columns: _Columns, cards: Sequence[Card]
) -> Mapping[str, str]:
    """Give the group that each column of people holds."""
    known = {group for card in cards for group in card.per_hour}
    free = [name for name in table.cells.columns if name not in columns.names]
    found = {group: find_column((group,), free) for group in sorted(known)}
    if not any(found.values()):
        raise BadInput(
            where=Where(file=table.file),
            found="No column holds the new participations of a group on the cards.",
            expected=f"a column for one or more of {listed(sorted(known))}",
            remedy="Name the columns as the groups are named on the cards.",
        )
    return {column: group for group, column in found.items() if column is not None}


def _new(record: Record, groups: Mapping[str, str]) -> Mapping[str, int]:
    """Give new participations by group; an empty cell is none."""
    return {
        group: record.whole(column, of="participations")
        for column, group in groups.items()
        if record.perhaps(column) is not None
    }


def _lines(
    table: Table, *columns: str
) -> Iterator[tuple[Record, Mapping[str, float | None]]]:
    """Give each line with its decimal numbers, all of them there."""
    read = {column: decimals(table, column) for column in columns}
    for at, record in enumerate(records(table)):
        for column in columns:
            record.said(column)
        yield record, {column: numbers[at] for column, numbers in read.items()}


def _above_nought(record: Record, column: str, number: float | None) -> float:
    if number is None or not number > 0:
        raise _no_such(record, column, "a number above nought")
    return number


def _not_below(record: Record, column: str, number: float | None) -> float:
    if number is None or not number >= 0:
        raise _no_such(record, column, "nought or more")
    return number


def _no_such(record: Record, column: str, expected: str) -> BadInput:
    return record.refusal(
        column,
        found=f"“{short(record.said(column))}” cannot stand here.",
        expected=expected,
        remedy="Correct the cell.",
    )


def _twice(record: Record, what: str) -> BadInput:
    return record.refusal(
        None,
        found=f"{what} comes twice.",
        expected="each of them once",
        remedy="Take one of the lines out, or put them together.",
    )


def _refuse_other(record: Record, column: str, now: float, before: float) -> None:
    if now != before:
        raise record.refusal(
            column,
            found=f"The card is worth {now:g} here, and {before:g} above.",
            expected="one worth for each card",
            remedy="Write the same on each of its lines, or on the first alone.",
        )
