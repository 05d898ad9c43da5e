"""The whole city from a seed, and the files of the example made from it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import polars as pl
import pytest

from nabolag.areas.moving.moves import MOVES
from nabolag.demo.storvik import storvik
from nabolag.errors import WrongUsage
from nabolag.sources.describing.moves import read_moves
from nabolag.sources.places.boundaries import read_boundaries
from nabolag.sources.places.divisions import read_division, read_tiles
from nabolag.sources.reading import read_observations
from nabolag.values import Observations, together

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "dalen"
KEYS = ["area", "level", "district", "period", "indicator", "note"]


@pytest.fixture(scope="module")
def read() -> Observations:
    tables = sorted((EXAMPLE / "statistics").glob("*.csv"))
    return together([read_observations(path) for path in tables])


def test_the_same_seed_gives_the_same_city(small_city):
    again = storvik(7, areas=8, scale=0.2)
    assert again.observations.table.equals(small_city.observations.table)
    assert again.moves.table.equals(small_city.moves.table)
    assert again.outlines == small_city.outlines


def test_another_seed_gives_other_people_in_the_same_areas(small_city):
    other = storvik(8, areas=8, scale=0.2)
    assert not other.observations.table.equals(small_city.observations.table)
    assert other.places == small_city.places
    assert other.division == small_city.division


def test_a_city_of_three_areas_is_refused():
    with pytest.raises(WrongUsage, match="from 4 to 60 areas"):
        storvik(1, areas=3)


def test_the_exact_counts_are_the_published_ones_where_nothing_is_withheld(small_city):
    table = small_city.observations.table.filter(level="area")
    for (indicator, period), rows in table.group_by("indicator", "period"):
        counted = small_city.exact[indicator, int(period)]
        for told, row in zip(counted.numerator, rows["numerator"], strict=True):
            assert row is None or row == told
        assert rows["denominator"].to_list() == counted.denominator.tolist()


def test_storvik_has_about_180_000_people_in_areas_of_1_500_to_7_500(whole_city):
    people = whole_city.observations.table.filter(indicator="far_from_green")
    city = people.filter(level="city")["denominator"]
    areas = people.filter(level="area")["denominator"]
    assert city.is_between(170_000, 190_000).all()
    assert areas.is_between(1_400, 7_500).all()


def test_dalen_stands_about_as_in_the_sketches(whole_city):
    table = whole_city.observations.table.filter(period="2025")

    def share(area: str, indicator: str) -> float:
        return table.filter(area=area, indicator=indicator)["value"].item()

    assert share("S601", "child_low_income") == pytest.approx(0.28, abs=0.03)
    assert share("S601", "rented_homes") == pytest.approx(0.46, abs=0.03)
    assert share("S", "rented_homes") == pytest.approx(0.31, abs=0.02)
    assert share("S601", "voted") < share("S", "voted") - 0.07


# The example


def test_the_example_is_made_from_the_seed(whole_city, tmp_path):
    made = runpy.run_path(str(ROOT / "tools" / "storvik_example.py"))
    made["write"](whole_city, tmp_path)
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert len(files) == 13
    stale = [
        path.name
        for path in files
        if path.read_bytes() != (EXAMPLE / path.relative_to(tmp_path)).read_bytes()
    ]
    assert not stale, "make them: python tools/storvik_example.py examples/dalen"


def test_the_example_is_read_as_it_was_made(whole_city, read):
    columns = [*KEYS, "numerator", "denominator", "cluster_size"]
    made = whole_city.observations.table.select(columns).sort(KEYS)
    assert read.table.select(columns).sort(KEYS).equals(made)
    counts = pl.col("numerator") / pl.col("denominator")
    assert read.table.filter(pl.col("value") != counts).height == 0
    assert read.table["value"].null_count() == made["numerator"].null_count()


def test_the_examples_indicators_are_described_as_they_were_made(whole_city, read):
    def told(observations: Observations) -> dict[str, tuple[object, ...]]:
        return {
            i.id: (
                dict(i.names),
                i.measure,
                i.direction,
                i.dimension,
                i.kind,
                i.counted,
            )
            for i in observations.indicators
        }

    assert told(read) == told(whole_city.observations)


def test_reading_the_example_tells_of_nothing_suspicious(read):
    assert {notice.code for notice in read.notices} <= {"values_computed"}


def test_the_examples_map_is_read_as_it_was_made(whole_city):
    division = read_division(EXAMPLE / "division.toml")
    assert division == whole_city.division
    assert read_tiles(EXAMPLE / "tiles_area.csv") == whole_city.tiles["area"]
    assert read_tiles(EXAMPLE / "tiles_district.csv") == whole_city.tiles["district"]
    drawn = read_boundaries(EXAMPLE / "boundaries.geojson", division=division)
    assert [each.code for each in drawn] == [each.code for each in whole_city.outlines]
    assert not any(each.mended for each in drawn)


def test_the_boundaries_are_geojson_with_codes_and_names():
    text = (EXAMPLE / "boundaries.geojson").read_text("utf-8")
    features = json.loads(text)["features"]
    dalen = next(f for f in features if f["properties"]["code"] == "S601")
    assert dalen["properties"]["name"] == "Dalen"


def test_the_examples_moves_are_read_as_they_were_made(whole_city):
    division = read_division(EXAMPLE / "division.toml")
    moves = read_moves(EXAMPLE / "moves.csv", division=division)
    shared = [column for column in MOVES if column not in {"source", "line"}]
    made = whole_city.moves.table.select(shared)
    assert moves.table.select(shared).equals(made)
    assert moves.notices == ()


def test_the_example_says_in_every_language_it_speaks_that_it_is_fictional():
    text = (EXAMPLE / "README.md").read_text("utf-8")
    assert "fictional" in text
    assert "oppdiktet" in text
    for truth in ("Dalen", "Kvernlia", "Havnekvartalet", "Lyngheia"):
        assert truth in text


def test_the_example_is_small():
    sizes = [path.stat().st_size for path in EXAMPLE.rglob("*") if path.is_file()]
    assert sum(sizes) < 1_500_000
