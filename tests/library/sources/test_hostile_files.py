"""Damaged, mis-encoded and hostile files, each made here and given to the one door.

Each is refused: exit code 3, the file's name, what was found and something to do. Those
that look wrong but do no harm are in ``test_suspicious_files.py``.
"""

from __future__ import annotations

import gzip
import io
import os
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.readers import read_table

Content = str | bytes | Callable[[SimpleNamespace], str | bytes | Path]
ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101]]
SHEET1 = "xl/worksheets/sheet1.xml"
NAMES = "name;count\nGrønland;1\nØstensjø;2\nÅsane;3\n"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;">
<!ENTITY d "&c;&c;&c;">]><worksheet><sheetData>&d;</sheetData></worksheet>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>"""


def _parquet(made: SimpleNamespace, **columns: object) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns or {"a": list(range(100)), "b": ["x"] * 100}).write_parquet(
        out
    )
    return out.getvalue()


def _sheet(change: Callable[[bytes], bytes]) -> Content:
    """A workbook whose first sheet has been changed."""
    return lambda made: made.repacked(made.xlsx(Ark1=ROWS), SHEET1, change)


def _formula(made: SimpleNamespace, result: str) -> bytes:
    def write(book, sheet):
        sheet.write_row(0, 0, ["code", "value"])
        sheet.write_formula(1, 1, "=A9", None, result)

    return made.xlsx(Ark1=write)


def _stating(data: bytes, size: int) -> bytes:
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


def _zip_in_zip(made: SimpleNamespace) -> bytes:
    inner = made.archive({"zeros.csv": bytes(30_000_000)})
    return made.archive({f"{n}.zip": inner for n in range(50)})


def _far_ods(made: SimpleNamespace) -> bytes:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" '
        'table:number-columns-repeated="16384"/>'
    )
    row = '<table:table-row table:number-rows-repeated="1000000">'
    return made.ods(f"{row}{cell}</table:table-row>")


def _locked_xls(made: SimpleNamespace) -> bytes:
    begin = struct.pack("<4H", 0x600, 5, 0, 0) + bytes(8)
    book = made.record(0x809, begin) + made.record(0x2F, bytes(6)) + made.record(0x0A)
    return made.compound_file({"Workbook": book})


def _vast_xls(made: SimpleNamespace) -> bytes:
    stated = struct.pack("<IIHHH", 0, 65536, 0, 65535, 0)
    return made.xls(ROWS, made.record(0x200, stated))


def _px(**changes: str | None) -> str:
    parts: dict[str, str | None] = {
        "CHARSET": '"ANSI"',
        "AXIS-VERSION": '"2013"',
        "MATRIX": '"X"',
        "TITLE": '"Votes"',
        "DECIMALS": "0",
        "STUB": '"area"',
        "HEADING": '"year"',
        'VALUES("area")': '"Alna","Bjerke"',
        'VALUES("year")': '"2023"',
        "DATA": "1 2",
    }
    parts |= {key.replace("_", "-"): value for key, value in changes.items()}
    return "".join(f"{k}={v};\n" for k, v in parts.items() if v is not None)


def _vast_px() -> str:
    names = [f"d{n}" for n in range(13)]
    values = ",".join(f'"{n}"' for n in range(10))
    head = _px(**dict.fromkeys(('VALUES("area")', 'VALUES("year")', "DATA")))
    head = head.replace('"area"', ",".join(f'"{name}"' for name in names[1:]))
    head = head.replace('"year"', '"d0"')
    return head + "".join(f'VALUES("{n}")={values};\n' for n in names) + "DATA=1 2;\n"


def _cube(size: str = "[2]", value: str = "[1, 2]", index: str = '["1", "2"]') -> str:
    return (
        '{"version": "2.0", "class": "dataset", "id": ["area"], '
        f'"size": {size}, "value": {value}, '
        f'"dimension": {{"area": {{"category": {{"index": {index}}}}}}}}}'
    )


def _pipe(made: SimpleNamespace) -> Path:
    os.mkfifo(made.folder / "pipe.csv")
    return made.folder / "pipe.csv"


def _loop(made: SimpleNamespace) -> Path:
    path = made.folder / "loop.csv"
    path.symlink_to(path)
    return path


REFUSED: Mapping[str, tuple[Content, str]] = {
    # text
    "empty": ("", "is empty"),
    "nothing but spaces": (" \n\t\n  \n", "No table was found"),
    "prose": ("Dear analyst,\nhere are the figures.\n", "figures|No table"),
    "only a header": ("code;value\n", "no figures below"),
    "a header of figures": ("2004;2005\n1;2\n", "holds only numbers"),
    "UTF-16 without its mark": (NAMES.encode("utf-16-le"), "without its mark"),
    "UTF-16 cut short": (NAMES.encode("utf-16")[:-1], "cut short"),
    "EBCDIC": (NAMES.encode("cp500"), "is no letter|of no kind"),
    "DOS letters": (NAMES.encode("cp865"), "is no letter"),
    "half a letter": (NAMES.encode() + b"Gr\xc3", "middle of a letter"),
    "two encodings": (NAMES.encode() + "Kåfjord;4".encode("latin-1"), "not on this"),
    "empty bytes": (b"code;value\n03\x0001;2\n", "NUL"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "of no kind"),
    "a row too long": ("a;b\n1;2\n1;2;3\n", "line 3: The row has 3 cells"),
    "a row too short": ("a;b;c\n1;2;3\n1;2\n", "line 3: The row has 2 cells"),
    "a quotation mark left open": ('a;b\n1;"2\n3;4\n', "line 2: A quotation mark"),
    "a quotation mark inside": ('a;b\n1;2\n5" pipe;4\n', "line 3: A quotation mark"),
    "columns of one name": ("a;b;a\n1;2;3\n", "Columns 1 and 3 have the same name"),
    "hidden twins": ("a;a\u202e\n1;2\n", "Columns 1 and 2 have the same name"),
    "a million columns": (";".join(["a"] * 10**6) + "\n1;2\n", "more than 2000 cells"),
    "a name of a million letters": ("x" * 10**6 + ";b\n1;2\n", "more than 100000"),
    "a cell of ten million letters": ("a;b\n1;" + "x" * 10**7, "more than 100000"),
    "such a cell in quotes": ('a;b\n1;"' + "x;" * 10**6 + '"', "more than 100000"),
    # something else, called .csv
    "an error page": ("<!DOCTYPE html><h1>503</h1>", "a web page"),
    "a log-in page": ("<?xml version='1.0'?>\n<html><form/></html>", "a web page"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "a database": (b"SQLite format 3\0" + bytes(84), "a database"),
    "a compressed file": (gzip.compress(NAMES.encode()), "a compressed file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "XML that grows": (LAUGHS, "is XML"),
    "a map": ('{"type": "FeatureCollection", "features": []}', "a map of boundaries"),
    "a Word document": (
        lambda made: made.archive({"[Content_Types].xml": "", "word/document.xml": ""}),
        "a zip archive",
    ),
    "an old Word document": (
        lambda made: made.compound_file({"WordDocument": b"x"}),
        "Office document without a workbook",
    ),
    # archives and workbooks
    "a zip cut short": (
        lambda made: made.archive({"a.csv": NAMES})[:-9],
        "cut short or damaged",
    ),
    "zips in a zip": (_zip_in_zip, "a zip archive"),
    "a path that leads out": (
        lambda made: made.archive({"../../etc/passwd": "x"}),
        "leads out of it",
    ),
    "a sheet that leads out": (
        lambda made: made.repacked(made.xlsx(Ark1=ROWS), SHEET1, bytes, "../a.xml"),
        "leads out of it",
    ),
    "a workbook cut short": (
        lambda made: made.xlsx(Ark1=ROWS)[:2000],
        "cut short or damaged",
    ),
    "a zip bomb": (_sheet(lambda xml: xml + b" " * 30_000_000), "when unpacked"),
    "a zip bomb that lies": (
        lambda made: _stating(
            made.archive({"a.xml": b" " * 30_000_000, "xl/workbook.xml": ""}), 9
        ),
        "when unpacked",
    ),
    "a crowd of members": (
        lambda made: made.archive({f"xl/{n}.xml": "" for n in range(10_001)}),
        "more than 10000 files",
    ),
    "entities that grow": (_sheet(lambda _: LAUGHS), "document type or entities"),
    "an entity from outside": (
        lambda made: made.repacked(
            made.xlsx(Ark1=ROWS), "xl/workbook.xml", lambda _: OUTSIDE
        ),
        "document type or entities",
    ),
    "a cell at the end of the world": (
        _sheet(lambda xml: xml.replace(b'"B2"', b'"XFD1048576"')),
        "reaches over 1048576 rows",
    ),
    "a long text in every cell": (
        lambda made: made.xlsx(A=[["a", "b"], *([["x" * 30_000, 1]] * 9000)]),
        "repeats long texts",
    ),
    "a sheet cut short": (_sheet(lambda xml: xml[:-60]), "cut short or damaged"),
    "a text that is not there": (
        _sheet(lambda xml: xml.replace(b"<v>0</v>", b"<v>99</v>")),
        "cut short or damaged",
    ),
    "an error in a cell": (lambda made: _formula(made, "#REF!"), "line 2, column B"),
    "a formula never calculated": (lambda made: _formula(made, ""), "never calculated"),
    "two tables": (lambda made: made.xlsx(A=ROWS, B=ROWS), "--sheet: “A”, “B”"),
    "no table": (lambda made: made.xlsx(A=[["About"]]), "None of the visible sheets"),
    "a locked workbook": (
        lambda made: made.compound_file({"EncryptedPackage": b"x" * 5000}),
        "locked with a password",
    ),
    "a locked old workbook": (_locked_xls, "locked with a password"),
    "an old workbook that boasts": (_vast_xls, "reaches over 65536 rows"),
    "an old workbook cut short": (lambda made: made.xls(ROWS)[:-600], "cut short"),
    "OpenDocument repeated without end": (_far_ods, "reaches over 1000000 rows"),
    "Parquet cut short": (lambda made: _parquet(made)[:-20], "cut short or damaged"),
    "Parquet in name only": (b"PAR1" + b"\xff" * 99 + b"PAR1", "cut short or damaged"),
    "lists in Parquet": (lambda made: _parquet(made, a=[[1, 2]]), "holds List"),
    # cubes
    "PX without DATA": (_px(DATA=None), "DATA"),
    "PX with a cell too few": (_px(DATA="1"), "holds 1 cells"),
    "PX with a cell too many": (_px(DATA="1 2 3"), "holds 3 cells"),
    "PX cut short": (_px()[:60], "keyword TITLE never ends"),
    "PX with text among figures": (_px(DATA="1 =cmd|x"), "line 10: “=cmd"),
    "PX of a terabyte": (_vast_px(), "make 10000000000000 cells"),
    "JSON cut short": (_cube()[:-30], "breaks the JSON"),
    "JSON nested without end": (_cube(value="[" * 10**5), "nested too deeply"),
    "JSON with a key twice": (
        _cube().replace('"version"', '"class"'),
        "“class” stands twice",
    ),
    "JSON with NaN": (_cube(value="[NaN, 2]"), "NaN stands where"),
    "JSON with a vast number": (
        _cube(value=f"[{'9' * 200_000}, 2]"),
        "more than 100000",
    ),
    "JSON that is no JSON-stat": ('{"a": [1, 2]}', "JSON, but not JSON-stat"),
    "JSON-stat of another size": (_cube(size="[3]"), "sizes are 3"),
    "JSON-stat with a value too many": (_cube(value="[1, 2, 3]"), "holds 3 values"),
    "JSON-stat with a negative place": (
        _cube(index='{"1": -1, "2": 0}'),
        "order of the categories",
    ),
    "JSON-stat beyond its cube": (_cube(value='{"7": 1}'), "outside the table"),
    "JSON-stat of a terabyte": (
        _cube(size="[1000000000000]"),
        "sizes are 1000000000000",
    ),
    # paths
    "no such file": (lambda made: made.folder / ".." / "nowhere.csv", "no such file"),
    "no such odd file": (lambda made: made.folder / "-rf \x1b[2J\n", "no such file"),
    "NUL in the name": (lambda made: made.folder / "a\0.csv", "cannot be opened"),
    "a name without end": (lambda made: made.folder / ("x" * 999), "cannot be opened"),
    "a folder": (lambda made: made.folder, "a folder"),
    "a pipe": (_pipe, "a pipe"),
    "a device": (lambda _: Path("/dev/zero"), "a device"),
    "a link to itself": (_loop, "cannot be opened"),
}


def _place(content: Content, made: SimpleNamespace, name: str) -> Path:
    found = content(made) if callable(content) else content
    if isinstance(found, Path):
        return found
    path = made.folder / name
    path.write_bytes(found.encode() if isinstance(found, str) else found)
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_clearly(made, case):
    content, says = REFUSED[case]
    path = _place(content, made, "votes.csv")
    with pytest.raises(BadInput, match=says) as refused:
        read_table(path)
    assert refused.value.exit_code == 3
    assert (refused.value.where.file or "") != ""
    assert len(refused.value.remedy) > 10
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 1000


def test_there_are_enough_hostile_files():
    assert len(REFUSED) >= 45
