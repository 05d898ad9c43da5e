"""The shipped recipes, each on a small file of its kind and on the real ones."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from nabolag.sources.describing.recipe_files import shipped_recipes
from nabolag.sources.reading import read_observations
from nabolag.values import Dimension, Direction, Kind, Note, Observations, Topic

RECIPES = {recipe.id: recipe for recipe in shipped_recipes()}


def rows(
    found: Observations, *columns: str, **where: object
) -> list[tuple[object, ...]]:
    return found.table.filter(**where).select(columns).rows()


def codes(found: Observations) -> set[str]:
    return {notice.code for notice in found.notices}


def facts(found: Observations, code: str) -> dict[str, str | int | float]:
    (notice,) = [n for n in found.notices if n.code == code]
    return dict(notice.facts)


# What every shipped recipe keeps to


@pytest.mark.parametrize("id_", RECIPES)
def test_a_shipped_recipe_is_complete(id_):
    recipe = RECIPES[id_]
    assert set(recipe.title) == {"nb", "nn", "en"}
    for measured in recipe.indicators:
        indicator = measured.indicator
        assert set(indicator.names) == {"nb", "nn", "en"}
        assert indicator.definition
        assert not indicator.forced
        assert indicator.id == indicator.id.lower()


def test_an_indicator_means_the_same_in_every_recipe():
    seen: dict[str, set[tuple[object, ...]]] = {}
    for recipe in RECIPES.values():
        for measured in recipe.indicators:
            i = measured.indicator
            told = (i.measure, i.unit, i.direction, i.dimension, i.kind, i.definition)
            seen.setdefault(i.id, set()).add(told)
    assert {id_ for id_, told in seen.items() if len(told) > 1} == set()


def test_immigrants_are_context_by_construction():
    indicator = RECIPES["oslo_immigrants"].indicators[0].indicator
    assert (indicator.topic, indicator.kind) == (Topic.ORIGIN, Kind.CONTEXT)
    assert indicator.direction is Direction.NEITHER


def test_measures_stand_under_their_dimension():
    dimensions = {
        m.indicator.id: m.indicator.dimension
        for recipe in RECIPES.values()
        for m in recipe.indicators
    }
    assert dimensions["employed"] is Dimension.SOCIAL
    assert dimensions["turnout"] is Dimension.SOCIAL
    assert dimensions["tenure_rent"] is Dimension.STRUCTURAL
    assert dimensions["flat_price_m2"] is Dimension.STRUCTURAL
    assert dimensions["households_with_children"] is Dimension.STRUCTURAL


SMALL = {
    "ssb_population": (
        "Region;Region:code;Kjonn;Tid;Personer\n"
        "Hele landet;0;Menn;2024;10\nHele landet;0;Kvinner;2024;20\n"
        "Oslo;0301;Menn;2024;4\nOslo;0301;Kvinner;2024;5\n",
        [("0", "city", 30.0), ("0301", "municipality", 9.0)],
    ),
    "norway_population": (
        "region_id,region,ssb_id,district_id,municipality,year,population\n"
        "030100,Oslo i alt,x,030100,Oslo,2003,0\n"
        "030101,Gamle Oslo,x,030101,Oslo,2021,59876\n"
        "030199,Uoppgitt,x,030199,Oslo,2021,2218\n"
        "3001,Halden,x,,Halden,2021,31387\n"
        "460101,Arna,x,460101,Bergen,2021,13899\n",
        [
            ("030100", "city", None),
            ("030101", "district", 59876.0),
            ("030199", "unplaced", 2218.0),
        ],
    ),
}


@pytest.mark.parametrize("id_", SMALL)
def test_a_recipe_of_population_reads_a_small_file(tmp_path, id_):
    text, expected = SMALL[id_]
    path = tmp_path / "tall.csv"
    path.write_text(text, encoding="utf-8")
    found = read_observations(path)
    assert found.sources[0].recipe == id_
    assert rows(found, "area", "level", "value") == expected


# Real files, with answers known from outside


@pytest.fixture
def statbank(shared_data: Path) -> Path:
    return shared_data / "oslo" / "statbank"


@pytest.fixture
def panel(shared_data: Path) -> Path:
    return shared_data / "oslo" / "panel"


@pytest.mark.shared_data
def test_turnout_in_romsas_and_stovner_on_both_its_levels(statbank):
    found = read_observations(statbank / "VAL001.csv")
    figures = ("area", "level", "numerator", "denominator")
    assert rows(found, *figures, name="Romsås") == [
        ("0301101005", "delbydel", 2480.0, 5373.0)
    ]
    assert rows(found, *figures, name="Stovner") == [
        ("030111", "district", 12479.0, 25025.0),
        ("0301111105", "delbydel", 2637.0, 4517.0),
    ]
    assert rows(found, "numerator", "denominator", level="city") == [
        (366081.0, 570411.0)
    ]
    assert rows(found, "numerator", level="unplaced") == [(4921.0,)]
    assert "Stovner" in str(facts(found, "name_on_two_levels")["names"])
    assert "totals_differ" not in codes(found)


@pytest.mark.shared_data
def test_published_turnout_is_cut_and_not_rounded_and_that_is_told(statbank):
    found = read_observations(statbank / "VAL001.csv")
    assert rows(found, "value", name="Romsås") == [(0.461,)]
    assert facts(found, "value_disagrees")["count"] == 65


@pytest.mark.shared_data
def test_turnout_as_px_has_lost_a_level_and_those_areas_are_set_aside(statbank):
    found = read_observations(statbank / "tab_VAL001_no.px")
    aside = facts(found, "area_ambiguous")
    assert aside["names"] == (
        "Frogner, Grorud, Marka, Nordstrand, Sagene, Sentrum, Stovner, Ullern"
    )
    assert rows(found, "numerator", "denominator", name="Romsås") == [(2480.0, 5373.0)]
    assert rows(found, "area", name="Stovner") == []


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "file",
    ["SYS002.csv", "tab_SYS002_no.px", "SYS002_2.csv", "tab_SYS002_2_no.px"],
)
def test_employment_gives_every_areas_published_share(statbank, file):
    found = read_observations(statbank / file)
    published = (
        pl.read_csv(statbank / "SYS002_2.csv", separator=";", infer_schema=False)
        .filter(
            (pl.col("aldersgrupper") == "Alder i alt")
            & (pl.col("kjoenn") == "Begge kjønn")
        )
        .filter(pl.col("geografi").cast(int).is_between(100, 1599))
    )
    shares = {
        f"0301{code.zfill(4)[:2]}{code.zfill(4)}": float(share) / 100
        for code, share in published.select("geografi", "andeler").iter_rows()
    }
    assert len(shares) == 96
    read = dict(rows(found, "area", "value", level="delbydel"))
    assert {code: read[code] for code in shares} == pytest.approx(shares)
    assert rows(found, "value", level="city") == [(0.711,)]


@pytest.mark.shared_data
def test_employment_by_age_is_there_when_it_is_asked_for(statbank):
    found = read_observations(statbank / "SYS002.csv", choices={"alder": "25-39 år"})
    assert rows(found, "indicator", "numerator", level="city") == [
        ("employed_25_39_ar", 178386.0)
    ]


@pytest.mark.shared_data
def test_csv_and_px_of_employment_say_the_same(statbank):
    csv, px = (
        read_observations(statbank / file).table.sort("area").drop("source", "line")
        for file in ("SYS002.csv", "tab_SYS002_no.px")
    )
    assert csv.equals(px)


@pytest.mark.shared_data
def test_flat_prices_beside_oslos(panel):
    found = read_observations(panel / "boligpriser_blokkleilighet.csv")
    prices = {
        (area, period): value
        for area, period, value in rows(found, "area", "period", "value")
    }
    for code, year, percent in [
        ("0301101005", "2004", 56.7),
        ("0301101005", "2016", 57.7),
        ("0301090901", "2004", 73.5),
        ("0301090901", "2016", 69.8),
        ("0301121201", "2016", 62.0),
        ("0301090902", "2016", 81.3),
    ]:
        oslo = prices["0301", year]
        assert round(100 * prices[code, year] / oslo, 1) == percent
    assert prices["0301151505", "2004"] is None
    assert prices["0301151505", "2005"] is not None


@pytest.mark.shared_data
def test_faults_of_the_price_panel_are_told(panel):
    found = read_observations(panel / "boligpriser_blokkleilighet.csv")
    assert facts(found, "copied_period") == {"copied": "2017", "equal": 97, "rows": 97}
    conflict = facts(found, "duplicate_conflict")
    assert (conflict["keys"], conflict["names"]) == (14, "Nordstrand")
    assert [(b.period, b.level) for b in found.breaks] == [("2017", "delbydel")]
    notes = found.table.filter(period="2018")["note"].unique().to_list()
    assert notes == [Note.COPIED.value]


@pytest.mark.shared_data
def test_households_add_up_to_the_same_on_each_level(panel):
    found = read_observations(panel / "Husholdninger_med_barn_delbydel_2008_2018.csv")
    counted = found.table.filter(period="2018")
    for level in ("district", "delbydel"):
        together = counted.filter(pl.col("level").is_in([level, "unplaced"]))
        assert together["denominator"].sum() == 340_444
    assert codes(found) >= {
        "small_numbers_rounded",
        "counts_not_whole",
        "unplaced_twice",
        "division_changed",
    }


@pytest.mark.shared_data
def test_tenure_gives_the_published_shares(panel):
    found = read_observations(panel / "Eieform_delbydel_2015_2017_v2.csv")
    assert rows(found, "indicator", "value", area="0301010102", period="2017") == [
        ("tenure_rent", 0.4776),
        ("tenure_owner", 0.2747),
        ("tenure_cooperative", 0.2477),
        ("tenure_rent_without_students", 0.4666),
    ]
    assert rows(
        found, "value", level="city", period="2016", indicator="tenure_rent"
    ) == [(0.3011,)]
    assert facts(found, "rows_left_out")["rows"] == 12
    assert facts(found, "duplicate_rows")["rows"] == 3


@pytest.mark.shared_data
@pytest.mark.parametrize("file", ["BEF029.csv", "tab_BEF029_no.px"])
def test_immigrants_of_short_stay(statbank, file):
    found = read_observations(statbank / file)
    assert rows(found, "numerator", "denominator", name="Gamle Oslo") == [
        (4744.0, 18925.0)
    ]
    assert rows(found, "denominator", level="unplaced") == [(2215.0,)]
    assert codes(found) == set()


@pytest.mark.shared_data
def test_property_tax(statbank):
    found = read_observations(statbank / "KOM011.csv")
    assert rows(found, "indicator", "value", name="Grorud", period="2023") == [
        ("property_tax_payers", 1794 / 11129),
        ("property_tax_per_dwelling", 623.0),
        ("property_tax_per_payer", 3863.0),
    ]
    assert codes(found) == set()


@pytest.mark.shared_data
def test_population_of_the_city_or_another_that_is_chosen(shared_data):
    path = shared_data / "norway-regions" / "norwegian_population_2001_2022.csv"
    oslo = read_observations(path)
    assert rows(oslo, "value", level="city", period="2021") == [(697010.0,)]
    assert rows(oslo, "value", "note", level="city", period="2003") == [
        (None, Note.MISSING.value)
    ]
    bergen = read_observations(path, choices={"municipality": "Bergen"})
    assert rows(bergen, "area", "value", name="Arna", period="2021") == [
        ("460101", 13899.0)
    ]
