"""Several files read as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import BadInput
from nabolag.sources.joining import read_all

HEADER = "area,name,level,period,indicator,value,unit,direction\n"


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_figures_of_all_files_stand_together(tmp_path):
    one = write(tmp_path / "a.csv", "1,Elva,area,2023,turnout,0.5,share,neither")
    other = write(
        tmp_path / "b.csv",
        "1,Elva,area,2024,turnout,0.6,share,neither",
        "1,Elva,area,2024,work,0.7,share,neither",
    )
    found = read_all([one, other])
    assert found.table["value"].to_list() == [0.5, 0.6, 0.7]
    assert [Path(s.file or "").name for s in found.sources] == ["a.csv", "b.csv"]
    assert [i.id for i in found.indicators] == ["turnout", "work"]


def test_a_figure_in_two_files_is_counted_once_and_told(tmp_path):
    row = "1,Elva,area,2023,turnout,0.5,share,neither"
    files = [write(tmp_path / name, row) for name in ("a.csv", "b.csv")]
    found = read_all(files)
    assert found.table.height == 1
    told = found.notices[-1]
    assert (told.code, told.where.file) == ("duplicate_rows", "a.csv, b.csv")


def test_files_that_contradict_each_other_lose_both_figures_and_it_is_told(tmp_path):
    one = write(
        tmp_path / "a.csv",
        "1,Elva,area,2023,turnout,0.5,share,neither",
        "2,Bakken,area,2023,turnout,0.4,share,neither",
    )
    other = write(tmp_path / "b.csv", "1,Elva,area,2023,turnout,0.6,share,neither")
    found = read_all([one, other])
    assert found.table["name"].to_list() == ["Bakken"]
    assert found.notices[-1].code == "duplicate_conflict"


def test_an_indicator_described_in_two_ways_is_refused(tmp_path):
    one = write(tmp_path / "a.csv", "1,Elva,area,2023,turnout,0.5,share,neither")
    other = write(
        tmp_path / "b.csv", "1,Elva,area,2024,turnout,0.6,share,more_is_better"
    )
    with pytest.raises(BadInput, match=r"direction is “more_is_better”.*in a\.csv"):
        read_all([one, other])


def test_one_file_alone_is_read_as_it_is(tmp_path):
    one = write(tmp_path / "a.csv", "1,Elva,area,2023,turnout,0.5,share,neither")
    assert read_all([one]).table.height == 1
