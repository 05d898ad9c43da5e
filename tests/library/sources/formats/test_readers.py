from __future__ import annotations

import io

import polars as pl
import pytest

from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.files.opening import Limits
from nabolag.sources.formats.readers import read_table

PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="UTF-8";
LANGUAGE="no";
MATRIX="X";
TITLE="Stemmer";
CONTENTS="Stemmer";
UNITS="antall";
DECIMALS=0;
STUB="omr\u202eåde";
HEADING="år";
VALUES("omr\u202eåde")="Alna","Gr\u202eønland";
VALUES("år")="2023";
DATA=
1
2;
"""
JSONSTAT = """{"version": "2.0", "class": "dataset", "label": "Votes", "id": ["area"],
"size": [2], "dimension": {"area": {"category": {"index": ["1", "2"],
"label": {"1": "Alna", "2": "GrÃ¸nland"}}}}, "value": [1, 2]}"""


def _parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"area": ["1", "2"], "value": [1, 2]}).write_parquet(out)
    return out.getvalue()


def _saved(folder, name: str, content: str | bytes):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx", "dat"])
def test_every_format_is_read_by_what_it_holds_whatever_its_name(
    tmp_path, xlsx, ending
):
    rows = [["area", "value"], ["1", 1], ["2", 2]]
    for kind, content in {
        "csv": "area;value\n1;1\n2;2\n",
        "excel": xlsx(Ark1=rows),
        "parquet": _parquet(),
        "px": PX,
        "jsonstat": JSONSTAT,
    }.items():
        path = _saved(tmp_path, f"{kind}.{ending}", content)
        table = read_table(path)
        assert table.format.startswith(kind[:4])
        assert table.file == str(path)
        assert table.cells.height == len(table.lines) == 2


def test_a_sheet_is_named_in_a_workbook_and_only_there(tmp_path, xlsx):
    rows = [["area", "value"], ["1", 1]]
    book = _saved(tmp_path, "a.xlsx", xlsx(A=rows, B=rows))
    assert read_table(book, sheet="B").facts["sheet"] == "B"
    with pytest.raises(WrongUsage, match="has no sheets"):
        read_table(_saved(tmp_path, "a.csv", "a;b\n1;2\n"), sheet="B")


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        ('{"type": "FeatureCollection", "features": []}', "GeoJSON", "boundaries"),
        (b"SQLite format 3\0" + bytes(52) + b"GPKG" + bytes(28), "GeoPackage", "bound"),
        (b"\0\0\x27\x0a" + bytes(96), "Shapefile", "boundaries"),
        (
            "<?xml version='1.0'?><x:gml xmlns:x='http://www.opengis.net/gml'/>",
            "GML",
            "",
        ),
        ("<!doctype html><h1>Error 503</h1>", "a web page", "Export the table itself"),
        (b"%PDF-1.7", "a PDF document", "Export the table itself"),
        ("[1, 2, 3]", "JSON, but not JSON-stat", "Export the table itself"),
        ("<?xml version='1.0'?><rows/>", "XML", "Export the table itself"),
        (b"SQLite format 3\0" + bytes(84), "a database", "Export the table itself"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
            "without a workbook",
            "Export",
        ),
        (b"\x89PNG\r\n\x1a\n", "a picture", "Export the table itself"),
        (b"\x1f\x8b\x08", "a compressed file", "Unpack it"),
        (bytes(range(256)), "of no kind that is known here", "Export the table itself"),
    ],
)
def test_what_is_no_table_is_refused_by_name_with_a_remedy(
    tmp_path, content, what, remedy
):
    with pytest.raises(BadInput, match=what) as refused:
        read_table(_saved(tmp_path, "votes.csv", content))
    assert remedy in refused.value.remedy
    assert "statistics as CSV, Excel, PX, JSON-stat or Parquet" in str(refused.value)


def test_an_archive_is_refused_once_it_is_known_to_be_whole(tmp_path, archive):
    whole = archive({"votes.csv": "a;b\n1;2\n"})
    with pytest.raises(BadInput, match="Unpack it and give the file inside"):
        read_table(_saved(tmp_path, "votes.zip", whole))
    with pytest.raises(BadInput, match="cut short or damaged"):
        read_table(_saved(tmp_path, "votes.zip", whole[:-10]))


def test_a_cube_loses_what_nobody_can_see_in_cells_and_names(tmp_path):
    table = read_table(_saved(tmp_path, "votes.px", PX))
    assert table.cells.columns[0] == "område"
    assert table.cells["område"].to_list() == ["Alna", "Grønland"]
    assert [n.code for n in table.notices] == ["hidden_characters"]


def test_a_cube_with_spoilt_letters_tells_so(tmp_path):
    said = read_table(_saved(tmp_path, "votes.json", JSONSTAT)).notices
    assert [(n.code, n.facts["meant"]) for n in said] == [("mojibake", "Grønland")]


def test_names_that_only_hidden_characters_tell_apart_keep_them(tmp_path):
    twins = PX.replace('HEADING="år"', 'HEADING="område"')
    twins = twins.replace('VALUES("år")', 'VALUES("område")')
    table = read_table(_saved(tmp_path, "votes.px", twins))
    assert table.cells.columns[:2] == ["omr\u202eåde", "område"]


def test_a_cell_beyond_the_limits_is_refused_in_every_format(tmp_path, xlsx):
    rows = [["area", "value"], ["1", "x" * 5000]]
    path = _saved(tmp_path, "votes.xlsx", xlsx(Ark1=rows))
    with pytest.raises(BadInput, match=r"line 2: A cell holds more than 4000"):
        read_table(path, limits=Limits(cell=4000))
