"""How a city is divided: a new division stands before the older ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from nabolag.areas.crosswalks import Crosswalk as LibraryCrosswalk
from nabolag.areas.geography import Division as LibraryDivision
from nabolag.areas.geography import Outline, Tile
from nabolag.areas.places import Area as LibraryArea
from nabolag.values import Source
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions.computing import compute_again
from nabolag_web.areas.models import (
    Area,
    City,
    Crosswalk,
    Division,
    FocusArea,
    Holds,
    Stage,
)
from nabolag_web.areas.queries.divisions import areas_before, is_there_now
from nabolag_web.programmes.actions import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A division that was taken in, and focus areas that are not in it."""

    division: Division
    gone: tuple[FocusArea, ...]


@transaction.atomic
def take_division(  # noqa: PLR0913 - a division, and all that may come with it
    *,
    city: City,
    division: LibraryDivision,
    tiles: Iterable[Tile] = (),
    outlines: Iterable[Outline] = (),
    crosswalk: LibraryCrosswalk | None = None,
    by: User,
    at: datetime,
) -> Taken:
    """Divide the city anew. Focus areas that are gone stay until others are chosen.

    The areas that were there before and are not any more are kept with it, by name.
    """
    before = areas_before(city)
    now = {area.code for area in division.areas if is_there_now(area)}
    older = city.divisions.first()
    stored = Division(
        city=city,
        key=division.id,
        name=next(iter(division.names.values()), division.id)[:120],
        description={
            **_described(division),
            "gone": {code: name for code, name in before.items() if code not in now},
        },
        made_at=at,
    )
    stored.full_clean()
    stored.save()
    squares = {tile.code: tile for tile in tiles}
    borders = {outline.code: outline for outline in outlines}
    Area.objects.bulk_create(
        [_area(stored, area, squares, borders) for area in division.areas]
    )
    if crosswalk is not None:
        _keep_crosswalk(older or stored, stored, crosswalk)
    note(city.keeper, "division_taken", by=by, at=at, subject=stored.name)
    _compute_with_it(city)
    return Taken(division=stored, gone=tuple(_gone_from(city, now)))


@transaction.atomic
def leave_division(*, division: Division, by: User, at: datetime) -> None:
    """Take a division out again: the one before it counts, or none."""
    city, name = division.city, division.name
    division.delete()
    note(city.keeper, "division_left", by=by, at=at, subject=name)
    _compute_with_it(city)


def _compute_with_it(city: City) -> None:
    """Compute the answer anew: areas go by other codes, and maps are drawn otherwise."""
    used = city.imports.filter(stage=Stage.IN_USE, holds=Holds.FIGURES)
    if used.exists():
        transaction.on_commit(lambda: compute_again.enqueue(city.pk))


def _gone_from(city: City, codes: set[str]) -> Iterator[FocusArea]:
    """Give the focus areas of programmes in the city that are not among some codes."""
    focus = FocusArea.objects.filter(programme__comparison__city=city)
    return (area for area in focus if area.code not in codes)


def _keep_crosswalk(older: Division, newer: Division, walk: LibraryCrosswalk) -> None:
    Crosswalk.objects.create(
        older=older,
        newer=newer,
        rows=[[row.origin, row.target, row.weight] for row in walk.rows],
        source="" if walk.source is None else walk.source.title[:300],
    )


def _described(division: LibraryDivision) -> dict[str, object]:
    return {
        "names": dict(division.names),
        "levels": list(division.levels),
        "level_names": {k: dict(v) for k, v in division.level_names.items()},
        "breaks": [asdict(each) for each in division.breaks],
        "source": None if division.source is None else _source(division.source),
    }


def _source(source: Source) -> dict[str, object]:
    said = asdict(source)
    published = said.pop("published")
    return said if published is None else {**said, "published": published.isoformat()}


def _area(
    stored: Division,
    area: LibraryArea,
    squares: Mapping[str, Tile],
    borders: Mapping[str, Outline],
) -> Area:
    square, border = squares.get(area.code), borders.get(area.code)
    return Area(
        division=stored,
        code=area.code,
        name=area.name,
        level=area.level,
        parent=area.parent or "",
        description={
            "valid_from": area.valid_from,
            "valid_to": area.valid_to,
            "codes": dict(area.codes),
            "aliases": list(area.aliases),
        },
        tile=None
        if square is None
        else {"column": square.column, "row": square.row, "label": square.label},
        outline=None if border is None else dict(border.geometry),
    )
