"""``nabolag areas diagnose``, as a person at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nabolag.cli import run
from nabolag.cli.areas import areas
from nabolag.errors import BadInput, NabolagError, Refused, WrongUsage

HEADER = "area,name,level,district,period,indicator,value,numerator,denominator,unit\n"
FIGURES = HEADER + "".join(
    f"{code},{name},{level},{district},{period},turnout,,{part},{whole},share\n"
    for code, name, level, district, period, part, whole in [
        ("0", "Prøveby", "city", "", 2019, 590, 1000),
        ("0", "Prøveby", "city", "", 2023, 600, 1000),
        ("01", "Nord", "district", "", 2023, 120, 300),
        ("0101", "Nord", "area", "01", 2019, 45, 100),
        ("0101", "Nord", "area", "01", 2023, 40, 100),
        ("0102", "Elva", "area", "01", 2023, 80, 200),
    ]
)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "tall.csv"
    path.write_text(FIGURES, encoding="utf-8")
    return path


def diagnose(*words: object) -> Result:
    return CliRunner().invoke(areas, ["diagnose", *map(str, words)])


def answer(*words: object) -> dict[str, list[dict[str, object]]]:
    result = diagnose(*words, "--json")
    assert result.exception is None, result.exception
    document: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return document


def raised(*words: object) -> NabolagError:
    error = diagnose(*words).exception
    assert isinstance(error, NabolagError), error
    return error


def test_json_gives_every_area_with_its_figures(figures):
    document = answer(figures)
    assert [(a["code"], a["level"]) for a in document["areas"]] == [
        ("01", "district"),
        ("0101", "area"),
        ("0102", "area"),
    ]
    newest = document["areas"][1]["indicators"][-1]
    assert newest["value"] == 0.4
    assert newest["people"] == 100
    assert newest["other"] == pytest.approx(560 / 900)


def test_the_same_name_on_two_levels_is_asked_about(figures):
    error = raised(figures, "--area", "Nord")
    assert isinstance(error, WrongUsage)
    assert "01 (Nord, district) or 0101 (Nord, area)" in str(error)


def test_one_area_is_all_that_is_answered_when_asked_for(figures):
    document = answer(figures, "--area", "0101")
    assert [a["code"] for a in document["areas"]] == ["0101"]
    assert document["city"]["code"] == "0"


def test_later_figures_are_left_out_when_asked_for(figures):
    document = answer(figures, "--as-of", "2020")
    assert [a["code"] for a in document["areas"]] == ["0101"]


def test_without_json_or_a_report_the_answer_is_words(figures):
    in_words = diagnose(figures, "--area", "Elva", "--lang", "en").stdout
    assert "Elva" in in_words
    assert "80 of 200" in in_words
    for level in ("Districts", "Areas"):
        assert level in diagnose(figures, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("name", "start"), [("rapport.html", b"<!doctype html>"), ("rapport.pdf", b"%PDF")]
)
def test_a_report_is_written_for_the_city_and_for_an_area(
    figures, tmp_path, name, start
):
    for words in ([], ["--area", "Elva"]):
        out = tmp_path / name
        result = diagnose(figures, "--out", out, *words)
        assert result.exception is None, result.exception
        assert out.read_bytes().lower().startswith(start.lower())
        assert f"Wrote {out}." in result.stderr
        assert result.stdout == ""


def test_a_report_and_the_figures_can_be_had_in_one_go(figures, tmp_path):
    document = answer(figures, "--out", tmp_path / "r.html")
    assert document["areas"]
    assert (tmp_path / "r.html").exists()


def test_a_report_in_an_unknown_format_is_refused_before_anything_is_read(tmp_path):
    error = raised(tmp_path / "none.csv", "--out", tmp_path / "r.docx")
    assert isinstance(error, WrongUsage)
    assert ".html or .pdf" in str(error)


@pytest.mark.parametrize("name", ["r.html", "r.pdf"])
def test_two_pages_of_one_area_are_written_when_asked_for(figures, tmp_path, name):
    whole, short = tmp_path / f"whole-{name}", tmp_path / name
    for out, words in ((whole, []), (short, ["--pages", "two"])):
        result = diagnose(figures, "--area", "0101", "--out", out, *words)
        assert result.exception is None, result.exception
    assert 0 < short.stat().st_size < whole.stat().st_size


def test_two_pages_are_of_one_area_in_a_report(figures, tmp_path):
    for words in (["--area", "0101"], ["--out", tmp_path / "r.pdf"]):
        error = raised(figures, "--pages", "two", *words)
        assert isinstance(error, WrongUsage)
        assert "--area and --out" in str(error)
    assert not (tmp_path / "r.pdf").exists()


def test_a_choice_without_a_value_is_refused(figures):
    assert isinstance(raised(figures, "--choose", "alder"), WrongUsage)


def test_a_file_that_is_not_there_is_bad_input(tmp_path):
    assert isinstance(raised(tmp_path / "none.csv"), BadInput)


def test_figures_for_no_area_are_refused(tmp_path):
    path = tmp_path / "by.csv"
    path.write_text(HEADER + "0,By,city,,2023,turnout,,1,2,share\n", encoding="utf-8")
    error = raised(path)
    assert isinstance(error, Refused)
    assert error.exit_code == 4


def test_a_tile_grid_and_boundaries_of_ones_own_draw_the_map(figures, tmp_path):
    grid = tmp_path / "ruter.csv"
    grid.write_text("code,column,row\n0101,0,0\n0102,1,0\n", encoding="utf-8")
    out = tmp_path / "r.html"
    assert diagnose(figures, "--out", out, "--tiles", grid).exception is None
    tiled = out.read_text(encoding="utf-8")
    borders = tmp_path / "grenser.geojson"
    borders.write_text(json.dumps(BORDERS), encoding="utf-8")
    assert diagnose(figures, "--out", out, "--boundaries", borders).exception is None
    drawn = out.read_text(encoding="utf-8")
    assert tiled != drawn
    assert "<rect" in tiled
    assert "<path" in drawn


def square(code: str, x: float) -> dict[str, object]:
    corners = [(x, 60), (x + 0.01, 60), (x + 0.01, 60.01), (x, 60.01), (x, 60)]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


BORDERS = {
    "type": "FeatureCollection",
    "features": [square("0101", 10.0), square("0102", 10.01)],
}


def test_a_published_table_finds_its_recipe_and_its_division(tmp_path):
    table = tmp_path / "VAL001.csv"
    table.write_text(VOTES, encoding="latin-1")
    document = answer(table)
    romsaas = document["areas"][-1]
    assert romsaas["code"] == "0301101005"
    assert romsaas["level"] == "delbydel"
    assert document["areas"][0]["code"] == "030110"
    assert answer(table, "--area", "1005")["areas"] == [romsaas]
    assert answer(table, "--recipe", "oslo_turnout", "--division", "oslo") == document


def test_a_report_on_a_known_city_has_its_name_and_its_tile_map(tmp_path):
    table = tmp_path / "VAL001.csv"
    table.write_text(VOTES, encoding="latin-1")
    out = tmp_path / "r.html"
    words = [table, "--out", out, "--area", "Romsås", "--lang", "nn"]
    assert diagnose(*words).exception is None
    report = out.read_text(encoding="utf-8")
    assert 'lang="nn"' in report
    assert "Oslo" in report
    assert "<rect" in report


def test_a_report_without_a_published_city_names_none(tmp_path):
    path = tmp_path / "tall.csv"
    areas = FIGURES.splitlines(keepends=True)
    path.write_text("".join(line for line in areas if "city" not in line), "utf-8")
    out = tmp_path / "r.html"
    assert diagnose(path, "--out", out).exception is None
    assert "<h1" in out.read_text(encoding="utf-8")


def test_a_group_of_a_breakdown_can_be_asked_for(tmp_path):
    table = tmp_path / "VAL001.csv"
    table.write_text(VOTES, encoding="latin-1")
    women = answer(table, "--choose", "kjønn=Kvinner", "--area", "Romsås")
    assert women["areas"][0]["indicators"][0]["people"] == 2_700


def test_a_division_of_ones_own_must_be_there(figures, tmp_path):
    assert isinstance(raised(figures, "--division", tmp_path / "no.toml"), NabolagError)


VOTES = (
    '"valgår";"bosted";"alder";"kjønn";"valgdeltagelse (prosent)";'
    '"antall stemmer";"antall stemmeberettigede"\n'
    + "".join(
        f'"2023";"{name}";"Alder i alt";"{sex}";{share};{votes};{voters}\n'
        for name, sex, share, votes, voters in [
            ("Oslo i alt", "Begge kjønn", 64.2, 366081, 570411),
            ("Oslo i alt", "Kvinner", 66.3, 191445, 288668),
            ("Grorud", "Begge kjønn", 52.3, 11204, 21410),
            ("Grorud", "Kvinner", 54.7, 5981, 10918),
            ("Grorud", "Begge kjønn", 60.0, 3000, 5000),
            ("Grorud", "Kvinner", 60.0, 1500, 2500),
            ("Romsås", "Begge kjønn", 46.2, 2480, 5373),
            ("Romsås", "Kvinner", 48.1, 1300, 2700),
        ]
    )
)


def test_the_command_ends_with_the_code_of_what_went_wrong(figures, tmp_path, capsys):
    assert run(["areas", "diagnose", str(figures), "--json"]) == 0
    capsys.readouterr()
    assert run(["areas", "diagnose", str(figures), "--area", "Nord"]) == 2
    assert run(["areas", "diagnose", str(tmp_path / "none.csv")]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "none.csv" in said.err


def test_counts_of_moves_are_told_with_the_figures(figures, tmp_path):
    moves = tmp_path / "flytting.csv"
    moves.write_text(
        "area,first,last,status,people\n0101,2022,2023,moved_in,12\n"
        "0101,2022,2023,moved_out,6\n0101,2022,2023,population,100\n",
        encoding="utf-8",
    )
    document = answer(figures, "--moves", moves)
    (nord,) = [a for a in document["areas"] if a["code"] == "0101"]
    (turnover,) = nord["moving"]["turnover"]
    assert turnover["moved_in"] == pytest.approx(120)
    assert turnover["net"] == pytest.approx(60)
