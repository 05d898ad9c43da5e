"""Geography: the areas a city is divided into through the years, and how to find them.

Geography is versioned. A division has areas with validity; codes for one place differ
between publishers; names are ambiguous between levels; borders change. Divisions and
crosswalks are values here, read from files by ``nabolag.sources``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

import polars as pl

from nabolag.areas.places import CODE, CODE_AND_NAME, NAME, Area, faults, spelled
from nabolag.errors import Misbuilt, WrongUsage
from nabolag.values import UNPLACED, Break, Source

__all__ = [
    "CODE",
    "CODE_AND_NAME",
    "NAME",
    "Area",
    "Division",
    "Outline",
    "Tile",
    "spelled",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """How a city is divided: areas on levels, through the years.

    ``levels`` go from top to bottom: ``("city", "district", "delbydel")``. ``names``
    and ``level_names`` are by language ("nb", "nn", "en"). A code of a scheme belongs
    to one area in any one year. ``breaks`` are the years from which figures of a level
    cannot be compared with those before.
    """

    id: str
    names: Mapping[str, str] = field(hash=False)
    levels: tuple[str, ...]
    areas: tuple[Area, ...]
    breaks: tuple[Break, ...] = ()
    level_names: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict, hash=False
    )
    source: Source | None = None
    _index: Mapping[str, tuple[tuple[str, Area], ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Refuse areas that contradict each other; make the index."""
        for fault in faults(self.areas, levels=self.levels):
            raise Misbuilt(
                value=f"Division {self.id}", found=fault.found, expected=fault.expected
            )
        strays = {b.level for b in self.breaks} | set(self.level_names)
        if strays - {*self.levels, UNPLACED}:
            raise Misbuilt(
                value=f"Division {self.id}",
                found=f"breaks or names of the levels {sorted(strays)}",
                expected=f"only {list(self.levels)}",
            )
        _freeze(self)

    def find(
        self,
        text: str,
        *,
        level: str | None = None,
        year: int | None = None,
        scheme: str | None = None,
    ) -> tuple[Area, ...]:
        """Give every area known by a code or name; none if there is none.

        ``text`` is any scheme's code, a name or alias, or both ("0301 Oslo i alt"), in
        any spelling that :func:`spelled` makes alike. ``level`` and ``year`` keep the
        areas of a level and those valid in a year. ``scheme`` keeps those known by the
        text in one scheme (``"px"``, ``NAME`` ...): in Oslo "301" is one area's PX code
        and also the city's own number without its zero.
        """
        known = self._index.get(spelled(text), ())
        fits = (
            area
            for by, area in known
            if scheme in (None, by)
            and level in (None, area.level)
            and (year is None or area.valid_in(year))
        )
        return tuple(dict.fromkeys(fits))

    def one(
        self, text: str, *, level: str | None = None, year: int | None = None
    ) -> Area:
        """Give the one area known by a code or name, as :meth:`find` looks for it.

        The division's own codes come before publishers'. Raises :class:`WrongUsage`
        where the text fits several areas (a name on two levels), or none.
        """
        own = self.find(text, level=level, year=year, scheme=CODE)
        found = own or self.find(text, level=level, year=year)
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUsage(
                found=f"“{text}” may be {_listed(found)}.",
                expected="the code or name of one area",
                remedy="Give the code, or the level beside the name.",
            )
        raise self._unknown(text, level=level, year=year)

    def area(self, code: str) -> Area:
        """Give the area with a code of the division's own, or say it is unknown."""
        found = self.find(code, scheme=CODE)
        if not found:
            raise self._unknown(code, level=None, year=None)
        return found[0]

    def at(self, year: int, *, level: str | None = None) -> tuple[Area, ...]:
        """Give the areas that existed in a year, of all levels or of one."""
        return tuple(
            area
            for area in self.areas
            if area.valid_in(year) and level in (None, area.level)
        )

    def children(self, code: str, *, year: int | None = None) -> tuple[Area, ...]:
        """Give the areas that lie directly in an area, of all years or of one."""
        parent = self.area(code).code
        return tuple(
            area
            for area in self.areas
            if area.parent == parent and (year is None or area.valid_in(year))
        )

    def lookup(self) -> pl.DataFrame:
        """Give all that areas are known by, as a table to join a whole column on.

        Columns: ``key`` (a text as :func:`spelled`: spell the column so first),
        ``scheme`` (``code``, ``name``, ``code and name`` or a publisher's), ``code``,
        ``level``, ``valid_from``, ``valid_to``. A key stands on several rows where it
        means several areas, or the same area in several schemes.
        """
        rows = [
            (key, scheme, area.code, area.level, area.valid_from, area.valid_to)
            for key, known in self._index.items()
            for scheme, area in known
        ]
        return pl.DataFrame(rows, schema=_LOOKUP, orient="row")

    def _unknown(self, text: str, *, level: str | None, year: int | None) -> WrongUsage:
        elsewhere = self.find(text)
        if elsewhere:
            asked = f" at level {level}" * (level is not None)
            asked += f" in {year}" * (year is not None)
            return WrongUsage(
                found=f"“{text}” is no area{asked}, but {_listed(elsewhere)}.",
                expected=f"an area of the division {self.id}{asked}",
                remedy="Leave out the level or year, or ask for another area.",
            )
        near = get_close_matches(spelled(text), self._index, n=20, cutoff=0.7)
        areas = dict.fromkeys(area for key in near for _, area in self._index[key])
        return WrongUsage(
            found=f"The division {self.id} has no area “{text}”.",
            expected="the code or name of an area",
            remedy=f"Is it {_listed(tuple(areas)[:4])}?"
            if areas
            else "Look up the codes in the division's list of areas.",
        )


_LOOKUP = {
    "key": pl.String,
    "scheme": pl.String,
    "code": pl.String,
    "level": pl.String,
    "valid_from": pl.Int64,
    "valid_to": pl.Int64,
}


def _freeze(division: Division) -> None:
    index: dict[str, dict[tuple[str, Area], None]] = {}
    for area in division.areas:
        for scheme, key in area.known_by():
            index.setdefault(key, {})[scheme, area] = None
    names = {k: MappingProxyType(dict(v)) for k, v in division.level_names.items()}
    set_ = object.__setattr__
    set_(division, "_index", {key: tuple(known) for key, known in index.items()})
    set_(division, "names", MappingProxyType(dict(division.names)))
    set_(division, "level_names", MappingProxyType(names))


def _listed(areas: Sequence[Area]) -> str:
    return " or ".join(f"{a.code} ({a.name}, {a.level}{_years(a)})" for a in areas)


def _years(area: Area) -> str:
    if area.valid_from is None and area.valid_to is None:
        return ""
    return f", {area.valid_from or ''}–{area.valid_to or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Where an area's square stands in a tile map, counted from the upper left."""

    code: str
    column: int
    row: int
    label: str | None = None  # a name broken or shortened to fit: "Holmlia\\nNord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An area's boundary: GeoJSON ``Polygon`` or ``MultiPolygon`` in WGS84 degrees.

    Outer rings go anticlockwise and holes clockwise (RFC 7946); d3 and Vega-Lite want
    the opposite. ``mended`` tells that the published boundary crossed itself.
    """

    code: str
    geometry: Mapping[str, object]
    mended: bool = False
