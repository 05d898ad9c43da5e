"""Statistics Norway's deliveries with codes and labels in pairs of columns."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.delivery import merge_pairs
from nabolag.sources.table import Table
from nabolag.values import Notice


def delivered(cells: dict[str, list[str | None]], *, first_line: int = 2) -> Table:
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return Table(
        cells=frame,
        lines=pl.Series(range(first_line, first_line + frame.height), dtype=pl.Int64),
        file="levering.csv",
        format="csv",
        sha256="",
        facts={"delimiter": ";"},
        notices=(Notice(code="before"),),
    )


def test_codes_and_labels_become_one_dimension_with_codes_beside() -> None:
    table = merge_pairs(
        delivered(
            {
                "aargang": ["2024", "2024"],
                "bydel2": ["030101", "030110"],
                "bydel2_fmt": ["Gamle Oslo", "Grorud"],
                "b_delbydel2017_01_FMT": ["Grønland", "Romsås"],
                "b_delbydel2017_01": ["0301010102", "0301101005"],
                "antall": ["12", ":"],
            }
        )
    )
    assert table.cells.to_dict(as_series=False) == {
        "aargang": ["2024", "2024"],
        "bydel2": ["Gamle Oslo", "Grorud"],
        "bydel2:code": ["030101", "030110"],
        "b_delbydel2017_01": ["Grønland", "Romsås"],
        "b_delbydel2017_01:code": ["0301010102", "0301101005"],
        "antall": ["12", ":"],
    }
    assert table.notices == (Notice(code="before"),)
    assert table.lines.to_list() == [2, 3]
    assert table.facts["delimiter"] == ";"


@pytest.mark.parametrize(
    "columns",
    [
        ["bydel", "antall"],
        ["bydel_fmt", "antall"],
        ["bydel", "bydel_fmt", "bydel:code"],
    ],
)
def test_a_table_without_pairs_is_left_as_it_is(columns: list[str]) -> None:
    table = delivered({column: ["a"] for column in columns})
    assert merge_pairs(table) is table


def test_two_places_of_one_name_keep_their_codes() -> None:
    table = merge_pairs(
        delivered({"b": ["11", "1105"], "b_fmt": ["Stovner", "Stovner"]})
    )
    assert table.cells.rows() == [("Stovner", "11"), ("Stovner", "1105")]


def test_a_code_with_two_labels_is_refused_with_both_lines() -> None:
    table = delivered(
        {
            "b": ["10", "11", "10", "11", "10"],
            "b_fmt": ["Grorud", "Stovner", "Grorud", "Vestli", "Grorud"],
        }
    )
    with pytest.raises(BadInput) as error:
        merge_pairs(table)
    assert error.value.found == (
        "Code 11 is called “Vestli” here and “Stovner” in line 3."
    )
    assert error.value.where.line == 5
    assert error.value.where.column == "b_fmt"


def test_a_missing_label_is_told_and_not_made_up() -> None:
    table = merge_pairs(
        delivered(
            {
                "b": ["10", "11", "11", None],
                "b_fmt": ["Grorud", None, "Stovner", None],
                "c": ["1", "2", "3", "4"],
                "c_fmt": ["a", "b", "c", "d"],
            }
        )
    )
    assert table.cells["b"].to_list() == ["Grorud", None, "Stovner", None]
    (_, notice) = table.notices
    assert notice.code == "label_missing"
    assert dict(notice.facts) == {"column": "b", "rows": 1, "code": "11"}
    assert (notice.where.line, notice.where.column) == (3, "b_fmt")
