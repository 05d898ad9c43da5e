"""From a file to checked figures: which way it is read, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.describing.recipe_files import (
    find_recipe,
    read_recipe,
    shipped_recipes,
)
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.files.opening import Limits
from nabolag.sources.reading import (
    division_of_recipe,
    fitting_recipe,
    missing_columns,
    read_observations,
    table_of,
)

RECIPE = """
id = "sv_work"
title = { nb = "Arbeid" }
publisher = "Storvik kommune"
%s
[match]
columns = ["sted", "i arbeid", ["alle", "folk"]]
tables = ["SV01"]
[area]
name = "sted"
[period]
column = "år"
[[indicator]]
id = "work"
name = { nb = "Arbeid" }
measure = "share"
numerator = "i arbeid"
denominator = ["alle", "folk"]
[[indicator]]
id = "people"
name = { nb = "Folk" }
value = ["alle", "folk"]
adds_up = true
"""
FIGURES = (
    "år;sted;i arbeid;folk\n2024;Byen i alt;60;100\n2024;Nord;20;40\n2024;Sør;40;60\n"
)


@pytest.fixture
def own_recipe(tmp_path: Path) -> Recipe:
    path = tmp_path / "sv.toml"
    path.write_text(RECIPE % "", encoding="utf-8")
    return read_recipe(path)


def a_file(folder: Path, text: str, name: str = "tall.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


LONG = "area,period,indicator,value,unit\nby,2024,x,1,share\n11,2024,x,0.5,share\n"


def test_a_file_in_the_long_format_needs_no_recipe(tmp_path):
    found = read_observations(a_file(tmp_path, LONG))
    assert found.table.select("area", "level", "value").rows() == [
        ("by", "city", 1.0),
        ("11", "area", 0.5),
    ]


def test_figures_are_checked_after_they_are_read(tmp_path):
    with pytest.raises(BadInput, match="a share between 0 and 1"):
        read_observations(a_file(tmp_path, LONG.replace("0.5", "50")))


def test_the_long_format_has_nothing_to_choose(tmp_path):
    with pytest.raises(WrongUsage, match="which has no “alder”"):
        read_observations(a_file(tmp_path, LONG), choices={"alder": "alle"})


def test_a_recipe_of_ones_own_reads_a_publishers_file(tmp_path, own_recipe):
    found = read_observations(a_file(tmp_path, FIGURES), recipe=own_recipe)
    assert found.table.filter(indicator="work")["value"].to_list() == [0.6, 0.5, 2 / 3]
    assert found.sources[0].recipe == "sv_work"


def test_counts_given_as_values_must_add_up_too(tmp_path, own_recipe):
    wrong = FIGURES.replace("40;60", "40;90")
    found = read_observations(a_file(tmp_path, wrong), recipe=own_recipe)
    assert {n.code for n in found.notices} == {"totals_differ"}
    assert {n.where.indicator for n in found.notices} == {"work", "people"}


def test_a_recipe_goes_before_the_long_format(tmp_path, own_recipe):
    with pytest.raises(BadInput, match="There is no column"):
        read_observations(a_file(tmp_path, LONG), recipe=own_recipe)


def test_limits_are_kept(tmp_path):
    with pytest.raises(BadInput):
        read_observations(a_file(tmp_path, LONG), limits=Limits(bytes_=10))


# Which recipe


def test_the_one_shipped_recipe_that_fits_is_found(tmp_path):
    text = "navn,niva,aar,kr_per_kvm\nOslo i alt,total,2016,66312\nRomsås,delbydel,2016,38270\n"
    found = read_observations(a_file(tmp_path, text))
    assert found.sources[0].recipe == "oslo_flat_prices"
    assert found.table["area"].to_list() == ["0301", "0301101005"]


def test_a_file_that_fits_no_recipe_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(BadInput) as caught:
        read_observations(a_file(tmp_path, "navn,niva,aar,pris\nOslo,total,2016,1\n"))
    assert caught.value.found == "No recipe fits the columns navn, niva, aar, pris."
    assert caught.value.remedy.startswith("oslo_flat_prices lacks “kr_per_kvm”.")


def test_a_file_like_no_other_is_refused_without_guesses(tmp_path):
    with pytest.raises(BadInput) as caught:
        read_observations(a_file(tmp_path, "x,y\n1,2\n"))
    assert "lacks" not in caught.value.remedy


def test_a_file_that_fits_several_recipes_is_refused_with_their_names(
    tmp_path, own_recipe
):
    table = table_of(a_file(tmp_path, FIGURES))
    with pytest.raises(BadInput) as caught:
        fitting_recipe(table, [own_recipe, own_recipe])
    assert caught.value.found == "2 recipes fit the file: sv_work, sv_work."
    assert "--recipe" in caught.value.remedy


def test_a_file_that_says_it_is_another_table_does_not_fit(tmp_path, own_recipe):
    document = {
        "version": "2.0",
        "class": "dataset",
        "id": ["sted", "år", "hva"],
        "size": [1, 1, 2],
        "role": {"time": ["år"], "metric": ["hva"]},
        "dimension": {
            "sted": {"category": {"index": ["1"], "label": {"1": "Nord"}}},
            "år": {"category": {"index": ["2024"]}},
            "hva": {
                "category": {
                    "index": ["a", "b"],
                    "label": {"a": "i arbeid", "b": "alle"},
                }
            },
        },
        "value": [1, 2],
        "extension": {"px": {"tableid": "SV02"}},
    }
    path = a_file(tmp_path, json.dumps(document), "tall.json")
    assert missing_columns(own_recipe, table_of(path)) == ("the table number “SV01”",)
    document["extension"] = {"px": {"tableid": "SV01"}}
    path = a_file(tmp_path, json.dumps(document), "tall.json")
    assert missing_columns(own_recipe, table_of(path)) == ()


# Which division

TOWN = Division(
    id="byen",
    names={"nb": "Byen"},
    levels=("city", "district"),
    areas=(
        Area(code="0", name="Byen i alt", level="city"),
        Area(code="1", name="Nord", level="district", parent="0"),
        Area(code="2", name="Sør", level="district", parent="0"),
    ),
)


def test_a_given_division_goes_before_the_recipes(tmp_path, own_recipe):
    path = a_file(tmp_path, FIGURES)
    found = read_observations(path, recipe=own_recipe, division=TOWN)
    assert found.table["area"].unique().sort().to_list() == ["0", "1", "2"]


def test_a_recipe_may_name_a_shipped_division():
    division = division_of_recipe(find_recipe("oslo_turnout"))
    assert division is not None
    assert division.id == "oslo"
    assert division_of_recipe(find_recipe("ssb_population")) is None


def test_a_recipe_may_name_a_division_beside_it(tmp_path):
    a_file(tmp_path, "code,name,level\n1,Nord,district\n", "byen.csv")
    a_file(
        tmp_path,
        'id = "byen"\nnames = { nb = "Byen" }\nlevels = ["district"]\nareas = "byen.csv"\n',
        "byen.toml",
    )
    path = a_file(tmp_path, RECIPE % 'division = "byen.toml"', "sv.toml")
    division = division_of_recipe(read_recipe(path))
    assert division is not None
    assert division.id == "byen"


@pytest.mark.parametrize("named", ["olso", "borte.toml"])
def test_a_division_that_is_not_there_is_refused(tmp_path, named):
    path = a_file(tmp_path, RECIPE % f'division = "{named}"', "sv.toml")
    with pytest.raises(WrongUsage, match="names the division"):
        division_of_recipe(read_recipe(path))


# Deliveries and folders


def test_pairs_of_codes_and_labels_become_one_column(tmp_path, own_recipe):
    text = "år;sted;sted_fmt;i arbeid;alle\n2024;01;Nord;1;2\n"
    found = read_observations(a_file(tmp_path, text), recipe=own_recipe)
    assert found.table["name"].unique().to_list() == ["Nord"]


def answer(name: str, people: int) -> str:
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "id": ["Region", "Tid", "ContentsCode"],
            "size": [1, 1, 1],
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                "Region": {
                    "category": {"index": [name], "label": {name: f"By {name}"}}
                },
                "Tid": {"category": {"index": ["2024"]}},
                "ContentsCode": {
                    "category": {"index": ["P"], "label": {"P": "Personer"}}
                },
            },
            "value": [people],
            "extension": {"px": {"tableid": "07459"}},
        }
    )


def fetched(folder: Path, answers: dict[str, str]) -> Path:
    for name, text in answers.items():
        a_file(folder, text, name)
    manifest = {"answers": {name: {"file": name} for name in answers}}
    a_file(folder, json.dumps(manifest), "manifest.json")
    return folder


def test_a_fetched_folder_is_read_as_the_one_table_it_holds(tmp_path):
    folder = fetched(tmp_path, {"a.json": answer("0301", 7), "b.json": answer("0", 9)})
    found = read_observations(folder)
    assert found.table.select("area", "level", "value", "line").rows() == [
        ("0301", "municipality", 7.0, 1),
        ("0", "city", 9.0, 1),
    ]
    assert found.sources[0].file == folder.name


def test_parts_of_different_tables_are_not_put_together(tmp_path):
    other = answer("0", 9).replace("Personer", "Husholdninger")
    folder = fetched(tmp_path, {"a.json": answer("0301", 7), "b.json": other})
    with pytest.raises(BadInput, match="not those of the other answers"):
        read_observations(folder)


@pytest.mark.parametrize("manifest", [None, "[]", '{"answers": {}}', '{"answers": 3}'])
def test_a_folder_that_was_not_fetched_into_is_refused(tmp_path, manifest):
    if manifest is not None:
        a_file(tmp_path, manifest, "manifest.json")
    with pytest.raises(BadInput, match="not one that a table was fetched into"):
        read_observations(tmp_path)


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path):
    a_file(tmp_path, '{"answers": {"a": {"file": "../b.json"}}}', "manifest.json")
    with pytest.raises(BadInput, match="does not lie beside it"):
        read_observations(tmp_path)


def test_no_two_shipped_recipes_fit_the_same_columns():
    matched = [frozenset(r.match.columns) for r in shipped_recipes()]
    assert len(set(matched)) == len(matched)
