"""Recipes: strict to read, impossible to misspell, and the shipped ones found by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.describing.recipe_files import (
    find_recipe,
    read_recipe,
    recipe_text,
    shipped_recipes,
)
from nabolag.sources.describing.recipe_format import recipe_of
from nabolag.sources.describing.recipes import LevelBy, Recipe
from nabolag.sources.files.sections import nearest, read_sections
from nabolag.values import Break, Direction, Kind, Measure, Note

DOCS = Path(__file__).parents[4] / "docs"
WHOLE = """\
id = "storvik_work"
title = { nb = "Sysselsatte", en = "Employed" }
publisher = "Storvik kommune"
table = "SV01"
licence = "CC BY 4.0"
address = "https://example.org/sv01"
division = "oslo"
decimal = ","
signs = { "*" = "confidential" }

[match]
columns = ["bydel", ["år", "year"]]
tables = ["SV01"]

[[area]]
code = "nr"
name = "bydel"
scheme = ["px", "short"]
level = { column = "nivå", values = { B = "district" }, otherwise = "area" }
district = "over"
read_as = { "Strovik" = "Storvik" }
leave_out_unknown = true

[period]
column = ["år", "year"]

[[leave_out]]
column = "bydel"
is = ["Landet", ""]
reason = "not_in_the_city"

[[breakdown]]
id = "alder"
column = "alder"
total = ["I alt", "Alle"]

[[breakdown]]
id = "kjønn"
column = "kjønn"
total = "Begge"

[[indicator]]
id = "employed"
name = { nb = "Sysselsatte", en = "Employed" }
measure = "rate"
unit = "persons"
per = 1000
direction = "more_is_better"
dimension = "social"
kind = "result"
counted = "persons"
definition = "Employed, of all."
where = [{ column = "hva", is = "arbeid" }]
value = { column = "andel", divide_by = 100, decimals = 1, missing = ["0"] }
numerator = { column = "antall", where = [{ column = "type", is_not = ["ingen"] }] }
denominator = "alle"

[[break]]
period = "2020"
level = "district"
reason = "new_definition"
indicator = "employed"

[fetch]
api = "pxwebapi2"
address = "https://example.org/api"
table = "SV01"

[fetch.query]
Region = ["*"]
Tid = "top(3)"
"""


def recipe(text: str = WHOLE) -> Recipe:
    return recipe_of(read_sections(text, file="r.toml"))


def refusal(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        recipe(text)
    return caught.value


def test_every_key_of_a_recipe_is_read():
    read = recipe()
    assert (read.id, read.table, read.licence) == ("storvik_work", "SV01", "CC BY 4.0")
    assert read.name("en") == "Employed"
    assert read.name("nn") == "Sysselsatte"
    assert read.signs == {"*": Note.CONFIDENTIAL}
    assert read.match.columns == (("bydel",), ("år", "year"))
    assert read.match.tables == ("SV01",)
    place = read.places[0]
    assert (place.code, place.name) == (("nr",), ("bydel",))
    assert (place.scheme, place.district) == (("px", "short"), ("over",))
    assert place.read_as == {"Strovik": "Storvik"}
    assert place.leave_out_unknown
    assert place.level is not None
    assert (place.level.by, place.level.column) == (LevelBy.COLUMN, ("nivå",))
    assert (place.level.levels, place.level.otherwise) == ({"B": "district"}, "area")
    assert read.period == ("år", "year")
    assert [(b.id, b.total) for b in read.breakdowns] == [
        ("alder", ("I alt", "Alle")),
        ("kjønn", ("Begge",)),
    ]
    left = read.leave_out[0]
    assert (left.values, left.out, left.reason) == (
        ("Landet", ""),
        False,
        "not_in_the_city",
    )
    assert read.breaks == (
        Break(
            period="2020",
            level="district",
            reason="new_definition",
            indicator="employed",
        ),
    )
    assert read.fetch is not None
    assert read.fetch.query == {"Region": ("*",), "Tid": ("top(3)",)}


def test_an_indicator_is_read_with_its_columns():
    measured = recipe().indicators[0]
    indicator = measured.indicator
    assert (indicator.measure, indicator.per) == (Measure.RATE, 1000.0)
    assert (indicator.direction, indicator.kind) == (
        Direction.MORE_IS_BETTER,
        Kind.RESULT,
    )
    assert measured.where[0].values == ("arbeid",)
    assert measured.value is not None
    assert (measured.value.divide_by, measured.value.decimals) == (100.0, 1)
    assert measured.value.missing == ("0",)
    assert measured.numerator is not None
    assert measured.numerator.where[0].out
    assert measured.denominator is not None
    assert (measured.denominator.column, measured.denominator.where) == (("alle",), ())
    assert not measured.summed


def test_the_recipe_in_the_docs_is_sound():
    text = DOCS.joinpath("recipes.md").read_text(encoding="utf-8")
    read = recipe(text.split("```toml")[1].split("```")[0])
    assert read.id == "storvik_employment"
    assert read.fetch is not None


def test_every_shipped_recipe_is_in_the_docs():
    text = DOCS.joinpath("recipes.md").read_text(encoding="utf-8")
    for shipped in shipped_recipes():
        assert f"`{shipped.id}`" in text
        for measured in shipped.indicators:
            assert f"`{measured.indicator.id}`" in text


LEVELS = {
    'level = "district"': (LevelBy.ALWAYS, {}, "district"),
    'level = { prefix = { "Bydel " = "district" } }': (
        LevelBy.PREFIX,
        {"Bydel ": "district"},
        None,
    ),
    'level = { ending = { "00" = "city" }, otherwise = "area" }': (
        LevelBy.ENDING,
        {"00": "city"},
        "area",
    ),
    'level = { length = { "4" = "municipality" } }': (
        LevelBy.LENGTH,
        {"4": "municipality"},
        None,
    ),
    'level = { order = ["district", "area"] }': (LevelBy.ORDER, {}, None),
}


@pytest.mark.parametrize("line", LEVELS)
def test_each_way_to_tell_a_level_is_read(line):
    old = next(row for row in WHOLE.splitlines() if row.startswith("level = "))
    level = recipe(WHOLE.replace(old, line)).places[0].level
    assert level is not None
    assert (level.by, level.levels, level.otherwise) == LEVELS[line]


def test_an_area_may_have_no_rule_for_its_level():
    old = next(row for row in WHOLE.splitlines() if row.startswith("level = "))
    assert recipe(WHOLE.replace(old, "")).places[0].level is None


SHORT = """\
id = "short"
title = { nb = "Folk" }
publisher = "Storvik"
[match]
columns = ["sted"]
[area]
name = "sted"
[period]
always = "2024"
[[indicator]]
id = "people"
name = { nb = "Folk" }
value = "antall"
adds_up = true
[[breakdown]]
id = "alder"
column = "alder"
sum = true
"""


def test_most_of_a_recipe_may_be_left_out():
    read = recipe(SHORT)
    assert (read.period, read.period_always) == ((), "2024")
    assert (read.fetch, read.signs, read.breaks) == (None, {}, ())
    assert read.breakdowns[0].summed
    assert read.indicators[0].indicator.measure is Measure.AMOUNT
    assert read.indicators[0].summed


FAULTS = {
    "misspelt key": ("publisher", "publiser", 3, "Did you mean “publisher”?"),
    "misspelt key inside": ("always", "allways", 9, "Did you mean “always”?"),
    "unknown key": ("adds_up", "colour", 14, "Take the line out or correct it."),
    "nothing to recognise it by": ('columns = ["sted"]', "columns = []", 5, None),
    "no columns to match": ('columns = ["sted"]', 'tables = "x"', None, None),
    "a number for a text": ('"Storvik"', "4", 3, None),
    "an area without a column": ('name = "sted"', "", 6, None),
    "a period that says nothing": ('always = "2024"', "", 8, None),
    "an indicator without figures": ('value = "antall"', "", 10, None),
    "a breakdown without a total": ("sum = true", "", None, None),
    "text for true": ("adds_up = true", 'adds_up = "yes"', 14, None),
    "names that are no table": ('{ nb = "Folk" }\npub', '"Folk"\npub', 2, None),
    "a section that is a text": (
        'title = { nb = "Folk" }',
        'title = { nb = "Folk" }\nleave_out = "alder"',
        None,
        None,
    ),
    "columns that are numbers": ('["sted"]', "[1]", 5, None),
    "half a count": ('value = "antall"', 'numerator = "a"', None, None),
    "a level that tells nothing": (
        'name = "sted"',
        'name = "sted"\nlevel = { otherwise = "area" }',
        None,
        None,
    ),
    "no publisher": ('publisher = "Storvik"', "", None, None),
    "an empty list of columns": ('value = "antall"', "value = []", 13, None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_recipe_is_refused_with_its_line(fault):
    old, new, line, remedy = FAULTS[fault]
    assert old in SHORT
    error = refusal(SHORT.replace(old, new, 1))
    assert error.where.file == "r.toml"
    if line is not None:
        assert error.where.line == line
    if remedy is not None:
        assert error.remedy == remedy


def test_a_word_that_is_no_measure_is_refused_with_those_that_are():
    error = refusal(SHORT.replace("adds_up = true", 'measure = "shares"'))
    assert error.found == "“shares” is not a known measure."
    assert error.remedy == "Did you mean “share”?"


def test_a_recipe_without_areas_is_refused():
    error = refusal(SHORT.replace('[area]\nname = "sted"\n', ""))
    assert error.found == "The file has no [area]."


def test_a_percentage_is_never_added_up():
    error = refusal(SHORT.replace("adds_up = true", ""))
    assert "two percentages have no sum" in error.expected


def test_a_number_must_be_a_number():
    error = refusal(SHORT.replace("adds_up = true", 'per = "1000"'))
    assert (error.expected, error.where.line) == ("a number", 14)
    assert refusal(SHORT.replace("adds_up = true", "per = true")).expected == "a number"


def test_broken_toml_is_refused_with_its_line():
    error = refusal('id = "a"\ntitle = \n')
    assert (error.where.line, error.expected) == (2, "TOML")


def test_broken_toml_whose_end_is_missing_is_refused_too():
    assert refusal('id = "a').expected == "TOML"


def test_nothing_is_near_a_word_like_no_other():
    assert nearest("xyz", ["column", "level"]) is None


def test_shipped_recipes_are_found_by_the_name_of_their_file():
    assert [find_recipe(found.id) for found in shipped_recipes()] == list(
        shipped_recipes()
    )


def test_a_recipe_of_ones_own_is_read_from_its_file(tmp_path):
    path = tmp_path / "min.toml"
    path.write_text(SHORT, encoding="utf-8")
    assert find_recipe(str(path)).id == "short"
    assert recipe_text(str(path)) == SHORT


def test_a_division_of_ones_own_lies_beside_the_recipe(tmp_path):
    path = tmp_path / "min.toml"
    path.write_text('division = "storvik.toml"\n' + SHORT, encoding="utf-8")
    assert read_recipe(path).division == str(tmp_path / "storvik.toml")


def test_a_division_is_not_looked_for_elsewhere(tmp_path):
    path = tmp_path / "min.toml"
    path.write_text('division = "../storvik.toml"\n' + SHORT, encoding="utf-8")
    with pytest.raises(BadInput, match="does not lie beside it"):
        read_recipe(path)


def test_an_unknown_recipe_is_refused_with_the_nearest():
    with pytest.raises(WrongUsage, match="Did you mean “oslo_turnout”"):
        find_recipe("oslo_turnot")


def test_a_recipe_like_no_other_is_refused_with_where_to_look():
    with pytest.raises(WrongUsage, match="nabolag sources recipes"):
        find_recipe("qqq")
    with pytest.raises(WrongUsage, match="nabolag sources recipes"):
        find_recipe(str(Path("nowhere", "qqq.toml")))
