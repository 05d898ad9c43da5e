"""``nabolag areas plan`` and ``nabolag areas dimensions``, as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nabolag.cli.areas import areas
from nabolag.errors import WrongUsage

HEADER = "area,name,level,period,indicator,value,numerator,denominator,unit,direction,"
HEADER += "dimension\n"
PEOPLE = {"a": 400, "b": 900, "c": 1600, "d": 3600}


def rows(indicator: str, years: range, *, counted: bool = True) -> str:
    """Give an indicator of which a quarter is affected everywhere, and a city."""
    found = ""
    for year in years:
        places = [("0", "Byen", "city", 20_000)]
        places += [(code, code.upper(), "area", n) for code, n in PEOPLE.items()]
        for code, name, level, n in places:
            counts = f",{n // 4},{n}" if counted else f"{20 + year % 3},,"
            unit = "share" if counted else "minutes"
            found += (
                f"{code},{name},{level},{year},{indicator},{counts},{unit},"
                "more_is_worse,social\n"
            )
    return found


def written(folder: Path, *parts: str) -> Path:
    path = folder / "tall.csv"
    path.write_text(HEADER + "".join(parts), encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(areas, list(map(str, words)))


def planned(*words: object) -> dict[str, list[dict[str, object]]]:
    result = run("plan", *words, "--json")
    assert result.exception is None, result.exception
    document: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return document


def smallest(document, name="detectable"):
    return {a["code"]: a["indicators"][0][name] for a in document["areas"]}


def test_the_more_people_and_years_the_smaller_a_change_is_seen(tmp_path):
    figures = written(tmp_path, rows("work", range(2023, 2024)))
    five, ten = (smallest(planned(figures, "--years", n)) for n in (5, 10))
    assert list(five.values()) == sorted(five.values(), reverse=True)
    assert all(ten[code] < five[code] for code in PEOPLE)


def test_a_plan_from_a_past_says_what_old_and_new_figures_show_together(tmp_path):
    figures = written(tmp_path, rows("work", range(2012, 2024)))
    document = planned(figures, "--years", 4)
    together, new = (
        smallest(document, name) for name in ("detectable", "detectable_new")
    )
    assert all(together[code] < new[code] for code in PEOPLE)
    assert document["areas"][0]["indicators"][0]["periods"] == 12


def test_too_few_figures_to_come_are_refused_with_the_reason(tmp_path):
    figures = written(tmp_path, rows("work", range(2023, 2024)))
    document = planned(figures, "--years", 1)
    assert set(smallest(document).values()) == {None}
    assert "plan_too_short" in {w["code"] for w in document["warnings"]}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_in_words_every_level_and_one_area_can_be_asked_about(tmp_path, language):
    figures = written(
        tmp_path,
        rows("work", range(2012, 2024)),
        rows("minutes", range(2022, 2023), counted=False),
    )
    asked = "plan", figures, "--years", 5, "--lang", language
    everywhere, one = run(*asked).stdout, run(*asked, "--area", "B").stdout
    for told in (everywhere, one):
        assert "work" in told
        assert "5" in told
    assert "B (area, b)" in one
    unknown = {"nb": "kan ikke si", "nn": "kan ikkje seie", "en": "cannot tell"}
    assert unknown[language] in everywhere.lower()
    assert unknown[language] in one.lower()


def test_a_plan_for_one_area_holds_no_other(tmp_path):
    figures = written(tmp_path, rows("work", range(2012, 2024)))
    document = planned(figures, "--years", 5, "--area", "c")
    assert [a["code"] for a in document["areas"]] == ["c"]


def test_a_plan_for_no_years_is_wrong_usage(tmp_path):
    figures = written(tmp_path, rows("work", range(2012, 2024)))
    result = run("plan", figures, "--years", 0)
    assert result.exit_code == 2
    assert "years" in result.stderr


def test_a_plan_for_an_unknown_area_names_those_near(tmp_path):
    figures = written(tmp_path, rows("work", range(2012, 2024)))
    error = run("plan", figures, "--years", 3, "--area", "zz").exception
    assert isinstance(error, WrongUsage)


def test_the_table_of_dimensions_can_be_printed_edited_and_given_back(tmp_path):
    figures = written(tmp_path, rows("work", range(2020, 2024)))
    table = tmp_path / "dimensjoner.csv"
    printed = run("dimensions", figures).stdout
    told = run("dimensions", figures, "--out", table)
    assert f"Wrote {table}." in told.stderr
    assert table.read_text(encoding="utf-8") == printed
    assert "work,social," in printed
    table.write_text(printed.replace("social", "physical"), encoding="utf-8")
    result = run("diagnose", figures, "--dimensions", table, "--json")
    assert result.exception is None, result.exception
