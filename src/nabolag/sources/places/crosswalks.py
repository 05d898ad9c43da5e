"""Crosswalks read from files.

A crosswalk is a TOML file beside its CSV file::

    id = "storvik_2020"
    division = "storvik"            # where the counts are from
    year = 2019
    to_division = "storvik"         # where they are carried to
    to_year = 2020
    rows = "storvik_2020.csv"
    counted = "residents 2020-01-01"

    [source]                        # who says so, on what terms
    id = "storvik_2020"
    publisher = "Storvik kommune"
    title = "Nye bydeler i Storvik"

``id``, ``division``, ``to_division`` and ``rows`` must be there. The list has the
columns ``origin``, ``target`` and ``weight``: which area, where it went, and what part
of it. Weights are left empty where they are not known. Lists are UTF-8 with commas.
"""

from __future__ import annotations

from pathlib import Path

from nabolag.areas.crosswalks import Crosswalk, Passage, crosswalk_faults
from nabolag.errors import BadInput, Where
from nabolag.sources.files.lists import beside, read_description, read_list
from nabolag.sources.files.opening import shown_name
from nabolag.sources.files.sections import Section
from nabolag.sources.places.divisions import source_of

_KEYS = (
    *("id", "division", "year", "to_division", "to_year", "rows", "counted"),
    "source",
)


def read_crosswalk(path: Path) -> Crosswalk:
    """Read a crosswalk from its TOML file and the list of weights beside it.

    Raises :class:`BadInput`, with file and line, where they are not as this module
    describes or the weights would make people appear or vanish.
    """
    file = read_description(path).only(*_KEYS)
    return Crosswalk(
        id=file.needed("id"),
        division=file.needed("division"),
        to_division=file.needed("to_division"),
        rows=_passages(beside(path, file.needed("rows"))),
        year=_year(file, "year"),
        to_year=_year(file, "to_year"),
        counted=file.maybe("counted"),
        source=source_of(file),
    )


def _year(file: Section, key: str) -> int | None:
    year = file.number(key)
    if year is None:
        return None
    if not year.is_integer():
        raise file.refusal(
            key=key,
            found=f"The year is {year}.",
            expected="a whole number",
            remedy="Give the year alone, as in 2017.",
        )
    return int(year)


def _passages(path: Path) -> tuple[Passage, ...]:
    rows = read_list(path, needed=("origin", "target"), allowed=("weight",))
    passages = tuple(
        Passage(
            origin=row.needed("origin"),
            target=row.needed("target"),
            weight=row.fraction("weight"),
        )
        for row in rows
    )
    for fault in crosswalk_faults(passages):
        raise BadInput(
            where=Where(file=shown_name(path)),
            found=f"The list has {fault}.",
            expected="weights of an area that sum to 1, or none of them",
            remedy="Correct the weights; they say what part of an area went where.",
        )
    return passages
