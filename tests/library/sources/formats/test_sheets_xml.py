"""What is found in sheets stored as XML: xlsx and OpenDocument."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.sheets import ERROR, NEVER_CALCULATED, Fault, Sheet
from nabolag.sources.formats.workbooks import survey

ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101.0]]
SHEET1 = "xl/worksheets/sheet1.xml"


def _text(word: str) -> str:
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{word}</text:p></table:table-cell>"
    )


def _row(*cells: str, times: int | str = 1, more: str = "") -> str:
    inside = "".join(cells)
    return (
        f'<table:table-row table:number-rows-repeated="{times}"{more}>'
        f"{inside}</table:table-row>"
    )


def _figure(number: float, times: int | str = 1) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{number}" '
        f'table:number-columns-repeated="{times}"/>'
    )


HEADER = _row(_text("code"), _text("value"))
ERROR_IN_B4 = Fault(kind=ERROR, row=4, column="B")
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    "place",
    [
        b'r="XFD1048576"',
        b"\n r = 'XFD1048576'",
        b'r="B99999999999999999999"',
        b'r="' + b"A" * 1000 + b'2"',
        b'x=">" r="B4294967295"',
    ],
)
def test_a_stray_cell_far_out_in_xlsx_is_refused(file_of, xlsx, repacked, place):
    data = repacked(xlsx(Ark1=ROWS), SHEET1, lambda xml: xml.replace(b'r="B2"', place))
    with pytest.raises(BadInput, match="“Ark1” reaches over"):
        survey(file_of(data))


def test_cells_without_places_are_counted_in_their_rows(file_of, xlsx, repacked):
    def bare(xml: bytes) -> bytes:
        for place in (b"A1", b"B1", b"A2", b"B2", b"A3", b"B3"):
            xml = xml.replace(b' r="' + place + b'"', b"")
        return xml

    sheet = survey(file_of(repacked(xlsx(Ark1=ROWS), SHEET1, bare)))["Ark1"]
    assert (sheet.height, sheet.width) == (4, 2)


def test_an_empty_sheet_reaches_nowhere(file_of, xlsx):
    assert survey(file_of(xlsx(Ark1=[])))["Ark1"] == Sheet()


def test_a_stray_cell_far_out_in_ods_is_refused(file_of, ods):
    data = ods(HEADER + _row(_figure(1, 16384), times=1_000_000))
    with pytest.raises(BadInput, match="over 1000001 rows and 16384 columns"):
        survey(file_of(data))


@pytest.mark.parametrize("times", ["-3", "many"])
def test_nonsense_repeats_in_ods_are_refused(file_of, ods, times):
    with pytest.raises(BadInput, match="cut short or damaged"):
        survey(file_of(ods(_row(_figure(1, times)))))


def test_an_error_is_found_in_xlsx(file_of, xlsx):
    def broken(book, sheet):
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    assert survey(file_of(xlsx(Ark1=broken)))["Ark1"].fault == ERROR_IN_B4


def test_an_error_is_found_in_ods(file_of, ods):
    cell = '<table:table-cell calcext:value-type="error" office:value-type="string"/>'
    data = ods(HEADER + _row(_figure(1), times=2) + _row(_text("x"), cell + cell))
    assert survey(file_of(data))["Ark1"].fault == ERROR_IN_B4


def test_calculated_formulas_that_speak_of_errors_are_none(file_of, xlsx):
    def calculated(book, sheet):
        sheet.write_formula(0, 0, '=IF(t="e",1,2)', None, 2)
        sheet.write_string(0, 2, ' t="e" ')

    assert survey(file_of(xlsx(Ark1=calculated)))["Ark1"].fault is None


def test_empty_rows_below_an_open_document_reach_nowhere(file_of, ods):
    data = ods(HEADER + _row(_figure(1, 2), times=2) + _row(EMPTY, times=1_000_000))
    sheet = survey(file_of(data))["Ark1"]
    assert (sheet.height, sheet.width) == (3, 2)


def test_hidden_rows_and_columns_are_counted(file_of, xlsx, ods):
    def hiding(book, sheet):
        sheet.write_row(0, 0, [1, 2])
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    assert survey(file_of(xlsx(Ark1=hiding)))["Ark1"].hidden == 2
    filtered = _row(_figure(1), times=3, more=' table:visibility="filter"')
    assert survey(file_of(ods(filtered)))["Ark1"].hidden == 3


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (b'<c r="B3"><f>1+1</f></c>', True),
        (b'<c r="B3"><f>1+1</f><v></v></c>', True),
        (b'<c r="B3"><f>1+1</f><v/></c>', True),
        (b'<x:c r="B3"><x:f t="shared" si="0"/></x:c>', True),
        (b'<c r="B3"><f>IF(t="e",1,2)</f><v>2</v></c>', False),
        (b'<c r="B3" t="str"><f>1+1</f><v></v></c>', False),
        (b'<c r="B3"><v>2</v></c>', False),
    ],
)
def test_a_formula_that_was_never_calculated_is_found(
    file_of, xlsx, repacked, cell, found
):
    def change(xml: bytes) -> bytes:
        return xml.replace(b'<c r="B3"><v>101</v></c>', cell)

    fault = survey(file_of(repacked(xlsx(Ark1=ROWS), SHEET1, change)))["Ark1"].fault
    expected = Fault(kind=NEVER_CALCULATED, row=3, column="B")
    assert fault == (expected if found else None)


def test_a_fault_without_a_place_is_found_all_the_same(file_of, xlsx, repacked):
    def change(xml: bytes) -> bytes:
        return xml.replace(b'<c r="B2">', b'<c t="e">')

    fault = survey(file_of(repacked(xlsx(Ark1=ROWS), SHEET1, change)))["Ark1"].fault
    assert fault == Fault(kind=ERROR)


def test_a_formula_never_calculated_is_found_in_ods(file_of, ods):
    cell = '<table:table-cell table:formula="of:=1+1"/>'
    sheet = survey(file_of(ods(HEADER + _row(_text("x"), cell))))["Ark1"]
    assert sheet.fault == Fault(kind=NEVER_CALCULATED, row=2, column="B")


def test_sheets_are_found_by_absolute_paths_and_unlisted_ones_by_their_own(
    file_of, xlsx, repacked
):
    links = "xl/_rels/workbook.xml.rels"
    data = xlsx(Ark1=ROWS, Ark2=ROWS)
    absolute = repacked(
        data, links, lambda x: x.replace(b'"worksheets/', b'"/xl/worksheets/')
    )
    assert list(survey(file_of(absolute))) == ["Ark1", "Ark2"]
    unlisted = repacked(data, links, lambda x: x.replace(b"rId2", b"rId9"))
    assert list(survey(file_of(unlisted))) == ["Ark1", "xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SHEET1, lambda xml: xml[:-20]),
        (SHEET1, lambda xml: xml + b"\xff"),
        ("xl/workbook.xml", lambda xml: xml[:0]),
        ("xl/workbook.xml", lambda xml: xml.replace(b"UTF-8", b"UT1-8")),
        ("xl/_rels/workbook.xml.rels", None),
        ("xl/workbook.xml", None),
    ],
)
def test_an_xlsx_with_damaged_parts_is_refused(file_of, xlsx, repacked, name, change):
    with pytest.raises(BadInput, match="cut short or damaged"):
        survey(file_of(repacked(xlsx(Ark1=ROWS), name, change)))
