"""Headings such as ``*`` and ``^a$``, which polars would take for several columns."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from nabolag.sources.formats.readers import read_table

HEADINGS = ["*", "^area$", "^.*$"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_in_text_is_a_column_of_its_own(tmp_path: Path, heading):
    path = tmp_path / "a.csv"
    path.write_text(f"{heading};area;votes\n1;Elva;2\n3;Bakken;4\n", encoding="utf-8")
    cells = read_table(path).cells
    assert cells.columns == [f"“{heading}”", "area", "votes"]
    assert cells.row(1) == ("3", "Bakken", "4")


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_in_parquet_is_a_column_of_its_own(tmp_path: Path, heading):
    path = tmp_path / "a.parquet"
    pl.DataFrame({heading: [1, 3], "area": ["Elva", "Bakken"]}).write_parquet(path)
    assert read_table(path).cells.columns == [f"“{heading}”", "area"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_dimension_of_a_cube_is_a_column_of_its_own(tmp_path: Path, heading):
    category = {"index": ["1", "2"], "label": {"1": "Elva", "2": "Bakken"}}
    cube = {
        "version": "2.0",
        "class": "dataset",
        "id": [heading],
        "size": [2],
        "dimension": {heading: {"category": category}},
        "value": [5, 6],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(cube), encoding="utf-8")
    cells = read_table(path).cells
    assert cells.columns == [f"“{heading}”", f"“{heading}”:code", "value"]
    assert cells[:, 0].to_list() == ["Elva", "Bakken"]
