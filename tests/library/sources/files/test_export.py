from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import WrongUsage
from nabolag.sources.files.export import write_csv, write_parquet, written_whole
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.files.opening import File, open_file
from nabolag.sources.formats.parquet import read_parquet
from nabolag.sources.formats.text import read_text
from nabolag.sources.table import SIGNS


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


TABLE = pl.DataFrame(
    {"area": ["0301", "=cmd|x"], "name": ["Grønland", None], "value": [0.462, -5.0]}
)


def test_a_table_is_written_as_plain_csv(tmp_path):
    write_csv(TABLE, tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert written == "area,name,value\n0301,Grønland,0.462\n'=cmd|x,,-5.0\n"
    assert _names(tmp_path) == ["out.csv"]


def test_headings_are_made_safe_too(tmp_path):
    write_csv(pl.DataFrame({"=1+1": [1], "b": ["x"]}), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text().startswith("'=1+1,b\n")
    assert read_text(open_file(tmp_path / "out.csv")).cells.columns == ["=1+1", "b"]


def test_what_was_made_safe_is_restored_and_told_of(tmp_path):
    write_csv(TABLE, tmp_path / "out.csv")
    table = read_text(open_file(tmp_path / "out.csv"))
    assert table.cells["area"].to_list() == ["0301", "=cmd|x"]
    assert "apostrophe_removed" in [n.code for n in table.notices]


_TEXT = st.text(alphabet="abcæøåÆØÅ=+-@'\"\n,;.: |015", min_size=1, max_size=8).filter(
    lambda text: text == text.strip()
)
_ROWS = st.lists(
    st.tuples(st.none() | _TEXT, st.floats(allow_nan=False, allow_infinity=False)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(_ROWS)
def test_text_and_numbers_go_out_and_in_unchanged(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("out") / "out.csv"
    names, values = [name for name, _ in rows], [value for _, value in rows]
    columns = {"area": ["x"] * len(rows), "name": names, "value": values}
    schema = {"area": pl.String, "name": pl.String, "value": pl.Float64}
    write_csv(pl.DataFrame(columns, schema=schema), path)
    table = read_text(open_file(path))
    assert table.cells["name"].to_list() == names
    read = read_numbers(
        table.cells["value"],
        lines=table.lines,
        file=table.file,
        column="value",
        signs=SIGNS,
        decimal=".",
    )
    assert read.values.to_list() == values


def test_no_cell_of_an_export_begins_as_a_formula(tmp_path):
    dangerous = ["=1", "+a", "-a", "@a", "\ta", "\ra", "\n=a", " =a", "＝1", "'=1"]
    write_csv(pl.DataFrame({"a": dangerous}), tmp_path / "out.csv")
    cells = pl.read_csv(tmp_path / "out.csv", infer_schema=False)["a"]
    assert cells.to_list() == [f"'{cell}" for cell in dangerous]


def test_a_parquet_file_is_written_and_read_back(tmp_path):
    write_parquet(TABLE, tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").equals(TABLE)
    cells = read_parquet(open_file(tmp_path / "out.parquet")).cells
    assert cells["value"].to_list() == ["0.462", "-5.0"]


def _write_half(path: Path, error: type[BaseException]) -> None:
    with written_whole(path) as handle:
        handle.write(b"half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_work_broken_off_leaves_nothing_and_spoils_nothing(tmp_path, error):
    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(error):
        _write_half(path, error)
    assert path.read_text() == "before"
    assert _names(tmp_path) == ["out.csv"]


def test_an_older_file_of_the_name_is_replaced_whole(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("before " * 1000)
    write_csv(pl.DataFrame({"a": [1]}), path)
    assert path.read_text() == "a\n1\n"


@pytest.mark.parametrize(
    "name", ["-rf.csv", "blåbær og fløte.csv", "a\nb.csv", "$(x);'\".csv", "\u202e.csv"]
)
def test_names_with_odd_characters_are_fine(tmp_path, name):
    write_csv(pl.DataFrame({"a": [1]}), tmp_path / name)
    assert _names(tmp_path) == [name]


def _folder(folder: Path) -> Path:
    return folder


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _no_folder(folder: Path) -> Path:
    return folder / "nowhere" / "out.csv"


def _nul(folder: Path) -> Path:
    return folder / "a\0b.csv"


def _too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_folder, "is a folder"),
        (_pipe, "is a pipe, a socket or a device"),
        (_no_folder, "folder that does not exist"),
        (_nul, "no name a file can have"),
        (_too_long, "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(tmp_path, make, says):
    path = make(tmp_path)
    before = _names(tmp_path)
    with pytest.raises(WrongUsage, match=says):
        write_csv(TABLE, path)
    assert _names(tmp_path) == before


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path):
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_csv(pl.DataFrame({"a": [1]}), tmp_path / "link.csv")
    assert (tmp_path / "real.csv").read_text() == "before"
    assert (tmp_path / "link.csv").read_text() == "a\n1\n"


def test_what_is_written_twice_is_the_same_to_the_byte(tmp_path):
    for name in ("a.csv", "b.csv"):
        write_csv(TABLE, tmp_path / name)
    first, second = (
        File(name="", data=(tmp_path / n).read_bytes(), sha256="")
        for n in ("a.csv", "b.csv")
    )
    assert first == second
