"""Oslo's and Statistics Norway's own PX files, against their CSV exports."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from nabolag.sources.files.opening import open_file
from nabolag.sources.formats.px import read_px
from nabolag.values import Note


def exported(path: Path, *, page: str) -> dict[frozenset[str], list[str]]:
    """The publisher's own CSV: figures by the set of the row's names."""
    with path.open(encoding=page, newline="") as handle:
        rows = list(csv.reader(handle, delimiter=";"))[1:]
    return {frozenset(row[:-3]): row[-3:] for row in rows}


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("px_name", "csv_name", "page"),
    [
        ("tab_SYS002_no.px", "SYS002.csv", "utf-8"),
        ("tab_BEF029_no.px", "BEF029.csv", "utf-8"),
    ],
)
def test_a_real_px_file_gives_the_figures_of_its_csv_export(
    shared_data: Path, px_name: str, csv_name: str, page: str
) -> None:
    folder = shared_data / "oslo" / "statbank"
    theirs = exported(folder / csv_name, page=page)
    table = read_px(open_file(folder / px_name))
    ours = {frozenset(row[:-3]): list(row[-3:]) for row in table.cells.rows()}
    assert {key: [float(v) for v in values] for key, values in ours.items()} == {
        key: [float(v) for v in values] for key, values in theirs.items()
    }
    assert len(ours) == table.cells.height


@pytest.mark.shared_data
def test_known_answers_from_oslo_are_read(shared_data: Path) -> None:
    folder = shared_data / "oslo" / "statbank"
    work = read_px(open_file(folder / "tab_SYS002_no.px")).cells.filter(
        geografi="Oslo i alt", alder="Alder i alt", kjoenn="Begge kjønn"
    )
    assert work.rows() == [
        ("Oslo i alt", "Alder i alt", "Begge kjønn", "2024", "71.1", "404239", "568854")
    ]
    turnout = read_px(open_file(folder / "tab_VAL001_no.px")).cells.filter(
        bosted="Romsås", alder="Alder i alt", kjoenn="Begge kjønn"
    )
    assert turnout["antall stemmer"].to_list() == ["2480.0"]
    assert turnout["antall stemmeberettigede"].to_list() == ["5373.0"]


@pytest.mark.shared_data
def test_real_signs_and_languages_are_read(shared_data: Path) -> None:
    folder = shared_data / "oslo" / "statbank"
    votes = read_px(open_file(folder / "tab_VAL001_no.px"))
    few = votes.cells.filter(bosted="Sentrum", alder="18-19", kjoenn="Menn")
    assert few.row(0)[-3:] == (".", ".", ".")
    assert votes.signs["."] is Note.NOT_POSSIBLE
    assert votes.signs[":"] is Note.CONFIDENTIAL
    salmon = read_px(open_file(folder / "tab_03024.px"))
    assert salmon.cells.columns[-2:] == ["Vekt (tonn)", "Kilopris (kr)"]
    assert salmon.facts["title[en]"].startswith("03024: Export of salmon")
    assert salmon.facts["metric:Kilopris (kr)"] == "Kilopris"
    assert salmon.time == "uke"
    coded = read_px(open_file(folder / "tab_SYS002_2_no.px"))
    assert coded.cells.filter(geografi="Romsås")["geografi:code"][0] == "1005"
