"""What files that divide a city anew hold: areas, maps, boundaries, and a crosswalk."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

import polars as pl

from nabolag.areas.crosswalks import Crosswalk as LibraryCrosswalk
from nabolag.areas.geography import Division as LibraryDivision
from nabolag.areas.geography import Outline, Tile, spelled
from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import open_file, sniff
from nabolag.sources.formats.readers import read_table
from nabolag.sources.places.boundaries import read_boundaries
from nabolag.sources.places.crosswalks import read_crosswalk
from nabolag.sources.places.divisions import read_division, read_tiles
from nabolag.sources.table import Table
from nabolag.values import AREA, CITY, DISTRICT, UNPLACED
from nabolag_web.areas.models import Area, City
from nabolag_web.areas.queries.cities import division_of, outlines_of, tiles_of

_HEADINGS: Mapping[str, str] = {
    "kode": "code",
    "områdekode": "code",
    "navn": "name",
    "namn": "name",
    "område": "name",
    "nivå": "level",
    "niva": "level",
    "ligger i": "parent",
    "ligg i": "parent",
    "bydel": "parent",
    "kolonne": "column",
    "rad": "row",
    "etikett": "label",
    "fra": "origin",
    "frå": "origin",
    "til": "target",
    "vekt": "weight",
}
"""Norwegian headings, and what the library calls the columns."""
_LEVELS: Mapping[str, str] = {
    "by": CITY,
    "kommune": CITY,
    "bydel": DISTRICT,
    "område": AREA,
}
_BOUNDARIES = ("geojson", "geopackage", "shapefile")
_Drawn = TypeVar("_Drawn", Tile, Outline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """What files say of how a city is divided."""

    division: LibraryDivision
    tiles: tuple[Tile, ...] = ()
    outlines: tuple[Outline, ...] = ()
    crosswalk: LibraryCrosswalk | None = None


def divided_by(files: Mapping[str, bytes], *, city: City) -> Divided:
    """Read the files that together say how a city is divided; contents by name.

    They are known by what is in them: a list of areas, tile maps, boundaries, a
    crosswalk, and descriptions of the first and the last. Without a description the
    list of areas speaks for itself; without a list the division of now gets the rest.
    Raises :class:`BadInput` for what cannot be used as it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept = _Files(folder=Path(folder), city=city)
        for name, content in files.items():
            kept.keep(name, content)
        return kept.read()


class _Files:
    """Files in a folder of their own, sorted by what they hold."""

    def __init__(self, *, folder: Path, city: City) -> None:
        self.folder, self.city = folder, city
        self.found: dict[str, list[Path]] = {}

    def keep(self, name: str, content: bytes) -> None:
        path = self.folder / PurePath(name).name
        path.write_bytes(content)
        self.found.setdefault(self._kind(path), []).append(path)

    def _kind(self, path: Path) -> str:
        if path.suffix.lower() == ".toml":
            text = path.read_text("utf-8", errors="replace")
            return "walk" if "to_division" in text else "division"
        if sniff(open_file(path)) in _BOUNDARIES:
            return "boundaries"
        table = read_table(path)
        cells = _with_our_words(table)
        columns = set(cells.columns)
        for kind, needed in _LISTS.items():
            if needed <= columns:
                path.write_text(_as_list(cells, table.lines), "utf-8")
                return kind
        raise BadInput(
            where=Where(file=path.name),
            found="The list is neither of areas, nor a tile map, nor a crosswalk: its "
            f"columns are {', '.join(table.cells.columns[:12])}.",
            expected="code and name; code, column and row; or origin and target",
            remedy="Correct the headings, and load the files again.",
        )

    def read(self) -> Divided:
        self._refuse_what_would_be_passed_over()
        division = self._division()
        tiles = tuple(t for p in self.found.get("tiles", ()) for t in read_tiles(p))
        outlines = tuple(
            outline
            for path in self.found.get("boundaries", ())
            for outline in read_boundaries(path, division=division)
        )
        walks = self.found.get("walk", ())
        return Divided(
            division=division,
            tiles=tiles or self._kept(_all_tiles, division),
            outlines=outlines or self._kept(outlines_of, division),
            crosswalk=read_crosswalk(walks[0]) if walks else None,
        )

    def _refuse_what_would_be_passed_over(self) -> None:
        for kind, what in _ONE_OF.items():
            files = self.found.get(kind, [])
            for other in files[1:]:
                raise BadInput(
                    where=Where(file=other.name),
                    found=f"This is a second {what}, beside {files[0].name}.",
                    expected=f"one {what}",
                    remedy="Send only the one that counts.",
                )
        walked = self.found.get("walked")
        if walked and "walk" not in self.found:
            raise BadInput(
                where=Where(file=walked[0].name),
                found="Nothing describes where the areas of before lie now.",
                expected="a TOML file beside it, which says what is weighted",
                remedy="Send the description too, or leave this file out.",
            )

    def _division(self) -> LibraryDivision:
        described, lists = self.found.get("division"), self.found.get("areas")
        if described:
            return _checked(read_division(described[0]), described[0].name)
        if lists:
            path = self.folder / f"{lists[0].stem} described.toml"
            path.write_text(self._description(lists[0]), "utf-8")
            return _checked(read_division(path), lists[0].name)
        division = division_of(self.city)
        if division is not None:
            return division
        raise BadInput(
            where=Where(file=next(iter(self.found.values()))[0].name),
            found="No file says which areas there are.",
            expected="a list of areas, with code and name",
            remedy="Send the list of areas together with the other files.",
        )

    def _description(self, path: Path) -> str:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(line for line in lines if line.strip())
            used = dict.fromkeys(row["level"] for row in rows)
        first = [level for level in (CITY, DISTRICT) if level in used]
        levels = first + [lv for lv in used if lv not in (*first, UNPLACED)]
        return (
            f"id = {_quoted(self.city.slug)}\n"
            f"names = {{ nb = {_quoted(self.city.name)} }}\n"
            f"levels = [{', '.join(map(_quoted, levels))}]\n"
            f"areas = {_quoted(path.name)}\n"
        )

    def _kept(
        self, look_up: Callable[[City], Sequence[_Drawn]], division: LibraryDivision
    ) -> tuple[_Drawn, ...]:
        """Give what is drawn now of areas that stay, where nothing new was sent."""
        codes = {area.code for area in division.areas}
        return tuple(each for each in look_up(self.city) if each.code in codes)


def _all_tiles(city: City) -> list[Tile]:
    return [tile for tiles in tiles_of(city).values() for tile in tiles]


_ONE_OF: Mapping[str, str] = {
    "areas": "list of areas",
    "division": "description of the division",
    "walk": "description of where areas lie now",
}
_LISTS: Mapping[str, frozenset[str]] = {
    "tiles": frozenset({"code", "column", "row"}),
    "walked": frozenset({"origin", "target"}),
    "areas": frozenset({"code", "name", "level"}),
}


def _with_our_words(table: Table) -> pl.DataFrame:
    """Give a list under the headings the library reads, whatever language it is in."""
    cells = table.cells
    for name in cells.columns:
        own = _HEADINGS.get(spelled(name), spelled(name))
        if own not in cells.columns:
            cells = cells.rename({name: own})
    if {"code", "name"} <= set(cells.columns) and not {"level", "row"} & set(
        cells.columns
    ):
        cells = cells.with_columns(level=pl.lit(AREA))
    if "level" in cells.columns:
        words = pl.col("level").str.strip_chars().str.to_lowercase()
        cells = cells.with_columns(level=words.replace(_LEVELS))
    return cells


def _as_list(cells: pl.DataFrame, lines: pl.Series) -> str:
    """Write a list as the library reads it, each row on the line it came from."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    at = max(min(lines, default=2) - 1, 1)
    written.write("\n" * (at - 1))
    writer.writerow(cells.columns)
    for line, row in zip(lines, cells.iter_rows(), strict=True):
        written.write("\n" * (line - at - 1))
        writer.writerow("" if cell is None else cell for cell in row)
        at = line
    return written.getvalue()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # TOML's own texts are written alike


def _checked(division: LibraryDivision, file: str) -> LibraryDivision:
    """Refuse texts that the store has no room for."""
    ours = {"id": division.id, **{f"name {k}": v for k, v in division.names.items()}}
    long = [(name, text, 60) for name, text in ours.items() if len(text) > 60]
    widths = {f.name: getattr(f, "max_length", 0) or 0 for f in Area._meta.fields}
    for area in division.areas:
        texts = {"code": area.code, "name": area.name, "level": area.level}
        for name, text in texts.items():
            most = widths[name]
            long += [(name, text, most)] if len(text) > most else []
    for name, text, most in long[:1]:
        raise BadInput(
            where=Where(file=file, column=name),
            found=f"“{text[:40]}…” is longer than can be kept: {len(text)} characters.",
            expected=f"at most {most} characters",
            remedy="Shorten it in the file, and load the file again.",
        )
    return division
