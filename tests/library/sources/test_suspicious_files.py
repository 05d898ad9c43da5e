"""Files that look wrong but do no harm, each made here and given to the one door.

``READ``: read, told of with a notice, and made safe when written out again.
``NO_FIGURES``: text that is read as it is, and refused where figures are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from nabolag.errors import BadInput
from nabolag.sources.files.export import write_csv
from nabolag.sources.files.numbers import read_numbers
from nabolag.sources.formats.readers import read_table

Content = str | bytes | Callable[[SimpleNamespace], bytes]
ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101]]
PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
MATRIX="X";
TITLE="Votes";
DECIMALS=0;
STUB="area";
HEADING="year";
VALUES("area")="Al\x1bna","Bjerke";
VALUES("year")="2023";
DATA=1 2;
"""

READ: Mapping[str, tuple[Content, set[str]]] = {
    "a formula": ("a;b\n=cmd|' /C calc'!A0;1\n", {"formula_text"}),
    "a formula in a header": ("=1+1;b\nx;1\n", {"formula_text"}),
    "a formula behind an apostrophe": (
        "a;b\n'@SUM(A1);1\n",
        {"apostrophe_removed", "formula_text"},
    ),
    "a formula as text in a workbook": (
        lambda made: made.xlsx(Ark1=[["a", "b"], ["=HYPERLINK(A1)", 1]]),
        {"formula_text"},
    ),
    "writing turned around": ("a;b\nGr\u202edalnø;1\n", {"hidden_characters"}),
    "codes for a terminal": ("a;b\n\x1b[2JAlna;1\n", {"hidden_characters"}),
    "letters without width": ("a;b\nAl\u200bna;1\n", {"hidden_characters"}),
    "hidden codes in PX": (PX, {"hidden_characters"}),
    "UTF-8 taken for Windows-1252": ("a;b\nGrÃ¸nland;1\n", {"mojibake"}),
    "letters already lost": ("a;b\nGr\ufffdnland;1\n", {"mojibake"}),
    "Macintosh letters": ("a;b\nGrønland;1\n".encode("mac_roman"), {"mojibake"}),
    "a workbook with programs": (
        lambda made: made.repacked(
            made.xlsx(Ark1=ROWS), "docProps/app.xml", bytes, "xl/vbaProject.bin"
        ),
        {"macros_ignored"},
    ),
    "a bomb that nothing opens": (
        lambda made: made.repacked(
            made.xlsx(Ark1=ROWS),
            "docProps/app.xml",
            lambda _: made.archive({"zeros": bytes(30_000_000)}),
            "xl/embeddings/bomb.zip",
        ),
        set(),
    ),
}

NO_FIGURES = ["1e999", "NaN", "-inf", "=cmd|x", "1.2.3", "٣", "1 23", "0x10", "1_000"]


def _place(content: Content, made: SimpleNamespace, name: str = "votes.csv") -> Path:
    found = content(made) if callable(content) else content
    path = Path(made.folder, name)
    path.write_bytes(found.encode() if isinstance(found, str) else found)
    return path


@pytest.mark.parametrize("case", READ)
def test_what_only_looks_wrong_is_read_told_of_and_made_safe(made, case):
    content, codes = READ[case]
    table = read_table(_place(content, made))
    assert {notice.code for notice in table.notices} == codes
    assert all(str(n.facts.get("found", "")).isprintable() for n in table.notices)
    write_csv(table.cells, made.folder / "out.csv")
    written = pl.read_csv(made.folder / "out.csv", infer_schema=False, has_header=False)
    cells = [cell for column in written for cell in column if cell]
    assert all(cell.isprintable() for cell in cells)
    assert not any(cell.startswith(("=", "@", "+", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("text", NO_FIGURES)
def test_text_that_is_no_figure_is_refused_when_figures_are_asked_for(made, text):
    path = _place(f"area;value\n0301;5\n0302;{text}\n", made)
    with pytest.raises(BadInput, match=r"votes\.csv, line 3, column value"):
        _figures(path)


def test_a_decimal_comma_below_a_decimal_point_is_refused_with_both_lines(made):
    path = _place("area;value\n0301;46.2\n0302;50,1\n", made)
    with pytest.raises(BadInput, match=r"line 3, .*“50,1” and “46.2” \(line 2\)"):
        _figures(path)


@pytest.mark.parametrize(
    "name", ["-rf.csv", "$(reboot).csv", "a b';--.csv", "\u202e.csv"]
)
def test_an_odd_name_does_an_honest_file_no_harm(made, name):
    table = read_table(_place("area;value\n0301;5\n", made, name))
    assert table.cells.rows() == [("0301", "5")]
    assert table.file.isprintable()


def _figures(path: Path) -> None:
    table = read_table(path)
    read_numbers(
        table.cells["value"],
        lines=table.lines,
        file=table.file,
        column="value",
        signs=table.signs,
    )
