"""A recipe applied to a table: totals, parts, levels, counts, and what is refused."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.describing.applying import apply
from nabolag.sources.describing.recipe_format import recipe_of
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.files.sections import read_sections
from nabolag.sources.table import Table
from nabolag.values import Break, Note, Observations

TOWN = Division(
    id="storvik",
    names={"nb": "Storvik"},
    levels=("city", "district", "area"),
    areas=(
        Area(code="0", name="Storvik i alt", level="city", codes={"px": "100"}),
        Area(code="1", name="Nord", level="district", parent="0", codes={"px": "10"}),
        Area(code="2", name="Sør", level="district", parent="0", aliases=("Syd",)),
        Area(code="11", name="Nord", level="area", parent="1", codes={"px": "2"}),
        Area(code="12", name="Elva", level="area", parent="1", valid_to=2019),
        Area(code="12b", name="Elva", level="area", parent="1", valid_from=2020),
        Area(code="21", name="Havna", level="area", parent="2"),
        Area(code="9", name="Uoppgitt", level="unplaced", parent="0"),
    ),
    breaks=(
        Break(period="2020", level="area", reason="division_changed"),
        Break(period="1990", level="area", reason="division_changed"),
    ),
)

RECIPE = """
id = "work"
title = { nb = "Arbeid" }
publisher = "Storvik kommune"
[match]
columns = ["sted"]
[area]
name = "sted"
%(area)s
[period]
column = "år"
%(more)s
[[indicator]]
id = "employed"
name = { nb = "Sysselsatte", en = "Employed" }
measure = "share"
%(figures)s
"""
COUNTS = 'numerator = "i arbeid"\ndenominator = "alle"'
BOTH = f'value = {{ column = "andel", divide_by = 100 }}\n{COUNTS}'
AGE = '[[breakdown]]\nid = "alder"\ncolumn = ["alder", "age"]\ntotal = "Alder i alt"'
SUMMED = '[[breakdown]]\nid = "alder"\ncolumn = "alder"\nsum = true'


def recipe(*, area: str = "", more: str = "", figures: str = COUNTS) -> Recipe:
    text = RECIPE % {"area": area, "more": more, "figures": figures}
    return recipe_of(read_sections(text, file="work.toml"))


def table(text: str) -> Table:
    """A table from words with bars between; a lone dot-less space is an empty cell."""
    heading, *rows = [
        [cell.strip() or None for cell in line.split("|")]
        for line in text.strip().splitlines()
    ]
    names = [str(name) for name in heading]
    return Table(
        cells=pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"),
        lines=pl.Series(range(2, len(rows) + 2), dtype=pl.Int64),
        file="work.csv",
        format="csv",
        sha256="ab" * 32,
    )


def applied(
    text: str,
    used: Recipe | None = None,
    *,
    division: Division | None = TOWN,
    **choices: str,
) -> Observations:
    return apply(used or recipe(), table(text), division=division, choices=choices)


def rows(found: Observations, *columns: str) -> list[tuple[object, ...]]:
    return found.table.select(columns).rows()


def codes(found: Observations) -> list[str]:
    return [notice.code for notice in found.notices]


PLAIN = """
år   | sted          | andel | i arbeid | alle
2024 | Storvik i alt | 60,0  | 600      | 1000
2024 | Havna         | 50,0  | 100      | 200
2024 | Syd           | 45,5  | 91       | 200
2024 | Uoppgitt      | -     | -        | 10
"""


def test_figures_get_area_level_district_and_line():
    found = applied(PLAIN, recipe(figures=BOTH))
    assert rows(found, "area", "name", "level", "district", "period", "line") == [
        ("0", "Storvik i alt", "city", None, "2024", 2),
        ("21", "Havna", "area", "2", "2024", 3),
        ("2", "Sør", "district", None, "2024", 4),
        ("9", "Uoppgitt", "unplaced", None, "2024", 5),
    ]
    assert rows(found, "value", "numerator", "denominator", "note") == [
        (0.6, 600.0, 1000.0, None),
        (0.5, 100.0, 200.0, None),
        (0.455, 91.0, 200.0, None),
        (0.0, 0.0, 10.0, Note.ZERO.value),
    ]


def test_the_source_says_where_figures_come_from():
    source = applied(PLAIN).sources[0]
    assert (source.publisher, source.title) == ("Storvik kommune", "Arbeid")
    assert (source.file, source.sha256, source.recipe) == (
        "work.csv",
        "ab" * 32,
        "work",
    )
    assert applied(PLAIN).table["source"].unique().to_list() == [source.id]


def test_a_value_that_is_not_published_is_made_from_its_counts():
    found = applied(PLAIN)
    assert found.table["value"].to_list() == [0.6, 0.5, 0.455, 0.0]


def test_a_share_of_nobody_is_not_possible():
    found = applied("år|sted|i arbeid|alle\n2024|Havna|0|0")
    assert rows(found, "value", "note") == [(None, Note.NOT_POSSIBLE.value)]


def test_a_mean_without_its_number_keeps_its_value():
    figures = 'value = "andel"'
    found = applied(PLAIN, recipe(figures=figures.replace("andel", "alle")))
    assert rows(found, "value", "denominator")[0] == (1000.0, None)


def test_published_values_that_contradict_their_counts_are_told_of():
    text = PLAIN.replace("50,0 ", "50,1 ").replace("45,5 ", "44,5 ")
    found = applied(text, recipe(figures=BOTH))
    notice = next(n for n in found.notices if n.code == "value_disagrees")
    assert dict(notice.facts) == {
        "count": 2,
        "area": "Havna",
        "value": 0.501,
        "computed": 0.5,
    }
    assert (notice.where.line, notice.where.indicator) == (3, "employed")


def test_rounding_is_no_contradiction():
    found = applied(
        "år|sted|andel|i arbeid|alle\n2024|Havna|33,3|1|3", recipe(figures=BOTH)
    )
    assert codes(found) == []


def test_said_decimals_go_before_those_of_the_file():
    figures = BOTH.replace("divide_by = 100", "divide_by = 100, decimals = 0")
    found = applied(
        "år|sted|andel|i arbeid|alle\n2024|Havna|33,0|1|3", recipe(figures=figures)
    )
    assert codes(found) == []


def test_numbers_that_mean_missing_are_missing():
    figures = 'value = { column = "andel", missing = ["0"] }'
    found = applied(
        "år|sted|andel\n2003|Havna|0\n2004|Havna|7", recipe(figures=figures)
    )
    assert rows(found, "value", "note") == [(None, Note.MISSING.value), (7.0, None)]


def test_a_withheld_figure_keeps_its_reason():
    found = applied("år|sted|i arbeid|alle\n2024|Havna|:|200\n2024|Syd|..|.")
    assert rows(found, "value", "numerator", "denominator", "note") == [
        (None, None, 200.0, Note.CONFIDENTIAL.value),
        (None, None, None, Note.MISSING.value),
    ]


def test_a_recipe_may_give_a_sign_another_meaning():
    used = recipe(more='[signs]\n"*" = "confidential"')
    found = applied("år|sted|i arbeid|alle\n2024|Havna|*|200", used)
    assert rows(found, "note") == [(Note.CONFIDENTIAL.value,)]


# Periods


def test_a_file_of_one_period_may_leave_it_to_the_recipe():
    text = RECIPE.replace('column = "år"', 'always = "2021"')
    used = recipe_of(
        read_sections(text % {"area": "", "more": "", "figures": COUNTS}, file="r.toml")
    )
    found = applied("sted|i arbeid|alle\nHavna|1|2", used)
    assert found.table["period"].to_list() == ["2021"]


def test_a_row_without_a_period_is_refused():
    with pytest.raises(BadInput, match="names no period") as caught:
        applied("år|sted|i arbeid|alle\n |Havna|1|2")
    assert caught.value.where.line == 2


def test_only_breaks_within_the_files_periods_are_told():
    found = applied("år|sted|i arbeid|alle\n2019|Havna|1|2\n2021|Havna|1|2")
    assert [b.period for b in found.breaks] == ["2020"]
    assert applied(PLAIN).breaks == ()


def test_periods_that_are_no_years_have_no_breaks():
    assert applied("år|sted|i arbeid|alle\nvår|Havna|1|2").breaks == ()


# Columns


def test_a_missing_column_is_refused_with_the_nearest():
    with pytest.raises(BadInput, match="There is no column “alle”") as caught:
        applied("år|sted|i arbeid|allle\n2024|Havna|1|2")
    assert "rename it to “allle”" in caught.value.remedy


def test_a_missing_column_like_no_other_is_refused_too():
    with pytest.raises(BadInput) as caught:
        applied("år|sted|i arbeid|x\n2024|Havna|1|2")
    assert caught.value.remedy == "Check that the recipe is for this table."


def test_columns_are_known_by_letters_and_digits():
    found = applied("År|STED|I_arbeid|(Alle)\n2024|Havna|1|2")
    assert rows(found, "numerator", "denominator") == [(1.0, 2.0)]


# Breakdowns

BY_AGE = """
år   | sted  | alder       | i arbeid | alle
2024 | Havna | Alder i alt | 100      | 200
2024 | Havna | 15-24 år    | 30       | 80
2024 | Havna | 25 -39 år   | 70       | 120
"""


def test_the_total_of_a_breakdown_is_the_indicator():
    found = applied(BY_AGE, recipe(more=AGE))
    assert rows(found, "indicator", "numerator") == [("employed", 100.0)]


def test_a_part_that_is_asked_for_gets_a_name_of_its_own():
    found = applied(BY_AGE, recipe(more=AGE), alder="25-39 år")
    assert rows(found, "indicator", "numerator") == [("employed_25_39_ar", 70.0)]
    assert found.indicators[0].name("en") == "Employed (25-39 år)"


def test_a_part_may_be_asked_for_by_the_columns_name():
    used = recipe(more=AGE)
    found = apply(used, table(BY_AGE), division=TOWN, choices={"AGE": "15-24 år"})
    assert found.table["numerator"].to_list() == [30.0]


def test_a_part_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(WrongUsage, match="one of Alder i alt, 15-24 år, 25 -39 år"):
        applied(BY_AGE, recipe(more=AGE), alder="90 år")


def test_a_breakdown_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(WrongUsage, match="one of alder"):
        applied(BY_AGE, recipe(more=AGE), kjønn="Kvinner")
    with pytest.raises(WrongUsage, match="nothing is broken down"):
        applied(PLAIN, kjønn="Kvinner")


def test_a_file_without_the_column_holds_totals_already():
    assert applied(PLAIN, recipe(more=AGE)).table.height == 4
    with pytest.raises(WrongUsage, match=r"work.csv is not broken down by “alder”"):
        applied(PLAIN, recipe(more=AGE), alder="15-24 år")


def test_parts_without_their_total_are_refused():
    text = "\n".join(row for row in BY_AGE.splitlines() if "i alt" not in row)
    with pytest.raises(BadInput, match="No row has the total “Alder i alt”") as caught:
        applied(text, recipe(more=AGE))
    assert "--choose alder=" in caught.value.remedy


# Adding

PARTS = """
år   | sted  | alder | type  | i arbeid | alle
2024 | Havna | 15-24 | fast  | 10       | 80
2024 | Havna | 25-39 | fast  | 40       | 120
2024 | Havna | 25-39 | løs   | 5        | -
2024 | Nord  | 15-24 | fast  | 1        | 2
"""
TYPE = '[[breakdown]]\nid = "type"\ncolumn = "type"\nsum = true'


def by_level(level: str) -> str:
    return f'level = "{level}"'


def test_parts_without_a_total_are_added():
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}")
    found = applied(PARTS, used)
    assert rows(found, "area", "value", "numerator", "denominator", "note") == [
        ("21", 0.275, 55.0, 200.0, None),
        ("11", 0.5, 1.0, 2.0, None),
    ]


def test_only_some_rows_may_be_counted_in_the_part():
    figures = COUNTS.replace(
        '"i arbeid"',
        '{ column = "i arbeid", where = [{ column = "type", is_not = "løs" }] }',
    )
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}", figures=figures)
    assert applied(PARTS, used).table["numerator"].to_list() == [50.0, 1.0]


def test_counting_some_rows_adds_them_even_without_a_breakdown():
    figures = COUNTS.replace(
        '"i arbeid"', '{ column = "alle", where = [{ column = "type", is = "fast" }] }'
    )
    used = recipe(area=by_level("area"), figures=figures)
    found = applied(PARTS.replace("| -", "| 50"), used)
    assert rows(found, "numerator", "denominator") == [(200.0, 250.0), (2.0, 2.0)]


def test_a_sum_with_a_withheld_part_is_withheld():
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}")
    found = applied(PARTS.replace("| 40 ", "| :  "), used)
    assert rows(found, "value", "numerator", "denominator", "note")[0] == (
        None,
        None,
        200.0,
        Note.CONFIDENTIAL.value,
    )


def test_a_sum_with_a_provisional_part_is_provisional():
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}")
    found = applied(PARTS.replace("| 40 ", "| 40*"), used)
    assert rows(found, "numerator", "note")[0] == (55.0, Note.PROVISIONAL.value)


def test_a_part_of_what_is_added_may_be_asked_for():
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}")
    found = applied(PARTS, used, alder="25-39")
    assert rows(found, "numerator", "denominator") == [(45.0, 120.0)]


def test_equal_rows_are_not_added_twice():
    used = recipe(area=by_level("area"), more=f"{SUMMED}\n{TYPE}")
    again = PARTS + "2024 | Nord  | 15-24 | fast  | 1        | 2\n"
    found = applied(again, used)
    assert codes(found) == ["duplicate_rows"]
    assert found.table["denominator"].to_list() == [200.0, 2.0]


def test_whole_values_may_be_added():
    figures = 'value = "alle"\nadds_up = true'.replace("measure", "")
    text = RECIPE.replace('measure = "share"', 'measure = "amount"')
    used = recipe_of(
        read_sections(
            text
            % {
                "area": by_level("area"),
                "more": f"{SUMMED}\n{TYPE}",
                "figures": figures,
            },
            file="r.toml",
        )
    )
    assert applied(PARTS, used).table["value"].to_list() == [200.0, 2.0]


def test_an_indicator_may_have_rows_of_its_own():
    figures = 'value = "tall"\nwhere = [{ column = "hva", is = "andel" }]'
    found = applied(
        "år|sted|hva|tall\n2024|Havna|andel|0,5\n2024|Havna|antall|7",
        recipe(figures=figures),
    )
    assert rows(found, "value") == [(0.5,)]


def test_small_numbers_and_broken_counts_are_told_of():
    lines = [f"2024|Havna|{n}|3|7,5" for n in range(10)]
    used = recipe(more=SUMMED)
    found = applied("\n".join(["år|sted|alder|i arbeid|alle", *lines]), used)
    assert codes(found) == ["small_numbers_rounded", "counts_not_whole"]


# Leaving out


def test_rows_a_recipe_leaves_out_are_told_of():
    used = recipe(
        more='[[leave_out]]\ncolumn = "sted"\nis = "Landet"\nreason = "beyond"'
    )
    found = applied("år|sted|i arbeid|alle\n2024|Landet|1|2\n2024|Havna|1|2", used)
    assert found.table["area"].to_list() == ["21"]
    assert dict(found.notices[0].facts) == {"rows": 1, "reason": "beyond"}
    assert found.notices[0].where.line == 2


def test_nothing_is_told_where_nothing_was_left_out():
    used = recipe(
        more='[[leave_out]]\ncolumn = "sted"\nis = "Landet"\nreason = "beyond"'
    )
    assert codes(applied(PLAIN, used)) == []


# Areas


def test_a_prefix_tells_districts_from_areas_of_the_same_name():
    area = 'level = { prefix = { "Nord (" = "district" }, otherwise = "area" }'
    used = recipe(area=area)
    town = Division(
        id="t",
        names={"nb": "T"},
        levels=("district", "area"),
        areas=(
            Area(code="1", name="Nord", level="district", aliases=("Nord (bydel)",)),
            Area(code="11", name="Nord", level="area", parent="1"),
        ),
    )
    text = "år|sted|i arbeid|alle\n2024|Nord (bydel)|1|2\n2024|Nord|1|2"
    found = applied(text, used, division=town)
    assert rows(found, "area", "level") == [("1", "district"), ("11", "area")]


@pytest.mark.parametrize(
    "level",
    [
        'level = { column = "nivå", values = { B = "district", D = "area" } }',
        'level = { order = ["district", "area"] }',
    ],
)
def test_a_column_or_the_order_tells_levels_apart(level):
    text = (
        "år|sted|nivå|i arbeid|alle\n2024|Nord|B|1|2\n2024|Nord|D|3|4\n2024|Elva|D|5|6"
    )
    found = applied(text, recipe(area=level))
    assert rows(found, "area", "numerator") == [("1", 1.0), ("11", 3.0), ("12b", 5.0)]


def test_a_name_that_comes_once_cannot_be_told_by_order_and_is_set_aside():
    level = 'level = { order = ["district", "area"] }'
    text = "år|sted|i arbeid|alle\n2024|Havna|1|2\n2024|Nord|3|4"
    found = applied(text, recipe(area=level))
    assert found.table["area"].to_list() == ["21"]
    notice = found.notices[0]
    assert (notice.code, notice.where.line) == ("area_ambiguous", 3)
    assert dict(notice.facts) == {"names": "Nord", "areas": 1, "rows": 1}


def test_a_level_by_the_length_of_codes():
    level = 'code = "sted"\nlevel = { length = { "1" = "district", "2" = "area" } }'
    used = recipe(area=level.replace('code = "sted"\n', ""))
    found = applied("år|sted|i arbeid|alle\n2024|1|1|2\n2024|21|1|2", used)
    assert rows(found, "area", "level") == [("1", "district"), ("21", "area")]


def test_codes_are_looked_up_in_the_publishers_scheme():
    area = 'code = "nr"\nscheme = ["px"]'
    text = "år|nr|sted|i arbeid|alle\n2024|2|x|1|2\n2024|10|y|1|2\n2024||Havna|1|2"
    found = applied(text, recipe(area=area))
    assert rows(found, "area", "name") == [
        ("11", "Nord"),
        ("1", "Nord"),
        ("21", "Havna"),
    ]


def test_the_first_rule_that_finds_a_text_is_used():
    area = 'level = "area"\n[[area]]\nname = "bydel"\nlevel = "district"'
    used = recipe_of(
        read_sections(
            (RECIPE % {"area": area, "more": "", "figures": COUNTS}).replace(
                "[area]", "[[area]]", 1
            ),
            file="r.toml",
        )
    )
    text = "år|sted|bydel|i arbeid|alle\n2024|Nord|Nord|1|2\n2024||Nord|1|2"
    found = applied(text, used)
    assert found.table["area"].to_list() == ["11", "1"]


def test_an_area_is_the_one_that_existed_in_that_year():
    found = applied("år|sted|i arbeid|alle\n2019|Elva|1|2\n2020|Elva|1|2")
    assert found.table["area"].to_list() == ["12", "12b"]


def test_an_area_outside_its_years_is_kept_and_told_of():
    found = applied("år|sted|i arbeid|alle\n2021|12|1|2")
    assert found.table["area"].to_list() == ["12"]
    assert dict(found.notices[0].facts) == {"names": "12", "areas": 1, "rows": 1}
    assert found.notices[0].code == "area_outside_years"


def test_unknown_areas_are_refused_with_their_lines_and_the_nearest():
    with pytest.raises(BadInput) as caught:
        applied("år|sted|i arbeid|alle\n2024|Havna|1|2\n2024|Hawna|1|2\n2024|Qq|1|2")
    assert caught.value.where.line == 3
    assert "“Hawna” (line 3), “Qq” (line 4)." in caught.value.found
    assert "Is “Hawna” perhaps Havna?" in caught.value.remedy


def test_many_unknown_areas_are_counted():
    text = "\n".join(f"2024|Ukjent{n}|1|2" for n in range(7))
    with pytest.raises(BadInput, match="and 2 more"):
        applied("år|sted|i arbeid|alle\n" + text)


def test_unknown_areas_are_left_out_where_the_recipe_says_so():
    used = recipe(area="leave_out_unknown = true")
    found = applied("år|sted|i arbeid|alle\n2024|Bergen|1|2\n2024|Havna|1|2", used)
    assert found.table["area"].to_list() == ["21"]
    assert found.notices[0].code == "areas_left_out"
    assert found.notices[0].facts["names"] == "Bergen"


def test_a_row_without_an_area_is_refused():
    with pytest.raises(BadInput, match="names no area") as caught:
        applied("år|sted|i arbeid|alle\n2024|Havna|1|2\n2024||1|2")
    assert caught.value.where.line == 3


def test_a_misspelling_is_put_right_before_it_is_looked_up():
    used = recipe(area='read_as = { "Hawna" = "Havna" }')
    found = applied("år|sted|i arbeid|alle\n2024|Hawna|1|2", used)
    assert rows(found, "area", "name") == [("21", "Havna")]


# Without a division


def test_without_a_division_the_files_own_codes_stand():
    area = 'code = "nr"\ndistrict = "bydel"\nlevel = { ending = { "0" = "district" } }'
    text = (
        "år|nr|sted|bydel|i arbeid|alle\n2024|10|Nord||1|2\n2024|11|Elva|10|1|2\n"
        "2024||Storvik i alt||1|2\n2024|99|Uoppgitt||1|2"
    )
    found = applied(text, recipe(area=area), division=None)
    assert rows(found, "area", "name", "level", "district") == [
        ("10", "Nord", "district", None),
        ("11", "Elva", "area", "10"),
        ("Storvik i alt", "Storvik i alt", "city", None),
        ("99", "Uoppgitt", "unplaced", None),
    ]


def test_a_missing_area_column_is_refused_under_both_its_names():
    with pytest.raises(BadInput, match="“nr” or “sted”"):
        applied("år|i arbeid|alle\n2024|1|2", recipe(area='code = "nr"'))
