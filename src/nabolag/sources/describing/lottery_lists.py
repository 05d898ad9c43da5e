"""Those who can be drawn to a panel, and how many of each kind there shall be.

People have one line each, with a column for each category, named as in the table of
quotas. Those with the same ``household`` live together; an empty cell is one who
lives alone::

    id,age,tenure,household
    17,13-19,renter,4
    18,40+,renter,4
    19,40+,owner,

Quotas have one line for each feature of each category::

    category,feature,min,max
    age,13-19,2,4
    age,40+,6,8

Norwegian names of columns will do, and any delimiter, code page or workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.residents.lottery.pool import Person, Quota
from nabolag.sources.files.columns import find_column, listed, short
from nabolag.sources.files.records import Record, own_column, records
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table

_ID = ("id", "person")
_HOUSEHOLD = ("household", "husholdning", "hushald", "husstand")
_CATEGORY = ("category", "kategori", "characteristic", "kjennetegn", "kjenneteikn")
_FEATURE = ("feature", "value", "verdi", "group", "gruppe")
_LEAST = ("min", "minst", "least")
_MOST = ("max", "maks", "most", "høyst", "flest")
_MOST_PEOPLE = 999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """Quotas in the order of their lines, and the SHA-256 of the file as it was."""

    quotas: tuple[Quota, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People in the order of their lines, and the SHA-256 of the file as it was.

    ``unused`` are columns that no quota is set for.
    """

    people: tuple[Person, ...]
    unused: tuple[str, ...]
    sha256: str


def read_quotas(path: Path) -> Quotas:
    """Read how many of a panel shall have each feature.

    Raises :class:`BadInput`, with file and line, for a column that is missing, an empty
    cell, what is no number of people, a lowest number above the highest, and a feature
    that has two lines.
    """
    table = read_table(path)
    names = [own_column(n, table) for n in (_CATEGORY, _FEATURE, _LEAST, _MOST)]
    found: dict[tuple[str, str], Quota] = {}
    lines: dict[tuple[str, str], int] = {}
    for record in records(table):
        quota = _quota(record, names)
        key = (quota.category.casefold(), quota.feature.casefold())
        if key in lines:
            raise record.refusal(
                None,
                found=f"“{short(quota.feature)}” of {short(quota.category)} has its"
                f" quota on line {lines[key]} already.",
                expected="each feature once",
                remedy="Take one of the lines out, or correct its name.",
            )
        lines[key], found[key] = record.line, quota
    return Quotas(quotas=tuple(found.values()), sha256=table.sha256)


def read_people(path: Path, quotas: Sequence[Quota]) -> People:
    """Read who can be drawn, with the features that quotas are set for.

    A feature is known however its capitals are written. Raises :class:`BadInput`, with
    file and line, for a category without a column, an empty cell, a person who is listed
    twice, and a feature without a quota.
    """
    table = read_table(path)
    names = table.cells.columns
    id_, household = own_column(_ID, table), find_column(_HOUSEHOLD, names)
    columns = _columns(quotas, [n for n in names if n not in (id_, household)], table)
    known = _features(quotas)
    people: dict[str, Person] = {}
    lines: dict[str, int] = {}
    for record in records(table):
        person = Person(
            id=record.said(id_),
            features={
                category: _feature(record, column, known[category])
                for category, column in columns.items()
            },
            household=record.perhaps(household),
        )
        _refuse_again(person, lines, record)
        lines[person.id], people[person.id] = record.line, person
    used = {id_, household, *columns.values()}
    return People(
        people=tuple(people.values()),
        unused=tuple(name for name in names if name not in used),
        sha256=table.sha256,
    )


def _quota(record: Record, names: Sequence[str]) -> Quota:
    category, feature = (record.said(name) for name in names[:2])
    least, most = (
        record.whole(name, of="people", most=_MOST_PEOPLE) for name in names[2:]
    )
    if least > most:
        raise record.refusal(
            None,
            found=f"“{short(feature)}” shall be from {least} to {most}.",
            expected="a lowest number that is no higher than the highest",
            remedy="Correct one of them.",
        )
    return Quota(category=category, feature=feature, least=least, most=most)


def _columns(
    quotas: Sequence[Quota], names: Sequence[str], table: Table
) -> Mapping[str, str]:
    """Give the column of each category; each has one of its own."""
    columns: dict[str, str] = {}
    for category in dict.fromkeys(quota.category for quota in quotas):
        column = find_column((category,), names)
        if column is None or column in columns.values():
            raise BadInput(
                where=Where(file=table.file),
                found=f"The category “{short(category)}” has no column of its own.",
                expected=f"a column by that name beside {listed(names) or 'the id'}",
                remedy="Name categories and columns alike, each category in one way.",
            )
        columns[category] = column
    return columns


def _features(quotas: Sequence[Quota]) -> Mapping[str, Mapping[str, str]]:
    """Give, for each category, its features by how they are without capitals."""
    features: dict[str, dict[str, str]] = {}
    for quota in quotas:
        by_fold = features.setdefault(quota.category, {})
        by_fold[quota.feature.casefold()] = quota.feature
    return features


def _feature(record: Record, column: str, known: Mapping[str, str]) -> str:
    said = record.said(column)
    if said.casefold() not in known:
        raise record.refusal(
            column,
            found=f"“{short(said)}” has no quota.",
            expected=f"one of {listed(list(known.values()))}",
            remedy="Correct it, or add a line for it to the quotas (from 0 to the size of"
            " the panel where any number will do).",
        )
    return known[said.casefold()]


def _refuse_again(person: Person, lines: Mapping[str, int], record: Record) -> None:
    if person.id in lines:
        raise record.refusal(
            None,
            found=f"“{short(person.id)}” is on line {lines[person.id]} already.",
            expected="each person once",
            remedy="Take one of the lines out, or give each person an id of their own.",
        )
