"""Cells copied out of a spreadsheet and pasted as text."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.sources.files.opening import Limits
from nabolag.sources.formats.pasted import read_pasted


def pasted(text, **more):
    return read_pasted(text, name="pasted", **more)


def test_cells_are_parted_by_tabs_whatever_other_signs_they_hold():
    table = pasted("Område\tAndel; av alle\nIla, øst\t12,3 %\nNord; vest\t9,1 %\n")
    assert table.cells.columns == ["Område", "Andel; av alle"]
    assert table.cells.rows() == [("Ila, øst", "12,3 %"), ("Nord; vest", "9,1 %")]
    assert table.lines.to_list() == [2, 3]
    assert (table.file, table.format) == ("pasted", "pasted")


def test_text_without_tabs_is_parted_by_its_own_delimiter():
    assert pasted("Område;2023\nIla;12,3\n").cells.rows() == [("Ila", "12,3")]


def test_titles_above_and_notes_below_are_kept_apart():
    table = pasted(
        "Levekår\t\nTrangbodde 2023\t\n\t\nOmråde\tAndel\nIla\t12\n\t\nKilde: SSB\t\n"
    )
    assert table.facts["title"] == "Trangbodde 2023"
    assert table.notes == ("Levekår", "Kilde: SSB")
    assert table.cells.rows() == [("Ila", "12")]
    assert table.lines.to_list() == [5]


def test_empty_columns_at_the_end_and_ragged_rows_do_not_matter():
    table = pasted("Område\t2021\t2022\t\t\nIla\t1\nNord\t2\t3\t\t\t\t\n")
    assert table.cells.rows() == [("Ila", "1", None), ("Nord", "2", "3")]


def test_spaces_of_all_kinds_become_one():
    table = pasted("Område\t2021\n  Gamle \u00a0byen\t1\u00a0200\nNy\u202fby\t3\n")
    assert table.cells.rows() == [("Gamle byen", "1 200"), ("Ny by", "3")]


def test_a_line_break_within_a_cell_is_no_new_row():
    table = pasted('Område\t2021\n"Ila\nøst"\t1\nNord\t2\n')
    assert table.cells.rows() == [("Ila øst", "1"), ("Nord", "2")]
    assert table.lines.to_list() == [2, 4]


def test_a_heading_merged_over_columns_is_said_of_each_of_them():
    table = pasted(
        "Område\t2021\t\t2022\t\n\tAntall\tAv\tAntall\tAv\nIla\t1\t2\t3\t4\n"
    )
    assert table.cells.columns == [
        "Område",
        *("2021 Antall", "2021 Av", "2022 Antall", "2022 Av"),
    ]
    assert table.cells.rows() == [("Ila", "1", "2", "3", "4")]


def test_the_areas_may_be_named_in_the_second_row_of_the_heading():
    table = pasted("\tAndel\t\tAntall\nOmråde\t2021\t2022\t2022\nIla\t1\t2\t3\n")
    assert table.cells.columns == [
        *("Område", "Andel 2021", "Andel 2022", "Antall 2022"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Område\t2021\t\nIla\t1\t2\n",  # a heading is lacking: two rows are not there
        "Område\t2021\t\nIla\t:\t..\nNord\t1\t2\n",  # signs are figures
    ],
)
def test_a_row_of_figures_is_never_taken_for_a_heading(text):
    table = pasted(text)
    assert table.cells.columns[:2] == ["Område", "2021"]
    assert table.cells["Område"][0] == "Ila"


def test_years_need_no_heading_above_the_areas():
    assert pasted("\t2021\t2022\nIla\t1\t2\n").cells.columns == [
        *("column 1", "2021", "2022")
    ]
    alone = pasted("\t2021\nIla\t1\nNord\t2\n")
    assert alone.cells.columns == ["area", "2021"]
    assert alone.cells.height == 2


def test_a_title_over_the_second_column_stays_a_title():
    table = pasted("\tTrangbodde\nOmråde\t2021\nIla\t1\n")
    assert table.facts["title"] == "Trangbodde"
    assert table.cells.columns == ["Område", "2021"]


def test_what_is_pasted_twice_has_the_same_fingerprint():
    text = "Område\t2021\nIla\t1\n"
    assert pasted(text).sha256 == pasted(text).sha256 != pasted(text + "\n").sha256


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \t\n", "Nothing was pasted"),
        ("hei\nder", "No table was found"),
        ("Område\t2021\t2021\nIla\t1\t2", "line 1, column 2021: Columns 2 and 3"),
        ("2021\t2022\n1\t2\n3\t4", "holds only numbers"),
        ("Område\t2021\n", "no figures below"),
        ('Område\t2021\n"Ila\t1\n', "line 2"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(text, message):
    with pytest.raises(BadInput) as refused:
        pasted(text)
    assert message in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize("limits", [Limits(rows=2), Limits(cells=2)])
def test_more_than_we_take_in_is_refused_before_it_is_read(limits):
    with pytest.raises(BadInput, match="What was pasted has 3 lines and 3 cells"):
        pasted("Område\t2021\nIla\t1\nNord\t2\n", limits=limits)
