"""``nabolag sources …`` as a person at a terminal, and a script, meets it."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import pytest
from click.testing import CliRunner, Result

from nabolag.cli import options
from nabolag.cli.sources import sources
from nabolag.errors import BadInput, WrongUsage

PRICES = """\
navn,niva,aar,kr_per_kvm
Oslo i alt,total,2015,56617
Oslo i alt,total,2016,66312
Romsås,delbydel,2016,38270
Romsås,delbydel,2016,38270
Marka,delbydel,2016,
"""


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    path = tmp_path / "priser.csv"
    path.write_text(PRICES, encoding="utf-8")
    return path


def said(*words: object) -> Result:
    return CliRunner().invoke(sources, [str(word) for word in words])


def done(*words: object) -> Result:
    result = said(*words)
    assert result.exception is None, result.exception
    return result


# Inspect


def test_inspecting_tells_what_is_in_a_file(prices):
    shown = done("inspect", prices).stdout
    assert "priser.csv: csv, encoding utf-8, delimiter ,, 5 rows" in shown
    assert "navn (text, 3 different): Oslo i alt, Romsås, Marka" in shown
    assert "kr_per_kvm (number, 3 different): 56617, 66312, 38270; 1 empty" in shown
    assert "Recipe: oslo_flat_prices" in shown
    assert "Periods: 2015 to 2016 (2)" in shown
    assert "Areas: 1 city, 2 delbydel" in shown
    assert "Indicators: flat_price_m2" in shown
    assert "priser.csv, line 5" in shown


def test_inspecting_tells_scripts_the_same(prices):
    document = json.loads(done("inspect", prices, "--json").stdout)
    assert document["recipes"] == ["oslo_flat_prices"]
    assert document["areas"] == {"city": 1, "delbydel": 2}
    assert document["columns"][2]["type"] == "year"
    assert document["warnings"][0]["code"] == "duplicate_rows"
    assert document["warnings"][0]["facts"] == {"rows": 1, "lines": "5"}
    assert document["trouble"] is None


def test_inspecting_tells_what_a_recipe_stumbles_on(prices):
    prices.write_text(PRICES.replace("Romsås", "Rømsås"), encoding="utf-8")
    assert "Cannot be used as it is: " in done("inspect", prices).stdout


def test_inspecting_a_file_no_recipe_fits(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;:\n2;-\n", encoding="utf-8")
    shown = done("inspect", path).stdout
    assert "Recipe: none fits. docs/recipes.md shows how to write one.\n" in shown
    assert "b (empty, 2 different): :, -; signs : -" in shown
    assert "Periods" not in shown


def test_inspecting_a_file_that_nearly_fits(prices):
    prices.write_text(PRICES.replace("kr_per_kvm", "pris"), encoding="utf-8")
    assert "  oslo_flat_prices lacks “kr_per_kvm”" in done("inspect", prices).stdout
    document = json.loads(done("inspect", prices, "--json").stdout)
    assert document["nearest"]["oslo_flat_prices"] == ["“kr_per_kvm”"]


def test_inspecting_the_long_format(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "area,period,indicator,value,unit\n1,2024,x,1,kr\n", encoding="utf-8"
    )
    shown = done("inspect", path).stdout
    assert "Recipe: none is needed" in shown
    assert "Periods: 2024\n" in shown


def test_inspecting_with_another_division(prices, tmp_path):
    (tmp_path / "d.csv").write_text("code,name,level\n1,Romsås,delbydel\n", "utf-8")
    (tmp_path / "d.toml").write_text(
        'id = "d"\nnames = { nb = "D" }\nlevels = ["delbydel"]\nareas = "d.csv"\n',
        "utf-8",
    )
    shown = done("inspect", prices, "--division", tmp_path / "d.toml").stdout
    assert "The division d does not know “Oslo i alt”" in shown
    assert "Areas" in done("inspect", prices, "--division", "oslo").stdout


# Read


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_reading_writes_the_long_format(prices, tmp_path, ending):
    out = tmp_path / f"ut.{ending}"
    result = done("read", prices, "--out", out)
    assert f"Wrote 4 figures to {out}." in result.stderr
    assert "- " in result.stderr
    assert result.stdout == ""
    again = tmp_path / "igjen.csv"
    done("read", out, "--out", again)
    written = pl.read_csv(again)
    assert written["value"].to_list() == [56617.0, 66312.0, 38270.0, None]
    assert written["indicator_en"].unique().to_list() == [
        "Price per square metre, flats"
    ]


def test_reading_tells_scripts_what_was_written(prices, tmp_path):
    out = tmp_path / "ut.csv"
    document = json.loads(done("read", prices, "--out", out, "--json").stdout)
    assert document["file"] == str(out)
    assert (document["rows"], document["indicators"]) == (4, ["flat_price_m2"])
    assert [w["code"] for w in document["warnings"]] == ["duplicate_rows"]


def test_reading_a_part_of_a_breakdown_with_a_named_recipe(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "aar;geografi;alder;kjoenn;andel_sysselsatte;antall_sysselsatte;bosatte_totalt\n"
        "2024;Romsås;15-24 år;Begge kjønn;50,0;2;4\n",
        encoding="utf-8",
    )
    out = tmp_path / "ut.csv"
    done(
        *("read", path, "--recipe", "oslo_employment", "--choose", "alder=15-24 år"),
        *("--out", out),
    )
    assert pl.read_csv(out)["indicator"].to_list() == ["employed_15_24_ar"]


def test_a_choice_without_a_value_is_refused(prices, tmp_path):
    error = said("read", prices, "--choose", "alder", "--out", tmp_path / "x.csv")
    assert isinstance(error.exception, WrongUsage)
    assert "names no value" in str(error.exception)


def test_figures_are_written_only_in_formats_that_can_be_read_back(prices, tmp_path):
    error = said("read", prices, "--out", tmp_path / "x.xlsx").exception
    assert isinstance(error, WrongUsage)
    assert ".csv or .parquet" in str(error)


def test_nothing_is_written_when_a_file_is_refused(prices, tmp_path):
    prices.write_text(PRICES.replace("Romsås", "Rømsås"), encoding="utf-8")
    out = tmp_path / "ut.csv"
    assert isinstance(said("read", prices, "--out", out).exception, BadInput)
    assert not out.exists()


# Recipes


def test_recipes_are_listed_with_their_indicators():
    shown = done("recipes").stdout
    assert (
        "oslo_turnout: Turnout at the municipal election by area, age and sex" in shown
    )
    assert "Statistisk sentralbyrå (SSB) · population" in shown


def test_recipes_are_listed_for_scripts():
    listed = {r["id"]: r for r in json.loads(done("recipes", "--json").stdout)}
    assert listed["oslo_turnout"]["indicators"] == ["turnout"]
    assert listed["ssb_population"]["can_be_fetched"]
    assert not listed["oslo_turnout"]["can_be_fetched"]


def test_a_recipe_is_shown_as_it_stands():
    shown = done("recipe", "oslo_turnout").stdout
    assert 'id = "oslo_turnout"' in shown
    assert isinstance(said("recipe", "qqq").exception, WrongUsage)


# Fetch


def test_a_table_is_not_fetched_where_the_recipe_does_not_say_where(tmp_path):
    error = said("fetch", "oslo_turnout", "--to", tmp_path).exception
    assert isinstance(error, WrongUsage)
    assert "[fetch]" in str(error)


def test_an_address_that_is_none_is_refused_before_anything_is_asked(tmp_path):
    folder = tmp_path / "svar"
    result = said("fetch", "ssb_population", "--to", folder, "--address", "ssb.no")
    assert isinstance(result.exception, BadInput)
    assert not folder.exists()


META: dict[str, Any] = {
    "class": "dataset",
    "id": ["Region", "Kjonn", "ContentsCode", "Tid"],
    "size": [3, 2, 1, 2],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {"category": {"index": ["0", "03", "0301"]}},
        "Kjonn": {
            "category": {"index": ["1", "2"]},
            "extension": {"elimination": True},
        },
        "ContentsCode": {"category": {"index": ["Personer1"]}},
        "Tid": {"category": {"index": ["2023", "2024"]}},
    },
    "value": None,
}
FIGURES = {
    **META,
    "id": ["Region", "ContentsCode", "Tid"],
    "size": [2, 1, 2],
    "dimension": {
        "Region": {
            "category": {
                "index": ["0", "0301"],
                "label": {"0": "Hele landet", "0301": "Oslo"},
            }
        },
        "ContentsCode": {
            "category": {"index": ["Personer1"], "label": {"Personer1": "Personer"}}
        },
        "Tid": META["dimension"]["Tid"],
    },
    "value": [5_488_984, 5_550_203, 709_037, 717_710],
}


class Publisher(BaseHTTPRequestHandler):
    """A server with one table, which keeps what it was asked for."""

    asked: ClassVar[list[dict[str, object]]] = []

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        answers = {"/config": {"maxDataCells": 1000}, "/tables/07459/metadata": META}
        document = answers.get(self.path.split("?")[0], FIGURES)
        if document is FIGURES:
            self.asked.append(json.loads(body))
        text = json.dumps(document).encode()
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_fetched_table_is_kept_in_a_folder_that_is_read_like_a_file(
    address, tmp_path
):
    folder, out = tmp_path / "svar", tmp_path / "ut.csv"
    words = ("fetch", "ssb_population", "--to", folder, "--address", address)
    (kept,) = done(*words).stdout.splitlines()
    assert Path(kept).parent == folder
    (asked,) = Publisher.asked
    assert "Kjonn" not in json.dumps(asked)
    assert done(*words).stdout.splitlines() == [kept]
    assert len(Publisher.asked) == 1
    done("read", folder, "--recipe", "ssb_population", "--out", out)
    written = pl.read_csv(out, infer_schema=False)
    assert written.select("area", "level", "value").rows() == [
        ("0", "city", "5488984.0"),
        ("0", "city", "5550203.0"),
        ("0301", "municipality", "709037.0"),
        ("0301", "municipality", "717710.0"),
    ]


def test_without_a_folder_one_is_made_that_is_named_after_the_recipe(
    address, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (kept,) = done("fetch", "ssb_population", "--address", address).stdout.splitlines()
    assert Path(kept).parent == Path("ssb_population")
    assert (tmp_path / kept).is_file()


# What several commands share


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_only(monkeypatch):
    for screen, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", screen)
        told = options.progress("Fetching 07459")
        told(1, 2)
        told(2, 2)
        assert ("Fetching 07459" in screen.getvalue()) is drawn
        assert ("2/2\n" in screen.getvalue()) is drawn


def test_a_division_is_found_by_id_or_file():
    assert options.division_named(None) is None
    found = options.division_named("oslo")
    assert found is not None
    assert found.id == "oslo"
