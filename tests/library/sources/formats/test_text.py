from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File, Limits, open_file
from nabolag.sources.formats.text import read_text

PXWEB = """"07459: Population, by region and year"

"region";"Persons 2023";"Persons 2024"
"0301 Oslo";709037;717710
"4601 Bergen";291940;293709

Source: Statistics Norway
"""


def test_a_table_is_read_as_text_with_the_line_of_each_row(file_of):
    table = read_text(file_of("area;value\n0102;46,2\n\n0103; 50,1 \n"))
    assert table.cells.to_dict(as_series=False) == {
        "area": ["0102", "0103"],
        "value": ["46,2", "50,1"],
    }
    assert table.lines.to_list() == [2, 4]
    assert table.lines.dtype == pl.Int64
    assert (table.format, table.file) == ("csv", "votes.csv")
    assert dict(table.facts) == {"encoding": "utf-8", "delimiter": ";"}
    assert table.notices == ()


def test_title_and_footnotes_of_a_pxweb_export_are_kept_apart(file_of):
    table = read_text(file_of(PXWEB))
    assert table.cells.columns == ["region", "Persons 2023", "Persons 2024"]
    assert table.lines.to_list() == [4, 5]
    assert table.facts["title"] == "07459: Population, by region and year"
    assert table.notes == ("Source: Statistics Norway",)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_usual_delimiter_is_found(file_of, delimiter):
    text = "\n".join(delimiter.join(row) for row in (["a", "b"], ["x y", "1.5"]))
    table = read_text(file_of(text))
    assert table.facts["delimiter"] == delimiter
    assert table.cells.row(0) == ("x y", "1.5")


def test_decimal_commas_do_not_pass_for_delimiters(file_of):
    table = read_text(file_of("area;share;mean\n1;0,5;1,5\n2;0,6;2,5\n"))
    assert table.cells.columns == ["area", "share", "mean"]


def test_a_first_line_may_tell_the_delimiter(file_of):
    table = read_text(file_of("sep=:\na:b\n1;2:3;4\n"))
    assert table.cells.row(0) == ("1;2", "3;4")
    assert table.lines.to_list() == [3]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_as_one(file_of, ending):
    table = read_text(file_of(ending.join(["a;b", "1;2", "3;4"])))
    assert table.lines.to_list() == [2, 3]
    assert table.cells.rows() == [("1", "2"), ("3", "4")]


def test_lines_are_true_after_cells_with_line_breaks(file_of):
    text = 'a;b\n"x\r\ny";1\nz;2\n"";"3 ""four"""\n'
    table = read_text(file_of(text))
    assert table.cells.rows() == [("x\ny", "1"), ("z", "2"), (None, '3 "four"')]
    assert table.lines.to_list() == [2, 4, 5]


def test_a_header_may_hold_line_breaks_and_miss_names(file_of):
    table = read_text(file_of('"number\nof people";;c\n1;2;3\n'))
    assert table.cells.columns == ["number of people", "column 2", "c"]
    assert table.lines.to_list() == [3]


def test_rows_and_nameless_columns_of_nothing_are_left_out(file_of):
    table = read_text(file_of("a;b;\n1;2;\n;;\n\t ; ; \n3;4;\n"))
    assert table.cells.rows() == [("1", "2"), ("3", "4")]
    assert table.lines.to_list() == [2, 5]


def test_old_danish_norwegian_letters_come_through(file_of):
    table = read_text(file_of("område;tall\nGrünerløkka;1\n".encode("cp1252")))
    assert table.cells.columns[0] == "område"
    assert table.facts["encoding"] == "windows-1252"


def test_what_is_odd_in_cells_is_told_with_line_and_column(file_of):
    table = read_text(file_of("name;n\nOslo;1\nGrÃ¸nland;2\n'=1+1;3\n"))
    assert [(n.code, n.where.line, n.where.column) for n in table.notices] == [
        ("apostrophe_removed", 4, "name"),
        ("mojibake", 3, "name"),
        ("formula_text", 4, "name"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a;b\n1;2\n1;2;3\n", 3, "The row has 3 cells, the header on line 1 has 2"),
        ('a;b;c\n"x\ny";1;2\n1;2\n', 4, "has 2 cells, the header on line 1 has 3"),
        ('a;b\n1;"2\n3;4\n', 2, "not closed, or stands inside a cell"),
        ('a;b\n"1;2\n"3";4\n', 2, "not closed, or stands inside a cell"),
        ('a;b\n1;2\n5" pipe;4\n', 3, "not closed, or stands inside a cell"),
        ('a;b\n"1"x;4\n', 2, "not closed, or stands inside a cell"),
        ("a;b;a\n1;2;3\n", 1, "Columns 1 and 3 have the same name"),
        ("2004;2005\n1;2\n", 1, "holds only numbers"),
        ("a;b\n", 1, "no figures below"),
    ],
)
def test_a_broken_table_is_refused_at_its_line(file_of, text, line, says):
    with pytest.raises(BadInput, match=says) as refused:
        read_text(file_of(text))
    assert refused.value.where.line == line


@pytest.mark.parametrize(
    ("text", "limits", "says"),
    [
        ("a;b;c\n1;2;3\n", Limits(columns=2), "The row has more than 2 cells"),
        ("a;b\n1;2\n3;4\n", Limits(rows=1), "The table has 2 rows and 2 columns"),
        ("a;b\n1;2\n3;4\n", Limits(cells=3), "The table has 2 rows and 2 columns"),
        ("a;b\n1;xxxxxxxxxxx\n", Limits(columns=3, cell=10), "more than 10 characters"),
        ('a;b\n1;"' + "x;" * 100_000 + '"\n', Limits(), "more than 100000 characters"),
    ],
)
def test_a_table_beyond_the_limits_is_refused(file_of, text, limits, says):
    with pytest.raises(BadInput, match=says):
        read_text(file_of(text), limits=limits)


def test_a_long_row_of_short_cells_is_fine(file_of):
    names = ";".join(f"c{i}" for i in range(50))
    table = read_text(
        file_of(f"{names}\n{';'.join('12345' for _ in range(50))}\n"),
        limits=Limits(columns=60, cell=20),
    )
    assert table.cells.width == 50


_WORDS = st.text(alphabet='abcæøå ;,"\n\t|.15', max_size=6)
_TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(_WORDS, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@settings(max_examples=150, deadline=None)
@given(_TABLES, st.sampled_from(";,\t|"), st.sampled_from(["\n", "\r\n"]))
def test_whatever_pythons_own_writer_writes_is_read(rows, delimiter, ending):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending)
    writer.writerow([f"name{i}" for i in range(len(rows[0]))])
    writer.writerows([["x", *row[1:-1], "y"] for row in rows])
    text = f"sep={delimiter}{ending}{out.getvalue()}"
    table = read_text(File(name="x.csv", data=text.encode(), sha256=""))
    assert len(table.lines) == len(rows)
    for row, read in zip(rows, table.cells.rows(), strict=True):
        assert read == ("x", *(cell.strip() or None for cell in row[1:-1]), "y")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    refused = None
    try:
        table = read_text(File(name="x.csv", data=b"a;b\n" + data, sha256=""))
    except BadInput as error:
        refused = error
    assert (refused and refused.where.file) == "x.csv" or len(table.lines) > 0


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("path", "shape", "encoding"),
    [
        ("oslo/statbank/SYS002.csv", (2070, 7), "utf-8"),
        ("oslo/statbank/VAL001.csv", (2478, 7), "windows-1252"),
        ("oslo/statbank/KOM011.csv", (76, 7), "windows-1252"),
        (
            "oslo/panel/Husholdninger_med_barn_delbydel_2008_2018.csv",
            (33936, 7),
            "utf-8",
        ),
        ("oslo/panel/boligpriser_blokkleilighet.csv", (2121, 5), "utf-8"),
    ],
)
def test_oslos_published_tables_are_read_whole(shared_data, path, shape, encoding):
    table = read_text(open_file(shared_data / path))
    assert table.cells.shape == shape
    assert table.facts["encoding"] == encoding
    assert table.lines.to_list() == list(range(2, shape[0] + 2))
    assert table.notices == ()
