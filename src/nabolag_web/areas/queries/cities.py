"""Which city a programme is held against, and how it is divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from nabolag.areas.geography import Division as LibraryDivision
from nabolag.areas.geography import Outline, Tile
from nabolag.areas.places import Area as LibraryArea
from nabolag.values import Break, Source
from nabolag_web.areas.models import Area, City, Division
from nabolag_web.programmes.models import Programme


def city_of(programme: Programme) -> City | None:
    """Give the city a programme's areas are held against, once it is chosen.

    A city that its keeper no longer shares is as if it had not been chosen.
    """
    chosen = open_to(programme).select_related("keeper")
    return chosen.filter(compared_by__programme=programme).first()


def closed_to(programme: Programme) -> City | None:
    """Give the city a programme has chosen that is no longer shared with it."""
    chosen = City.objects.filter(compared_by__programme=programme)
    return chosen.exclude(pk__in=open_to(programme)).first()


def open_to(programme: Programme) -> QuerySet[City]:
    """Give the cities a programme may choose: its own, and those that are shared."""
    return City.objects.filter(Q(keeper=programme) | Q(is_shared=True))


def others_open_to(programme: Programme) -> QuerySet[City]:
    """Give the cities a programme may choose instead of the one it has."""
    others = open_to(programme).exclude(compared_by__programme=programme)
    return others.select_related("keeper")


def used_by_others(city: City) -> int:
    """Tell how many other programmes hold their areas against a city."""
    return city.compared_by.exclude(programme=city.keeper).count()


def keeps(programme: Programme, city: City) -> bool:
    """Tell whether a programme may change a city's figures."""
    return city.keeper_id == programme.pk


def newest_division(city: City) -> Division | None:
    """Give how the city is divided now; nothing where areas come from the figures."""
    return city.divisions.first()


def is_gone(city: City, code: str) -> bool:
    """Tell whether an area that has figures is not in the newest division."""
    newest = Division.objects.filter(city=city).values("pk")[:1]
    return Division.objects.filter(pk__in=newest).exclude(areas__code=code).exists()


def division_of(city: City) -> LibraryDivision | None:
    """Give the newest division as the library knows it."""
    division = newest_division(city)
    return None if division is None else as_library(division)


def as_library(division: Division) -> LibraryDivision:
    """Give a stored division as the library knows it."""
    said = division.description
    source = said.get("source")
    return LibraryDivision(
        id=division.key,
        names=said["names"],
        levels=tuple(said["levels"]),
        areas=tuple(_area(area) for area in division.areas.all()),
        breaks=tuple(Break(**each) for each in said.get("breaks", ())),
        level_names=said.get("level_names", {}),
        source=None if source is None else Source(**source),
    )


def _area(area: Area) -> LibraryArea:
    said = area.description
    return LibraryArea(
        code=area.code,
        name=area.name,
        level=area.level,
        parent=area.parent or None,
        valid_from=said.get("valid_from"),
        valid_to=said.get("valid_to"),
        codes=said.get("codes", {}),
        aliases=tuple(said.get("aliases", ())),
    )


def tiles_of(city: City) -> Mapping[str, Sequence[Tile]]:
    """Give the tile map of each level that has one."""
    found: dict[str, list[Tile]] = {}
    division = newest_division(city)
    if division is not None:
        for code, level, tile in division.areas.values_list("code", "level", "tile"):
            if tile is not None:
                found.setdefault(level, []).append(Tile(code=code, **tile))
    return found


def outlines_of(city: City) -> tuple[Outline, ...]:
    """Give the areas' boundaries, where they are known."""
    division = newest_division(city)
    if division is None:
        return ()
    return tuple(
        Outline(code=code, geometry=outline)
        for code, outline in division.areas.values_list("code", "outline")
        if outline is not None
    )
