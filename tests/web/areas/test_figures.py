"""Figures in use: the newest counts, whatever each file calls its areas."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from nabolag.areas.geography import Area, Division
from nabolag.values import Break
from nabolag_web.areas.actions import importing, storing
from nabolag_web.areas.actions.divisions import take_division
from nabolag_web.areas.queries.figures import observations
from nabolag_web.areas.queries.placing import placed

pytestmark = pytest.mark.django_db(transaction=True)

Row = tuple[str, str, str]


def table(*rows: Row):
    """Rows of area, name and level; the newest last."""
    return pl.DataFrame(
        rows, schema=["area", "name", "level"], orient="row"
    ).with_columns(district=pl.lit(None, pl.String))


def places(
    rows: Sequence[Row], division: Division | None = None
) -> list[tuple[str, ...]]:
    found = placed(table(*rows), division=division, city="Storvik")
    return found.select("area", "name", "level", "district").rows()


STORVIK = Division(
    id="storvik",
    names={"nb": "Storvik"},
    levels=("city", "district", "area"),
    areas=(
        Area(code="S", name="Storvik", level="city"),
        Area(code="S1", name="Nord", level="district", parent="S"),
        Area(code="S11", name="Dalen", level="area", parent="S1", aliases=("Dala",)),
        Area(code="S12", name="Nord", level="area", parent="S1"),
    ),
    breaks=(Break(period="2021", level="area", reason="division_changed"),),
)


def test_an_area_that_is_named_goes_by_the_code_another_file_gives_it():
    assert places([("01", "Dalen", "area"), ("dalen ", "dalen ", "area")]) == [
        ("01", "Dalen", "area", None),
        ("01", "Dalen", "area", None),
    ]


def test_a_name_that_may_mean_two_areas_is_left_as_it_is():
    rows = [("01", "Nord", "area"), ("02", "Nord", "area"), ("Nord", "Nord", "area")]
    assert places(rows)[2][0] == "Nord"


def test_a_name_means_the_area_on_its_own_level_first():
    rows = [("1", "Nord", "district"), ("11", "Nord", "area"), ("Nord", "Nord", "area")]
    assert places(rows)[2] == ("11", "Nord", "area", None)
    rows = [("1", "Nord", "delbydel"), ("Nord", "Nord", "area")]
    assert places(rows)[1] == ("1", "Nord", "delbydel", None)


def test_the_whole_city_is_one_whatever_each_file_calls_it():
    rows = [("00", "Storvik i alt", "city"), ("Hele byen", "Hele byen", "city")]
    assert places(rows) == [("Hele byen", "Storvik", "city", None)] * 2
    assert places(rows, STORVIK) == [("S", "Storvik", "city", None)] * 2


def test_a_division_gives_codes_names_levels_and_districts():
    rows = [
        ("Dala", "Dala", "area"),
        ("s11", "Dalen (nytt navn)", "area"),
        ("Nord", "Nord", "district"),
        ("Nord", "Nord", "area"),
        ("77", "Ukjent sted", "area"),
        ("99", "Uoppgitt", "unplaced"),
    ]
    assert places(rows, STORVIK) == [
        ("S11", "Dalen", "area", "S1"),
        ("S11", "Dalen", "area", "S1"),
        ("S1", "Nord", "district", None),
        ("S12", "Nord", "area", "S1"),
        ("77", "Ukjent sted", "area", None),
        ("99", "Uoppgitt", "unplaced", None),
    ]


@pytest.fixture
def load(city, coordinator, moment):
    """Brings a table into use: ``load(content)``."""

    def loaded(content, name="tall.csv", **options):
        batch = importing.keep_file(
            city=city,
            file_name=name,
            content=content.encode(),
            by=coordinator,
            at=moment,
            **options,
        )
        storing.read_now(batch)
        storing.store_now(batch, by=coordinator, at=moment)
        return batch

    return loaded


def long(*rows: str) -> str:
    return "\n".join(["area,name,level,period,indicator,value,unit", *rows])


def test_a_file_with_codes_and_a_table_with_names_are_about_the_same_areas(
    load, city, coordinator, moment
):
    load(long("01,Dalen,area,2022,x,0.2,share", "00,Alle,city,2022,x,0.1,share"))
    batch = load(
        long("Dalen,Dalen,area,2022,x,0.3,share", "By,By,city,2022,x,0.2,share")
    )
    figures = observations(city).table.select("area", "value").rows()
    assert sorted(figures) == [("01", 0.3), ("By", 0.2)]
    assert (batch.found["new"], batch.found["changed"]) == (0, 2)


def test_a_division_that_comes_later_places_what_is_there(
    load, city, coordinator, moment
):
    load(long("Dala,Dala,area,2020,x,0.2,share", "Dala,Dala,area,2022,x,0.2,share"))
    take_division(city=city, division=STORVIK, by=coordinator, at=moment)
    found = observations(city)
    assert set(found.table["area"]) == {"S11"}
    assert [each.period for each in found.breaks] == ["2021"]


def test_between_files_a_change_of_areas_is_a_break_that_is_told_of(load, city):
    load(long("A,A,area,2021,x,0.2,share", "B,B,area,2021,x,0.2,share"))
    load(long("A,A,area,2022,x,0.2,share", "C,C,area,2022,x,0.2,share"))
    found = observations(city)
    assert [(each.level, each.period) for each in found.breaks] == [("area", "2022")]
    told = [each for each in found.notices if each.code == "division_changed"]
    assert [(each.where.period, each.where.file) for each in told] == [("2022", None)]


def test_what_no_longer_counts_is_not_told_of(load, city):
    load(long("A,A,area,2021,x,:,share", "B,B,area,2021,x,0.2,share"))
    first = observations(city)
    load(long("A,A,area,2021,x,0.1,share", "B,B,area,2021,x,0.3,share"), source="ny")
    assert len(first.sources) == len(observations(city).sources) == 1
    assert first.sources[0].id != observations(city).sources[0].id


def test_only_what_has_figures_is_among_the_indicators(load, city, coordinator, moment):
    load(long("A,A,area,2021,x,0.2,share"))
    batch = load(long("A,A,area,2021,y,0.2,share"))
    importing.undo_import(batch=batch, by=coordinator, at=moment)
    assert [each.id for each in observations(city).indicators] == ["x"]
    assert city.indicators.count() == 2
