"""Figures of an answer as JSON-stat, read back by ourselves and by pyjstat."""

from __future__ import annotations

import hashlib
import json
import math

import pytest

from nabolag.errors import WrongUsage
from nabolag.reports.editions.jsonstat import jsonstat
from nabolag.sources.files.opening import File
from nabolag.sources.formats.jsonstat import read_jsonstat

ANSWERS = [{"indicator": "turnout"}, {"area": "01"}, {}]


def read_back(document):
    data = json.dumps(document).encode()
    return read_jsonstat(
        File(name="x.json", data=data, sha256=hashlib.sha256(data).hexdigest())
    )


@pytest.mark.parametrize("asked", ANSWERS)
def test_every_figure_is_read_back_as_it_was(city, asked):
    answer = city.answer()
    table = read_back(jsonstat(answer, language="en", **asked))
    cells = {
        (row["area:code"], row["indicator:code"], row["period"]): row
        for row in table.cells.iter_rows(named=True)
    }
    rows = answer.table
    for column, key in (("indicator", "indicator"), ("code", "area")):
        if key in asked:
            rows = rows.filter(rows[column] == asked[key])
    assert rows.height > 1
    for row in rows.iter_rows(named=True):
        cell = cells[row["code"], row["indicator"], row["period"]]
        for column, name in (("value", "Figure"), ("low", "Lower end of the interval")):
            shown = cell[name].removesuffix("*")
            if row[column] is None:
                assert shown in (".", "..", ":")
            else:
                assert float(shown) == row[column]


def test_signs_are_kept_and_combinations_without_a_figure_are_missing(city):
    table = read_back(jsonstat(city.answer(), indicator="turnout"))
    newest = {
        row["area"]: row["Tall"]
        for row in table.cells.filter(period="2025").iter_rows(named=True)
    }
    assert newest["Åsen"] == ":"
    oldest = table.cells.filter(period="2017", area="Lodalen")
    assert oldest["Tall"].to_list() == [".."]
    price = read_back(jsonstat(city.answer(), indicator="price"))
    assert price.cells["Tall"].to_list() == ["38400.0*"]


def test_the_data_set_says_what_it_is_of_and_from_whom(city):
    document = jsonstat(city.answer(), indicator="turnout", area="01", language="nn")
    assert document["label"] == "Røysta ved valet, Almdalen"
    assert document["source"] == "Prøveby kommune, tabell LEV1"
    assert document["extension"] == {"units": {"turnout": "share"}}
    assert document["dimension"]["period"]["category"]["index"] == [
        "2017",
        "2021",
        "2025",
    ]
    table = read_back(document)
    assert (table.time, table.place) == ("period", "area")
    assert table.facts["metric"] == "contents"


@pytest.mark.filterwarnings("ignore:Shouldn't use this function:DeprecationWarning")
@pytest.mark.parametrize("asked", ANSWERS)
def test_pyjstat_reads_the_same_figures(city, asked):
    pyjstat = pytest.importorskip("pyjstat.pyjstat")
    document = jsonstat(city.answer(), **asked)
    frame = pyjstat.Dataset.read(json.dumps(document)).write("dataframe", naming="id")
    assert len(frame) == len(document["value"])
    for read, ours in zip(frame["value"], document["value"], strict=True):
        assert read == ours or (ours is None and (read is None or math.isnan(read)))


@pytest.mark.parametrize("asked", [{"indicator": "none"}, {"area": "none"}])
def test_what_has_no_figures_is_refused(city, asked):
    with pytest.raises(WrongUsage, match="There are no figures of"):
        jsonstat(city.answer(), **asked)
