"""The figures of PX files: signs, order, keys, and what does not add up."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File
from nabolag.sources.formats.px import read_px
from nabolag.sources.table import Table
from nabolag.values import Note

SMALL = 'CODEPAGE="utf-8";STUB="a";HEADING="b";VALUES("a")="x","y z";VALUES("b")={};'


def read(text: str) -> Table:
    return read_px(File(name="a.px", data=text.encode(), sha256=""))


def figures(data: str, *, values: str = '"1","2"', more: str = "") -> list[str]:
    return read(SMALL.format(values) + more + f"DATA={data}").cells["value"].to_list()


def refused(data: str, *, more: str = "") -> BadInput:
    with pytest.raises(BadInput) as error:
        figures(data, more=more)
    return error.value


@pytest.mark.parametrize(
    "data",
    ["1 2 3 4;", "1,2,3,4;", "1;2;3;4;", "1\t2\n3 4\n;\r\n", '1 2\n3 "4" ; '],
)
def test_all_the_ways_of_dividing_cells_are_read(data: str) -> None:
    assert figures(data) == ["1", "2", "3", "4"]


def test_numbers_are_kept_as_printed() -> None:
    assert figures("1.0 -2 .5 1e3;") == ["1.0", "-2", ".5", "1e3"]


def test_signs_are_printed_as_the_publisher_prints_them() -> None:
    more = 'DATASYMBOL1="i.a.";DATASYMBOL3=":";DATASYMBOLNIL=".";DATASYMBOLSUM="?";'
    table = read(
        SMALL.format('"1","2","3"') + more + 'DATA="." "..." "-" "......." .. 1;'
    )
    assert table.cells["value"].to_list() == ["i.a.", ":", "-", "?", "..", "1"]
    assert table.signs["i.a."] is Note.NOT_POSSIBLE
    assert table.signs[":"] is Note.CONFIDENTIAL
    assert table.signs["-"] is Note.ZERO
    assert table.signs["?"] is Note.MISSING
    assert table.signs[".."] is Note.MISSING


def test_dots_mean_what_the_format_says_without_symbols() -> None:
    table = read(SMALL.format('"1","2"') + "DATA=. .. ... ......;")
    found = [table.signs[cell] for cell in table.cells["value"]]
    assert found == [Note.NOT_POSSIBLE, Note.MISSING, Note.CONFIDENTIAL, Note.MISSING]


@pytest.mark.parametrize(
    ("more", "cells"),
    [
        ('DATASYMBOL1="0";', [".", ".."]),
        ('DATASYMBOL2="-";', [".", ".."]),
        ('DATASYMBOL1="x";DATASYMBOL2="x";', ["x", ".."]),
        ('DATASYMBOL1="..";', ["..", ".."]),
    ],
)
def test_a_sign_that_would_mislead_is_not_printed(more: str, cells: list[str]) -> None:
    found = figures("1 2 . ..;", more=more)
    assert found[2:] == cells


def test_a_printed_sign_may_stand_in_the_file_itself() -> None:
    more = 'DATASYMBOL2="x";'
    assert figures("1 2 x :;", more=more) == ["1", "2", "x", ":"]


def test_another_number_of_cells_is_refused_with_both_counts() -> None:
    error = refused("1 2 3;")
    assert error.found == "The file holds 3 cells."
    assert error.expected == "4 cells (2 a × 2 b)"


def test_a_decimal_comma_is_never_read_as_one_number() -> None:
    assert "holds 8 cells" in refused("1,5 2,5 3,5 4,5;").found


def test_figures_that_do_not_end_are_refused() -> None:
    assert "do not end with a semicolon" in refused("1 2 3 40").found


@pytest.mark.parametrize("cell", ["NaN", "inf", "abc", "1.2.3", "--", "=1+1", "0x10"])
def test_what_is_no_figure_is_refused_with_its_line(cell: str) -> None:
    error = refused(f"1 2\n3 {cell};")
    assert error.found == f"“{cell}” stands among the figures."
    assert error.where.line == 2


def test_keys_put_rows_in_place_and_missing_rows_are_zero() -> None:
    more = 'CODES("a")="01","02";KEYS("a")=CODES;'
    assert figures('"02",3 "..";', more=more) == ["0", "0", "3", ".."]
    more = 'KEYS("a")=VALUES;'
    assert figures('"y z",3 4\n"x" 1 "-";', more=more) == ["1", "-", "3", "4"]


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        ('"x",1 2 "q",3 4;', 'KEYS("a")=VALUES;', "for q is not among"),
        ('"x",1 2 "x",3 4;', 'KEYS("a")=VALUES;', "for x stands twice"),
        ('"x",1;', 'KEYS("a")=VALUES;', "holds 0 cells"),
        ('"x",1 2;', 'KEYS("a")=CODES;', "The keyword CODES(“a”) is missing"),
        ('"x",1 2;', 'KEYS("b")=VALUES;', "The keyword KEYS(“a”) is missing"),
    ],
)
def test_keys_that_do_not_fit_are_refused(data: str, more: str, said: str) -> None:
    assert said in refused(data, more=more).found


def test_keys_that_could_mean_two_values_are_refused() -> None:
    text = (
        'CODEPAGE="utf-8";STUB="a";VALUES("a")="x","x";CODES("a")="1","2";'
        'KEYS("a")=VALUES;DATA="x",1;'
    )
    with pytest.raises(BadInput, match="for x could belong to two values"):
        read(text)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_table_with_keys_is_the_table_without(data: st.DataObject) -> None:
    sizes = data.draw(st.tuples(*[st.integers(1, 3)] * 3))
    labels = [
        [f"{name} {n}" for n in range(size)]
        for name, size in zip("abc", sizes, strict=True)
    ]
    rows = list(product(labels[0], labels[1]))
    figure = st.sampled_from(["0", "1", "2.5", "..", "-"])
    width = st.lists(figure, min_size=sizes[2], max_size=sizes[2])
    filled = {row: data.draw(width) for row in rows}
    head = 'CODEPAGE="utf-8";STUB="a","b";HEADING="c";' + "".join(
        f'VALUES("{name}")={",".join(f"{chr(34)}{v}{chr(34)}" for v in values)};'
        for name, values in zip("abc", labels, strict=True)
    )
    dense = " ".join(" ".join(cells) for cells in filled.values())
    order = data.draw(st.permutations(rows))
    keyed = "\n".join(
        ",".join(f'"{key}"' for key in row) + "," + " ".join(filled[row])
        for row in order
        if set(filled[row]) != {"0"}
    )
    keys = 'KEYS("a")=VALUES;KEYS("b")=VALUES;'
    whole = read(head + f"DATA={dense};").cells
    assert read(head + keys + f"DATA={keyed};").cells.equals(whole)
