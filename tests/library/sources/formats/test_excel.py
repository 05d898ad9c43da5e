from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.files.opening import Limits
from nabolag.sources.formats.excel import read_excel
from nabolag.sources.formats.grids import shown

ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101]]


def test_text_stays_text_and_numbers_lose_only_their_noise(file_of, xlsx):
    rows = [
        ["code", "value", "day"],
        ["0301", 71.1, date(2024, 1, 31)],
        ["a", 0.1 + 0.2],
    ]
    table = read_excel(file_of(xlsx(Ark1=rows), "votes.xlsx"))
    assert table.cells.rows() == [("0301", "71.1", "2024-01-31"), ("a", "0.3", None)]
    assert table.lines.to_list() == [2, 3]
    assert (table.format, table.file) == ("excel", "votes.xlsx")
    assert dict(table.facts) == {"sheet": "Ark1"}
    assert table.notices == ()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("0301", "0301"),
        (101.0, "101"),
        (71.09999999999999, "71.1"),
        (-0.5, "-0.5"),
        (1e15, "1000000000000000"),
        (2.5e-7, "0.00000025"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (date(2024, 1, 31), "2024-01-31"),
        (datetime(2024, 1, 31, 12), "2024-01-31T12:00:00"),  # noqa: DTZ001 -- as in a cell
        (time(8, 30), "08:30:00"),
        (timedelta(hours=2), "2:00:00"),
    ],
)
def test_cells_are_shown_as_a_spreadsheet_would_in_full(cell, text):
    assert shown(cell) == text


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_figure_of_up_to_15_digits_is_shown_exactly(figure):
    assert float(shown(float(figure))) == float(figure)
    assert len(shown(float(figure)).lstrip("-")) <= 15


def test_every_kind_of_workbook_reads_the_same(file_of, xlsx, xls, xlsb, ods):
    open_document = "".join(
        "<table:table-row>"
        + "".join(_cell(cell) for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    for data in (xlsx(Ark1=ROWS), xls(ROWS), xlsb(ROWS), ods(open_document)):
        table = read_excel(file_of(data))
        assert table.cells.columns == ["code", "value"]
        assert table.cells.rows() == [("0301", "71.1"), ("0302", "101")]


def _cell(cell: object) -> str:
    if isinstance(cell, str):
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def test_titles_notes_and_empty_rows_are_told_from_the_table(file_of, xlsx):
    rows = [
        ["Turnout by area"],
        ["Per cent"],
        [],
        ["", "code", "value"],
        [],
        ["", "0301", 46.2],
        [],
        ["", "0302", 50.1],
        [],
        ["Source: Statistics Norway"],
    ]
    table = read_excel(file_of(xlsx(Ark1=rows)))
    assert table.cells.columns == ["code", "value"]
    assert table.lines.to_list() == [6, 8]
    assert table.facts["title"] == "Turnout by area"
    assert table.notes == ("Per cent", "Source: Statistics Norway")


def test_the_only_visible_sheet_with_a_table_is_chosen(file_of, xlsx):
    def hidden(book, sheet):
        sheet.hide()
        sheet.write_row(0, 0, ["x", "y"])
        sheet.write_row(1, 0, [1, 2])

    data = xlsx(Front=[["About this file"]], Skjult=hidden, Table=ROWS)
    assert read_excel(file_of(data)).facts["sheet"] == "Table"
    assert read_excel(file_of(data), sheet="Skjult").cells.columns == ["x", "y"]


def test_of_several_sheets_with_tables_one_must_be_named(file_of, xlsx):
    data = xlsx(Men=ROWS, Women=[["code", "value"], ["0301", 50]])
    with pytest.raises(BadInput, match="Say which with --sheet: “Men”, “Women”"):
        read_excel(file_of(data))
    assert read_excel(file_of(data), sheet="Women").cells.rows() == [("0301", "50")]
    with pytest.raises(WrongUsage, match="Expected one of “Men”, “Women”"):
        read_excel(file_of(data), sheet="Children")


def test_a_workbook_without_a_table_is_refused(file_of, xlsx):
    with pytest.raises(BadInput, match="None of the visible sheets hold a table"):
        read_excel(file_of(xlsx(Front=[["About this file"]])))


def test_errors_in_the_sheet_are_refused_and_in_other_sheets_not(file_of, xlsx):
    def broken(book, sheet):
        sheet.write_row(0, 0, ["code", "value"])
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")

    data = xlsx(Ark1=ROWS, Broken=broken)
    assert read_excel(file_of(data), sheet="Ark1").cells.height == 2
    with pytest.raises(
        BadInput, match="line 2, column B: A cell of the sheet “Broken”"
    ):
        read_excel(file_of(data), sheet="Broken")


def _merged(book, sheet):
    sheet.merge_range(0, 0, 0, 4, "Turnout")
    sheet.merge_range(2, 0, 3, 0, "Area")
    sheet.merge_range(2, 1, 2, 2, "2023")
    sheet.merge_range(2, 3, 2, 4, "2024")
    sheet.write_row(3, 1, ["Men", "Women", "Men", "Women"])
    sheet.merge_range(4, 0, 5, 0, "Alna")
    sheet.write_row(4, 1, [1, 2, 3, 4])
    sheet.write_row(5, 1, [5, 6, 7, 8])
    sheet.merge_range(7, 0, 7, 4, "A note on how people were counted, over all columns")


def test_merged_headings_are_joined_and_merged_cells_filled(file_of, xlsx):
    table = read_excel(file_of(xlsx(Ark1=_merged)))
    headings = ["2023 Men", "2023 Women", "2024 Men", "2024 Women"]
    assert table.cells.columns == ["Area", *headings]
    assert table.cells.rows() == [
        ("Alna", "1", "2", "3", "4"),
        ("Alna", "5", "6", "7", "8"),
    ]
    assert table.facts["title"] == "Turnout"
    assert table.notes == ("A note on how people were counted, over all columns",)
    said = [(n.code, n.where.line, dict(n.facts)) for n in table.notices]
    assert said == [("merged_cells", 5, {"count": 1})]


def test_a_merged_heading_over_plain_rows_is_no_second_header(file_of, xlsx):
    def decorated(book, sheet):
        sheet.merge_range(0, 0, 0, 1, "Area")
        sheet.write(0, 2, "value")
        sheet.write_row(1, 0, ["0301", "Oslo", 5])

    with pytest.raises(BadInput, match="Columns 1 and 2 have the same name"):
        read_excel(file_of(xlsx(Ark1=decorated)))


def test_merged_areas_beyond_the_rows_there_are_do_no_harm(file_of, xlsx, repacked):
    def wide(xml: bytes) -> bytes:
        areas = b'<mergeCells><mergeCell ref="A3:A900000"/>'
        areas += b'<mergeCell ref="X90:Y99"/><mergeCell ref="B9:B10"/></mergeCells>'
        return xml.replace(b"</sheetData>", b"</sheetData>" + areas)

    data = repacked(xlsx(Ark1=ROWS), "xl/worksheets/sheet1.xml", wide)
    assert read_excel(file_of(data)).cells.rows() == [("0301", "71.1"), ("0302", "101")]


def test_merged_areas_that_cover_the_sheet_many_times_are_refused(
    file_of, xlsx, repacked
):
    def crowded(xml: bytes) -> bytes:
        areas = b'<mergeCell ref="A1:B3"/>' * 20
        return xml.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>"
        )

    data = repacked(xlsx(Ark1=ROWS), "xl/worksheets/sheet1.xml", crowded)
    with pytest.raises(BadInput, match="merged areas cover 120 cells"):
        read_excel(file_of(data), limits=Limits(cells=100))


@pytest.mark.parametrize("limits", [Limits(columns=1), Limits(rows=2)])
def test_a_sheet_beyond_the_limits_is_refused(file_of, xlsx, limits):
    with pytest.raises(BadInput, match="The sheet has 3 rows and 2 columns"):
        read_excel(file_of(xlsx(Ark1=ROWS)), limits=limits)


def test_what_the_open_sheet_would_not_show_is_told_of(file_of, xlsx):
    def hiding(book, sheet):
        sheet.write_row(0, 0, ["code", "value"])
        sheet.write_string(1, 0, "'=1+1")
        sheet.write(1, 1, 5)
        sheet.set_row(1, None, None, {"hidden": True})

    table = read_excel(file_of(xlsx(Ark1=hiding)))
    codes = [n.code for n in table.notices]
    assert codes == ["hidden_cells", "apostrophe_removed", "formula_text"]


def test_programs_in_a_workbook_are_never_run_but_told_of(file_of, xlsx, repacked):
    data = xlsx(Ark1=ROWS)
    with_programs = repacked(data, "docProps/app.xml", bytes, "xl/vbaProject.bin")
    table = read_excel(file_of(with_programs))
    assert [n.code for n in table.notices] == ["macros_ignored"]


def test_a_workbook_its_library_finds_damaged_is_refused(file_of, xlsx, repacked):
    data = repacked(
        xlsx(Ark1=ROWS),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v>0</v>", b"<v>99</v>"),
    )
    with pytest.raises(BadInput, match="cut short or damaged"):
        read_excel(file_of(data))
