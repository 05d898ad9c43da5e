"""Make the files of examples/dalen: the fictional city Storvik, from its seed.

Run: python tools/storvik_example.py FOLDER
FOLDER is examples/dalen, or another place to look at them first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl

from nabolag.areas.geography import Division, Outline, Tile
from nabolag.areas.moving.moves import MOVES, Moves
from nabolag.demo.indicators import DIVISION_SOURCE
from nabolag.demo.storvik import Storvik, storvik
from nabolag.demo.truths import Truth
from nabolag.sources.describing.tidy_writing import tidy_rows
from nabolag.sources.files.export import write_csv
from nabolag.values import Direction, Indicator, Observations, Source

FILES = {
    "homes.csv": ("storvik_homes",),
    "people.csv": ("storvik_people",),
    "elections.csv": ("storvik_elections",),
    "surveys.csv": ("storvik_residents", "storvik_others"),
    "places.csv": ("storvik_walkways", "storvik_green", "storvik_press"),
}
"""The tables of statistics, and the sources of the figures in each."""

SAID_ONCE = {
    "indicator": [
        *("unit", "direction", "dimension", "kind", "counted", "definition"),
        *("indicator_nb", "indicator_nn", "indicator_en"),
    ],
    "source": ["publisher", "title", "licence"],
}
"""What describes an indicator or a source stands on its first row only."""

DIVISION = """\
# Storvik is a fictional city, and no area in it exists.
# It is drawn in the open Norwegian Sea, where no one lives.

id = "storvik"
levels = ["city", "district", "area"]
areas = "areas.csv"

[names]
nb = "Storvik (oppdiktet by)"
nn = "Storvik (oppdikta by)"
en = "Storvik (fictional city)"

[level_names]
city = { nb = "by", nn = "by", en = "city" }
district = { nb = "bydel", nn = "bydel", en = "district" }
area = { nb = "område", nn = "område", en = "area" }

[tiles]
district = "tiles_district.csv"
area = "tiles_area.csv"

[source]
"""


def main(folder: Path) -> None:
    """Write every file of the example anew."""
    write(storvik(), folder)


def write(city: Storvik, folder: Path) -> None:
    """Write a city's files in a folder, which is made where it is missing."""
    statistics = folder / "statistics"
    statistics.mkdir(parents=True, exist_ok=True)
    rows = tidy_rows(city.observations)
    for name, sources in FILES.items():
        own = rows.filter(pl.col("source").is_in(sources))
        write_csv(_as_published(own), statistics / name)
    write_csv(_moves(city.moves), folder / "moves.csv")
    write_csv(_areas(city.division), folder / "areas.csv")
    for level, squares in city.tiles.items():
        write_csv(_tiles(squares), folder / f"tiles_{level}.csv")
    write_csv(_dimensions(city.observations), folder / "dimensions.csv")
    write_csv(_truths(city.truths), folder / "truths.csv")
    (folder / "division.toml").write_text(_division(DIVISION_SOURCE), "utf-8")
    (folder / "boundaries.geojson").write_text(_boundaries(city), "utf-8")


def _as_published(rows: pl.DataFrame) -> pl.DataFrame:
    """Give counts without the values they make, and without columns that are empty."""
    for described, columns in SAID_ONCE.items():
        first = pl.int_range(pl.len()).over(described) == 0
        rows = rows.with_columns(pl.when(first).then(pl.col(columns)))
    counted = rows.drop("value").with_columns(_whole("numerator", "denominator"))
    return counted.select(
        column.name for column in counted if column.null_count() < counted.height
    )


def _moves(moves: Moves) -> pl.DataFrame:
    counts = _whole("people", "numerator_before", "numerator")
    shown = [column for column in MOVES if column not in _TOLD_ELSEWHERE]
    (source,) = moves.sources
    told = {
        name: pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(getattr(source, name)))
        for name in ("publisher", "title", "licence")
    }
    return moves.table.select(shown).with_columns(counts, **told)


_TOLD_ELSEWHERE = {"name", "level", "source", "line"}
"""Names and levels stand in areas.csv; without them the file is a quarter smaller."""


def _whole(*columns: str) -> pl.Expr:
    """Write 12 for 12.0, which is what a statistics office would."""
    return pl.col(columns).cast(pl.String).str.strip_suffix(".0")


def _areas(division: Division) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": [area.code for area in division.areas],
            "name": [area.name for area in division.areas],
            "level": [area.level for area in division.areas],
            "parent": [area.parent for area in division.areas],
            "aliases": ["|".join(area.aliases) or None for area in division.areas],
        }
    )


def _tiles(tiles: tuple[Tile, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": [tile.code for tile in tiles],
            "column": [tile.column for tile in tiles],
            "row": [tile.row for tile in tiles],
            "label": [(tile.label or "").replace("\n", "|") for tile in tiles],
        }
    )


def _dimensions(observations: Observations) -> pl.DataFrame:
    counted = [each for each in observations.indicators if each.dimension is not None]
    return pl.DataFrame(
        {
            "indicator": [each.id for each in counted],
            "dimension": [str(each.dimension) for each in counted],
            "challenge": [_challenge(each) for each in counted],
        }
    )


def _challenge(indicator: Indicator) -> str:
    # More of what has no wished direction (let, small homes, short stays) is what the
    # example counts as structural difficulty; edit the file to count otherwise.
    return "less" if indicator.direction is Direction.MORE_IS_BETTER else "more"


def _truths(truths: tuple[Truth, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area": [truth.area for truth in truths],
            "name": [truth.name for truth in truths],
            "kind": [truth.kind for truth in truths],
            "indicator": [truth.indicator for truth in truths],
            "slope": [truth.slope for truth in truths],
            "why": [truth.why for truth in truths],
        }
    )


def _division(source: Source) -> str:
    told = {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "licence": source.licence,
    }
    lines = (
        f"{key} = {json.dumps(text, ensure_ascii=False)}\n"
        for key, text in told.items()
    )
    return DIVISION + "".join(lines)


def _boundaries(city: Storvik) -> str:
    names = {place.code: place.square.name for place in city.places}
    features = [_feature(outline, names[outline.code]) for outline in city.outlines]
    rows = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'


def _feature(outline: Outline, name: str) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": outline.code, "name": name},
        "geometry": dict(outline.geometry),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
