"""Divisions and tile maps read from files: the shipped ones, and one's own.

A division is a TOML file beside its CSV files::

    id = "storvik"
    names = { nb = "Storvik", en = "Storvik" }
    levels = ["city", "district", "area"]       # from top to bottom
    areas = "storvik_areas.csv"

    [level_names]                               # what to call the levels
    district = { nb = "bydel", nn = "bydel", en = "district" }

    [prefixes]                                  # words that names may begin with
    district = "Bydel"

    [schemes]                                   # columns with publishers' codes
    px = "the statistics bank of Storvik"

    [tiles]                                     # tile maps by level
    district = "storvik_tiles.csv"

    [[breaks]]                                  # from when figures do not compare
    period = "2020"
    level = "district"
    reason = "division_changed"

    [source]                                    # who says so, on what terms
    id = "storvik_division"
    publisher = "Storvik kommune"
    title = "Bydeler i Storvik"
    licence = "CC BY 4.0"

Only ``id``, ``names``, ``levels`` and ``areas`` must be there. The list of areas has
the columns ``code``, ``name``, ``level``, ``parent``, ``valid_from``, ``valid_to``
(first and last year), ``aliases`` (other names, with ``|`` between) and one for each
scheme. Lists are UTF-8 with commas.

A tile map is a list with ``code``, ``column``, ``row`` (counted from 0 at the upper
left) and ``label`` (with ``|`` where the line breaks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from nabolag.areas.geography import Area, Division, Tile
from nabolag.areas.places import faults
from nabolag.errors import WrongUsage
from nabolag.sources.files.lists import Row, beside, read_description, read_list
from nabolag.sources.files.sections import Section, break_of
from nabolag.values import UNPLACED, Break, Source

LARGEST = 200
"""Columns and rows of a tile map, at most; no one can read a larger one."""

_SHIPPED = Path(__file__).parents[1] / "shipped" / "divisions"
_DIVISION = (
    *("id", "names", "levels", "areas", "level_names", "prefixes", "schemes"),
    *("tiles", "breaks", "source"),
)
_AREA = ("code", "name", "level")
_MORE = ("parent", "valid_from", "valid_to", "aliases")


@cache
def shipped_divisions() -> tuple[str, ...]:
    """Give the ids of the divisions that come with Nabolag."""
    return tuple(sorted(file.stem for file in _SHIPPED.glob("*.toml")))


@cache
def shipped_division(id_: str) -> Division:
    """Give a division that comes with Nabolag.

    Raises :class:`WrongUsage` where there is none with the id.
    """
    return read_division(_shipped(id_))


@cache
def shipped_tiles(division_id: str, level: str) -> tuple[Tile, ...]:
    """Give the tile map of a level of a shipped division; empty if there is none."""
    path = _shipped(division_id)
    lists = read_description(path).pairs("tiles")
    return read_tiles(beside(path, lists[level])) if level in lists else ()


def read_division(path: Path) -> Division:
    """Read a division from its TOML file and the list of areas beside it.

    Raises :class:`BadInput`, with file and line, where they are not as this module
    describes or the areas contradict each other.
    """
    file = read_description(path).only(*_DIVISION)
    levels = _levels(file)
    return Division(
        id=file.needed("id"),
        names=_names(file),
        levels=levels,
        areas=_areas(beside(path, file.needed("areas")), file, levels),
        breaks=tuple(_breaks(file, levels)),
        level_names=_level_names(file, levels),
        source=source_of(file),
    )


def read_tiles(path: Path) -> tuple[Tile, ...]:
    """Read a tile map: where each area's square stands.

    Raises :class:`BadInput`, with file and line, where an area stands twice or two
    stand in one place.
    """
    rows = read_list(path, needed=("code", "column", "row"), allowed=("label",))
    seen: dict[object, int] = {}
    tiles = []
    for row in rows:
        tile = _tile(row)
        for key in (tile.code, (tile.column, tile.row)):
            if seen.setdefault(key, row.line) != row.line:
                raise row.refusal(
                    found=f"The area or the square stands on line {seen[key]} too.",
                    expected="each area once, one area in a square",
                    remedy="Move the area to a free square, or take the line out.",
                )
        tiles.append(tile)
    return tuple(tiles)


def _shipped(id_: str) -> Path:
    if id_ not in shipped_divisions():
        raise WrongUsage(
            found=f"No division is called “{id_}”.",
            expected=f"one of {', '.join(shipped_divisions())}",
            remedy="Give the path of a TOML file for a division of your own.",
        )
    return _SHIPPED / f"{id_}.toml"


def _names(file: Section) -> Mapping[str, str]:
    names = file.pairs("names")
    if not names:
        raise file.refusal(
            found="The division has no name.",
            expected='its name by language, as in names = { nb = "Oslo" }',
            remedy="Add a line with names.",
        )
    return names


def _levels(file: Section) -> tuple[str, ...]:
    levels = file.texts("levels")
    if not levels or len(set(levels)) < len(levels) or UNPLACED in levels:
        raise file.refusal(
            key="levels",
            found=f"The levels are {list(levels)}.",
            expected="one level or more, each once, and not “unplaced”",
            remedy="List the levels from top to bottom.",
        )
    for level in (*file.pairs("prefixes"), *file.pairs("tiles")):
        _known_level(file, level, levels)
    return levels


def _known_level(section: Section, level: str, levels: tuple[str, ...]) -> str:
    if level not in (*levels, UNPLACED):
        raise section.refusal(
            key=level,
            found=f"The division has no level “{level}”.",
            expected=f"one of {', '.join((*levels, UNPLACED))}",
            remedy="Correct the level, or add it to levels.",
        )
    return level


def _level_names(file: Section, levels: tuple[str, ...]) -> dict[str, dict[str, str]]:
    names = file.section("level_names")
    if names is None:
        return {}
    return {
        _known_level(names, level, levels): dict(names.pairs(level))
        for level in names.values
    }


def _breaks(file: Section, levels: tuple[str, ...]) -> Iterator[Break]:
    for section in file.sections("breaks"):
        found = break_of(section)
        _known_level(section, found.level, levels)
        yield found


def source_of(file: Section) -> Source | None:
    """Read the section [source] of a description, where there is one."""
    section = file.section("source")
    if section is None:
        return None
    section.only("id", "publisher", "title", "table", "licence", "address")
    return Source(
        id=section.needed("id"),
        publisher=section.needed("publisher"),
        title=section.needed("title"),
        table=section.maybe("table"),
        licence=section.maybe("licence"),
        address=section.maybe("address"),
    )


def _areas(path: Path, file: Section, levels: tuple[str, ...]) -> tuple[Area, ...]:
    schemes = tuple(file.pairs("schemes"))
    prefixes = file.pairs("prefixes")
    rows = read_list(path, needed=_AREA, allowed=(*_MORE, *schemes))
    areas = tuple(
        _area(row, schemes, prefixes.get(row.needed("level"))) for row in rows
    )
    for fault in faults(areas, levels=levels):
        raise rows[fault.index].refusal(
            found=f"The list has {fault.found}.",
            expected=fault.expected,
            remedy="Correct this line, or the one it contradicts.",
        )
    return areas


def _area(row: Row, schemes: tuple[str, ...], prefix: str | None) -> Area:
    name = row.needed("name")
    aliases = [a.strip() for a in row.cells.get("aliases", "").split("|") if a.strip()]
    if prefix:
        aliases += [f"{prefix} {called}" for called in (name, *aliases)]
    return Area(
        code=row.needed("code"),
        name=name,
        level=row.needed("level"),
        parent=row.cells.get("parent"),
        valid_from=row.whole("valid_from"),
        valid_to=row.whole("valid_to"),
        codes={scheme: row.cells[scheme] for scheme in schemes if scheme in row.cells},
        aliases=tuple(aliases),
    )


def _tile(row: Row) -> Tile:
    label = row.cells.get("label")
    return Tile(
        code=row.needed("code"),
        column=_place(row, "column"),
        row=_place(row, "row"),
        label=None if label is None else label.replace("|", "\n"),
    )


def _place(row: Row, column: str) -> int:
    row.needed(column)
    place = row.whole(column) or 0
    if place >= LARGEST:
        raise row.refusal(
            column=column,
            found=f"The square stands in {column} {place}.",
            expected=f"a map of at most {LARGEST} columns and rows",
            remedy="Move the squares closer; the first column and row are 0.",
        )
    return place
