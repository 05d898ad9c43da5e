"""Published JSON-stat samples, with pyjstat as the oracle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File, open_file
from nabolag.sources.formats.jsonstat import read_jsonstat
from nabolag.sources.table import Table

Place = frozenset[tuple[str, str]]


def sample(folder: Path, name: str) -> dict[str, Any]:
    """One data set of a sample file; "file:name" takes one out of a bundle."""
    path, _, inside = name.partition(":")
    document = json.loads((folder / path).read_text(encoding="utf-8"))
    found: dict[str, Any] = document[inside] if inside else document
    return found


def by_pyjstat(dataset: dict[str, Any]) -> dict[Place, float | None]:
    """The figures by place, as pyjstat reads them.

    It cannot read a dimension of one category without an index, so that is written
    out for it; the meaning is the same.
    """
    pyjstat = pytest.importorskip("pyjstat.pyjstat")
    for key, dimension in dataset["dimension"].items():
        if key not in ("id", "size", "role"):
            category = dimension["category"]
            category.setdefault("index", list(category.get("label", [])))
    (frame,) = pyjstat.from_json_stat({"dataset": dataset}, naming="id")
    return {
        frozenset((k, str(v)) for k, v in row.items() if k != "value"): row["value"]
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    }


def by_us(table: Table) -> dict[Place, float | None]:
    metric = table.facts["metric"]
    columns = {k[7:]: v for k, v in table.facts.items() if k.startswith("metric:")}
    dimensions = [c for c in table.cells.columns if c.endswith(":code")]
    figures: dict[Place, float | None] = {}
    for row in table.cells.rows(named=True):
        place = {(d.removesuffix(":code"), row[d]) for d in dimensions}
        for column, code in columns.items():
            cell = row[column]
            key = frozenset(place | {(metric, code)})
            figures[key] = None if cell == ".." else float(cell)
    return figures


@pytest.mark.shared_data
@pytest.mark.filterwarnings("ignore:Shouldn't use this function:DeprecationWarning")
@pytest.mark.parametrize(
    "name",
    [
        "galicia-2.0.json",
        "us-labor-ds.json",
        "ons.json:ST1117EWla",
        "statswe.json:dataset",
        "oecd-canada.json:oecd",
        "oecd-canada.json:canada",
    ],
)
def test_published_samples_read_as_pyjstat_reads_them(
    shared_data: Path, name: str
) -> None:
    dataset = sample(shared_data / "jsonstat", name)
    data = json.dumps({"dataset": dataset}).encode()
    ours = by_us(read_jsonstat(File(name=name, data=data, sha256="")))
    theirs = by_pyjstat(dataset)
    assert len(ours) == len(theirs)
    assert ours == pytest.approx(theirs)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "rows", "figures_"),
    [
        ("QS104EW.json", 3, ["56075912", "27573376", "28502536"]),
        ("sample_data.json", 3, ["4729", "4832", "9561"]),
    ],
)
def test_old_and_careless_samples_are_read(
    shared_data: Path, name: str, rows: int, figures_: list[str]
) -> None:
    table = read_jsonstat(open_file(shared_data / "jsonstat" / name))
    assert table.cells[table.cells.columns[-1]].to_list() == figures_
    assert table.cells.height == rows


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("jsonstat/collection.json", "holds 8 links to data sets"),
        ("jsonstat/dimension.json", "describes one dimension"),
        ("jsonstat/oecd-canada.json", "holds 2 data sets: “oecd”, “canada”"),
        ("pxwebapi2/dataset-meta.json", "only describes “Folkmängden"),
        ("pxwebapi2/config-response.json", "not JSON-stat"),
        ("pxwebapi2/tablesResponse.json", "not JSON-stat"),
    ],
)
def test_samples_without_one_data_set_are_refused(
    shared_data: Path, path: str, said: str
) -> None:
    with pytest.raises(BadInput) as error:
        read_jsonstat(open_file(shared_data / path))
    assert said in error.value.found
