"""What is seen in a file before anyone has said what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import BadInput
from nabolag.sources.inspecting import ColumnSeen, inspect


def a_file(folder: Path, text: str) -> Path:
    path = folder / "tall.csv"
    path.write_text(text, encoding="utf-8")
    return path


LONG = """\
area,name,level,period,indicator,value,unit,numerator,denominator
0,Byen,city,2023,x,0.6,share,60,100
0,Byen,city,2024,x,,share,:,100
1,Nord,district,2024,x,0.5,share,"1 000",2000
11,Elva,area,2024,x,0.5,share,-,7
"""


def test_columns_are_seen_with_type_examples_and_signs(tmp_path):
    seen = inspect(a_file(tmp_path, LONG))
    by_name = {column.name: column for column in seen.columns}
    assert by_name["name"] == ColumnSeen(
        name="name",
        type="text",
        different=3,
        empty=0,
        examples=("Byen", "Nord", "Elva"),
        signs=(),
    )
    assert by_name["period"].type == "year"
    assert (by_name["value"].type, by_name["value"].empty) == ("number", 1)
    assert (by_name["numerator"].type, by_name["numerator"].signs) == (
        "number",
        (":", "-"),
    )


def test_a_column_of_signs_and_nothing_else_is_empty(tmp_path):
    seen = inspect(a_file(tmp_path, "a,b\n1,..\n2,:\n"))
    assert seen.columns[1].type == "empty"


def test_periods_areas_and_indicators_are_seen_in_the_long_format(tmp_path):
    seen = inspect(a_file(tmp_path, LONG))
    assert seen.long_format
    assert seen.periods == ("2023", "2024")
    assert dict(seen.areas) == {"city": 1, "district": 1, "area": 1}
    assert (seen.indicators, seen.recipes) == (("x",), ())
    assert (seen.rows, seen.trouble, seen.format) == (4, None, "csv")


PRICES = "navn,niva,aar,kr_per_kvm\n{}\n"


def test_the_recipe_that_fits_is_seen_and_tried(tmp_path):
    text = PRICES.format("Romsås,delbydel,2016,38270\nRomsås,delbydel,2016,38270")
    seen = inspect(a_file(tmp_path, text))
    assert seen.recipes == ("oslo_flat_prices",)
    assert dict(seen.areas) == {"delbydel": 1}
    assert [notice.code for notice in seen.notices] == ["duplicate_rows"]


def test_what_a_recipe_stumbles_on_is_told_and_not_raised(tmp_path):
    seen = inspect(a_file(tmp_path, PRICES.format("Rømsås,delbydel,2016,1")))
    assert seen.recipes == ("oslo_flat_prices",)
    assert seen.trouble is not None
    assert "“Rømsås”" in seen.trouble
    assert (seen.periods, dict(seen.areas), seen.indicators) == ((), {}, ())


def test_what_the_nearest_recipes_miss_is_seen(tmp_path):
    seen = inspect(a_file(tmp_path, "navn,niva,aar,pris\nRomsås,delbydel,2016,1\n"))
    assert next(iter(seen.nearest.items())) == ("oslo_flat_prices", ("“kr_per_kvm”",))
    assert (
        inspect(a_file(tmp_path, PRICES.format("Romsås,delbydel,2016,1"))).nearest == {}
    )


def test_a_file_no_recipe_fits_is_seen_all_the_same(tmp_path):
    seen = inspect(a_file(tmp_path, "x;y\n1;2\n"))
    assert (seen.recipes, seen.long_format, seen.trouble) == ((), False, None)
    assert seen.nearest == {}
    assert [column.name for column in seen.columns] == ["x", "y"]


def test_a_file_that_is_none_is_refused(tmp_path):
    with pytest.raises(BadInput):
        inspect(tmp_path / "borte.csv")
