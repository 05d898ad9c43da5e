"""How a city is divided: areas of today, those that are gone, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nabolag.areas.places import Area as LibraryArea
from nabolag.sources.places.divisions import shipped_division, shipped_divisions
from nabolag.values import CITY, UNPLACED
from nabolag_web.areas.models import Area, City, Crosswalk, Division, Observation
from nabolag_web.areas.queries.figures import in_use


def areas_before(city: City) -> Mapping[str, str]:
    """Give the areas there are now, names by code: of the division, or of figures."""
    division = city.divisions.first()
    if division is not None:
        known = division.areas.exclude(level__in=[CITY, UNPLACED])
        return {
            area.code: area.name for area in known if not area.description["valid_to"]
        }
    figures = Observation.objects.filter(batch__in=in_use(city))
    named = figures.exclude(level__in=[CITY, UNPLACED]).values_list("area", "name")
    return dict(named.distinct().order_by())


def is_there_now(area: LibraryArea) -> bool:
    """Tell whether an area of a division is there today, as far as the division says."""
    return area.valid_to is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An area that is not in the newest division, and where it lies there."""

    code: str
    name: str
    became: tuple[str, ...]


def gone_in(division: Division) -> list[Gone]:
    """Give the areas that were there before a division and are not in it, by name."""
    names = dict(division.areas.values_list("code", "name"))
    walk = Crosswalk.objects.filter(newer=division).first()
    rows = [] if walk is None else walk.rows
    return [
        Gone(
            code=code,
            name=name,
            became=tuple(names.get(to, to) for of, to, _ in rows if of == code),
        )
        for code, name in sorted(
            division.description.get("gone", {}).items(), key=lambda pair: pair[1]
        )
    ]


def levels_in(areas: Sequence[Area], levels: Sequence[str]) -> list[tuple[str, int]]:
    """Give how many areas of today there are on each level below the city, from the top."""
    today = [area.level for area in areas if not area.description["valid_to"]]
    return [(lv, today.count(lv)) for lv in levels if lv != CITY and lv in today]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A division that comes with Nabolag: its names by language, and its levels."""

    key: str
    names: Mapping[str, str]
    levels: tuple[str, ...]


def shipped() -> tuple[Shipped, ...]:
    """Give the divisions that come with Nabolag."""
    found = (shipped_division(id_) for id_ in shipped_divisions())
    return tuple(Shipped(key=d.id, names=d.names, levels=d.levels) for d in found)
