"""Who has taken part, one participation on each line, and who lives here by group.

Participations have a column for each characteristic that was asked for, named as in the
table of residents, and may have ``method``, ``process``, ``drawn`` and ``new`` (yes or
no) and ``answer``::

    age,tenure,method,new
    13-19,renter,stand,yes
    67+,,web,no

An empty cell is something that was not told. Residents have one line for each group::

    characteristic,group,residents,register
    tenure,owner,1400,Statistics Norway
    tenure,renter,1000,Statistics Norway

Norwegian names of columns will do, and any delimiter, code page or workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.residents.reach.counting import MOST_RESIDENTS, Margin, Participation
from nabolag.sources.files.columns import (
    Names,
    find_column,
    listed,
    short,
)
from nabolag.sources.files.records import Record, own_column, records
from nabolag.sources.formats.one_column import read_narrow_table
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table

_CHARACTERISTIC = ("characteristic", "kjennetegn", "category", "kategori")
_GROUP = ("group", "gruppe")
_RESIDENTS = ("residents", "beboere", "bebuarar", "innbyggere", "people", "population")
_REGISTER = ("register", "source", "kilde", "kjelde")
_PARTS: Mapping[str, Names] = MappingProxyType(
    {"method": ("method", "metode"), "process": ("process", "prosess")}
)
_DRAWN, _NEW = ("drawn", "trukket", "trekt"), ("new", "ny")
_ANSWER = ("answer", "svar")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPart:
    """Participations as they were read, with the margins they can be held against.

    ``per`` are the kinds of parts the file has; ``unused`` its columns that were not
    used; ``not_asked`` the characteristics of residents it has no column for.
    """

    participations: tuple[Participation, ...]
    margins: tuple[Margin, ...]
    per: tuple[str, ...]
    unused: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which column holds what; nothing where there is none."""

    groups: Mapping[str, str]
    parts: Mapping[str, str]
    drawn: str | None
    new: str | None
    answer: str | None

    @property
    def used(self) -> set[str | None]:
        some = {self.drawn, self.new, self.answer}
        return some | {*self.groups.values(), *self.parts.values()}


def read_residents(path: Path) -> tuple[Margin, ...]:
    """Read how many residents there are in each group of each characteristic.

    Raises :class:`BadInput`, with file and line, for a group that comes twice, a number
    that is no count of people, and a characteristic with one group only.
    """
    table = read_table(path)
    names = [own_column(n, table) for n in (_CHARACTERISTIC, _GROUP, _RESIDENTS)]
    register = find_column(_REGISTER, table.cells.columns)
    people: dict[str, dict[str, int]] = {}
    counted_by: dict[str, str | None] = {}
    for record in records(table):
        characteristic, group = (record.said(name) for name in names[:2])
        groups = people.setdefault(characteristic, {})
        if group in groups:
            raise record.refusal(
                None,
                found=f"“{short(group)}” of {short(characteristic)} comes twice.",
                expected="each group once",
                remedy="Take one of the lines out, or correct its name.",
            )
        groups[group] = record.whole(names[2], of="residents", least=1)
        counted_by.setdefault(characteristic, record.perhaps(register))
    _refuse_single_groups(people, table)
    _refuse_too_many(people, table)
    return tuple(
        Margin(characteristic=name, people=groups, register=counted_by.get(name))
        for name, groups in people.items()
    )


def read_taken_part(
    path: Path, residents: Sequence[Margin], *, by: Sequence[str] = ()
) -> TakenPart:
    """Read participations, to be held against residents by some characteristics, or all.

    Raises :class:`WrongUsage` for a characteristic in ``by`` that one of the tables
    lacks, and :class:`BadInput`, with file and line, for a group that no register
    counts, a line without its method or process where others have one, and what is
    neither yes nor no.
    """
    table = read_narrow_table(path, of="participations")
    names = table.cells.columns
    asked = {
        m.characteristic: find_column((m.characteristic,), names) for m in residents
    }
    wanted = _wanted(asked, by, table)
    margins = tuple(m for m in residents if m.characteristic in wanted)
    columns = _columns(names, wanted)
    return TakenPart(
        participations=tuple(
            _participation(record, columns, margins) for record in records(table)
        ),
        margins=margins,
        per=tuple(columns.parts),
        unused=tuple(name for name in names if name not in columns.used),
        not_asked=tuple(name for name, column in asked.items() if column is None),
    )


def _refuse_single_groups(
    people: Mapping[str, Mapping[str, int]], table: Table
) -> None:
    single = [name for name, groups in people.items() if len(groups) < 2]
    if single:
        raise BadInput(
            where=Where(file=table.file),
            found=f"There is only one group of {short(single[0])}.",
            expected="two groups or more of each characteristic",
            remedy="Add the other groups; together they are all residents.",
        )


def _refuse_too_many(people: Mapping[str, Mapping[str, int]], table: Table) -> None:
    for name, groups in people.items():
        if sum(groups.values()) >= MOST_RESIDENTS:
            raise BadInput(
                where=Where(file=table.file),
                found=f"The groups of {short(name)} are more people than there can be.",
                expected="fewer than a billion residents together",
                remedy="Check the numbers.",
            )


def _wanted(
    asked: Mapping[str, str | None], by: Sequence[str], table: Table
) -> Mapping[str, str]:
    """Give the column of each characteristic that is to be used."""
    known = {name: column for name, column in asked.items() if column is not None}
    missing = [name for name in by if name not in known]
    if missing:
        raise WrongUsage(
            found=f"--by {short(missing[0])}: both tables do not have it.",
            expected=f"one of {listed(list(known)) or 'none'}",
            remedy="Name a characteristic that stands in both.",
        )
    if not known:
        raise BadInput(
            where=Where(file=table.file),
            found=f"None of the columns is a characteristic of residents"
            f" ({listed(list(asked))}).",
            expected="a column for at least one of them, by the same name",
            remedy="Name the columns alike in both tables.",
        )
    return {name: known[name] for name in by} if by else known


def _columns(names: Sequence[str], wanted: Mapping[str, str]) -> _Columns:
    free = [name for name in names if name not in wanted.values()]
    found = {kind: find_column(words, free) for kind, words in _PARTS.items()}
    return _Columns(
        groups=wanted,
        parts={kind: column for kind, column in found.items() if column is not None},
        drawn=find_column(_DRAWN, free),
        new=find_column(_NEW, free),
        answer=find_column(_ANSWER, free),
    )


def _participation(
    record: Record, columns: _Columns, margins: Sequence[Margin]
) -> Participation:
    told = {
        margin.characteristic: _group(record, columns, margin) for margin in margins
    }
    return Participation(
        groups={name: group for name, group in told.items() if group is not None},
        part={kind: record.said(column) for kind, column in columns.parts.items()},
        drawn=record.yes(columns.drawn) or False,
        new=record.yes(columns.new),
        answer=record.perhaps(columns.answer),
    )


def _group(record: Record, columns: _Columns, margin: Margin) -> str | None:
    column = columns.groups[margin.characteristic]
    said = record.perhaps(column)
    by_fold = {group.casefold(): group for group in margin.people}
    if said is not None and said.casefold() not in by_fold:
        raise record.refusal(
            column,
            found=f"“{short(said)}” is no group that residents are counted in.",
            expected=f"one of {listed(list(margin.people))}, or an empty cell",
            remedy="Use the groups of the table of residents.",
        )
    if said is None or said in margin.people:
        return said
    return by_fold[said.casefold()]
