"""The format for moves: read in English and Norwegian, and refused where it cannot be."""

from __future__ import annotations

import hashlib

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from nabolag.areas.geography import Area, Division
from nabolag.areas.moving.moves import MOVES, Status
from nabolag.errors import BadInput
from nabolag.sources.describing.moves import moves_of, read_moves
from nabolag.sources.describing.moves_columns import COLUMNS, STATUSES
from nabolag.sources.table import Table

HEADING = (
    "area,name,first,last,group,status,indicator,people,numerator_before,numerator"
)
WHOLE = f"""{HEADING}
1,Dalen,2014,2025,,stayed,poor,1200,200,180
1,Dalen,2014,2025,,moved_in,poor,800,,90
1,Dalen,2014,2025,,moved_out,poor,700,140,
1,Dalen,2014,2025,,entered,poor,120,,20
1,Dalen,2014,2025,,left,poor,100,30,
1,Dalen,2024,2025,0–15,moved_in,,75,,
1,Dalen,2024,2025,0–15,population,,410.5,,
"""
NORWEGIAN = """område;navn;fra;til;aldersgruppe;status;indikator;personer;teller før;teller
1;Dalen;2014;2025;;Ble boende;poor;1 200;200;180
1;Dalen;2014;2025;;Flyttet inn;poor;800;;90
1;Dalen;2014;2025;;flyttet ut;poor;700;140;
1;Dalen;2014;2025;;født eller vokst inn;poor;120;;20
1;Dalen;2014;2025;;død eller vokst ut;poor;100;30;
1;Dalen;2024;2025;0–15;flyttet inn;;75;;
1;Dalen;2024;2025;0–15;befolkning;;410,5;;
"""


@pytest.fixture
def read(tmp_path):
    def read(content, name="moves.csv", **more):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_moves(path, **more)

    return read


@pytest.fixture
def refusal(read):
    def refusal(*rows, heading=HEADING):
        with pytest.raises(BadInput) as caught:
            read("\n".join([heading, *rows]) + "\n")
        return caught.value

    return refusal


def row(**cells):
    usual = {"area": "1", "first": "2014", "last": "2025", "status": "stayed"}
    usual |= {"indicator": "poor", "people": "100", "numerator_before": "20"}
    usual |= {"numerator": "10"}
    return ",".join((usual | cells).get(name, "") for name in HEADING.split(","))


def codes(found):
    return [notice.code for notice in found.notices]


def test_every_row_is_read_with_its_numbers_and_its_line(read):
    found = read(WHOLE).table
    assert dict(found.schema) == {name: kind() for name, kind in MOVES.items()}
    assert found["line"].to_list() == [2, 3, 4, 5, 6, 7, 8]
    assert found.select("area", "level", "status", "people").row(0) == (
        *("1", "area", "stayed", 1200.0),
    )
    counts = found.select("numerator_before", "numerator").rows()
    assert counts[:3] == [(200, 180), (None, 90), (140, None)]
    assert found["group"].to_list() == [None] * 5 + ["0–15"] * 2
    assert found["people"][6] == 410.5


def test_norwegian_headings_statuses_and_numbers_say_the_same(read):
    one, other = read(WHOLE).table, read(NORWEGIAN).table
    assert_frame_equal(one.drop("source"), other.drop("source"))


def test_a_workbook_says_the_same(read, xlsx):
    rows = [line.split(",") for line in WHOLE.strip().splitlines()]
    cells = [
        [
            float(c) if c.replace(".", "").isdigit() and n > 6 else c or None
            for n, c in enumerate(r)
        ]
        for r in rows
    ]
    found = read(xlsx(Ark1=cells), name="moves.xlsx").table
    assert_frame_equal(found.drop("source"), read(WHOLE).table.drop("source"))


def test_the_source_is_the_file_with_its_fingerprint(read):
    found = read(WHOLE)
    (source,) = found.sources
    sha256 = hashlib.sha256(WHOLE.encode()).hexdigest()
    assert source.sha256 == sha256
    assert source.file.endswith("moves.csv")
    assert set(found.table["source"]) == {source.id}


def test_the_source_is_the_one_the_rows_name(read):
    text = HEADING + ",source,publisher\n" + row() + ",ssb-1,Statistisk sentralbyrå\n"
    (source,) = read(text).sources
    assert (source.id, source.publisher) == ("ssb-1", "Statistisk sentralbyrå")


@pytest.mark.parametrize(
    ("sign", "note", "people"),
    [
        (":", "confidential", None),
        ("..", "missing", None),
        (".", "not_possible", None),
        ("-", "zero", 0.0),
        ("7*", "provisional", 7.0),
    ],
)
def test_signs_are_read_as_what_they_are(read, sign, note, people):
    heading = "area,first,last,status,people"
    found = read(f"{heading}\n1,2024,2025,moved_in,{sign}\n1,2024,2025,moved_out,9\n")
    assert found.table.select("note", "people").row(0) == (note, people)


def test_a_sign_in_the_note_keeps_a_nought_from_being_one(read):
    heading = "area,first,last,status,people,note"
    rows = ["1,2024,2025,moved_in,0,:", "1,2024,2025,moved_out,0,-"]
    found = read("\n".join([heading, *rows, "1,2023,2024,moved_in,9,:"]) + "\n").table
    assert found["people"].to_list() == [None, 0, 9]
    assert found["note"].to_list() == ["confidential", "zero", "confidential"]


def test_why_a_figure_is_missing_goes_before_that_another_is_nought(read):
    found = read("\n".join([HEADING, row(numerator_before="-", numerator=":")]) + "\n")
    assert found.table.select("numerator_before", "numerator", "note").row(0) == (
        *(0.0, None, "confidential"),
    )


def test_of_nobody_nobody_need_be_counted(read):
    empty = row(status="entered", people="0", numerator="", numerator_before="")
    found = read("\n".join([HEADING, empty]) + "\n").table
    assert found.select("people", "numerator").row(0) == (0, None)


def test_a_figure_that_a_status_cannot_have_is_left_out_and_told(read):
    found = read("\n".join([HEADING, row(status="moved_out"), row()]) + "\n")
    assert found.table["numerator"].to_list() == [None, 10]
    (notice,) = found.notices
    assert (notice.code, notice.where.line) == ("moves_figure_not_used", 2)
    assert dict(notice.facts) == {"status": "moved_out", "rows": 1}


def test_counts_of_moves_alone_have_no_figures(read):
    found = read("\n".join([HEADING, row(indicator="")]) + "\n")
    assert found.table.select("numerator_before", "numerator").row(0) == (None, None)
    assert codes(found) == ["moves_figure_not_used"]


def test_other_columns_and_unknown_notes_are_told_of(read):
    found = read(f"{HEADING},note,kommentar\n{row()},hm,\n")
    assert codes(found) == ["columns_not_used", "note_not_known"]
    assert found.notices[0].facts["columns"] == "kommentar"
    assert dict(found.notices[1].facts) == {"example": "hm", "rows": 1}
    assert found.table["note"].to_list() == [None]


def test_counts_that_are_not_whole_are_told_of_but_a_mean_need_not_be(read):
    rows = [row(indicator="", people="10.5", numerator="", numerator_before="")]
    rows.append(rows[0].replace("stayed", "population"))
    (notice,) = read("\n".join([HEADING, *rows]) + "\n").notices
    assert (notice.code, notice.facts["count"]) == ("counts_not_whole", 1)


def test_areas_are_looked_up_in_a_division(read):
    division = Division(
        id="storvik",
        names={"nb": "Storvik"},
        levels=("city", "delbydel"),
        areas=(
            Area(code="0", name="Storvik", level="city"),
            Area(code="11", name="Dalen", level="delbydel", codes={"px": "1"}),
        ),
    )
    found = read(
        "\n".join([HEADING, row(area="dalen"), row(area="i alt")]) + "\n",
        division=division,
    )
    assert found.table.select("area", "name", "level").rows() == [
        ("11", "Dalen", "delbydel"),
        ("0", "Storvik", "city"),
    ]


def test_levels_may_be_said_in_norwegian(read):
    found = read(f"{HEADING},nivå\n{row(area='0')},by\n{row(area='2')},bydel\n")
    assert found.table["level"].to_list() == ["city", "district"]


@pytest.mark.parametrize("missing", ["first", "last", "status", "people"])
def test_a_column_that_must_be_there_is_asked_for(refusal, missing):
    heading = HEADING.replace(missing, "x")
    said = refusal(row(), heading=heading)
    assert f"“{missing}”" in said.found
    assert "docs/moves.md" in said.remedy


def test_a_file_without_areas_is_refused(refusal):
    said = refusal(row(), heading=HEADING.replace("area,name", "x,y"))
    assert "“area”" in said.found


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        pytest.param({"first": ""}, "first", "is empty", id="no start"),
        pytest.param({"last": ""}, "last", "is empty", id="no end"),
        pytest.param({"status": ""}, "status", "is empty", id="no status"),
        pytest.param({"first": "spring"}, "first", "no year", id="no year"),
        pytest.param({"first": "2025"}, "last", "2025 to 2025", id="no time"),
        pytest.param({"first": "2026"}, "last", "2026 to 2025", id="backwards"),
        pytest.param({"status": "gone"}, "status", "“gone”", id="unknown status"),
        pytest.param({"people": "many"}, "people", "many", id="no number"),
        pytest.param({"people": "-5"}, "people", "negative", id="negative people"),
        pytest.param({"numerator": "-5"}, "numerator", "negative", id="negative part"),
        pytest.param({"numerator": "101"}, "numerator", "larger", id="too many after"),
        pytest.param(
            {"numerator_before": "101"}, "numerator_before", "larger", id="before"
        ),
        pytest.param({"people": ""}, "people", "not given", id="no people"),
        pytest.param(
            {"numerator_before": ""},
            "numerator_before",
            "status stayed has no numerator_before",
            id="stayed, not counted before",
        ),
        pytest.param(
            {"status": "moved_in", "numerator": ""},
            "numerator",
            "moved_in has no numerator",
            id="came, not counted after",
        ),
        pytest.param(
            {"status": "population"}, "indicator", "population", id="of an indicator"
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(refusal, cells, column, words):
    others = {"numerator": "1", "numerator_before": "1"} if "people" in cells else {}
    said = refusal(row(first="2013"), row(**others, **cells))
    assert said.where.file.endswith("moves.csv")
    assert said.where.line == 3
    assert said.where.column == column
    assert words in said.found


def test_two_rows_about_the_same_are_refused_with_both_lines(refusal):
    said = refusal(row(), row(status="moved_in"), row(people="200"))
    assert said.where.line == 4
    assert "line 2" in said.found


def test_rows_that_differ_in_group_or_indicator_are_not_the_same(read):
    rows = [row(), row(group="0–15"), row(indicator="alone")]
    assert read("\n".join([HEADING, *rows]) + "\n").table.height == 3


def test_a_row_without_an_area_is_refused(refusal):
    assert refusal(row(), row(area="")).where.line == 3


def test_headings_without_rows_are_refused():
    names = HEADING.split(",")
    empty = Table(
        cells=pl.DataFrame(schema=dict.fromkeys(names, pl.String)),
        lines=pl.Series([], dtype=pl.Int64),
        file="moves.parquet",
        format="parquet",
        sha256="0" * 64,
    )
    with pytest.raises(BadInput, match="no rows"):
        moves_of(empty)


def test_every_status_is_known_by_its_own_word_and_a_norwegian_one():
    for status in Status:
        words = [word for word, known in STATUSES.items() if known is status]
        assert status.replace("_", "") in words
        assert len(words) > 1


def test_no_word_is_a_heading_of_two_columns():
    words = [word for names in COLUMNS.values() for word in names]
    assert len(set(words)) == len(words)


def test_the_example_in_the_docs_is_read_without_a_word(read, pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "moves.md").read_text("utf-8")
    example = page.split("```")[1].split("\n", 1)[1]
    found = read(example)
    assert codes(found) == []
    assert set(found.table["status"]) == {str(status) for status in Status}
    assert found.table.filter(pl.col("indicator").is_null()).height > 0
